"""The pytest plugin, in runs of pytest as its users have them."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import httpx
import pytest

import errbook.problem
from errbook import Problem
from errbook.catalog import load as load_catalog
from errbook.client import parse
from errbook.exceptions import UsageError
from errbook.package import files
from errbook.problems import Problems
from errbook.targets.output import write_folder
from errbook.testing import assert_problem, mistakes

pytest_plugins = ["pytester"]

MANIFEST = """
errbook: 1
name: Shop
code: "{group}.{name}"
type: https://shop.example/errors/{group}/{name}
"""

ENVELOPE = """
response:
  media_type: application/json
  body: {error: {detail: $detail, status: $status, title: $title, type: $type, ...: $params}}
"""

OTHERS = ("schemathesis", "hypothesispytest", "anyio", "faker", "platformdirs")
"""Plugins of this environment that load for long, and that a project with errbook need not have."""

DEFINITIONS = """
code: orders.not_found
status: 404
title: Not Found
summary: No order has the ID.
detail: "The order {order_id} does not exist, or is not yours."
params:
  order_id: {type: string, as: orderId}
  customer: {type: string, expose: false}
---
code: orders.busy
status: 503
title: Busy
summary: Too many orders at once.
params:
  retry_after: {type: integer, optional: true}
  since: {type: string, format: date-time, optional: true}
headers: {Retry-After: "{retry_after}", Cache-Control: no-store}
---
code: payment.declined
status: 402
title: Payment Required
summary: The card was declined.
detail:
  funds: "The card ending in {card} has not enough on it."
  expired: The card has expired.
params:
  card: {type: string, optional: true}
  currency: {const: EUR}
deprecated: {reason: of no use}
---
code: payment.lost
status: 500
title: Lost
summary: The payment was lost.
retired: {reason: it never was}
"""


@pytest.fixture(scope="module", params=["", ENVELOPE], ids=["bare", "envelope"])
def errors(request: pytest.FixtureRequest, load: Any) -> Problems:
    """The errors of a small shop, with and without an envelope around them."""
    made: Problems = load(DEFINITIONS, MANIFEST + request.param)
    return made


@pytest.fixture
def not_found(errors: Problems) -> Any:
    """The class of `orders.not_found`."""
    return errors["orders.not_found"]


@pytest.fixture
def declined(errors: Problems) -> Any:
    """The class of `payment.declined`."""
    return errors["payment.declined"]


@pytest.fixture
def busy(errors: Problems) -> Any:
    """The class of `orders.busy`."""
    return errors["orders.busy"]


@pytest.fixture
def shop(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project with a catalog, the package `kiosk` made from it, and pytest."""
    monkeypatch.setenv("PYTEST_ADDOPTS", " ".join(f"-p no:{name}" for name in OTHERS))
    (pytester.path / "catalog").mkdir()
    (pytester.path / "catalog/catalog.yaml").write_text(MANIFEST, "utf-8")
    (pytester.path / "catalog/errors.yaml").write_text(DEFINITIONS, "utf-8")
    write_folder(pytester.path / "kiosk", files(load_catalog(pytester.path / "catalog")))
    pytester.makefile(".toml", pyproject='[tool.errbook]\ncatalog = "catalog"\n')
    pytester.syspathinsert()
    return pytester


def _response(problem: Problem, **other: Any) -> httpx.Response:
    """Return the response of `problem`, with parts of it replaced."""
    given: dict[str, Any] = {
        "status_code": problem.status,
        "headers": problem.headers,
        "content": problem.to_json(),
        **other,
    }
    return httpx.Response(**given)


def _said(response: object, cls: type[Problem], **given: Any) -> str:
    with pytest.raises(AssertionError) as caught:
        assert_problem(response, cls, **given)
    return str(caught.value)


