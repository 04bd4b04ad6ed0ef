"""It cannot be told what is raised.

## What it does
Finds raises whose exception is computed, and files that are no Python, among those that `source` in
`[tool.errbook]` names. What is raised there, the other rules about code cannot count.

## Why is this bad
It is not bad by itself. But an error that is raised in such a place only is said to be never
raised, and one that is not declared is not found.

## Example
```python
from shop.errors.unkey import data

BY_NAME = {"key": data.KeyNotFound}


def read(kind: str) -> None:
    raise BY_NAME[kind]
```

## Instead
```python
from shop.errors.unkey import data


def read(kind: str) -> None:
    if kind == "key":
        raise data.KeyNotFound
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.project import Project
from errbook.lint.rule import Report
from errbook.lint.usage import usage

ID = "EB806"
SEVERITY = Severity.INFO


def check_project(catalog: Catalog, project: Project) -> Iterator[Report]:
    """Yield every place about which nothing can be told."""
    for place, told in usage(catalog, project).undecided:
        yield Report(place, f"it cannot be told what is raised here: {told}")
