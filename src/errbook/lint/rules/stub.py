"""A definition is a stub.

## What it does
Finds definitions with none of `what_happened`, `scenarios`, `fixes`, `mistakes`, `notes` and
`sections`. Retired ones may do without.

## Why is this bad
Its page repeats what the response said. A reader who followed the link finds nothing there.

## Example
```yaml
code: err:unkey:data:key_not_found
status: 404
title: Not Found
summary: The key does not exist.
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

ID = "EB403"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield the definitions that tell a reader nothing."""
    for entry in catalog:
        if entry.definition.is_stub and not entry.definition.retired:
            message = f"`{entry.code}` is a stub: its page says no more than the response"
            help = "say what happened, when it happens (`scenarios`) and what to do (`fixes`)"
            yield Report(entry.document.place("code"), message, help)
