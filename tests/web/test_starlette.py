"""What is peculiar to Starlette: its order of middlewares, its handlers, its limit, websockets."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket, WebSocketDisconnect

from errbook import ClientProblem, Problem
from errbook.exceptions import UsageError
from errbook.problem import request_id
from errbook.problems import Problems
from errbook.testing import assert_problem, mistakes
from errbook.web import raises
from errbook.web.starlette import install

Load = Callable[..., Problems]

MANIFEST = """
errbook: 1
name: Shop
code: "{group}.{name}"
"""

DEFINITIONS = """
code: shop.not_found
status: 404
title: Not Found
summary: S.
detail: There is no {thing}.
params: {thing: {type: string}}
---
code: shop.closed
status: 503
title: Closed
summary: S.
"""


@pytest.fixture(scope="module")
def errors(load: Load) -> Problems:
    """A catalog of two."""
    return load(DEFINITIONS, MANIFEST)


@pytest.fixture
def not_found(errors: Problems) -> type[Problem]:
    """The class of one of them."""
    return errors["shop.not_found"]


def client(app: Starlette) -> TestClient:
    """Return a client that is answered as one over a socket is."""
    return TestClient(app, raise_server_exceptions=False)


async def fine(request: Request) -> Response:
    """Answer with the request's id."""
    return PlainTextResponse(str(request_id.get()))


class TestMiddlewares:
    """What stands around the routes."""

    @pytest.fixture
    def app(self, errors: Problems, not_found: type[Problem]) -> Starlette:
        """An app with a middleware that raises, inside of CORS."""

        async def guard(request: Request, call_next: Any) -> Response:
            if request.url.path == "/guarded":
                raise not_found(thing="door")
            if request.url.path == "/broken":
                raise ValueError("secret")
            response: Response = await call_next(request)
            response.headers["X-Seen"] = str(response.status_code)
            return response

        async def raising(request: Request) -> Response:
            raise not_found(thing="lamp")

        routes = [Route("/raising", raising), Route("/fine", fine)]
        app = Starlette(routes=routes, middleware=[Middleware(BaseHTTPMiddleware, dispatch=guard)])
        install(app, errors)
        app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"])
        return app

    def test_they_see_a_problem_as_a_response(self, app: Starlette, not_found: Any) -> None:
        """Those added before and after `install`."""
        response = client(app).get("/raising", headers={"Origin": "https://shop.example"})
        assert_problem(response, not_found, thing="lamp")
        assert response.headers["X-Seen"] == "404"
        assert response.headers["Access-Control-Allow-Origin"] == "https://shop.example"

    def test_what_they_raise_is_answered(self, app: Starlette, not_found: Any) -> None:
        """As what a handler raises is."""
        assert_problem(client(app).get("/guarded"), not_found, thing="door")

    def test_what_breaks_in_them_is_no_secret(self, app: Starlette) -> None:
        """And comes out at the other end, for the server to log."""
        response = client(app).get("/broken")
        assert (response.status_code, "secret" in response.text) == (500, False)
        assert response.headers["Content-Type"] == "application/problem+json"
        with pytest.raises(ValueError, match="secret"):
            TestClient(app).get("/broken")

    def test_the_request_has_an_id_in_all_of_them(self, app: Starlette) -> None:
        """Also in the tasks that they run the rest in."""
        response = client(app).get("/fine", headers={"X-Request-Id": "mine"})
        assert (response.text, response.headers["X-Request-Id"]) == ("mine", "mine")
        assert request_id.get() is None


class TestHandlers:
    """What the app has of its own."""

    def test_its_own_stay(self, errors: Problems) -> None:
        """Of a status and of an exception, whichever was there first."""

        async def gone(request: Request, error: Exception) -> Response:
            return PlainTextResponse("gone", 410)

        async def refused(request: Request, error: Exception) -> Response:
            return PlainTextResponse("refused", 400)

        async def broken(request: Request) -> Response:
            raise ZeroDivisionError

        app = Starlette(routes=[Route("/broken", broken)], exception_handlers={404: gone})
        install(app, errors)
        app.add_exception_handler(ZeroDivisionError, refused)
        assert client(app).get("/nowhere").text == "gone"
        assert client(app).get("/broken").text == "refused"

    def test_its_own_for_problems_stays(self, errors: Problems, not_found: Any) -> None:
        """For all of them, or for those at which the client is at fault."""

        async def own(request: Request, error: Exception) -> Response:
            return PlainTextResponse("own", 410)

        async def raising(request: Request) -> Response:
            raise not_found(thing="lamp")

        async def closed(request: Request) -> Response:
            raise errors["shop.closed"]()

        routes = [Route("/raising", raising), Route("/closed", closed)]
        for kind in (Problem, ClientProblem):
            app = Starlette(routes=routes, exception_handlers={kind: own})
            install(app, errors)
            assert client(app).get("/raising").text == "own"
        assert_problem(client(app).get("/closed"), errors["shop.closed"])

    def test_an_exception_that_is_no_error_is_left_alone(self, errors: Problems) -> None:
        """As a redirection by one."""

        async def elsewhere(request: Request) -> Response:
            raise HTTPException(303, headers={"Location": "/fine"})

        app = Starlette(routes=[Route("/elsewhere", elsewhere), Route("/fine", fine)])
        install(app, errors)
        response = client(app).get("/elsewhere", follow_redirects=False)
        assert (response.status_code, response.headers["Location"]) == (303, "/fine")

    def test_a_debugged_app_tells_as_little(self, errors: Problems) -> None:
        """The traceback is for the log."""

        async def broken(request: Request) -> Response:
            raise ValueError("secret")

        app = Starlette(debug=True, routes=[Route("/broken", broken)])
        install(app, errors)
        response = client(app).get("/broken", headers={"Accept": "text/html"})
        assert "secret" not in response.text


