"""The Python name of a former code leads elsewhere.

## What it does
Finds aliases whose former class name belongs to another error now. The generated package keeps the
class of a former code importable, as a deprecated name, unless a living error has the same name.

## Why is this bad
Code that catches the class by its former name catches another error from then on, and no import
fails to tell.

## Example
```yaml
code: err:unkey:data:key_gone
aliases: [err:unkey:data:key_not-found]
---
code: err:unkey:data:key_not_found
```

## Instead
```yaml
code: err:unkey:data:key_gone
aliases: [err:unkey:data:key_removed]
---
code: err:unkey:data:key_not_found
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.catalog.checks import python_names
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB117"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every alias whose class name is that of another error."""
    if not catalog.aliases:
        return
    owners = {(entry.module, entry.class_name): entry.code.text for entry in catalog}
    for entry in catalog:
        for index, alias in enumerate(entry.definition.aliases):
            code = None if alias in catalog.entries else catalog.scheme.parse(alias)
            name = python_names(catalog, code) if code else None
            owner = owners.setdefault(name, entry.code.text) if name else entry.code.text
            if name and owner != entry.code.text:
                shown = ".".join((*name[0], name[1]))
                message = f"`{shown}`, the class of `{alias}`, is that of `{owner}` now"
                help = "code that imports it gets another error; tell its authors, or choose"
                help += " another name for that error"
                yield Report(entry.document.place("aliases", index), message, help)
