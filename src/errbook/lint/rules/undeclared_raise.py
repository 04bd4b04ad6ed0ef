"""Code uses an error that is not declared.

## What it does
Finds names of the generated package that no definition gives, and codes that are looked up in a
loaded catalog and are in none. It reads the Python files that `source` in `[tool.errbook]` names.

## Why is this bad
The line fails when it is reached, which is when something else has failed already: the client gets
a 500 in place of the error that was meant.

## Example
```python
from shop.errors.unkey import data


def read(key_id: str) -> None:
    raise data.KeyNotFound(key_id=key_id)


def delete(key_id: str) -> None:
    raise data.KeyMissing(key_id=key_id)
```

## Instead
```python
from shop.errors.unkey import data


def read(key_id: str) -> None:
    raise data.KeyNotFound(key_id=key_id)


def delete(key_id: str) -> None:
    raise data.KeyNotFound(key_id=key_id)
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.project import Project
from errbook.lint.rule import Report
from errbook.lint.usage import usage

ID = "EB801"
SEVERITY = Severity.ERROR


def check_project(catalog: Catalog, project: Project) -> Iterator[Report]:
    """Yield every name and code that the code uses and nobody declares."""
    for place, name in usage(catalog, project).undeclared:
        help = "declare it, or use one that is; after a renaming, run: errbook build python"
        yield Report(place, f"`{name}` is not declared in the catalog", help)
