"""Whatever a param holds, a response has it in some form, and is JSON."""

from __future__ import annotations

import enum
import json
import re
import uuid
from collections import UserDict, UserString, deque
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from tests.hostile import ANYTHING, Colour, Failing, Point

from errbook import Problem
from errbook.emit.live import LoadedProblems
from errbook.encode import CUT, MAX_DEPTH, ROOM, json_text, plain, shown, utf8

Load = Callable[..., LoadedProblems]


class Level(enum.IntEnum):
    """An enum of numbers."""

    HIGH = 3


class Model:
    """Has the method by which pydantic's models give their data."""

    def model_dump(self) -> dict[str, int]:
        """Return the data."""
        return {"a": 1}


class Proxy:
    """Says that it is text, and is not."""

    __class__ = str  # type: ignore[assignment]


class Whole:
    """A whole number of another library."""

    def __index__(self) -> int:
        return 7


class Lines:
    """An open file or a query, which can be read once."""

    def __iter__(self) -> Iterator[str]:
        pytest.fail("was read")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "null"),
        (True, "true"),
        (7, "7"),
        (1.5, "1.5"),
        (1e300, "1e+300"),
        ('é\n"\\\x00', r'"\u00e9\n\"\\\u0000"'),
        ("😀", r'"\ud83d\ude00"'),
        ("half \ud83d", r'"half \ufffd"'),
        (float("nan"), "null"),
        (float("-inf"), "null"),
        (Decimal("1.10"), '"1.10"'),
        (Fraction(1, 3), '"1/3"'),
        (date(2026, 1, 31), '"2026-01-31"'),
        (datetime(2026, 1, 31, 12, tzinfo=UTC), '"2026-01-31T12:00:00+00:00"'),
        (uuid.UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        (PurePosixPath("/a/b"), '"/a/b"'),
        (b"caf\xc3\xa9 \xff", r'"caf\u00e9 \ufffd"'),
        (Colour.RED, '"red"'),
        (Level.HIGH, "3"),
        (Whole(), "7"),
        (UserString("text"), '"text"'),
        ([1, [2, None]], "[1,[2,null]]"),
        ((1, 2), "[1,2]"),
        (deque([1]), "[1]"),
        ({"a": 1}.keys(), '["a"]'),
        ({7}, "[7]"),
        (range(3), "[0,1,2]"),
        ({"a": {"b": 1}}, '{"a":{"b":1}}'),
        ({1: "a", None: "b", (2, 3): "c"}, '{"1":"a","null":"b","2, 3":"c"}'),
        (UserDict({"a": 1}), '{"a":1}'),
        (Point(1, [2]), '{"x":1,"y":[2]}'),
        (Model(), '{"a":1}'),
        (ValueError("why"), '"why"'),
        (Point, '"<Point>"'),
        (Proxy(), '"<Proxy>"'),
        (Failing(), '"<Failing>"'),
        (object(), '"<object>"'),
        (len, '"<builtin_function_or_method>"'),
        ((n for n in [1]), '"<generator>"'),
        (iter([1]), '"<list_iterator>"'),
        (Lines(), '"<Lines>"'),
        (1j, '"<complex>"'),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_becomes_the_nearest_json(value: Any, expected: str) -> None:
    """Each kind of value has one form."""
    assert json_text(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text “as it is”", "text “as it is”"),
        (True, "true"),
        (None, "null"),
        (7, "7"),
        (["a", 1, ["b"]], "a, 1, b"),
        ({"a": ["b"]}, '{"a":["b"]}'),
        (Colour.RED, "red"),
        (date(2026, 1, 31), "2026-01-31"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_a_value_in_a_sentence_is_as_in_json_without_quotes(value: Any, expected: str) -> None:
    """Strings are unquoted, lists separated by commas."""
    assert shown(value) == expected


def test_a_number_too_long_for_decimal_is_hexadecimal() -> None:
    """Python declines to write more than 4,300 digits; the value is still told."""
    assert plain(16**5_000).startswith("0x1000")
    cut = plain(-(16**1_000_000))
    assert (len(cut), cut[-1]) == (ROOM, CUT)


def test_a_value_is_read_as_often_as_it_is_shown() -> None:
    """What can be read only once is not read: the second reader would find nothing."""
    generator = (number for number in [1])
    assert json_text(generator) == json_text(generator)
    assert next(generator) == 1


def test_nesting_ends() -> None:
    """A cycle and a deep value are cut at the same depth."""
    cycle: list[Any] = []
    cycle.append(cycle)
    text = json_text(cycle)
    assert text == "[" * MAX_DEPTH + '"<list>"' + "]" * MAX_DEPTH


def test_a_value_that_grows_as_it_is_written_is_cut() -> None:
    """A few hundred bytes in memory can be gigabytes of JSON; a mark says that it was cut."""
    bomb: list[Any] = [0] * 100
    for _ in range(6):
        bomb = [bomb] * 100
    assert len(json_text(bomb)) < 10 * ROOM
    assert r"\u2026" in json_text(bomb)
    assert plain(range(10**12), 10) == [*range(9), CUT]
    assert plain({"a": "b", "c": "d", "e": "f"}, 9) == {"a": "b", "c": "d", CUT: CUT}
    assert plain("text", 3) == f"te{CUT}"
    assert plain(b"text", 3) == f"te{CUT}"
    assert plain(UserString("text"), 4) == "text"


def test_utf8_carries_any_text() -> None:
    """Halves of a character that belong together become one, others U+FFFD."""
    assert utf8("\ud83d\ude00") == "😀".encode()
    assert utf8("\ude00é") == "\ufffdé".encode()


@pytest.fixture(scope="module")
def teapot(load: Load) -> type[Problem]:
    """A class with a param in its detail, its headers and its body."""
    return load(
        """
        code: tea.pot
        status: 418
        title: I'm a teapot
        summary: Short and stout.
        detail: {whole: "{handle}, {spout}", broken: "{handle}"}
        headers: {X-Handle: "{handle}"}
        params:
          handle: {type: string}
          spout: {type: array, optional: true}
          lid: {expose: false}
        """
    )["tea.pot"]


@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_an_error_response_never_fails(
    teapot: type[Problem], handle: Any, spout: Any, lid: Any, instance: Any
) -> None:
    """For any value of any param the status is the declared one, and the body UTF-8 JSON."""
    problem = teapot(variant="whole", handle=handle, spout=spout, lid=lid, instance=instance)
    body = json.loads(problem.to_json().decode("utf-8"), parse_constant=pytest.fail)
    assert body["status"] == problem.status == 418
    assert problem.to_dict()["status"] == 418
    assert all(re.fullmatch("[ -~\xa0-\xff]*", value) for value in problem.headers.values())
    assert str(problem)
    assert repr(problem)
