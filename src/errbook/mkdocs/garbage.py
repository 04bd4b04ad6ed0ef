"""Fewer searches for garbage: nearly all that the build of a site makes is kept to its end."""

from __future__ import annotations

import gc

__all__ = ["Garbage"]

_SELDOM = (20_000, 20, 20)


class Garbage:
    """How often Python looks for it, during a build and after it."""

    def __init__(self) -> None:
        self._usual: tuple[int, int, int] | None = None

    def seldom(self) -> None:
        """Look for it seldom, from here on."""
        if self._usual is None:
            self._usual = gc.get_threshold()
            gc.set_threshold(*_SELDOM)

    def leave(self) -> None:
        """Take what there is now for no garbage, and never go through it."""
        if self._usual is not None:
            gc.freeze()

    def as_usual(self) -> None:
        """Look for it as before, everywhere."""
        if self._usual is not None:
            gc.set_threshold(*self._usual)
            gc.unfreeze()
            self._usual = None
