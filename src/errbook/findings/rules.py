"""What a rule is, for those who read its findings elsewhere."""

from __future__ import annotations

from typing import NamedTuple

from errbook.findings.finding import Severity

__all__ = ["Described"]


class Described(NamedTuple):
    """A rule as reports tell of it."""

    id: str
    name: str
    title: str
    severity: Severity
    page: str
    """Markdown."""
