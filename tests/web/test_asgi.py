"""What is peculiar to a plain ASGI app: its errors can be told by their look alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from errbook.problems import Problems
from errbook.web import raises
from errbook.web.asgi import install

Load = Callable[..., Problems]

DEFINITIONS = """
code: shop.not_found
status: 404
title: Not Found
summary: S.
"""


@pytest.fixture(scope="module")
def errors(load: Load) -> Problems:
    """A catalog of one."""
    return load(DEFINITIONS)


def sending(status: int, content_type: bytes | None, body: bytes) -> Any:
    """Return an app that always answers so, in two parts."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"X-Kept", b"yes")]
        headers += [] if content_type is None else [(b"Content-Type", content_type)]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": True})
        await send({"type": "http.response.body", "body": body})

    return app


def get(app: Any, path: str = "/") -> httpx.Response:
    """Return the app's answer."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
            return await client.get(path)

    return asyncio.run(asked())


@pytest.mark.parametrize("kind", [b"text/plain; charset=utf-8", b"text/html", b"TEXT/HTML", None])
def test_an_error_that_is_no_json_is_replaced(errors: Problems, kind: bytes | None) -> None:
    """And keeps its headers."""
    response = get(install(sending(404, kind, b"<h1>No</h1>"), errors))
    assert response.json() == {"type": "about:blank", "title": "Not Found", "status": 404}
    assert response.headers["X-Kept"] == "yes"
    assert response.headers["Content-Type"] == "application/problem+json"


LEFT = {
    "JSON of its own": (404, b"application/json"),
    "a problem of its own": (500, b"application/problem+json"),
    "a success": (200, b"text/html"),
    "a redirection": (302, b"text/plain"),
}


@pytest.mark.parametrize(("status", "kind"), LEFT.values(), ids=LEFT)
def test_anything_else_is_left_alone(errors: Problems, status: int, kind: bytes) -> None:
    """It is the app's own."""
    response = get(install(sending(status, kind, b"{}"), errors))
    assert (response.status_code, response.text) == (status, "{}{}")
    assert response.headers["X-Request-Id"]


def test_what_is_no_request_passes(errors: Problems) -> None:
    """The life of the app is not ours."""
    seen = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["type"])
        raise ValueError("not ready")

    with pytest.raises(ValueError, match="not ready"):
        asyncio.run(install(app, errors)({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert seen == ["lifespan"]


def test_an_undeclared_problem_is_noticed_where_the_handler_is_known(errors: Problems) -> None:
    """By the key that frameworks put it into the scope with."""
    not_found = errors["shop.not_found"]

    @raises(not_found)
    def declaring() -> None: ...

    def silent() -> None: ...

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] != "/unknown":
            scope["endpoint"] = {"/declaring": declaring, "/silent": silent}[scope["path"]]
        raise not_found()

    installed = install(app, errors, undeclared="observe")
    for path in ("/declaring", "/silent", "/unknown"):
        assert get(installed, path).status_code == 404
    assert installed.responder.undeclared == {("GET /silent", "shop.not_found"): 1}
