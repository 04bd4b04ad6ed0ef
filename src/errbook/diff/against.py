"""The catalog to compare with: of a commit, of a folder, or of an archive."""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from errbook.catalog import Catalog, read_catalog
from errbook.catalog.load import MANIFEST
from errbook.exceptions import UsageError
from errbook.findings.report import text

__all__ = ["older"]

_ENDINGS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".zip")


@contextmanager
def older(against: str, root: Path) -> Iterator[Catalog]:
    """Yield the catalog that `against` names: a folder, an archive of one, or a commit of git.

    A commit is anything that git knows by a name, `main` or `v1.2`; it holds the catalog where
    `root` is in the repository, or where `COMMIT:PATH` says. The work tree is not touched.
    Raises `UsageError` if there is none, or it cannot be read.
    """
    path = Path(against)
    if path.is_dir():
        yield _read(path, against)
    elif path.is_file() and path.name == MANIFEST:
        yield _read(path.parent, against)
    elif path.is_file():
        with _unpacked(path) as folder:
            yield _read(folder, against)
    else:
        with _checked_out(against, root) as folder:
            yield _read(folder, against)


def _read(folder: Path, against: str) -> Catalog:
    """Read what can be read: an old catalog need not satisfy the rules of today."""
    reading = read_catalog(folder)
    if reading.catalog is None or (not reading.catalog.entries and reading.findings):
        raise UsageError(f"the catalog of {against} cannot be read:\n{text(reading.findings)}")
    return reading.catalog


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """Yield the folder with the manifest that an archive holds."""
    with tempfile.TemporaryDirectory(prefix="errbook-") as folder:
        try:
            if path.name.endswith(".zip"):
                with zipfile.ZipFile(path) as archive:
                    archive.extractall(folder)
            elif path.name.endswith(_ENDINGS):
                with tarfile.open(path) as archive:
                    archive.extractall(folder, filter="data")
            else:
                known = ", ".join(_ENDINGS)
                raise UsageError(f"{path} is no archive of a catalog; those end in {known}")
        except (tarfile.TarError, zipfile.BadZipFile, OSError, EOFError) as error:
            raise UsageError(f"{path} cannot be unpacked: {error}") from None
        found = sorted(Path(folder).rglob(MANIFEST), key=lambda one: (len(one.parts), one))
        if not found:
            raise UsageError(f"{path} has no {MANIFEST} in it")
        yield found[0].parent


@contextmanager
def _checked_out(against: str, root: Path) -> Iterator[Path]:
    """Yield a folder with the catalog as a commit has it."""
    ref, _, inside = against.partition(":")
    top = _git(root, "rev-parse", "--show-toplevel")
    if top is None:
        raise UsageError(f"{against} is no folder and no file, and {root} is in no git repository")
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if commit is None:
        raise UsageError(
            f"{against} is no folder, no file, and no commit that this repository knows; a branch"
            f" of another one has to be fetched first: git fetch origin {ref}"
        )
    prefix = inside.strip("/") or _git(root, "rev-parse", "--show-prefix").strip("/")  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory(prefix="errbook-") as folder:
        _copy(Path(top), commit, prefix, Path(folder))
        if not (Path(folder) / MANIFEST).is_file():
            raise UsageError(
                f"{ref} has no {MANIFEST} in {prefix or 'its top folder'}; if the catalog was"
                f" elsewhere then, name the folder: {ref}:path/to/catalog"
            )
        yield Path(folder)


def _copy(top: Path, commit: str, prefix: str, folder: Path) -> None:
    """Write the YAML and JSON files that `commit` has below `prefix` to `folder`."""
    listed = _run(
        top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *([prefix] * bool(prefix))
    )
    wanted = []
    for line in listed.decode("utf-8", "surrogateescape").split("\0"):
        head, _, name = line.partition("\t")
        kind = head.split(" ")[1:2]
        if kind == ["blob"] and name.endswith((".yaml", ".yml", ".json")):
            wanted.append((head.split(" ")[2], Path(name)))
    contents = _contents(top, [id for id, _ in wanted])
    for (_, path), data in zip(wanted, contents, strict=True):
        there = folder / (path.relative_to(prefix) if prefix else path)
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(data)


def _contents(top: Path, ids: list[str]) -> Iterator[bytes]:
    """Yield the content of each blob."""
    out = _run(top, "cat-file", "--batch", input="".join(f"{id}\n" for id in ids).encode())
    at = 0
    for _ in ids:
        end = out.index(b"\n", at)
        size = int(out[at:end].rsplit(b" ", 1)[1])
        yield out[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _git(folder: Path, *arguments: str) -> str | None:
    """Return what git says, or None if it fails."""
    try:
        return _run(folder, *arguments).decode("utf-8", "surrogateescape").strip("\n")
    except UsageError:
        return None


def _run(folder: Path, *arguments: str, input: bytes | None = None) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], input=input, capture_output=True, check=True
        )
    except FileNotFoundError:
        raise UsageError("git is not installed; name a folder or an archive instead") from None
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode("utf-8", "replace").strip()
        raise UsageError(f"git failed: {told or arguments[0]}") from None
    return done.stdout
