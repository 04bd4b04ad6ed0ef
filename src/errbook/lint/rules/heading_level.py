"""A heading breaks the outline of its page.

## What it does
Finds headings of level 1 and 2 in Markdown text, and headings that skip a level.

## Why is this bad
The page has its own headings of these levels: a text stands below one of them. Screen readers,
tables of contents and language models go by the levels.

## Example
```yaml
what_happened: |
  # The search

  The key was looked for.
```

## Instead
```yaml
what_happened: |
  ### The search

  The key was looked for.
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.rule import Report
from errbook.lint.texts import MarkdownText

_HIGHEST = 3
"""The level of the first headings that a text may have."""

ID = "EB408"
SEVERITY = Severity.WARNING


def check_text(text: MarkdownText, catalog: Catalog) -> Iterator[Report]:
    """Yield every heading that is too high, or too far below the one before it."""
    above = _HIGHEST - 1
    for token in text.tokens:
        if token.type != "heading_open":
            continue
        level = int(token.tag[1:])
        line = token.map[0] if token.map else 0
        place = text.place_of("#" if token.markup.startswith("#") else "", line)
        if level < _HIGHEST:
            message = f"a heading of level {level}, where the page has its own"
            yield Report(place, message, f"headings in a text start at {'#' * _HIGHEST}")
        elif level > above + 1:
            message = f"a heading of level {level} below one of level {above}"
            yield Report(place, message, f"write it with {'#' * (above + 1)}")
        above = max(level, _HIGHEST - 1)
