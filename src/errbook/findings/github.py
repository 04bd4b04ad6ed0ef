"""Findings as annotations of GitHub's workflows: on the lines of a change that they are about.

GitHub shows ten annotations of a level for each step, and drops the rest in silence. So errors come
first, no level has more than ten, and what is beyond them stands in the log as plain lines. The
last line counts them all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from errbook.findings.finding import Finding, Severity, display, printable
from errbook.findings.report import summary
from errbook.findings.rules import Described

__all__ = ["MOST", "github"]

MOST = 10
"""Annotations of one level that GitHub shows."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(findings: Sequence[Finding], rules: Sequence[Described] = ()) -> str:
    """Return annotations, errors first, then the findings for which there is no room, and a total.

    `rules` have names for the titles of annotations.
    """
    names = {rule.id: rule.name for rule in rules}
    shown, rest = [], []
    for severity, command in _COMMANDS.items():
        of_level = [finding for finding in findings if finding.severity is severity]
        shown += [_annotation(finding, command, names) for finding in of_level[:MOST]]
        rest += [f"- {printable(str(finding))}" for finding in of_level[MOST:]]
    if rest:
        rest.insert(0, f"{len(rest)} more, beyond the {MOST} of a level that GitHub shows:")
    total = [summary(findings)] if findings else []
    return "".join(f"{line}\n" for line in [*shown, *rest, *total])


def _annotation(finding: Finding, command: str, names: Mapping[str, str]) -> str:
    place = finding.place
    fields = {
        "file": display(place.path),
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{finding.rule} {names.get(finding.rule, '')}".rstrip(),
    }
    named = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
    help = f"\nhelp: {finding.help}" if finding.help else ""
    return f"::{command} {named}::{_data(f'{finding.message}{help}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
