"""The name of an error says nothing.

## What it does
Finds codes whose last part is made of words such as `error`, `failed`, `unknown` and `misc` alone.

## Why is this bad
The name is what a developer reads in the code, in logs and in the address of the page. A name that
fits any error attracts any error: soon it is raised for unlike reasons, and its page cannot help.

## Example
```yaml
code: err:unkey:data:unknown_error
```

## Instead
```yaml
code: err:unkey:data:key_not_found
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.catalog.names import words
from errbook.findings import Severity
from errbook.lint.rule import Report

_VAGUE = {
    "bad", "error", "exception", "fail", "failed", "failure", "general", "generic",
    "invalid", "misc", "miscellaneous", "other", "problem", "something", "unknown", "wrong",
}  # fmt: skip

ID = "EB108"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every living code whose name is made of such words alone."""
    for entry in catalog:
        definition = entry.definition
        told = words(entry.code.name)
        if told and _VAGUE.issuperset(told) and not (definition.retired or definition.deprecated):
            message = f"the name `{entry.code.name}` does not say what is wrong"
            help = "name what is not as it should be, as in `key_not_found`"
            yield Report(entry.document.place("code"), message, help)
