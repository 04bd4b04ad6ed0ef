"""A body read back: what a template finds, which items are which, values by their kinds."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errbook.catalog.body import RFC9457 as BODY
from errbook.inverse import ALWAYS, MISSING, RFC9457, read, typed, variables

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=5), inside),
    max_leaves=12,
)

NESTED = {
    "ok": False,
    "error": {"code": "$code", "http": "$status", "price": "$$5", "data": "$params"},
    "ids": ["$request_id", {"at": "$instance"}],
}


def test_the_shape_of_rfc_9457_is_the_default_body() -> None:
    """What is sent where the manifest gives no body, and the variant beside it."""
    assert {name: it for name, it in RFC9457.items() if name != "variant"} == BODY


def test_leaves_are_found_where_the_template_has_them() -> None:
    """Nested objects and arrays, constants, and the params as an object."""
    body = {
        "ok": False,
        "error": {"code": "a.b", "http": 404, "price": "$5", "data": {"x": 1}},
        "ids": ["req_1", {"at": "/i"}],
    }
    reading = read(NESTED, body)
    assert reading.values == {"code": "a.b", "status": 404, "request_id": "req_1", "instance": "/i"}
    assert reading.params == {"x": 1}
    assert reading.exact


def test_spliced_params_are_what_the_template_does_not_name() -> None:
    """Beside constants and leaves; `...` is no member's name."""
    template = {"a": 1, "code": "$code", "...": "$params"}
    reading = read(template, {"a": 1, "code": "c", "x": None, "...": [2]})
    assert reading.params == {"x": None, "...": [2]}


@pytest.mark.parametrize(
    "body",
    [
        None, "text", 7, [], {}, {"error": []}, {"error": {"code": 7, "http": "404"}},
        {"error": {"code": None, "http": True, "data": []}}, {"ids": {"at": "/i"}},
        {"ids": [7, []]}, {"ids": [[{"at": "/i"}]]}, {"error": {"http": 404.0}},
    ],
)  # fmt: skip
def test_what_has_the_wrong_type_is_not_there(body: object) -> None:
    """A leaf of another type, a branch of another kind, a body that is no object."""
    reading = read(NESTED, body)
    assert (reading.values, reading.params) == ({}, {})
    assert not reading.exact


@pytest.mark.parametrize(
    ("constant", "value"), [(False, 0), (1, True), (1, 1.0), ("$$5", "$$5"), (None, False)]
)
def test_a_constant_is_that_very_value(constant: object, value: object) -> None:
    """Python's 1 == True is not JSON's."""
    assert not read({"a": constant}, {"a": value}).exact
    assert read({"a": constant}, {"a": "$5" if constant == "$$5" else constant}).exact


def test_the_first_of_two_places_counts() -> None:
    """A variable may stand twice; where one is of the wrong type, the other is taken."""
    template = {"a": "$status", "b": {"c": "$status"}}
    assert read(template, {"a": 404, "b": {"c": 405}}).values == {"status": 404}
    assert read(template, {"a": "404", "b": {"c": 405}}).values == {"status": 405}


@pytest.mark.parametrize(
    "template",
    [
        ["$code", "$detail", "$instance"],
        ["$detail", "$code", "$instance"],
        ["$instance", {"a": "$code"}, "$request_id"],
        ["$instance", 1, "$request_id", "$params", "end"],
        [["$detail"], "$request_id", "$status", "$params", "$instance"],
        ["$params", {"code": "$code"}, ["$instance"], "$detail"],
    ],
)
def test_items_that_were_left_out_move_the_others_up(template: list[Any]) -> None:
    """With every choice of absent leaves, each value is found at its place.

    But for a text that may be of either of two leaves: then it is the likelier one.
    """
    found = sorted(variables(template) - ALWAYS)
    for choice in product((True, False), repeat=len(found)):
        there = {name for name, chosen in zip(found, choice, strict=True) if chosen}
        values: dict[str, Any] = {name: f"<{name}>" for name in there | {"code"}}
        values |= {"status": 404} | ({"params": {"p": 1}} if "params" in there else {})
        body = json.loads(json.dumps({"list": _filled(template, values)}))
        always = {*ALWAYS, *({"detail"} & there)}
        reading = read({"list": template}, body, always, {"detail"} - there)
        expected = {name: values[name] for name in variables(template) & values.keys()}
        assert reading.params == expected.pop("params", {})
        assert reading.values == expected, (template, there)


