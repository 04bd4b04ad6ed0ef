"""Placeholder text is left in a definition.

## What it does
Finds `TODO`, `TBD`, `FIXME`, `XXX` and `lorem ipsum` in the text of definitions and of the
manifest. Comments are the author's own, and left alone.

## Why is this bad
It goes out to readers as it is.

## Example
```yaml
summary: "TODO: what went wrong, in one sentence."
```

## Instead
```yaml
summary: The key does not exist.
```
"""

import re
from collections.abc import Iterator
from typing import Any

from errbook.catalog import Catalog
from errbook.catalog.writing import Keys
from errbook.findings import Severity
from errbook.lint.rule import Report

_LIKELY = ("TODO", "TBD", "FIXME", "XXX", "orem ipsum")
_WORDS = re.compile(r"\b(?:TODO|TBD|FIXME|XXX)\b|\b[Ll]orem ipsum\b")

ID = "EB404"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every text with such a word in it, at the first one."""
    for document in (catalog.document, *(entry.document for entry in catalog)):
        written = document.source.text
        if not any(word in written for word in _LIKELY):  # before the slower search
            continue
        for path, text in _leaves(document.value, ()):
            found = _WORDS.search(text)
            if found:
                place = document.place_in(found.start(), path)
                yield Report(place, f"`{found[0]}` is left in the text", "write what is meant")


def _leaves(value: Any, path: Keys) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, (dict, list)):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(child, (*path, key))
