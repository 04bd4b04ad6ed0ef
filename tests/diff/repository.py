"""A git repository with a catalog in it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from errbook.catalog import load
from errbook.diff import compare, older
from errbook.exceptions import UsageError

MANIFEST = 'errbook: 1\nname: Keys\ncode: "{group}.{name}"\n'
GONE = "code: keys.gone\nstatus: 404\ntitle: Gone\nsummary: The key was deleted.\n"

IDENTITY = {
    **{f"GIT_{who}_NAME": "Somebody" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "somebody@example.com" for who in ("AUTHOR", "COMMITTER")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
"""What keeps git from asking who somebody is, and from heeding what is set elsewhere."""


class Repository:
    """A git repository with a catalog in its folder `catalog`."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.root = top / "catalog"
        self.root.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")
        self.write("catalog.yaml", MANIFEST)
        self.write("errors.yaml", GONE)

    def git(self, *arguments: str, **env: str) -> str:
        """Run git, and return what it prints."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.top, env=os.environ | IDENTITY | env, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of the catalog."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def commit(self, *tag: str) -> None:
        """Commit all there is, and tag it."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Change")
        for name in tag:
            self.git("tag", name)

    def changes(self, against: str) -> list[str]:
        """Return what has changed since `against`: kind and code."""
        with older(against, self.root) as before:
            found = compare(before, load(self.root))
        return [f"{change.kind.name} {change.code}" for change in found]

    def refused(self, against: str) -> str:
        """Return why `against` cannot be compared with."""
        with pytest.raises(UsageError) as caught:
            self.changes(against)
        return str(caught.value)
