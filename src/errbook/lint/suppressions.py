"""Comments that say of a finding that it is meant: `# errbook: ignore[EB204]`, and why.

In YAML such a comment covers an entry, with all that is in it: the one whose line it ends, or the
one below it where it has a line of its own. Above the first field it covers the whole document. In
Python it covers its line.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from errbook.catalog.reader import Document, Source
from errbook.findings import Finding, Place

__all__ = ["Suppression", "Suppressions"]

_MARK = re.compile(r"#[ \t]*errbook:[ \t]*ignore\b(?:\[(?P<names>[^\]\r\n]*)\])?[^\r\n]*")
_WORD = "errbook:"


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

    def covers(self, finding: Finding, known_as: Iterable[str]) -> bool:
        """Whether the finding, whose rule is `known_as` these names, is meant. Notes the use."""
        if not self.first <= finding.place.line <= self.last:
            return False
        meant = {name for name, _ in self.names if name.casefold() in known_as}
        self.used |= meant
        return bool(meant)


class Suppressions:
    """The suppressions of a catalog's documents and of the code beside it."""

    def __init__(
        self, documents: Iterable[Document], code: Iterable[tuple[Path, str]] = ()
    ) -> None:
        self._by_path: dict[Path, list[Suppression]] = defaultdict(list)
        ends: dict[Path, int] = {}
        for document in sorted(documents, key=lambda each: (each.source.path, each.start)):
            if _WORD in document.source.text:
                path = document.source.path
                self._by_path[path] += _of_document(document, ends.get(path, 0))
                ends[path] = document.end
        for path, text in code:
            if _WORD in text:
                self._by_path[path] += _of_python(Source(path, text))

    def __iter__(self) -> Iterator[Suppression]:
        for path in sorted(self._by_path):
            yield from self._by_path[path]

    def cover(self, finding: Finding, known_as: Sequence[str]) -> bool:
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
    entries = sorted(_entries(document, document.value))
    scalars = [(start, end) for start, end, is_scalar in entries if is_scalar]
    for mark in found:
        if not _is_comment(mark.start(), scalars, source.text):
            continue
        line = source.place(mark.start()).line
        before = source.text[: mark.start()].rpartition("\n")[2].rpartition("\r")[2]
        if before.strip():
            lines = _lines_of(entries, source, line, line) or (line, line)
        elif mark.start() < document.start:
            lines = (line, source.place(document.end).line)
        else:
            lines = _lines_of(entries, source, line + 1, None) or (line, line)
        yield _suppression(mark, source, *lines)


def _suppression(mark: re.Match[str], source: Source, first: int, last: int) -> Suppression:
    names = tuple(
        (name[0], mark.start("names") + name.start())
        for name in re.finditer(r"[^\s,]+", mark["names"] or "")
    )
    place = source.place(mark.start())
    return Suppression(place, mark.start(), mark.end(), names, first, last, text=source.text)


def _entries(document: Document, value: Any) -> Iterator[tuple[int, int, bool]]:
    """Yield where each entry's value, or key, starts and where it ends, and if it is a scalar."""
    children = value.items() if isinstance(value, dict) else enumerate(value)
    spans = document.spans.get(id(value), {})
    for key, child in children:
        span = spans.get(key)
        if span is None:
            continue
        if isinstance(child, (dict, list)):
            yield span.key, span.end, False
            yield from _entries(document, child)
        else:
            yield span.key, span.end, False
            yield span.value, span.end, True


def _is_comment(at: int, scalars: list[tuple[int, int]], text: str) -> bool:
    """Whether what stands at `at` is outside of all scalars: behind the sign of a block is too."""
    for start, end in scalars:
        if start <= at < end:
            return text[start] in "|>" and not re.search(r"[\r\n]", text[start:at])
    return True


def _lines_of(
    entries: list[tuple[int, int, bool]], source: Source, first: int, last: int | None
) -> tuple[int, int] | None:
    """Return the lines of the outermost entry that starts on a line from `first` to `last`."""
    for start, end, is_scalar in entries:
        line = source.place(start).line
        if not is_scalar and line >= first and (last is None or line <= last):
            written = source.text[start:end].rstrip()
            return line, source.place(start + len(written)).line
    return None


def _of_python(source: Source) -> Iterator[Suppression]:
    """Yield the suppressions of a Python file, as far as it has tokens."""
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", source.text))]
    try:
        for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
            if token.type == tokenize.COMMENT:
                offset = starts[token.start[0] - 1] + token.start[1]
                mark = _MARK.match(source.text, offset)
                if mark:
                    line = token.start[0]
                    yield _suppression(mark, source, line, line)
    except (tokenize.TokenError, SyntaxError):
        return
