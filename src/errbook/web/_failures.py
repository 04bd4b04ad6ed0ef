"""What is wrong with a request's input, in the shape that the catalog's error for it declares.

Nothing here carries the input: a failure says where it is and which rule it breaks. A validator's
own words are kept unless the value that they are about is in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from errbook.encode import CUT

__all__ = [
    "MEANINGS", "MEMBERS", "VAGUE", "Failure", "Invalid", "echoes", "of_pydantic", "shaped",
]  # fmt: skip

MOST = 100
"""Failures that one response tells of."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that is wrong with a request."""

    detail: str
    """Which rule is broken, for the client to read; never the value."""
    where: str = "body"
    """The part of the request: `body`, `query`, `path`, `header`, `cookie` or `form`."""
    path: tuple[str | int, ...] = ()
    """The way to the value in it: names of members, and places in arrays from 0."""
    code: str | None = None
    """A word for the rule, for programs: `missing`."""

    @property
    def pointer(self) -> str | None:
        """The value's place in a JSON body as a fragment (RFC 6901, section 6): `#/keys/0/name`."""
        if self.where != "body":
            return None
        from urllib.parse import quote

        parts = (str(part).replace("~", "~0").replace("/", "~1") for part in self.path)
        return "#" + "".join(f"/{quote(part, safe=_FRAGMENT, errors='replace')}" for part in parts)

    @property
    def parameter(self) -> str | None:
        """The name of the parameter, header, cookie or form field."""
        return None if self.where == "body" else self.field

    @property
    def field(self) -> str:
        """The way to the value in one word: `keys[0].name`; empty for the body itself."""
        found = ""
        for part in self.path:
            found += f"[{part}]" if isinstance(part, int) else f".{part}" if found else str(part)
        return found

    @property
    def location(self) -> str:
        """The same with the part of the request in front: `body.keys[0].name`."""
        field = self.field
        return f"{self.where}{'' if field.startswith('[') or not field else '.'}{field}"


class Invalid(Exception):
    """Input that a handler itself found wrong; answered as the framework's own validation is."""

    def __init__(self, failures: Iterable[Failure]) -> None:
        self.failures = [*failures]
        super().__init__("; ".join(f"{one.location}: {one.detail}" for one in self.failures))

    @classmethod
    def of(cls, error: Any, where: str = "body") -> Invalid:
        """Return a pydantic `ValidationError` as such; `where` says which part it validated.

        Write `raise Invalid.of(error) from None`.
        """
        return cls(of_pydantic(error.errors(), where))


def of_pydantic(errors: Iterable[Mapping[str, Any]], where: str | None = None) -> list[Failure]:
    """Return what pydantic's `ValidationError.errors()` lists.

    Without `where` the first part of each location says it, as FastAPI has it.
    """
    found = []
    for error in errors:
        location = tuple(part if isinstance(part, int) else str(part) for part in error["loc"])
        part = str(location[0]) if where is None and location else where or "body"
        path = location[1:] if where is None else location
        kind = str(error["type"])
        if kind == "json_invalid":
            path = ()  # what stands there is the place of the fault in the text
        found.append(Failure(_words(error, kind), part, path, kind))
    return found


def shaped(failures: Iterable[Failure], kind: Any) -> list[dict[str, Any]]:
    """Return `failures` as values of the param that lists them.

    `kind` is the param's, as `Problem._members` has it: an object's properties choose from what is
    known, by their names. Where none are declared, they are `pointer` or `parameter`, `detail` and
    `code`.
    """
    chosen = kind[0] if isinstance(kind, list) and isinstance(kind[0], dict) else {}
    names = (*chosen,) or MEMBERS
    return [
        {name: value for name in names if (value := _known(one, name)) is not None}
        for one in [*failures][:MOST]
    ]


MEMBERS = ("pointer", "parameter", "detail", "code")
"""What is said of a failure where the catalog does not choose."""

MEANINGS = {
    "pointer": "pointer",
    "parameter": "parameter",
    **dict.fromkeys(("detail", "message", "msg", "reason", "description", "error"), "detail"),
    **dict.fromkeys(("code", "type", "rule", "kind"), "code"),
    **dict.fromkeys(("in", "where", "source"), "where"),
    **dict.fromkeys(("location", "loc"), "location"),
    **dict.fromkeys(("field", "name", "path", "key"), "field"),
}
"""What a declared property is filled with, by its name."""

_FRAGMENT = "!$&'()*+,;=:@?"  # beside letters, digits and -._~ (RFC 3986, section 3.5)
_LONGEST = 500


def _known(failure: Failure, name: str) -> str | None:
    meaning = MEANINGS.get(name)
    value: str | None = None if meaning is None else getattr(failure, meaning)
    return value if value is None or len(value) <= _LONGEST else value[: _LONGEST - 1] + CUT


# A validator's words.

_NEVER_ECHO = frozenset(
    {
        "bool_parsing", "bytes_too_long", "bytes_too_short", "callable_type", "date_future",
        "date_from_datetime_inexact", "date_past", "date_type", "datetime_future",
        "datetime_past", "datetime_type", "decimal_max_digits", "decimal_max_places",
        "decimal_parsing", "decimal_type", "decimal_whole_digits", "dict_type", "enum",
        "extra_forbidden", "finite_number", "float_parsing", "float_type", "frozenset_type",
        "greater_than", "greater_than_equal", "int_from_float", "int_parsing",
        "int_parsing_size", "int_type", "less_than", "less_than_equal", "list_type",
        "literal_error", "mapping_type", "missing", "missing_argument", "model_attributes_type",
        "model_type", "multiple_of", "none_required", "set_type", "string_pattern_mismatch",
        "string_sub_type", "string_too_long", "string_too_short", "string_type",
        "time_delta_type", "time_type", "timezone_aware", "timezone_naive", "too_long",
        "too_short", "tuple_type", "union_tag_not_found", "url_scheme", "url_too_long",
        "url_type", "uuid_type", "uuid_version",
    }
)  # fmt: skip
"""pydantic's kinds of errors whose words are made of the rule alone."""

VAGUE = "is not valid"
"""What is said instead of words that carry the input."""


def _words(error: Mapping[str, Any], kind: str) -> str:
    words = str(error["msg"])
    if kind in _NEVER_ECHO:
        return words
    if kind == "json_invalid":
        return "is no JSON"
    for written_by_hand in ("Value error, ", "Assertion failed, "):
        words = words.removeprefix(written_by_hand)
    if not words or "input" not in error or echoes(words, error["input"]):
        return VAGUE
    return words


def echoes(words: str, value: Any) -> bool:
    """Tell whether `value`, or any text or number in it, stands in `words`."""
    known = words.casefold()
    return any(_stands_in(text, known) for text in _texts(value, []))


def _stands_in(text: str, words: str) -> bool:
    if len(text) > 2:
        return text in words
    # A letter or two are in every sentence, and no secret.
    return not text.isalpha() and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", words) is not None


def _texts(value: Any, seen: list[int]) -> Iterator[str]:
    """Yield every text and number in `value` as it would be written, whatever its case."""
    if len(seen) > 10_000 or id(value) in seen:
        return
    seen.append(id(value))
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(key, seen)
            yield from _texts(item, seen)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from _texts(item, seen)
    elif isinstance(value, (bytes, bytearray)):
        yield from _texts(bytes(value).decode("latin-1"), seen)
    elif value is not None and not isinstance(value, bool):
        text = str(value).strip().casefold()
        if text:
            yield text
