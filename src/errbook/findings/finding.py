"""A finding: one mistake, the rule that found it, where, and the change that mends it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

__all__ = ["Edit", "Finding", "Fix", "Place", "Severity", "in_order"]


_LINE = re.compile(r"\bline \d+")


class Severity(StrEnum):
    """How much a finding matters: errors fail a run, warnings under `--strict`, infos never."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where in which file; line and column count from 1, columns in characters."""

    path: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{display(self.path)}:{self.line}:{self.column}"


class Edit(NamedTuple):
    """Text that takes the place of what stands in a file from `start` to `end`."""

    path: Path
    start: int
    """In characters of the file's text, behind a byte order mark if there is one."""
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that mends a finding."""

    message: str
    """What it does, in the imperative: "remove the alias"."""
    edits: tuple[Edit, ...]
    safe: bool = True
    """False where it may change what the catalog means: a person has to look."""


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One mistake. `message` says what is wrong; `help`, where there is more to say, what to do."""

    place: Place
    rule: str
    message: str
    severity: Severity = Severity.ERROR
    help: str | None = None
    fix: Fix | None = field(default=None, compare=False)

    @property
    def lasting(self) -> str:
        """The message as it stays when lines move."""
        return _LINE.sub("line …", self.message)

    def __str__(self) -> str:
        return f"{self.place}: {self.severity} {self.rule} {self.message}"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return `findings` by file, line and column: in the same order on every run."""
    return sorted(findings, key=lambda finding: (finding.place, finding.rule, finding.message))


def printable(text: str) -> str:
    """Return `text` on one line, without what would move the caret or do worse to a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def display(path: Path) -> str:
    """Return `path` as a person would type it: relative to the working directory if it is below."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
