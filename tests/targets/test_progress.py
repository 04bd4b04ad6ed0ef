"""Every target tells how far it is."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import Write

from errbook.catalog import load
from errbook.settings import Settings
from errbook.targets import target

DEFINITIONS = "---".join(
    f"""
code: things_{number}.lost
status: 404
title: Lost
summary: The thing is not there.
"""
    for number in range(12)
)
"""Each in a group of its own: one target goes by groups."""

SLOW = {
    "pyproject.toml": '[tool.errbook]\ncatalog = "%s"\nmkdocs = "mkdocs.yml"\n',
    "mkdocs.yml": "site_name: S\nhooks: [slow.py]\nplugins: [{errbook: {catalog: %s}}]\n",
    "slow.py": "import time\ndef on_page_markdown(*_, **__):\n    time.sleep(0.06)\n",
    "docs/index.md": "# Home\n",
}
"""A site whose pages take more than a second together: less would not be worth a bar."""


@pytest.fixture(scope="module")
def folder(write: Write) -> Path:
    """A catalog of a dozen errors."""
    return write(DEFINITIONS)


@pytest.mark.parametrize("name", target.names())
def test_a_target_tells_of_each_step_to_the_last(name: str, folder: Path, tmp_path: Path) -> None:
    """One after the other, of a number that is known from the start."""
    told: list[tuple[int, int]] = []
    catalog = load(folder)
    job = target.Job(
        catalog, Settings(), tmp_path / "out", lambda done, total: told.append((done, total))
    )
    target.find(name).build(job)
    assert len({total for _, total in told}) == 1
    done = [done for done, _ in told]
    assert done == sorted(done)
    assert done[-1] == told[0][1]
    assert len(done) > 10


def test_a_terminal_shows_a_bar_until_the_work_is_done(folder: Path, tmp_path: Path) -> None:
    """Also one that does not know how large it is; where there is none, nothing is shown."""
    (tmp_path / "docs").mkdir()
    for name, text in SLOW.items():
        (tmp_path / name).write_text(text.replace("%s", str(folder)), "utf-8")
    command = [sys.executable, "-m", "errbook", "build", "site"]
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=tmp_path, stderr=theirs, stdout=subprocess.PIPE) as process:
        os.close(theirs)
        shown = b""
        while part := _read(ours):
            shown += part
    os.close(ours)
    assert process.returncode == 0, shown
    bar, _, end = shown.decode().rpartition("\r ")
    assert "building site:" in bar
    assert "%" in bar
    assert "%" not in end
    assert "pages of errors" in end
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "building site" not in done.stderr


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""
