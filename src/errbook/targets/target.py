"""What a target is, and which there are.

A target is a module beside this one with a docstring whose first line says what it makes, `OUTPUT`,
the folder it writes to unless told otherwise, and `build`. One whose output is text that depends on
the catalog alone has `files` too, and `--check` can compare it. One that can be made for those who
operate the service, with internal definitions in it, says `FOR_OPERATORS = True`. It needs no
registration.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from errbook import targets
from errbook.catalog import Catalog
from errbook.catalog.definition import Visibility
from errbook.pages.progress import Progress
from errbook.settings import Settings

__all__ = ["Job", "Progress", "Target", "files", "find", "for_operators", "names"]

_NOT_TARGETS = {"target", "output"}


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be built, where to, who is told of progress (done, total), and who it is for.

    Where `visibility` is None the target's own settings say it, and it is for the public otherwise.
    """

    catalog: Catalog
    settings: Settings
    output: Path
    progress: Progress = lambda done, total: None
    visibility: Visibility | None = None


class Target(Protocol):
    """A module of this package that makes something."""

    __doc__: str | None
    OUTPUT: Path

    def build(self, job: Job) -> str:
        """Make it, and return a line that says what. Raises `UsageError` if it cannot be made."""


def names() -> list[str]:
    """Return the names of all targets."""
    return sorted(
        module.name
        for module in pkgutil.iter_modules(targets.__path__)
        if module.name not in _NOT_TARGETS
    )


def files(target: Target, job: Job) -> Iterator[tuple[str, str]] | None:
    """Return the files that `target` would write, with their text; None if it does not say."""
    yields = getattr(target, "files", None)
    found: Iterator[tuple[str, str]] | None = None if yields is None else yields(job)
    return found


def for_operators(name: str) -> bool:
    """Whether the target `name` can be made with internal definitions in it."""
    return bool(getattr(find(name), "FOR_OPERATORS", False))


def find(name: str) -> Target:
    """Return the target called `name`, one of `names()`."""
    target: Target = importlib.import_module(f"{targets.__name__}.{name}")
    return target
