"""Catalog text as Markdown that every reader takes the same way, and that is safe to render.

A catalog's text is CommonMark without raw HTML. The readers of a page are not so strict:
Python-Markdown passes HTML through, follows `javascript:` links, lets attribute lists set event
handlers, and disagrees with CommonMark on what is code. So text in which any of that could matter
is parsed as CommonMark and written anew (`rewrite`). All other text, which is nearly all there is,
fits one pattern and stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from errbook.pages.markup import one_line, python_markdown_cell

__all__ = ["first_paragraph", "safe"]

# Ordinary text: paragraphs and flat lists of harmless characters, code spans that end on their
# line, brackets that begin no link, and links to the web or to a place on the page.
_INLINE = r"""(?>
    [^`<{\[\]\\\n\x00-\x1f\x7f-\x9f]+
  | `[^`\n\x00-\x1f\x7f-\x9f]+`(?!`)
  | (?<=[\w,;(]\ )\[[\w.:~-]+\](?=:\ )
  | (?<!!)\[
  | \](?![\[(:])
  | \]\((?:https?://|mailto:|\#)[\w.~/?\#@!$&'*+,;=%:-]+\)
)+"""
_BLOCK = r"[ \#>|~:=-]|[*+](?:[ *+]|\Z|\n)|\d+[.)]|`{3}|!!!|\?\?\?|///"
_PARAGRAPH = rf"(?!{_BLOCK}){_INLINE}(?:\n(?!{_BLOCK}){_INLINE})*"
_ITEM = rf"-\ (?=[\w`*(\"'\[])(?!\d+[.)]){_INLINE}(?:\n\ \ (?=[A-Za-z`(\"']){_INLINE})*"
_PART = rf"(?:{_PARAGRAPH}|{_ITEM}(?:\n{_ITEM})*)"
_ORDINARY = re.compile(rf"{_PART}(?:\n\n+{_PART})*", re.VERBOSE)


def safe(text: str, cell: Callable[[str], str] = python_markdown_cell) -> str:
    """Return Markdown that renders as CommonMark without raw HTML renders `text`.

    `cell` writes the cells of its tables: the page's readers do not agree on pipes in code.

    What a template writes behind it, on the same line too, leaves it as it is: where the last block
    is no paragraph or flat list, an empty line ends it.
    """
    text = text.strip("\n")
    if _is_ordinary(text):
        return text
    from errbook.pages.rewrite import rewritten  # which loads a parser

    return rewritten(text, cell)


@lru_cache(maxsize=256)  # the flavors of a page ask one after the other
def _is_ordinary(text: str) -> bool:
    return _ORDINARY.fullmatch(text) is not None


def first_paragraph(text: str) -> str:
    """Return the first paragraph of a Markdown text, on one line."""
    first = text.strip().split("\n\n")[0]  # if it is a table, on one line it is none
    return one_line(safe(first, cell=one_line)) if first else ""
