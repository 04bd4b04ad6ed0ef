"""What a body promises: it is bounded, it is the status's, and nobody else's values are in it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.hostile import ANYTHING

from errbook import Problem
from errbook.encode import CUT
from errbook.problem import request_id
from errbook.problems import Problems
from errbook.testing import mistakes

Load = Callable[..., Problems]

MANIFEST = """
errbook: 1
name: Shop
code: "{group}.{name}"
response:
  request_id: {header: X-Request-Id}
  body: {meta: {id: $request_id, at: $instance}, error: {status: $status, title: $title,
    detail: $detail, variant: $variant, type: $type, data: $params}}
"""

DEFINITIONS = """
code: shop.texts
status: 404
title: Texts
summary: S.
detail: "{a} and “{b}”"
params: {a: {type: string}, b: {type: string}}
headers: {X-A: "{a}"}
---
code: shop.numbers
status: 409
title: Numbers
summary: S.
detail: "{n} of {a}"
params: {n: {type: integer}, a: {type: string}}
---
code: shop.static
status: 410
title: Static
summary: S.
detail: Always the same.
---
code: shop.mixed
status: 422
title: Mixed
summary: S.
detail: {both: "{a}, {b}", one: "{a}"}
params: {a: {}, b: {optional: true}, c: {type: array, optional: true}}
headers: {X-B: "{b}"}
"""

ROUNDS = int(os.environ.get("ERRBOOK_ROUNDS", "1"))
EXAMPLES = 100 if ROUNDS == 1 else 1_000
"""How many examples Hypothesis tries in a round, after which it forgets them: it remembers all that
it tried, and that takes gigabytes. `make fuzz` asks for 50 rounds of each form of body."""


@pytest.fixture(scope="module", params=range(ROUNDS))
def _one_of_the_rounds() -> None:
    """A test that uses this is run once a round."""


@pytest.fixture(scope="module", params=["envelope", "bare"])
def errors(request: pytest.FixtureRequest, load: Load) -> Problems:
    """The same errors with a body of the service's own, and with that of RFC 9457."""
    bare = MANIFEST.partition("response:")[0]
    return load(DEFINITIONS, MANIFEST if request.param == "envelope" else bare)


@contextlib.contextmanager
def answering(token: Any) -> Any:
    """Answer a request with that id."""
    reset = request_id.set(token)
    try:
        yield
    finally:
        request_id.reset(reset)


def general(problem: Problem) -> Any:
    """Return the body as the general function writes it, never the quick one."""
    return json.loads(Problem.to_json(problem))


def status_of(body: Any) -> Any:
    """Return the status in a body of either form."""
    return body.get("error", body)["status"]


TEXT = st.text(st.characters(exclude_categories=())) | st.text('aé😀"\\\x00\x1f\x7f\u2028\ud800 ')


@pytest.mark.usefixtures("_one_of_the_rounds")
@settings(max_examples=EXAMPLES)
@given(a=TEXT, b=TEXT, n=st.integers() | st.booleans(), token=TEXT | st.none())
def test_the_quick_body_is_the_general_one(
    errors: Problems, a: str, b: str, n: int, token: str | None
) -> None:
    """For any text and number: a value that has to be escaped takes the other way."""
    problems = [
        errors["shop.texts"](a=a, b=b),
        errors["shop.numbers"](n=n, a=a),
        errors["shop.static"](),
    ]
    with answering(token):
        for problem in problems:
            assert json.loads(problem.to_json()) == general(problem)


@pytest.mark.usefixtures("_one_of_the_rounds")
@settings(max_examples=EXAMPLES)
@given(
    values=st.tuples(ANYTHING, ANYTHING, ANYTHING),
    instance=ANYTHING,
    token=ANYTHING,
    which=st.sampled_from(range(4)),
)
def test_no_value_breaks_a_response(
    errors: Problems,
    values: tuple[Any, Any, Any],
    instance: Any,
    token: Any,
    which: int,
) -> None:
    """The declared status, valid JSON in UTF-8 within its bound, headers that can be sent."""
    code = [*errors][which]
    cls = errors[code]
    names = cls._arguments
    given = dict(zip(names, values, strict=False))
    variant = {"variant": cls.variants[0]} if cls.variants else {}
    problem = cls(instance=instance, **variant, **given)
    with answering(token):
        sent = problem.to_json()
        body = json.loads(sent.decode("utf-8"), parse_constant=pytest.fail)
    assert len(sent) <= 16_384
    assert status_of(body) == problem.status == cls.status
    for value in problem.headers.values():
        assert re.fullmatch("[ -~\xa0-\xff]*", value)
    json.dumps(problem.to_dict(), allow_nan=False).encode()
    for told in (str(problem), repr(problem)):
        assert isinstance(told, str)
    assert all(isinstance(value, (str, int, float)) for value in problem.log_fields().values())


