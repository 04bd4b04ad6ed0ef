"""What a raised problem is: an exception like any other, and its own response."""

from __future__ import annotations

import asyncio
import copy
import json
import logging
import pickle
import re
import subprocess
import sys
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from errbook import ClientProblem, Problem, ServerProblem
from errbook.problem import request_id
from errbook.problems import Problems

Load = Callable[..., Problems]

MANIFEST = """
errbook: 1
name: Shop
code: err:{system}:{category}:{name}
type: https://shop.example/errors/{category}/{name}
groups:
  err:shop:orders:
    headers: {Cache-Control: no-store}
response:
  media_type: application/json
  request_id: {header: X-Request-Id}
  body:
    meta: {requestId: $request_id}
    error: {detail: $detail, status: $status, title: $title, type: $type, ...: $params}
"""

DEFINITIONS = """
code: err:shop:orders:order_not_found
status: 404
title: Not Found
summary: No order has the ID.
detail: "The order {order_id} does not exist; {{order_id}} is a param."
params:
  order_id: {type: string, as: orderId}
  customer: {type: string, expose: false}
---
code: err:shop:orders:busy
status: 503
title: Busy
summary: Too many orders at once.
detail: Try again in a while.
params:
  retry_after: {type: integer, as: retryAfter, optional: true}
headers: {Retry-After: "{retry_after}"}
retryable: true
---
code: err:shop:payment:declined
status: 402
title: Payment Required
summary: The card was declined.
detail:
  funds: "The card ending in {card} has not enough on it."
  expired: The card has expired.
params:
  card: {type: string, optional: true}
  currency: {const: EUR}
"""


@pytest.fixture(scope="module", params=["loaded", "generated"])
def load(request: pytest.FixtureRequest, load: Load, generate: Load) -> Load:
    """A function that gives the classes of a catalog: the same of both, to the last test."""
    return load if request.param == "loaded" else generate


@pytest.fixture(scope="module")
def errors(load: Load) -> Problems:
    """The problem classes of a small shop."""
    return load(DEFINITIONS, MANIFEST)


@pytest.fixture(scope="module")
def not_found(errors: Problems) -> type[Problem]:
    """The class of `order_not_found`."""
    return errors["err:shop:orders:order_not_found"]


@pytest.fixture(scope="module")
def busy(errors: Problems) -> type[Problem]:
    """The class of `busy`."""
    return errors["err:shop:orders:busy"]


@pytest.fixture(scope="module")
def declined(errors: Problems) -> type[Problem]:
    """The class of `declined`."""
    return errors["err:shop:payment:declined"]


