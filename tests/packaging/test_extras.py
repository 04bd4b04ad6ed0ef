"""Without the build tower, or with a part of it, errbook says in one line what to install."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("packaging")

INSTALL = "pip install 'errbook[build]'"
LOAD = """
import errbook
try:
    errbook.load("nowhere")
except errbook.exceptions.MissingExtra as error:
    print(error)
"""


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _build_tower(requires: list[str]) -> dict[str, set[str]]:
    """Return what `errbook[build]` requires, each with the names it is imported by."""
    lines = [line for line in requires if re.search("extra == .build.", line)]
    names = {_normal(re.split(r"[^\w.-]", line, maxsplit=1)[0]) for line in lines}
    made: dict[str, set[str]] = {name: set() for name in names}
    for module, distributions in packages_distributions().items():
        for name in names & set(map(_normal, distributions)):
            made[name].add(module)
    return made


def test_a_base_install_raises_problems(installed: Any) -> None:
    """The run time needs nothing but the standard library."""
    assert [line for line in installed.requires if "extra ==" not in line] == []
    script = "import errbook; print(errbook.Problem().to_json().decode())"
    done = installed.run("python", "-c", script)
    assert done.stdout.startswith('{"type":"about:blank"')


@pytest.mark.parametrize("command", [["errbook"], ["errbook", "lint"], ["python", "-m", "errbook"]])
def test_the_command_of_a_base_install_says_what_to_install(
    installed: Any, command: list[str]
) -> None:
    """One line that names every package that is missing, and exit code 2."""
    done = installed.run(*command)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("errbook: ")
    assert line.endswith(f" are not installed; run: {INSTALL}")
    said = set(line.removeprefix("errbook: ").split(" are ")[0].split(", "))
    tower = _build_tower(installed.requires)
    assert [name for name, modules in tower.items() if not modules & said] == []
    assert len(said) == len(tower)


def test_load_of_a_base_install_says_what_to_install(installed: Any) -> None:
    """The same words, in an exception of errbook's own."""
    done = installed.run("python", "-c", LOAD)
    assert done.stdout == f"pydantic, yaml, jinja2 are not installed; run: {INSTALL}\n"


def test_a_part_of_the_build_tower_is_not_enough(
    installed: Any, dependencies: list[Path], tmp_path: Path
) -> None:
    """Flask brings click, and click alone does not make the commands work."""
    (source,) = {path.resolve() for folder in dependencies for path in folder.glob("click")}
    (tmp_path / "click").symlink_to(source)
    with installed.beside(tmp_path):
        done = installed.run("errbook", "--version")
        loaded = installed.run("python", "-c", LOAD)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.endswith(INSTALL)
    assert "click" not in line
    assert "pydantic" in line
    assert loaded.stdout.endswith(f"{INSTALL}\n")


@pytest.mark.parametrize(
    ("program", "module"),
    [
        (["-c", LOAD], "emit/source.py"),
        (["-c", LOAD], "catalog/scheme.py"),
        (["-m", "errbook", "list"], "catalog/scheme.py"),
    ],
)
def test_a_broken_errbook_is_no_missing_extra(
    checkout: Path, tmp_path: Path, program: list[str], module: str
) -> None:
    """An import that fails inside errbook is shown as it is."""
    shutil.copytree(checkout / "src/errbook", tmp_path / "errbook")
    (tmp_path / "errbook" / module).write_text("import errbook.nothing\n", "utf-8")
    done = subprocess.run(
        [sys.executable, *program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "No module named 'errbook.nothing'" in done.stderr