class TestAssertProblem:
    """A response is the error that it should be, or one sees why not."""

    def test_it_returns_the_problem(self, not_found: Any) -> None:
        """What was received is there to be looked at, and says that it was received."""
        response = _response(not_found(order_id="o_1", customer="c"))
        problem = assert_problem(response, not_found, order_id="o_1")
        assert type(problem) is not_found
        assert problem.order_id == "o_1"
        assert problem.received.status == 404

    def test_it_takes_what_was_raised(self, errors: Problems, not_found: Any) -> None:
        """A function that raises is tested like an endpoint; so is a client that does."""
        raised = not_found(order_id="o_1", customer="c")
        assert assert_problem(raised, not_found, order_id="o_1").received is not None
        received = parse(_response(raised), errors)
        assert assert_problem(received, not_found, order_id="o_1") is received
        assert '  order_id  expected "o_2"  got "o_1"' in _said(received, not_found, order_id="o_2")

    def test_it_takes_the_parts(self, not_found: Any) -> None:
        """Status, headers and body are enough."""
        raised = not_found(order_id="o_1", customer="c")
        assert assert_problem((404, raised.headers, raised.to_json()), not_found).order_id == "o_1"

    def test_it_shows_what_differs(self, not_found: Any, declined: Any) -> None:
        """The message names what was expected, in columns, and has the body once."""
        response = _response(declined(variant="expired"))
        lines = _said(response, not_found, order_id="o_1").splitlines()
        assert lines[0] == "the response is not orders.NotFound (orders.not_found)"
        assert lines[1].split() == ["status", "expected", "404", "got", "402"]
        shown = {line.split()[0] for line in lines[1:-1]}
        assert {"status", "type", "order_id", "detail"} <= shown
        assert "content" not in shown
        assert lines[-1] == f"body: {response.text}"

    def test_it_lines_up(self, load: Any) -> None:
        """What is short stands in one line, and the rest below each other."""
        errors = load(DEFINITIONS, MANIFEST)
        response = _response(errors["orders.busy"](), status_code=500)
        assert _said(response, errors["orders.not_found"], order_id="o_1") == (
            "the response is not orders.NotFound (orders.not_found)\n"
            "  status    expected 404               got 500\n"
            "  type      expected https://shop.example/errors/orders/not_found\n"
            "            got      https://shop.example/errors/orders/busy\n"
            "  code      expected orders.not_found  got orders.busy\n"
            '  order_id  expected "o_1"             got nothing\n'
            '  detail    expected "The order o_1 does not exist, or is not yours."\n'
            "            got      nothing\n"
            f"body: {response.text}"
        )

    @pytest.mark.parametrize(
        ("response", "body"),
        [
            (httpx.Response(200, json={"id": 1}), '{"id":1}'),
            ((200, {}, b"fine"), "fine"),
            (httpx.Response(200, stream=httpx.ByteStream(b"unread")), "(not read)"),
        ],
    )
    def test_success_is_no_error(self, not_found: Any, response: Any, body: str) -> None:
        """The most frequent failure of all says what came."""
        assert _said(response, not_found, order_id="o_1") == (
            "the response is not orders.NotFound (orders.not_found)\n"
            f"  status  expected 404  got 200\nbody: {body}"
        )

    def test_an_error_of_something_else_is_shown(self, not_found: Any) -> None:
        """A page of a proxy, say."""
        response = httpx.Response(404, html="<h1>No such host</h1>")
        said = _said(response, not_found)
        assert "got text/html" in said
        assert "The order … does not exist" in said
        assert said.endswith("body: <h1>No such host</h1>")

    def test_each_part_is_compared(self, not_found: Any, busy: Any) -> None:
        """Status outside and inside, content type, headers, type, detail."""
        raised = not_found(order_id="o_1", customer="c")
        body = raised.to_json().decode()

        def told(**other: Any) -> list[str]:
            return [
                line.split("  ")[1]
                for line in _said(_response(raised, **other), not_found).split("\n")[1:-1]
                if line[2] != " "
            ]

        assert told(status_code=410) == ["status"]
        assert told(content=body.replace("404", "500")) == ["status in the body"]
        assert told(headers={"Content-Type": "application/xml"})[0] == "content type"
        assert told(content=body.replace("order o_1", "thing o_1")) == ["detail"]
        assert "type" in told(content=body.replace("/errors/orders/", "/errors/"))
        slow = _response(busy(retry_after=7), headers={"Content-Type": busy.media_type})
        said = _said(slow, busy)
        assert "  Cache-Control  expected no-store  got nothing\n" in said
        assert "  Retry-After    expected 7         got nothing\n" in said

    def test_parameters_of_a_content_type_do_not_matter(self, not_found: Any) -> None:
        """Frameworks add a charset to it."""
        sent = {"content-type": f"{not_found.media_type.upper()}; charset=utf-8"}
        raised = not_found(order_id="o_1", customer="c")
        assert assert_problem(_response(raised, headers=sent), not_found)

    def test_the_form_of_the_body_is_compared(self, load: Any) -> None:
        """What a lenient client understands all the same is not what the catalog says."""
        errors = load(DEFINITIONS, MANIFEST + ENVELOPE)
        cls = errors["orders.not_found"]
        raised = cls(order_id="o_1", customer="c")
        response = _response(raised, json=raised.to_dict(), content=None)
        assert "  body  expected as the catalog's template has it  got in another form\n" in _said(
            response, cls
        )

    def test_only_what_is_given_is_compared(self, busy: Any, declined: Any) -> None:
        """The rest may be anything, as long as it fits together."""
        assert assert_problem(_response(busy(retry_after=7)), busy).retry_after == 7
        assert assert_problem(_response(busy()), busy).retry_after is None
        assert_problem(_response(busy()), busy, retry_after=None)
        problem = assert_problem(_response(declined(variant="funds", card="42")), declined)
        assert (problem.variant, problem.card) == ("funds", "42")
        assert "  retry_after  expected nothing  got 7\n" in _said(
            _response(busy(retry_after=7)), busy, retry_after=None
        )
        assert "retry_after" in _said(_response(busy(retry_after=True)), busy, retry_after=1)

    def test_variants_and_constants_are_compared(self, declined: Any) -> None:
        """The variant is known by its name or its detail."""
        response = _response(declined(variant="funds", card="42"))
        assert_problem(response, declined, variant="funds", card="42", currency="EUR")
        said = _said(response, declined, variant="expired", currency="USD")
        assert "  variant   expired" not in said
        assert "variant" in said
        assert 'expected "USD"' in said
        assert '"The card has expired."' in said

    def test_dates_are_compared_as_dates(self, busy: Any) -> None:
        """One moment can be written in several ways."""
        moment = datetime(2026, 1, 2, 3, tzinfo=UTC)
        response = _response(busy(since=moment))
        assert_problem(response, busy, since=moment)
        assert_problem(response, busy, since=moment.isoformat())
        assert_problem(response, busy, since=moment.astimezone(timezone(timedelta(hours=2))))
        assert "since" in _said(response, busy, since=moment + timedelta(1))

    def test_the_instance_is_compared(self, load: Any) -> None:
        """Where bodies have one."""
        cls = load(DEFINITIONS, MANIFEST)["orders.busy"]
        response = _response(cls(instance="/a"))
        assert_problem(response, cls, instance="/a")
        assert '  instance  expected "/b"  got "/a"\n' in _said(response, cls, instance="/b")
        enveloped = load(DEFINITIONS, MANIFEST + ENVELOPE)["orders.busy"]
        with pytest.raises(UsageError, match="instance"):
            assert_problem(_response(enveloped()), enveloped, instance="/a")

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            (
                {"customer": "c"},
                "`customer` of orders.NotFound is for logs only: no response shows it",
            ),
            ({"order": "o"}, "orders.NotFound has no param `order`; there are: order_id"),
            ({"variant": "a"}, "orders.NotFound has no variant `a`; there are none"),
        ],
    )
    def test_what_no_response_shows_is_refused(
        self, not_found: Any, given: dict[str, str], said: str
    ) -> None:
        """A comparison that can never be made is a mistake of the test."""
        with pytest.raises(UsageError) as caught:
            assert_problem(_response(not_found(order_id="o", customer="c")), not_found, **given)
        assert str(caught.value) == said

    def test_what_is_no_error_of_a_catalog_is_refused(self, errors: Problems) -> None:
        """A group, a class written by hand, something that is no response."""
        group: Any = errors["orders.busy"].__mro__[1]

        class Own(Problem):
            code = "own"

        for cls in (Problem, group, Own):
            with pytest.raises(UsageError, match=cls.__name__):
                assert_problem((404, {}, b"{}"), cls)
        with pytest.raises(UsageError, match="str is no response"):
            assert_problem("404", errors["orders.busy"])

    def test_a_class_of_the_service_is_the_error_that_it_inherits(self, not_found: Any) -> None:
        """The response cannot tell them apart; the problem has the class that was asked for."""

        class OrderNumber(not_found):  # type: ignore[misc]
            def __init__(self, number: int) -> None:
                super().__init__(order_id=f"o_{number}", customer="c")

        problem = assert_problem(_response(OrderNumber(7)), OrderNumber, order_id="o_7")
        assert type(problem) is OrderNumber

    def test_params_can_have_any_name(self, load: Any) -> None:
        """Those of its own parameters included."""
        definition = """
        code: names.taken
        status: 400
        title: Bad Request
        summary: A param is called like a parameter.
        detail: "{response} {cls}"
        params: {response: {type: string}, cls: {type: string}}
        """
        cls = load(definition)["names.taken"]
        raised = cls(response="a", cls="b")
        assert assert_problem(raised, cls, response="a", cls="b").detail == "a b"

    def test_its_own_lines_are_hidden(self, shop: pytest.Pytester) -> None:
        """A failure is shown at the line of the test."""
        shop.makepyfile(
            """
            from errbook.testing import assert_problem
            from kiosk import orders

            def test_it():
                assert_problem((500, {}, b"no"), orders.Busy)

            def test_that():
                assert_problem("no", orders.Busy)
            """
        )
        done = shop.runpytest()
        done.assert_outcomes(failed=2)
        done.stdout.fnmatch_lines(["E*the response is not orders.Busy (orders.busy)"])
        done.stdout.no_fnmatch_line("*assertion.py*")
        done.stdout.no_fnmatch_line("*response.py*")

    def test_checkers_know_what_it_returns(self, shop: pytest.Pytester) -> None:
        """Its problem is of the class that was given."""
        path = shop.makepyfile(
            """
            from errbook.testing import assert_problem
            from kiosk import orders

            problem = assert_problem((404, {}, b""), orders.NotFound, order_id="o_1")
            reveal_type(problem)
            reveal_type(problem.order_id)
            """
        )
        done = subprocess.run(
            [sys.executable, "-m", "mypy", "--strict", path], capture_output=True, text=True
        )
        assert 'note: Revealed type is "kiosk.orders.NotFound"' in done.stdout
        assert "Success" in done.stdout


