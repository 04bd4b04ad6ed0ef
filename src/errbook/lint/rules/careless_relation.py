"""A relation says nothing.

## What it does
Finds entries of `related` that lead to the definition itself, that repeat one above, or that have
no `reason`.

## Why is this bad
A reader looks at the related errors to find out whether they have the right one. The reason tells
the two apart; without it they have to read both pages.

## Example
```yaml
code: err:unkey:data:key_not_found
related:
  - code: err:unkey:data:api_not_found
---
code: err:unkey:data:api_not_found
related:
  - code: err:unkey:data:key_not_found
    reason: There the API is known, and the key is not.
```

## Instead
```yaml
code: err:unkey:data:key_not_found
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
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB603"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield the relations that help nobody."""
    for entry in catalog:
        seen = {entry.code.text: ""}
        for index, related in enumerate(entry.definition.related):
            place = entry.document.place("related", index, "code")
            code = catalog.aliases.get(related.code, related.code)
            if code == entry.code.text:
                yield Report(place, f"`{related.code}` relates to itself", help="take it out")
            elif code in seen:
                message = f"`{related.code}` is related twice; the first is on line {seen[code]}"
                yield Report(place, message, help="keep one of the two")
            elif related.reason is None:
                message = f"`{related.code}` is related without a reason"
                yield Report(place, message, help="say under `reason` what tells the two apart")
            seen.setdefault(code, str(place.line))
