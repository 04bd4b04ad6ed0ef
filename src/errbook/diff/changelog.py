"""The changes as Markdown, for release notes."""

from __future__ import annotations

from collections.abc import Iterable

from errbook.diff.change import Change
from errbook.findings import Severity

__all__ = ["changelog"]

_ADDED = {"code-added", "made-public"}
_ENDING = {"deprecated", "undeprecated", "code-retired", "code-retired-early"}
_WORDING = {"text-changed", "detail-reworded", "fixer-changed"}


def changelog(changes: Iterable[Change]) -> str:
    """Return the changes under headings, what breaks first; a line that says so if there are none.

    Codes and other text in backticks stay as they are.
    """
    sections: dict[str, list[str]] = {name: [] for name in _HEADINGS}
    for one in changes:
        sections[_section(one)].append(_line(one))
    parts = [
        f"### {_HEADINGS[name]}\n\n" + "".join(dict.fromkeys(lines))
        for name, lines in sections.items()
        if lines
    ]
    return "\n".join(parts) or "The errors have not changed.\n"


_HEADINGS = {
    "breaking": "Breaking",
    "caution": "To be checked",
    "added": "Added",
    "ending": "Deprecated and retired",
    "changed": "Changed",
    "wording": "Documentation",
}


def _section(one: Change) -> str:
    if one.kind.name in _ENDING:
        return "ending"
    if one.kind.severity is Severity.ERROR:
        return "breaking"
    if one.kind.severity is Severity.WARNING:
        return "caution"
    if one.kind.name in _ADDED:
        return "added"
    return "wording" if one.kind.name in _WORDING else "changed"


def _line(one: Change) -> str:
    return f"- {one.message[:1].upper()}{one.message[1:]}.\n"