class TestResponse:
    """Status, headers and body of an occurrence."""

    def test_a_raised_problem_knows_its_whole_response(self, not_found: type[Problem]) -> None:
        """Status, headers and body are there as soon as it is raised."""
        with pytest.raises(not_found) as caught:
            raise not_found(order_id="o_1", customer="c_1")
        assert caught.value.status == 404
        assert caught.value.headers == {
            "Content-Type": "application/json",
            "Cache-Control": "no-store",
        }
        assert caught.value.to_json() == (
            b'{"meta":{},"error":{'
            b'"detail":"The order o_1 does not exist; {order_id} is a param.",'
            b'"status":404,"title":"Not Found",'
            b'"type":"https://shop.example/errors/orders/order_not_found",'
            b'"orderId":"o_1"}}'
        )

    def test_the_dict_is_the_problem_without_its_envelope(self, not_found: type[Problem]) -> None:
        """Jobs and other protocols get RFC 9457's members, the code and the params."""
        problem = not_found(order_id="ö", customer="c", instance="/orders/ö")
        assert problem.to_dict() == {
            "type": "https://shop.example/errors/orders/order_not_found",
            "title": "Not Found",
            "status": 404,
            "detail": "The order ö does not exist; {order_id} is a param.",
            "instance": "/orders/ö",
            "code": "err:shop:orders:order_not_found",
            "orderId": "ö",
        }

    def test_the_request_id_is_the_one_of_the_request_being_answered(
        self, not_found: type[Problem]
    ) -> None:
        """It comes from a context variable, not from the raiser."""
        problem = not_found(order_id="o", customer="c")
        token = request_id.set("req_é")
        try:
            assert json.loads(problem.to_json())["meta"] == {"requestId": "req_é"}
        finally:
            request_id.reset(token)
        assert json.loads(problem.to_json())["meta"] == {}

    def test_an_optional_param_without_a_value_is_left_out(self, busy: type[Problem]) -> None:
        """Neither the body nor the headers name it."""
        assert "retryAfter" not in json.loads(busy().to_json())["error"]
        assert "Retry-After" not in busy(retry_after=None).headers
        assert json.loads(busy(retry_after=7).to_json())["error"]["retryAfter"] == 7
        assert busy(retry_after=7).headers["Retry-After"] == "7"

    def test_a_variant_chooses_the_detail(self, declined: type[Problem]) -> None:
        """Each variant has its text, and a constant is in every body."""
        funds = declined(variant="funds", card="4242")
        expired = declined(variant="expired")
        assert funds.detail == "The card ending in 4242 has not enough on it."
        assert expired.detail == "The card has expired."
        assert expired.variant == "expired"
        assert json.loads(expired.to_json())["error"]["currency"] == "EUR"
        assert expired.to_dict()["variant"] == "expired"

    def test_what_is_for_logs_never_leaves_the_service(self, not_found: type[Problem]) -> None:
        """A param with `expose: false`, the cause and the notes stay out of body and headers."""
        problem = not_found(order_id="o", customer="s3cret")
        problem.add_note("s3cret")
        problem.__cause__ = ValueError("s3cret")
        assert problem.customer == "s3cret"  # type: ignore[attr-defined]
        for told in (problem.to_json(), problem.to_dict(), problem.headers, problem.detail):
            assert "s3cret" not in str(told)

    @pytest.mark.parametrize(
        "value",
        [
            "7\r\nSet-Cookie: a=b",
            "7\x00",
            "7\n",
            "7\x7f",
            "7 ☃ 😀",
            "7\x85",
            "7\ud800",
            "7" * 10_000,
        ],
    )
    def test_a_header_is_one_short_line_of_latin_1(self, busy: type[Problem], value: str) -> None:
        """Whatever a param holds, a server can send the header."""
        sent = busy(retry_after=value).headers["Retry-After"]
        assert sent.startswith("7")
        assert re.fullmatch("[ -~\xa0-\xff]{1,2000}", sent)

    def test_a_problem_of_no_catalog_is_a_plain_500(self) -> None:
        """`Problem` itself has a response too."""
        assert str(Problem()) == "Internal Server Error"
        assert Problem().to_json() == (
            b'{"type":"about:blank","title":"Internal Server Error","status":500}'
        )


