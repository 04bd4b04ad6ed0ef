"""No test mentions an error.

## What it does
Finds definitions that no test names: neither the class, nor the code, a former code or the type.
It reads the Python files that `tests` in `[tool.errbook]` names, and says nothing where there are
none. Internal and retired errors are not asked for.

## Why is this bad
Whether the service ever gives this answer, and gives it right, nobody has seen.

## Example
```python
# tests/test_keys.py
def test_reading_a_key() -> None:
    assert read("key_1234")
```

## Instead
```python
# tests/test_keys.py
import pytest

from shop.errors.unkey import data


def test_reading_a_key_that_is_gone() -> None:
    with pytest.raises(data.KeyNotFound):
        read("key_1234")
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.project import Project
from errbook.lint.rule import Report
from errbook.lint.usage import mentioned

ID = "EB804"
SEVERITY = Severity.WARNING


def check_project(catalog: Catalog, project: Project) -> Iterator[Report]:
    """Yield every definition that no test names."""
    if not project.test_modules:
        return
    codes = mentioned(catalog, project)
    for entry in catalog:
        definition = entry.definition
        if definition.retired or definition.visibility == "internal":
            continue
        if entry.code.text not in codes:
            message = f"no test mentions `{entry.code}`"
            yield Report(entry.document.place("code"), message)
