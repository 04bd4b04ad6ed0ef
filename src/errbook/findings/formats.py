"""The forms that a report of findings can have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from errbook.findings.finding import Finding
from errbook.findings.github import github
from errbook.findings.report import as_json, text
from errbook.findings.rules import Described
from errbook.findings.sarif import sarif

__all__ = ["FORMATS", "Described", "formatted"]

FORMATS: Mapping[str, Callable[[Sequence[Finding], Sequence[Described]], str]] = {
    "text": lambda findings, rules: text(findings),
    "json": lambda findings, rules: as_json(findings),
    "github": github,
    "sarif": sarif,
}


def formatted(form: str, findings: Sequence[Finding], rules: Sequence[Described] = ()) -> str:
    """Return `findings` in the form called `form`; `rules` describe what they may name.

    It is valid Unicode, even if the name of a file or a text in the code is not.
    """
    return FORMATS[form](findings, rules).encode("utf-8", "replace").decode()
