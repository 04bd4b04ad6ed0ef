"""What answers an exception that nobody caught."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from errbook import Problem
from errbook.client import adopt, parse
from errbook.problems import Problems
from errbook.web import answer

MANIFEST = """
errbook: 1
name: Shop
code: "{group}.{name}"
fallbacks: {unhandled: shop.broken}
"""

DEFINITIONS = """
code: shop.not_found
status: 404
title: Not Found
summary: S.
detail: There is no {thing}.
params: {thing: {type: string}}
---
code: shop.broken
status: 500
title: Broken
summary: S.
"""

Load = Callable[..., Problems]


@pytest.fixture(scope="module")
def errors(load: Load) -> Problems:
    """A catalog with a fallback."""
    return load(DEFINITIONS, MANIFEST)


@pytest.fixture
def not_found(errors: Problems) -> Problem:
    """A problem of the service's own."""
    return errors["shop.not_found"](thing="x")


@pytest.fixture
def received(errors: Problems, not_found: Problem) -> Problem:
    """The same, as another service sent it."""
    found = parse((404, not_found.headers, not_found.to_json()), errors)
    assert found is not None
    return found


def test_a_problem_is_its_own_answer(
    errors: Problems, not_found: Problem, caplog: pytest.LogCaptureFixture
) -> None:
    """And nothing to be logged."""
    assert answer(not_found, errors) is not_found
    assert not caplog.records


@pytest.mark.parametrize("depth", [1, 2])
def test_the_only_one_of_a_group_is_the_answer(
    errors: Problems, not_found: Problem, depth: int
) -> None:
    """As a task group raises it."""
    error: Exception = not_found
    for _ in range(depth):
        error = ExceptionGroup("one", [error])
    assert answer(error, errors) is not_found


def test_two_of_a_group_are_a_fault_of_the_service(errors: Problems, not_found: Problem) -> None:
    """There is one response, and no telling which of them it is."""
    both = ExceptionGroup("two", [not_found, ValueError("secret")])
    assert answer(both, errors).code == "shop.broken"


def test_anything_else_is_the_fallback_and_goes_to_the_log(
    errors: Problems, caplog: pytest.LogCaptureFixture
) -> None:
    """With its traceback; the client learns nothing of it."""
    try:
        raise ValueError("secret")
    except ValueError as error:
        problem = answer(error, errors)
    assert (problem.code, problem.status) == ("shop.broken", 500)
    assert b"secret" not in problem.to_json()
    assert caplog.records[0].getMessage() == "unhandled ValueError"
    assert "ValueError: secret" in caplog.text


def test_without_a_fallback_it_is_a_bare_500(load: Load) -> None:
    """Which RFC 9457 calls about:blank."""
    problem = answer(ValueError("secret"), load(DEFINITIONS))
    assert (problem.type, problem.status) == ("about:blank", 500)


def test_a_received_problem_is_never_passed_on(
    errors: Problems, received: Problem, caplog: pytest.LogCaptureFixture
) -> None:
    """It is the fault of this service, whose client has nothing to do with the other one."""
    assert answer(received, errors).code == "shop.broken"
    assert answer(ExceptionGroup("one", [received]), errors).code == "shop.broken"
    assert caplog.records[0].getMessage() == "unhandled NotFound, received: shop.not_found"
    assert caplog.records[0].__dict__["error.type"] == "shop.not_found"


def test_unless_it_is_asked_for(errors: Problems, received: Problem) -> None:
    """Adopted, it is the service's own."""
    own = adopt(received)
    assert answer(own, errors) is own
    assert own.detail == "There is no x."


def test_a_broken_log_does_not_break_the_answer(errors: Problems) -> None:
    """A filter of the service's own that raises is not the client's concern."""

    def broken(_: logging.LogRecord) -> bool:
        raise RuntimeError

    logger = logging.getLogger("errbook")
    logger.addFilter(broken)
    try:
        assert answer(ValueError(), errors).status == 500
    finally:
        logger.removeFilter(broken)
