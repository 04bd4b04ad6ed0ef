"""Which parts of a Markdown text are code: brackets in them are no links."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["parts"]

_CODE = re.compile(
    r"""
    ^[ ]*(?P<fence>`{3,}|~{3,})(?![^\n]*`)[^\n]*\n  # a block, to its fence or the end of all
        .*?(?:^[ ]*(?P=fence)[`~]*[ \t]*$|\Z)
  | (?<![`\\])(?P<ticks>`+)(?!`)                  # a span, within its paragraph
        (?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)


def parts(text: str) -> Iterator[tuple[bool, str]]:
    """Cut `text` into code and the rest, in order; the first of each pair is True for code."""
    at = 0
    for found in _CODE.finditer(text):
        yield False, text[at : found.start()]
        yield True, found[0]
        at = found.end()
    yield False, text[at:]