@pytest.mark.parametrize("length", [True, False], ids=["by its length", "as it is read"])
def test_a_body_beyond_starlettes_limit_is_refused_as_all_else(
    errors: Problems, length: bool
) -> None:
    """Though it is refused past all handlers."""

    async def read(request: Request) -> Response:
        return PlainTextResponse(await request.body())

    app = Starlette(routes=[Route("/read", read, methods=["POST"])], max_body_size=10)
    install(app, errors)
    content: Any = b"x" * 100 if length else (b"x" for _ in range(100))
    response = client(app).post("/read", content=content)
    assert (response.status_code, response.json()["type"]) == (413, "about:blank")
    assert response.headers["X-Request-Id"]


def test_it_is_too_late_once_the_app_serves(errors: Problems) -> None:
    """Its layers stand by then, and nothing would be answered."""
    app = Starlette(routes=[Route("/fine", fine)])
    client(app).get("/fine")
    with pytest.raises(UsageError, match="before its first request"):
        install(app, errors)


def test_an_app_that_is_mounted_has_the_id_of_the_whole(errors: Problems) -> None:
    """Though it has errors of its own."""
    inner = Starlette(routes=[Route("/fine", fine)])
    outer = Starlette(routes=[Mount("/inner", inner)])
    install(inner, errors)
    install(outer, errors)
    response = client(outer).get("/inner/fine")
    assert response.text == response.headers["X-Request-Id"]
    assert len(response.headers.get_list("X-Request-Id")) == 1
    assert client(outer).get("/inner/nowhere").json()["status"] == 404


class TestWebSocket:
    """A connection that has no response, or none any more."""

    @pytest.fixture
    def app(self, errors: Problems, not_found: type[Problem]) -> Starlette:
        """An app with three of them."""

        async def refused(socket: WebSocket) -> None:
            raise not_found(thing="room")

        async def broken(socket: WebSocket) -> None:
            await socket.accept()
            raise ValueError("secret")

        async def left(socket: WebSocket) -> None:
            await socket.accept()
            raise HTTPException(403)

        made = {"/refused": refused, "/broken": broken, "/left": left}
        app = Starlette(routes=[WebSocketRoute(path, it) for path, it in made.items()])
        install(app, errors)
        return app

    def test_before_it_is_accepted_it_is_answered(self, app: Starlette, not_found: Any) -> None:
        """As a request is."""
        with (
            pytest.raises(WebSocketDenialResponse) as caught,
            client(app).websocket_connect("/refused"),
        ):
            pass
        assert_problem(caught.value, not_found, thing="room")

    def test_afterwards_it_is_closed(self, app: Starlette) -> None:
        """The client is at fault, and the status says with what."""
        with (
            client(app).websocket_connect("/left") as socket,
            pytest.raises(WebSocketDisconnect) as caught,
        ):
            socket.receive_text()
        assert (caught.value.code, caught.value.reason) == (1008, "Forbidden")

    def test_what_is_unhandled_tells_nothing(self, app: Starlette) -> None:
        """The service is at fault, whose server hears of it."""
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "websocket.connect"}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "websocket", "path": "/broken", "headers": [], "query_string": b""}
        with pytest.raises(ValueError, match="secret"):
            asyncio.run(app(scope, receive, send))
        assert sent[-1] == {
            "type": "websocket.close",
            "code": 1011,
            "reason": "Internal Server Error",
        }


def test_a_request_leaves_nothing_to_the_garbage_collector(
    errors: Problems, not_found: Any
) -> None:
    """Whatever becomes of it: finding what refers to itself would cost more than an answer."""

    async def raising(request: Request) -> Response:
        raise not_found(thing="lamp")

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        statuses.append(message.get("status"))

    async def ask(path: str) -> None:
        given = {"path": path, "method": "GET", "headers": [], "query_string": b""}
        await app({"type": "http", "root_path": "", **given}, receive, send)

    app = Starlette(routes=[Route("/raising", raising), Route("/fine", fine)])
    install(app, errors)
    statuses: list[Any] = []
    loop = asyncio.new_event_loop()
    for path, status in (("/raising", 404), ("/fine", 200), ("/nowhere", 404)):
        loop.run_until_complete(ask(path))
        gc.disable()
        gc.freeze()  # what was there before need not be searched, which takes long
        try:
            loop.run_until_complete(ask(path))
            assert gc.collect() == 0
        finally:
            gc.unfreeze()
            gc.enable()
        assert statuses[-2] == status
    loop.close()


def test_an_undeclared_problem_fails_a_strict_test(
    errors: Problems, not_found: type[Problem]
) -> None:
    """It names the operation; what the handler declares, and what any may raise, does not."""
    closed = errors["shop.closed"]

    @raises(not_found)
    async def handler(request: Request) -> Response:
        kinds = {"thing": not_found(thing="x"), "shop": closed()}
        raise kinds[request.path_params["kind"]]

    app = Starlette(routes=[Route("/things/{kind}", handler)])
    responder = install(app, errors, undeclared="strict")
    with mistakes() as found:
        client(app).get("/things/thing")
        assert not found
        client(app).get("/things/shop")
    assert len(found) == 1
    assert found[0].startswith("shop.closed is raised by GET /things/")
    assert [code for _, code in responder.undeclared] == ["shop.closed"]
