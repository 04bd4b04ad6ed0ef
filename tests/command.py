"""The command line, run in the process of the tests: to start another takes longer than it does."""

from __future__ import annotations

import contextlib
import io
import subprocess
from pathlib import Path

from errbook.cli.app import run

__all__ = ["errbook"]


def errbook(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run it in a folder, and return what it says and its exit code."""
    with (
        contextlib.chdir(cwd),
        contextlib.redirect_stdout(io.StringIO()) as out,
        contextlib.redirect_stderr(io.StringIO()) as err,
    ):
        code = run(arguments)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())
