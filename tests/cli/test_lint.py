"""`errbook lint`: exit codes and forms. What is found is the matter of tests/lint."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def broken(keys: Path) -> Path:
    """Add a mistake to the catalog."""
    with (keys / "errors.yaml").open("a") as file:
        file.write("colour: red\n")
    return keys


@pytest.fixture
def doubtful(keys: Path) -> Path:
    """Add a definition without a fix to the catalog."""
    with (keys / "errors.yaml").open("a") as file:
        file.write("---\n{code: keys.c, status: 409, title: C, summary: It is so., ")
        file.write("scenarios: [It was so.]}\n")
    return keys


def test_nothing_wrong_is_exit_code_0(cli: Cli, keys: Path) -> None:
    """Nothing on stdout, and the count on stderr."""
    assert cli("lint") == (0, "", "no findings in 2 files\n")
    assert cli("lint", "--format", "json") == (0, "[]\n", "no findings in 2 files\n")


def test_an_error_is_exit_code_1(cli: Cli, broken: Path) -> None:
    """With its place, its source line, and a caret below the column."""
    code, out, err = cli("lint")
    assert code == 1
    assert out.splitlines()[:3] == [
        "catalog/errors.yaml:24:1: error EB104 unknown field `colour`",
        "  24 | colour: red",
        "     | ^",
    ]
    assert err == "1 error in 2 files\n"


def test_a_warning_is_exit_code_1_only_if_strict(cli: Cli, doubtful: Path) -> None:
    """The findings are the same either way."""
    code, out, err = cli("lint")
    assert (code, "warning EB402" in out) == (0, True)
    assert cli("lint", "--strict") == (1, out, err)


def test_json_is_for_programs(cli: Cli, broken: Path) -> None:
    """One array on stdout, whatever is said on stderr."""
    code, out, _ = cli("lint", "--format", "json", "catalog")
    (row,) = json.loads(out)
    assert code == 1
    assert (row["rule"], row["severity"], row["line"], row["column"]) == ("EB104", "error", 24, 1)
    assert row["path"] == "catalog/errors.yaml"


def test_no_catalog_is_exit_code_2(cli: Cli, tmp_path: Path) -> None:
    """Each case says what to do."""
    assert cli("lint") == (
        2, "", "errbook: catalog does not exist; name a catalog folder,"
        " or start one with: errbook init\n",
    )  # fmt: skip
    (tmp_path / "catalog").mkdir()
    assert cli("lint") == (
        2, "", "errbook: catalog has no catalog.yaml; start one with: errbook init\n",
    )  # fmt: skip
    (tmp_path / "file").write_text("", "utf-8")
    code, _, err = cli("lint", "file")
    assert (code, "file is not a folder" in err) == (2, True)


def test_a_manifest_that_is_no_text_is_exit_code_2(cli: Cli, keys: Path) -> None:
    """There is a finding, and nothing else could be looked at."""
    (keys / "catalog.yaml").write_bytes(b"errbook: 1\nname: \xff\n")
    code, out, _ = cli("lint")
    assert code == 2
    assert "catalog/catalog.yaml:2:7: error EB110" in out
