"""A param is used by no one.

## What it does
Finds params of the manifest that no definition takes up with `use`. Finds params of a definition
that reach nobody, where the body template has no place for params (`...: $params` or `$params`)
and neither `detail` nor a header names them. Params with `expose: false` are for logs, on
purpose.

## Why is this bad
Somebody documents, passes and tests a value that goes nowhere.

## Example
```yaml
errbook: 1
name: Unkey API
code: err:{system}:{category}:{name}
type: https://unkey.com/errors/{system}/{category}/{name}
params:
  key_id: {type: string, description: The key., example: key_1234}
  api_id: {type: string, description: The API., example: key_1234}
---
params:
  key_id: {use: key_id}
```

## Instead
```yaml
errbook: 1
name: Unkey API
code: err:{system}:{category}:{name}
type: https://unkey.com/errors/{system}/{category}/{name}
params:
  key_id: {type: string, description: The key., example: key_1234}
---
params:
  key_id: {use: key_id}
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog, Entry
from errbook.catalog.body import Splice, Variable, walk
from errbook.detail import names
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB303"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield the manifest's params that nobody takes up, then those that nobody sees."""
    taken = {param.use for entry in catalog for param in entry.definition.params.values()}
    for name in catalog.manifest.params:
        if name not in taken and not _may_be_used(name, catalog):
            place = catalog.document.key_place("params", name)
            yield Report(place, f"no definition uses the param `{name}`", help="take it out")
    if not _has_place_for_params(catalog):
        for entry in catalog:
            yield from _unseen(entry)


def _unseen(entry: Entry) -> Iterator[Report]:
    templates = [*entry.definition.details.values(), *entry.headers.values()]
    seen = {name for template in templates for name in names(template)}
    for name in entry.exposed:
        if name not in seen:
            message = (
                f"the param `{name}` reaches nobody: the body has no place for params,"
                " and neither `detail` nor a header names it"
            )
            help = "name it in `detail`, or say `expose: false` if it is for logs"
            yield Report(entry.document.key_place("params", name), message, help)


def _has_place_for_params(catalog: Catalog) -> bool:
    return any(node in (Splice(), Variable("params")) for node in walk(catalog.body))


def _may_be_used(name: str, catalog: Catalog) -> bool:
    """Whether a document that could not be used mentions `name`."""
    return any(
        name in document.source.text[document.start : document.end] for document in catalog.unusable
    )
