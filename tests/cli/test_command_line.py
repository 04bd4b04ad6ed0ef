"""The command line as a whole: no traceback, and exit code 2 for what cannot be run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from errbook.cli.app import app

Cli = Callable[..., tuple[int, str, str]]

COMMANDS = {
    "build": ["markdown"], "explain": [], "init": [], "lint": [], "list": [],
    "new": ["a.b"], "rename": ["a.b", "a.c"], "schema": [],
}  # fmt: skip


@pytest.mark.parametrize("name", app.list_commands(None))  # type: ignore[arg-type]
def test_every_command_explains_itself(cli: Cli, name: str) -> None:
    """`--help` is words for each, and for each of its options."""
    code, out, err = cli(name, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: errbook {name}")
    assert cli(name, "-h") == (code, out, err)


def test_a_command_that_is_none_is_answered(cli: Cli) -> None:
    """As click says it; and nothing at all is answered with the help."""
    code, out, err = cli("lnt")
    assert (code, out) == (2, "")
    assert "No such command 'lnt'" in err
    assert cli()[0] == 2


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ("init", "schema")])
@pytest.mark.parametrize("manifest", ["", "errbook: 1\n", "{", "errbook: 2\nname: A\n"])
def test_a_manifest_that_cannot_be_used_is_findings(
    cli: Cli, keys: Path, name: str, manifest: str
) -> None:
    """Every command that reads a catalog says what is wrong with it, and ends with 1."""
    (keys / "catalog.yaml").write_text(manifest, "utf-8")
    code, out, _ = cli(name, *COMMANDS[name])
    assert code == 1
    assert out.startswith("catalog/catalog.yaml:1:")
    assert ": error EB" in out


HOSTILE = [
    "",
    " ",
    "-",
    "--",
    "--no-such",
    "a\nb",
    "\x1b[31m",
    "日本",
    "../..",
    "a" * 300,
    "*",
    "{a}",
]


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("argument", HOSTILE)
def test_no_argument_gets_a_traceback(cli: Cli, name: str, argument: str) -> None:
    """An exit code, and words on stderr where it is not 0."""
    wanted = max(1, len(COMMANDS[name]))
    code, _, err = cli(name, *[argument] * wanted)
    assert code in (0, 2)
    assert bool(err) or code == 0
    assert "Traceback" not in err


@pytest.mark.parametrize("name", ["build", "explain", "lint", "list", "new", "rename"])
def test_no_catalog_is_exit_code_2(cli: Cli, name: str) -> None:
    """And the way to one."""
    code, out, err = cli(name, *COMMANDS[name])
    assert (code, out) == (2, "")
    assert "errbook init" in err


def _installed(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command: list[Any] = [Path(sys.executable).with_name("errbook"), *arguments]
    return subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, **environment}
    )


@pytest.mark.skipif(os.name == "nt", reason="arguments are text there")
def test_bytes_that_are_no_text_are_answered(keys: Path) -> None:
    """An argument in another encoding than the locale's."""
    for arguments in (["lint", b"\xff"], ["explain", b"\xff", "-c", str(keys)]):
        done = _installed(*arguments)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.startswith(b"errbook: ")


def test_output_that_the_terminal_cannot_show_is_escaped(keys: Path) -> None:
    """An old code page is no reason to fail."""
    with (keys / "errors.yaml").open("a", encoding="utf-8") as file:
        file.write("what_happened: Nicht gefunden — schade.\n")
    done = _installed("explain", "keys.lost", "-c", str(keys), PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"Nicht gefunden \u2014 schade." in done.stdout


def test_a_reader_that_stops_reading_is_no_error(keys: Path) -> None:
    """`errbook schema | head -1`."""
    command = f"'{Path(sys.executable).with_name('errbook')}' schema | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"{\n", b"")


def test_the_module_is_the_command(keys: Path) -> None:
    """`python -m errbook` runs the same."""
    done = subprocess.run(
        [sys.executable, "-m", "errbook", "lint", str(keys)], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b"")
