"""A change tried on a copy of the catalog, before anything is written."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from errbook.catalog import Catalog, load
from errbook.catalog.reader import read
from errbook.edit.draft import Draft
from errbook.exceptions import CatalogError, UsageError

__all__ = ["tried"]


def tried(
    catalog: Catalog, files: Mapping[Path, bytes | None], drafts: Mapping[Path, Draft] | None = None
) -> Catalog:
    """Return the catalog that `files` would make of `catalog`. A file whose content is None goes.

    `drafts` are what some of the files were made from. Paths are those below the catalog's folder.
    Raises `UsageError` if the catalog would have a mistake, or a file would not say what its draft
    says. The folder of what is returned is gone.
    """
    with tempfile.TemporaryDirectory(prefix="errbook-") as folder:
        # As deep below the folder as the catalog is below the root: `../openapi.json` is found.
        copy = Path(folder, *catalog.root.resolve().parts[1:])
        for path, data in {**_present(catalog), **files}.items():
            there = Path(os.path.normpath(copy / path))
            if data is not None and there.is_relative_to(folder):
                there.parent.mkdir(parents=True, exist_ok=True)
                there.write_bytes(data)
        for path, draft in (drafts or {}).items():
            if _text([document.value for document in read(copy / path)]) != _text(draft.values):
                raise UsageError(
                    f"{draft.source.path} is written in a way that this change cannot keep;"
                    " nothing was changed. Write the code, and what refers to it, on lines of"
                    " their own without escapes, and try again"
                )
        try:
            return load(copy)
        except CatalogError as error:
            first = error.findings[0]
            help = f"; {first.help}" if first.help and copy.as_posix() not in first.help else ""
            raise UsageError(
                f"that would break the catalog: {first.message}{help}; nothing was changed"
            ) from None


def _present(catalog: Catalog) -> dict[Path, bytes | None]:
    """Return the content of every file of `catalog`, by its path below the folder."""
    documents = [catalog.document, *(entry.document for entry in catalog)]
    paths = {document.source.path.relative_to(catalog.root) for document in documents}
    named = [Path(name) for name in catalog.manifest.openapi]
    paths |= {path for path in named if not path.is_absolute()}
    found = {path: catalog.root / path for path in paths}
    return {path: there.read_bytes() for path, there in found.items() if there.is_file()}


def _text(value: Any) -> str:
    """Return `value` as text that is equal for equal values only: True is not 1."""
    return json.dumps(value, sort_keys=True)
