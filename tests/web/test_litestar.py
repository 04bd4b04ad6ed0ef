"""What is peculiar to Litestar: its layers, its handlers, its log, its websockets."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from litestar import Litestar, Request, Response, Router, WebSocket, asgi, get, post
from litestar import websocket as websocket_handler
from litestar.background_tasks import BackgroundTask
from litestar.config.compression import CompressionConfig
from litestar.config.cors import CORSConfig
from litestar.di import NamedDependency, Provide
from litestar.exceptions import (
    HTTPException,
    InternalServerException,
    NotAuthorizedException,
    WebSocketException,
)
from litestar.logging import LoggingConfig
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.params import (
    FromPath,
    FromQuery,
)
from starlette.exceptions import HTTPException as StarletteHTTPException
from tests.web.litestar_apps import DEFINITIONS, INPUT, MANIFEST, ask, client, fine, installed

from errbook import Problem
from errbook.problems import Problems
from errbook.testing import assert_problem

Load = Callable[..., Problems]


@pytest.fixture(scope="module")
def errors(load: Load) -> Problems:
    """A catalog."""
    return load(DEFINITIONS, MANIFEST)


@pytest.fixture(scope="module")
def not_found(errors: Problems) -> type[Problem]:
    """The class of one of its errors."""
    return errors["shop.not_found"]


@get("/broken")
async def broken() -> None:
    """Fail."""
    raise ValueError("secret")


class TestLayers:
    """What stands around the handlers."""

    @pytest.fixture
    def app(self, errors: Problems, not_found: type[Problem]) -> Litestar:
        """An app with a middleware that raises, inside of CORS."""

        class Guard:
            def __init__(self, app: Any, **_: Any) -> None:
                self.app = app

            async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
                if scope["path"] == "/guarded":
                    raise not_found(thing="door")
                if scope["path"] == "/burning":
                    raise ValueError("secret")

                async def seeing(message: Any) -> None:
                    if message["type"] == "http.response.start":
                        status = str(message["status"]).encode()
                        message["headers"].append((b"x-seen", status))
                    await send(message)

                await self.app(scope, receive, seeing)

        @get("/raising")
        async def raising() -> None:
            raise not_found(thing="lamp")

        @get(["/guarded", "/burning"])
        async def never() -> None: ...

        return installed(
            errors,
            [raising, broken, fine, never],
            middleware=[Guard],
            cors_config=CORSConfig(allow_origins=["https://shop.example"]),
        )

    def test_a_middleware_sees_a_problem_as_a_response(self, app: Litestar, not_found: Any) -> None:
        """And CORS what becomes of it, which takes the place of its own `Vary`."""
        response = ask(app, "/raising", headers={"Origin": "https://shop.example"})
        assert_problem(response, not_found, thing="lamp")
        assert response.headers["X-Seen"] == "404"
        assert response.headers["Access-Control-Allow-Origin"] == "https://shop.example"
        assert sorted(response.headers.get_list("Vary")) == ["Accept", "Origin"]

    def test_what_it_raises_is_answered(self, app: Litestar, not_found: Any) -> None:
        """Inside of CORS."""
        response = ask(app, "/guarded", headers={"Origin": "https://shop.example"})
        assert_problem(response, not_found, thing="door")
        assert response.headers["Access-Control-Allow-Origin"] == "https://shop.example"

    @pytest.mark.parametrize("path", ["/broken", "/burning"])
    def test_what_breaks_is_no_secret(self, app: Litestar, errors: Problems, path: str) -> None:
        """And comes out at the other end, for the server to log."""
        assert_problem(ask(app, path), errors["shop.broken"])
        with (
            client(app, raising=True) as asking,
            pytest.raises(ValueError, match="secret") as caught,
        ):
            asking.get(path, headers={"X-Request-Id": "mine"})
        assert caught.value.__notes__ == ["errbook: request mine"]

    def test_the_request_has_an_id_in_all_of_them(self, app: Litestar) -> None:
        """Which the response carries."""
        response = ask(app, "/fine", headers={"X-Request-Id": "mine"})
        assert (response.text, response.headers["X-Request-Id"]) == ("mine", "mine")

    def test_a_route_that_is_added_later_is_as_all_others(
        self, app: Litestar, not_found: Any
    ) -> None:
        """Handlers are asked when something is raised."""

        @get("/later")
        async def later() -> None:
            raise not_found(thing="chair")

        app.register(later)
        assert_problem(ask(app, "/later"), not_found, thing="chair")

    def test_a_compressed_answer_is_whole(self, errors: Problems) -> None:
        """The length is that of what is sent."""

        @get("/raising")
        async def raising() -> None:
            raise errors["shop.not_found"](thing="lamp" * 500)

        app = installed(errors, [raising], compression_config=CompressionConfig(backend="gzip"))
        response = ask(app, "/raising", headers={"Accept-Encoding": "gzip"})
        assert response.headers["Content-Encoding"] == "gzip"
        assert response.json()["thing"] == "lamp" * 500
        varying = ",".join(response.headers.get_list("Vary")).lower()
        assert "accept" in [one.strip() for one in varying.split(",")]

    def test_an_app_that_is_mounted_has_the_id_of_the_whole(self, errors: Problems) -> None:
        """Though it has errors of its own; what is unhandled comes through both."""
        inner = installed(errors, [fine, broken])

        @asgi("/inner", is_mount=True, copy_scope=True)
        async def mounted(scope: Any, receive: Any, send: Any) -> None:
            await inner(scope, receive, send)

        outer = installed(errors, [mounted])
        response = ask(outer, "/inner/fine")
        assert response.text == response.headers["X-Request-Id"]
        assert len(response.headers.get_list("X-Request-Id")) == 1
        assert_problem(ask(outer, "/inner/broken"), errors["shop.broken"])
        with client(outer, raising=True) as asking, pytest.raises(ValueError, match="secret"):
            asking.get("/inner/broken")


class TestHandlers:
    """What the app has of its own."""

    def test_its_own_stay(self, errors: Problems, not_found: Any) -> None:
        """Of a status, of an exception and of a problem, in every layer."""

        def saying(word: str) -> Callable[[Any, Exception], Response[str]]:
            return lambda request, error: Response(word, status_code=410)

        @get("/below")
        async def below() -> None:
            raise not_found(thing="lamp")

        @get("/divided", exception_handlers={ZeroDivisionError: saying("divided")})
        async def divided() -> None:
            raise ZeroDivisionError

        router = Router("/", route_handlers=[below], exception_handlers={Problem: saying("router")})
        app = installed(errors, [router, divided], exception_handlers={404: saying("gone")})
        assert ask(app, "/nowhere").text == "gone"
        assert ask(app, "/divided").text == "divided"
        assert ask(app, "/below").text == "router"

    @pytest.mark.parametrize("handled", [500, Exception])
    @pytest.mark.parametrize("where", ["app", "route"])
    def test_its_own_for_the_unhandled_stays(
        self, errors: Problems, handled: Any, where: str
    ) -> None:
        """Then nothing is left for the server; a group of one problem is not theirs."""

        def own(request: Any, error: Exception) -> Response[str]:
            return Response(f"own {type(error).__name__}", status_code=500)

        options: Any = {"exception_handlers": {handled: own}}

        @get("/failing", **(options if where == "route" else {}))
        async def failing(many: FromQuery[bool] = False) -> None:
            raise ExceptionGroup("g", [ValueError("secret")]) if many else ValueError("secret")

        @get("/group")
        async def group() -> None:
            raise ExceptionGroup("g", [errors["shop.closed"]()])

        app = installed(errors, [failing, group], **(options if where == "app" else {}))
        with client(app, raising=True) as asking:
            assert asking.get("/failing").text == "own ValueError"
            assert asking.get("/failing?many=1").text == "own ExceptionGroup"
            assert_problem(asking.get("/group"), errors["shop.closed"])

    def test_a_redirection_by_an_exception_is_none_of_ours(self, errors: Problems) -> None:
        """Litestar answers it."""

        @get("/elsewhere")
        async def elsewhere() -> None:
            raise HTTPException(status_code=303, headers={"Location": "/fine"})

        response = ask(installed(errors, [elsewhere]), "/elsewhere", follow_redirects=False)
        assert (response.status_code, response.headers["Location"]) == (303, "/fine")

    def test_one_of_starlette_is_answered_as_well(self, errors: Problems) -> None:
        """Which Litestar knows."""

        @get("/teapot")
        async def teapot() -> None:
            raise StarletteHTTPException(418, "Short and stout.", {"X-Pot": "tea"})

        response = ask(installed(errors, [teapot]), "/teapot")
        assert (response.status_code, response.headers["X-Pot"]) == (418, "tea")
        assert response.json()["detail"] == "Short and stout."

    def test_a_guard_is_a_developers(self, errors: Problems) -> None:
        """What it says to the client is shown, with its challenge."""

        def guard(connection: Any, handler: Any) -> None:
            raise NotAuthorizedException("Bring a token.", headers={"WWW-Authenticate": "Bearer"})

        @get("/guarded", guards=[guard])
        async def guarded() -> None: ...

        response = ask(installed(errors, [guarded]), "/guarded")
        assert (response.status_code, response.json()["detail"]) == (401, "Bring a token.")
        assert response.headers["WWW-Authenticate"] == "Bearer"

    def test_what_litestar_says_of_its_own_is_not_shown(self, errors: Problems) -> None:
        """As it may be made of what was sent."""

        @post("/read")
        async def read(request: Request[Any, Any, Any]) -> int:
            return len(await request.body())

        headers = {"Content-Length": INPUT}
        response = ask(installed(errors, [read]), "/read", "POST", headers=headers, content=b"{}")
        assert (response.status_code, INPUT in response.text) == (400, False)
        assert response.json() == {"type": "about:blank", "title": "Bad Request", "status": 400}

    def test_a_limit_of_requests_keeps_its_headers(self, errors: Problems) -> None:
        """Which tell when to come back."""
        limit = RateLimitConfig(rate_limit=("minute", 1))
        app = installed(errors, [fine], middleware=[limit.middleware])
        with client(app) as asking:
            assert asking.get("/fine").status_code == 200
            response = asking.get("/fine")
        assert (response.status_code, response.json()["type"]) == (429, "about:blank")
        assert response.headers["RateLimit-Remaining"] == "0"

    def test_one_of_several_dependencies_may_raise(self, errors: Problems, not_found: Any) -> None:
        """Litestar runs them at once, and takes the first out of the group."""

        async def first() -> int:
            raise not_found(thing="lamp")

        async def second() -> int:
            return 2

        @get("/both", dependencies={"a": Provide(first), "b": Provide(second)})
        async def both(a: NamedDependency[int], b: NamedDependency[int]) -> None: ...

        assert_problem(ask(installed(errors, [both]), "/both"), not_found, thing="lamp")


class TestLog:
    """Where what is unhandled is told of: once, with the request's id."""

    @pytest.fixture
    def hooked(self) -> list[Any]:
        """What hooks have seen."""
        return []

    def app(self, errors: Problems, hooked: list[Any], **options: Any) -> Litestar:
        """Return an app with such a hook."""

        async def hook(error: Exception, scope: Any) -> None:
            hooked.append((type(error), [*getattr(error, "__notes__", ())]))

        return installed(errors, [broken, fine], after_exception=[hook], **options)

    def test_by_default_the_server_hears_of_it(self, errors: Problems, hooked: list[Any]) -> None:
        """As Litestar logs no exceptions then; hooks see the id as well."""
        app = self.app(errors, hooked)
        with client(app, raising=True) as asking, pytest.raises(ValueError, match="secret"):
            asking.get("/broken", headers={"X-Request-Id": "mine"})
        assert hooked == [(ValueError, ["errbook: request mine"])]

    @pytest.mark.parametrize("how", [{"debug": True}, {"log_exceptions": "always"}], ids=str)
    def test_where_litestar_logs_it_the_server_does_not(
        self, errors: Problems, hooked: list[Any], how: dict[str, Any]
    ) -> None:
        """With the note, to logger and to a handler of the developer's."""
        records: list[str] = []
        told: list[str] = []

        class Handler(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                records.append(logging.Formatter().format(record))

        def log(logger: Any, scope: Any, lines: list[str]) -> None:
            logger.exception("Oh no")
            told.extend(lines)

        config = LoggingConfig(
            log_exceptions=how.get("log_exceptions", "debug"),
            configure_root_logger=False,
            loggers={"litestar": {"level": "INFO", "handlers": [], "propagate": False}},
            exception_logging_handler=log,
        )
        app = self.app(errors, hooked, debug=how.get("debug", False), logging_config=config)
        handler = Handler()
        logging.getLogger("litestar").addHandler(handler)
        try:
            with client(app, raising=True) as asking:
                response = asking.get("/broken", headers={"X-Request-Id": "mine"})
        finally:
            logging.getLogger("litestar").removeHandler(handler)
        assert_problem(response, errors["shop.broken"])
        assert [one.count("ValueError: secret") for one in records] == [1]
        assert "errbook: request mine" in records[0]
        assert "errbook: request mine" in "".join(told)
        assert hooked == [(ValueError, ["errbook: request mine"])]
        assert config.exception_logging_handler is log

    def test_a_debugged_app_tells_as_little(self, errors: Problems) -> None:
        """The traceback is for the log."""
        app = installed(errors, [broken], debug=True, logging_config=None)
        for accept in ("text/html", "application/json"):
            response = ask(app, "/broken", headers={"Accept": accept})
            assert response.json()["code"] == "shop.broken"
            assert "secret" not in response.text

    def test_an_exception_too_late_for_an_answer_comes_out_as_it_is(self, errors: Problems) -> None:
        """And not as Litestar wraps it."""

        async def failing() -> None:
            raise ValueError("secret")

        @get("/late")
        async def late() -> Response[str]:
            return Response("sent", background=BackgroundTask(failing))

        class Middleware:
            def __init__(self, app: Any, **_: Any) -> None:
                self.app = app

            async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
                await self.app(scope, receive, send)

        app = installed(errors, [late], middleware=[Middleware])
        with (
            client(app, raising=True) as asking,
            pytest.raises(ValueError, match="secret") as caught,
        ):
            asking.get("/late", headers={"X-Request-Id": "mine"})
        assert caught.value.__notes__ == ["errbook: request mine"]

    def test_a_500_of_litestars_is_unhandled(self, errors: Problems) -> None:
        """As where a dependency gives what the handler does not take; a developer's is not."""

        async def wrong() -> str:
            return "text"

        @get("/wrong", dependencies={"number": Provide(wrong)})
        async def needing(number: NamedDependency[int]) -> None: ...

        @get("/meant")
        async def meant() -> None:
            raise InternalServerException("secret")

        app = installed(errors, [needing, meant])
        assert_problem(ask(app, "/wrong"), errors["shop.broken"])
        with client(app, raising=True) as asking:
            with pytest.raises(InternalServerException):
                asking.get("/wrong")
            response = asking.get("/meant")
        assert (response.status_code, response.json()["type"]) == (500, "about:blank")
        assert "secret" not in response.text


class TestWebSocket:
    """A connection that has no response, or none any more."""

    @pytest.fixture
    def app(self, errors: Problems, not_found: Any) -> Litestar:
        """An app with some."""

        @websocket_handler("/{how:str}")
        async def socket(socket: WebSocket[Any, Any, Any], how: FromPath[str]) -> None:
            if how != "refused":
                await socket.accept()
            kinds = {
                "refused": not_found(thing="room"),
                "left": not_found(thing="room"),
                "broken": ValueError("secret"),
                "forbidden": NotAuthorizedException("secret"),
                "own": WebSocketException(code=4321, detail="Own."),
            }
            raise kinds[how]

        @websocket_handler("/typed")
        async def typed(socket: WebSocket[Any, Any, Any], number: FromQuery[int]) -> None:
            await socket.accept()

        return installed(errors, [socket, typed])

    def sent(self, app: Litestar, path: str, query: bytes = b"", **scope: Any) -> list[Any]:
        """Return what the app sends, and the exception that comes out of it."""
        found: list[Any] = []

        async def receive() -> Any:
            return {"type": "websocket.connect"}

        async def send(message: Any) -> None:
            found.append(message)

        given: Any = {"type": "websocket", "path": path, "headers": [], "query_string": query}

        async def serve() -> None:
            try:
                await app({**given, **scope}, receive, send)  # type: ignore[arg-type]
            except Exception as error:
                found.append(error)

        asyncio.run(serve())
        return found

    def test_before_it_is_accepted_it_is_answered(self, app: Litestar, not_found: Any) -> None:
        """Where the server can, as a request is; elsewhere it is closed."""
        answered: dict[str, Any] = {"extensions": {"websocket.http.response": {}}}
        start, body = self.sent(app, "/refused", **answered)
        assert (start["type"], start["status"]) == ("websocket.http.response.start", 404)
        assert json.loads(body["body"])["thing"] == "room"
        assert self.sent(app, "/refused") == [
            {"type": "websocket.close", "code": 1008, "reason": "Not Found"}
        ]
        assert self.sent(app, "/no/where", **answered)[0]["status"] == 404

    @pytest.mark.parametrize(
        ("path", "code", "reason"),
        [
            ("/left", 1008, "Not Found"),
            ("/forbidden", 1008, "Unauthorized"),
            ("/own", 4321, "Own."),
        ],
    )
    def test_afterwards_it_is_closed(
        self, app: Litestar, path: str, code: int, reason: str
    ) -> None:
        """As the developer says, who can say so only by an exception that is for it."""
        _, closing = self.sent(app, path)
        assert closing == {"type": "websocket.close", "code": code, "reason": reason}

    def test_wrong_input_is_not_repeated(self, app: Litestar) -> None:
        """As Litestar does, which gives the URL for the reason."""
        assert self.sent(app, "/typed", b"number=zebra") == [
            {"type": "websocket.close", "code": 1008, "reason": "Invalid"}
        ]

    def test_what_is_unhandled_tells_nothing(self, app: Litestar) -> None:
        """The service is at fault, whose server hears of it."""
        _, closing, error = self.sent(app, "/broken")
        assert closing == {"type": "websocket.close", "code": 1011, "reason": "Broken"}
        assert isinstance(error, ValueError)
        assert error.__notes__[0].startswith("errbook: request ")
