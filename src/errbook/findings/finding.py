"""A finding: one mistake, the rule that found it, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

__all__ = ["Finding", "Place", "Severity", "in_order"]


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


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One mistake. `message` says what is wrong; `help`, where there is more to say, what to do."""

    place: Place
    rule: str
    message: str
    severity: Severity = Severity.ERROR
    help: str | None = None

    def __str__(self) -> str:
        return f"{self.place}: {self.severity} {self.rule} {self.message}"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return `findings` by file, line and column: in the same order on every run."""
    return sorted(findings, key=lambda finding: (finding.place, finding.rule, finding.message))


def display(path: Path) -> str:
    """Return `path` as a person would type it: relative to the working directory if it is below."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
