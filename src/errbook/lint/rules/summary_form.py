"""A summary is no sentence, or too long.

## What it does
Finds summaries of more than 200 characters, without a capital letter at the start or a full stop at
the end, that begin with `Error:` or the like, or that shout.

## Why is this bad
The summary stands at the top of the page, in search results, in indexes, in `llms.txt` and in the
docstring of the class. All of them expect one calm sentence that makes sense by itself.

## Example
```yaml
summary: "ERROR: key not found"
```

## Instead
```yaml
summary: The key does not exist.
```
"""

import re
from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.rule import Report

_LONGEST = 200
_LABEL = re.compile(r"(?i:fatal |internal )?(?i:error|exception|warning|failure)\s*[:!-]")
_CODE = re.compile(r"`[^`]*`")

ID = "EB308"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every summary with something wrong in its form: the first such thing."""
    for entry in catalog:
        text = entry.definition.summary.strip()
        wrong = _wrong(text)
        if wrong:
            yield Report(entry.document.place("summary"), f"the summary {wrong}", None)


def _wrong(text: str) -> str | None:
    if _LABEL.match(text):
        return "begins with a label; say what is wrong"
    if _shouts(text):
        return "shouts; write words in small letters"
    if len(text) > _LONGEST:
        return f"has {len(text)} characters, more than {_LONGEST}; the rest is for `what_happened`"
    if text[0].islower():
        return "does not begin with a capital letter"
    if not text.rstrip("\"'`)”’»").endswith((".", "!", "?", "。", "…")):
        return "does not end with a full stop"
    return None


def _shouts(text: str) -> bool:
    letters = [c for c in _CODE.sub("", text) if c.isalpha()]
    return len(letters) > 8 and sum(c.isupper() for c in letters) > len(letters) * 0.6
