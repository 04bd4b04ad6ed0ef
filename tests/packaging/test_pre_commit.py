"""The hooks for pre-commit: what pre-commit would install and run, run without it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

TOP = Path(__file__).parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text("utf-8"))

every_hook = pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])

MANIFEST = """\
errbook: 1
name: Keys
code: "{group}.{name}"
type: https://keys.example/errors/{group}/{name}
"""
GONE = """\
code: keys.gone
status: 410
title: Key Gone
summary: The key was deleted.
scenarios: [Somebody deleted it.]
fixes: [{intro: Make another one.}]
"""


@every_hook
def test_a_hook_is_installed_with_what_it_needs(hook: dict[str, Any]) -> None:
    """From the folder of the repository, with the extra that the command line needs."""
    assert hook["language"] == "python"
    [requirement] = hook["additional_dependencies"]
    [extra] = re.findall(r"^\.\[(\w+)\]$", requirement)
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    assert extra in project["optional-dependencies"]
    assert shlex.split(hook["entry"])[0] in project["scripts"]


@every_hook
def test_a_hook_looks_at_all_of_a_catalog(hook: dict[str, Any]) -> None:
    """It takes no names, so it must not be cut into several runs."""
    assert hook["pass_filenames"] is False
    assert hook["require_serial"] is True
    assert "yaml" in hook["types_or"]
    assert hook.keys() >= {"name", "description"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a git repository with a catalog of one error."""
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog/catalog.yaml").write_text(MANIFEST, "utf-8")
    (tmp_path / "catalog/errors.yaml").write_text(GONE, "utf-8")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "Start"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def _run(name: str, folder: Path, *arguments: str) -> tuple[int, str]:
    """Run the hook called `name` as pre-commit does: its entry, its args or those given instead."""
    [hook] = [hook for hook in HOOKS if hook["id"] == name]
    done = subprocess.run(
        [*shlex.split(hook["entry"]), *(arguments or hook.get("args", []))],
        cwd=folder,
        env=os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_lint_passes_and_fails(repository: Path) -> None:
    """By the exit code; with --strict on warnings, and with --fix it changes files."""
    assert _run("errbook-lint", repository) == (0, "no findings in 2 files\n")
    path = repository / "catalog/errors.yaml"
    path.write_text(GONE.replace("Key Gone", "Key  Gone"), "utf-8")
    assert _run("errbook-lint", repository)[0] == 0
    code, out = _run("errbook-lint", repository, "--strict")
    assert (code, "warning EB306" in out) == (1, True)
    assert _run("errbook-lint", repository, "--strict", "--fix")[0] == 0
    assert path.read_text("utf-8") == GONE


def test_breaking_compares_with_the_last_commit(repository: Path) -> None:
    """What is to be committed is what stands in the work tree."""
    assert _run("errbook-breaking", repository) == (0, "no changes since HEAD\n")
    path = repository / "catalog/errors.yaml"
    path.write_text(GONE.replace("410", "404"), "utf-8")
    code, out = _run("errbook-breaking", repository)
    assert code == 1
    assert "the status of `keys.gone` was 410, and is 404" in out
    assert _run("errbook-breaking", repository, "--against", "HEAD", "--level", "wire")[0] == 1


def test_the_guide_names_hooks_that_there_are() -> None:
    """With the options that their commands have."""
    text = (TOP / "site/docs/guide/lint.md").read_text("utf-8")
    [block] = re.findall(r"```yaml title=\"\.pre-commit-config\.yaml\"\n(.*?)```", text, re.DOTALL)
    [entry] = yaml.safe_load(block)["repos"]
    assert [hook["id"] for hook in entry["hooks"]] == [hook["id"] for hook in HOOKS]
