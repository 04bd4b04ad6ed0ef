"""Several files written as one: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from errbook.exceptions import UsageError
from errbook.targets.output import write_file

__all__ = ["save"]


def save(files: Mapping[Path, bytes | None]) -> None:
    """Write `files`; one whose content is None is removed, with the folders that it leaves empty.

    Raises `UsageError` if one of them cannot be written. All are then as they were.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    folders = {folder for path in files for folder in path.parents if not folder.exists()}
    done: list[Path] = []
    try:
        for path, data in files.items():
            done.append(path)
            _put(path, data)
    except BaseException as error:
        for path in done:
            with suppress(OSError):
                _put(path, before[path])
        for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            reason = error.strerror or error
            raise UsageError(f"cannot write {done[-1]}: {reason}; nothing was changed") from None
        raise
    for path, data in files.items():
        if data is None:
            _remove_empty(path.parent)


def _put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        write_file(path.resolve(), data)  # a link stays one


def _remove_empty(folder: Path) -> None:
    """Remove `folder` and those above it, as far as they are empty."""
    with suppress(OSError):
        while True:
            folder.rmdir()
            folder = folder.parent
