"""Findings as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from errbook.findings.finding import Finding, Fix, Place, Severity, display, printable

__all__ = ["as_json", "failed", "summary", "text"]

_WIDEST = 120
"""Characters of a source line shown; a longer one is cut around the column."""


def text(findings: Iterable[Finding]) -> str:
    """Each finding with its source line, a caret under the column, its help and its fix."""
    lines = lru_cache(maxsize=64)(_lines)  # for this one report: a watched file changes
    return "".join(_block(finding, lines) for finding in findings)


def as_json(findings: Iterable[Finding]) -> str:
    """One array of objects, in the order of the findings."""
    rows = [
        {
            "rule": finding.rule,
            "severity": str(finding.severity),
            "path": display(finding.place.path),
            "line": finding.place.line,
            "column": finding.place.column,
            "message": finding.message,
            "help": finding.help,
            "fix": _fix(finding.fix) if finding.fix else None,
        }
        for finding in findings
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{**edit._asdict(), "path": display(edit.path)} for edit in fix.edits]
    return {"message": fix.message, "safe": fix.safe, "edits": edits}


def summary(findings: Iterable[Finding]) -> str:
    """Return the closing line: "2 errors, 1 warning", or "no findings"."""
    counts = Counter(finding.severity for finding in findings)
    parts = [
        f"{counts[severity]} {severity}{'s' if counts[severity] != 1 else ''}"
        for severity in Severity
        if counts[severity]
    ]
    return ", ".join(parts) or "no findings"


def failed(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Tell whether these findings fail a run: an error does; a warning does if `strict`."""
    fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in fatal for finding in findings)


def _block(finding: Finding, lines_of: Callable[[Path], list[str]]) -> str:
    lines = [f"{printable(str(finding))}\n"]
    source = _excerpt(finding.place, lines_of(finding.place.path))
    if source:
        number = str(finding.place.line)
        line, column = source
        lines.append(f"  {number} | {line}\n")
        lines.append(f"  {' ' * len(number)} | {' ' * column}^\n")
    if finding.help:
        lines.append(f"  help: {printable(finding.help)}\n")
    if finding.fix:
        kind = "fix" if finding.fix.safe else "unsafe fix"
        lines.append(f"  {kind}: {printable(finding.fix.message)}\n")
    return "".join(lines)


def _excerpt(place: Place, lines: list[str]) -> tuple[str, int] | None:
    """Return the line of `lines` at `place`, tabs as spaces, and the offset of the column in it."""
    if not 0 < place.line <= len(lines):
        return None
    line = lines[place.line - 1]
    if not line.strip():
        return None
    line = printable(line)
    column = min(place.column - 1, len(line))
    start = max(0, column - _WIDEST // 2) if len(line) > _WIDEST else 0
    return line[start : start + _WIDEST].rstrip(), column - start


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError:
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
