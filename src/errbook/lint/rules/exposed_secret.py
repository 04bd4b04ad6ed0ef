"""A param that clients see is called like a secret.

## What it does
Finds exposed params, and members of them, with a name like `password`, `api_key` or
`access_token`: the names that the run time keeps out of logs. Facts about a secret, such as
`api_key_id` or `password_length`, are none, and neither are constants, enums and booleans.

## Why is this bad
A body goes through proxies, into the logs of clients and into tickets. A secret that has been in
one has to be replaced. Whoever sent it knows it, and whoever did not must not learn it.

## Example
```yaml
detail: "The key {api_key} does not exist."
params:
  api_key: {type: string, description: The key that was sent., example: acme_xxx}
```

## Instead
```yaml
detail: "The key that starts with {api_key_prefix} does not exist."
params:
  api_key_prefix: {type: string, description: The start of the key that was sent., example: acme}
  api_key: {type: string, expose: false}
```
"""

from collections.abc import Iterator
from functools import lru_cache

from errbook.catalog import Catalog, Entry
from errbook.catalog.param import Schema
from errbook.catalog.writing import Keys
from errbook.findings import Place, Severity
from errbook.lint.rule import Report
from errbook.logs import is_secret

ID = "EB701"
SEVERITY = Severity.ERROR

_HELP = "keep it for logs with `expose: false`, or show what tells which one it was, such as its ID"

_is_secret = lru_cache(maxsize=4_096)(is_secret)
"""The same names occur in very many definitions."""


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every such name; one that a shared param has is found in the manifest, once."""
    seen: set[Place] = set()
    for entry in catalog:
        if entry.definition.retired:
            continue
        for name, param in entry.exposed.items():
            for path, secret in _secrets(name, param, param.wire(name)):
                place = _place(entry, catalog, name, path)
                if place not in seen:
                    seen.add(place)
                    message = f"`{secret}` is called like a secret, and clients see it"
                    yield Report(place, message, _HELP)


def _secrets(name: str, schema: Schema, wire: str) -> Iterator[tuple[Keys, str]]:
    """Yield path and name of every secret that `schema` holds, itself included."""
    if schema.is_const or schema.enum or schema.type == "boolean":
        return
    if _is_secret(name):
        yield (), name
    elif wire != name and _is_secret(wire):
        yield ("as",), wire
    else:
        yield from _below(schema, ())


def _below(schema: Schema, path: Keys) -> Iterator[tuple[Keys, str]]:
    for name, member in (schema.properties or {}).items():
        here = (*path, "properties", name)
        for below, secret in _secrets(name, member, name):
            yield (*here, *below), secret
    if schema.items:
        yield from _below(schema.items, (*path, "items"))


def _place(entry: Entry, catalog: Catalog, name: str, path: Keys) -> Place:
    """Return where the secret at `path` of the param `name` is declared."""
    own = entry.document.value["params"][name]
    is_shared = own.get("use") == name if not path else "use" in own and path[0] not in own
    document = catalog.document if is_shared else entry.document
    keys = ("params", own["use"] if is_shared else name, *path)
    return document.place(*keys) if path == ("as",) else document.key_place(*keys)
