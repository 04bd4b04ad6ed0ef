"""Wrong arguments under test: each fails the test in which it happens, or is collected."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import errbook.problem as state
from errbook.problem import Problem

__all__ = ["Mistakes", "mistakes"]

_MOST = 20
"""Different mistakes that one failure shows; Hypothesis can find any number of them."""

_HINT = (
    "Production would log it and go on; `errbook.testing.mistakes()` collects it in a test of that."
)


@contextmanager
def mistakes() -> Iterator[list[str]]:
    """Collect the wrong arguments that are given meanwhile, in any thread; they fail no test.

    Each is a text, the code and what is wrong: `shop.not_found is missing order_id`.
    """
    found: list[str] = []
    with _told(lambda problem, what: found.append(f"{_named(problem)} {what}")):
        yield found


class Mistakes:
    """The plugin's part that fails tests."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.found: dict[str, int] = {}
        """What was found since it was last told, and how often."""
        self.left_out = 0

    def note(self, problem: Problem, what: str) -> None:
        """Remember a mistake; `errbook.problem.on_mistake` while a test runs."""
        text = f"{self._place(problem)}: {_named(problem)} {what}"
        if text in self.found or len(self.found) < _MOST:
            self.found[text] = self.found.get(text, 0) + 1
        else:
            self.left_out += 1

    def taken(self) -> str:
        """Return what was found, as the text of a failure, and forget it; empty if nothing was."""
        found, left_out = self.found, self.left_out
        self.found, self.left_out = {}, 0
        if not found:
            return ""
        lines = [f"{text} ({times} times)" if times > 1 else text for text, times in found.items()]
        lines += [f"… and {left_out} more"] if left_out else []
        return "\n".join([*lines, _HINT])

    # While a test or a module is run, and at no other time, mistakes come here.

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Watch over a test, its fixtures included, unless it is tolerant."""
        tolerant = item.get_closest_marker("errbook_tolerant")
        with _told(None if tolerant else self.note):
            return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Watch over the import of a module: its constants, and the params of its tests."""
        with _told(self.note):
            report = yield
        text = self.taken()
        if text and not collector.get_closest_marker("errbook_tolerant"):
            if report.passed:
                report.outcome, report.longrepr = "failed", text
            else:
                report.sections.append(("errbook", text))
        return report

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Fail the setup."""
        return (yield from self._failing(item, "setup"))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Fail the test itself."""
        return (yield from self._failing(item, "call"))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Fail the teardown."""
        return (yield from self._failing(item, "teardown"))

    def _failing(self, item: pytest.Item, when: str) -> Generator[None, Any, Any]:
        try:
            result = yield
        except BaseException as error:
            text = self.taken()
            if text and isinstance(error, pytest.skip.Exception):
                pytest.fail(text, pytrace=False)
            if text:
                item.add_report_section(when, "errbook", text)
            raise
        text = self.taken()
        if text:
            pytest.fail(text, pytrace=False)
        return result

    def _place(self, problem: Problem) -> str:
        """Return the file and line at which `problem` is constructed."""
        declared = [base for base in type(problem).__mro__ if base.__dict__.get("code")]
        made = (getattr(base, "__init__", None) for base in declared)
        inside = {getattr(function, "__code__", None) for function in made}
        frame = sys._getframe(1)
        while frame.f_back is not None:
            module = f"{frame.f_globals.get('__name__')}."
            if not module.startswith("errbook.") and frame.f_code not in inside:
                break
            frame = frame.f_back
        path = Path(frame.f_code.co_filename)
        shown = path.relative_to(self.root) if path.is_relative_to(self.root) else path
        return f"{shown}:{frame.f_lineno}"


@contextmanager
def _told(who: Callable[[Problem, str], None] | None) -> Iterator[None]:
    """Have mistakes told to `who` meanwhile; to the log, which starts anew, if that is None."""
    before = state.on_mistake, state._said
    state.on_mistake, state._said = who, set()
    try:
        yield
    finally:
        state.on_mistake, state._said = before


def _named(problem: Problem) -> str:
    return problem.code or type(problem).__name__
