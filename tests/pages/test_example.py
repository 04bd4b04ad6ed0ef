"""Example responses: made by the run time, from the params' examples."""

from __future__ import annotations

import json
from typing import Protocol

from errbook.emit.live import LoadedProblems
from errbook.pages.example import Example, examples, sample
from errbook.problem import request_id


class Load(Protocol):
    """Writes a catalog and loads it."""

    def __call__(self, definitions: str, manifest: str = ...) -> LoadedProblems:
        """Return its problem classes."""


def of(problems: LoadedProblems, code: str = "a.b", prefix: str = "") -> list[Example]:
    """Return the examples of an error."""
    entry = problems.catalog.entries[code]
    return examples(entry, problems[code], prefix, problems.catalog.body)


def test_params_without_an_example_get_a_value_that_fits(load: Load) -> None:
    """By const, enum, minimum, format and type; text shows its name."""
    made = of(
        load(
            """
            code: a.b
            status: 400
            title: T
            summary: S.
            params:
              given: {type: string, example: x}
              fixed: {const: 7}
              listed: {enum: [up, down]}
              number: {type: integer, minimum: 3}
              when: {type: string, format: date-time}
              id: {type: string, format: uuid}
              yes_no: {type: boolean}
              many: {type: array, items: {type: number}}
              thing: {type: object, properties: {name: {type: string}}}
              word: {type: string}
            """
        )
    )
    body = json.loads(made[0].body)
    shown = {name: body[name] for name in list(body) if name not in ("type", "title", "status")}
    assert shown == {
        "code": "a.b",
        "given": "x",
        "fixed": 7,
        "listed": "up",
        "number": 3,
        "when": "2026-01-31T12:00:00Z",
        "id": "6c2a1f0e-6b0f-4f6e-9a43-5b0a7d0c2f11",
        "yes_no": True,
        "many": [1],
        "thing": {"name": "<name>"},
        "word": "<word>",
    }


def test_each_variant_has_an_example_with_its_own_detail(load: Load) -> None:
    """An optional param that another variant shows, and this one does not, is left out."""
    problems = load(
        """
        code: a.b
        status: 429
        title: T
        summary: S.
        detail: {short: Too much., long: "More than {limit}."}
        params:
          limit: {type: integer, example: 5, optional: true}
          other: {type: integer, example: 6, optional: true}
        headers: {X-Limit: "{limit}"}
        """
    )
    short, long = of(problems)
    assert (short.variant, long.variant) == ("short", "long")
    assert json.loads(short.body)["detail"] == "Too much."
    assert json.loads(long.body)["detail"] == "More than 5."
    assert "limit" not in json.loads(short.body)
    assert json.loads(short.body)["other"] == 6
    assert "X-Limit" not in short.headers
    assert long.head == (
        "HTTP/1.1 429 Too Many Requests\nContent-Type: application/problem+json\nX-Limit: 5"
    )


def test_the_request_id_is_the_same_in_every_build(load: Load) -> None:
    """It has the manifest's prefix, and the one of a request being answered is left alone."""
    manifest = """
        errbook: 1
        name: T
        code: "{group}.{name}"
        response:
          request_id: {prefix: req_}
          body: {id: $request_id, code: $code}
        """
    problems = load("{code: a.b, status: 499, title: T, summary: S.}", manifest)
    token = request_id.set("req_live")
    try:
        made = of(problems, prefix="req_")
        assert request_id.get() == "req_live"
    finally:
        request_id.reset(token)
    assert json.loads(made[0].body) == {"id": "req_2s8f6kQv1xWz", "code": "a.b"}
    assert made == of(problems, prefix="req_")


def test_a_sample_is_a_problem_that_can_be_raised(load: Load) -> None:
    """`explain` and `verify` take it as it is."""
    problems = load("{code: a.b, status: 400, title: T, summary: S., params: {n: {type: integer}}}")
    problem = sample(problems.catalog.entries["a.b"], problems["a.b"])
    assert (problem.code, problem.n) == ("a.b", 1)  # type: ignore[attr-defined]


NESTED = """
    code: a.b
    status: 400
    title: T
    summary: S.
    params:
      one: {type: string, example: x}
      many: {type: array, items: {type: number}, example: [1, 2]}
      none: {type: array, items: {type: number}, example: []}
      secret: {type: string, example: hidden, expose: false}
    """
TOLD = ['"one": "x",', '"many": [', "1,", "2", "],", '"none": []']


def marked(load: Load, body: str) -> list[str]:
    """Return the lines of the example of `NESTED` that are said to tell params."""
    manifest = f"errbook: 1\nname: N\ncode: '{{group}}.{{name}}'\nresponse: {{body: {body}}}"
    (one,) = of(load(NESTED, manifest))
    lines = one.body.split("\n")
    return [lines[number - 1].strip() for each in one.params for number in each]


def test_the_lines_of_params_are_known_where_they_are_spliced_in(load: Load) -> None:
    """Among other members, whose lines are not theirs; values may take several lines."""
    body = "{x: {one: $title}, error: {code: $code, ...: $params, end: [1, {one: 2}]}}"
    assert marked(load, body) == [*TOLD[:-1], f"{TOLD[-1]},"]


def test_the_lines_of_params_are_known_where_they_have_an_object_of_their_own(load: Load) -> None:
    """It is marked as a whole, with its braces."""
    body = "{meta: {}, code: $code, data: {params: $params}}"
    assert marked(load, body) == ['"params": {', *TOLD, "}"]


def test_a_body_without_params_has_no_lines_of_params(load: Load) -> None:
    """Nothing is marked in it."""
    assert marked(load, "{code: $code, title: $title}") == []
