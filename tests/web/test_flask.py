"""What is peculiar to Flask: its handlers, its hooks, its signals, werkzeug's exceptions, WSGI."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import pytest
from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    got_request_exception,
    request,
    send_file,
    stream_with_context,
)
from flask.views import MethodView
from werkzeug.exceptions import BadRequestKeyError, HTTPException, NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.routing import BaseConverter
from werkzeug.test import Client

from errbook import Problem
from errbook.client import parse
from errbook.problem import request_id
from errbook.problems import Problems
from errbook.testing import assert_problem, mistakes
from errbook.web import Failure, Invalid, raises
from errbook.web.flask import install

Load = Callable[..., Problems]

MANIFEST = """
errbook: 1
name: Shop
code: "{group}.{name}"
fallbacks: {unhandled: shop.broken}
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
---
code: shop.broken
status: 500
title: Broken
summary: S.
"""


@pytest.fixture(scope="module")
def errors(load: Load) -> Problems:
    """A catalog of three."""
    return load(DEFINITIONS, MANIFEST)


@pytest.fixture
def not_found(errors: Problems) -> type[Problem]:
    """The class of one of them."""
    return errors["shop.not_found"]


@pytest.fixture
def app(errors: Problems) -> Flask:
    """An app with errbook, and nothing else."""
    app = Flask("shop")
    install(app, errors)
    return app


def raising(app: Flask, error: BaseException | type[BaseException], path: str = "/it") -> None:
    """Have the app raise `error` at `path`."""

    def view() -> NoReturn:
        raise error

    app.add_url_rule(path, path, view, methods=["GET", "POST"])


def missing(key: str) -> NoReturn:
    """Raise what werkzeug raises for a key that is missing."""
    raise BadRequestKeyError(key)


class TestHandlers:
    """Those that the app has of its own, before `install` and after it."""

    @pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
    @pytest.mark.parametrize(
        ("registered", "raised"),
        [
            (404, NotFound()),
            (NotFound, NotFound()),
            (HTTPException, NotFound()),
            (500, ZeroDivisionError()),
            (ZeroDivisionError, ZeroDivisionError()),
            (ExceptionGroup, ExceptionGroup("several", [ValueError(), ValueError()])),
            (Invalid, Invalid([Failure("is missing")])),
        ],
    )
    def test_they_stay(
        self, errors: Problems, first: bool, registered: Any, raised: Exception
    ) -> None:
        """For a status and for a class alike."""
        app = Flask("shop")
        raising(app, raised)
        if first:
            app.register_error_handler(registered, lambda error: ("own", 418))
        install(app, errors)
        if not first:
            app.register_error_handler(registered, lambda error: ("own", 418))
        assert app.test_client().get("/it").text == "own"

    def test_one_for_a_problem_gets_it_out_of_a_group(self, app: Flask, not_found: Any) -> None:
        """As if it had been raised alone."""
        raising(app, ExceptionGroup("one", [not_found(thing="x")]))
        app.register_error_handler(not_found, lambda error: f"no {error.thing}")
        assert app.test_client().get("/it").text == "no x"

    def test_one_for_everything_gets_what_is_unhandled(
        self, app: Flask, errors: Problems, not_found: Any
    ) -> None:
        """Groups and received problems among it; what is answered it does not get."""
        problem = not_found(thing="x")
        received = parse((404, problem.headers, problem.to_json()), errors)
        assert received is not None
        app.register_error_handler(Exception, lambda error: f"own {type(error).__name__}")
        raising(app, ValueError(), "/error")
        raising(app, ExceptionGroup("two", [ValueError(), KeyError()]), "/group")
        raising(app, received, "/received")
        raising(app, problem, "/problem")
        client = app.test_client()
        assert client.get("/error").text == "own ValueError"
        assert client.get("/group").text == "own ExceptionGroup"
        assert client.get("/received").text == "own NotFound"
        assert_problem(client.get("/problem"), not_found, thing="x")

    def test_one_of_a_blueprint_stays(self, app: Flask, not_found: Any) -> None:
        """For that blueprint, and for no other view."""
        blueprint = Blueprint("b", __name__)

        @blueprint.get("/of-it")
        def view() -> NoReturn:
            raise not_found(thing="x")

        blueprint.register_error_handler(not_found, lambda error: ("own", 404))
        app.register_blueprint(blueprint)
        raising(app, not_found(thing="x"))
        assert app.test_client().get("/of-it").text == "own"
        assert_problem(app.test_client().get("/it"), not_found, thing="x")

    def test_one_may_raise_a_problem(self, app: Flask, not_found: Any) -> None:
        """Which is how an exception of a library becomes an error of the catalog."""
        raising(app, LookupError("secret"))

        @app.errorhandler(LookupError)
        def translated(error: LookupError) -> NoReturn:
            raise not_found(thing="x") from error

        assert_problem(app.test_client().get("/it"), not_found, thing="x")


class TestPlaces:
    """Where an error may be raised, beside a view."""

    def test_after_a_request(self, app: Flask, not_found: Any, caplog: Any) -> None:
        """It replaces the view's response."""

        @app.after_request
        def after(response: Response) -> Response:
            if response.status_code == 200:
                raise not_found(thing="x")
            return response

        app.add_url_rule("/it", "it", lambda: "fine")
        assert_problem(app.test_client().get("/it"), not_found, thing="x")
        assert not caplog.records

    def test_on_the_way_to_a_view(self, app: Flask, not_found: Any) -> None:
        """In a converter of the URL."""

        class Thing(BaseConverter):
            def to_python(self, value: str) -> NoReturn:
                raise not_found(thing=value)

        app.url_map.converters["thing"] = Thing
        app.add_url_rule("/<thing:thing>", "thing", lambda thing: thing)
        response = app.test_client().get("/cup", headers={"X-Request-Id": "mine"})
        assert_problem(response, not_found, thing="cup")
        assert response.headers["X-Request-Id"] == "mine"

    def test_in_an_asynchronous_view(self, app: Flask, not_found: Any) -> None:
        """Which knows the request's id."""

        @app.get("/it")
        async def view() -> NoReturn:
            await asyncio.sleep(0)
            raise not_found(thing=str(request_id.get()))

        response = app.test_client().get("/it", headers={"X-Request-Id": "mine"})
        assert_problem(response, not_found, thing="mine")

    def test_in_a_class_that_is_also_an_exception_of_werkzeugs(
        self, app: Flask, not_found: Any
    ) -> None:
        """It is the problem."""
        both = type("Both", (not_found, NotFound), {})
        raising(app, both(thing="x"))
        assert_problem(app.test_client().get("/it"), not_found, thing="x")


