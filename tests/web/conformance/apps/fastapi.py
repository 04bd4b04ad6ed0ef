"""The shop in FastAPI."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from types import ModuleType
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse, RedirectResponse, StreamingResponse
from starlette.requests import Request
from tests.web.conformance.apps import shop

from errbook.problem import request_id
from errbook.problems import Problems
from errbook.web.fastapi import install

__all__ = ["make"]


def make(errors: ModuleType | Problems) -> FastAPI:
    """Return the app."""
    problems = Problems.of(errors)
    app = FastAPI(max_body_size=shop.LIMIT)

    def raising(path: str) -> None:
        @app.api_route(path, methods=["GET", "HEAD"])
        async def endpoint() -> None:
            shop.RAISING[path](problems)

    def refusing(path: str) -> None:
        @app.get(path)
        async def endpoint() -> None:
            status, said, headers = shop.HTTP[path]
            raise HTTPException(status, said, headers)

    for path in shop.RAISING:
        raising(path)
    for path in shop.HTTP:
        refusing(path)

    @app.api_route("/things/{id}", methods=["GET", "HEAD"])
    def thing(id: str) -> None:  # in a thread, as FastAPI does with what is not async
        raise shop.missing(problems, id)

    @app.get("/slow/{id}")
    async def slow(id: str) -> None:
        await asyncio.sleep(0.01)
        raise shop.slow(problems, id)

    @app.get("/anything/{index}")
    async def anything(index: int) -> None:
        shop.raise_anything(problems, index)

    @app.get("/exception/{index}")
    async def exception(index: int) -> None:
        shop.raise_exception(index)

    async def logged_in() -> None:
        raise problems["shop.no_login"]()

    @app.get("/before", dependencies=[Depends(logged_in)])
    async def before() -> None:
        """Is never called."""

    def broken() -> None:
        shop.RAISING["/unhandled"](problems)

    @app.get("/before/unhandled", dependencies=[Depends(broken)])
    async def before_unhandled() -> None:
        """Is never called."""

    @app.get("/ok")
    async def ok() -> dict[str, str | None]:
        return {"id": request_id.get()}

    @app.get("/by_hand")
    async def by_hand() -> Response:
        return JSONResponse({"by": "hand"}, 409)

    @app.get("/redirect")
    async def redirect() -> Response:
        return RedirectResponse("/ok", 302)

    @app.get("/moved")
    async def moved() -> None:
        raise HTTPException(307, headers={"Location": "/ok"})

    @app.get("/no_content", status_code=204)
    async def no_content() -> None:
        """Answer with nothing."""

    @app.get("/not_modified")
    async def not_modified() -> Response:
        return Response(status_code=304, headers={"ETag": '"1"'})

    @app.get("/stream/{how}")
    async def stream(request: Request) -> Response:
        async def parts() -> AsyncIterator[bytes]:
            yield b"first\n"
            raise shop.in_parts(problems, request.url.path)

        return StreamingResponse(parts())

    @app.post("/orders")
    async def order(order: shop.Order) -> shop.Order:
        return order

    @app.post("/upload")
    async def upload(request: Request) -> int:
        return len(await request.body())

    @app.get("/search")
    async def search(page: int = 1) -> int:
        return page

    @app.get("/tenant")
    async def tenant(x_tenant: Annotated[int, Header()]) -> int:
        return x_tenant

    @app.middleware("http")
    async def cookies(request: Request, call_next: Any) -> Response:
        response: Response = await call_next(request)
        if request.url.path.startswith("/cookie"):
            response.set_cookie("a", "1")
            response.set_cookie("b", "2")
        return response

    app.add_middleware(CORSMiddleware, allow_origins=["https://here.example"])
    install(app, errors)
    return app
