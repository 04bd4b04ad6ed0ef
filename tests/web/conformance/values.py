"""Values that misbehave, each at a place of its own, so that a URL can name one."""

from __future__ import annotations

import datetime as dt
import decimal
import itertools
import json
import uuid
from typing import Any

from tests.hostile import SPECIAL, Colour, Failing, Point, hostile

__all__ = ["EXCEPTIONS", "VALUES"]

_BASES: list[type] = [object, str, int, float, bytes, list, dict, tuple, set, ValueError]
_ANSWERS = [ValueError(), RecursionError(), MemoryError(), None, 7, "", "\ud800", [1], object()]


def _round() -> Any:
    found: list[Any] = []
    found.append(found)
    return found


def _deep() -> Any:
    found: Any = []
    for _ in range(5_000):
        found = [found]
    return found


VALUES: list[Any] = [
    None, True, 0, -1, 10**5_000, 1.5, float("nan"), float("inf"), "", "text", "\ud800", "\0",
    "a\r\nX-Evil: 1", "a\nSet-Cookie: a=b", "\x7f\x80\x9f\xa0ÿĀ", "\u2028", '"\\</script>',
    "😀" * 9,
    "x" * 1_000_000, '"' * 100_000, "{id}", "%s %(x)s", "{0.__class__}", b"\xff\xfe",
    bytearray(b"x"),
    dt.datetime(2026, 11, 25), dt.date(1, 1, 1), dt.timedelta(days=999_999_999),
    decimal.Decimal("sNaN"), decimal.Decimal("1e1000000"), uuid.UUID(int=0), 1j, ..., object(), len,
    type, json, Colour, Colour.RED, Point(1, Point(2)), Failing(), [Failing()], {"a": Failing()},
    _round(), _deep(), {1: 2, None: 3}, {"password": "x"}, {Point: 1}, (1, (2,)), {1}, iter([1]),
    {f"k{index}": index for index in range(50_000)}, ["x" * 100] * 10_000, ValueError("text"),
    *(
        hostile(base, {name}, answer)
        for (base, name), answer in zip(
            itertools.product(_BASES, SPECIAL), itertools.cycle(_ANSWERS), strict=False
        )
    ),
    *(hostile(base, {*SPECIAL}, answer) for base, answer in itertools.product(_BASES, _ANSWERS)),
]  # fmt: skip

_SURVIVED = ["__str__", "__repr__", "__eq__", "__hash__", "args", "value", "keys", "model_dump"]

EXCEPTIONS: list[type[Exception]] = [
    *(
        type(hostile(base, {name}, answer))
        for base, name, answer in itertools.product((ValueError, OSError), _SURVIVED, _ANSWERS)
    ),
    *(
        type("Hostile", (ValueError,), {"__notes__": notes})
        for notes in (None, 7, "", "note", [1, None], ("a",), {"a": 1}, object())
    ),
]
"""Classes of exceptions that misbehave as far as Python's own `traceback` survives it."""