class TestOfWerkzeug:
    """Its exceptions."""

    def test_a_redirection_stays(self, app: Flask) -> None:
        """To where the slash is."""
        app.add_url_rule("/folder/", "folder", lambda: "fine")
        response = app.test_client().get("/folder")
        assert (response.status_code, response.headers["Location"]) == (
            308,
            "http://localhost/folder/",
        )

    def test_a_response_that_is_aborted_with_stays(self, app: Flask) -> None:
        """It is written by hand."""
        app.add_url_rule("/it", "it", lambda: abort(Response("by hand", 409)))
        app.add_url_rule("/at", "at", lambda: abort(404, response=Response("by hand", 404)))
        assert app.test_client().get("/it").text == "by hand"
        assert app.test_client().get("/at").text == "by hand"

    @pytest.mark.parametrize(
        ("raise_it", "detail"),
        [
            (lambda: abort(409, "The basket is being changed."), "The basket is being changed."),
            (lambda: abort(409), None),
            (lambda: abort(409, {"secret": 1}), None),
            (lambda: abort(503, "secret"), None),
            (lambda: request.args["secret"], None),
            (lambda: request.form["secret"], None),
            (lambda: request.get_json(), None),
            (lambda: missing("secret"), None),
        ],
    )
    @pytest.mark.parametrize("debug", [False, True], ids=["production", "debug"])
    def test_only_the_words_of_the_developer_are_shown(
        self, app: Flask, raise_it: Callable[[], Any], detail: str | None, debug: bool
    ) -> None:
        """And those for clients alone; debugged, werkzeug's would have the missing key in them."""
        app.debug = debug
        app.add_url_rule("/it", "it", raise_it, methods=["POST"])
        response = app.test_client().post("/it", data="{secret", content_type="application/json")
        assert response.status_code >= 400
        assert response.json is not None
        assert response.json.get("detail") == detail
        assert "secret" not in response.text

    def test_a_host_that_is_not_trusted_is_not_repeated(self, app: Flask) -> None:
        """Werkzeug says which it is."""
        app.config["TRUSTED_HOSTS"] = ["shop.example"]
        app.add_url_rule("/it", "it", lambda: "fine")
        response = app.test_client().get("/it", base_url="http://secret.example")
        assert (response.status_code, response.content_type) == (400, "application/problem+json")
        assert "secret" not in response.text

    def test_the_words_of_a_class_are_the_developers(self, app: Flask) -> None:
        """Where it is one of the service's own."""
        own = type("Own", (HTTPException,), {"code": 409, "description": "The basket is empty."})
        raising(app, own())
        response = app.test_client().get("/it")
        assert response.json == {
            "type": "about:blank",
            "title": "Conflict",
            "status": 409,
            "detail": "The basket is empty.",
        }

    def test_a_media_type_that_is_not_taken(self, app: Flask) -> None:
        """Where a view asks for JSON."""
        app.add_url_rule("/it", "it", lambda: request.get_json(), methods=["POST"])
        response = app.test_client().post("/it", data="{}", content_type="text/plain")
        assert response.json == {
            "type": "about:blank",
            "title": "Unsupported Media Type",
            "status": 415,
        }

    def test_a_range_that_is_not_there_is_named(self, app: Flask) -> None:
        """In its header, which survives."""
        app.add_url_rule("/it", "it", lambda: send_file(io.BytesIO(b"1234"), "text/plain"))
        response = app.test_client().get("/it", headers={"Range": "bytes=9-"})
        assert (response.status_code, response.headers["Content-Range"]) == (416, "bytes */4")
        assert response.content_type == "application/problem+json"


