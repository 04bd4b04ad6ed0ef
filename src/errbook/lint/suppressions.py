"""Comments that say of a finding that it is meant: `# errbook: ignore[EB204]`, and why.

In YAML such a comment covers an entry, with all that is in it: the one that starts on the line that
it ends, else the one that ends there; where it has a line of its own, the one below it. Above the
first field it covers the whole document. In Python it covers its line.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from errbook.catalog.document import Document, Source
from errbook.findings import Finding, Place

__all__ = ["Names", "Suppression", "Suppressions", "plain"]

_MARK = re.compile(
    r"#[ \t]*errbook:[ \t]*ignore\b(?:\[(?P<names>[^\]\r\n]*)\])?(?:(?![ \t]#)[^\r\n])*"
)
_WORD = "errbook:"

_Offsets: TypeAlias = tuple[int, int]
_Lines: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Names:
    """What rules are called, as `plain` gives it: ids and names."""

    ran: frozenset[str]
    """Of those that looked at all that they look at."""
    refused: frozenset[str]
    """Of those whose findings are found by reading and cannot be suppressed."""
    known: frozenset[str]
    """Of all rules."""


@dataclass(slots=True)
class Suppression:
    """One comment: where it stands, what it names, and which lines it covers."""

    place: Place
    start: int
    """Where the comment starts, in characters of the file's text."""
    end: int
    names: tuple[tuple[str, int], ...]
    """The rules it names as it names them, each with its offset; none where it has no brackets."""
    first: int
    last: int
    used: set[str] = field(default_factory=set)
    """Those of the names that were needed."""
    text: str = ""
    """The text of the file."""

    def covers(self, finding: Finding, known_as: frozenset[str]) -> bool:
        """Whether the finding, whose rule is `known_as` these names, is meant. Notes the use."""
        if not self.first <= finding.place.line <= self.last:
            return False
        meant = {name for name, _ in self.names if plain(name) in known_as}
        self.used |= meant
        return bool(meant)


def plain(name: str) -> str:
    """Return the name of a rule as rules are compared by: `EB602` is `eb602`."""
    return name.casefold().replace("_", "-")


class Suppressions:
    """The suppressions of a catalog's documents and of the code beside it."""

    def __init__(
        self, documents: Iterable[Document], code: Iterable[tuple[Path, str]] = ()
    ) -> None:
        self._by_path: dict[Path, list[Suppression]] = defaultdict(list)
        ends: dict[Path, int] = {}
        having = [document for document in documents if _WORD in document.source.text]
        for document in sorted(having, key=lambda each: (each.source.path, each.start)):
            path = document.source.path
            self._by_path[path] += _of_document(document, ends.get(path, 0))
            ends[path] = document.end
        for path, text in code:
            if _WORD in text:
                self._by_path[path] += _of_python(Source(path, text))

    def __iter__(self) -> Iterator[Suppression]:
        for path in sorted(self._by_path):
            yield from self._by_path[path]

    def cover(self, finding: Finding, known_as: frozenset[str]) -> bool:
        """Whether a comment says of the finding that it is meant."""
        here = self._by_path.get(finding.place.path, ())
        covering = [one for one in here if one.covers(finding, known_as)]  # each notes its use
        return bool(covering)


def _of_document(document: Document, start: int) -> Iterator[Suppression]:
    """Yield the suppressions of a document; `start` is where the one before it ends."""
    source = document.source
    found = list(_MARK.finditer(source.text, start, document.end))
    if not found or not isinstance(document.value, (dict, list)):
        return
    written = [*_entries(document)]
    scalars = [entry for entry, is_scalar in written if is_scalar]
    # The outer one of two that start at the same place comes first.
    entries = sorted((entry for entry, _ in written), key=lambda entry: (entry[0], -entry[1]))
    for mark in found:
        if not _is_comment(mark.start(), scalars, source.text):
            continue
        line = source.place(mark.start()).line
        before = source.text[: mark.start()].rpartition("\n")[2].rpartition("\r")[2].strip()
        lines: _Lines | None
        if mark.start() < document.start:
            lines = (line, _last_line(document.start, document.end, source))
        elif before and not before.startswith("#"):
            lines = _starting(entries, source, line, line) or _ending(entries, source, line)
        else:
            lines = _starting(entries, source, line + 1, None)
        yield _suppression(mark, source, *(lines or (line, line)))


def _suppression(mark: re.Match[str], source: Source, first: int, last: int) -> Suppression:
    names = tuple(
        (name[0], mark.start("names") + name.start())
        for name in re.finditer(r"[^\s,]+", mark["names"] or "")
    )
    place = source.place(mark.start())
    return Suppression(place, mark.start(), mark.end(), names, first, last, text=source.text)


def _entries(document: Document) -> Iterator[tuple[_Offsets, bool]]:
    """Yield where each entry starts and ends; that of a scalar's value as well, and that it is."""
    for _, value, span in document.entries():
        yield (span.key, span.end), False
        if not isinstance(value, (dict, list)):
            yield (span.value, span.end), True


def _is_comment(at: int, scalars: list[tuple[int, int]], text: str) -> bool:
    """Whether what stands at `at` is outside of all scalars: behind the sign of a block is too."""
    for start, end in scalars:
        if start <= at < end:
            return text[start] in "|>" and not re.search(r"[\r\n]", text[start:at])
    return True


def _starting(
    entries: list[_Offsets], source: Source, first: int, last: int | None
) -> _Lines | None:
    """Return the lines of the outermost entry that starts on a line from `first` to `last`."""
    for start, end in entries:
        line = source.place(start).line
        if line >= first and (last is None or line <= last):
            return line, _last_line(start, end, source)
    return None


def _ending(entries: list[_Offsets], source: Source, line: int) -> _Lines | None:
    """Return the lines of the outermost entry that ends on `line`."""
    for start, end in entries:
        if _last_line(start, end, source) == line:
            return source.place(start).line, line
    return None


def _last_line(start: int, end: int, source: Source) -> int:
    """Return the line of the last character: to YAML, a block ends where the next one starts."""
    return source.place(start + len(source.text[start:end].rstrip())).line


def _of_python(source: Source) -> Iterator[Suppression]:
    """Yield the suppressions of a Python file; none of what is no Python."""
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", source.text))]
    for token in _tokens(source.text):
        if token.type == tokenize.COMMENT:
            line, column = token.start
            offset = starts[line - 1] + column
            for mark in _MARK.finditer(source.text, offset, offset + len(token.string)):
                yield _suppression(mark, source, line, line)


def _tokens(text: str) -> list[tokenize.TokenInfo]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the code's own, such as an invalid escape
            ast.parse(text)
            return [*tokenize.generate_tokens(io.StringIO(text, newline=None).readline)]
    except (tokenize.TokenError, SyntaxError, ValueError, RecursionError):
        return []
