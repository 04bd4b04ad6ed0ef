"""One file of a catalog and the changes to be made to it.

A change is made twice: in the text, at the offsets that the reader found, and in the values that
the changed text has to have. `errbook.edit.trial` holds the two against each other, so an edit that
YAML reads in another way than was meant is never written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from errbook.catalog.document import Document, Source
from errbook.catalog.scalar import escaped, scalar

__all__ = ["Draft", "Keys"]

Keys = tuple[str | int, ...]
"""The way to an entry in a document: keys and indexes."""

_BREAK = re.compile(r"\r\n|\n|\r")
_BOM = b"\xef\xbb\xbf"


class Edit(NamedTuple):
    """Text that takes the place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


class Draft:
    """A file with changes to it; `documents` are all that it holds, in their order."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.source: Source = documents[0].source
        self.values: list[Any] = [deepcopy(document.value) for document in documents]
        self.changes: list[tuple[Document, Keys, str]] = []
        """What was changed: in which document, at which entry, and in words."""
        self._edits: list[Edit] = []
        found = _BREAK.search(self.source.text)
        self._newline = found[0] if found else "\n"

    @property
    def text(self) -> str:
        """The text with all changes made."""
        made, at = [], 0
        for edit in sorted(self._edits, key=lambda edit: edit.start):
            made += [self.source.text[at : edit.start], edit.text]
            at = edit.end
        return "".join([*made, self.source.text[at:]])

    @property
    def data(self) -> bytes:
        """The bytes with all changes made, behind a byte order mark if the file has one."""
        with self.source.path.open("rb") as file:
            start = file.read(len(_BOM))
        return (_BOM if start == _BOM else b"") + self.text.encode()

    def index(self, document: Document) -> int:
        """Return which of the documents this one is."""
        return next(index for index, known in enumerate(self.documents) if known is document)

    def set(self, document: Document, path: Keys, text: str) -> None:
        """Put `text` in the place of the scalar at `path`, in the quotes that it has."""
        span, raw = document.span(*path), document.raw(*path)
        old = _at(document.value, path)
        if raw.startswith(("|", ">")):
            written = raw.replace(old, text)
        elif not raw:  # `type:`, and nothing behind it
            written = f" {scalar(text)}"
        else:
            written = scalar(text, raw)
        self._edits.append(Edit(span.value, span.end, written))
        _at(self._value(document), path[:-1])[path[-1]] = text
        self.changes.append((document, path, f"{_label(path)}: {text}"))

    def replace(
        self, document: Document, path: Keys, old: str, new: str, which: Sequence[bool]
    ) -> None:
        """Put `new` in the place of `old` inside the text at `path`.

        `which` says of each time that `old` occurs whether that one is meant.
        """
        span, raw = document.span(*path), document.raw(*path)
        written = re.compile(re.escape(escaped(old, raw)))
        for wanted, found in zip(which, written.finditer(raw), strict=False):
            if wanted:
                start, end = span.value + found.start(), span.value + found.end()
                self._edits.append(Edit(start, end, escaped(new, raw)))
        turns = iter(which)
        text = re.sub(
            re.escape(old), lambda _: new if next(turns) else old, _at(document.value, path)
        )
        _at(self._value(document), path[:-1])[path[-1]] = text
        self.changes.append((document, path, f"{_label(path)}: … {new} …"))

    def append(self, document: Document, path: Keys, text: str) -> None:
        """Add `text` to the list at `path`, in the form that the list has."""
        items, span = _at(document.value, path), document.span(*path)
        end = self._end(document, (*path, len(items) - 1)) if items else span.value + 1
        if self.source.text[span.value] == "[":
            self._edits.append(Edit(end, end, f", {scalar(text)}" if items else scalar(text)))
        else:
            self._insert_line(end, f"{self._indent(span.value)}- {scalar(text)}")
        _at(self._value(document), path).append(text)
        self.changes.append((document, (*path, len(items)), f"{_label(path)}: {text} added"))

    def add(
        self, document: Document, field: str, value: str | list[str], behind: Sequence[str]
    ) -> None:
        """Add a field to the document, after the last of the fields `behind` that it has."""
        names = [name for name in behind if name in document.value]
        if self._is_open(document, names[-1]):
            names = names[:1]
        end = self._end(document, (names[-1],))
        if isinstance(value, list):
            entry = f"{field}: [{', '.join(scalar(item) for item in value)}]"
        else:
            entry = f"{field}: {scalar(value)}"
        if self.source.text[document.start] == "{":
            self._edits.append(Edit(end, end, f", {entry}"))
        else:
            self._insert_line(end, f"{self._indent(document.start)}{entry}")
        self._value(document)[field] = value
        self.changes.append((document, (field,), f"{entry} added"))

    def _insert_line(self, end: int, line: str) -> None:
        """Insert `line` below the line that `end` is on."""
        text = self.source.text
        found = None if end and text[end - 1] in "\r\n" else _BREAK.search(text, end)
        at = end if end and text[end - 1] in "\r\n" else found.end() if found else len(text)
        first = not any(edit.start == edit.end == at for edit in self._edits)
        before = self._newline if first and text[at - 1] not in "\r\n" else ""
        self._edits.append(Edit(at, at, f"{before}{line}{self._newline}"))

    def _indent(self, offset: int) -> str:
        """Return what stands before `offset` on its line."""
        start = max(self.source.text.rfind(sign, 0, offset) for sign in "\r\n") + 1
        return self.source.text[start:offset]

    def _end(self, document: Document, path: Keys) -> int:
        """Return the offset behind the entry at `path`.

        A block mapping or list ends, to YAML, where the next entry begins: behind the comments and
        blank lines between. What is meant here is the end of the last scalar in it.
        """
        return document.span(*self._last(document, path)).end

    def _last(self, document: Document, path: Keys) -> Keys:
        """Return the way to the last scalar, or collection in brackets, of the entry at `path`."""
        value = _at(document.value, path)
        while value and isinstance(value, (dict, list)):
            if self.source.text[document.span(*path).value] in "[{":
                break
            path = (*path, next(reversed(value)) if isinstance(value, dict) else len(value) - 1)
            value = _at(document.value, path)
        return path

    def _is_open(self, document: Document, field: str) -> bool:
        """Whether the field ends in a block of text, and the file in its last line, unbroken.

        With a line break behind it, the text would be another one.
        """
        text, path = self.source.text, self._last(document, (field,))
        ends = document.span(*path).end == len(text) and not text.endswith(("\n", "\r"))
        return ends and document.raw(*path).startswith(("|", ">"))

    def _value(self, document: Document) -> Any:
        return self.values[self.index(document)]


def _at(value: Any, path: Keys) -> Any:
    for part in path:
        value = value[part]
    return value


def _label(path: Keys) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.lstrip(".")
