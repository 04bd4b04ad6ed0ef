"""The programs of package.json beside this file, which `make test` installs in the environment."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

__all__ = ["package"]

_MODULES = Path(sys.prefix, "node", "node_modules")


def package(name: str) -> Path:
    """Return the folder of a package. Without it the test is skipped, but never in CI."""
    folder = _MODULES / name
    if not folder.is_dir():
        message = f"{name} is not installed: `make {Path(sys.prefix).name}/node.done` does it"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return folder
