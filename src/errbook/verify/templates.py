"""Details and header values read against their templates, with the params that came along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from errbook.catalog import Entry
from errbook.detail import Placeholder, names, scan
from errbook.encode import shown
from errbook.problem import header_value
from errbook.verify.outcome import ABSENT, Difference

__all__ = ["WRONG", "detail", "headers"]

WRONG: Any = object()
"""Stands for the value of a param that is not what is declared."""

_NONE: Any = object()

_HOLES = {
    "integer": r"-?\d+",
    "number": r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?",
    "boolean": "true|false",
}
"""What stands in a template for a param that the body does not show, by its type."""


class _Params:
    """The params of an answer as they read in a sentence.

    Some are not known: the body shows no params at all, lacks one that it should have, or has a
    wrong value for it, which is told already.
    """

    def __init__(self, entry: Entry, members: Mapping[str, Any] | None) -> None:
        self._entry = entry
        values = {
            name: param.const if param.is_const else (members or {}).get(param.wire(name), _NONE)
            for name, param in entry.exposed.items()
        }
        self._known = {
            name: shown(_digits(value) if entry.exposed[name].type == "integer" else value)
            for name, value in values.items()
            if value is not _NONE and value is not WRONG
        }
        self._absent = {name for name, value in values.items() if value is _NONE}
        self._shows_all = members is not None

    def may_lack(self, template: str) -> bool:
        """Tell whether `template` names an optional param that is not in the body."""
        return any(
            name in self._absent and self._entry.params[name].optional for name in names(template)
        )

    def lacks(self, template: str) -> bool:
        """Tell whether `template` names an optional param that was left out."""
        return self._shows_all and self.may_lack(template)

    def filled(self, template: str) -> tuple[str, str]:
        """Return the text that `template` gives, with the unknown in braces, and its pattern."""
        text, pattern = "", ""
        for part in scan(template):
            if not isinstance(part, Placeholder):
                text, pattern = text + part, pattern + re.escape(part)
            elif part in self._known:
                text, pattern = text + self._known[part], pattern + re.escape(self._known[part])
            else:
                text, pattern = f"{text}{{{part}}}", f"{pattern}(?:{self._hole(part)})"
        return text, pattern

    def _hole(self, name: str) -> str:
        """Return the pattern of what the param `name`, which is not known, can be."""
        param = self._entry.params[name]
        if self._shows_all:
            return ".*"
        if param.enum is not None:
            return "|".join(re.escape(shown(one)) for one in param.enum)
        return _HOLES.get(param.type or "", ".+")


def _digits(value: Any) -> Any:
    """Return a whole number that came as `3.0` as it is written in text: 3."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def detail(
    entry: Entry, got: str, variant: str | None, members: Mapping[str, Any] | None
) -> str | None:
    """Return the detail that `entry` has, where it is not `got`; None if it is.

    `variant` is the variant that the answer names, and `members` are the params in it by their
    names on the wire; None where the body of this catalog has no place for them.
    """
    params, details = _Params(entry, members), entry.definition.details
    templates = [details[variant]] if variant in details else [*details.values()]
    fitting = [params.filled(one) for one in templates if not params.lacks(one)]
    if any(re.fullmatch(pattern, got, re.DOTALL) for _, pattern in fitting):
        return None
    texts = [text for text, _ in fitting or map(params.filled, templates)]
    return max(texts, key=lambda text: SequenceMatcher(None, text, got).ratio())


def headers(
    entry: Entry, got: Mapping[str, str], members: Mapping[str, Any] | None
) -> Iterator[Difference]:
    """Yield in what the headers `got`, by their names in lower case, are not as declared."""
    params = _Params(entry, members)
    for name, template in entry.headers.items():
        value = got.get(name.casefold())
        if value is None and params.may_lack(template):
            continue
        text, pattern = params.filled(template)
        expected = header_value(text)
        if value is None:
            yield Difference(f"header {name}", expected, ABSENT)
        elif value != expected and not re.fullmatch(pattern, value):
            yield Difference(f"header {name}", expected, value)
