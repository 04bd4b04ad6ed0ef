"""From what somebody has at hand to the definition: a code, a type URI, or a piece of a code."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from errbook.catalog.catalog import Catalog, Entry
from errbook.catalog.names import Names, words
from errbook.exceptions import UnknownCode, UsageError

__all__ = ["find", "nearest", "none_like", "one", "several"]

_SHOWN = 12
"""Candidates listed; of more only the number is told."""

_LIKE = 0.7
"""How like a code has to be to be proposed, of 1."""

_LIKE_THE_BEST = 0.1
"""How much less like than the likest one a second proposal may be."""


def one(catalog: Catalog, text: str) -> Entry:
    """Return the one definition that `text` stands for.

    Raises `UnknownCode` if there is none, with what is near; `UsageError` if there are several.
    """
    found = find(catalog, text)
    if not found:
        raise none_like(catalog, text, f"no error is called `{text}`")
    if len(found) > 1:
        raise several(found, f"`{text}` can be any of {len(found)} errors")
    return found[0]


def several(found: Sequence[Entry], said: str) -> UsageError:
    """Return what to raise where `found` are too many: what is said, and their codes."""
    shown = [str(entry.code) for entry in found[:_SHOWN]]
    more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    listed = "".join(f"\n  {line}" for line in [*shown, *more])
    return UsageError(f"{said}; name one:{listed}")


def none_like(catalog: Catalog, text: str, said: str) -> UnknownCode:
    """Return what to raise where there is none: what is said, and the codes nearest to `text`."""
    near = "".join(f"\n  {entry.code}" for entry in nearest(catalog, text))
    hint = f"; did you mean:{near}" if near else "; errbook list shows what there is"
    return UnknownCode(f"{said}{hint}")


def find(catalog: Catalog, text: str) -> list[Entry]:
    """Return the definitions that `text` can stand for, in the catalog's order. See `Names`."""
    return Names(catalog).find(text)


def nearest(catalog: Catalog, text: str, most: int = 3) -> list[Entry]:
    """Return the definitions with words that look most like those of `text`, the likest first."""
    asked = words(text)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(" ".join(asked))

    def likeness(entry: Entry) -> float:
        known = words(str(entry.code))
        runs = {" ".join(known[at : at + len(asked)]) for at in range(len(known))}
        best = 0.0
        for run in (*runs, " ".join(words(entry.code.name))):
            matcher.set_seq1(run)
            if matcher.quick_ratio() > best:
                best = max(best, matcher.ratio())
        return best

    scores = {str(entry.code): likeness(entry) for entry in catalog} if asked else {}
    floor = max([_LIKE, max(scores.values(), default=0) - _LIKE_THE_BEST])
    near = sorted((-score, code) for code, score in scores.items() if score >= floor)
    return [catalog.entries[code] for _, code in near[:most]]