@pytest.mark.parametrize("long", ["x" * 10**6, '"' * 10**6, "😀" * 10**6, ["x" * 100] * 10**5, {
    f"k{index}": index for index in range(10**5)}, b"x" * 10**6, 7**100_000],
    ids=["text", "quotes", "emoji", "list", "dict", "bytes", "number"])  # fmt: skip
def test_a_long_value_is_cut_and_marked(errors: Problems, long: Any) -> None:
    """The body stays within its bound, and says that something is missing."""
    for problem in (errors["shop.texts"](a=long, b=long), errors["shop.numbers"](n=1, a=long)):
        sent = problem.to_json()
        assert len(sent) <= 16_384
        assert len(sent) > 1_000
        assert CUT in json.loads(sent).__repr__()


def test_the_bound_is_the_manifests(load: Load) -> None:
    """A gateway may take less."""
    manifest = MANIFEST.replace("response:\n", "response:\n  limit: 1024\n")
    problem = load(DEFINITIONS, manifest)["shop.texts"](a="x" * 5_000, b="y")
    assert len(problem.to_json()) <= 1_024


def test_the_request_id_is_bounded_too(errors: Problems) -> None:
    """Whoever sets it."""
    with answering("x" * 10**6):
        assert len(errors["shop.texts"](a="a", b="b").to_json()) <= 16_384


def test_code_that_fails_in_a_subclass_leaves_the_status(errors: Problems) -> None:
    """A response is poorer, not another one."""
    texts: Any = errors["shop.texts"]

    class Broken(texts):  # type: ignore[misc]
        @property
        def a(self) -> str:
            raise ZeroDivisionError

    with mistakes() as found:
        assert status_of(general(Broken(a="a", b="x"))) == 404
    assert "cannot be written: ZeroDivisionError()" in found[0]


@pytest.mark.parametrize("name", ["code", "status", "title", "type"])
def test_a_subclass_cannot_declare_otherwise(errors: Problems, name: str) -> None:
    """Body, response and page would disagree; it is refused where it is written."""
    with pytest.raises(TypeError, match=f"Mine.{name} is 200 and Static declares"):
        type("Mine", (errors["shop.static"],), {name: 200})


def test_nor_can_a_class_in_front_of_it(errors: Problems) -> None:
    """A legacy class that has a status comes behind."""
    legacy = type("Legacy", (Exception,), {"status": 500})
    with pytest.raises(TypeError, match="with Static first among the bases"):
        type("Mine", (legacy, errors["shop.static"]), {})
    assert type("Mine", (errors["shop.static"], legacy), {}).status == 410  # type: ignore[attr-defined]


def test_a_params_name_overrides_no_member(errors: Problems) -> None:
    """An unknown argument is left out, whatever it is called."""
    cls = errors["shop.texts"]
    names = ["status", "title", "type", "code", "to_json", "headers", "_body", "detail"]
    with mistakes() as found:
        problem = cls(**dict.fromkeys(["a", "b"], "a"), **dict.fromkeys(names, 200))  # type: ignore[arg-type]
    assert len(found) == 1
    assert problem.to_json() == cls(a="a", b="a").to_json()
    assert problem.status == 404


def test_attributes_set_before_the_parents_constructor_stay(errors: Problems) -> None:
    """A service's own subclass may set its own first."""
    texts: Any = errors["shop.texts"]

    class Mine(texts):  # type: ignore[misc]
        def __init__(self) -> None:
            self.mine = 7
            super().__init__(a="a", b="b")

    assert (Mine().mine, Mine().a) == (7, "a")


def test_threads_and_tasks_keep_their_values_apart(load: Load) -> None:
    """32 threads, and tasks that take turns, 10,000 problems each: no value in another's body."""
    texts = load(DEFINITIONS, MANIFEST)["shop.texts"]
    frame = texts(a="A", b="B").to_json().replace(b'"meta":{}', b'"meta":{"id":"I"}')
    wrong: list[bytes] = []

    def check(worker: int, number: int) -> None:
        # Quotes take the general way, plain values the quick one; the frame is the same for both.
        mark = f"_{worker}_{number}_"
        b = f"b{mark}" if number % 10 else f'"b{mark}'
        sent = texts(a=f"a{mark}", b=b).to_json()
        expected = frame.replace(b'"I"', f'"i{mark}"'.encode()).replace(b"A", f"a{mark}".encode())
        if sent != expected.replace(b"B", json.dumps(b)[1:-1].encode()):
            wrong.append(sent)

    def in_thread(worker: int) -> None:
        for number in range(10_000):
            request_id.set(f"i_{worker}_{number}_")
            check(worker, number)

    async def in_task(worker: int) -> None:
        for number in range(10_000):
            request_id.set(f"i_{worker}_{number}_")
            if number % 100 == 0:
                await asyncio.sleep(0)
            check(worker, number)

    async def tasks() -> None:
        await asyncio.gather(*(in_task(worker) for worker in range(100, 104)))

    threads = [threading.Thread(target=in_thread, args=(worker,)) for worker in range(32)]
    for thread in threads:
        thread.start()
    asyncio.run(tasks())
    for thread in threads:
        thread.join()
    assert wrong == []
