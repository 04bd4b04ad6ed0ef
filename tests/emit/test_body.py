"""The manifest's body template decides members, names, order, nesting and constants."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from errbook.emit.live import LoadedProblems
from errbook.problem import request_id

Load = Callable[..., LoadedProblems]

MANIFEST = """
errbook: 1
name: Body
code: "{{group}}.{{name}}"
response:
  body: {body}
"""

DEFINITION = """
code: b.one
status: 409
title: A "title"
summary: A summary.
detail: {some: "It is {a}.", none: It is.}
params:
  a: {type: string, as: "A – é"}
  b: {type: string, optional: true}
  c: {const: [1, {two: null}]}
  d: {type: string, expose: false}
"""

SPLICED = '"A \\u2013 \\u00e9":"x","c":[1,{"two":null}]'


def _one(load: Load, body: str, definition: str = DEFINITION) -> Any:
    return load(definition, MANIFEST.format(body=body))["b.one"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{code: $code, http: $status}", '{"code":"b.one","http":409}'),
        ("{status: $status, code: $code}", '{"status":409,"code":"b.one"}'),
        ("{t: $title, u: $type}", '{"t":"A \\"title\\"","u":"/errors/b/one"}'),
        ("{detail: $detail}", '{"detail":"It is x."}'),
        ("{variant: $variant}", '{"variant":"some"}'),
        ("{a: {b: {c: $status}}}", '{"a":{"b":{"c":409}}}'),
        ("{errors: [{code: $code}, 1]}", '{"errors":[{"code":"b.one"},1]}'),
        ("{ok: false, n: null, v: 1.0, s: text}", '{"ok":false,"n":null,"v":1.0,"s":"text"}'),
        ("{price: $$5, empty: {}, none: []}", '{"price":"$5","empty":{},"none":[]}'),
        ("{...: $params}", f"{{{SPLICED}}}"),
        ("{x: 1, ...: $params, y: 2}", f'{{"x":1,{SPLICED},"y":2}}'),
        ("{data: $params}", f'{{"data":{{{SPLICED}}}}}'),
        ("{instance: $instance, id: $request_id}", "{}"),
        ("{instance: $instance, x: 1}", '{"x":1}'),
        ("{x: 1, instance: $instance}", '{"x":1}'),
        ("{list: [$instance, $request_id]}", '{"list":[]}'),
        ("{list: [$instance, 1, $request_id]}", '{"list":[1]}'),
        ('{"é\\"\\n": $status}', '{"\\u00e9\\"\\n":409}'),
    ],
)
def test_the_template_is_the_body(load: Load, body: str, expected: str) -> None:
    """Its leaves are filled in, its constants stand, and what has no value is left out."""
    assert _one(load, body)(variant="some", a="x", d="secret").to_json().decode() == expected


@pytest.mark.parametrize(
    "body",
    [
        "{i: $instance, r: $request_id, p: $params}",
        "{i: $instance, r: $request_id, ...: $params}",
        "{i: $instance, c: 1, r: $request_id, ...: $params}",
        "{list: [$instance, {deep: [$request_id, $params]}, $instance]}",
    ],
)
def test_any_leaf_may_be_without_a_value(load: Load, body: str) -> None:
    """Whichever of them are there, the commas are right, and every value is in its place."""
    cls = _one(
        load,
        body,
        """
        code: b.one
        status: 400
        title: T
        summary: S.
        params: {p: {type: string, optional: true}, q: {type: string, optional: true}}
        """,
    )
    for instance, request, p, q in product((None, "i"), (None, "r"), (None, "p"), (None, "q")):
        token = request_id.set(request)
        sent = json.loads(cls(instance=instance, p=p, q=q).to_json())
        request_id.reset(token)
        given = {name for name in (instance, request, p, q) if name}
        assert set(_texts(sent)) == given


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for child in below for text in _texts(child)]


def test_params_without_a_value_leave_no_object_behind(load: Load) -> None:
    """`data: $params` is not there where no param is."""
    bare = "code: b.one\nstatus: 409\ntitle: T\nsummary: S.\n"
    body = "{status: $status, data: $params}"
    assert _one(load, body, bare)().to_json() == b'{"status":409}'
    cls = _one(load, body, f"{bare}params: {{a: {{optional: true}}, b: {{optional: true}}}}")
    assert cls().to_json() == b'{"status":409}'
    assert cls(b=1).to_json() == b'{"status":409,"data":{"b":1}}'


def test_without_a_template_it_is_rfc_9457(load: Load) -> None:
    """The bare object of the RFC, with code and params beside it."""
    cls = load(DEFINITION)["b.one"]
    problem = cls(variant="none", a="x", d="secret", instance="/i")
    assert problem.headers == {"Content-Type": "application/problem+json"}
    assert problem.to_json().decode() == (
        '{"type":"/errors/b/one","title":"A \\"title\\"","status":409,"detail":"It is.",'
        f'"instance":"/i","code":"b.one",{SPLICED}}}'
    )


def test_a_param_that_is_null_is_a_value(load: Load) -> None:
    """A param that may be left out is; one that may not is null."""
    body = json.loads(_one(load, "{...: $params}")(variant="none", a=None, b=None, d=1).to_json())
    assert body == {"A – é": None, "c": [1, {"two": None}]}


def test_the_type_can_be_pinned(load: Load) -> None:
    """A definition may have another type than the manifest's template gives."""
    pinned = DEFINITION + "type: https://old.example/one\n"
    problem = _one(load, "{type: $type}", pinned)(variant="none", a="x", d="y")
    assert problem.to_json() == b'{"type":"https://old.example/one"}'
    assert problem.to_dict()["type"] == problem.type == "https://old.example/one"


def test_text_of_the_service_is_escaped(load: Load) -> None:
    """A value cannot end its string, nor the object around it."""
    value = '"},{"status":200, \\ \u2028 </script> {a} é 😀'
    problem = _one(load, "{detail: $detail, ...: $params}")(variant="some", a=value, d="")
    assert json.loads(problem.to_json())["A – é"] == value
    assert problem.detail == f"It is {value}."
