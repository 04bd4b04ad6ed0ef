"""Which rules count, for which files, and how much."""

from collections.abc import Callable
from pathlib import Path

import pytest

from errbook.exceptions import UsageError
from errbook.findings import Severity
from errbook.lint.config import Config
from errbook.lint.engine import lint, rules
from errbook.settings import LintSettings, Settings

EMPTY = """\
code: err:unkey:data:key_not_found
status: 404
title: Not Found
summary: The key does not exist.
what_happened: The key was deleted.
"""
"""A definition without scenarios (EB401) and fixes (EB402)."""


def _settings(root: Path, **lint: object) -> Settings:
    return Settings(root, lint=LintSettings.model_validate(lint), root=root.parent)


def _found(root: Path, **settings: object) -> set[str]:
    return {finding.rule for finding in lint(root, _settings(root, **settings)).findings}


def _run(**settings: object) -> set[str]:
    """Return the ids of the rules that run by these settings, without those of reading."""
    config = Config.of(LintSettings.model_validate(settings), rules())
    return {rule.id for rule in config.rules if not rule.is_refusal}


ALL = {rule.id for rule in rules() if not rule.is_refusal}
OF_RELATIONS = {id for id in ALL if id.startswith("EB6")}


@pytest.mark.parametrize(
    ("settings", "run"),
    [
        ({}, ALL),
        ({"select": ["all"]}, ALL),
        ({"select": ["EB"]}, ALL),
        ({"select": ["EB602"]}, {"EB602"}),
        ({"select": ["eb602", "no-fix", "No_Scenario"]}, {"EB602", "EB402", "EB401"}),
        ({"select": ["EB6"]}, OF_RELATIONS),
        ({"ignore": ["EB6"]}, ALL - OF_RELATIONS),
        ({"ignore": ["all"]}, set()),
        ({"ignore": ["one-way-relation"]}, ALL - {"EB602"}),
        ({"select": ["EB6"], "ignore": ["EB602"]}, OF_RELATIONS - {"EB602"}),
        ({"select": ["EB602"], "ignore": ["EB602"]}, set()),
        ({"select": ["EB602"], "ignore": ["EB6"]}, {"EB602"}),
        ({"select": ["EB60", "EB4"], "ignore": ["all", "EB6"]}, {"EB60", "EB4"}),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",  # sets have no order
)
def test_the_setting_that_names_a_rule_most_exactly_decides(
    settings: dict[str, object], run: set[str]
) -> None:
    """By id, by name in any spelling, by the start of ids, or all; a tie is ignored."""
    starts = tuple(run)
    assert _run(**settings) == {id for id in ALL if starts and id.startswith(starts)}


def test_rules_that_do_not_run_find_nothing(filled: Callable[..., Path]) -> None:
    """What is not selected is not reported."""
    root = filled(EMPTY)
    assert {"EB401", "EB402"} <= _found(root)
    assert _found(root, select=["EB402"]) == {"EB402"}
    assert "EB402" not in _found(root, ignore=["EB402"])


def test_a_mistake_that_no_catalog_can_have_is_found_whatever_is_selected(
    filled: Callable[..., Path],
) -> None:
    """Reading needs these rules, and ignoring all of their hundred leaves them."""
    root = filled(f"{EMPTY}titel: Not Found\n")
    assert _found(root, select=["EB602"]) == {"EB104"}
    assert "EB104" in _found(root, ignore=["all"])


@pytest.mark.parametrize("name", ["EB104", "unknown-field", "Unknown_Field"])
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("ignore", lambda name: [name]),
        ("severity", lambda name: {name: "info"}),
        ("per_file_ignores", lambda name: {"*.yaml": [name]}),
    ],
    ids=["ignore", "severity", "per-file-ignores"],
)
def test_such_a_mistake_cannot_be_ignored_by_name(
    setting: str, value: Callable[[str], object], name: str
) -> None:
    """It would go on to fail every build."""
    settings = LintSettings.model_validate({setting: value(name)}, by_name=True)
    said = rf"^{setting.replace('_', '-')}.*: EB104 \(unknown-field\) always counts"
    with pytest.raises(UsageError, match=said):
        Config.of(settings, rules())


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"select": ["EB777"]}, "select: there is no rule `EB777`"),
        ({"select": [""]}, "select: there is no rule ``"),
        ({"ignore": ["no-fixes"]}, "ignore: there is no rule `no-fixes`, did you mean `no-fix`?"),
        (
            {"severity": {"no-scenarios": "info"}},
            "severity: there is no rule `no-scenarios`, did you mean `no-scenario`?",
        ),
        (
            {"per-file-ignores": {"old/*": ["E402"]}},
            "per-file-ignores, old/*: there is no rule `E402`, did you mean `EB402`?",
        ),
    ],
)
def test_a_name_that_no_rule_has_is_refused(settings: dict[str, object], said: str) -> None:
    """With the setting, and the name that is near."""
    with pytest.raises(UsageError) as caught:
        Config.of(LintSettings.model_validate(settings), rules())
    assert str(caught.value) == said


