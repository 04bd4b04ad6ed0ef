"""The shop in Starlette."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from types import ModuleType
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import (
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from tests.web.conformance.apps import shop

from errbook.problem import request_id
from errbook.problems import Problems
from errbook.web.starlette import install

__all__ = ["Cookies", "Guarded", "make"]


class Cookies:
    """Sets two cookies on what is answered below `/cookie`."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one request."""

        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start":
                cookies = [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]
                message = {**message, "headers": [*message["headers"], *cookies]}
            await send(message)

        below = scope["type"] == "http" and scope["path"].startswith("/cookie")
        await self.app(scope, receive, sending if below else send)


class Guarded:
    """Raises before a route is looked for."""

    def __init__(self, app: Any, problems: Problems) -> None:
        self.app = app
        self.problems = problems

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["path"] == "/before":
            raise self.problems["shop.no_login"]()
        if scope["type"] == "http" and scope["path"] == "/before/unhandled":
            shop.RAISING["/unhandled"](self.problems)
        await self.app(scope, receive, send)


def make(errors: ModuleType | Problems) -> Starlette:
    """Return the app."""
    problems = Problems.of(errors)

    def raising(path: str) -> Route:
        async def endpoint(_: Request) -> Response:
            shop.RAISING[path](problems)

        return Route(path, endpoint)

    def refusing(path: str) -> Route:
        async def endpoint(_: Request) -> Response:
            status, said, headers = shop.HTTP[path]
            raise HTTPException(status, said, headers)

        return Route(path, endpoint)

    async def thing(request: Request) -> Response:
        raise shop.missing(problems, request.path_params["id"])

    async def slow(request: Request) -> Response:
        await asyncio.sleep(0.01)
        raise shop.slow(problems, request.path_params["id"])

    async def anything(request: Request) -> Response:
        shop.raise_anything(problems, request.path_params["index"])

    async def exception(request: Request) -> Response:
        shop.raise_exception(request.path_params["index"])

    async def ok(_: Request) -> Response:
        return JSONResponse({"id": request_id.get()})

    async def by_hand(_: Request) -> Response:
        return JSONResponse({"by": "hand"}, 409)

    async def redirect(_: Request) -> Response:
        return RedirectResponse("/ok", 302)

    async def moved(_: Request) -> Response:
        raise HTTPException(307, headers={"Location": "/ok"})

    async def no_content(_: Request) -> Response:
        return Response(status_code=204)

    async def not_modified(_: Request) -> Response:
        return Response(status_code=304, headers={"ETag": '"1"'})

    async def stream(request: Request) -> Response:
        async def parts() -> AsyncIterator[bytes]:
            yield b"first\n"
            raise shop.in_parts(problems, request.url.path)

        return StreamingResponse(parts())

    async def order(request: Request) -> Response:
        return JSONResponse(shop.read_order(await request.body()).model_dump())

    async def upload(request: Request) -> Response:
        return JSONResponse(len(await request.body()))

    async def search(request: Request) -> Response:
        return JSONResponse(shop.read_page(request.query_params.get("page", "1")))

    async def tenant(request: Request) -> Response:
        return JSONResponse(shop.read_tenant(request.headers.get("X-Tenant")))

    app = Starlette(
        routes=[
            *map(raising, shop.RAISING),
            *map(refusing, shop.HTTP),
            Route("/things/{id}", thing),
            Route("/slow/{id}", slow),
            Route("/anything/{index:int}", anything),
            Route("/exception/{index:int}", exception),
            Route("/ok", ok),
            Route("/by_hand", by_hand),
            Route("/redirect", redirect),
            Route("/moved", moved),
            Route("/no_content", no_content),
            Route("/not_modified", not_modified),
            Route("/stream/problem", stream),
            Route("/stream/unhandled", stream),
            Route("/orders", order, methods=["POST"]),
            Route("/upload", upload, methods=["POST"]),
            Route("/search", search),
            Route("/tenant", tenant),
        ],
        middleware=[
            Middleware(CORSMiddleware, allow_origins=["https://here.example"]),
            Middleware(Cookies),
            Middleware(Guarded, problems=problems),
        ],
        max_body_size=shop.LIMIT,
    )
    install(app, errors)
    return app
