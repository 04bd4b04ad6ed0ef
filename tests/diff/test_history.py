"""The history of a catalog in git: each commit has exactly the verdict that is expected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.diff.repository import IDENTITY, Repository

from errbook.cli.app import run

STEPS = yaml.safe_load((Path(__file__).parent / "history.yaml").read_text("utf-8"))
GOLDEN = Path(__file__).parent / "golden/history.md"
WHOM = {"wire": "clients", "code": "raisers", "docs": "readers"}


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Repository]:
    """A repository with a commit a step, each tagged with its number."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"):
            patch.setenv(name, IDENTITY[name])
        repository = Repository(tmp_path_factory.mktemp("history") / "service")
        (repository.root / "errors.yaml").unlink()
        for number, step in enumerate(STEPS):
            _take(step, repository)
            repository.commit(f"v{number}")
        yield repository


def _take(step: dict[str, Any], repository: Repository) -> None:
    for name, text in step.get("write", {}).items():
        path = repository.write(name, text)
        if not text:
            path.unlink()
    for name, (old, new) in step.get("replace", {}).items():
        text = (repository.root / name).read_text("utf-8")
        assert text.count(old) == 1, f"{step['step']}: {old}"
        repository.write(name, text.replace(old, new))


@pytest.mark.parametrize("number", range(1, len(STEPS)), ids=[step["step"] for step in STEPS[1:]])
def test_each_commit_has_its_verdict(
    number: int,
    history: Repository,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every change is there, and no other; and so is whom it breaks, clients first."""
    history.git("checkout", "--quiet", f"v{number}")
    monkeypatch.chdir(history.top)
    code = run(["breaking", "--against", "HEAD~1", "--strict", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    made = [f"{one['severity']} {one['change']} {one['code'] or ''}" for one in found]
    assert sorted(made) == sorted(STEPS[number]["gives"])
    broken = {WHOM[one["level"]] for one in found if one["severity"] == "error"}
    verdict = next((whom for whom in WHOM.values() if whom in broken), "perhaps")
    assert (verdict if code else "nobody") == STEPS[number]["breaks"]


def test_all_of_it_is_what_is_left_of_it(
    history: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What came and went between the first commit and the last is no change."""
    history.git("checkout", "--quiet", f"v{len(STEPS) - 1}")
    monkeypatch.chdir(history.top)
    assert run(["breaking", "--against", "v0", "--format", "markdown"]) == 1
    assert capsys.readouterr().out == GOLDEN.read_text("utf-8")


def test_there_are_at_least_thirty_steps() -> None:
    """And every verdict is given."""
    assert len(STEPS) > 30
    verdicts = {"clients", "raisers", "readers", "perhaps", "nobody"}
    assert {step["breaks"] for step in STEPS} == verdicts
