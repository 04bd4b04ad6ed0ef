"""A deprecated or retired error is still raised.

## What it does
Finds places in the code that raise an error which is deprecated or retired, or one by the name that
it had under a former code. It reads the Python files that `source` in `[tool.errbook]` names.

## Why is this bad
The pages tell clients that it ends. While it is raised, it does not.

## Example
```yaml
code: err:unkey:data:key_not_found
deprecated: {reason: The API tells no more whether a key exists.}
```
```python
from shop.errors.unkey import data


def read(key_id: str) -> None:
    raise data.KeyNotFound(key_id=key_id)
```

## Instead
```yaml
code: err:unkey:data:key_not_found
```
```python
from shop.errors.unkey import data


def read(key_id: str) -> None:
    raise data.KeyNotFound(key_id=key_id)
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.project import Project
from errbook.lint.rule import Report
from errbook.lint.usage import usage

ID = "EB803"
SEVERITY = Severity.WARNING


def check_project(catalog: Catalog, project: Project) -> Iterator[Report]:
    """Yield every raise of what is on its way out."""
    for use in usage(catalog, project).uses:
        definition = use.entry.definition
        if use.how == "caught":
            continue
        end = definition.retired or definition.deprecated
        if end:
            word = "retired" if definition.retired else "deprecated"
            help = f"raise {' or '.join(end.replaced_by)}" if end.replaced_by else None
            yield Report(use.place, f"`{use.name}` is {word}", help)
        elif use.former:
            message = f"`{use.name}` is the name of the former code `{use.former}`"
            yield Report(use.place, message, f"the class is {use.entry.class_name} now")
