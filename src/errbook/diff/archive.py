"""A catalog in an archive: of a release, or as `git archive` makes one."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from errbook.catalog.load import MANIFEST
from errbook.catalog.reader import MAX_BYTES
from errbook.exceptions import UsageError

__all__ = ["files"]

_BROKEN = (
    tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError,
    RuntimeError, ValueError,
)  # fmt: skip
"""What reading an archive raises that is cut off, encrypted, or none."""


def files(path: Path, root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each YAML file of the catalog in the archive at `path`.

    Of several catalogs it is the one whose folder is called as `root` is. Raises `UsageError` if
    there is none, or if that does not tell which one.
    """
    try:
        found = dict(_members(path))
    except _BROKEN as error:
        raise UsageError(f"{path} cannot be unpacked: {error}") from None
    folder = _chosen(found, path, root)
    for name, data in found.items():
        if PurePosixPath(name).is_relative_to(folder):
            yield PurePosixPath(name).relative_to(folder).as_posix(), data


def _members(path: Path) -> Iterator[tuple[str, bytes]]:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            for info in packed.infolist():
                if _is_wanted(info.filename):
                    with packed.open(info) as file:
                        yield info.filename, file.read(MAX_BYTES + 1)
    elif tarfile.is_tarfile(path):
        with tarfile.open(path) as tar:
            for member in tar.getmembers():
                if _is_wanted(member.name):
                    yield from _member(tar, member)
    else:
        raise UsageError(f"{path} is no folder and no archive of one, as a .zip or .tar.gz is")


def _member(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[tuple[str, bytes]]:
    try:
        file = tar.extractfile(member)  # of a link what it leads to, inside of the archive
    except KeyError:
        return
    if file is not None:
        yield member.name, file.read(MAX_BYTES + 1)


def _is_wanted(name: str) -> bool:
    """Whether it is a YAML file, and one that stays below the folder that it is put in."""
    path = PurePosixPath(name)
    inside = not path.is_absolute() and ".." not in path.parts and "\\" not in name
    return inside and path.suffix in (".yaml", ".yml")


def _chosen(names: dict[str, bytes], path: Path, root: Path) -> PurePosixPath:
    """Return the folder of the catalog that is meant."""
    folders = [PurePosixPath(name).parent for name in names if PurePosixPath(name).name == MANIFEST]
    if not folders:
        raise UsageError(f"{path} has no {MANIFEST} in it")
    own = [one for one in folders if one.name == root.resolve().name]
    if len(own or folders) > 1:
        listed = ", ".join(sorted(map(str, own or folders)))
        raise UsageError(
            f"{path} has several catalogs, in {listed}; unpack it, and name the folder"
        )
    return (own or folders)[0]
