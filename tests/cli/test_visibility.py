"""`--visibility`: who a build is for, said on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Cli = Callable[..., tuple[int, str, str]]

SECRET = """\
---
code: keys.secret
status: 500
title: Secret
summary: For operators only.
visibility: internal
owner: team-keys
"""
MKDOCS = """\
site_name: Keys
docs_dir: docs
plugins: [{errbook: {visibility: %s}}]
"""


@pytest.fixture(autouse=True)
def secret(keys: Path) -> None:
    """Add an internal definition to the catalog."""
    with (keys / "errors.yaml").open("a") as file:
        file.write(SECRET)


def test_markdown_can_be_built_for_operators(cli: Cli, tmp_path: Path) -> None:
    """The next build for the public takes all of it away again."""
    page = tmp_path / "out/errors/keys/secret.md"
    assert cli("build", "markdown", "-o", "out", "--visibility", "internal")[0] == 0
    assert "- **Owner:** team-keys" in page.read_text("utf-8")
    code, out, err = cli("build", "markdown", "-o", "out", "--check")
    assert code == 1
    assert "out/errors/keys/secret.md: left over" in out.splitlines()
    assert err.endswith("; run: errbook build markdown -o out\n")
    cli("build", "markdown", "-o", "out")
    assert not page.exists()
    err = cli("build", "markdown", "-o", "out", "--check", "--visibility", "internal")[2]
    assert err.endswith("; run: errbook build markdown -o out --visibility internal\n")


@pytest.mark.parametrize(
    ("option", "asked", "shown"),
    [
        ("public", None, False),
        ("public", "internal", True),
        ("internal", None, True),
        ("internal", "public", False),
    ],
)
def test_what_is_asked_for_goes_before_the_site_s_own_option(
    cli: Cli, tmp_path: Path, option: str, asked: str | None, shown: bool
) -> None:
    """A project's mkdocs.yml says who its site is for, unless the command does."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS % option, "utf-8")
    config = '[tool.errbook]\nmkdocs = "mkdocs.yml"\n'
    (tmp_path / "pyproject.toml").write_text(config, "utf-8")
    code, _, err = cli("build", "site", "-o", "out", *(["--visibility", asked] if asked else []))
    assert code == 0, err
    assert err.startswith(f"out: {5 if shown else 4} pages of errors")
    assert (tmp_path / "out/errors/keys/secret/index.html").exists() == shown


@pytest.mark.parametrize("name", ["python", "openapi"])
def test_a_target_for_which_it_has_no_meaning_refuses_it(
    cli: Cli, tmp_path: Path, name: str
) -> None:
    """Nothing is built, of the targets beside it neither."""
    code, out, err = cli("build", "markdown", name, "--visibility", "internal")
    assert (code, out) == (2, "")
    assert err == (
        f"errbook: --visibility has no meaning for {name}, only for markdown, site and zensical;"
        f" build {name} without it\n"
    )
    assert not (tmp_path / "build").exists()
