"""The time in which a request is served, where the code that serves it is not all in one place.

A WSGI server asks for the parts of a response after the app has returned. What makes them is to
know the request's id as well, and what it raises is to tell it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from errbook.problem import request_id
from errbook.web._respond import Responder

__all__ = ["Streamed", "serving"]


@contextmanager
def serving(id: str, responder: Responder) -> Iterator[None]:
    """Have the id of the request in the context variable, and in what is raised meanwhile."""
    token = request_id.set(id)
    try:
        yield
    except Exception as error:
        responder.unhandled(error)  # only for its note: the server logs it
        raise
    finally:
        request_id.reset(token)


class Streamed:
    """The parts of a response, each made while its request is served."""

    def __init__(self, parts: Iterable[bytes], id: str, responder: Responder) -> None:
        self._parts = parts
        self._iterator = iter(parts)
        self._serving = id, responder

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        with serving(*self._serving):
            part = next(self._iterator, None)
        if part is None:
            raise StopIteration
        return part

    def close(self) -> None:
        """Close what makes the parts, as a server does in the end."""
        close = getattr(self._parts, "close", None)
        if close is not None:
            with serving(*self._serving):
                close()
