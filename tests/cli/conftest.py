"""The command line, called in an empty folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from errbook.cli.app import run

MANIFEST = """\
errbook: 1
name: Keys
code: "{group}.{name}"
type: https://keys.example/errors/{group}/{name}
"""

ERRORS = """\
code: keys.gone
status: 410
title: Key Gone
summary: The key was deleted.
scenarios:
  - Somebody deleted it.
fixes:
  - intro: Make another one.
related:
  - code: keys.lost
    reason: There no key ever had that ID.
---
code: keys.lost
status: 404
title: Key Not Found
summary: No key has that ID.
scenarios:
  - The ID was cut off.
fixes:
  - intro: List the keys.
related:
  - code: keys.gone
    reason: There the key existed once.
"""


@pytest.fixture
def cli(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs a command and returns exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def called(*arguments: str | Path) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return called


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """Write a catalog of two errors in one file to `catalog`, and return its folder."""
    folder = tmp_path / "catalog"
    folder.mkdir()
    (folder / "catalog.yaml").write_text(MANIFEST, "utf-8")
    (folder / "errors.yaml").write_text(ERRORS, "utf-8")
    return folder


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder`, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def files() -> Callable[[Path], dict[str, bytes]]:
    """Return a function that returns every file below a folder, by name."""
    return snapshot
