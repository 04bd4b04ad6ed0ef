"""A definition is in a file where nobody looks for it.

## What it does
Finds definitions in a file that is named for another code, and in a folder that is named for
another group. Files of several definitions, and folders of other names, are left alone.

## Why is this bad
The code says where the file is, if nothing contradicts it. Whoever looks there finds another error,
or none.

## Example
```yaml
errbook: 1
name: Unkey API
code: "{name}"
type: https://unkey.com/errors/{name}
---
code: errors
---
code: key_not_found
```

## Instead
```yaml
errbook: 1
name: Unkey API
code: "{name}"
type: https://unkey.com/errors/{name}
---
code: too_many_errors
---
code: key_not_found
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB106"
SEVERITY = Severity.INFO


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every definition whose file is named for another one, or for another group."""
    codes = {tuple(entry.code.path.casefold().split("/")) for entry in catalog}
    groups = {tuple(level.casefold() for level in g.levels) for g in catalog.groups.values()}
    for entry in catalog:
        if str(entry.document.source.path).rpartition(".")[0].endswith(entry.code.path):
            continue  # in the file of its own code, as nearly all are
        path = entry.document.source.path.relative_to(catalog.root)
        parts = tuple(part.casefold() for part in path.with_suffix("").parts)
        own = tuple(entry.code.path.casefold().split("/"))
        if own[: len(parts)] == parts:
            continue
        folder = parts[:-1]
        if parts in codes:
            message = f"`{entry.code}` is in the file of another code, {path.as_posix()}"
        elif folder in groups and own[: len(folder)] != folder:
            message = f"`{entry.code}` is in the folder of another group, {path.parent.as_posix()}"
        else:
            continue
        help = f"move it to {entry.code.path}{path.suffix}"
        yield Report(entry.document.place("code"), message, help)
