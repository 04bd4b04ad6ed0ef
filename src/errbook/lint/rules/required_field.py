"""A field is missing that has to be there, or there though it must not.

## What it does
Finds definitions without a field that `require` in `[tool.errbook.lint]` names, and with one that
`forbid` names. Without these settings it finds nothing. Retired definitions may lack anything.

## Why is this bad
A team agrees on what its pages have: an owner for every error, say, and no sections of free text.
What is not checked is forgotten.

## Example
```toml
[tool.errbook.lint]
require = ["owner"]
```
```yaml
code: err:unkey:data:key_not_found
```

## Instead
```toml
[tool.errbook.lint]
require = ["owner"]
```
```yaml
owner: team-keys
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog, Entry
from errbook.catalog.definition import Definition
from errbook.catalog.messages import did_you_mean
from errbook.exceptions import UsageError
from errbook.findings import Severity
from errbook.lint.rule import Report
from errbook.settings import LintSettings

_FIELDS = sorted(set(Definition.model_fields) - {"extensions"})
_INHERITED = ("headers", "retryable", "fixable_by", "notes")
"""What a group may give."""

ID = "EB406"
SEVERITY = Severity.WARNING


def check_settings(catalog: Catalog, settings: LintSettings) -> Iterator[Report]:
    """Yield every field that is missing or must not be there.

    Raises `UsageError` for a setting that names no field of a definition.
    """
    for name in (*settings.require, *settings.forbid):
        if name not in _FIELDS and not name.startswith("x-"):
            near = did_you_mean(name, _FIELDS)
            raise UsageError(f"require and forbid name fields of a definition, not {name}{near}")
    for entry in catalog:
        value = entry.document.value
        for name in settings.require:
            if not _has(entry, name) and not entry.definition.retired:
                message = f"`{entry.code}` has no `{name}`, which is required here"
                yield Report(entry.document.place("code"), message)
        for name in settings.forbid:
            if name in value:
                message = f"`{name}` is not to be used here"
                yield Report(entry.document.key_place(name), message)


def _has(entry: Entry, name: str) -> bool:
    inherited = getattr(entry, name, None) if name in _INHERITED else None
    return bool(entry.document.value.get(name)) or inherited not in (None, {}, ())
