"""The code that raises the errors, and its tests, as the settings name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from errbook.exceptions import UsageError

__all__ = ["Module", "Project"]


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: its path and its text; the text is empty where it cannot be read."""

    path: Path
    text: str


@dataclass(frozen=True)
class Project:
    """The Python files of a project, read when a rule first asks for them."""

    source: tuple[Path, ...] = ()
    """Files and folders of the code that raises the errors."""
    tests: tuple[Path, ...] = ()
    """Files and folders of its tests."""
    unsaved: Mapping[Path, bytes] = field(default_factory=dict)
    """What some of the files are to hold, where that is not on disk."""
    memo: dict[str, Any] = field(default_factory=dict)
    """What one rule has found out, and others need."""

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """The files of `source`. Of one that is below `tests` too, the nearer folder decides.

        Raises `UsageError` if a place of the settings is not there.
        """
        return tuple(self._read("source", self.source, self.tests))

    @cached_property
    def test_modules(self) -> tuple[Module, ...]:
        """The files of `tests`. Raises `UsageError` if a place of the settings is not there."""
        return tuple(self._read("tests", self.tests, self.source))

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield every file, with its text."""
        yield from ((module.path, module.text) for module in (*self.modules, *self.test_modules))

    def _read(
        self, setting: str, places: tuple[Path, ...], others: tuple[Path, ...]
    ) -> Iterator[Module]:
        for place in places:
            if not place.exists():
                raise UsageError(f"{setting} in [tool.errbook] names {place}, which does not exist")
        paths = {
            path
            for place in places
            for path in (place.rglob("*.py") if place.is_dir() else [place])
            if path.is_file() and not _is_hidden(path.relative_to(place))
        }
        for path in sorted(paths):
            if _depth(path, others) > _depth(path, places):
                continue
            data = self.unsaved.get(path)
            try:
                text = (path.read_bytes() if data is None else data).decode("utf-8-sig")
            except (OSError, UnicodeDecodeError):
                text = ""
            yield Module(path, text)


def _is_hidden(path: Path) -> bool:
    """Whether `path` is in a folder like `.venv`, which holds no code of the project."""
    return any(part.startswith(".") for part in path.parts)


def _depth(path: Path, places: Iterable[Path]) -> int:
    """Return how deep the nearest of `places` is that `path` is below; -1 if there is none."""
    return max((len(place.parts) for place in places if path.is_relative_to(place)), default=-1)
