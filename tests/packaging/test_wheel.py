"""The wheel holds what the checkout holds, and works without the checkout."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

import errbook

pytestmark = pytest.mark.xdist_group("packaging")


def _files(folder: Path) -> set[str]:
    """Return the paths of the files below `folder`, what a run leaves behind apart."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    left = {"__pycache__", ".cache", ".DS_Store"}
    return {path.as_posix() for path in found if not left & set(path.parts)}


@pytest.mark.parametrize("folder", ["catalog", "site", "src", "templates", "tests"])
def test_the_sdist_holds_the_checkout(checkout: Path, sdist: Path, folder: str) -> None:
    """Nothing is lost on the way, as `templates/site` is to a careless line in .gitignore."""
    assert _files(checkout / folder) - _files(sdist / folder) == set()


def test_the_wheel_holds_the_package_and_the_templates(checkout: Path, wheel: Path) -> None:
    """Every file of both, and no other but its own metadata."""
    with zipfile.ZipFile(wheel) as opened:
        names = {name for name in opened.namelist() if ".dist-info/" not in name}
    package = {f"errbook/{name}" for name in _files(checkout / "src/errbook")}
    templates = {f"errbook/_templates/{name}" for name in _files(checkout / "templates")}
    assert names == package | templates
    assert "errbook/py.typed" in names


def test_the_wheel_is_what_runs(installed: Any) -> None:
    """The tests below look at the installed package, not at the checkout."""
    done = installed.run("python", "-c", "import errbook; print(errbook.__file__)")
    assert Path(done.stdout.strip()).parent == installed.site / "errbook"


def test_the_command_works(installed: Any, sdist: Path, dependencies: list[Path]) -> None:
    """Version, lint and pages of the reference catalog, from the wheel alone."""
    catalog, output = str(sdist / "catalog"), installed.root / "pages"
    with installed.beside(*dependencies):
        version = installed.run("errbook", "--version")
        assert version.stdout == f"errbook, version {errbook.__version__}\n"
        lint = installed.run("errbook", "lint", catalog)
        assert (lint.returncode, lint.stdout) == (0, "")
        built = installed.run("errbook", "build", "markdown", "-c", catalog, "-o", str(output))
        assert (built.returncode, built.stdout) == (0, "")
    page = output / "errors/unkey/data/key_not_found.md"
    assert "err:unkey:data:key_not_found" in page.read_text("utf-8")
