"""A code in brackets in Markdown is not declared.

## What it does
Finds `[code]` in Markdown, and `[words][code]`, where the code is that of no definition, now or
formerly. What starts as the codes of the catalog do counts as one: with the text that its scheme
starts with, or with a group that has members. Anything else in brackets counts where it has several
parts, as in `key_not_fund`, and is near to a code.

## Why is this bad
A code in brackets is to be a link to its page. Without a page the brackets stay as they are, and
the reader has nowhere to go.

## Example
```yaml
what_happened: |
  The key is not there. Where its API is not there either, the answer is
  [err:unkey:data:api_not_fund].
---
code: err:unkey:data:api_not_found
```

## Instead
```yaml
what_happened: |
  The key is not there. Where its API is not there either, the answer is
  [err:unkey:data:api_not_found].
---
code: err:unkey:data:api_not_found
```
"""

import re
from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.catalog.messages import did_you_mean
from errbook.detail import Placeholder
from errbook.findings import Severity
from errbook.lint.rule import Report
from errbook.lint.texts import MarkdownText

ID = "EB606"
SEVERITY = Severity.ERROR

_LABEL = re.compile(r"\[([^\[\]\s`]+)\]")
_PARTED = re.compile(r"[^\W_][\W_][^\W_]")


def check_text(text: MarkdownText, catalog: Catalog) -> Iterator[Report]:
    """Yield the codes in brackets that no document claims."""
    if "[" not in text.text:
        return
    for token, start in text.located():
        if token.type == "text" and "[" in token.content:
            for label in _LABEL.finditer(token.content):
                yield from _label(label[1], text, start + label.start(), catalog)


def _label(label: str, text: MarkdownText, start: int, catalog: Catalog) -> Iterator[Report]:
    if label in catalog.claimed:
        return
    paragraph = text.text[start:].partition("\n\n")[0]
    found = re.search(rf"\[{re.escape(label)}\](?!\()", paragraph)
    near = did_you_mean(label, catalog.claimed)
    if found is None or not (_has_form_of_code(label, catalog) or (near and _PARTED.search(label))):
        return  # escaped brackets, or other words in brackets
    help = None if near else "declare it, or take the brackets off"
    yield Report(text.place(start + found.start() + 1), f"`{label}` is not declared{near}", help)


def _has_form_of_code(label: str, catalog: Catalog) -> bool:
    """Whether `label` starts as nothing but a code does."""
    first = catalog.scheme.parts[0]
    if not isinstance(first, Placeholder) and not first[-1].isalnum():
        return label.startswith(first)
    code = catalog.scheme.parse(label)
    if code is None:
        return False
    return not isinstance(first, Placeholder) or any(one in catalog.groups for one in code.groups)
