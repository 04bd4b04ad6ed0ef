"""The rules about code over the project's own example: they find what is really there.

`tests/keys_api` restates a part of the API whose errors the reference catalog declares. What it is
not about is said in `tests/keys_api/scope.py`, by which its other tests go as well.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from tests.keys_api.scope import is_of_this_service

from errbook.catalog import load
from errbook.findings import Finding
from errbook.lint.engine import lint
from errbook.settings import LintSettings, Settings

TOP = Path(__file__).parents[1]
SERVICE = TOP / "tests" / "keys_api"
SETTINGS = Settings(
    TOP / "catalog",
    source=(SERVICE,),
    tests=(TOP / "tests",),
    lint=LintSettings(select=["EB8"]),
    root=TOP,
)
OF_THE_SOURCE = replace(
    SETTINGS, tests=(), lint=LintSettings(select=["EB801", "EB802", "EB803", "EB805", "EB806"])
)
"""Without what is never tested: all tests would be read for it once more."""

pytestmark = pytest.mark.xdist_group("keys_api_lint")  # all of it is read once


@cache
def _as_it_is() -> list[Finding]:
    return lint(SETTINGS.catalog, SETTINGS).findings


def _with(unsaved: dict[Path, bytes]) -> list[Finding]:
    return lint(SETTINGS.catalog, OF_THE_SOURCE, unsaved=unsaved).findings


def _found(findings: list[Finding]) -> list[str]:
    """Return what the rules about code find, without what is never raised or never tested."""
    return [
        f"{one.place.path.name}:{one.place.line} {one.rule} {one.message}"
        for one in findings
        if one.rule not in ("EB802", "EB804")
    ]


def _codes(rule: str, findings: list[Finding]) -> list[str]:
    """Return the codes that the messages of a rule name."""
    return [re.findall("`(.+?)`", one.message)[0] for one in findings if one.rule == rule]


def test_all_that_is_raised_is_declared_present_and_can_be_told() -> None:
    """No EB801, EB803, EB805 or EB806: nothing undeclared, deprecated, foreign or computed."""
    assert _found(_as_it_is()) == []


@pytest.mark.parametrize("rule", ["EB802", "EB804"])
def test_never_raised_and_never_tested_is_what_the_service_is_not_about(rule: str) -> None:
    """Exactly those errors; there are some, and most are not among them."""
    others = [
        entry.code.text
        for entry in load(TOP / "catalog")
        if not is_of_this_service(entry.code.text) and not entry.definition.retired
    ]
    assert sorted(_codes(rule, _as_it_is())) == sorted(others)
    assert 20 < len(others) < len(load(TOP / "catalog"))


ONLY = "raise authorization.WorkspaceDisabled("
"""In auth.py, and nowhere else."""


def _changed(new: str) -> tuple[list[Finding], int]:
    """Return what is found with `new` in the place of `ONLY`, and the line of it."""
    path = SERVICE / "auth.py"
    before, only, after = path.read_text("utf-8").partition(ONLY)
    assert only
    return _with({path: f"{before}{new}{after}".encode()}), before.count("\n") + 1


def test_a_misspelt_class_is_found_and_the_right_one_missed() -> None:
    """At its line; what is raised nowhere else is then never raised."""
    findings, line = _changed("raise authorization.WorkspaceDisable(")
    told = "EB801 `authorization.WorkspaceDisable` is not declared in the catalog"
    assert _found(findings) == [f"auth.py:{line} {told}"]
    missed = {*_codes("EB802", findings)} - {*_codes("EB802", _as_it_is())}
    assert missed == {"err:unkey:authorization:workspace_disabled"}


def test_an_exception_of_the_framework_is_found() -> None:
    """By what it is imported from, whatever it is called."""
    findings, line = _changed("from fastapi import HTTPException as Answer; raise Answer(")
    told = "EB805 `Answer` answers with an error that the catalog does not know"
    assert _found(findings) == [f"auth.py:{line} {told}"]


def test_what_is_computed_is_said_to_be_undecided() -> None:
    """It is not guessed, and the class that is handed on counts as raised."""
    findings, line = _changed("raise {1: authorization.WorkspaceDisabled}[1](")
    [found] = _found(findings)
    assert found.startswith(f"auth.py:{line} EB806 it cannot be told what is raised here: ")
    assert _codes("EB802", findings) == _codes("EB802", _as_it_is())
