"""From what somebody has at hand to the definition: a code, a type URI, or a piece of a code.

A piece is looked for in the words of every code, so that spelling does not matter: pieces of
`err:unkey:data:key_not_found` are `KEY_NOT_FOUND`, `KeyNotFound` and `data key-not-found`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher

from errbook.catalog.catalog import Catalog, Entry
from errbook.exceptions import UnknownCode, UsageError

__all__ = ["find", "nearest", "one", "words"]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+|[0-9]+")
_AROUND = " \t\r\n\"'`[]()<>{},;."
"""What clings to a code that is copied out of a sentence, a log or JSON."""

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
    if len(found) == 1:
        return found[0]
    if found:
        shown = [str(entry.code) for entry in found[:_SHOWN]]
        more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
        listed = "".join(f"\n  {line}" for line in [*shown, *more])
        raise UsageError(f"`{text}` can be any of {len(found)} errors; name one:{listed}")
    near = "".join(f"\n  {entry.code}" for entry in nearest(catalog, text))
    hint = f"; did you mean:{near}" if near else "; errbook list shows what there is"
    raise UnknownCode(f"no error is called `{text}`{hint}")


def find(catalog: Catalog, text: str) -> list[Entry]:
    """Return the definitions that `text` can stand for, in the catalog's order.

    The first of these that finds any: a code, a former code or a type URI as it is written; all
    words of a code; those of its last fields; words in a row; letters in a row.
    """
    text = text.strip(_AROUND)
    exact = catalog.find(text)
    if exact is not None:
        return [exact]
    uri = text.partition("#")[0].rstrip("/")
    typed = [entry for entry in catalog if entry.type.rstrip("/") == uri and uri]
    asked = words(text)
    if typed or not asked:
        return typed
    run = " ".join(asked)
    steps: tuple[Callable[[Entry], bool], ...] = (
        lambda entry: words(str(entry.code)) == asked,
        lambda entry: _ends(entry, asked),
        lambda entry: f" {run} " in f" {' '.join(words(str(entry.code)))} ",
        lambda entry: run in " ".join(words(str(entry.code))),
    )
    for fits in steps:
        found = [entry for entry in catalog if fits(entry)]
        if found:
            return found
    return []


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


def words(text: str) -> list[str]:
    """Return the words of a name in any spelling, in lower case: `KeyNotFound` has three."""
    return [word.casefold() for word in _WORD.findall(text)]


def _ends(entry: Entry, asked: list[str]) -> bool:
    """Whether the last fields of the code are what is asked for."""
    values = list(entry.code.values.values())
    tails = (values[start:] for start in range(len(values)))
    return any(asked == [word for value in tail for word in words(value)] for tail in tails)
