"""The shop without a framework: an ASGI app that says what went wrong in plain text."""

from __future__ import annotations

import asyncio
import json
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs

from tests.web.conformance.apps import shop

from errbook.problem import request_id
from errbook.problems import Problems
from errbook.web.asgi import install

__all__ = ["make"]

Headers = list[tuple[bytes, bytes]]


class Shop:
    """One method per route; a response is a status, headers and a body."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            return
        status, headers, body = await self.answer(scope, receive, send)
        if status:
            await send({"type": "http.response.start", "status": status, "headers": headers})
            shown = b"" if scope["method"] == "HEAD" else body
            await send({"type": "http.response.body", "body": shown})

    async def answer(self, scope: Any, receive: Any, send: Any) -> tuple[int, Headers, bytes]:
        """Return the response; its status is 0 where it was sent already."""
        path, [top, *below] = scope["path"], scope["path"].strip("/").split("/")
        if scope["method"] == "OPTIONS":
            return 204, [(b"allow", b"GET, HEAD")], b""
        allowed = ["POST"] if path in ("/orders", "/upload") else ["GET", "HEAD"]
        if scope["method"] not in allowed:
            return _text(405, allow=", ".join(allowed))
        if path == "/before":
            raise self.problems["shop.no_login"]()
        if path == "/before/unhandled":
            shop.RAISING["/unhandled"](self.problems)
        if path in shop.RAISING:
            shop.RAISING[path](self.problems)
        if path in shop.HTTP:
            status, said, headers = shop.HTTP[path]
            return _text(status, said or "", **headers)
        takes_more = top in ("things", "slow", "anything", "exception", "stream")
        if not hasattr(self, f"on_{top}") or len(below) != takes_more:
            return _text(404)
        if top == "anything" and not below[0].isdecimal():
            return _text(404)
        found: tuple[int, Headers, bytes] = await getattr(self, f"on_{top}")(
            scope, receive, send, *below
        )
        return found

    async def on_things(self, *given: Any) -> Any:
        raise shop.missing(self.problems, given[-1])

    async def on_slow(self, *given: Any) -> Any:
        await asyncio.sleep(0.01)
        raise shop.slow(self.problems, given[-1])

    async def on_anything(self, *given: Any) -> Any:
        shop.raise_anything(self.problems, int(given[-1]))

    async def on_exception(self, *given: Any) -> Any:
        shop.raise_exception(int(given[-1]))

    async def on_ok(self, *_: Any) -> Any:
        return _json(200, {"id": request_id.get()})

    async def on_by_hand(self, *_: Any) -> Any:
        return _json(409, {"by": "hand"})

    async def on_redirect(self, *_: Any) -> Any:
        return _text(302, location="/ok")

    async def on_moved(self, *_: Any) -> Any:
        return _text(307, location="/ok")

    async def on_no_content(self, *_: Any) -> Any:
        return 204, [], b""

    async def on_not_modified(self, *_: Any) -> Any:
        return 304, [(b"etag", b'"1"')], b""

    async def on_stream(self, scope: Any, receive: Any, send: Any, how: str) -> Any:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"first\n", "more_body": True})
        raise shop.in_parts(self.problems, how)

    async def on_orders(self, scope: Any, receive: Any, send: Any) -> Any:
        return _json(200, shop.read_order(await _body(receive)).model_dump())

    async def on_upload(self, scope: Any, receive: Any, send: Any) -> Any:
        length = len(await _body(receive))
        return _text(413) if length > shop.LIMIT else _json(200, length)

    async def on_search(self, scope: Any, *_: Any) -> Any:
        query = parse_qs(scope["query_string"].decode())
        return _json(200, shop.read_page(*query.get("page", ["1"])))

    async def on_tenant(self, scope: Any, *_: Any) -> Any:
        given = dict(scope["headers"]).get(b"x-tenant")
        return _json(200, shop.read_tenant(None if given is None else given.decode("latin-1")))


async def _body(receive: Any) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return body


def _json(status: int, value: Any) -> tuple[int, Headers, bytes]:
    return status, [(b"content-type", b"application/json")], json.dumps(value).encode()


def _text(status: int, said: str = "", **headers: str) -> tuple[int, Headers, bytes]:
    own = [(name.encode(), value.encode()) for name, value in headers.items()]
    body = (said or f"That went wrong: {shop.CANARY}").encode()
    length = (b"content-length", str(len(body)).encode())
    return status, [(b"content-type", b"text/plain"), length, *own], body


class Around:
    """Adds the headers of CORS, and two cookies below `/cookie`."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one request."""
        origin = dict(scope["headers"]).get(b"origin") if scope["type"] == "http" else None
        more: Headers = []
        if origin == b"https://here.example":
            more += [(b"access-control-allow-origin", origin), (b"vary", b"Origin")]
        if scope["type"] == "http" and scope["path"].startswith("/cookie"):
            more += [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]

        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        await self.app(scope, receive, sending)


def make(errors: ModuleType | Problems) -> Any:
    """Return the app."""
    return Around(install(Shop(Problems.of(errors)), errors))
