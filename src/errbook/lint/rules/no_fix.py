"""A definition has no fix.

## What it does
Finds definitions without `fixes`. Retired ones may do without.

## Why is this bad
The page of an error is there to make the error go away: a type "should resolve to documentation
that explains how to resolve the problem" (RFC 9457, 4). Where only the service can act, the fix
says what to wait for and whom to tell.

## Example
```yaml
code: err:unkey:data:key_not_found
status: 404
title: Not Found
summary: The key does not exist.
scenarios:
  - The key was deleted.
```

## Instead
```yaml
code: err:unkey:data:key_not_found
status: 404
title: Not Found
summary: The key does not exist.
scenarios:
  - The key was deleted.
fixes:
  - intro: List the keys of the API and compare.
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB402"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield the definitions without fixes; of a stub there is more to say, elsewhere."""
    for entry in catalog:
        definition = entry.definition
        if not (definition.fixes or definition.is_stub or definition.retired):
            message = f"`{entry.code}` has no fix"
            yield Report(
                entry.document.place("code"), message, help="say under `fixes` what to do about it"
            )
