"""A code that is pointed to is not declared.

## What it does
Finds codes in `related`, `deprecated.replaced_by` and `retired.replaced_by` that no definition
has, now or formerly, and names the code that is near. A code that a broken document declares
counts as known.

## Why is this bad
The reader is sent on to a page that does not exist.

## Example
```yaml
related:
  - code: err:unkey:data:key_not_fund
    reason: There the key itself is unknown.
---
code: err:unkey:data:api_not_found
```

## Instead
```yaml
related:
  - code: err:unkey:data:api_not_found
    reason: There the API that should hold the key is unknown.
---
code: err:unkey:data:api_not_found
related:
  - code: err:unkey:data:key_not_found
    reason: There the API is known, and the key is not.
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.catalog.definition import Definition, Deprecation
from errbook.catalog.messages import did_you_mean
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB601"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every code that is pointed to and that no document claims."""
    for entry in catalog:
        for path, code in _pointers(entry.definition):
            if code not in catalog.claimed:
                near = did_you_mean(code, catalog.claimed - {entry.code.text})
                help = None if near else "declare it, or take it out"
                yield Report(entry.document.place(*path), f"`{code}` is not declared{near}", help)


def _pointers(definition: Definition) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the path and the value of every code that the definition points to."""
    for index, related in enumerate(definition.related):
        yield ("related", index, "code"), related.code
    for field in ("deprecated", "retired"):
        end: Deprecation | None = getattr(definition, field)
        for index, code in enumerate(end.replaced_by if end else ()):
            yield (field, "replaced_by", index), code
