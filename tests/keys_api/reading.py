"""How bodies are read: in time, as they are, and not without end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from tests.keys_api.errors.user import bad_request

__all__ = ["EVERYWHERE", "MAX_BODY", "Route"]

MAX_BODY = bad_request.RequestBodyTooLarge.max_bytes

EVERYWHERE = (
    bad_request.RequestBodyTooLarge,
    bad_request.RequestBodyUnreadable,
    bad_request.RequestTimeout,
)
"""What any operation can answer with before it begins."""


class Route(APIRoute):
    """A route that reads the body before FastAPI does, which would wait for it without end.

    FastAPI turns what is raised while it reads into an error of its own, so a dependency would be
    too late for this, and a replaced `Request.body` too early.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler of the route, with the reading before it."""
        serve = super().get_route_handler()

        async def handle(request: Request) -> Response:
            if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
                raise bad_request.RequestBodyUnreadable
            seconds: float = request.app.state.body_timeout
            try:
                body = await asyncio.wait_for(request.body(), seconds)
                body.decode()
            except TimeoutError:
                raise bad_request.RequestTimeout(seconds=max(1, round(seconds))) from None
            except UnicodeDecodeError:
                raise bad_request.RequestBodyUnreadable from None
            return await serve(request)

        return handle
