"""`errbook init`: from an empty folder to a catalog that works."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import errbook
from errbook.catalog import load

Cli = Callable[..., tuple[int, str, str]]


def test_what_init_makes_is_a_catalog_without_a_finding(cli: Cli, tmp_path: Path) -> None:
    """Three errors in two groups, related both ways, of which lint has nothing at all to say."""
    code, out, err = cli("init")
    assert (code, out) == (0, "")
    assert "catalog: a catalog of 3 errors" in err
    code, out, err = cli("lint", "--strict", "--format", "json")
    assert (code, out, err) == (0, "[]\n", "no findings in 4 files\n")
    catalog = load(tmp_path / "catalog")
    assert {entry.group for entry in catalog} == {"orders", "requests"}
    limited = catalog.entries["requests.rate_limited"]
    assert (limited.definition.status, limited.headers) == (429, {"Retry-After": "{retry_after}"})
    related = {(str(e.code), other.code) for e in catalog for other in e.definition.related}
    assert related == {(two, one) for one, two in related}
    assert len({code for pair in related for code in pair}) == 3


def test_pages_site_and_explain_come_of_it(cli: Cli, tmp_path: Path) -> None:
    """Every command that it names next works on what it made."""
    cli("init")
    assert cli("build", "markdown", "-o", "pages")[0] == 0
    assert (tmp_path / "pages/errors/orders/order_not_found.md").is_file()
    assert cli("build", "site")[0] == 0
    assert (tmp_path / "build/site/errors/requests/rate_limited/index.html").is_file()
    assert "# Order Not Found" in cli("explain", "orders.order_not_found")[1]
    assert cli("new", "orders.order_lost")[0] == 0


def test_the_three_lines_of_python_raise_the_problem(cli: Cli, tmp_path: Path) -> None:
    """They can be pasted as they are printed."""
    _, _, err = cli("init")
    lines = err.split("From Python:\n")[1].splitlines()
    assert len(lines) == 3
    with pytest.raises(errbook.ClientProblem, match="There is no order order_1234"):
        exec("\n".join(line.strip() for line in lines))


def test_every_file_finds_its_schema(cli: Cli, tmp_path: Path) -> None:
    """The comment at the top of each file leads to the schema, and its first line is it."""
    cli("init", "errors")
    for path in (tmp_path / "errors").rglob("*.yaml"):
        first = path.read_text("utf-8").splitlines()[0]
        start, _, schema = first.partition("$schema=")
        assert start == "# yaml-language-server: "
        assert (path.parent / schema).is_file()


def test_a_folder_can_be_named_and_the_next_commands_name_it(cli: Cli, tmp_path: Path) -> None:
    """Folders above it are made, and names with spaces are quoted."""
    code, _, err = cli("init", "my api/errors")
    assert code == 0
    assert "errbook lint 'my api/errors'" in err
    assert "errbook build site -c 'my api/errors'" in err
    assert cli("lint", "my api/errors")[0] == 0


def test_the_projects_settings_say_where(cli: Cli, tmp_path: Path) -> None:
    """`catalog` in [tool.errbook] is where init puts it."""
    (tmp_path / "pyproject.toml").write_text('[tool.errbook]\ncatalog = "api/errors"\n', "utf-8")
    assert cli("init")[0] == 0
    assert (tmp_path / "api/errors/catalog.yaml").is_file()
    assert cli("lint")[0] == 0


def test_a_catalog_that_is_there_is_not_touched(
    cli: Cli, keys: Path, files: Callable[[Path], dict[str, bytes]]
) -> None:
    """It says what to do instead."""
    before = files(keys)
    code, out, err = cli("init")
    assert (code, out) == (2, "")
    assert err == "errbook: catalog is a catalog already; add to it with: errbook new CODE\n"
    assert files(keys) == before


def test_other_yaml_files_are_no_place_for_a_catalog(cli: Cli, tmp_path: Path) -> None:
    """A catalog reads every YAML file in its folder; hidden ones it does not."""
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/ci.yaml").write_text("on: push\n", "utf-8")
    (tmp_path / "compose.yml").write_text("services: {}\n", "utf-8")
    code, _, err = cli("init", ".")
    assert code == 2
    assert "such as compose.yml" in err
    assert not (tmp_path / "catalog.yaml").exists()
    (tmp_path / "compose.yml").unlink()
    assert cli("init", ".")[0] == 0


def test_a_file_in_the_way_is_named(cli: Cli, tmp_path: Path) -> None:
    """The catalog's folder cannot be a file."""
    (tmp_path / "catalog").write_text("", "utf-8")
    assert cli("init") == (2, "", "errbook: catalog is a file; name a folder for the catalog\n")


def test_init_that_fails_leaves_nothing(cli: Cli, tmp_path: Path) -> None:
    """A folder that cannot be written to: no half of a catalog, and no new folders."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/orders").write_text("", "utf-8")  # where the catalog needs a folder
    code, _, err = cli("init", "docs")
    assert code == 2
    assert "nothing was changed" in err
    assert [path.name for path in (tmp_path / "docs").iterdir()] == ["orders"]


def test_the_installed_command_starts_a_catalog(tmp_path: Path) -> None:
    """As a newcomer types it: init, then lint, in a process of its own."""
    for arguments in (["init"], ["lint", "--strict"]):
        done = subprocess.run(
            [Path(sys.executable).with_name("errbook"), *arguments],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
