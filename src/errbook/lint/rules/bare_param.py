"""A param is not described, or its example does not fit.

## What it does
Finds exposed params without a description or without an example, and examples that are not of the
param's own type, format or values. Constants, enums and booleans need no example. What a shared
param lacks is found in the manifest, once.

## Why is this bad
The description is the only text about a member of the body: in the table of the page, in OpenAPI
and in editors. The example is what readers see in the response, and it must be one that can occur.

## Example
```yaml
detail: "The key {key_id} does not exist."
params:
  key_id: {type: string, example: 12}
```

## Instead
```yaml
detail: "The key {key_id} does not exist."
params:
  key_id: {type: string, description: The key that was asked for., example: key_1234}
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.catalog.document import Document
from errbook.catalog.param import Schema
from errbook.findings import Place, Severity
from errbook.lint.fitting import misfit
from errbook.lint.rule import Report

ID = "EB309"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield what is missing or wrong in the params of the manifest, then of the definitions."""
    for name, shared in catalog.manifest.params.items():
        for path, message in _wrong(shared, name) if shared.expose else ():
            yield Report(catalog.document.place("params", name, *path), message)
    for entry in catalog:
        for name, param in entry.exposed.items():
            own = entry.document.value["params"][name]
            for path, message in _wrong(param, name):
                inherited = "use" in own and not (path and path[0] in own)
                if not inherited:
                    yield Report(_place(entry.document, name, path), message)


def _place(document: Document, name: str, path: tuple[str, ...]) -> Place:
    if path:
        return document.place("params", name, *path)
    return document.key_place("params", name)


def _wrong(schema: Schema, name: str) -> Iterator[tuple[tuple[str, ...], str]]:
    if not schema.description:
        yield (), f"`{name}` has no description"
    free = not (schema.is_const or schema.enum or schema.type in ("boolean", "object"))
    if schema.has_example:
        wrong = misfit(schema, schema.example)
        if wrong:
            yield ("example",), f"the example of `{name}` {wrong}"
    elif free:
        yield (), f"`{name}` has no example"
