"""Who is told how far a build of pages is, where its command shows that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

__all__ = ["Progress", "telling", "told"]

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how much is done, and of how much."""

_told: ContextVar[Progress | None] = ContextVar("errbook_progress", default=None)


def told() -> Progress | None:
    """Return who is told of the build at hand; None where nobody asked."""
    return _told.get()


@contextmanager
def telling(progress: Progress) -> Iterator[None]:
    """Have `progress` told of the builds within."""
    token = _told.set(progress)
    try:
        yield
    finally:
        _told.reset(token)
