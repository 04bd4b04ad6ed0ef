"""Real values in the place of samples: `key_1234` on the page, another key's id on the wire."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from secrets import randbelow, token_hex
from typing import Any
from urllib.parse import quote

from errbook.catalog.request import Request, standing_alone
from errbook.encode import shown

__all__ = ["Samples", "fresh"]

_DIGITS = 9
"""Digits of a fresh number, where its sample has fewer."""


class Samples:
    """The texts of samples, each with the value that takes its place.

    A text is replaced where it stands for itself: not inside of a longer word, so that `key_1` is
    left alone in `key_1234`.
    """

    def __init__(self, real: Mapping[str, Any] | None = None) -> None:
        self.real = dict(real or {})
        longest_first = sorted(self.real, key=len, reverse=True)
        self._any = re.compile("|".join(map(standing_alone, longest_first))) if self.real else None

    def __or__(self, more: Mapping[str, Any]) -> Samples:
        return Samples({**self.real, **more}) if more else self

    def request(self, request: Request) -> Request:
        """Return `request` with the real values in its path, query, headers and body."""
        if self._any is None:
            return request
        changed: dict[str, Any] = {"path": self.text(request.path, quoted=True)}
        if request.query is not None:
            changed["query"] = self._json(request.query)
        if request.headers is not None:
            changed["headers"] = {name: self.text(value) for name, value in request.headers.items()}
        if request.has_json:
            changed["json_"] = self._json(request.json_)
        if request.body is not None:
            changed["body"] = self.text(request.body)
        return request.model_copy(update=changed)

    def text(self, text: str, *, quoted: bool = False) -> str:
        """Return `text` with the real values in it; `quoted` for a URL."""

        def value(found: re.Match[str]) -> str:
            real = shown(self.real[found[0]])
            return quote(real, safe="") if quoted else real

        return self._any.sub(value, text) if self._any else text

    def _json(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self._json(item) for item in value]
        if isinstance(value, dict):
            return {self.text(name): self._json(item) for name, item in value.items()}
        if value is None or isinstance(value, bool):
            return value
        return self._number(value)

    def _number(self, value: float) -> Any:
        """Return the number that takes the place of `value`, if its digits are a sample's text."""
        real = self.real.get(json.dumps(value), value)
        if not isinstance(real, str):
            return real
        try:
            return json.loads(real)
        except ValueError:
            return real


def fresh(sample: str) -> str:
    """Return a text of the kind of `sample` that was never there before."""
    try:
        uuid.UUID(sample)
    except ValueError:
        pass
    else:
        return str(uuid.uuid4())
    if sample.isdecimal():
        length = max(len(sample), _DIGITS)
        return str(10 ** (length - 1) + randbelow(9 * 10 ** (length - 1)))
    name, at, host = sample.partition("@")
    joint = next((sign for sign in "_-. " if sign in name), "")
    return f"{name}{joint}{token_hex(4)}{at}{host}"
