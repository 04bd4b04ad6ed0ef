"""`errbook list` and `errbook build`: what is declared, and what is made of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

Cli = Callable[..., tuple[int, str, str]]
REFERENCE = Path(__file__).parents[2] / "catalog"


def test_list_is_a_table(cli: Cli, keys: Path) -> None:
    """Code, status, title and summary, in the order of the codes."""
    assert cli("list") == (
        0,
        "CODE       STATUS  TITLE          SUMMARY\n"
        "keys.gone  410     Key Gone       The key was deleted.\n"
        "keys.lost  404     Key Not Found  No key has that ID.\n",
        "",
    )


def test_list_as_json_has_everything(cli: Cli) -> None:
    """What is declared and what follows from it: the type, what the group gives, Python's name."""
    code, out, err = cli("list", REFERENCE, "--json")
    rows = {row["code"]: row for row in json.loads(out)}
    assert (code, err) == (0, "")
    row = rows["err:unkey:data:key_not_found"]
    assert row["type"] == "https://unkey.com/docs/errors/unkey/data/key_not_found"
    assert (row["retryable"], row["fixable_by"]) == (False, "caller")
    assert row["python"] == "unkey.data.KeyNotFound"
    assert row["fixes"]


def test_build_markdown_writes_what_changed(cli: Cli, keys: Path, tmp_path: Path) -> None:
    """A second build has nothing to do, and one after a renaming leaves no page behind."""
    assert cli("build", "markdown", "-o", "out") == (0, "", "out: 8 written\n")
    assert (tmp_path / "out/errors/keys/gone.md").is_file()
    assert cli("build", "markdown", "-o", "out") == (0, "", "out: 8 unchanged\n")
    cli("rename", "keys.gone", "keys.lost")
    cli("build", "markdown", "-o", "out")
    text = (tmp_path / "out/errors/keys/gone.md").read_text("utf-8")
    assert "](lost.md)" in text


def test_build_site_makes_pages(cli: Cli, keys: Path, tmp_path: Path) -> None:
    """A page for every error, and one for every former code."""
    with (keys / "errors.yaml").open("a") as file:
        file.write("aliases: [keys.missing]\n")
    code, out, err = cli("build", "site", "-o", "out")
    assert (code, out) == (0, "")
    assert err.startswith("out: 4 pages of errors\n")
    assert "Key Gone" in (tmp_path / "out/errors/keys/gone/index.html").read_text("utf-8")
    assert "../lost/" in (tmp_path / "out/errors/keys/missing/index.html").read_text("utf-8")


def test_a_folder_with_somebodys_work_is_not_built_over(cli: Cli, keys: Path) -> None:
    """The catalog itself, for one."""
    code, out, err = cli("build", "site", "-o", "catalog")
    assert (code, out) == (2, "")
    assert err == (
        "errbook: catalog has files in it that errbook did not build;"
        " name another folder, or empty it\n"
    )


def test_one_output_is_for_one_target(cli: Cli, keys: Path) -> None:
    """Two would be in each other's way."""
    code, _, err = cli("build", "markdown", "site", "-o", "out")
    assert (code, "--output is for one target" in err) == (2, True)


def test_list_stats_says_how_far_the_catalog_is_documented(cli: Cli, keys: Path) -> None:
    """Figures by kind, and under the coverage each definition that is not complete, and why."""
    code, out, err = cli("list", "--stats")
    assert (code, err) == (0, "")
    assert out.splitlines()[:4] == [
        "errors     2 public, 0 internal",
        "groups     keys (2)",
        "statuses   404 (1), 410 (1)",
        "lifecycle  2 current, 0 deprecated, 0 retired",
    ]
    assert "  keys.gone: " in out
    figures = json.loads(cli("list", "--stats", "--json")[1])
    assert figures["errors"] == {"public": 2, "internal": 0}
    assert sum(figures["coverage"].values()) == 2
