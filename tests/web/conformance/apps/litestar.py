"""The shop in Litestar."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from types import ModuleType
from typing import Annotated, Any, NoReturn

from litestar import Litestar, Request, get, head, post
from litestar.config.cors import CORSConfig
from litestar.di import NamedDependency, Provide
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody
from litestar.response import Redirect, Response, Stream
from tests.web.conformance.apps import shop

from errbook.problem import request_id
from errbook.problems import Problems
from errbook.web.litestar import install

__all__ = ["make"]


class Cookies:
    """Sets two cookies on what is answered below `/cookie`."""

    def __init__(self, app: Any, **_: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one request."""

        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start":
                cookies = [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]
                message = {**message, "headers": [*message["headers"], *cookies]}
            await send(message)

        below = scope["path"].startswith("/cookie")
        await self.app(scope, receive, sending if below else send)


def make(errors: ModuleType | Problems) -> Litestar:
    """Return the app."""
    problems = Problems.of(errors)

    def raising(path: str) -> list[HTTPRouteHandler]:
        @get(path)
        async def endpoint() -> None:
            shop.RAISING[path](problems)

        @head(path)
        async def endpoint_of_head() -> None:
            shop.RAISING[path](problems)

        return [endpoint, endpoint_of_head]

    def refusing(path: str) -> HTTPRouteHandler:
        @get(path)
        async def endpoint() -> None:
            status, said, headers = shop.HTTP[path]
            raise HTTPException(status_code=status, detail=said or "", headers=headers)

        return endpoint

    @get("/things/{id:str}", sync_to_thread=True)
    def thing(id: FromPath[str]) -> NoReturn:
        raise shop.missing(problems, id)

    @head("/things/{id:str}")
    async def head_of_thing(id: FromPath[str]) -> None:
        raise shop.missing(problems, id)

    @get("/slow/{id:str}")
    async def slow(id: FromPath[str]) -> None:
        await asyncio.sleep(0.01)
        raise shop.slow(problems, id)

    @get("/anything/{index:int}")
    async def anything(index: FromPath[int]) -> None:
        shop.raise_anything(problems, index)

    @get("/exception/{index:int}")
    async def exception(index: FromPath[int]) -> None:
        shop.raise_exception(index)

    async def logged_in() -> None:
        raise problems["shop.no_login"]()

    @get("/before", dependencies={"login": Provide(logged_in)})
    async def before(login: NamedDependency[Any]) -> None:
        """Is never called."""

    async def broken() -> None:
        shop.RAISING["/unhandled"](problems)

    @get("/before/unhandled", dependencies={"broken": Provide(broken)})
    async def before_unhandled(broken: NamedDependency[Any]) -> None:
        """Is never called."""

    @get("/ok")
    async def ok() -> dict[str, str | None]:
        return {"id": request_id.get()}

    @get("/by_hand")
    async def by_hand() -> Response[dict[str, str]]:
        return Response({"by": "hand"}, status_code=409)

    @get("/redirect", status_code=302)
    async def redirect() -> Redirect:
        return Redirect("/ok", status_code=302)

    @get("/moved")
    async def moved() -> None:
        raise HTTPException(status_code=307, headers={"Location": "/ok"})

    @get("/no_content", status_code=204)
    async def no_content() -> None:
        """Answer with nothing."""

    @get("/not_modified", status_code=304)
    async def not_modified() -> Response[None]:
        return Response(None, status_code=304, headers={"ETag": '"1"'})

    @get("/stream/{how:str}")
    async def stream(how: FromPath[str]) -> Stream:
        async def parts() -> AsyncIterator[bytes]:
            yield b"first\n"
            raise shop.in_parts(problems, how)

        return Stream(parts())

    @post("/orders", status_code=200)
    async def order(data: JSONBody[shop.Order]) -> shop.Order:
        return data

    @post("/upload", status_code=200)
    async def upload(request: Request[Any, Any, Any]) -> int:
        return len(await request.body())

    @get("/search")
    async def search(page: FromQuery[int] = 1) -> int:
        return page

    @get("/tenant")
    async def tenant(tenant: Annotated[int, HeaderParameter(name="X-Tenant")]) -> int:
        return tenant

    app = Litestar(
        [
            *(handler for path in shop.RAISING for handler in raising(path)),
            *map(refusing, shop.HTTP),
            thing,
            head_of_thing,
            slow,
            anything,
            exception,
            before,
            ok,
            by_hand,
            redirect,
            moved,
            no_content,
            not_modified,
            stream,
            order,
            before_unhandled,
            upload,
            search,
            tenant,
        ],
        middleware=[Cookies],
        cors_config=CORSConfig(allow_origins=["https://here.example"]),
        openapi_config=None,
        request_max_body_size=shop.LIMIT,
    )
    install(app, errors)
    return app
