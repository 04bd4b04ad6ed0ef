"""Two errors have one and the same detail.

## What it does
Finds definitions with a detail that another one has, word for word.

## Why is this bad
Whoever has the message alone, in a log or from a screenshot, cannot tell which of the two errors it
was, and finds the page of the wrong one.

## Example
```yaml
code: err:unkey:data:key_not_found
detail: It does not exist.
---
code: err:unkey:data:api_not_found
detail: It does not exist.
```

## Instead
```yaml
code: err:unkey:data:key_not_found
detail: The key does not exist.
---
code: err:unkey:data:api_not_found
detail: The API does not exist.
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB307"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every detail that an earlier definition has."""
    first: dict[str, str] = {}
    for entry in catalog:
        if entry.definition.retired:
            continue
        code = entry.code.text
        for variant, text in entry.definition.details.items():
            owner = first.setdefault(" ".join(text.split()).casefold(), code)
            if owner != code:
                path = ("detail", variant) if variant else ("detail",)
                message = f"the detail of `{code}` is that of `{owner}`"
                yield Report(entry.document.place(*path), message, "say what is so in this one")
