"""What all tests share: catalogs written in a test, and Hypothesis without a stop-watch."""

from __future__ import annotations

import gc
import importlib
import sys
import textwrap
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import settings

import errbook
from errbook.catalog import load as load_catalog
from errbook.emit.live import LoadedProblems
from errbook.package import files
from errbook.problems import Problems
from errbook.targets.output import write_folder

settings.register_profile("errbook", deadline=None, max_examples=50)  # a machine may be busy
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

    def __call__(self, definitions: str, manifest: str = MANIFEST) -> LoadedProblems:
        """Return its problem classes."""


class Generate(Protocol):
    """Writes a catalog and the package generated from it, and imports that."""

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


@pytest.fixture(scope="session")
def generate(write: Write, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generate]:
    """A function that generates the package of a catalog and returns its problem classes."""
    above, numbers = tmp_path_factory.mktemp("packages"), count()
    sys.path.insert(0, str(above))

    def generated(definitions: str, manifest: str = MANIFEST) -> Problems:
        name = f"generated_{next(numbers)}"
        write_folder(above / name, files(load_catalog(write(definitions, manifest))))
        importlib.invalidate_caches()
        return Problems.of(importlib.import_module(name))

    yield generated
    sys.path.remove(str(above))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Keep what there is before the first test out of the garbage collector's way."""
    gc.collect()
    gc.freeze()
