"""Text looks like another type to readers of YAML 1.1.

## What it does
Finds plain text that YAML 1.1 takes for a boolean, a number, a date or null: `no`, `on`, `014`,
`12:30`, `2026-01-31`. errbook reads it as text.

## Why is this bad
Most editors, converters and libraries still read YAML 1.1. To them the value is another one, and a
tool that writes the file anew changes it without a word.

## Example
```yaml
since: 2026-01-31
```

## Instead
```yaml
since: "2026-01-31"
```
"""

import json
from collections.abc import Iterator

import yaml

from errbook.catalog import Catalog
from errbook.findings import Edit, Fix, Severity
from errbook.lint.rule import Report

_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
_BOOLEANS = {"y", "yes", "n", "no", "on", "off", "true", "false"}
_KINDS = {
    "bool": "a boolean",
    "float": "a number",
    "int": "a number",
    "null": "null",
    "timestamp": "a date",
}

ID = "EB105"
SEVERITY = Severity.WARNING
FIX = "safe"


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every plain scalar, and every key, that YAML 1.1 takes for something else."""
    for document in (catalog.document, *(entry.document for entry in catalog)):
        for start, text in document.doubtful:
            kind = _kind(text)
            if kind:
                source = document.source
                edit = Edit(source.path, start, start + len(text), json.dumps(text))
                message = f"`{text}` is text here, and {kind} to readers of YAML 1.1"
                place = source.place(start)
                yield Report(place, message, None, Fix("put it in quotes", (edit,)))


def _kind(text: str) -> str | None:
    """Return what `text` is to YAML 1.1, in words; None if it is text there as well."""
    if text[0].isalpha():
        return "a boolean" if text.casefold() in _BOOLEANS else None
    for tag, fits in _RESOLVERS.get(text[:1], ()):
        if fits.match(text):
            return _KINDS.get(tag.rpartition(":")[2], "no text")
    return None