class TestUnhandled:
    """What nobody has caught."""

    def test_the_signal_and_the_log_have_the_requests_id(
        self, app: Flask, errors: Problems, caplog: pytest.LogCaptureFixture
    ) -> None:
        """In a note, which is there before either is told."""
        seen: list[list[str]] = []

        def reported(sender: Flask, exception: Exception) -> None:
            seen.append([*exception.__notes__])

        raising(app, ValueError("secret"))
        with got_request_exception.connected_to(reported, app):
            response = app.test_client().get("/it", headers={"X-Request-Id": "mine"})
        assert_problem(response, errors["shop.broken"])
        assert response.headers["X-Request-Id"] == "mine"
        assert seen == [["errbook: request mine"]]
        [record] = caplog.records
        assert (record.name, record.levelno) == ("shop", logging.ERROR)
        assert "ValueError: secret\nerrbook: request mine" in caplog.text

    @pytest.mark.parametrize("config", ["TESTING", "DEBUG", "PROPAGATE_EXCEPTIONS"])
    def test_it_is_propagated_where_flask_does_so(
        self, app: Flask, not_found: Any, config: str
    ) -> None:
        """What is answered is not."""
        app.config[config] = True
        raising(app, ValueError("secret"))
        raising(app, ExceptionGroup("one", [not_found(thing="x")]), "/group")
        assert_problem(app.test_client().get("/group"), not_found, thing="x")
        with pytest.raises(ValueError, match="secret") as caught:
            app.test_client().get("/it", headers={"X-Request-Id": "mine"})
        assert caught.value.__notes__ == ["errbook: request mine"]
        assert request_id.get() is None

    def test_a_500_that_is_aborted_with_is_none(
        self, app: Flask, caplog: pytest.LogCaptureFixture
    ) -> None:
        """It is the framework's refusal, and no crash."""
        app.add_url_rule("/it", "it", lambda: abort(500))
        response = app.test_client().get("/it")
        assert response.json == {
            "type": "about:blank",
            "title": "Internal Server Error",
            "status": 500,
        }
        assert not caplog.records


