"""A response lacks the header that its status asks for.

## What it does
Finds 401 without `WWW-Authenticate`, 405 without `Allow`, 407 without `Proxy-Authenticate`, 426
without `Upgrade`, and 429 or 503 without `Retry-After` where sending the request again can help.

## Why is this bad
RFC 9110 demands the first four: libraries act by them. `Retry-After` is the one thing that a client
needs to know of a limit, and without it every client guesses.

## Example
```yaml
code: err:unkey:data:key_not_found
status: 401
title: Unauthorized
summary: The key does not exist.
scenarios: [The key was deleted.]
fixes: [{intro: Make another.}]
```

## Instead
```yaml
code: err:unkey:data:key_not_found
status: 401
title: Unauthorized
summary: The key does not exist.
headers: {WWW-Authenticate: Bearer}
scenarios: [The key was deleted.]
fixes: [{intro: Make another.}]
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.rule import Report

_WANTED = {
    401: "WWW-Authenticate",
    405: "Allow",
    407: "Proxy-Authenticate",
    426: "Upgrade",
    429: "Retry-After",
    503: "Retry-After",
}
"""RFC 9110, sections 15.5.2, 15.5.6, 15.5.8, 15.5.22 and 15.6.4; RFC 6585, section 4."""

ID = "EB207"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every living definition whose response lacks such a header."""
    for entry in catalog:
        status = entry.definition.status
        wanted = _WANTED.get(status)
        if wanted is None or entry.definition.retired:
            continue
        if wanted == "Retry-After" and entry.retryable is False:
            continue
        if not any(name.casefold() == wanted.casefold() for name in entry.headers):
            message = f"a response of status {status} has the header `{wanted}`, and this has none"
            help = "add it to `headers`, or to those of the group"
            yield Report(entry.document.place("status"), message, help)
