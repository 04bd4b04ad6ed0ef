"""The forms that a report of findings can have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from errbook.findings.finding import Finding
from errbook.findings.github import github
from errbook.findings.report import as_json, text
from errbook.findings.sarif import Described, sarif

__all__ = ["FORMATS", "Described", "formatted"]

FORMATS: Mapping[str, Callable[[Sequence[Finding], Sequence[Described]], str]] = {
    "text": lambda findings, rules: text(findings),
    "json": lambda findings, rules: as_json(findings),
    "github": lambda findings, rules: github(findings),
    "sarif": sarif,
}


def formatted(form: str, findings: Sequence[Finding], rules: Sequence[Described] = ()) -> str:
    """Return `findings` in the form called `form`; `rules` describe what they may name."""
    return FORMATS[form](findings, rules)
