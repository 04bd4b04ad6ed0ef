"""Which errors of a catalog a run of tests has raised."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import errbook
from errbook.exceptions import ErrbookError, UsageError
from errbook.problem import Problem
from errbook.problems import Problems

__all__ = ["Coverage", "count"]

_counted: list[set[str]] = []
"""The codes raised so far, for each run that counts them: a run can have another one in it."""


def count(code: str) -> None:
    """Count the error `code` as raised, in the runs that count."""
    for codes in _counted:
        codes.add(code)


class Coverage:
    """The plugin's part that counts. With xdist, workers count and the controller adds up."""

    def __init__(self, config: pytest.Config) -> None:
        self.works_for_another = hasattr(config, "workerinput")
        self.least: float | None = config.getoption("errbook_fail_under")
        given: list[str] = config.getoption("errbook_coverage")
        self.catalogs = [] if self.works_for_another else [_catalog(one, config) for one in given]
        self.raised: set[str] = set()
        self.wanted: set[str] = set()
        self.only_collects: bool = config.getoption("collectonly")
        _start(self.raised)

    @property
    def missing(self) -> list[str]:
        """The codes that no test raised."""
        return sorted(self.wanted - self.raised)

    @property
    def percent(self) -> float:
        """How many were raised, rounded down: 100 means all of them."""
        total = len(self.wanted)
        return (total - len(self.missing)) * 1000 // total / 10 if total else 100

    @property
    def too_few(self) -> bool:
        """Whether the run has to fail."""
        return self.least is not None and self.percent < self.least

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Add what a worker of xdist has seen. One that crashed has nothing to tell."""
        self.raised.update(getattr(node, "workeroutput", {}).get("errbook_raised", ()))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Add up, and make the run fail if fewer than wanted were raised."""
        if self.works_for_another:
            output: dict[str, Any] = session.config.workeroutput  # type: ignore[attr-defined]
            output["errbook_raised"] = sorted(self.raised)
            return
        for problems in self.catalogs:
            self.wanted.update(code for code, cls in problems.items() if not cls._retired)
        if self.too_few and session.exitstatus == pytest.ExitCode.OK and not self.only_collects:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """List the errors that no test raised."""
        if self.only_collects:
            return
        total, missing = len(self.wanted), self.missing
        terminalreporter.section("errbook coverage")
        terminalreporter.line(
            f"{total - len(missing)} of {total} errors raised: {self.percent:g}%"
            + ("; not raised:" if missing else "")
        )
        for code in missing:
            terminalreporter.line(code)
        if self.too_few:
            said = f"{self.percent:g}% is less than the {self.least:g}% of --errbook-fail-under"
            terminalreporter.line(said, red=True, bold=True)

    def pytest_unconfigure(self) -> None:
        """Count no more."""
        _stop(self.raised)


def _catalog(text: str, config: pytest.Config) -> Problems:
    """Return the errors that a value of `--errbook-coverage` names."""
    folder = Path(config.invocation_params.dir, text)
    is_name = all(part.isidentifier() for part in text.split("."))
    try:
        if not text:
            from errbook.settings import Settings

            return errbook.load(Settings.find(config.rootpath).catalog)
        if is_name and not (folder / "catalog.yaml").is_file():
            return _package(text)
        return errbook.load(folder)
    except ErrbookError as error:
        swallowed = text and not is_name and isinstance(error, UsageError)
        hint = "; write `--errbook-coverage=` where a path follows" if swallowed else ""
        raise pytest.UsageError(f"--errbook-coverage: {error}{hint}") from None


def _package(name: str) -> Problems:
    from importlib import import_module

    try:
        module = import_module(name)
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and f"{name}.".startswith(f"{error.name}."):
            said = f"there is no module `{name}`, and no catalog in a folder of that name"
        else:
            said = f"`{name}` cannot be imported: {type(error).__name__}: {error}"
        raise pytest.UsageError(f"--errbook-coverage: {said}") from None
    return Problems.of(module)


# Classes are made to tell of their use as long as a run counts. A `__new__` on `Problem` could do
# it as well, but CPython does not forget it: a class that mixes in OSError would from then on fail.


class _Counted:
    """An `__init__` that counts. A descriptor, which adds no frame to those of the call.

    What is made without it does not count: a copy, and what was unpickled or parsed.
    """

    def __init__(self, function: Any) -> None:
        self.function = function

    def __get__(self, problem: Problem | None, cls: type[Problem]) -> Any:
        if problem is not None:
            count(type(problem).code)
        return self.function.__get__(problem, cls)


def _start(codes: set[str]) -> None:
    """Count in `codes`, too."""
    _counted.append(codes)
    if len(_counted) == 1:
        Problem.__init_subclass__ = classmethod(_init_subclass)  # type: ignore[assignment]
        for cls in _classes(Problem):
            _watch(cls)


def _stop(codes: set[str]) -> None:
    """Leave everything as it was, if no other run counts."""
    _counted[:] = [one for one in _counted if one is not codes]
    if not _counted:
        Problem.__init_subclass__ = _defined  # type: ignore[method-assign]
        for cls in _classes(Problem):
            own = cls.__dict__.get("__init__")
            if isinstance(own, _Counted):
                cls.__init__ = own.function  # type: ignore[method-assign]


_defined: Any = Problem.__dict__["__init_subclass__"]


def _init_subclass(cls: type[Problem], /, **options: Any) -> None:
    _defined.__get__(None, cls)(**options)
    _watch(cls)


def _watch(cls: type[Problem]) -> None:
    own = cls.__dict__.get("__init__")
    if own is not None and not isinstance(own, _Counted):
        cls.__init__ = _Counted(own)  # type: ignore[method-assign, assignment]


def _classes(cls: type[Problem]) -> Iterator[type[Problem]]:
    yield cls
    for below in cls.__subclasses__():
        yield from _classes(below)
