"""Writing what a target makes: whole files or none, and nothing that is as it was."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from errbook.exceptions import UsageError

__all__ = ["Written", "differences", "replace_folder", "write_file", "write_folder"]

_RECORD = ".errbook"
"""In a folder: the names of the files that errbook wrote there, to know what is left over."""

_IN_MEMORY = 16 * 1024 * 1024
"""Bytes of files that are made and not yet written; what is more waits on disk."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, left as they were, and removed."""

    new: int
    same: int
    removed: int

    def __str__(self) -> str:
        parts = [f"{self.new} written", f"{self.same} unchanged", f"{self.removed} removed"]
        return ", ".join(part for part in parts if not part.startswith("0 ")) or "nothing to write"


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one go: a reader finds the old file or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, mode)  # noqa: PTH101 - a name, not a path
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_folder(folder: Path, files: Iterable[tuple[str, str]]) -> Written:
    """Write `files`, relative paths with their text, to `folder`; remove what is left over.

    Each is asked for in turn, and no more than a few are in memory at a time.

    Files that errbook did not write are not touched. Raises `UsageError` if it cannot write, or if
    such a file stands where one of `files` belongs; nothing is written then.
    """
    try:
        return _write_folder(folder, files)
    except OSError as error:
        raise UsageError(f"cannot write to {folder}: {error.strerror or error}") from None


def differences(folder: Path, files: Iterable[tuple[str, str]]) -> list[tuple[Path, str]]:
    """Return in what `folder` differs from what `write_folder` would leave there, file by file.

    Each is `missing`, `stale`, or `left over` from an earlier run. Nothing is written.
    """
    found, now = [], set()
    for name, text in files:
        now.add(name)
        path = folder / name
        if not _holds(path, text.encode()):
            found.append((path, "stale" if path.is_file() else "missing"))
    left = (folder / name for name in _written_before(folder) - now)
    found += [(path, "left over") for path in left if path.is_file()]
    return sorted(found)


def _written_before(folder: Path) -> set[str]:
    """Return the names of the files that an earlier run wrote to `folder`."""
    record = folder / _RECORD
    return set(record.read_text("utf-8").splitlines()) if record.is_file() else set()


def _write_folder(folder: Path, files: Iterable[tuple[str, str]]) -> Written:
    before = _written_before(folder)
    now: set[str] = set()
    stale: dict[str, int] = {}
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as made:
        for name, text in files:
            now.add(name)
            data = text.encode()
            if not _holds(folder / name, data):
                stale[name] = made.write(data)
        for name in stale.keys() - before:
            if (folder / name).exists():
                raise UsageError(
                    f"{folder / name} is not errbook's, and would be overwritten; name another"
                    " folder, or delete it"
                )
        _record(folder, before, before | now)  # first, so that a run cut short owns its files
        made.seek(0)
        for name, size in stale.items():
            write_file(folder / name, made.read(size))
    left = [name for name in before - now if (folder / name).is_file()]
    for name in left:
        (folder / name).unlink()
    _record(folder, before | now, now)
    return Written(len(stale), len(now) - len(stale), len(left))


def _record(folder: Path, before: set[str], now: set[str]) -> None:
    """Note that the files of errbook's in `folder` are `now`, where another list stood."""
    if now != before:
        write_file(folder / _RECORD, "".join(f"{name}\n" for name in sorted(now)).encode())


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def replace_folder(folder: Path, made: Path, *, ours: str) -> None:
    """Put the folder `made` in the place of `folder`.

    `ours` names a file that tells a folder built earlier from one with somebody's work in it, which
    is never replaced. Raises `UsageError` then.
    """
    check_replaceable(folder, ours=ours)
    folder.parent.mkdir(parents=True, exist_ok=True)
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    shutil.move(made, folder)
    shutil.rmtree(old, ignore_errors=True)


def check_replaceable(folder: Path, *, ours: str) -> None:
    """Raise `UsageError` if `folder` holds anything but what was built there before."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder to build to")
    if any(folder.iterdir()) and not (folder / ours).is_file():
        raise UsageError(
            f"{folder} has files in it that errbook did not build; name another folder, or empty it"
        )


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
