"""The forms that a report of changes can have: those of findings, JSON with more, and Markdown."""

from __future__ import annotations

import json
from collections.abc import Sequence

from errbook.diff.change import Change
from errbook.diff.changelog import changelog
from errbook.diff.kinds import KINDS, Kind
from errbook.findings.finding import display
from errbook.findings.formats import Described, formatted

__all__ = ["FORMATS", "report"]

FORMATS = ("text", "json", "github", "sarif", "markdown")


def report(form: str, changes: Sequence[Change], *, internal: bool = False) -> str:
    """Return `changes` in the form called `form`, one of `FORMATS`.

    `internal` is for Markdown, which the public reads: whether it tells of internal errors, too.
    """
    if form == "markdown":
        return changelog(one for one in changes if internal or not one.internal)
    if form == "json":
        return as_json(changes)
    return formatted(form, [one.finding for one in changes], [*map(_described, KINDS.values())])


def as_json(changes: Sequence[Change]) -> str:
    """Return one array of objects, in the order of the changes."""
    rows = [
        {
            "id": one.kind.id,
            "change": one.kind.name,
            "level": str(one.kind.level),
            "severity": str(one.severity),
            "code": one.code or None,
            "path": display(one.place.path),
            "line": one.place.line,
            "column": one.place.column,
            "message": one.message,
            "help": one.help,
            "accepted": one.accepted,
        }
        for one in changes
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def _described(kind: Kind) -> Described:
    page = f"{kind.title}\n\n{kind.why}"
    return Described(kind.id, kind.name, kind.title, kind.severity, page)
