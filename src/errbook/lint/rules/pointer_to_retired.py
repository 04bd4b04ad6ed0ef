"""A living error points to a retired one.

## What it does
Finds codes of retired errors in `related` and `replaced_by` of errors that are not retired. That
code still raises one is found by `deprecated-raise`.

## Why is this bad
A reader looks there for the error that they may have instead, and a retired one they cannot have.
What is said to take an error's place must not be gone itself.

## Example
```yaml
code: err:unkey:data:key_not_found
related:
  - code: err:unkey:data:key_deleted
    reason: There the key is known to have been deleted.
---
code: err:unkey:data:key_deleted
retired: {reason: Deleted keys are forgotten., replaced_by: [err:unkey:data:key_not_found]}
related:
  - code: err:unkey:data:key_not_found
    reason: It is returned for deleted keys too.
```

## Instead
```yaml
code: err:unkey:data:key_not_found
---
code: err:unkey:data:key_deleted
retired: {reason: Deleted keys are forgotten., replaced_by: [err:unkey:data:key_not_found]}
related:
  - code: err:unkey:data:key_not_found
    reason: It is returned for deleted keys too.
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.catalog.definition import Definition
from errbook.catalog.writing import Keys
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB902"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every such code, where the living error names it."""
    for entry in catalog:
        for path, code in () if entry.definition.retired else _pointers(entry.definition):
            other = catalog.find(code)
            if other is not None and other.definition.retired:
                instead = other.definition.retired.replaced_by
                help = f"point to {' or '.join(f'`{one}`' for one in instead)}" if instead else None
                yield Report(entry.document.place(*path), f"`{code}` is retired", help)


def _pointers(definition: Definition) -> Iterator[tuple[Keys, str]]:
    for index, related in enumerate(definition.related):
        yield ("related", index, "code"), related.code
    if definition.deprecated:
        for index, code in enumerate(definition.deprecated.replaced_by):
            yield ("deprecated", "replaced_by", index), code
