"""A status is not registered, and no text says what it means.

## What it does
Finds definitions with a status that the registry of HTTP status codes at IANA does not have, such
as 499, whose page does not name it.

## Why is this bad
Clients treat an unknown status as the first of its hundred (RFC 9110, section 15). A reader who
looks it up finds nothing, or what some server once used it for.

## Example
```yaml
code: err:unkey:data:key_not_found
status: 499
title: Client Closed Request
summary: The client went away before the answer was there.
scenarios: [The user closed the window.]
fixes: [{intro: Wait for the answer.}]
```

## Instead
```yaml
code: err:unkey:data:key_not_found
status: 499
title: Client Closed Request
summary: The client went away before the answer was there.
what_happened: The status 499 is no registered one. It is for the logs; no client receives it.
scenarios: [The user closed the window.]
fixes: [{intro: Wait for the answer.}]
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog, Entry
from errbook.findings import Severity
from errbook.lint.rule import Report

_REGISTERED = frozenset(
    [*range(400, 418), *range(421, 427), 428, 429, 431, 451, *range(500, 509), 511]
)
"""HTTP Status Code Registry, IANA, from 400 on; 418 and 510 are unused and obsolete."""

ID = "EB210"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every unregistered status that the definition's text does not name."""
    for entry in catalog:
        status = entry.definition.status
        if status not in _REGISTERED and not _is_named(entry, str(status)):
            message = f"the status {status} is not registered, and no text says what it means"
            help = "say in `what_happened` or in a note what it is, or use a registered one"
            yield Report(entry.document.place("status"), message, help)


def _is_named(entry: Entry, status: str) -> bool:
    definition = entry.definition
    told = [definition.summary, definition.what_happened or "", *(n.text for n in entry.notes)]
    return any(status in text for text in told)
