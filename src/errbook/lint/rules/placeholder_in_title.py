"""A title has a placeholder in it.

## What it does
Finds a `{name}` in a `title`.

## Why is this bad
A title is the same for every occurrence (RFC 9457, 3.1.3): clients show it, group by it and
translate it. Nothing is ever filled in there. What differs from one occurrence to the next
belongs to `detail`.

## Example
```yaml
title: "Key {key_id} Not Found"
params:
  key_id: {type: string, description: The key., example: key_1234}
```

## Instead
```yaml
title: Key Not Found
detail: "The key {key_id} does not exist."
params:
  key_id: {type: string, description: The key., example: key_1234}
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.detail import Placeholder, scan
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB301"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every placeholder in a title."""
    for entry in catalog:
        for part in scan(entry.definition.title):
            if isinstance(part, Placeholder):
                place = entry.document.place_in(part.start, ("title",))
                message = f"the title has a placeholder, `{{{part}}}`, which nothing fills in"
                yield Report(place, message, help="take it out; `detail` is for what differs")
