"""What came from the environment never stands in what is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import quote, quote_plus

__all__ = ["Mask"]

_SHORTEST = 4
"""Characters of the shortest secret that is looked for; a shorter one is in every second word."""


class Mask:
    """The values of environment variables, by the variables' names."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._names = {
            form: f"${name}"
            for name, value in values.items()
            for form in _forms(value)
            if len(form) >= _SHORTEST
        }
        longest_first = sorted(self._names, key=len, reverse=True)
        self._any = re.compile("|".join(map(re.escape, longest_first))) if self._names else None

    def masked(self, text: str) -> str:
        """Return `text` with the name of its variable, `$NAME`, in the place of every secret."""
        return self._any.sub(lambda found: self._names[found[0]], text) if self._any else text


def _forms(value: str) -> set[str]:
    """Return the forms that `value` has as it is, in JSON and in URLs."""
    return {
        value,
        json.dumps(value)[1:-1],
        json.dumps(value, ensure_ascii=False)[1:-1],
        quote(value),
        quote(value, safe=""),
        quote_plus(value),
    }