@pytest.mark.errbook_tolerant
class TestMistakes:
    """Wrong arguments: the response keeps its status, and the log says what is wrong, once."""

    DEFINITION = """
    code: mistakes.{name}
    status: 404
    title: Not Found
    summary: None.
    detail: "No {{thing}}."
    params: {{thing: {{type: string}}}}
    headers: {{X-Thing: "{{thing}}"}}
    """

    @pytest.mark.parametrize(
        ("name", "args", "params", "said"),
        [
            ("missing", (), {}, "is missing thing"),
            ("unknown", (), {"thing": "x", "a\nb": 1}, r'does not declare "a\nb"'),
            ("position", ("x",), {"thing": "x"}, "takes its params by name, got 1 without"),
            ("variant", (), {"thing": "x", "variant": "y"}, "has no variants"),
        ],
    )
    def test_a_wrong_argument_is_logged_once_and_never_raised(
        self,
        load: Load,
        caplog: pytest.LogCaptureFixture,
        name: str,
        args: tuple[str, ...],
        params: dict[str, Any],
        said: str,
    ) -> None:
        """The second time, the same mistake is silent; the response is the declared one."""
        cls = load(self.DEFINITION.format(name=name))[f"mistakes.{name}"]
        for _ in range(2):
            problem = cls(*args, **params)
            assert problem.status == 404
            assert json.loads(problem.to_json())["status"] == 404
        assert [record.getMessage() for record in caplog.records] == [f"mistakes.{name} {said}"]
        assert caplog.records[0].name == "errbook"
        assert caplog.records[0].pathname == __file__

    def test_a_param_that_is_missing_has_no_header(self, load: Load) -> None:
        """A header that names it would say nothing, and is left out."""
        cls = load(self.DEFINITION.format(name="headerless"))["mistakes.headerless"]
        assert cls().headers == {"Content-Type": "application/problem+json"}
        assert json.loads(cls().to_json())["detail"] == "No null."

    @pytest.mark.parametrize("variant", ["", "Funds", None, 1, [], object(), float("nan")])
    def test_an_unknown_variant_is_the_first_one(
        self, declined: type[Problem], variant: Any
    ) -> None:
        """Some text is better than none."""
        assert declined(variant=variant, card="1").variant == "funds"

    def test_a_broken_log_does_not_break_the_response(self, load: Load) -> None:
        """A filter of the service's own that raises is not the client's concern."""
        cls = load(self.DEFINITION.format(name="filtered"))["mistakes.filtered"]

        def broken(_: logging.LogRecord) -> bool:
            raise RuntimeError

        logger = logging.getLogger("errbook")
        logger.addFilter(broken)
        try:
            assert cls().status == 404
        finally:
            logger.removeFilter(broken)

    def test_names_out_of_a_request_cannot_fill_the_memory(self) -> None:
        """A process logs a thousand complaints, and then no more."""
        script = (
            "import errbook\n"
            "for i in range(3000): errbook.Problem(**{f'name{i}' + 'x' * 1000: i})\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        )
        lines = done.stderr.splitlines()
        assert len(lines) == 1_000
        assert max(map(len, lines)) < 600


class TestException:
    """A problem behaves as an exception must."""

    def test_its_text_is_code_and_detail(self, not_found: type[Problem]) -> None:
        """Logs and tracebacks say which error it is, and what about."""
        problem = not_found(order_id="o_1", customer="c_1")
        assert str(problem) == (
            "err:shop:orders:order_not_found: The order o_1 does not exist; {order_id} is a param."
        )
        assert repr(problem) == "OrderNotFound(customer='c_1', order_id='o_1')"
        assert "OrderNotFound: err:shop:orders" in traceback.format_exception_only(problem)[-1]

    def test_its_repr_survives_values_that_have_none(self, declined: type[Problem]) -> None:
        """A log line is no place to fail either."""

        class Broken:
            def __repr__(self) -> str:
                raise ValueError

        shown = repr(declined(variant="funds", card=Broken()))
        assert shown == "Declined(variant='funds', card=\"<Broken>\")"

    @pytest.mark.parametrize("level", range(6))
    def test_it_is_caught_at_any_level(self, not_found: type[Problem], level: int) -> None:
        """By its class, its group's `Error`, those above it, its kind, or as any problem."""
        group, system, root, kind, any_problem = not_found.__mro__[1:6]
        assert [cls.__name__ for cls in (group, system, root)] == ["Error"] * 3
        assert (kind, any_problem) == (ClientProblem, Problem)
        wanted = not_found.__mro__[level]
        with pytest.raises(wanted) as caught:
            raise not_found(order_id="o", customer="c")
        assert type(caught.value) is not_found

    def test_groups_and_kinds_tell_problems_apart(
        self, not_found: type[Problem], busy: type[Problem], declined: type[Problem]
    ) -> None:
        """One group's `Error` does not catch another group's, nor a client's fault a server's."""
        orders = not_found.__mro__[1]
        assert issubclass(busy, orders)
        assert not issubclass(declined, orders)
        assert issubclass(declined, orders.__mro__[1])
        assert issubclass(busy, ServerProblem)
        assert not issubclass(busy, ClientProblem)

    def test_it_can_be_caught_out_of_a_group(
        self, not_found: type[Problem], busy: type[Problem]
    ) -> None:
        """`except*` takes its own and leaves the rest."""
        caught: list[BaseException] = []

        def handle() -> None:
            try:
                raise ExceptionGroup("both", [not_found(order_id="o", customer="c"), busy()])
            except* ClientProblem as group:
                caught.extend(group.exceptions)

        with pytest.raises(ExceptionGroup) as rest:
            handle()
        assert [type(error) for error in caught] == [not_found]
        assert [type(error) for error in rest.value.exceptions] == [busy]

    def test_its_params_match(self, not_found: type[Problem]) -> None:
        """A `match` statement takes it apart."""
        match not_found(order_id="o_1", customer="c"):
            case Problem(status=404, order_id=found):  # type: ignore[misc]
                assert found == "o_1"
            case _:
                pytest.fail("no match")

    def test_it_keeps_its_cause_and_its_notes(self, not_found: type[Problem]) -> None:
        """What went wrong inside is for the logs, and there it is."""
        orders: dict[str, int] = {}

        def find() -> None:
            try:
                orders["o_1"]
            except KeyError as error:
                error.add_note("looked in the archive")
                raise not_found(order_id="o_1", customer="c") from error

        with pytest.raises(not_found) as caught:
            find()
        told = "".join(traceback.format_exception(caught.value))
        assert "KeyError: 'o_1'" in told
        assert "looked in the archive" in told

    @pytest.mark.parametrize(
        "again",
        [
            copy.copy,
            copy.deepcopy,
            *(
                lambda problem, protocol=protocol: pickle.loads(pickle.dumps(problem, protocol))
                for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
            ),
        ],
    )
    def test_a_copy_is_the_same_problem(self, declined: type[Problem], again: Any) -> None:
        """Copied and pickled, it has its params, its variant, its notes and its bytes."""
        problem = declined(variant="expired", card="4", instance="/i")
        problem.add_note("a note")
        made = again(problem)
        assert made is not problem
        assert type(made) is declined
        assert vars(made) == vars(problem)
        assert (made.to_json(), str(made)) == (problem.to_json(), str(problem))

    def test_a_service_can_subclass_it(self, not_found: type[Problem]) -> None:
        """A class of the service's own has another signature, and the response of its parent."""

        class OrderNumber(not_found):  # type: ignore[valid-type, misc]
            def __init__(self, number: int) -> None:
                super().__init__(order_id=f"o_{number}", customer="c")
                self.number = number

        problem = OrderNumber(7)
        assert problem.to_json() == not_found(order_id="o_7", customer="c").to_json()
        assert problem.number == 7
        assert copy.copy(problem).number == 7

    def test_a_subclass_that_forgets_its_parent_still_answers(
        self, not_found: type[Problem]
    ) -> None:
        """Without its params the response is poorer, and has its status."""

        class Forgetful(not_found):  # type: ignore[valid-type, misc]
            def __init__(self) -> None:
                pass

        assert json.loads(Forgetful().to_json())["error"]["status"] == 404
        assert Forgetful().to_dict()["orderId"] is None
        assert repr(Forgetful()) == "Forgetful()"

    @pytest.mark.parametrize("other", [LookupError, OSError, KeyError, UnicodeDecodeError])
    def test_it_mixes_with_an_exception_that_is_there_already(
        self, not_found: type[Problem], other: type[Exception]
    ) -> None:
        """Code that catches the old class goes on doing so."""
        mixed = type("Mixed", (not_found, other), {})
        with pytest.raises(other) as caught:
            raise mixed(order_id="o_1", customer="c")
        assert json.loads(caught.value.to_json())["error"]["orderId"] == "o_1"  # type: ignore[attr-defined]
        assert str(copy.copy(caught.value)) == str(caught.value)

    def test_it_mixes_with_a_second_problem(
        self, not_found: type[Problem], busy: type[Problem]
    ) -> None:
        """The first one gives the response; it is caught as either."""
        both = type("Both", (not_found, busy), {})
        problem = both(order_id="o", customer="c")
        assert problem.status == 404
        assert isinstance(problem, (ClientProblem, busy))


async def _raised(problem: Problem) -> None:
    raise problem


def test_a_task_group_gives_it_back(not_found: type[Problem]) -> None:
    """Raised in a task, it comes out of the group as what it is."""

    async def service() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(_raised(not_found(order_id="o_1", customer="c")))

    caught: list[BaseException] = []
    try:
        asyncio.run(service())
    except* not_found as group:
        caught.extend(group.exceptions)
    assert [str(error) for error in caught] == [str(not_found(order_id="o_1", customer="c"))]