MISTAKES = """
import threading
import pytest
from errbook.testing import mistakes
from kiosk import orders

def test_plain():
    orders.NotFound()

def test_swallowed():
    try:
        raise orders.NotFound(order_id="o", customer="c", colour="red")
    except orders.Error:
        pass

def test_thread():
    thread = threading.Thread(target=orders.Busy, args=(1,))
    thread.start()
    thread.join()

def test_skipped():
    orders.NotFound()
    pytest.skip("not today")

def test_failed():
    orders.NotFound()
    assert 1 == 2

@pytest.fixture
def broken():
    orders.NotFound()

def test_setup(broken):
    pass

@pytest.fixture
def late():
    yield
    orders.NotFound()

def test_teardown(late):
    pass

class Own(orders.NotFound):
    def __init__(self):
        super().__init__(order_id="o")

def test_own():
    for _ in range(3):
        Own()

def test_many():
    for number in range(30):
        orders.NotFound(order_id="o", customer="c", **{f"more_{number}": 1})

@pytest.mark.xfail
def test_expected():
    orders.NotFound()

def test_right():
    orders.NotFound(order_id="o", customer="c").to_json()

@pytest.mark.errbook_tolerant
@pytest.mark.parametrize("again", [1, 2])
def test_tolerant(caplog, again):
    orders.NotFound()
    assert caplog.messages == ["orders.not_found is missing customer, order_id"]

def test_collected():
    with mistakes() as found:
        orders.NotFound()
        with mistakes() as inside:
            orders.Busy(1)
    assert found == ["orders.not_found is missing customer, order_id"]
    assert inside == ["orders.busy takes its params by name, got 1 without"]
"""


