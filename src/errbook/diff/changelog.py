"""The changes as Markdown, for release notes."""

from __future__ import annotations

from collections.abc import Iterable

from errbook.diff.change import Change
from errbook.findings import Severity
from errbook.pages.markup import plain

__all__ = ["changelog"]

_HEADINGS = {
    "breaking": "Breaking",
    "caution": "To be checked",
    "added": "Added",
    "ending": "Deprecated and retired",
    "changed": "Changed",
    "wording": "Documentation",
}
"""The sections, in their order."""

_ADDED = {"code-added", "made-public"}
_ENDING = {"deprecated", "undeprecated", "code-retired", "code-retired-early"}
_WORDING = {"text-changed", "detail-reworded", "fixer-changed", "about-changed"}


def changelog(changes: Iterable[Change]) -> str:
    """Return the changes under headings, what breaks first; a line that says so if there are none.

    What is accepted stands where it would without that: it breaks those who read this all the same.
    What the messages quote of a catalog is code, and nothing else in them is markup.
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
    reason = f" {_sentence(one.accepted)}" if one.accepted else ""
    return f"- {plain(_sentence(one.message) + reason)}\n"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"
