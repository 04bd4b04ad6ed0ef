"""How far a definition tells a reader all that a page has place for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from errbook.catalog.catalog import Entry

__all__ = ["Coverage", "coverage", "missing"]

_WANTED: tuple[tuple[str, Callable[[Entry], object]], ...] = (
    ("detail", lambda entry: entry.definition.detail),
    ("what_happened", lambda entry: entry.definition.what_happened),
    ("two scenarios", lambda entry: len(entry.definition.scenarios) >= 2),
    ("a fix with steps", lambda entry: any(fix.steps for fix in entry.definition.fixes)),
    ("retryable", lambda entry: entry.retryable is not None),
    ("fixable_by", lambda entry: entry.fixable_by),
    ("trigger", lambda entry: entry.definition.trigger or entry.fixable_by != "caller"),
    (
        "a reason for each related error",
        lambda entry: all(one.reason for one in entry.definition.related),
    ),
)
_OF_RETIRED: tuple[tuple[str, Callable[[Entry], object]], ...] = (
    ("retired.reason or retired.replaced_by", lambda entry: _is_told_why(entry)),
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The definitions of a catalog by what they tell."""

    complete: tuple[Entry, ...]
    incomplete: tuple[tuple[Entry, list[str]], ...]
    """Each with what it lacks."""
    stubs: tuple[Entry, ...]
    """Those that tell nothing beyond the response."""


def missing(entry: Entry) -> list[str]:
    """Return what a complete definition has and this one lacks.

    A request that gives the error is wanted where the caller can fix it: there the caller caused
    it. A retired error has to say what became of it, and no more.
    """
    wanted = _OF_RETIRED if entry.definition.retired else _WANTED
    return [name for name, holds in wanted if not holds(entry)]


def coverage(entries: Iterable[Entry]) -> Coverage:
    """Return `entries` by what they tell."""
    complete, incomplete, stubs = [], [], []
    for entry in entries:
        lacks = missing(entry)
        if not lacks:
            complete.append(entry)
        elif entry.definition.is_stub and not entry.definition.retired:
            stubs.append(entry)
        else:
            incomplete.append((entry, lacks))
    return Coverage(tuple(complete), tuple(incomplete), tuple(stubs))


def _is_told_why(entry: Entry) -> bool:
    retired = entry.definition.retired
    return bool(retired and (retired.reason or retired.replaced_by))
