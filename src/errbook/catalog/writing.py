"""Changes to YAML as it is written: each is an edit of the text, at the offsets of the reader.

Comments, blank lines, quotes and the form of lists stay as the author has them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from errbook.catalog.document import Document
from errbook.catalog.scalar import scalar
from errbook.findings import Edit

__all__ = ["Keys", "added", "appended", "end_of", "indent_of", "renamed", "replaced"]

Keys: TypeAlias = tuple[str | int, ...]
"""The way to an entry in a document: keys and indexes."""

Item: TypeAlias = Mapping[str, str]
"""What is added to a list: a mapping of text."""

_BREAK = re.compile(r"\r\n|\n|\r")
_QUOTED = re.compile(r"'(?:[^']|'')*'" r'|"(?:[^"\\]|\\.)*"')


def replaced(document: Document, path: Keys, text: str) -> Edit:
    """Return the edit that puts `text` in the place of the scalar at `path`, in its quotes.

    A block of text becomes a text of one line. The comment behind the sign of a block stays.
    """
    span, raw = document.span(*path), document.raw(*path)
    written = scalar(text, raw) if raw else f" {scalar(text)}"
    comment = re.match(r"[|>][^\r\n#]*(#[^\r\n]*)", raw)
    if comment:
        written = f"{written}  {comment[1].rstrip()}"
    # A block of text ends behind its last line break, which belongs to the lines below as well.
    return Edit(document.source.path, span.value, span.value + len(raw.rstrip()), written)


def renamed(document: Document, path: Keys, key: str) -> Edit:
    """Return the edit that gives the entry at `path` another key, in the quotes of the old one."""
    start = document.span(*path).key
    quoted = _QUOTED.match(document.source.text, start)
    old = quoted[0] if quoted else str(path[-1])
    return Edit(document.source.path, start, start + len(old), scalar(key, old))


def appended(document: Document, path: Keys, item: Item) -> Edit:
    """Return the edit that adds `item` to the list at `path`, in the form that the list has."""
    text, span = document.source.text, document.span(*path)
    items = _at(document.value, path)
    if text[span.value] == "[":
        end = end_of(document, (*path, len(items) - 1)) if items else span.value + 1
        written = _flow(item)
        return Edit(document.source.path, end, end, f", {written}" if items else written)
    end = end_of(document, (*path, len(items) - 1))
    return _line_below(document, end, _block(item, indent_of(document, span.value)))


def added(document: Document, field: str, item: Item, behind: str) -> Edit:
    """Return the edit that adds a list of one item to the document, below the field `behind`."""
    end = end_of(document, (behind,))
    if document.source.text[document.start] == "{":
        return Edit(document.source.path, end, end, f", {field}: [{_flow(item)}]")
    indent = indent_of(document, document.start)
    return _line_below(document, end, f"{indent}{field}:\n{_block(item, f'{indent}  ')}")


def end_of(document: Document, path: Keys) -> int:
    """Return the offset behind the entry at `path`.

    A block mapping or list ends, to YAML, where the next entry begins: behind the comments and
    blank lines between. What is meant here is the end of the last scalar in it.
    """
    value = _at(document.value, path)
    while value and isinstance(value, (dict, list)):
        if document.source.text[document.span(*path).value] in "[{":
            break
        path = (*path, next(reversed(value)) if isinstance(value, dict) else len(value) - 1)
        value = _at(document.value, path)
    return document.span(*path).end


def indent_of(document: Document, offset: int) -> str:
    """Return what stands before `offset` on its line."""
    text = document.source.text
    start = max(text.rfind(sign, 0, offset) for sign in "\r\n") + 1
    return text[start:offset]


def _line_below(document: Document, end: int, lines: str) -> Edit:
    """Return the edit that puts `lines` below the line that `end` is on."""
    text = document.source.text
    newline = found[0] if (found := _BREAK.search(text)) else "\n"
    written = lines.replace("\n", newline) + newline
    if end and text[end - 1] in "\r\n":
        return Edit(document.source.path, end, end, written)
    found = _BREAK.search(text, end)
    if found is None:
        return Edit(document.source.path, len(text), len(text), newline + written)
    return Edit(document.source.path, found.end(), found.end(), written)


def _block(item: Item, indent: str) -> str:
    lines = [f"{key}: {scalar(text)}" for key, text in item.items()]
    return f"{indent}- " + f"\n{indent}  ".join(lines)


def _flow(item: Item) -> str:
    return f"{{{', '.join(f'{key}: {scalar(text)}' for key, text in item.items())}}}"


def _at(value: Any, path: Keys) -> Any:
    for part in path:
        value = value[part]
    return value
