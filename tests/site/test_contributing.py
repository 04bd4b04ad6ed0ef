"""The recipes in CONTRIBUTING.md, followed to the letter in a copy of the checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
FILE = re.compile(
    r"^ *<!-- file: (?P<path>\S+) -->\n *(?P<fence>```+)\w+\n(?P<text>.*?)^ *(?P=fence)$",
    re.DOTALL | re.MULTILINE,
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the checkout, with every file in it that CONTRIBUTING.md shows."""
    for name in ("src", "templates", "catalog", "tests/lint", "tests/catalog"):
        shutil.copytree(TOP / name, tmp_path / name)  # what is compiled too, which takes long
    shutil.copy(TOP / "pyproject.toml", tmp_path)
    for shown in FILE.finditer((TOP / "CONTRIBUTING.md").read_text("utf-8")):
        path = tmp_path / shown["path"]
        assert not path.exists(), f"{shown['path']} is taken"
        path.write_text(textwrap.dedent(shown["text"]), "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> str:
    """Run Python with the copy in `folder` in place of the installed errbook."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_the_rule_passes_the_tests_of_rules(copy: Path) -> None:
    """Its page, its example and its cases hold, and nothing else had to be touched."""
    passed = run(copy, "-m", "pytest", "tests/lint", "-q", "-p", "no:cacheprovider", "-k", "full")
    assert "passed" in passed


def test_the_target_can_be_built(copy: Path) -> None:
    """The command knows it by its name, says what it makes, and makes it."""
    assert re.search(r"codes +The codes, one a line\.", run(copy, "-m", "errbook", "build", "-h"))
    run(copy, "-m", "errbook", "build", "codes")
    assert "err:unkey:data:key_not_found\n" in (copy / "build/codes/codes.txt").read_text("utf-8")


def test_the_examples_are_in_the_house_style(copy: Path) -> None:
    """What CONTRIBUTING.md shows passes the checks that it asks for."""
    shown = FILE.finditer((TOP / "CONTRIBUTING.md").read_text("utf-8"))
    paths = [found["path"] for found in shown if found["path"].endswith(".py")]
    assert len(paths) == 2
    run(copy, "-m", "ruff", "check", *paths)
    run(copy, "-m", "ruff", "format", "--check", *paths)
