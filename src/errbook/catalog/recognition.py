"""From anything that speaks of an error to the error: a response, a line of a log, a message.

`templates/site/assets/errbook-recognise.js` is the same in JavaScript, and gives the same answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from errbook.catalog.catalog import Catalog, Entry
from errbook.catalog.names import Names, words
from errbook.catalog.param import Param
from errbook.catalog.pasted import Found, Pasted, below
from errbook.catalog.rendered import Match, Template, Templates, templates
from errbook.inverse import MISSING, typed

__all__ = ["Evidence", "Recognised", "Recogniser", "likeliest", "recognise"]

Evidence = Literal["type", "code", "alias", "detail", "words"]
"""What an error was recognised by: words are a piece of its code, and tell the least."""

_STRONG = frozenset({"type", "code"})
_NAMING = _STRONG | {"error", "name", "kind", "reason", "id"}
"""Words of members that hold a name; the others may hold a word that is a code by chance."""
_RANKS = ("type", "code", "alias")
_SHORT = 200
"""Characters of a text that may be a piece of a code as a whole."""
_ORIGIN = re.compile(r"^[a-z]+://[^/]*/")
_LONGEST_MESSAGE = 20_000
_WORK = 500_000_000
"""Characters that messages may be looked for in: those of a text once for each template."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """An error that was recognised, and what the text tells of its occurrence."""

    entry: Entry
    by: Evidence
    variant: str
    """Empty where there are none, or the text does not tell."""
    values: dict[str, Any]
    """The values of exposed params, by name, as JSON has them."""
    is_whole: bool
    """Whether they come from a body: what is not there had no value."""
    message: str | None
    """The detail, as it was received."""
    request_id: str | None


def recognise(catalog: Catalog, text: str) -> list[Recognised]:
    """Return the errors of `catalog` that `text` speaks of, the surest first. Never fails."""
    return Recogniser(catalog).recognise(text)


def likeliest(text: str) -> str:
    """Return the part of `text` that looks most like the name of an error: to look for one near."""
    pasted = Pasted(text)
    members = (pair for found in pasted.objects for pair in found.value.items())
    said = [text for key, text in members if isinstance(text, str) and _STRONG & {*words(key)}]
    if not said and (len(pasted.text) > _SHORT or "\n" in pasted.text):
        said = [parts[0][0] for parts in pasted.names if len(words(parts[0][0])) > 1]
    found = said[0] if said else pasted.text
    return _ORIGIN.sub("", found[:_SHORT])


class Recogniser:
    """Recognises the errors of a catalog, in many texts."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._names = Names(catalog)

    @cached_property
    def _templates(self) -> Templates:
        return Templates(self._catalog)

    def recognise(self, text: str) -> list[Recognised]:
        """Return the errors that `text` speaks of, the surest first. Never fails.

        The first of these that finds any: the members of objects; names in the text; details read
        backwards; pieces of codes.
        """
        pasted = Pasted(text)
        steps = (self._by_members, self._by_names, self._by_detail, self._by_words)
        for step in steps:
            found: dict[str, Recognised] = {}
            for one in step(pasted):
                found.setdefault(one.entry.code.text, one)
            if found:
                return [*found.values()]
        return []

    def _by_members(self, pasted: Pasted) -> list[Recognised]:
        hits = []
        for found in pasted.objects:
            for key, value in found.value.items():
                last = words(key)[-1:]
                named = self._named(value, pasted) if isinstance(value, str) else []
                for entry, by in named:
                    if not value.isalpha() or _NAMING & {*words(key)}:
                        hits.append((_STRONG.issuperset(last) and bool(last), entry, by, found))
        strong = [hit for hit in hits if hit[0]] or hits
        strong.sort(key=lambda hit: _RANKS.index(hit[2]))
        return [_told(entry, by, pasted, found) for _, entry, by, found in strong]

    def _by_names(self, pasted: Pasted) -> Iterator[Recognised]:
        hits: list[tuple[Entry, Evidence]] = []
        alone = len(pasted.names) == 1
        for parts in pasted.names:
            named = [
                hit
                for name, said in parts  # a code of a single word is a word of many a sentence
                if alone or not name.isalpha() or _NAMING & {*words(said)}
                for hit in self._named(name, pasted)
            ]
            hits += named or [(entry, "code") for entry in self._names.spelled(parts[0][0])]
        if "Traceback (most recent call last)" in pasted.text:
            hits.reverse()  # what was raised last stands last
        return (_told(entry, by, pasted) for entry, by in hits)

    def _by_detail(self, pasted: Pasted) -> list[Recognised]:
        matches: list[Match] = []
        for text in (*pasted.strings, *pasted.forms):
            matches += _best(self._matches(text))
        if any(match.fits for match in matches):
            matches = [match for match in matches if match.fits]
        matches.sort(key=lambda match: -match.template.weight)
        made = (_told(match.template.entry, "detail", pasted, match=match) for match in matches)
        return _of_status([*made], pasted)

    def _by_words(self, pasted: Pasted) -> list[Recognised]:
        text = pasted.text
        if len(text) <= _SHORT and "\n" not in text:
            found = self._names.find(text)
        else:
            asked = (words(name) for parts in pasted.names for name, _ in parts)
            found = [e for each in asked if len(each) > 1 for e in self._names.ending(each)]
        # No detail was found in the text, so that there is no more to tell.
        request_id = pasted.request_id
        made = [Recognised(entry, "words", "", {}, False, None, request_id) for entry in found]
        return _of_status(made, pasted)

    def _named(self, text: str, pasted: Pasted) -> list[tuple[Entry, Evidence]]:
        """Return the errors that are called `text`; by `about:blank` those of the status alone."""
        found = self._names.named(text)
        return [
            (entry, by)
            for entry, by in found
            if by != "type"
            or entry.type != "about:blank"
            or entry.definition.status in pasted.statuses
        ]

    def _matches(self, text: str) -> Iterator[Match]:
        work = _WORK
        for template in self._templates.fitting(text):
            match = template.whole(text) if len(text) <= _LONGEST_MESSAGE else None
            if (match is None or match.is_loose) and work > 0:
                work -= len(text)
                within = template.inside(text)
                match = within if within is not None and within.fits else match
            if match is not None:
                yield match


