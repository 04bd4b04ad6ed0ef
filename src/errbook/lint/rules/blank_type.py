"""An error of type about:blank says more than its status.

## What it does
Finds definitions whose type is pinned to `about:blank` and whose title is not the status' own
phrase, or whose code stands in the body.

## Why is this bad
`about:blank` says that there is nothing to know beyond the status (RFC 9457, section 4.2.1), and
its title should be the status' phrase. A client that goes by the type misses what this one says.

## Example
```yaml
errbook: 1
name: Unkey API
code: err:{system}:{category}:{name}
type: https://unkey.com/errors/{category}/{name}
response:
  body: {type: $type, title: $title, detail: $detail}
---
code: err:unkey:data:key_not_found
type: about:blank
title: Key Not Found
```

## Instead
```yaml
errbook: 1
name: Unkey API
code: err:{system}:{category}:{name}
type: https://unkey.com/errors/{category}/{name}
response:
  body: {type: $type, title: $title, detail: $detail}
---
code: err:unkey:data:key_not_found
title: Key Not Found
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.catalog.body import Variable, walk
from errbook.findings import Severity
from errbook.lint.rule import Report
from errbook.response import phrase

ID = "EB206"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every definition of this type that claims a meaning of its own."""
    shows_code = Variable("code") in walk(catalog.body)
    for entry in catalog:
        if entry.type != "about:blank":
            continue
        named = phrase(entry.definition.status)
        if named and entry.definition.title != named:
            message = f"the title of an error of type about:blank is “{named}”"
            yield Report(entry.document.place("title"), message, "give it a type of its own")
        elif shows_code:
            message = "an error of type about:blank has no code of its own, and this one shows it"
            yield Report(entry.document.place("type"), message, "give it a type of its own")
