"""What all tests share: catalogs written in a test, and Hypothesis without a stop-watch."""

from __future__ import annotations

import textwrap
from itertools import count
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import settings

import errbook
from errbook.emit.live import Problems

settings.register_profile("errbook", deadline=None)  # a machine may be busy
settings.load_profile("errbook")

MANIFEST = """
errbook: 1
name: Test
code: "{group}.{name}"
"""


class Write(Protocol):
    """Writes a catalog: definitions as YAML, and a manifest where the test is about it."""

    def __call__(self, definitions: str, manifest: str = MANIFEST) -> Path:
        """Return its folder."""


class Load(Protocol):
    """Writes a catalog and loads it."""

    def __call__(self, definitions: str, manifest: str = MANIFEST) -> Problems:
        """Return its problem classes."""


@pytest.fixture(scope="session")
def write(tmp_path_factory: pytest.TempPathFactory) -> Write:
    """A function that writes a catalog and returns its folder."""
    above, numbers = tmp_path_factory.mktemp("catalogs"), count()

    def written(definitions: str, manifest: str = MANIFEST) -> Path:
        folder = above / str(next(numbers))
        folder.mkdir()
        (folder / "catalog.yaml").write_text(textwrap.dedent(manifest), "utf-8")
        (folder / "definitions.yaml").write_text(textwrap.dedent(definitions), "utf-8")
        return folder

    return written


@pytest.fixture(scope="session")
def load(write: Write) -> Load:
    """A function that writes a catalog and returns its problem classes."""
    return lambda definitions, manifest=MANIFEST: errbook.load(write(definitions, manifest))