def _told(
    entry: Entry,
    by: Evidence,
    pasted: Pasted,
    found: Found | None = None,
    match: Match | None = None,
) -> Recognised:
    """Return what the text tells of the occurrence of `entry`: `found` is the object about it."""
    match = match or _message(entry, pasted, found)
    if found is None and match is not None:
        found = next((one for one in pasted.objects if match.message in _texts(one.value)), None)
    values, variant = {}, match.template.variant if match else ""
    params = {name: param for name, param in entry.exposed.items() if not param.is_const}
    if found is not None:
        values = dict(_values(params, found))
        named = (text for key, text in found.value.items() if words(key)[-1:] == ["variant"])
        variants = entry.definition.variants
        variant = next((text for text in named if text in variants), variant)
    if match is not None:
        values = {**match.values, **values}
    ordered = {name: values[name] for name in params if name in values}
    message = match.message if match else None
    is_whole = found is not None
    return Recognised(entry, by, variant, ordered, is_whole, message, pasted.request_id)


def _message(entry: Entry, pasted: Pasted, found: Found | None) -> Match | None:
    """Return the detail of `entry` that the object has, or else the text."""
    own = [] if found is None else _texts(found.value)
    for texts in (own, [*pasted.strings, *pasted.forms]):
        matches = (match for each in templates(entry) for match in _in(texts, each))
        best = max(matches, key=lambda one: one.rank, default=None)
        if best is not None:
            return best
    return None


def _in(texts: list[str], template: Template) -> Iterator[Match]:
    for text in texts:
        match = template.whole(text)
        if match is None or match.is_loose:
            match = template.inside(text) or match
        if match is not None:
            yield match


def _texts(value: dict[str, Any]) -> list[str]:
    return [text for text in value.values() if isinstance(text, str)]


def _values(params: dict[str, Param], found: Found) -> Iterator[tuple[str, Any]]:
    """Yield the params whose values are in the object, or else near it."""
    wires = {param.wire(name) for name, param in params.items()}
    near = [*below(found.value, wires), *below(found.root, wires)]
    for name, param in params.items():
        wire = param.wire(name)
        there = (one[wire] for one in near if wire in one and _fits(param, one[wire]))
        for value in there:
            yield name, value
            break


def _fits(param: Param, value: Any) -> bool:
    containers = {"array": list, "object": dict}
    if param.type in containers:
        return isinstance(value, containers[param.type])
    return typed(param.type, value) is not MISSING


def _best(matches: Iterable[Match]) -> list[Match]:
    """Return the matches but for those that overlap one that tells more, in their order."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda one: (*one.rank, one.end - one.start), reverse=True):
        over = [one for one in kept if one.start < match.end and match.start < one.end]
        if all((one.rank, one.message) == (match.rank, match.message) for one in over):
            kept.append(match)
    return sorted(kept, key=lambda one: one.start)


def _of_status(found: list[Recognised], pasted: Pasted) -> list[Recognised]:
    """Return those with a status that the text speaks of; all, if none has."""
    fitting = [one for one in found if one.entry.definition.status in pasted.statuses]
    return fitting or found
