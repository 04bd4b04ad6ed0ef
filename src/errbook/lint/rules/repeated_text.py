"""A paragraph stands word for word on several pages.

## What it does
Finds paragraphs of 80 characters and more that another definition has as well. Code is left alone.

## Why is this bad
What fits several errors says little about any of them. And when it has to change, one of the copies
is forgotten.

## Example
```yaml
code: err:unkey:data:key_not_found
what_happened: The record that was asked for is not in the database, so there was nothing to do.
---
code: err:unkey:data:api_not_found
what_happened: The record that was asked for is not in the database, so there was nothing to do.
```

## Instead
```yaml
code: err:unkey:data:key_not_found
what_happened: The workspace has no live key of this ID, so nothing was read and nothing changed.
---
code: err:unkey:data:api_not_found
what_happened: The workspace has no API of this ID. Keys of other APIs are as they were before.
```
"""

from collections.abc import Iterator
from typing import Any

from errbook.catalog import Catalog, Entry
from errbook.catalog.model import texts
from errbook.catalog.writing import Keys
from errbook.findings import Severity
from errbook.lint.rule import Report
from errbook.lint.texts import written_at

_LONG = 80
"""Characters of the shortest paragraph that counts."""

ID = "EB409"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every such paragraph but the first, with the code that has it too."""
    first: dict[str, str] = {}
    for entry in catalog:
        code = entry.code.text
        for text in _long(entry.document.value):
            for paragraph in text.split("\n\n"):
                plain = " ".join(paragraph.split())
                if len(plain) < _LONG or paragraph.lstrip().startswith(("```", "~~~", "    ")):
                    continue
                owner = first.setdefault(plain, code)
                if owner != code:
                    path = _path_of(entry, text)
                    if path is None:  # it is no Markdown
                        continue
                    place = entry.document.place_in(text.index(paragraph), path)
                    help = "say what is so in this one; what holds for a whole group is a note of"
                    help += " the group"
                    yield Report(place, f"this paragraph stands in `{owner}` as well", help)


def _long(value: Any) -> Iterator[str]:
    """Yield the long texts below `value`: a look at the bare values, as there are very many."""
    for child in value.values() if isinstance(value, dict) else value:
        if isinstance(child, str):
            if len(child) >= _LONG:
                yield child
        elif isinstance(child, (dict, list)):
            yield from _long(child)


def _path_of(entry: Entry, text: str) -> Keys | None:
    """Return where a Markdown text stands; None if there is none that reads so."""
    found = (path for path, other in texts(entry.definition) if other == text)
    path = next(found, None)
    return None if path is None else written_at(entry.document, path)
