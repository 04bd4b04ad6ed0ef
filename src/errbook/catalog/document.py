"""A YAML document as it was read: its value, and where each part of it stands."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from errbook.findings import Finding, Place

__all__ = ["Document", "Source", "Span"]

_BEFORE_TEXT = re.compile(r"""[|>][^\r\n]*(?:\r\n|\n|\r|\Z)|["']?""")


class Span(NamedTuple):
    """Offsets of one entry in its file: of its key (or itself in a list), its value and its end."""

    key: int
    value: int
    end: int


@dataclass(slots=True)
class Source:
    """One file: its decoded text, and the places of offsets in it."""

    path: Path
    text: str
    _lines: list[int] = field(default_factory=list)

    def place(self, offset: int) -> Place:
        """Return the line and column of the character at `offset`."""
        if not self._lines:
            breaks = re.finditer(r"\r\n|\n|\r", self.text)
            self._lines = [0, *(found.end() for found in breaks)]
        line = bisect_right(self._lines, offset)
        return Place(self.path, line, offset - self._lines[line - 1] + 1)


@dataclass(slots=True)
class Document:
    """One YAML document: its value in plain Python types, and where each part of it stands."""

    source: Source
    start: int
    end: int
    value: Any = None
    offsets: array[int] = field(default_factory=partial(array, "I"))
    """Of each entry, in the order of the text: those of its `Span`, and where here its next is."""
    findings: list[Finding] = field(default_factory=list)
    doubtful: list[tuple[int, str]] = field(default_factory=list)
    """Plain text that YAML 1.1 may take for something else: where it stands, and what it is."""
    broken: bool = False
    """True when `value` is not all of it: a syntax error or a bound ended the reading."""

    def span(self, *path: str | int) -> Span:
        """Return the offsets of the entry at `path`, or of the deepest part of it that exists."""
        found, node, at = Span(self.start, self.start, self.end), self.value, 0
        for part in path:
            for key in _keys(node):
                if key == part:
                    break
                at = self.offsets[at + 3]
            else:
                return found
            found, node, at = Span(*self.offsets[at : at + 3]), node[part], at + 4
        return found

    def entries(self) -> Iterator[tuple[str | int, Any, Span]]:
        """Yield key or index, value and offsets of every entry, in the order of the text."""
        for at, (key, value) in enumerate(_all(self.value)):
            yield key, value, Span(*self.offsets[4 * at : 4 * at + 3])

    def place(self, *path: str | int) -> Place:
        """Return where the value at `path` stands."""
        return self.source.place(self.span(*path).value)

    def key_place(self, *path: str | int) -> Place:
        """Return where the key at `path` stands."""
        return self.source.place(self.span(*path).key)

    def place_in(self, offset: int, path: tuple[str | int, ...]) -> Place:
        """Return where the character at `offset` of the text at `path` stands.

        Folded and indented text differs from what is written in white space only, so the visible
        characters are counted. In text with escapes that does not help: it is where it starts.
        """
        value: Any = self.value
        for part in path:
            value = value[part]
        at, written = self.span(*path).value, self.raw(*path)
        begun = _BEFORE_TEXT.match(written)
        start = begun.end() if begun else 0
        if written.startswith(value, start):
            return self.source.place(at + start + offset)
        visible = [index for index in range(start, len(written)) if not written[index].isspace()]
        shown = "".join(value.split())
        if not shown or "".join(written[index] for index in visible[: len(shown)]) != shown:
            return self.place(*path)
        before = len("".join(value[:offset].split()))
        return self.source.place(at + visible[min(before, len(shown) - 1)])

    def raw(self, *path: str | int) -> str:
        """Return the value at `path` as it is written."""
        span = self.span(*path)
        return self.source.text[span.value : span.end]


def _keys(node: Any) -> Iterable[Any]:
    """Return the keys or indices of a value."""
    if isinstance(node, dict):
        return node
    return range(len(node)) if isinstance(node, list) else ()


def _all(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield key or index, and value, of all that is in `node`, each before what is in it."""
    for key in _keys(node):
        yield key, node[key]
        yield from _all(node[key])
