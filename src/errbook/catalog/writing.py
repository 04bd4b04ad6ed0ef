"""Changes to YAML as it is written: each is an edit of the text, at the offsets of the reader.

Comments, blank lines, quotes and the form of lists stay as the author has them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from errbook.catalog.reader import Document
from errbook.catalog.scalar import scalar
from errbook.findings import Edit

__all__ = ["Keys", "added", "appended", "end_of", "indent_of", "removed", "renamed", "replaced"]

Keys: TypeAlias = tuple[str | int, ...]
"""The way to an entry in a document: keys and indexes."""

Value: TypeAlias = str | int | bool | Mapping[str, str]

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


def appended(document: Document, path: Keys, item: Value) -> Edit:
    """Return the edit that adds `item` to the list at `path`, in the form that the list has."""
    text, span = document.source.text, document.span(*path)
    items = _at(document.value, path)
    if text[span.value] == "[":
        end = end_of(document, (*path, len(items) - 1)) if items else span.value + 1
        written = _flow(item)
        return Edit(document.source.path, end, end, f", {written}" if items else written)
    end = end_of(document, (*path, len(items) - 1))
    indent = indent_of(document, span.value)
    return _line_below(document, end, _block(item, f"{indent}- ", f"{indent}  "))


def added(document: Document, field: str, value: Value | Sequence[Value], behind: str) -> Edit:
    """Return the edit that adds a field to the document, below the field `behind`."""
    end = end_of(document, (behind,))
    if document.source.text[document.start] == "{":
        flow = _flow(value) if not isinstance(value, list) else _flow_list(value)
        return Edit(document.source.path, end, end, f", {field}: {flow}")
    indent = indent_of(document, document.start)
    if isinstance(value, list):
        lines = [f"{indent}{field}:"]
        lines += [_block(item, f"{indent}  - ", f"{indent}    ") for item in value]
        return _line_below(document, end, "\n".join(lines))
    assert isinstance(value, (str, int))
    return _line_below(document, end, f"{indent}{field}: {_flow(value)}")


def removed(document: Document, path: Keys) -> Edit:
    """Return the edit that takes out the entry at `path`.

    In a block it goes with its lines and the comments behind it; in brackets with its comma.
    """
    text, span = document.source.text, document.span(*path)
    end = end_of(document, path)
    start = span.key
    line_start = max(text.rfind(sign, 0, start) for sign in "\r\n") + 1
    before = text[line_start:start]
    if not before.strip(" \t-"):
        found = _BREAK.search(text, end)
        rest = text[end : found.start() if found else len(text)].strip()
        if not rest or rest.startswith("#"):
            if "-" in before and isinstance(path[-1], str):  # the first key of a list's item
                behind = re.compile(r"[ \t\r\n]*").match(text, found.end() if found else end)
                assert behind is not None
                return Edit(document.source.path, start, behind.end(), "")
            return Edit(document.source.path, line_start, found.end() if found else len(text), "")
    after = re.compile(r"\s*,\s*").match(text, end)
    if after:
        return Edit(document.source.path, start, after.end(), "")
    comma = re.search(r"\s*,\s*\Z", text[:start])
    return Edit(document.source.path, comma.start() if comma else start, end, "")


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


def _block(item: Value, first: str, rest: str) -> str:
    if not isinstance(item, Mapping):
        return f"{first}{_flow(item)}"
    lines = [f"{key}: {scalar(text)}" for key, text in item.items()]
    return "\n".join(f"{rest if index else first}{line}" for index, line in enumerate(lines))


def _flow(item: Any) -> str:
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, Mapping):
        return f"{{{', '.join(f'{key}: {scalar(text)}' for key, text in item.items())}}}"
    return str(item) if isinstance(item, int) else scalar(str(item))


def _flow_list(items: Sequence[Value]) -> str:
    return f"[{', '.join(_flow(item) for item in items)}]"


def _at(value: Any, path: Keys) -> Any:
    for part in path:
        value = value[part]
    return value