class TestMistakes:
    """Wrong arguments fail the test in which they happen."""

    @pytest.fixture(params=[(), ("-n", "2")], ids=["alone", "xdist"])
    def done(self, request: pytest.FixtureRequest, shop: pytest.Pytester) -> pytest.RunResult:
        """A run of tests in which arguments are wrong."""
        shop.makepyfile(test_it=MISTAKES)
        return shop.runpytest_subprocess(*request.param, "-rA", "--strict-markers")

    def test_they_fail_where_they_happen(self, done: pytest.RunResult) -> None:
        """Swallowed, in another thread, before a skip, in fixtures; the reason is said."""
        done.assert_outcomes(failed=7, errors=2, passed=5, xfailed=1)
        at = [number for number, line in enumerate(MISTAKES.split("\n")) if "NotFound()" in line]
        shown = done.stdout.str()
        for number in [*at[:3], *at[3:5]]:
            assert f"test_it.py:{number}: orders.not_found is missing customer, order_id" in shown
        done.stdout.fnmatch_lines_random(
            [
                'test_it.py:*: orders.not_found does not declare "colour"',
                "*.py:*: orders.busy takes its params by name, got 1 without",
                "test_it.py:*: orders.not_found is missing customer (3 times)",
                "… and 10 more",
                "*Captured errbook call*",
                "E*assert 1 == 2",
                "ERROR test_it.py::test_setup*",
                "ERROR test_it.py::test_teardown*",
            ]
        )

    def test_a_module_can_have_them_too(self, shop: pytest.Pytester) -> None:
        """What is constructed while tests are collected fails their module."""
        text = """
        import pytest
        from kiosk import orders

        {mark}

        @pytest.mark.parametrize("problem", [orders.NotFound(order_id="o")])
        def test_it(problem):
            pass
        """
        shop.makepyfile(
            test_strict=text.format(mark=""),
            test_tolerant=text.format(mark="pytestmark = pytest.mark.errbook_tolerant"),
        )
        done = shop.runpytest("--continue-on-collection-errors")
        done.assert_outcomes(errors=1, passed=1)
        done.stdout.fnmatch_lines(["test_strict.py:*: orders.not_found is missing customer"])

    def test_classes_of_unittest_are_watched(self, shop: pytest.Pytester) -> None:
        """Tests are written in more than one way."""
        shop.makepyfile(
            """
            import unittest
            from kiosk import orders

            class TestIt(unittest.TestCase):
                def test_it(self):
                    orders.NotFound()
            """
        )
        done = shop.runpytest()
        done.assert_outcomes(failed=1)
        done.stdout.fnmatch_lines(["*.py:6: orders.not_found is missing customer, order_id"])

    def test_it_can_be_turned_off(self, shop: pytest.Pytester) -> None:
        """As any plugin can."""
        shop.makepyfile(
            """
            import errbook.problem
            from kiosk import orders

            def test_it():
                orders.NotFound()
                assert errbook.problem.on_mistake is None
            """
        )
        shop.runpytest_subprocess("-p", "no:errbook").assert_outcomes(passed=1)

    def test_they_are_collected_from_all_threads(self, not_found: Any) -> None:
        """Afterwards, everything is as it was."""
        before = errbook.problem.on_mistake
        with mistakes() as found:
            thread = threading.Thread(target=not_found)
            thread.start()
            thread.join()
        assert found == ["orders.not_found is missing customer, order_id"]
        assert errbook.problem.on_mistake == before


