"""Bodies of other forms: RFC 9457's own, arrays, params in a member of their own or nowhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.conftest import Load

from errbook.emit.live import LoadedProblems
from errbook.pages.example import examples
from errbook.verify.compare import differences
from errbook.verify.send import Answer

DEFINITIONS = """
code: keys.limited
status: 429
title: Too Many Requests
summary: The secret has been used too often.
detail:
  soon: Try {{again}} in {retry_after} seconds.
  late: "The allowance of {limit} is used up: {who}."
params:
  retry_after: {type: number, example: 1.5, optional: true}
  limit: {type: integer, example: 3}
  who: {type: array, items: {type: string}, example: [ada, bob], as: users}
  at: {type: string, format: date-time, optional: true}
  trace: {type: string, expose: false}
headers: {Retry-After: "{retry_after}", X-Limit: "{limit} a day"}
---
code: keys.plain
status: 404
title: Not Found
summary: There is no detail, and no param.
---
code: keys.invalid
status: 422
title: Invalid
summary: The input has mistakes.
params:
  errors:
    type: array
    items:
      type: object
      properties:
        where: {type: string, pattern: "^/", example: /a}
        code: {enum: [missing, 7, true, null]}
        hint: {type: string, optional: true}
  any: {example: {a: [1]}}
  id: {type: string, format: uuid, optional: true}
  ratio: {type: number, minimum: 0.5, example: 0.5}
  few: {type: integer, maximum: 9, example: 1}
  flag: {type: boolean, example: true}
