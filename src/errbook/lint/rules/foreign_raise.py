"""Code answers by an exception of its framework.

## What it does
Finds raises of `HTTPException` and its like, and calls of `abort`, in the Python files that
`source` in `[tool.errbook]` names.

## Why is this bad
The answer has no code, no type and no page. To the client it is an error that nobody documents.

## Example
```python
from fastapi import HTTPException

from shop.errors.unkey import data


def read(key_id: str) -> None:
    raise data.KeyNotFound(key_id=key_id)


def delete(key_id: str) -> None:
    raise HTTPException(404, "no such key")
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

ID = "EB805"
SEVERITY = Severity.WARNING


def check_project(catalog: Catalog, project: Project) -> Iterator[Report]:
    """Yield every exception by which a framework answers, raised by hand."""
    for place, name in usage(catalog, project).foreign:
        message = f"`{name}` answers with an error that the catalog does not know"
        yield Report(place, message, "declare the error, and raise its class")
