"""Two errors cannot be told apart in a list.

## What it does
Finds definitions with the status, the title and the summary of another one, and related errors with
the same status and title in one list that have the same reason. Case and white space make no
difference. A retired error is left alone.

## Why is this bad
In search results, on the page of a group and among the related errors, the summary and the reason
are all that a reader has to choose by.

## Example
```yaml
code: err:unkey:data:key_not_found
summary: The record does not exist.
---
code: err:unkey:data:api_not_found
summary: The record does not exist.
```

## Instead
```yaml
code: err:unkey:data:key_not_found
summary: The key that the request names does not exist.
---
code: err:unkey:data:api_not_found
summary: The API that the request names does not exist.
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog, Entry
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB607"
SEVERITY = Severity.INFO

Look = tuple[int, str, str]


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every definition, and every related error, that looks like one before it."""
    seen: dict[Look, Entry] = {}
    for entry in catalog:
        if not entry.definition.retired:
            first = seen.setdefault(_look(entry, entry.definition.summary), entry)
            if first is not entry:
                message = f"status, title and summary are those of `{first.code}`"
                help = "say in the summary what tells the two apart"
                yield Report(entry.document.place("summary"), message, help)
        if len(entry.definition.related) > 1:
            yield from _related(entry, catalog)


def _related(entry: Entry, catalog: Catalog) -> Iterator[Report]:
    seen: dict[Look, Entry] = {}
    for index, related in enumerate(entry.definition.related):
        other = catalog.find(related.code)
        if other is None or related.reason is None:
            continue
        first = seen.setdefault(_look(other, related.reason), other)
        if first is not other:
            message = f"`{related.code}` is related for the same reason as `{first.code}`"
            help = "say in the reason what tells the two apart"
            yield Report(entry.document.place("related", index, "reason"), message, help)


def _look(entry: Entry, words: str) -> Look:
    """Return what a reader sees of the error in a list, with these words."""
    definition = entry.definition
    return definition.status, definition.title.casefold(), " ".join(words.casefold().split())
