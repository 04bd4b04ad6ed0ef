"""A change: what kind it is of, where, and in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from errbook.catalog import Catalog, Entry
from errbook.catalog.document import Document
from errbook.diff.kinds import KINDS, Kind
from errbook.findings import Finding, Place, Severity
from errbook.pages.markup import code, one_line

__all__ = [
    "Change", "both", "change", "key_place", "listed", "origin", "place", "quoted",
]  # fmt: skip

_WIDEST = 90
"""Characters of a text that a message quotes."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change from one catalog to another."""

    kind: Kind
    place: Place
    """Where it stands in the new catalog."""
    code: str
    """The code that it is about; empty where it is about the manifest."""
    message: str
    """What has changed; whatever is quoted from a catalog stands as code in it."""
    help: str | None = None
    internal: bool = False
    """Whether it is about an error that the public does not know."""
    accepted: str | None = None
    """Why it is meant, if somebody has said so."""

    @property
    def severity(self) -> Severity:
        """How much it matters: what is accepted fails no run."""
        return Severity.INFO if self.accepted else self.kind.severity

    @property
    def finding(self) -> Finding:
        """The change as a finding, for reports."""
        why = f" (accepted: {self.accepted})" if self.accepted else ""
        return Finding(self.place, self.kind.id, self.message + why, self.severity, self.help)


def change(
    name: str,
    place: Place,
    code: str,
    message: str,
    help: str | None = None,
    *,
    internal: bool = False,
) -> Change:
    """Return a change of the kind called `name`."""
    return Change(KINDS[name], place, code, message, help, internal)


def place(document: Document, *path: str | int) -> Place:
    """Return where the value at `path` stands; of what is not there, the key of what lacks it.

    Of a field that a definition lacks, it is the code.
    """
    found = _found(document.value, path)
    if len(found) == len(path):
        return document.place(*found)
    return document.key_place(*found) if found else document.place(*_lacking(document))


def key_place(document: Document, *path: str | int) -> Place:
    """Return where the key at `path` stands; of what is not there, as `place` does."""
    found = _found(document.value, path)
    return document.key_place(*found) if found else document.place(*_lacking(document))


def origin(catalog: Catalog, entry: Entry, *path: str | int) -> Place:
    """Return where a definition has `path`, or the innermost group that it has it from."""
    if len(_found(entry.document.value, path)) < len(path):
        for prefix in reversed(entry.code.groups):
            inherited = ("groups", prefix, *path)
            if len(_found(catalog.document.value, inherited)) == len(inherited):
                return catalog.document.place(*inherited)
    return place(entry.document, *path)


def _found(node: Any, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return as much of `path` as there is below `node`."""
    for depth, part in enumerate(path):
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            return path[:depth]
    return path


def _lacking(document: Document) -> tuple[str, ...]:
    """Return the way to the code of a definition; to the start of the manifest."""
    return ("code",) if "status" in document.value else ()


def quoted(text: str) -> str:
    """Return text of a catalog as code, on one line, and cut if it is long."""
    return code(_cut(one_line(text)))


def _cut(text: str, start: int = 0) -> str:
    """Return no more of `text` than a message has room for, from `start` on."""
    before, text = ("…" if start else ""), text[start:]
    return f"{before}{text}" if len(text) <= _WIDEST else f"{before}{text[: _WIDEST - 1]}…"


def both(old: str, new: str) -> tuple[str, str]:
    """Return two texts as `quoted` does, cut so that one sees where they differ."""
    old, new = one_line(old), one_line(new)
    if max(len(old), len(new)) <= _WIDEST:
        return code(old), code(new)
    shared = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    at = min(len(old), len(new)) if shared is None else shared
    start = max(0, at - _WIDEST // 3) if at > _WIDEST // 2 else 0
    return code(_cut(old, start)), code(_cut(new, start))


def listed(values: Iterable[str], most: int = 5) -> str:
    """Return values as code, with commas; of many, the first ones and how many more there are."""
    made = [quoted(value) for value in values]
    rest = len(made) - most
    return ", ".join(made[:most]) + (f" and {rest} more" if rest > 0 else "")
