"""What is said of wrong input: where, and which rule; never the input."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal
from uuid import UUID

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from errbook.web import Failure, Invalid
from errbook.web._failures import MOST, echoes, of_pydantic, shaped

CANARY = "s3cret-canary"


class Cat(pydantic.BaseModel):
    """One of two pets."""

    kind: Literal["cat"]
    lives: int


class Dog(pydantic.BaseModel):
    """The other."""

    kind: Literal["dog"]


class Order(pydantic.BaseModel):
    """Input with every kind of rule that puts values into its words."""

    model_config = pydantic.ConfigDict(extra="forbid")

    name: str = "x"
    id: UUID | None = None
    site: pydantic.HttpUrl | None = None
    pets: list[Annotated[Cat | Dog, pydantic.Field(discriminator="kind")]] = []
    count: Annotated[int, pydantic.Field(gt=5)] = 6

    @pydantic.field_validator("name")
    @classmethod
    def _is_a_name(cls, value: str) -> str:
        if value == "quiet":
            raise ValueError("must be louder")
        if value != "x":
            raise ValueError(f"{value.upper()} is no name")
        return value


def failures(given: dict[str, Any]) -> list[Failure]:
    """Return what is wrong with `given`."""
    with pytest.raises(pydantic.ValidationError) as caught:
        Order.model_validate(given)
    return Invalid.of(caught.value).failures


ECHOING = {
    "a validator's own words": {"name": CANARY},
    "a tag of a union": {"pets": [{"kind": CANARY}]},
    "an id": {"id": CANARY},
    "a URL": {"site": f"http://{CANARY}:x/"},
    "a number": {"count": CANARY},
    "a member's value": {"pets": [{"kind": "cat", "lives": CANARY}]},
    "an unknown member": {"more": CANARY},
}


@pytest.mark.parametrize("given_", ECHOING.values(), ids=ECHOING)
def test_the_input_is_never_in_it(given_: dict[str, Any]) -> None:
    """Whatever words a validator has for it."""
    assert CANARY.casefold() not in json.dumps(shaped(failures(given_), None)).casefold()


def test_words_without_the_value_are_kept() -> None:
    """They were written for the client."""
    assert failures({"name": "quiet"})[0].detail == "must be louder"


def test_a_bound_that_equals_the_value_is_no_echo() -> None:
    """Words that are made of the rule alone are kept as they are."""
    assert failures({"count": 5})[0].detail == "Input should be greater than 5"


PATHS = [
    ((), "#", "", "body"),
    (("name",), "#/name", "name", "body.name"),
    (("pets", 0, "lives"), "#/pets/0/lives", "pets[0].lives", "body.pets[0].lives"),
    ((0, "a"), "#/0/a", "[0].a", "body[0].a"),
    (("a/b", "c~d"), "#/a~1b/c~0d", "a/b.c~d", "body.a/b.c~d"),
    (("käse %",), "#/k%C3%A4se%20%25", "käse %", "body.käse %"),
]


@pytest.mark.parametrize(("path", "pointer", "field", "location"), PATHS)
def test_a_place_in_the_body(
    path: tuple[str | int, ...], pointer: str, field: str, location: str
) -> None:
    """As a JSON Pointer in a fragment, and as people write it."""
    failure = Failure("x", path=path)
    assert (failure.pointer, failure.field, failure.location) == (pointer, field, location)
    assert failure.parameter is None


def test_a_place_elsewhere_is_a_parameter() -> None:
    """And has no pointer."""
    failure = Failure("x", where="query", path=("limit",))
    assert (failure.pointer, failure.parameter) == (None, "limit")
    assert failure.location == "query.limit"


FAILURE = Failure("must be a number", "body", ("a", 0), "int_type")

SHAPES = {
    "undeclared": (None, {"pointer": "#/a/0", "detail": "must be a number", "code": "int_type"}),
    "an array of anything": (
        [None],
        {"pointer": "#/a/0", "detail": "must be a number", "code": "int_type"},
    ),
    "as Unkey has it": (
        [{"location": "string", "message": "string", "fix": "string"}],
        {"location": "body.a[0]", "message": "must be a number"},
    ),
    "other words": (
        [{"in": "string", "field": "string", "reason": "string", "rule": "string"}],
        {"in": "body", "field": "a[0]", "reason": "must be a number", "rule": "int_type"},
    ),
}


@pytest.mark.parametrize(("kind", "shape"), SHAPES.values(), ids=SHAPES)
def test_the_declared_properties_choose(kind: Any, shape: dict[str, str]) -> None:
    """What is told of a failure is what the catalog has a property for."""
    assert shaped([FAILURE], kind) == [shape]


def test_fastapi_says_the_part_of_the_request_first() -> None:
    """Its locations start with it."""
    error = {"loc": ("query", "limit"), "msg": "Field required", "type": "missing"}
    assert of_pydantic([error]) == [Failure("Field required", "query", ("limit",), "missing")]


def test_broken_json_is_the_body_itself() -> None:
    """Where exactly it breaks is told by words that may quote it."""
    error = {"loc": ("body", 17), "msg": f"JSON decode error: {CANARY}", "type": "json_invalid"}
    assert of_pydantic([error]) == [Failure("is no JSON", "body", (), "json_invalid")]


def test_there_are_not_more_than_a_hundred() -> None:
    """A client that sends ten thousand wrong values knows enough by then."""
    assert len(shaped([FAILURE] * 10_000, None)) == MOST


def test_a_long_word_is_cut() -> None:
    """And says so."""
    [shape] = shaped([Failure("x" * 1_000)], None)
    assert len(shape["detail"]) == 500
    assert shape["detail"].endswith("…")


def test_the_exception_says_where_and_what() -> None:
    """For the log of a service that does not catch it."""
    assert str(Invalid([FAILURE])) == "body.a[0]: must be a number"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(value=JSON, words=st.text())
def test_looking_for_an_echo_never_fails(value: Any, words: str) -> None:
    """And finds the value where it is the whole of the words."""
    echoes(words, value)
    if isinstance(value, str) and len(value.strip()) > 2:
        assert echoes(f"{value} is wrong", [{"deep": value}])
