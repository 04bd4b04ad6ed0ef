"""An error is declared and never raised.

## What it does
Finds definitions whose class the code neither raises, nor makes, nor hands on. Fallbacks count as
raised, retired errors are not asked for. It reads the Python files that `source` in
`[tool.errbook]` names, and says nothing where there are none.

## Why is this bad
The page describes what cannot happen. Readers look for causes that there are not, and clients
handle an answer that never comes.

## Example
```python
from shop.errors.unkey import data


def read(key_id: str) -> None:
    try:
        find(key_id)
    except data.KeyNotFound:
        print("gone")
```

## Instead
```python
from shop.errors.unkey import data


def read(key_id: str) -> None:
    if not find(key_id):
        raise data.KeyNotFound(key_id=key_id)
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.project import Project
from errbook.lint.rule import Report
from errbook.lint.usage import usage

ID = "EB802"
SEVERITY = Severity.WARNING


def check_project(catalog: Catalog, project: Project) -> Iterator[Report]:
    """Yield every definition that the code does not raise, as far as that can be told."""
    if not project.modules:
        return
    found = usage(catalog, project)
    raised = {use.entry.code.text for use in found.uses if use.how != "caught"}
    raised |= {catalog.aliases.get(code, code) for code in catalog.manifest.fallbacks.values()}
    help = "raise it, or retire it"
    if found.undecided:
        count = len(found.undecided)
        help += (
            f"; of {count} raise{'s' * (count > 1)} it could not be told what they raise (EB806)"
        )
    for entry in catalog:
        if entry.code.text not in raised and not entry.definition.retired:
            yield Report(entry.document.place("code"), f"`{entry.code}` is never raised", help)
