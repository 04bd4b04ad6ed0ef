"""What somebody has pasted, taken apart: the JSON in it, at whatever depth, its names, its status.

It may be a response as `curl -i` shows it, a body, lines of a log, or anything else: nothing here
fails, and the time that it takes is bounded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from errbook.catalog.names import words
from errbook.encode import utf8

__all__ = ["LONGEST", "Found", "Pasted", "below"]

LONGEST = 1_000_000
"""Characters that are looked at."""

_WORK = 16 * LONGEST
"""Characters that may be read for JSON, those read twice counted twice."""
_TRIES = 1_000
"""Braces that may turn out to begin no JSON."""
_DEEPEST = 100
"""Levels of an object that are looked at."""
_NESTED = 3
"""Levels of JSON in a string of JSON that are looked at."""
_MOST = 10_000
"""Objects, and strings, that are looked at."""

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_START = re.compile(r'\{\s*"')
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_TOKEN = re.compile(r"[^\s\"'`<>()\[\]{},;|\\]+")
_EDGES = ".:=!?*~#"
_JOINT = re.compile(r"[:=]")
_LONGEST_NAME, _MOST_PARTS, _MOST_WORDS = 500, 12, 20_000
_STATUS = re.compile(
    r"\bHTTP(?:/[0-9.]+)?[ ]+([45][0-9][0-9])\b"
    r"|\bstatus(?:[-_ ]?code)?[\"']?\s{0,4}[:=]?\s{0,4}[\"']?([45][0-9][0-9])\b",
    re.IGNORECASE,
)
_REQUEST_ID = re.compile(
    r"\brequest[-_ ]?id[\\\"'\s]{0,4}[:=][\\\"'\s]{0,4}([A-Za-z0-9_][A-Za-z0-9_.:-]{3,199})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """An object, and the outermost object that it is in."""

    value: dict[str, Any]
    root: dict[str, Any]


class Pasted:
    """A text, taken apart."""

    def __init__(self, text: str) -> None:
        text = _ANSI.sub("", text[:LONGEST].replace("\r\n", "\n"))
        self.forms = [text]
        """The text, and what it is without one level of escapes, and without two."""
        while len(self.forms) < _NESTED and '\\"' in self.forms[-1]:
            self.forms.append(_unescaped(self.forms[-1]))
        self.objects: list[Found] = []
        """Every object, one before those that are in it."""
        self.strings: list[str] = []
        """Every text in these."""
        self._work, self._tries = _WORK, _TRIES
        for form in self.forms:
            self._search(form, _NESTED)

    @property
    def text(self) -> str:
        """The text, without colours and what stands around it."""
        return self.forms[0].strip()

    @cached_property
    def statuses(self) -> set[int]:
        """The HTTP statuses of errors that it speaks of."""
        found = {int(one[1] or one[2]) for form in self.forms for one in _STATUS.finditer(form)}
        for each in self.objects:
            for key, value in each.value.items():
                if type(value) is int and 400 <= value < 600 and "status" in words(key):
                    found.add(value)
        return found

    @cached_property
    def request_id(self) -> str | None:
        """The id of the request: a member or a header that is called so, in any spelling."""
        for each in self.objects:
            for key, value in each.value.items():
                if isinstance(value, str) and value and words(key)[-2:] == ["request", "id"]:
                    return value
        found = next(filter(None, map(_REQUEST_ID.search, self.forms)), None)
        return found[1] if found else None

    @cached_property
    def names(self) -> list[list[tuple[str, str]]]:
        """What may be names of errors, the parts of a word together, as a whole first.

        Beside each stands what is before it, if anything: of `error.code=keys.gone: No` one is
        `keys.gone`, beside it `error.code`.
        """
        names, seen = [], set[tuple[str, str]]()
        for form in self.forms:
            before = ""
            for found in _TOKEN.finditer(form):
                token = found[0]
                said = before.rstrip(":=") if before.endswith((":", "=")) else ""
                before = token
                if (token, said) not in seen and len(seen) < _MOST_WORDS:
                    seen.add((token, said))
                    parts = [*_parts(token, said)]
                    names += [parts] if parts else []
        return names

    def _search(self, text: str, nested: int) -> None:
        """Take up the objects in `text`, and those in their strings."""
        start = _START.search(text)
        while start is not None and self._work > 0 and self._tries > 0:
            at = start.start()
            try:
                value, end = _DECODER.raw_decode(text, at)
            except json.JSONDecodeError as error:
                # To find that a string has no end, all that is left was read.
                read = len(text) if error.msg.startswith("Unterminated") else error.pos + 1
                self._work -= read - at
                self._tries -= 1
                start = _START.search(text, at + 1)
            except RecursionError:
                self._work -= len(text) - at
                start = _START.search(text, at + 1)
            else:
                self._work -= end - at
                self._take(value, nested)
                start = _START.search(text, end)

    def _take(self, root: dict[str, Any], nested: int) -> None:
        strings = []
        waiting: list[tuple[Any, int]] = [(root, 0)]
        while waiting and len(self.objects) < _MOST:
            value, depth = waiting.pop()
            if isinstance(value, str):
                strings.append(value)
            elif isinstance(value, (dict, list)) and depth < _DEEPEST:
                if isinstance(value, dict):
                    self.objects.append(Found(value, root))
                inside = [*value.values()] if isinstance(value, dict) else value
                waiting += [(item, depth + 1) for item in reversed(inside)]
        self.strings += strings[: _MOST - len(self.strings)]
        for text in strings if nested > 1 else ():
            self._search(text, nested - 1)


def below(top: dict[str, Any], without: set[str]) -> Iterator[dict[str, Any]]:
    """Yield `top` and the objects in its members, the nearest first; none in members `without`."""
    level = [top]
    while level:
        yield from level
        level = [
            value
            for one in level
            for key, value in one.items()
            if isinstance(value, dict) and key not in without
        ]


def _parts(token: str, said: str) -> Iterator[tuple[str, str]]:
    """Yield a token and what is between colons and equals signs in it, the longest first."""
    token = token.strip(_EDGES)
    if not token or len(token) > _LONGEST_NAME:
        return
    yield token, said
    joints = [joint.start() for joint in _JOINT.finditer(token)][:_MOST_PARTS]
    starts, ends = [0, *(at + 1 for at in joints)], [*joints, len(token)]
    pairs = [(end - start, start, end) for start in starts for end in ends if end > start]
    for _, start, end in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        part = token[start:end].strip(_EDGES)
        if part and part != token:
            yield part, token[: max(start - 1, 0)] or said


def _unescaped(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        escaped = found[1]
        if len(escaped) == 1:
            return _ESCAPED.get(escaped, escaped)
        return chr(int(escaped[1:], 16))

    return utf8(_ESCAPE.sub(character, text)).decode()


def _integer(digits: str) -> int | None:
    try:
        return int(digits)
    except ValueError:  # over 4,300 of them
        return None


_DECODER = json.JSONDecoder(parse_int=_integer, parse_constant=lambda _: None)
