"""A group has no title or no description.

## What it does
Finds groups with members that the manifest does not describe under `groups`.

## Why is this bad
The page of the group, and its row in the index, have nothing to say but its members' common
beginning.

## Example
```yaml
errbook: 1
name: Unkey API
code: "{category}.{name}"
type: https://unkey.com/errors/{category}/{name}
groups:
  data: {title: Data}
---
code: data.key_not_found
```

## Instead
```yaml
errbook: 1
name: Unkey API
code: "{category}.{name}"
type: https://unkey.com/errors/{category}/{name}
groups:
  data: {title: Data, description: A record is not in the state that it has to be in.}
---
code: data.key_not_found
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB407"
SEVERITY = Severity.INFO


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every group that lacks one of the two, where any group is described at all."""
    if not catalog.manifest.groups:
        return
    for prefix, group in catalog.groups.items():
        lacks = [name for name in ("title", "description") if not getattr(group.declared, name)]
        if lacks:
            declared = prefix in catalog.manifest.groups
            place = catalog.document.key_place("groups", *([prefix] * declared))
            yield Report(place, f"the group `{prefix}` has no {' and no '.join(lacks)}")
