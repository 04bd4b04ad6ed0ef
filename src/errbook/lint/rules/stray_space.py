"""Text of one line has white space that nobody sees.

## What it does
Finds titles, summaries, details and other text of one line with a line break, a tab, a control
character, spaces at an end, or several in a row.

## Why is this bad
The text goes into headers, JSON, tables and terminals. A line break ends up in a log as a second
entry, a space at the end makes two equal texts differ.

## Example
```yaml
summary: "The key  does not exist. "
```

## Instead
```yaml
summary: The key does not exist.
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.catalog.writing import replaced
from errbook.findings import Fix, Severity
from errbook.lint.rule import Report
from errbook.lint.texts import one_line_texts

ID = "EB306"
SEVERITY = Severity.WARNING
FIX = "safe"


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every text of one line that is not, or has space to spare."""
    for entry in catalog:
        for path, text in one_line_texts(entry.definition):
            if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
                continue
            clean = " ".join("".join(c if c.isprintable() else " " for c in text).split())
            message = f"`{path[0]}` {_what(text)}"
            fix = Fix("write it with single spaces", (replaced(entry.document, path, clean),))
            yield Report(entry.document.place(*path), message, None, fix if clean else None)


def _what(text: str) -> str:
    if "\n" in text or "\r" in text:
        return "is one line, and has several"
    if not text.isprintable():
        return "has a character that cannot be printed"
    return "has a space at an end" if text != text.strip() else "has several spaces in a row"
