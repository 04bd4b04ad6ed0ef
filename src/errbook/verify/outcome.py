"""What replaying a definition gave: data, from which every form of report is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from errbook.findings import Place

__all__ = ["ABSENT", "Difference", "LeftOut", "Mismatch", "Outcome", "State"]

ABSENT = "(absent)"
"""Stands for what is not there, on either side of a difference."""


class State(StrEnum):
    """What is known of a definition after its documentation was replayed."""

    VERIFIED = "verified"
    MISMATCH = "mismatch"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as documented: `status`, `header Retry-After`, `body /error/title`."""

    where: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A request that was not answered as documented, and where it is declared."""

    place: Place
    role: str
    """What it is: `trigger`, `set-up` or `fix`."""
    request: str
    """Method and path, as they are declared."""
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A request of a fix that was not sent, and why."""

    place: Place
    request: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one definition."""

    code: str
    group: str
    place: Place
    state: State
    reason: str = ""
    """Why it is unverified."""
    mismatches: tuple[Mismatch, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    seconds: float = field(default=0.0, compare=False)

    def shown_through(self, show: Callable[[str], str]) -> Outcome:
        """Return it with every text that came from outside replaced by what `show` makes of it."""
        mismatches = [
            replace(
                mismatch,
                differences=tuple(
                    Difference(show(one.where), show(one.expected), show(one.got))
                    for one in mismatch.differences
                ),
            )
            for mismatch in self.mismatches
        ]
        return replace(self, mismatches=tuple(mismatches))