@pytest.mark.parametrize(
    "severity",
    [
        {"EB402": "error"},
        {"no-fix": "error"},
        {"EB402": "error", "EB4": "info"},
        {"EB4": "info", "EB402": "error"},
        {"all": "info", "EB40": "error", "EB4": "warning"},
    ],
    ids=str,
)
def test_a_severity_of_the_settings_goes_before_that_of_the_rule(
    filled: Callable[..., Path], severity: dict[str, str]
) -> None:
    """The more exact name decides here as well, whatever the order."""
    root = filled(EMPTY)
    findings = lint(root, _settings(root, severity=severity)).findings
    [no_fix] = [finding for finding in findings if finding.rule == "EB402"]
    assert no_fix.severity is Severity.ERROR


@pytest.fixture
def old(filled: Callable[..., Path]) -> Path:
    """Write a catalog with files beside the folder `old`, in it, and below it."""
    root = filled(EMPTY)
    for path in ("old/data.yaml", "old/very/data.yaml"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        name = path.replace("/", "_").removesuffix(".yaml")
        (root / path).write_text(EMPTY.replace("key_not_found", name), "utf-8")
    return root


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("old/*.yaml", {"errors.yaml", "old/very/data.yaml"}),
        ("old/**/*.yaml", {"errors.yaml"}),
        ("old", {"errors.yaml"}),
        ("old/", {"errors.yaml"}),
        ("data.yaml", {"errors.yaml"}),
        ("very", {"errors.yaml", "old/data.yaml"}),
        ("/data.yaml", {"errors.yaml", "old/data.yaml", "old/very/data.yaml"}),
        ("catalog/old/data.yaml", {"errors.yaml", "old/very/data.yaml"}),
        ("catalog", set()),
        ("*", set()),
        ("[de]*.yaml", set()),
        ("errors.yml", {"errors.yaml", "old/data.yaml", "old/very/data.yaml"}),
    ],
)
def test_a_rule_can_be_ignored_in_some_files(old: Path, pattern: str, left: set[str]) -> None:
    """Patterns are those of .gitignore, seen from the catalog and from the project."""
    settings = _settings(old, **{"per-file-ignores": {pattern: ["EB402"]}})
    findings = lint(old, settings).findings
    found = {finding.place.path for finding in findings if finding.rule == "EB402"}
    assert {path.relative_to(old).as_posix() for path in found} == left
    assert sum(finding.rule == "EB401" for finding in findings) == 3


def test_a_rule_about_code_can_be_ignored_in_some_files(filled: Callable[..., Path]) -> None:
    """Seen from the folder of pyproject.toml."""
    root = filled(EMPTY)
    code = root.parent / "src"
    code.mkdir()
    for name in ("new.py", "old.py"):
        (code / name).write_text(
            "from fastapi import HTTPException\nraise HTTPException(404)\n", "utf-8"
        )
    for pattern, left in (("src/old.py", ["new.py"]), ("src/*", []), ("old.py", ["new.py"])):
        chosen = LintSettings.model_validate({"per-file-ignores": {pattern: ["foreign-raise"]}})
        settings = Settings(root, source=(code,), lint=chosen, root=root.parent)
        findings = lint(root, settings).findings
        assert [one.place.path.name for one in findings if one.rule == "EB805"] == left


@pytest.mark.parametrize("setting", ["source", "tests"])
def test_a_place_of_code_that_is_not_there_is_refused(
    filled: Callable[..., Path], setting: str
) -> None:
    """A folder with a typing mistake would be code without a mistake."""
    settings = Settings(filled(EMPTY), **{setting: (Path("scr"),)})  # type: ignore[arg-type]
    said = rf"^{setting} in \[tool\.errbook\] names scr, which does not exist$"
    with pytest.raises(UsageError, match=said):
        lint(settings.catalog, settings)


def test_code_in_hidden_folders_is_not_that_of_the_project(filled: Callable[..., Path]) -> None:
    """An environment holds much code that raises HTTPException."""
    root = filled(EMPTY)
    hidden = root.parent / ".venv/lib"
    hidden.mkdir(parents=True)
    (hidden / "a.py").write_text("from flask import abort\nabort(404)\n", "utf-8")
    settings = Settings(root, source=(root.parent,))
    assert "EB805" not in {finding.rule for finding in lint(root, settings).findings}
