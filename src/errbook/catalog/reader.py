"""YAML with places: one strict constructor over libyaml's events.

Scalars are read as YAML 1.2 reads them, and more warily: only what is plainly a number, a boolean
or null is one, so `no`, `on`, `014` and `12:30` stay text. Keys are always text. Duplicate keys,
anchors, aliases and tags are refused; size and depth are bounded. A file is cut at its `---` lines
first, so that a document that cannot be parsed hides no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from errbook.catalog import syntax
from errbook.catalog.document import Document, Source
from errbook.findings import Finding

__all__ = ["MAX_BYTES", "MAX_DEPTH", "UNREADABLE", "YAML", "read", "resolve"]

MAX_BYTES = 2**20
"""Bytes of one file."""

MAX_DEPTH = 32
"""Levels of nesting in one document."""

UNREADABLE, SYNTAX, REFUSED, DUPLICATE_KEY, DROPPED = "EB110", "EB111", "EB112", "EB103", "EB114"
YAML = (UNREADABLE, SYNTAX, REFUSED, DUPLICATE_KEY, DROPPED)
"""What can be wrong with a file before anybody asks what it says."""


_CUT = re.compile(r"(?:\A|(?<=\n)|(?<=\r))---(?=[ \t\r\n]|\Z)")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,4000})|0x[0-9a-fA-F]{1,3000}|0o[0-7]{1,3000}")
_FLOAT = re.compile(
    r"[-+]?(?:0|[1-9][0-9]*)?(?:\.[0-9]+|(?<=[0-9])\.)?(?:(?<=[0-9.])[eE][-+]?[0-9]+)?"
)
_DOUBTFUL = frozenset(yaml.SafeLoader.yaml_implicit_resolvers) - {""}
"""What numbers, dates and words of YAML 1.1 start with."""
_LONGEST_DOUBTFUL = 32
_MAYBE_NUMBER = frozenset("-+.0123456789")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def read(path: Path, unsaved: bytes | None = None) -> list[Document]:
    """Read the file at `path` as documents; if it cannot be read at all, as one that is broken.

    `unsaved` is what it is to hold, where that is not on disk.
    """
    try:
        data = _start_of(path) if unsaved is None else unsaved
    except OSError as error:
        return [_unreadable(Source(path, ""), 0, f"cannot be read: {error.strerror or error}")]
    source = Source(path, data.decode("utf-8-sig", "replace"))
    if len(data) > MAX_BYTES:
        message = f"larger than the {MAX_BYTES:,} bytes that a file may have"
        return [_unreadable(source, 0, message, "split it into several files")]
    try:
        data.decode()
    except UnicodeDecodeError as error:
        before = len(data[: error.start].decode("utf-8-sig"))
        message = f"not UTF-8: byte 0x{data[error.start]:02x}"
        return [_unreadable(source, before, message, "save the file as UTF-8")]
    return [document for document in _documents(source) if document is not None]


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _unreadable(source: Source, offset: int, message: str, help: str | None = None) -> Document:
    finding = Finding(source.place(offset), UNREADABLE, message, help=help)
    return Document(source, 0, len(source.text), findings=[finding], broken=True)


def _documents(source: Source) -> Iterator[Document | None]:
    cuts = [found.start() for found in _CUT.finditer(source.text)]
    starts = cuts if cuts and cuts[0] == 0 else [0, *cuts]
    for start, end in zip(starts, [*starts[1:], len(source.text)], strict=True):
        yield _Reader(source, start, end).document()


class _Stop(Exception):
    """Ends the reading of a document that has gone past a bound."""


class _Reader:
    """Builds one document from its events."""

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.text = source.text[start:end]
        self.start = start
        self.made = Document(source, start, end)
        self.comments = "#" in self.text
        self.depth = 0
        self.end = 0
        self.last_closed = syntax.Closed()

    def document(self) -> Document | None:
        """Return the document, or None where there is nothing but space and comments."""
        bad = _UNPRINTABLE.search(self.text)
        if bad:
            self.broken(SYNTAX, bad.start(), f"control character U+{ord(bad[0]):04X}", "remove it")
            return self.made
        self.events: Iterator[Any] = _events(self.text)
        try:
            return self._root()
        except yaml.MarkedYAMLError as error:
            deep = _too_deep(self.text, error)
            if deep is not None:
                self.nested_too_deep(deep)
                return self.made
            told = syntax.explain(error, self.text, self.last_closed)
            if not any(
                told.covers(finding.place, self.made.source, self.start)
                for finding in self.made.findings
            ):
                self.broken(SYNTAX, told.offset, told.message, told.help)
            self.made.broken = True
        except _Stop:
            self.made.broken = True
        return self.made

    def _root(self) -> Document | None:
        for event in self.events:
            kind = event.__class__
            if kind is yaml.StreamEndEvent:
                return None
            if kind not in (yaml.StreamStartEvent, yaml.DocumentStartEvent):
                break
        else:
            return None
        if kind is yaml.ScalarEvent and event.value == "" and event.implicit[0]:
            return None
        self.made.start = self.start + event.start_mark.index
        self.made.value = self.node(event)
        for event in self.events:  # what follows a `...` line, and syntax errors at the end
            kind = event.__class__
            if kind is yaml.DocumentStartEvent:
                offset = event.start_mark.index
                self.broken(SYNTAX, offset, "a second document", "start each document with `---`")
                break
        return self.made

    def node(self, event: Any) -> Any:
        kind = event.__class__
        self.end = event.end_mark.index
        if kind is yaml.ScalarEvent:
            if event.anchor or event.tag:
                self.refuse(event)
            return self.scalar(event)
        if kind is yaml.AliasEvent:
            self.refuse(event)
            return None
        if event.anchor or event.tag:
            self.refuse(event)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.nested_too_deep(event.start_mark.index)
            raise _Stop
        made = self.mapping() if kind is yaml.MappingStartEvent else self.sequence()
        self.depth -= 1
        if event.flow_style:
            self.last_closed = syntax.Closed(event.start_mark.index, self.end)
        return made

    def mapping(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        starts: dict[str, int] = {}
        offsets, base = self.made.offsets, self.start
        for event in self.events:
            kind = event.__class__
            if kind is yaml.MappingEndEvent:
                self.end = event.end_mark.index
                break
            key = self.key(event)
            value_event = next(self.events)
            at, slot = base + event.start_mark.index, len(offsets)
            offsets.extend((at, base + value_event.start_mark.index, 0, 0))
            value = self.node(value_event)
            if key in made:
                first = self.made.source.place(starts[key])
                message = f"duplicate key `{key}`; the first is on line {first.line}"
                self.found(DUPLICATE_KEY, at, message, "keep one of the two")
                del offsets[slot:]
                continue
            made[key], starts[key] = value, at
            offsets[slot + 2], offsets[slot + 3] = base + self.end, len(offsets)
        return made

    def sequence(self) -> list[Any]:
        made: list[Any] = []
        offsets, base = self.made.offsets, self.start
        for event in self.events:
            kind = event.__class__
            if kind is yaml.SequenceEndEvent:
                self.end = event.end_mark.index
                break
            at, slot = base + event.start_mark.index, len(offsets)
            offsets.extend((at, at, 0, 0))
            made.append(self.node(event))
            offsets[slot + 2], offsets[slot + 3] = base + self.end, len(offsets)
        return made

    def key(self, event: Any) -> str:
        if event.__class__ is yaml.ScalarEvent:
            if event.anchor or event.tag:
                self.refuse(event)
            key: str = event.value
            if key[:1] in _DOUBTFUL and len(key) <= _LONGEST_DOUBTFUL and not event.style:
                start: Any = event.start_mark
                self.made.doubtful.append((self.start + start.index, key))
            return key
        offset = event.start_mark.index
        self.found(REFUSED, self.start + offset, "a key must be text", "quote it")
        slot = len(self.made.offsets)
        self.node(event)
        del self.made.offsets[slot:]
        return self.text[offset : self.end] or "?"

    def scalar(self, event: Any) -> Any:
        value: str = event.value
        if event.style:
            if event.style in "'\"":
                self.last_closed = syntax.Closed(event.start_mark.index, event.end_mark.index)
            return value
        if self.comments:
            dropped = syntax.dropped(self.text, event.start_mark.index, event.end_mark.index)
            if dropped is not None:
                self.found(DROPPED, self.start + dropped.offset, dropped.message, dropped.help)
        if not event.implicit[0]:
            return value
        found = resolve(value)
        if found is value and value[0] in _DOUBTFUL and len(value) <= _LONGEST_DOUBTFUL:
            self.made.doubtful.append((self.start + event.start_mark.index, value))
        return found

    def nested_too_deep(self, offset: int) -> None:
        message = f"nested deeper than {MAX_DEPTH} levels"
        self.broken(REFUSED, offset, message, "take some of them out")

    def refuse(self, event: Any) -> None:
        told = syntax.refused(event, self.text)
        last = self.made.findings[-1] if self.made.findings else None
        if (
            last is None
            or last.rule != REFUSED
            or not told.covers(last.place, self.made.source, self.start)
        ):
            self.found(REFUSED, self.start + told.offset, told.message, told.help)

    def found(self, rule: str, offset: int, message: str, help: str | None = None) -> None:
        self.made.findings.append(Finding(self.made.source.place(offset), rule, message, help=help))

    def broken(self, rule: str, offset: int, message: str, help: str | None = None) -> None:
        self.made.broken = True
        self.found(rule, self.start + offset, message, help)


def _events(text: str) -> Iterator[Any]:
    """Return the events of libyaml: those of `yaml.parse`, without a Python function for each."""
    return iter(yaml.CSafeLoader(text).get_event, None)


def _too_deep(text: str, error: yaml.MarkedYAMLError) -> int | None:
    """Return where the text before `error` goes past `MAX_DEPTH`, or None.

    libyaml gives an event only when it has read on: up to 1,024 characters, as `[` might start a
    key. What goes wrong there, its own bound on nesting too, hides the events before it; a text
    that ends there shows them.
    """
    depth = 0
    end = error.problem_mark.index if error.problem_mark else len(text)
    with suppress(yaml.MarkedYAMLError):
        for event in _events(text[:end]):
            kind = event.__class__
            depth += kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent)
            if depth > MAX_DEPTH:
                return int(event.start_mark.index)
            depth -= kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent)
    return None


def resolve(value: str) -> Any:
    """Return what the plain scalar `value` means (YAML 1.2 core schema, less its surprises)."""
    if value in _WORDS:
        return _WORDS[value]
    if value[0] in _MAYBE_NUMBER:
        if _INTEGER.fullmatch(value):
            return int(value, 0)
        if _FLOAT.fullmatch(value) and len(value) < 400 and any(c.isdigit() for c in value):
            number = float(value)
            return number if number - number == 0 else value
    return value
