"""A change: what kind it is of, where, and in words."""

from __future__ import annotations

from dataclasses import dataclass

from errbook.diff.kinds import KINDS, Kind
from errbook.findings import Finding, Place

__all__ = ["Change", "change"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change from one catalog to another."""

    kind: Kind
    place: Place
    """Where it stands in the new catalog."""
    code: str
    """The code that it is about; empty where it is about the manifest."""
    message: str
    help: str | None = None

    @property
    def finding(self) -> Finding:
        """The change as a finding, for reports."""
        kind = self.kind
        return Finding(self.place, kind.id, self.message, kind.severity, self.help)


def change(name: str, place: Place, code: str, message: str, help: str | None = None) -> Change:
    """Return a change of the kind called `name`."""
    return Change(KINDS[name], place, code, message, help)
