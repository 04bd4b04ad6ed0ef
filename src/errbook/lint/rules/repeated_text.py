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

from errbook.catalog import Catalog
from errbook.catalog.model import texts
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
        for path, text in texts(entry.definition):
            if len(text) < _LONG:
                continue
            for paragraph in text.split("\n\n"):
                plain = " ".join(paragraph.split())
                if len(plain) < _LONG or paragraph.lstrip().startswith(("```", "~~~", "    ")):
                    continue
                owner = first.setdefault(plain, code)
                if owner != code:
                    written = written_at(entry.document, path)
                    place = entry.document.place_in(text.index(paragraph), written)
                    help = "say what is so in this one; what holds for a whole group is a note of"
                    help += " the group"
                    yield Report(place, f"this paragraph stands in `{owner}` as well", help)