def _filled(node: Any, values: dict[str, Any]) -> Any:
    if isinstance(node, list):
        made = [_filled(child, values) for child in node]
        return [item for item in made if item is not MISSING]
    if isinstance(node, dict):
        items = {name: _filled(child, values) for name, child in node.items()}
        return {name: item for name, item in items.items() if item is not MISSING}
    return values.get(node[1:], MISSING) if str(node).startswith("$") else node


def test_a_text_of_two_leaves_is_the_likelier_ones() -> None:
    """Services set a request's id more often than an instance."""
    assert read({"a": ["$instance", "$request_id"]}, {"a": ["x"]}).values == {"request_id": "x"}


def test_items_that_the_template_does_not_know_are_ignored() -> None:
    """A newer sender may add some at the end, and very many of them."""
    reading = read({"a": ["$code", "$status"]}, {"a": ["c", 404, *[{}] * 100_000]})
    assert reading.values == {"code": "c", "status": 404}


@given(template=JSON.filter(lambda value: isinstance(value, dict)), body=JSON)
def test_reading_never_fails(template: Any, body: Any) -> None:
    """Any template, any body."""
    read(template, body)
    read({"a": [template, "$detail"], "...": "$params"}, body)
    assert "$" in str(template) or "..." in str(template) or read(template, template).exact


MOMENT = datetime(2026, 1, 31, 12, tzinfo=UTC)
ID = "6c2a1f0e-6b0f-4f6e-9a43-5b0a7d0c2f11"


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("string", "a", "a"), ("string", 1, MISSING), ("string", None, MISSING),
        ("integer", 1, 1), ("integer", True, MISSING), ("integer", 1.0, MISSING),
        ("integer", "1", MISSING), ("number", 1, 1), ("number", 1.5, 1.5),
        ("number", True, MISSING), ("number", "1", MISSING), ("number", float("inf"), MISSING),
        ("boolean", True, True), ("boolean", 1, MISSING), ("boolean", None, MISSING),
        ("date-time", "2026-01-31T12:00:00Z", MOMENT), ("date-time", "2026-01-31t12:00z", MOMENT),
        ("date-time", "2026-01-31T12:00:00+00:00", MOMENT), ("date-time", "soon", MISSING),
        ("date-time", "\ud800", MISSING), ("date-time", 1769860800, MISSING),
        ("uuid", ID, UUID(ID)), ("uuid", "x", MISSING), ("uuid", 1, MISSING),
        (None, None, None), (None, [1, {}], [1, {}]),
        (["integer"], [1, "2", 3], [1, 3]), (["integer"], {}, MISSING), ([None], [None], [None]),
        ([["uuid"]], [[ID], ID], [[UUID(ID)]]),
        ({}, {"a": 1}, {"a": 1}), ({}, [], MISSING),
        ({"a": "string", "at": "date-time"}, {"a": 1, "at": "2026-01-31T12:00:00Z", "b": [1]},
         {"at": MOMENT, "b": [1]}),
        ({"a": {"b": ["integer"]}}, {"a": {"b": [None, 1]}}, {"a": {"b": [1]}}),
    ],
)  # fmt: skip
def test_a_value_is_of_its_kind_or_not_there(kind: Any, value: Any, expected: Any) -> None:
    """Dates and UUIDs are parsed; what is wrong inside of a list or object is left out of it."""
    made = typed(kind, value)
    assert made == expected
    assert type(made) is type(expected)