"""

MANIFEST = """
errbook: 1
name: Keys
code: "{{group}}.{{name}}"
response: {{body: {body}}}
"""

BODIES = {
    "rfc": "{type: $type, title: $title, status: $status, detail: $detail, '...': $params}",
    "nested": "{error: {code: $code, variant: $variant, data: $params, text: $detail}}",
    "none": "{code: $code, message: $detail}",
    "list": "{ok: false, v: 1, it: [$code, $detail, $variant, $instance, $params, {t: $title}]}",
}


@pytest.fixture(scope="module", params=BODIES)
def problems(request: pytest.FixtureRequest, load: Load) -> LoadedProblems:
    """The catalog, with each form of body."""
    return load(DEFINITIONS, MANIFEST.format(body=BODIES[request.param]))


def _of(load: Load, form: str) -> LoadedProblems:
    return load(DEFINITIONS, MANIFEST.format(body=BODIES[form]))


def _answers(problems: LoadedProblems, code: str) -> list[Answer]:
    """Return the answers that the run time gives: one for each variant."""
    found = examples(problems.catalog.entries[code], problems[code])
    return [
        Answer(
            one.status,
            {name.casefold(): value for name, value in one.headers.items()},
            one.body.encode(),
        )
        for one in found
    ]


def _found(problems: LoadedProblems, code: str, answer: Answer) -> list[tuple[str, str, str]]:
    entry = problems.catalog.entries[code]
    found = differences(entry, problems.catalog, answer)
    return [(one.where, one.expected, one.got) for one in found]


def _with(answer: Answer, body: Any, **headers: str) -> Answer:
    return Answer(answer.status, {**answer.headers, **headers}, json.dumps(body).encode())


@pytest.mark.parametrize("code", ["keys.limited", "keys.plain", "keys.invalid"])
def test_what_the_run_time_sends_is_as_documented(problems: LoadedProblems, code: str) -> None:
    """Every variant of every error, in every form of body."""
    for answer in _answers(problems, code):
        assert _found(problems, code, answer) == []


@pytest.mark.parametrize(
    ("form", "change", "expected"),
    [
        ("rfc", {"instance": "/1"}, [("body /instance", "(absent)", '"/1"')]),
        ("rfc", {"trace": "x"}, [("body /trace", "(absent)", '"x"')]),
        ("rfc", {"limit": 3.0}, []),
        ("rfc", {"limit": 4}, [
            ("body /detail", '"Try {again} in 1.5 seconds."', '"Try {again} in 1.5 minutes."'),
            ("header X-Limit", "4 a day", "3 a day"),
        ]),
        ("nested", {"variant": "late"}, [
            ("body /error/text", '"The allowance of 3 is used up: ada, bob."',
             '"Try {again} in 1.5 seconds."'),
        ]),
        ("nested", {"variant": "never"}, [
            ("body /error/variant", 'one of "soon", "late"', '"never"'),
        ]),
        ("nested", {"data": []}, [("body /error/data", "an object", "[]")]),
        ("nested", {"data": None}, [("body /error/data", "an object", "null")]),
        ("nested", {"data": {"limit": 3, "users": [], "x": 1}}, [
            ("body /error/data/x", "(absent)", "1"),
            ("body /error/text", '"Try {again} in {retry_after} seconds."',
             '"Try {again} in 1.5 seconds."'),
        ]),
        ("none", {"message": "Try {again} in 77 seconds."}, []),
        ("none", {"message": "Try {again} in some seconds."}, [
            ("body /message", '"Try {again} in {retry_after} seconds."',
             '"Try {again} in some seconds."'),
        ]),
        ("none", {"limit": 3}, [("body /limit", "(absent)", "3")]),
        ("list", {"ok": 0}, [("body /ok", "false", "0")]),
        ("list", {"v": True}, [("body /v", "1", "true")]),
        ("list", {"it": {}}, [("body /it", "a list", "{}")]),
    ],
)  # fmt: skip
def test_a_drift_is_found_in_each_form(
    load: Load, form: str, change: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    """At its place; what the body does not show is compared by its form."""
    problems = _of(load, form)
    answer = _answers(problems, "keys.limited")[0]
    body = json.loads(answer.body)
    (body["error"] if form == "nested" else body).update(change)
    if change == {"limit": 4}:
        body["detail"] = "Try {again} in 1.5 minutes."
    assert _found(problems, "keys.limited", _with(answer, body)) == expected


def test_an_item_of_an_array_may_be_left_out(load: Load) -> None:
    """What has no value is not there, and what stands behind it has moved up."""
    problems = _of(load, "list")
    answer = _answers(problems, "keys.limited")[0]
    body = json.loads(answer.body)
    code, detail, variant, params, title = body["it"]
    for items in ([code, detail, variant, "/1", params, title], body["it"]):
        assert _found(problems, "keys.limited", _with(answer, {**body, "it": items})) == []
    found = _found(problems, "keys.limited", _with(answer, {**body, "it": [code, title]}))
    assert found[0][:2] == ("body /it", "a list of 5")
    items = [code, detail, variant, params, {"t": "Other"}]
    found = _found(problems, "keys.limited", _with(answer, {**body, "it": items}))
    assert found == [("body /it/4/t", '"Too Many Requests"', '"Other"')]


HEADERS = [
    ("rfc", "retry-after", "1.5", True),
    ("rfc", "retry-after", "2", False),
    ("none", "retry-after", "2", True),
    ("none", "retry-after", "soon", False),
    ("none", "x-limit", "17 a day", True),
    ("none", "x-limit", "17 a week", False),
    ("none", "x-limit", "1.5 a day", False),
]


@pytest.mark.parametrize(("form", "name", "value", "right"), HEADERS)
def test_a_header_has_its_declared_form(
    load: Load, form: str, name: str, value: str, right: bool
) -> None:
    """The body's own params are in it, or what could be one where the body shows none."""
    problems = _of(load, form)
    answer = _answers(problems, "keys.limited")[0]
    changed = Answer(answer.status, {**answer.headers, name: value}, answer.body)
    assert (_found(problems, "keys.limited", changed) == []) is right


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"errors": []}, []),
        ({"errors": {}}, [("body /errors", "a list", "{}")]),
        ({"errors": [[]]}, [("body /errors/0", "an object", "[]")]),
        ({"errors": [{"where": "/a", "code": 7, "hint": "h"}]}, []),
        ({"errors": [{"where": "/a", "code": None}]}, []),
        (
            {"errors": [{"where": "/a", "code": True}, {"where": "a", "code": 1}]},
            [
                ("body /errors/1/where", "text that matches ^/", '"a"'),
                ("body /errors/1/code", 'one of "missing", 7, true, null', "1"),
            ],
        ),
        (
            {"errors": [{"code": 7, "input": "zebra"}]},
            [
                ("body /errors/0/where", "text that matches ^/", "(absent)"),
                ("body /errors/0/input", "(absent)", '"zebra"'),
            ],
        ),
        ({"any": None}, []),
        ({"id": "6c2a1f0e-6b0f-4f6e-9a43-5b0a7d0c2f11"}, []),
        ({"id": "6c2a"}, [("body /id", "a UUID", '"6c2a"')]),
        ({"ratio": 1}, []),
        ({"ratio": 0.25}, [("body /ratio", "a number of 0.5 or more", "0.25")]),
        ({"few": 10}, [("body /few", "a whole number of 9 or less", "10")]),
        ({"few": 1.5}, [("body /few", "a whole number of 9 or less", "1.5")]),
        ({"flag": 1}, [("body /flag", "true or false", "1")]),
    ],
)
def test_values_are_compared_by_what_is_declared(
    load: Load, change: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    """Types, words, bounds and forms, at any depth; nothing that is not declared."""
    problems = _of(load, "rfc")
    [answer] = _answers(problems, "keys.invalid")
    body = {**json.loads(answer.body), **change}
    assert _found(problems, "keys.invalid", _with(answer, body)) == expected


def test_a_date_is_one(load: Load) -> None:
    """As RFC 3339 writes it."""
    problems = _of(load, "rfc")
    answer = _answers(problems, "keys.limited")[0]
    for text, count in (("2026-01-31T12:00:00z", 0), ("2026-01-32T12:00:00Z", 1), ("soon", 1)):
        found = _found(
            problems, "keys.limited", _with(answer, {**json.loads(answer.body), "at": text})
        )
        assert len(found) == count


@pytest.mark.parametrize("depth", [100, 990, 5_000, 400_000])
def test_a_body_that_is_nested_too_deeply_is_no_json(load: Load, depth: int) -> None:
    """Nothing fails at it."""
    problems = _of(load, "rfc")
    body = b'{"users":' + b"[" * depth + b"]" * depth + b"}"
    answer = Answer(429, {"content-type": "application/problem+json"}, body)
    found = _found(problems, "keys.limited", answer)
    assert ("body", "an object in JSON") in [one[:2] for one in found]
