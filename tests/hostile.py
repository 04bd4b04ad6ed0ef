"""Values of every kind, those that misbehave among them, for tests of what never fails."""

from __future__ import annotations

import dataclasses
import enum
import json
from typing import Any, ClassVar

from hypothesis import strategies as st

__all__ = ["ANSWERS", "ANYTHING", "ANY_TEXT", "SPECIAL", "Colour", "Failing", "Point", "hostile"]


class Colour(enum.Enum):
    """An enum of text."""

    RED = "red"


@dataclasses.dataclass
class Point:
    """A dataclass, slotless, with a class variable."""

    x: int
    y: Any = None
    origin: ClassVar[str] = "not a field"


class Failing:
    """Raises whatever is asked of it."""

    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError(name)

    def __str__(self) -> str:
        raise RuntimeError

    __repr__ = __hash__ = __eq__ = __bool__ = __iter__ = __len__ = __str__  # type: ignore[assignment]


SPECIAL = [
    "__bool__", "__class__", "__dict__", "__eq__", "__getattr__", "__getattribute__", "__getitem__",
    "__hash__", "__index__", "__iter__", "__len__", "__members__", "__next__", "__repr__",
    "__str__", "casefold", "isoformat", "keys", "model_dump", "value", "__dataclass_fields__",
    "__cause__", "__context__", "__notes__", "args", "__traceback__",
]  # fmt: skip


def hostile(base: type, names: set[str], answer: Any) -> Any:
    """Make a value whose methods `names` raise, or answer what they must not."""

    def method(*_: Any) -> Any:
        if isinstance(answer, Exception):
            raise answer
        return answer

    attributes = {"__class__", "__dict__", "__cause__", "__context__", "__notes__", "args"}
    made = {name: property(method) if name in attributes else method for name in names}
    kind: Any = type("Hostile", (base,), made)
    return kind.__new__(kind)


ANSWERS = st.sampled_from(
    [ValueError(), RecursionError(), MemoryError(), None, 7, "", "\ud800", [1], object()]
)
ANY_TEXT = st.text(st.characters(exclude_categories=()))
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | ANY_TEXT
    | st.binary()
    | st.datetimes()
    | st.timedeltas()
    | st.decimals()
    | st.fractions()
    | st.uuids()
    | st.complex_numbers()
    | st.sampled_from([object(), ..., len, type, json, Colour, Colour.RED])
    | st.builds(pow, st.just(10), st.just(5_000))
    | st.builds(Failing)
    | st.builds("x".__mul__, st.just(9_999))
    | st.builds(
        hostile,
        st.sampled_from([object, str, int, float, bytes, list, dict, tuple, set, ValueError]),
        st.sets(st.sampled_from(SPECIAL)),
        ANSWERS,
    )
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.none() | st.integers() | st.just("password") | ANY_TEXT, inner)
        | st.tuples(inner, inner)
        | st.builds(Point, inner, inner)
    ),
)
