"""The Python package of a catalog: its modules, their data files, its index; written or loaded.

`errbook build python` writes the files, `errbook.load` imports the very same without writing them.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from errbook.catalog import Catalog, Entry
from errbook.catalog import load as load_catalog
from errbook.catalog.load import collecting_later
from errbook.emit.live import LoadedProblems
from errbook.emit.modules import Module
from errbook.emit.schema import schema
from errbook.pages import Pages

__all__ = ["files", "load", "loaded"]


def load(root: str | os.PathLike[str]) -> LoadedProblems:
    """Read the catalog in the folder `root` and return its problem classes."""
    return loaded(load_catalog(Path(root)))


def files(
    catalog: Catalog, progress: Callable[[int, int], None] = lambda done, total: None
) -> Iterator[tuple[str, str]]:
    """Yield the files of the package made from `catalog`: path from its root, and text."""
    problems, done = loaded(catalog), 0
    yield "_index.py", problems.source("_index")
    yield "py.typed", ""
    with collecting_later(), _each(problems) as each:
        for name, made in zip(problems.modules, each, strict=True):
            yield from made
            done += len(problems.modules[name].entries)
            progress(done, len(catalog))


def _files(problems: LoadedProblems, name: str) -> list[tuple[str, str]]:
    """Return the files of the module `name`."""
    module = problems.modules[name]
    made = [(module.file, problems.source(name))]
    if module.entries:
        made.append((f"{module.file.removesuffix('.py')}.json", problems.data(module)))
    return made


_forked: LoadedProblems
"""What processes that are forked off find in their memory, so that nothing is copied to them."""


def _files_of_forked(name: str) -> list[tuple[str, str]]:
    return _files(_forked, name)


@contextmanager
def _each(problems: LoadedProblems) -> Iterator[Iterator[list[tuple[str, str]]]]:
    """Yield the files of each module in turn, made by all processors where there are many.

    Only where processes can be forked: to copy a catalog to them takes longer than the work.
    """
    processors = os.cpu_count() or 1
    if len(problems) < _MANY or processors < 2 or sys.platform != "linux":
        yield (_files(problems, name) for name in problems.modules)
        return
    global _forked
    _forked = problems
    with ProcessPoolExecutor(processors, get_context("fork")) as pool:
        yield pool.map(_files_of_forked, problems.modules)
    del _forked


_MANY = 1_000
"""Definitions, from which on a second process is worth its start."""


def loaded(catalog: Catalog) -> LoadedProblems:
    """Return the classes of `catalog`, whose pages are made when they are asked for."""
    pages: list[Pages] = []

    def data(module: Module) -> str:
        if not pages:
            pages.append(Pages(catalog, flavor="commonmark", problems=problems))
        lines = [
            f"{json.dumps(entry.class_name)}: {json.dumps(_about(entry, pages[0]))}"
            for entry in module.entries
        ]
        return "{\n" + ",\n".join(lines) + "\n}\n"

    problems = LoadedProblems(catalog, data)
    return problems


def _about(entry: Entry, pages: Pages) -> dict[str, Any]:
    """Return what `errbook.about` tells of `entry`."""
    bodies = pages.examples(entry)
    return {
        "schema": schema(pages.catalog.body, entry),
        "examples": {one.variant or "default": json.loads(one.body) for one in bodies},
        "page": pages.markdown(pages.page(entry)) if pages.shows(entry) else None,
    }