RAISING = """
import copy
import pickle
import pytest
from errbook.client import parse
from errbook.testing import assert_problem
import kiosk
from kiosk import orders, payment

def test_constructed():
    orders.NotFound(order_id="o", customer="c")

def test_parsed_and_copied():
    problem = parse((402, {}, b'{"type": "https://shop.example/errors/payment/declined"}'), kiosk)
    assert type(copy.copy(pickle.loads(pickle.dumps(problem)))) is payment.Declined

def test_failing():
    assert False
"""

PROVEN = """

def test_proven():
    assert_problem(
        (503, {"Content-Type": orders.Busy.media_type, "Cache-Control": "no-store"},
        b'{"type": "https://shop.example/errors/orders/busy", "code": "orders.busy"}'), orders.Busy)
"""

WHERE = [("--errbook-coverage=kiosk",), ("--errbook-coverage=catalog",), ("--errbook-coverage",)]


class TestCoverage:
    """What no test raises is listed."""

    @pytest.mark.parametrize("where", WHERE, ids=["package", "folder", "settings"])
    def test_what_was_not_raised_is_listed(self, shop: pytest.Pytester, where: tuple[str]) -> None:
        """Parsed and copied ones are not raised; retired ones are not asked for."""
        shop.makepyfile(RAISING)
        done = shop.runpytest(*where)
        done.assert_outcomes(passed=2, failed=1)
        done.stdout.fnmatch_lines(
            [
                "*= errbook coverage =*",
                "1 of 3 errors raised: 33.3%; not raised:",
                "orders.busy",
                "payment.declined",
                "*= short test summary info =*",
            ],
            consecutive=True,
        )

    @pytest.mark.parametrize("how", [(), ("-n", "2")], ids=["alone", "xdist"])
    def test_a_response_proves_it_as_well(
        self, shop: pytest.Pytester, how: tuple[str, ...]
    ) -> None:
        """What another process raised is seen in its response; workers add up, and fail the run."""
        shop.makepyfile(test_it=RAISING + PROVEN)
        done = shop.runpytest_subprocess(
            *how,
            "--deselect=test_it.py::test_failing",
            "--errbook-coverage=kiosk",
            "--errbook-fail-under=67",
        )
        done.assert_outcomes(passed=3, deselected=None if how else 1)
        done.stdout.fnmatch_lines(["2 of 3 errors raised: 66.6%; not raised:", "payment.declined"])
        assert done.ret == 1

    @pytest.mark.parametrize(("least", "status"), [("33", 0), ("33.3", 0), ("33.4", 1), ("100", 1)])
    def test_a_run_can_fail_for_it(self, shop: pytest.Pytester, least: str, status: int) -> None:
        """The exit status is that of failed tests."""
        shop.makepyfile(test_it="from kiosk import orders\ndef test_it():\n    orders.Busy()\n")
        done = shop.runpytest("--errbook-coverage=kiosk", f"--errbook-fail-under={least}")
        done.assert_outcomes(passed=1)
        assert done.ret == status
        said = f"33.3% is less than the {least}% of --errbook-fail-under"
        assert (said in done.stdout.str()) == bool(status)

    def test_all_of_them_are_a_hundred_percent(self, shop: pytest.Pytester) -> None:
        """Several catalogs count together, each error once."""
        shop.makepyfile(
            """
            import warnings
            from kiosk import orders, payment

            def test_it():
                orders.Busy(), orders.NotFound(order_id="o", customer="c")
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    payment.Declined(variant="expired")
            """
        )
        done = shop.runpytest(
            *("--errbook-coverage=kiosk", "--errbook-coverage=catalog", "--errbook-fail-under=100")
        )
        done.stdout.fnmatch_lines(["3 of 3 errors raised: 100%"])
        assert done.ret == 0

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (
                ["--errbook-coverage=kiosks"],
                "there is no module `kiosks`, and no catalog in a folder",
            ),
            (["--errbook-coverage=kiosk.order"], "there is no module `kiosk.order`"),
            (["--errbook-coverage=json"], "json is no package of errors"),
            (["--errbook-coverage=broken"], "`broken` cannot be imported: ZeroDivisionError"),
            (["--errbook-coverage", "./kiosk"], "write `--errbook-coverage=` where a path follows"),
            (["--errbook-fail-under=1"], "needs --errbook-coverage as well"),
            (["--errbook-coverage", "--errbook-fail-under=101"], "`101` is no percentage"),
            (["--errbook-coverage", "--errbook-fail-under=a"], "`a` is no percentage"),
        ],
    )
    def test_what_is_no_catalog_is_said_at_once(
        self, shop: pytest.Pytester, options: list[str], said: str
    ) -> None:
        """Before any test is run, and in words."""
        shop.makepyfile(broken="1 / 0")
        done = shop.runpytest(*options)
        assert said in done.stderr.str()
        assert "Traceback" not in done.stderr.str() + done.stdout.str()
        assert done.ret == pytest.ExitCode.USAGE_ERROR

    def test_a_collection_raises_nothing(self, shop: pytest.Pytester) -> None:
        """`--collect-only` is no run."""
        shop.makepyfile(RAISING)
        done = shop.runpytest(
            "--collect-only", "--errbook-coverage=kiosk", "--errbook-fail-under=100"
        )
        done.stdout.no_fnmatch_line("*errbook coverage*")
        assert done.ret == 0

    def test_classes_behave_as_they_do_without_it(self, shop: pytest.Pytester) -> None:
        """Mixed classes, own constructors, signatures, and the line that a log names."""
        shop.makepyfile(
            """
            import inspect
            import warnings
            import pytest
            from kiosk import orders, payment

            class Gone(orders.NotFound, OSError):
                def __init__(self, number):
                    orders.NotFound.__init__(self, order_id=f"o_{number}", customer="c")
                    OSError.__init__(self, number, "gone")

            class Slow(orders.Busy):
                def __init__(self):
                    pass

            Plain = type("Plain", (orders.NotFound, FileNotFoundError), {})

            def test_mixed():
                assert (Gone(2).errno, Gone(2).order_id) == (2, "o_2")
                assert Plain(order_id="o", customer="c").args == ()

            def test_own():
                Slow()

            @pytest.mark.errbook_tolerant
            def test_lines(caplog):
                orders.NotFound()
                assert caplog.records[0].pathname == __file__
                with pytest.warns(DeprecationWarning) as told:
                    payment.Declined(variant="expired")
                assert told[0].filename == __file__

            def test_signature():
                assert inspect.isfunction(orders.NotFound.__init__)
            """
        )
        done = shop.runpytest("--errbook-coverage=kiosk")
        done.assert_outcomes(passed=4)
        done.stdout.fnmatch_lines(["3 of 3 errors raised: 100%"])

    def test_afterwards_all_is_as_it_was(self, load: Any) -> None:
        """Counting can start and stop, one run inside another, and leaves no trace."""
        from errbook.testing import coverage

        cls: Any = load(DEFINITIONS, MANIFEST)["orders.not_found"]
        mixed = type("Mixed", (cls, OSError), {})
        before = cls.__dict__.get("__init__"), Problem.__dict__["__init_subclass__"]
        outer: set[str] = set()
        inner: set[str] = set()
        coverage._start(outer)
        coverage._start(inner)
        own = type("Own", (mixed,), {"__init__": lambda self: None})
        own()
        coverage._stop(inner)
        mixed(order_id="o", customer="c")
        pickle.loads(pickle.dumps(cls(order_id="o", customer="c")))
        coverage._stop(outer)
        cls(order_id="o", customer="c")
        assert outer >= inner == {"orders.not_found"}
        if not coverage._counted:  # this very run may count, too
            assert before == (cls.__dict__.get("__init__"), Problem.__dict__["__init_subclass__"])
            assert inspect.isfunction(own.__dict__["__init__"])
        assert mixed(order_id="o", customer="c").order_id == "o"


def test_a_run_that_wants_nothing_of_it_pays_nothing(shop: pytest.Pytester) -> None:
    """The plugin loads neither the client nor a catalog, and leaves `Problem` alone."""
    shop.makepyfile(
        """
        import sys
        from errbook import Problem

        def test_it():
            assert "errbook.testing" in sys.modules
            assert not {"errbook.client", "errbook.settings", "errbook.testing.coverage",
                        "errbook.package", "pydantic", "yaml"} & sys.modules.keys()
            assert type(Problem.__dict__["__init__"]).__name__ == "function"
        """
    )
    shop.runpytest_subprocess().assert_outcomes(passed=1)
