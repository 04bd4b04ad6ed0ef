"""The catalog to compare with: of a commit, of a folder, or of an archive."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from errbook.catalog import Catalog, read_catalog
from errbook.catalog.load import MANIFEST
from errbook.diff import archive, git
from errbook.exceptions import UsageError
from errbook.findings import Finding
from errbook.findings.report import text

__all__ = ["older"]


@contextmanager
def older(against: str, root: Path) -> Iterator[Catalog]:
    """Yield the catalog that `against` names: a folder, an archive of one, or a commit of git.

    A commit is anything that git knows by a name, `main` or `v1.2`. It holds the catalog where
    `root` is in its repository, or where `COMMIT:PATH` says. Neither work tree nor index is
    touched. The catalog may be read in part only: it need not satisfy the rules of today.
    Raises `UsageError` if there is none, or nothing of it can be read.
    """
    kind = _kind(Path(against)) if against else ""
    if kind == "folder":
        yield _read(Path(against), against)
    elif kind == "file" and Path(against).name == MANIFEST:
        yield _read(Path(against).parent, against)
    else:
        files = archive.files(Path(against), root) if kind else git.files(against, root)
        with tempfile.TemporaryDirectory(prefix="errbook-") as folder:
            _write(files, Path(folder))
            yield _read(Path(folder), against)


def _kind(path: Path) -> str:
    try:
        return "folder" if path.is_dir() else "file" if path.is_file() else ""
    except (OSError, ValueError):  # no name that a file could have
        return ""


def _write(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _read(folder: Path, against: str) -> Catalog:
    reading = read_catalog(folder)
    if reading.catalog is None or (not reading.catalog.entries and reading.findings):
        told = text(_shown(finding, folder, against) for finding in reading.findings)
        raise UsageError(f"the catalog of {against} cannot be read:\n{told}".rstrip())
    return reading.catalog


def _shown(finding: Finding, folder: Path, against: str) -> Finding:
    """Return the finding as it is in what was named, and not where that was put to be read."""
    below = finding.place.path.relative_to(folder)
    return replace(finding, place=replace(finding.place, path=Path(against) / below), help=None)
