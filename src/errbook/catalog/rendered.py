"""Details read backwards: from a message to the templates that it can be made from, and its values.

A template is literals with holes between. A message is of it if the literals are in it in their
order, and the holes are what is between them. Where that can be read in several ways, holes are as
short as they can be from left to right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from errbook.catalog.catalog import Entry
from errbook.catalog.param import Param
from errbook.detail import Placeholder, scan
from errbook.encode import shown

__all__ = ["Match", "Template", "Templates", "from_text", "templates"]

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_BEHIND = re.compile(r"[\s\"'`<)\]},\\]|\Z")
_STARTS, _ENDS = 20, 50
_LONGEST_HOLE = 20_000
_WORDS, _LETTERS = 2, 8
"""What the literals of a template have to have for it to be looked for inside of a text."""

_INTEGER = re.compile(r"-?[0-9]{1,4000}")
_NUMBER = re.compile(r"-?[0-9]{1,300}(\.[0-9]{1,300})?([eE][+-]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Match:
    """A message that was found."""

    template: Template
    start: int
    end: int
    message: str
    holes: dict[str, str]
    """What stands in the place of each param, as text."""
    fits: bool
    """Whether each hole holds what its param's type lets be there."""

    @property
    def rank(self) -> tuple[bool, int]:
        """How much it tells: more is better."""
        return self.fits, self.template.weight

    @property
    def is_loose(self) -> bool:
        """Whether lines before or behind the message may be in it, as text of a hole at its end."""
        first, last = self.template.literals[0], self.template.literals[-1]
        held = [*self.holes.values()]
        return (not first and "\n" in held[0]) or (not last and "\n" in held[-1])

    @property
    def values(self) -> dict[str, Any]:
        """The value of each param as the wire has it; text where it can be no such value."""
        params = self.template.entry.params
        found = {name: (text, from_text(params[name], text)) for name, text in self.holes.items()}
        return {name: text if value is None else value for name, (text, value) in found.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """The detail of a variant."""

    entry: Entry
    variant: str
    literals: list[str]
    """One more than there are holes."""
    holes: list[str]
    weight: int
    """Characters in its literals, but for spaces."""
    words: frozenset[str]
    """Words that every message has: those that no hole can lengthen."""

    def whole(self, text: str) -> Match | None:
        """Return the match with all of `text`, but for space around it.

        Where holes as short as they can be do not fit, they are looked for from right to left.
        """
        text = text.strip()
        first, last = self.literals[0], self.literals[-1]
        if not self.holes:
            return self._match(text, 0, []) if text == first else None
        if len(text) < len(first) + len(last):
            return None
        if not text.startswith(first) or not text.endswith(last):
            return None
        inner = text[len(first) : len(text) - len(last)]
        values = _split(inner, self.literals[1:-1])
        if values is None:
            return None
        match = self._match(text, 0, values)
        if not match.fits:
            again = self._match(text, 0, _split(inner, self.literals[1:-1], right=True) or values)
            match = again if again.fits else match
        return match

    def inside(self, text: str) -> Match | None:
        """Return the match with the shortest part of `text`; of several equal ones the first."""
        if len(self.words) < _WORDS or self.weight < _LETTERS:
            return None
        first = self.literals[0] or self.literals[1]
        found: list[Match] = []
        at = text.find(first)
        while at >= 0 and len(found) < _STARTS:
            start = at if self.literals[0] else _line(text, at)
            match = self._from(text, start)
            if match is not None:
                found.append(match)
            at = text.find(first, at + 1)
            if match is None:
                break
        return min(found, key=lambda one: one.end - one.start, default=None)

    def _from(self, text: str, start: int) -> Match | None:
        at = start + len(self.literals[0])
        values = []
        for number, literal in enumerate(self.literals[1:], start=1):
            is_last = number == len(self.literals) - 1
            if is_last and not literal:
                place = text.find("\n", at)
                value = text[at : len(text) if place < 0 else place].rstrip(" \t\r\"'`\\")
                place = at + len(value)
            elif is_last:
                place = _closing(text, literal, at)
            else:
                place = text.find(literal, at)
            if place < 0 or place - at > _LONGEST_HOLE:
                return None
            values.append(text[at:place])
            at = place + len(literal)
        return self._match(text[start:at], start, values)

    def _match(self, message: str, start: int, values: list[str]) -> Match:
        params = self.entry.params
        fits = all(
            from_text(params[name], value) is not None
            for name, value in zip(self.holes, values, strict=True)
        )
        holes = dict(zip(reversed(self.holes), reversed(values), strict=True))  # the first ones
        return Match(self, start, start + len(message), message, holes, fits)


class Templates:
    """The details of many errors, found by the words in them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        every = [each for entry in entries for each in templates(entry)]
        # One that is a hole and nothing else would fit any text.
        every = [each for each in every if any(map(_WORD.search, each.literals))]
        uses: dict[str, int] = {}
        for each in every:
            for word in each.words:
                uses[word] = uses.get(word, 0) + 1
        self._by_word: dict[str, list[tuple[int, Template]]] = {}
        for number, each in enumerate(every):
            # Of its words the rarest; "" where it has none, and so may be in any text.
            rarest = min(each.words, key=lambda word: (uses[word], word), default="")
            self._by_word.setdefault(rarest, []).append((number, each))

    def fitting(self, text: str) -> list[Template]:
        """Return the templates all of whose words are in `text`; those of most text first."""
        there = {*_WORD.findall(text), ""}
        near = (pair for word in there & self._by_word.keys() for pair in self._by_word[word])
        found = sorted((-one.weight, number, one) for number, one in near if one.words <= there)
        return [one for _, _, one in found]


def templates(entry: Entry) -> list[Template]:
    """Return the details of `entry`, one for each variant."""
    details = entry.definition.details.items()
    return [_template(entry, variant, detail) for variant, detail in details]


def from_text(param: Param, text: str) -> Any:
    """Return the value of `param` that reads as `text` in a detail; None if it has no such value.

    What cannot be told from text is taken for the simplest: items of a list for text, if the
    example has text.
    """
    if param.type == "integer":
        return int(text) if _INTEGER.fullmatch(text) else None
    if param.type == "number":
        return json.loads(text) if _NUMBER.fullmatch(text) else None
    if param.type == "boolean":
        return {"true": True, "false": False}.get(text)
    if param.type == "array":
        return _items(param, text)
    if param.type == "object":
        value = _json(text)
        return value if isinstance(value, dict) else None
    return text


def _items(param: Param, text: str) -> list[Any]:
    example = param.example if isinstance(param.example, list) else []
    if not text:
        return []
    if example and not isinstance(example[0], str):
        value = _json(f"[{text}]")
        if isinstance(value, list):
            return value
    return text.split(", ")


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _template(entry: Entry, variant: str, detail: str) -> Template:
    literals, holes = [""], []
    for part in scan(detail):
        param = entry.params.get(part) if isinstance(part, Placeholder) else None
        if isinstance(part, Placeholder) and param is not None and not param.is_const:
            holes.append(str(part))
            literals.append("")
        else:  # a constant reads the same in every message
            literals[-1] += shown(param.const) if param is not None else part
    weight = sum(len(_SPACE.sub("", literal)) for literal in literals)
    return Template(entry, variant, literals, holes, weight, frozenset(_whole_words(literals)))


def _whole_words(literals: list[str]) -> Iterator[str]:
    for number, literal in enumerate(literals):
        for word in _WORD.finditer(literal):
            cut_before = number > 0 and word.start() == 0
            cut_behind = number < len(literals) - 1 and word.end() == len(literal)
            if not cut_before and not cut_behind:
                yield word[0]


def _split(text: str, literals: list[str], right: bool = False) -> list[str] | None:
    """Return what is before, between and behind `literals` in `text`; None if it lacks one."""
    values = []
    for literal in reversed(literals) if right else literals:
        place = text.rfind(literal) if right else text.find(literal)
        if place < 0:
            return None
        before, behind = text[:place], text[place + len(literal) :]
        values.append(behind if right else before)
        text = before if right else behind
    return [text, *reversed(values)] if right else [*values, text]


def _line(text: str, at: int) -> int:
    """Return where a message begins whose first literal is at `at`, behind a hole."""
    found = ((text.rfind(sign, 0, at), len(sign)) for sign in ("\n", ": ", '"', "'"))
    return max((place + length for place, length in found if place >= 0), default=0)


def _closing(text: str, literal: str, at: int) -> int:
    """Return where the last literal is: the first that something ends behind, or else the first."""
    first = place = text.find(literal, at)
    for _ in range(_ENDS):
        if place < 0 or _BEHIND.match(text, place + len(literal)):
            break
        place = text.find(literal, place + 1)
    else:
        place = -1
    return first if place < 0 else place
