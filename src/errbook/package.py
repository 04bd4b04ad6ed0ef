"""The Python package of a catalog: its modules, their data files, its index; written or loaded.

`errbook build python` writes the files, `errbook.load` imports the very same without writing them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from errbook.catalog import Catalog, Entry
from errbook.catalog import load as load_catalog
from errbook.emit.index import index
from errbook.emit.live import LoadedProblems
from errbook.emit.modules import Module, modules
from errbook.emit.schema import schema
from errbook.emit.source import source
from errbook.pages import Pages
from errbook.pages.example import examples

__all__ = ["files", "load"]


def load(root: str | os.PathLike[str]) -> LoadedProblems:
    """Read the catalog in the folder `root` and return its problem classes."""
    return _problems(load_catalog(Path(root)))


def files(
    catalog: Catalog, progress: Callable[[int, int], None] = lambda done, total: None
) -> Iterator[tuple[str, str]]:
    """Yield the files of the package made from `catalog`: path from its root, and text."""
    yield "_index.py", index(catalog)
    yield "py.typed", ""
    problems = _problems(catalog)
    done = 0
    for module in modules(catalog).values():
        yield module.file, source(catalog, module)
        if module.entries:
            yield f"{module.file.removesuffix('.py')}.json", problems.data(module)
        done += len(module.entries)
        progress(done, len(catalog))


def _problems(catalog: Catalog) -> LoadedProblems:
    """Return the classes of `catalog`, whose pages are made when they are asked for."""
    pages: list[Pages] = []

    def data(module: Module) -> str:
        if not pages:
            pages.append(Pages(catalog, flavor="commonmark"))
        found = {entry.class_name: _about(entry, pages[0]) for entry in module.entries}
        return json.dumps(found, indent=1, ensure_ascii=False) + "\n"

    return LoadedProblems(catalog, data)


def _about(entry: Entry, pages: Pages) -> dict[str, Any]:
    """Return what `errbook.about` tells of `entry`."""
    catalog = pages.catalog
    ids = catalog.manifest.response.request_id
    bodies = examples(entry, pages.problems[entry.code.text], ids.prefix if ids else "")
    return {
        "schema": schema(catalog.body, entry),
        "examples": {one.variant or "default": json.loads(one.body) for one in bodies},
        "page": pages.markdown(pages.page(entry)) if pages.shows(entry) else None,
    }
