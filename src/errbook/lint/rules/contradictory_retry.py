"""The advice on retrying contradicts the response.

## What it does
Finds errors that are `retryable: false` and sent with `Retry-After`, and errors that are
`retryable: true` with a status of which the same request never comes out otherwise, such as 400,
413 or 501.

## Why is this bad
Clients act by status and header, readers by the page. One of the two is led astray: it retries for
ever, or it gives up on what would have worked.

## Example
```yaml
code: err:unkey:data:key_not_found
status: 400
title: Bad Request
summary: The body is no JSON.
retryable: true
scenarios: [A bracket is missing.]
fixes: [{intro: Add it.}]
```

## Instead
```yaml
code: err:unkey:data:key_not_found
status: 400
title: Bad Request
summary: The body is no JSON.
retryable: false
scenarios: [A bracket is missing.]
fixes: [{intro: Add it.}]
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.rule import Report

_FINAL = frozenset([400, 405, 406, 410, 411, 413, 414, 415, 416, 422, 426, 431, 451, 501, 505])
"""Statuses that depend on the request alone, or say that nothing will change."""

ID = "EB208"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every definition whose advice and response do not go together."""
    for entry in catalog:
        status = entry.definition.status
        if entry.retryable and status in _FINAL:
            message = f"a retry is said to help, and with status {status} it does not"
            yield Report(entry.document.place("retryable"), message)
        elif entry.retryable is False:
            name = next((name for name in entry.headers if name.casefold() == "retry-after"), None)
            if name is not None:
                message = f"a retry is said not to help, and `{name}` says when it will"
                own = "retryable" in entry.document.value
                path = ("retryable",) if own else ("headers", name)
                yield Report(entry.document.place(*path), message)
