"""The baseline: what is known does not count, what is new does, and what is gone is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from errbook.exceptions import UsageError
from errbook.findings import Finding
from errbook.lint.baseline import Baseline
from errbook.lint.engine import lint
from errbook.settings import LintSettings, Settings

WITHOUT_FIX = """\
code: err:unkey:data:{}
status: 404
title: Not Found
summary: The key does not exist.
scenarios: [The key was deleted.]
"""
FILE = "errbook-baseline.json"


def _settings(root: Path, **lint: object) -> Settings:
    chosen = LintSettings.model_validate({"select": ["EB4", "EB306", "EB603", "EB905"], **lint})
    return Settings(root, lint=chosen, root=root.parent)


def _known(root: Path) -> Settings:
    """Write the baseline of the catalog, and return settings that name it."""
    settings = _settings(root)
    found = lint(root, settings, known=True).findings
    (root.parent / FILE).write_text(Baseline.of(found, settings.root).text(), "utf-8")
    return _settings(root, baseline=FILE)


def _found(settings: Settings) -> list[str]:
    return [
        f"{one.place.path.name}:{one.place.line} {one.rule} {one.message}"
        for one in lint(settings.catalog, settings).findings
    ]


def _write(root: Path, *definitions: str) -> None:
    (root / "errors.yaml").write_text("---\n".join(definitions), "utf-8")


def test_what_is_known_does_not_count(filled: Callable[..., Path]) -> None:
    """Wherever in its file it stands by now."""
    root = filled(WITHOUT_FIX.format("a"))
    settings = _known(root)
    assert _found(settings) == []
    _write(root, "# Errors of the data plane.\n\n" + WITHOUT_FIX.format("a"))
    assert _found(settings) == []


def test_the_file_has_a_finding_a_line(filled: Callable[..., Path]) -> None:
    """In order, with paths as seen from the project, so that its history can be read."""
    root = filled(f"{WITHOUT_FIX.format('b')}---\n{WITHOUT_FIX.format('a')}")
    _known(root)
    text = (root.parent / FILE).read_text("utf-8")
    assert text == (
        "{\n"
        '  "errbook-baseline": 1,\n'
        '  "findings": [\n'
        '    {"path": "catalog/errors.yaml", "rule": "EB402",'
        ' "message": "`err:unkey:data:a` has no fix", "count": 1},\n'
        '    {"path": "catalog/errors.yaml", "rule": "EB402",'
        ' "message": "`err:unkey:data:b` has no fix", "count": 1}\n'
        "  ]\n"
        "}\n"
    )
    assert json.loads(text)["errbook-baseline"] == 1
    assert Baseline.of([], root).text() == '{\n  "errbook-baseline": 1,\n  "findings": []\n}\n'


def test_what_is_new_counts(filled: Callable[..., Path]) -> None:
    """Another definition, another file, another rule, and one more of what is known."""
    root = filled(WITHOUT_FIX.format("a"))
    settings = _known(root)
    _write(root, WITHOUT_FIX.format("a"), WITHOUT_FIX.format("b"))
    assert _found(settings) == ["errors.yaml:7 EB402 `err:unkey:data:b` has no fix"]
    _write(root, WITHOUT_FIX.format("a").replace("Not ", "Not  "))
    assert [line.partition(" has")[0] for line in _found(settings)] == [
        "errors.yaml:3 EB306 `title`"
    ]
    (root / "errors.yaml").rename(root / "others.yaml")
    found = [line.split()[:2] for line in _found(settings)]
    assert ["others.yaml:1", "EB402"] in found


def test_of_equal_findings_as_many_are_known_as_there_were(filled: Callable[..., Path]) -> None:
    """The third of two is new."""
    related = "related: [{0}, {0}, {0}]\n".format("{code: err:unkey:data:a}")
    two = f"{WITHOUT_FIX.format('a')}fixes: [{{intro: Look.}}]\n{related}"
    root = filled(two)
    settings = _known(root)
    assert [row["count"] for row in json.loads((root.parent / FILE).read_text())["findings"]] == [3]
    _write(root, two.replace("related: [", "related: [{code: err:unkey:data:a}, "))
    assert [line[:20] for line in _found(settings)] == ["errors.yaml:7 EB603 "]


def test_a_message_with_a_line_in_it_is_known_when_that_moves(filled: Callable[..., Path]) -> None:
    """The second of two relations names the line of the first."""
    relation = "- {code: err:unkey:data:b, reason: It is another.}\n"
    one = f"{WITHOUT_FIX.format('a')}related:\n{relation}{relation}"
    root = filled(f"{one}---\n{WITHOUT_FIX.format('b')}")
    assert any("line 7" in line for line in _found(_settings(root)))
    settings = _known(root)
    _write(root, f"# Above.\n{one}", WITHOUT_FIX.format("b"))
    assert _found(settings) == []


def test_what_is_gone_is_found(filled: Callable[..., Path]) -> None:
    """At its line, with how often it is gone and how to write the file anew."""
    root = filled(f"{WITHOUT_FIX.format('a')}---\n{WITHOUT_FIX.format('b')}")
    settings = _known(root)
    _write(root, WITHOUT_FIX.format("a"))
    assert _found(settings) == [
        f"{FILE}:5 EB905 `catalog/errors.yaml` does not have this finding of EB402 any more"
    ]
    [gone] = lint(root, settings).findings
    assert gone.help is not None
    assert gone.help.startswith("write it anew with: errbook lint --write-baseline ")
    related = "related: [{0}, {0}, {0}]\n".format("{code: err:unkey:data:a}")
    _write(root, f"{WITHOUT_FIX.format('a')}{related}", WITHOUT_FIX.format("b"))
    settings = _known(root)
    _write(root, WITHOUT_FIX.format("a"), WITHOUT_FIX.format("b"))
    assert [line.partition(" any more")[2] for line in _found(settings)] == [" 3 times"]


def test_what_is_gone_is_found_in_a_file_in_another_form_as_well(
    filled: Callable[..., Path],
) -> None:
    """Somebody may have let an editor format it: then it is found at the start."""
    root = filled(WITHOUT_FIX.format("a"))
    settings = _known(root)
    path = root.parent / FILE
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")), indent=8), "utf-8")
    assert _found(settings) == []
    _write(root, WITHOUT_FIX.format("a") + "fixes: [{intro: Look.}]\n")
    assert [line[:26] for line in _found(settings)] == [f"{FILE}:1 EB"]


def test_of_a_rule_that_does_not_run_nothing_is_called_gone(filled: Callable[..., Path]) -> None:
    """The next run may find it; what no rule is called any more is gone for good."""
    root = filled(WITHOUT_FIX.format("a"))
    _known(root)
    assert _found(_settings(root, baseline=FILE, select=["EB306", "EB905"])) == []
    path = root.parent / FILE
    path.write_text(path.read_text("utf-8").replace("EB402", "EB777"), "utf-8")
    assert len(_found(_settings(root, baseline=FILE, select=["EB306", "EB905"]))) == 1


def test_what_is_gone_can_be_ignored(filled: Callable[..., Path]) -> None:
    """As everything that a rule finds."""
    root = filled(WITHOUT_FIX.format("a"))
    _known(root)
    _write(root, WITHOUT_FIX.format("a") + "fixes: [{intro: Look.}]\n")
    for settings in ({"ignore": ["EB905"]}, {"per-file-ignores": {"*.json": ["EB905"]}}):
        assert _found(_settings(root, baseline=FILE, **settings)) == []


def test_what_reading_refuses_is_never_known(filled: Callable[..., Path]) -> None:
    """A baseline that has it anyway makes no difference."""
    root = filled(f"{WITHOUT_FIX.format('a')}titel: Not Found\n")
    settings = _known(root)
    assert [line[:19] for line in _found(settings)] == ["errors.yaml:6 EB104"]


LIST = '{"errbook-baseline": 1, "findings": [%s]}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"errbook-baseline": 2, "findings": []}',
        '{"errbook-baseline": 1}',
        '{"errbook-baseline": 1, "findings": {"a": 1}}',
        LIST % 1,
        LIST % '{"path": 1, "rule": "", "message": "", "count": 1}',
        LIST % '{"path": "", "rule": "", "message": ""}',
        LIST % '{"path": "", "rule": "", "message": "", "count": []}',
        LIST % '{"path": "", "rule": "", "message": "", "count": "many"}',
    ],
)
def test_a_file_that_is_no_baseline_is_refused(filled: Callable[..., Path], text: str) -> None:
    """With the command that makes one."""
    root = filled(WITHOUT_FIX.format("a"))
    path = root.parent / FILE
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError) as caught:
        lint(root, _settings(root, baseline=FILE))
    told = f"{path} is no baseline; make it anew with: errbook lint --write-baseline {path}"
    assert str(caught.value) == told


def test_a_baseline_that_is_not_there_is_refused(filled: Callable[..., Path]) -> None:
    """Everything would count, and nobody would know why."""
    root = filled(WITHOUT_FIX.format("a"))
    path = root.parent / FILE
    with pytest.raises(UsageError, match=f"no baseline {path}; make one with: errbook lint"):
        lint(root, _settings(root, baseline=FILE))
    path.mkdir()
    with pytest.raises(UsageError, match="cannot be read: Is a directory"):
        lint(root, _settings(root, baseline=FILE))


def test_a_finding_outside_of_the_project_is_known_by_its_whole_path(tmp_path: Path) -> None:
    """As an absolute path."""
    settings = Settings(tmp_path / "catalog", root=tmp_path / "elsewhere")
    finding = next(iter(_one(tmp_path)))
    known = Baseline.of([finding], settings.root).text()
    assert json.loads(known)["findings"][0]["path"] == (tmp_path / "errors.yaml").as_posix()


def _one(folder: Path) -> list[Finding]:
    (folder / "catalog.yaml").write_text("errbook: 1\nname: A\ncode: '{name}'\n", "utf-8")
    _write(folder, WITHOUT_FIX.format("a").replace("err:unkey:data:", ""))
    return lint(folder, Settings(folder, lint=LintSettings(select=["EB402"]))).findings