class TestRequestId:
    """From the first function that is called to the last."""

    def test_it_is_known_wherever_the_app_is_called(self, app: Flask) -> None:
        """And nowhere else."""
        seen: list[tuple[str, str | None]] = []

        def note(where: str) -> Callable[..., Any]:
            def noted(response: Any = None) -> Any:
                seen.append((where, request_id.get()))
                return response

            return noted

        app.before_request(note("before"))
        app.after_request(note("after"))
        app.teardown_request(note("teardown"))

        @app.get("/it")
        def view() -> Iterator[bytes]:
            seen.append(("view", request_id.get()))

            def parts() -> Iterator[bytes]:
                try:
                    seen.append(("part", request_id.get()))
                    yield b"1"
                    seen.append(("part", request_id.get()))
                    yield request.path.encode()
                finally:
                    seen.append(("closed", request_id.get()))

            return stream_with_context(parts())

        response = app.test_client().get("/it", headers={"X-Request-Id": "mine"})
        assert (response.text, response.headers["X-Request-Id"]) == ("1/it", "mine")
        wheres = {where for where, _ in seen}
        assert wheres == {"before", "view", "after", "teardown", "part", "closed"}
        assert {id for _, id in seen} == {"mine"}
        assert request_id.get() is None

    def test_an_app_that_is_mounted_has_the_id_of_the_whole(self, errors: Problems) -> None:
        """Though it has errors of its own."""
        inner, outer = Flask("inner"), Flask("outer")
        inner.add_url_rule("/it", "it", lambda: str(request_id.get()))
        outer.wsgi_app = DispatcherMiddleware(outer.wsgi_app, {"/inner": inner})  # type: ignore
        install(inner, errors)
        install(outer, errors)
        response = Client(outer).get("/inner/it")
        assert response.headers.getlist("X-Request-Id") == [response.text]

    def test_a_redirection_that_is_followed_is_two_requests(self, app: Flask) -> None:
        """Each has an id of its own."""
        app.add_url_rule("/folder/", "folder", lambda: str(request_id.get()))
        response = app.test_client().get("/folder", follow_redirects=True)
        assert response.headers["X-Request-Id"] == response.text
        assert response.history[0].headers["X-Request-Id"] != response.text

    def test_a_stream_that_breaks_tells_it(self, app: Flask) -> None:
        """To the server, which is the one that hears of it."""

        @app.get("/it")
        def view() -> Iterator[bytes]:
            yield b"1"
            raise ValueError("secret")

        response = app.test_client().get("/it", headers={"X-Request-Id": "mine"})
        parts = response.iter_encoded()
        assert next(parts) == b"1"
        with pytest.raises(ValueError, match="secret") as caught:
            next(parts)
        assert caught.value.__notes__ == ["errbook: request mine"]

    def test_a_file_is_left_to_the_server(self, app: Flask) -> None:
        """Which can send it faster than anything that stands between."""

        class Wrapper:
            def __init__(self, file: Any, size: int = 1) -> None:
                self.file = file

            def __iter__(self) -> Iterator[bytes]:
                yield self.file.read()

        app.add_url_rule("/it", "it", lambda: send_file(io.BytesIO(b"1234"), "text/plain"))
        environ = {"wsgi.file_wrapper": Wrapper}
        seen = []

        def outside(environ: Any, start_response: Any) -> Any:
            seen.append(app(environ, start_response))
            return seen[0]

        response = Client(outside).get("/it", environ_overrides=environ)
        assert isinstance(seen[0], Wrapper)
        assert response.headers["X-Request-Id"]


class TestDeclared:
    """What a strict test fails by."""

    @pytest.mark.parametrize("path", ["/function", "/class", "/method"])
    def test_it_names_the_operation(self, errors: Problems, not_found: Any, path: str) -> None:
        """What the view declares, and what any may raise, does not fail."""
        closed = errors["shop.closed"]
        kinds = {"thing": not_found(thing="x"), "shop": closed()}
        app = Flask("shop")
        responder = install(app, errors, undeclared="strict")

        @app.get("/function/<kind>")
        @raises(not_found)
        def view(kind: str) -> NoReturn:
            raise kinds[kind]

        @raises(not_found)
        class OfClass(MethodView):
            def get(self, kind: str) -> NoReturn:
                raise kinds[kind]

        class OfMethod(MethodView):
            @raises(not_found)
            def get(self, kind: str) -> NoReturn:
                raise kinds[kind]

        app.add_url_rule("/class/<kind>", view_func=OfClass.as_view("class"))
        app.add_url_rule("/method/<kind>", view_func=OfMethod.as_view("method"))
        with mistakes() as found:
            app.test_client().get(f"{path}/thing")
            app.test_client().head(f"{path}/thing")
            assert not found
            app.test_client().get(f"{path}/shop")
        assert found[0].startswith(f"shop.closed is raised by GET {path}/<kind>,")
        assert [*responder.undeclared] == [(f"GET {path}/<kind>", "shop.closed")]

    def test_what_is_called_before_a_view_declares_for_it(
        self, errors: Problems, not_found: Any
    ) -> None:
        """As it is for all that comes after it."""
        app = Flask("shop")
        responder = install(app, errors, undeclared="strict")

        @app.before_request
        @raises(not_found)
        def guard() -> NoReturn:
            raise not_found(thing="x")

        app.add_url_rule("/it", "it", lambda: "fine")
        assert_problem(app.test_client().get("/it"), not_found, thing="x")
        assert_problem(app.test_client().get("/nowhere"), not_found, thing="x")
        assert not responder.undeclared

    def test_what_any_operation_may_raise_needs_no_word(
        self, errors: Problems, not_found: Any
    ) -> None:
        """It is named once, for all."""
        app = Flask("shop")
        responder = install(app, errors, everywhere=[not_found], undeclared="strict")
        raising(app, not_found(thing="x"))
        assert_problem(app.test_client().get("/it"), not_found, thing="x")
        assert not responder.undeclared
