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
from typing import Any

import yaml

from errbook.catalog import Catalog
from errbook.catalog.reader import Document
from errbook.findings import Edit, Fix, Severity
from errbook.lint.rule import Report

_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
_STARTS = frozenset(_RESOLVERS) - {""}
_LONGEST = 40
"""Characters of the longest text that is a date, a number or a word of YAML 1.1."""

_KINDS = {
    "bool": "a boolean",
    "float": "a number",
    "int": "a number",
    "null": "null",
    "timestamp": "a date",
}

ID = "EB105"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every plain scalar, and every key, that YAML 1.1 takes for something else."""
    for document in (catalog.document, *(entry.document for entry in catalog)):
        yield from _below(document, document.value)


def _below(document: Document, value: Any) -> Iterator[Report]:
    spans = document.spans.get(id(value), {})
    for key, child in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(key, str) and key[:1] in _STARTS and len(key) <= _LONGEST:
            yield from _report(document, key, spans[key].key, spans[key].key + len(key))
        if isinstance(child, str):
            if child[:1] in _STARTS and len(child) <= _LONGEST:
                yield from _report(document, child, spans[key].value, spans[key].end)
        elif isinstance(child, (dict, list)):
            yield from _below(document, child)


def _report(document: Document, text: str, start: int, end: int) -> Iterator[Report]:
    source = document.source
    if source.text[start:end] != text:
        return
    kind = _kind(text)
    if kind:
        fix = Fix("put it in quotes", (Edit(source.path, start, end, json.dumps(text)),))
        message = f"`{text}` is text here, and {kind} to readers of YAML 1.1"
        yield Report(source.place(start), message, None, fix)


def _kind(text: str) -> str | None:
    """Return what `text` is to YAML 1.1, in words; None if it is text there as well."""
    if text in ("y", "Y", "n", "N"):
        return "a boolean"
    for tag, fits in _RESOLVERS.get(text[:1], ()):
        if fits.match(text):
            return _KINDS.get(tag.rpartition(":")[2], "no text")
    return None
