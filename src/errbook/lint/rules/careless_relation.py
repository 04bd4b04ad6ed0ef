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

from errbook.catalog import Catalog, Entry
from errbook.catalog.definition import Related
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB603"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield the relations that help nobody."""
    for entry in catalog:
        seen: dict[str, int] = {}
        for index, related in enumerate(entry.definition.related):
            code = catalog.aliases.get(related.code, related.code)
            wrong = _wrong(entry, related, code, seen.get(code))
            if wrong:
                message, help = wrong
                yield Report(entry.document.place("related", index, "code"), message, help)
            seen.setdefault(code, index)


def _wrong(entry: Entry, related: Related, code: str, first: int | None) -> tuple[str, str] | None:
    """Return what is wrong with a relation, and what to do; `first` is one to the same error."""
    if code == entry.code.text:
        return f"`{related.code}` relates to itself", "take it out"
    if first is not None:
        line = entry.document.place("related", first, "code").line
        message = f"`{related.code}` is related twice; the first is on line {line}"
        return message, "keep one of the two"
    if related.reason is None:
        message = f"`{related.code}` is related without a reason"
        return message, "say under `reason` what tells the two apart"
    return None
