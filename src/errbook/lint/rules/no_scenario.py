"""A definition has no scenario.

## What it does
Finds definitions without `scenarios`. Retired ones may do without.

## Why is this bad
A reader who has the error in front of them asks first how it came about. Scenarios let them
recognise their own case, and lead to the fix that cures it.

## Example
```yaml
code: err:unkey:data:key_not_found
status: 404
title: Not Found
summary: The key does not exist.
fixes:
  - intro: List the keys of the API and compare.
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

ID = "EB401"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield the definitions without scenarios; of a stub there is more to say, elsewhere."""
    for entry in catalog:
        definition = entry.definition
        if not (definition.scenarios or definition.is_stub or definition.retired):
            message = f"`{entry.code}` has no scenario"
            yield Report(
                entry.document.place("code"), message, help="say under `scenarios` when it happens"
            )
