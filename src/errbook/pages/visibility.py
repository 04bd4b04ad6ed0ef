"""Who a build is for, where its command says so: that goes before what a site's own file says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from errbook.catalog.definition import Visibility

__all__ = ["asked_visibility", "building_for"]

_asked: ContextVar[Visibility | None] = ContextVar("errbook_visibility", default=None)


def asked_visibility() -> Visibility | None:
    """Return who the build at hand is for; None where its command does not say."""
    return _asked.get()


@contextmanager
def building_for(visibility: Visibility | None) -> Iterator[None]:
    """Say who the builds within are for."""
    token = _asked.set(visibility)
    try:
        yield
    finally:
        _asked.reset(token)
