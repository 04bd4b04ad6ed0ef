"""What is peculiar to Django: settings, middlewares, its pages, ASGI, transactions, REST framework.

Its settings are the process's: they are configured once, with one catalog, and overridden by tests.
"""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn
from wsgiref.util import FileWrapper

import django
import pytest
from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import got_request_exception
from django.db import connection, connections
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseGone,
    HttpResponseNotFound,
    JsonResponse,
    StreamingHttpResponse,
)
from django.test import AsyncClient, Client, RequestFactory, override_settings
from django.urls import path, register_converter
from django.views import View
from django.views.decorators.http import condition, require_POST

from errbook import Problem
from errbook.client import parse
from errbook.problem import request_id
from errbook.problems import Problems
from errbook.testing import assert_problem, mistakes
from errbook.web import raises
from errbook.web.django import install

Load = Callable[..., Problems]

MANIFEST = """
errbook: 1
name: Shop
code: "{group}.{name}"
fallbacks: {unhandled: shop.broken, validation: shop.invalid}
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
---
code: shop.invalid
status: 422
title: Invalid
summary: S.
params:
  errors: {type: array, items: {type: object}}
"""

PROBLEM = "application/problem+json"
OURS = ["errbook.web.django.Identified", "errbook.web.django.Answered"]


@pytest.fixture(scope="module", autouse=True)
def errors(load: Load) -> Iterator[Problems]:
    """A catalog of four; Django answers with its errors."""
    problems = load(DEFINITIONS, MANIFEST)
    values: dict[str, Any] = {
        "ALLOWED_HOSTS": ["testserver"],
        "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        "INSTALLED_APPS": ["rest_framework"],
        "LOGGING_CONFIG": None,
        "REST_FRAMEWORK": {"UNAUTHENTICATED_USER": None},
        "SECRET_KEY": "none",
        "USE_TZ": True,
    }
    install(values, problems)
    settings.configure(**values)
    django.setup()
    yield problems
    if connection.connection is not None:
        connection.connection.close()


@pytest.fixture
def not_found(errors: Problems) -> type[Problem]:
    """The class of one of them."""
    return errors["shop.not_found"]


def urls(*patterns: Any, **names: Any) -> ModuleType:
    """Return a module with `urlpatterns`, and what else stands in one."""
    module = ModuleType("urls")
    module.__dict__.update(names, urlpatterns=[*patterns])
    return module


def serving(*patterns: Any, **overridden: Any) -> Any:
    """Have the project serve these URLs; its middlewares stand between those of errbook."""
    between = overridden.pop("MIDDLEWARE", [])
    names = {name: overridden.pop(name) for name in [*overridden] if name.startswith("handler")}
    return override_settings(
        ROOT_URLCONF=urls(*patterns, **names),
        MIDDLEWARE=[OURS[0], *between, OURS[1]],
        **overridden,
    )


def raising(error: BaseException | type[BaseException]) -> Any:
    """Return the pattern of a view at `/it` that raises `error`."""

    def view(request: HttpRequest) -> NoReturn:
        raise error

    return path("it", view)


def ask(method: str = "GET", where: str = "/it", **given: Any) -> Any:
    """Send a request, and return the response that a client outside gets."""
    return Client(raise_request_exception=False).generic(method, where, **given)


def blank(status: int, title: str) -> dict[str, Any]:
    """Return the members of a problem that no catalog declares."""
    return {"type": "about:blank", "title": title, "status": status}


# Middlewares of the project.


def guard(get_response: Any) -> Any:
    """Raise before a view is looked for, or after it has answered."""
    errors: Problems = settings.ERRBOOK_RESPONDER.problems

    def middleware(request: HttpRequest) -> Any:
        if request.path == "/before":
            raise errors["shop.not_found"](thing="before")
        if request.path == "/broken":
            raise ValueError("secret")
        response = get_response(request)
        if request.path == "/after":
            raise errors["shop.not_found"](thing="after")
        response["X-Seen"] = str(response.status_code)
        return response

    return middleware


class BeforeViews:
    """Raises between the routing and the view, and handles what a view raises."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        if request.path == "/between":
            raise settings.ERRBOOK_RESPONDER.problems["shop.not_found"](thing="between")

    def process_exception(self, request: HttpRequest, error: Exception) -> Any:
        return HttpResponse("own", status=409) if isinstance(error, LookupError) else None


MIDDLEWARE = [f"{__name__}.guard", f"{__name__}.BeforeViews"]


class TestInstall:
    """What it does to settings."""

    def test_it_stands_around_the_middlewares_that_are_there(self, errors: Problems) -> None:
        """And leaves alone what it was handed."""
        theirs, rest = ["one", "two"], {"PAGE_SIZE": 10}
        values: dict[str, Any] = {
            "MIDDLEWARE": theirs,
            "REST_FRAMEWORK": rest,
            "INSTALLED_APPS": ["rest_framework.apps.RestFrameworkConfig"],
        }
        responder = install(values, errors)
        assert values["MIDDLEWARE"] == [OURS[0], "one", "two", OURS[1]]
        assert values["REST_FRAMEWORK"] == {
            "EXCEPTION_HANDLER": "errbook.web.django.exception_handler",
            "PAGE_SIZE": 10,
        }
        assert values["ERRBOOK_RESPONDER"] is responder
        assert (theirs, rest) == (["one", "two"], {"PAGE_SIZE": 10})

    def test_it_can_be_done_again(self, errors: Problems) -> None:
        """As by the settings of production, which import those that all stages share."""
        values: dict[str, Any] = {"MIDDLEWARE": ["one"]}
        install(values, errors)
        values["MIDDLEWARE"].append("two")
        responder = install(values, errors)
        assert values["MIDDLEWARE"] == [OURS[0], "one", "two", OURS[1]]
        assert values["ERRBOOK_RESPONDER"] is responder

    def test_the_projects_own_stays(self, errors: Problems) -> None:
        """Its handler of exceptions, and its view for forgeries."""
        values: dict[str, Any] = {
            "CSRF_FAILURE_VIEW": "own",
            "INSTALLED_APPS": ["rest_framework"],
            "REST_FRAMEWORK": {"EXCEPTION_HANDLER": "own"},
        }
        install(values, errors)
        assert values["CSRF_FAILURE_VIEW"] == "own"
        assert values["REST_FRAMEWORK"] == {"EXCEPTION_HANDLER": "own"}

    def test_without_rest_framework_nothing_is_said_of_it(self, errors: Problems) -> None:
        """Not even that it could be there."""
        values: dict[str, Any] = {"INSTALLED_APPS": ["rest_framework_of_another"]}
        install(values, errors)
        assert "REST_FRAMEWORK" not in values

    def test_it_can_be_called_in_a_settings_module(self, write: Any, tmp_path: Path) -> None:
        """While Django reads it, which is before it has any setting."""
        (tmp_path / "project_settings.py").write_text(
            "import errbook\n"
            "from errbook.web.django import install\n"
            "SECRET_KEY = 'none'\n"
            "ALLOWED_HOSTS = ['testserver']\n"
            "ROOT_URLCONF = 'project_urls'\n"
            "INSTALLED_APPS = ['rest_framework']\n"
            f"install(globals(), errbook.load({str(write(DEFINITIONS, MANIFEST))!r}))\n"
        )
        (tmp_path / "project_urls.py").write_text("urlpatterns = []\n")
        program = (
            "import django\n"
            "from django.test import Client\n"
            "django.setup()\n"
            "response = Client().get('/nowhere')\n"
            "print(response.status_code, response['Content-Type'], response.json()['status'])\n"
        )
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", program],
            env={"DJANGO_SETTINGS_MODULE": "project_settings", "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout == f"404 {PROBLEM} 404\n", done.stderr


class TestPlaces:
    """Where an error may be raised, beside a view."""

    @pytest.mark.parametrize("where", ["before", "between", "after"])
    def test_in_a_middleware(
        self, not_found: Any, caplog: pytest.LogCaptureFixture, where: str
    ) -> None:
        """It is no crash, to the log or to error reporters."""
        seen = []

        def reported(sender: object, request: HttpRequest, **more: object) -> None:
            seen.append(request)

        got_request_exception.connect(reported)
        view = path(where, lambda request: HttpResponse("fine"))
        with serving(view, MIDDLEWARE=MIDDLEWARE):
            response = ask(where=f"/{where}", headers={"X-Request-Id": "mine"})
        got_request_exception.disconnect(reported)
        assert_problem(response, not_found, thing=where)
        assert response["X-Request-Id"] == "mine"
        assert not seen
        assert [(one.levelno, one.exc_info) for one in caplog.records] == [(logging.WARNING, None)]

    def test_middlewares_see_a_problem_as_a_response(self, not_found: Any) -> None:
        """And so they do with what Django makes."""
        with serving(raising(not_found(thing="x")), MIDDLEWARE=MIDDLEWARE):
            assert ask()["X-Seen"] == "404"
            assert ask(where="/nowhere")["X-Seen"] == "404"

    def test_what_the_project_handles_stays_handled(self) -> None:
        """By a middleware that looks at exceptions."""
        with serving(raising(LookupError()), MIDDLEWARE=MIDDLEWARE):
            response = ask()
        assert (response.status_code, response.content) == (409, b"own")

    def test_on_the_way_to_a_view(self, not_found: Any) -> None:
        """In a converter of the URL."""

        class Thing:
            regex = "[a-z]+"

            def to_python(self, value: str) -> NoReturn:
                raise not_found(thing=value)

        register_converter(Thing, "errbook_thing")
        with serving(path("<errbook_thing:thing>", lambda request, thing: None)):
            assert_problem(ask(where="/cup"), not_found, thing="cup")

    def test_in_an_asynchronous_view(self, not_found: Any) -> None:
        """Which is not put into a thread, and knows the request's id."""
        threads = []

        async def view(request: HttpRequest) -> NoReturn:
            await asyncio.sleep(0)
            threads.append(threading.current_thread())
            raise not_found(thing=str(request_id.get()))

        async def asked() -> Any:
            threads.append(threading.current_thread())
            return await AsyncClient().get("/it", headers={"X-Request-Id": "mine"})

        with serving(path("it", view)):
            response = asyncio.run(asked())
        assert_problem(response, not_found, thing="mine")
        assert response["X-Request-Id"] == "mine"
        assert threads[0] is threads[1]
        assert request_id.get() is None

    def test_a_synchronous_view_behind_asgi(self, not_found: Any) -> None:
        """Where the project's middlewares are synchronous as well."""
        with serving(raising(not_found(thing="x")), MIDDLEWARE=MIDDLEWARE):
            response = asyncio.run(AsyncClient().get("/it"))
            assert_problem(response, not_found, thing="x")
            assert_problem(asyncio.run(AsyncClient().get("/before")), not_found, thing="before")
            assert asyncio.run(AsyncClient().get("/nowhere")).json() == blank(404, "Not Found")


class TestOfDjango:
    """What it raises and answers of its own."""

    @pytest.mark.parametrize("debug", [False, True], ids=["production", "debug"])
    @pytest.mark.parametrize(
        ("error", "expected"),
        [
            (Http404("secret"), blank(404, "Not Found")),
            (PermissionDenied("secret"), blank(403, "Forbidden")),
            (BadRequest("secret"), blank(400, "Bad Request")),
            (SuspiciousOperation("secret"), blank(400, "Bad Request")),
            (TooManyFieldsSent("secret"), blank(400, "Bad Request")),
            (RequestDataTooBig("secret"), blank(413, "Content Too Large")),
        ],
        ids=lambda one: type(one).__name__ if isinstance(one, Exception) else "",
    )
    def test_its_exceptions_say_no_more_than_their_status(
        self, error: Exception, expected: dict[str, Any], debug: bool
    ) -> None:
        """Debugged as well, when it would show the settings."""
        with serving(raising(error), DEBUG=debug):
            response = ask(headers={"Accept": "text/html,*/*"})
        assert response.status_code == expected["status"]
        assert {**response.json(), "title": expected["title"]} == expected
        assert response["Content-Type"] == PROBLEM
        assert response["Vary"] == "Accept"

    @pytest.mark.parametrize("debug", [False, True], ids=["production", "debug"])
    def test_an_unknown_path_is_not_repeated(self, debug: bool) -> None:
        """Nor are the paths that there are."""
        with serving(raising(ValueError()), DEBUG=debug):
            response = ask(where="/secret")
        assert response.json() == blank(404, "Not Found")

    def test_a_host_that_is_not_allowed_is_not_repeated(self) -> None:
        """Where a middleware asks for it."""
        common = "django.middleware.common.CommonMiddleware"
        with serving(raising(ValueError()), MIDDLEWARE=[common], DEBUG=True):
            response = ask(headers={"Host": "secret.example"})
        assert response.json() == blank(400, "Bad Request")

    def test_suspicious_operations_are_logged_as_such(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Once, as Django does it."""
        with serving(raising(SuspiciousOperation("odd"))):
            ask()
        assert [one.name for one in caplog.records] == ["django.security.SuspiciousOperation"]

    def test_methods_that_there_are_not(self) -> None:
        """Of a class, and of a function that takes but one."""
        things: Any = type("Things", (View,), {"get": lambda self, request: HttpResponse("fine")})
        only_post = require_POST(lambda request: HttpResponse("fine"))
        with serving(path("class", things.as_view()), path("function", only_post)):
            of_class, of_function = ask("PUT", "/class"), ask("GET", "/function")
        for response in (of_class, of_function):
            assert response.json() == blank(405, "Method Not Allowed")
            assert response["Content-Length"] == str(len(response.content))
        assert of_class["Allow"] == "GET, HEAD, OPTIONS"
        assert of_function["Allow"] == "POST"

    def test_other_errors_that_it_answers_with_nothing(self) -> None:
        """A precondition that fails, and what is gone."""
        guarded = condition(etag_func=lambda request: '"1"')(lambda request: HttpResponse("fine"))
        gone = path("gone", lambda request: HttpResponseGone())
        with serving(path("it", guarded), gone):
            failed = ask("PUT", headers={"If-Match": '"2"'})
            assert failed.json() == blank(412, "Precondition Failed")
            assert ask(where="/gone").json() == blank(410, "Gone")

    def test_what_is_written_by_hand_stays(self) -> None:
        """A text, JSON, or an empty response of some type."""
        made = {
            "text": HttpResponseNotFound("by hand"),
            "json": JsonResponse({"by": "hand"}, status=409),
            "empty": HttpResponse(status=404, content_type="application/json"),
        }
        views = [path(name, lambda request, it=it: it) for name, it in made.items()]
        with serving(*views):
            assert ask(where="/text").content == b"by hand"
            assert ask(where="/json").json() == {"by": "hand"}
            assert ask(where="/empty").content == b""

    def test_an_answer_to_head_stays_the_one_to_get(self, not_found: Any) -> None:
        """Though it has no body, as what Django makes of its own has none."""
        environ = RequestFactory().head("/it").environ
        with serving(raising(not_found(thing="long enough"))):
            head, get = ask("HEAD"), ask()
            assert b"".join(WSGIHandler()(environ, lambda *given: None)) == b""
        assert head.headers.keys() == get.headers.keys()
        assert head["Content-Length"] == str(len(get.content))
        assert head["Content-Type"] == get["Content-Type"] == PROBLEM

    def test_a_forgery_is_refused_like_all_else(self) -> None:
        """What the CSRF middleware finds, it answers by a view."""
        csrf = "django.middleware.csrf.CsrfViewMiddleware"
        with serving(path("it", lambda request: HttpResponse("fine")), MIDDLEWARE=[csrf]):
            response = Client(enforce_csrf_checks=True).post("/it")
        assert response.json() == blank(403, "Forbidden")


class TestPages:
    """What the project has of its own for errors."""

    def test_handlers_stay(self) -> None:
        """Of its URLs, for each status."""
        handlers = {
            f"handler{status}": lambda *given, status=status, **more: HttpResponse(
                "own", status=status
            )
            for status in (400, 403, 404, 500)
        }
        for error in (BadRequest(), PermissionDenied(), Http404(), ValueError()):
            with serving(raising(error), **handlers):
                assert ask().content == b"own"

    def test_debugged_there_are_no_pages_at_all(self) -> None:
        """Django shows its own instead, with all that there is to know."""
        own = {"handler404": lambda *given, **more: HttpResponse("own", status=404)}
        for error, status in ((Http404("secret"), 404), (ValueError("secret"), 500)):
            with serving(raising(error), DEBUG=True, **own):
                response = ask()
            assert (response.status_code, response["Content-Type"]) == (status, PROBLEM)
            assert b"secret" not in response.content

    def test_a_handler_may_answer_with_another_status(self) -> None:
        """As the one that shows the page of an app in the browser."""
        with serving(handler404=lambda request, exception: HttpResponse("app", status=200)):
            assert (ask().status_code, ask().content) == (200, b"app")

    def test_a_handler_that_breaks_is_unhandled(self, errors: Problems) -> None:
        """What broke is the handler's."""

        def broken(request: HttpRequest, exception: Exception) -> NoReturn:
            raise ValueError("secret")

        with serving(handler404=broken):
            assert_problem(ask(), errors["shop.broken"])

    def test_a_template_is_for_those_who_read_html(self, tmp_path: Path) -> None:
        """A client of the API gets the problem."""
        for name in ("404.html", "500.html", "403_csrf.html"):
            (tmp_path / name).write_text(f"own {name}")
        engine = "django.template.backends.django.DjangoTemplates"
        csrf = "django.middleware.csrf.CsrfViewMiddleware"
        browser: dict[str, Any] = {"headers": {"Accept": "text/html,*/*;q=0.8"}}
        with serving(
            raising(ValueError()),
            TEMPLATES=[{"BACKEND": engine, "DIRS": [tmp_path]}],
            MIDDLEWARE=[csrf],
        ):
            page = ask(where="/nowhere", **browser)
            assert page.content == b"own 404.html"
            assert page["Vary"] == "Accept"
            assert ask(**browser).content == b"own 500.html"
            assert ask(where="/nowhere").json() == blank(404, "Not Found")
            strict = Client(enforce_csrf_checks=True)
            assert strict.post("/it", **browser).content == b"own 403_csrf.html"
            assert strict.post("/it").json() == blank(403, "Forbidden")


class TestUnhandled:
    """What nobody has caught."""

    @pytest.mark.parametrize("where", ["view", "middleware"])
    @pytest.mark.parametrize("debug", [False, True], ids=["production", "debug"])
    def test_the_signal_and_the_log_have_the_requests_id(
        self, errors: Problems, caplog: pytest.LogCaptureFixture, where: str, debug: bool
    ) -> None:
        """In a note, which is there before either is told; the client learns nothing."""
        seen: list[list[str]] = []

        def reported(sender: object, **more: object) -> None:
            error = sys.exc_info()[1]
            seen.append([*getattr(error, "__notes__", ())])

        got_request_exception.connect(reported)
        url = "/it" if where == "view" else "/broken"
        with serving(raising(ValueError("secret")), MIDDLEWARE=MIDDLEWARE, DEBUG=debug):
            response = ask(where=url, headers={"X-Request-Id": "mine", "Accept": "text/html"})
        got_request_exception.disconnect(reported)
        assert_problem(response, errors["shop.broken"])
        assert b"secret" not in response.content
        assert seen == [["errbook: request mine"]]
        [record] = [one for one in caplog.records if one.levelno == logging.ERROR]
        assert record.name == "django.request"
        assert "ValueError: secret\nerrbook: request mine" in caplog.text

    def test_the_client_of_tests_raises_it(self) -> None:
        """As it does without errbook."""
        with serving(raising(ValueError("secret"))), pytest.raises(ValueError, match="secret"):
            Client().get("/it")

    def test_it_is_propagated_where_django_does_so(self) -> None:
        """To the server."""
        with (
            serving(raising(ValueError("secret")), DEBUG_PROPAGATE_EXCEPTIONS=True),
            pytest.raises(ValueError, match="secret") as caught,
        ):
            ask(headers={"X-Request-Id": "mine"})
        assert caught.value.__notes__ == ["errbook: request mine"]
        assert request_id.get() is None

    def test_a_received_problem_is_not_passed_on(self, errors: Problems, not_found: Any) -> None:
        """Nor is a group of several."""
        problem = not_found(thing="secret")
        received = parse((404, problem.headers, problem.to_json()), errors)
        assert received is not None
        for error in (received, ExceptionGroup("two", [problem, problem])):
            with serving(raising(error)):
                assert_problem(ask(), errors["shop.broken"])


class TestStreams:
    """Responses whose parts are made when the view has returned."""

    def test_each_part_knows_the_requests_id(self) -> None:
        """Of an iterator."""
        seen = []

        def view(request: HttpRequest) -> StreamingHttpResponse:
            def parts() -> Iterator[str]:
                try:
                    yield str(request_id.get())
                    yield str(request_id.get())
                finally:
                    seen.append(request_id.get())

            return StreamingHttpResponse(parts())

        with serving(path("it", view)):
            response = ask(headers={"X-Request-Id": "mine"})
            assert next(iter(response)) == b"mine"
            assert request_id.get() is None
            assert response.getvalue() == b"mine"
            assert seen == ["mine"]

    def test_also_where_it_is_asynchronous(self) -> None:
        """And the request's id is that of no other."""

        async def view(request: HttpRequest) -> StreamingHttpResponse:
            async def parts() -> AsyncIterator[str]:
                yield str(request_id.get())
                await asyncio.sleep(0)
                yield str(request_id.get())

            return StreamingHttpResponse(parts())

        async def read() -> list[tuple[bytes, str | None]]:
            response = await AsyncClient().get("/it", headers={"X-Request-Id": "mine"})
            return [(part, request_id.get()) async for part in response]

        with serving(path("it", view)):
            assert asyncio.run(read()) == [(b"mine", None), (b"mine", None)]

    @pytest.mark.parametrize("kind", ["iterator", "asynchronous"])
    def test_one_that_breaks_tells_it(self, kind: str) -> None:
        """To the server, which is the one that hears of it."""

        def parts() -> Iterator[bytes]:
            yield b"1"
            raise ValueError("secret")

        async def parts_later() -> AsyncIterator[bytes]:
            yield b"1"
            raise ValueError("secret")

        made = {"iterator": parts, "asynchronous": parts_later}[kind]

        async def read() -> None:
            response = await AsyncClient().get("/it", headers={"X-Request-Id": "mine"})
            async for part in response:
                assert part == b"1"

        def read_all() -> None:
            if kind == "asynchronous":
                asyncio.run(read())
            for part in ask(headers={"X-Request-Id": "mine"}):
                assert part == b"1"

        with (
            serving(path("it", lambda request: StreamingHttpResponse(made()))),
            pytest.raises(ValueError, match="secret") as caught,
        ):
            read_all()
        assert caught.value.__notes__ == ["errbook: request mine"]

    def test_a_file_is_left_to_the_server(self, tmp_path: Path) -> None:
        """Which can send it faster than anything that stands between."""
        (tmp_path / "file").write_bytes(b"1234")
        view = path("it", lambda request: FileResponse((tmp_path / "file").open("rb")))
        environ = RequestFactory().get("/it").environ | {"wsgi.file_wrapper": FileWrapper}
        started: list[Any] = []
        with serving(view):
            sent = WSGIHandler()(environ, lambda *given: started.extend(given))
            assert isinstance(sent, FileWrapper)
            assert b"".join(sent) == b"1234"
            sent.close()
        assert "X-Request-Id" in dict(started[1])


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], int]]:
    """A function that counts what requests have written, each of which is a transaction."""
    monkeypatch.setitem(connections.settings["default"], "ATOMIC_REQUESTS", True)
    with connection.cursor() as cursor:
        cursor.execute("create table thing (name text)")

    def count() -> int:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from thing")
            found: int = cursor.fetchone()[0]
            return found

    yield count
    with connection.cursor() as cursor:
        cursor.execute("drop table thing")


def write_row() -> None:
    """Write one, as a view would."""
    with connection.cursor() as cursor:
        cursor.execute("insert into thing values ('x')")


@pytest.mark.parametrize("kind", ["function", "rest"])
def test_a_problem_undoes_what_was_written(
    not_found: Any, rows: Callable[[], int], kind: str
) -> None:
    """Where a request is a transaction."""
    from rest_framework.decorators import api_view

    def view(request: Any) -> HttpResponse:
        write_row()
        if "fail" in request.GET:
            raise not_found(thing="x")
        return HttpResponse("fine")

    with serving(path("it", api_view(["GET"])(view) if kind == "rest" else view)):
        assert_problem(ask(where="/it?fail"), not_found, thing="x")
        assert rows() == 0
        assert ask().content == b"fine"
        assert rows() == 1


def test_so_does_what_rest_framework_raises(rows: Callable[[], int]) -> None:
    """Though no exception leaves its views."""
    from rest_framework.decorators import api_view
    from rest_framework.exceptions import NotFound

    def view(request: Any) -> NoReturn:
        write_row()
        raise NotFound

    with serving(path("it", api_view(["GET"])(view))):
        assert ask().json() == blank(404, "Not Found")
    assert rows() == 0


class TestRest:
    """The views of REST framework."""

    def posting(self, fields: dict[str, Any], validate: Any = None) -> Any:
        """Return the pattern of a view that takes what a serializer with these fields does."""
        from rest_framework import serializers
        from rest_framework.decorators import api_view

        names = {} if validate is None else {"validate": validate}
        cls: Any = type("Thing", (serializers.Serializer,), {**fields, **names})

        def view(request: Any) -> HttpResponse:
            many = isinstance(request.data, list)
            data = request.query_params if request.method == "GET" else request.data
            cls(data=data, many=many).is_valid(raise_exception=True)
            return HttpResponse("fine")

        return path("it", api_view(["GET", "POST"])(view))

    def wrong(self, given: Any, **fields: Any) -> Any:
        """Return the failures that are answered to JSON."""
        with serving(self.posting(fields)):
            response = Client().post("/it", given, content_type="application/json")
        assert response.status_code == 422
        return response.json()["errors"]

    def test_what_is_wrong_is_told_where_it_is(self) -> None:
        """In objects, in lists, in objects of lists."""
        from rest_framework import serializers

        item: Any = type(
            "Item", (serializers.Serializer,), {"count": serializers.IntegerField(min_value=1)}
        )
        fields = {
            "name": serializers.CharField(),
            "items": item(many=True),
            "tags": serializers.ListField(child=serializers.CharField(max_length=2)),
            "flags": serializers.DictField(child=serializers.BooleanField()),
        }
        given = {
            "items": [{"count": 1}, {"count": 0}, {}],
            "tags": ["ok", "long"],
            "flags": {"a/b": 7},
        }
        assert self.wrong(given, **fields) == [
            {"pointer": "#/name", "detail": "This field is required.", "code": "required"},
            {
                "pointer": "#/items/1/count",
                "detail": "Ensure this value is greater than or equal to 1.",
                "code": "min_value",
            },
            {
                "pointer": "#/items/2/count",
                "detail": "This field is required.",
                "code": "required",
            },
            {
                "pointer": "#/tags/1",
                "detail": "Ensure this field has no more than 2 characters.",
                "code": "max_length",
            },
            {"pointer": "#/flags/a~1b", "detail": "Must be a valid boolean.", "code": "invalid"},
        ]

    def test_a_list_is_told_of_by_place(self) -> None:
        """Where the whole body is one."""
        from rest_framework import serializers

        [failure] = self.wrong([{"a": "x"}, {}], a=serializers.CharField())
        assert failure["pointer"] == "#/1/a"
        told = self.answered(serializers.ValidationError([{}, {"a": ["Odd."]}, ["Even."]]))
        assert [one["parameter"] for one in told.json()["errors"]] == ["[1].a", "[2]"]

    def test_a_field_that_is_missing_is_said_to_be(self) -> None:
        """Whatever words there are in the others."""
        from rest_framework import serializers

        [failure] = self.wrong({"b": "required", "c": "field"}, a=serializers.CharField())
        assert failure["detail"] == "This field is required."

    def test_words_never_carry_the_input(self) -> None:
        """Of a field, and of a check of all fields together."""
        from rest_framework import serializers

        def validate(self: Any, given: dict[str, str]) -> NoReturn:
            raise serializers.ValidationError(f"{given['name']} and {given['colour']}", "clash")

        fields = {
            "name": serializers.CharField(),
            "colour": serializers.ChoiceField(["red", "zebra-41-not"]),
        }
        [failure] = self.wrong({"name": "x", "colour": "zebra-41"}, **fields)
        assert failure == {
            "pointer": "#/colour",
            "detail": "is not valid",
            "code": "invalid_choice",
        }
        with serving(self.posting(fields, validate)):
            given = {"name": "zebra-41", "colour": "red"}
            response = Client().post("/it", given, content_type="application/json")
        assert response.json()["errors"] == [
            {"pointer": "#", "detail": "is not valid", "code": "clash"}
        ]

    def test_queries_and_forms_have_parameters(self) -> None:
        """No pointers."""
        from rest_framework import serializers

        with serving(self.posting({"count": serializers.IntegerField()})):
            query = Client().get("/it?count=zebra-41")
            form = Client().post("/it", {"count": "zebra-41"})
        for response in (query, form):
            assert response.json()["errors"] == [
                {"parameter": "count", "detail": "A valid integer is required.", "code": "invalid"}
            ]

    def test_a_failure_that_is_raised_by_hand_before_the_body_is_read(self) -> None:
        """The body may be none that can be."""
        from rest_framework import serializers

        response = self.answered(serializers.ValidationError("Not on Sundays."), method="POST")
        assert response.json()["errors"] == [
            {"pointer": "#", "detail": "Not on Sundays.", "code": "invalid"}
        ]

    def answered(self, error: Exception, method: str = "GET", **given: Any) -> Any:
        """Return the response to what a view raises."""
        from rest_framework.decorators import api_view

        def view(request: Any) -> NoReturn:
            raise error

        with serving(path("it", api_view(["GET", "POST"])(view))):
            return ask(method, data="{", content_type="application/json", **given)

    def test_only_the_words_of_the_developer_are_shown(self) -> None:
        """Not those that come with a class, nor those for the log."""
        from rest_framework import exceptions

        own: Any = type("Own", (exceptions.APIException,), {"status_code": 409})
        named: Any = type("Named", (own,), {"default_detail": "The basket is empty."})
        for error, detail in [
            (exceptions.NotFound(), None),
            (exceptions.NotFound("There is no basket."), "There is no basket."),
            (own("The basket is full."), "The basket is full."),
            (own({"secret": "text"}), None),
            (named(), "The basket is empty."),
            (exceptions.APIException("secret"), None),
            (exceptions.ParseError("That is no cursor."), "That is no cursor."),
            (exceptions.UnsupportedMediaType("secret/secret"), None),
            (exceptions.MethodNotAllowed("secret"), None),
            (Http404("secret"), None),
            (PermissionDenied("secret"), None),
        ]:
            response = self.answered(error)
            assert response.json().get("detail") == detail
            assert response["Content-Type"] == PROBLEM
            assert b"secret" not in response.content

    def test_a_permission_may_say_why(self) -> None:
        """It is the developer's."""
        from rest_framework.permissions import BasePermission
        from rest_framework.views import APIView

        denied = {"message": "Adults only.", "has_permission": lambda *given: False}
        adults = type("Adults", (BasePermission,), denied)
        names = {"authentication_classes": [], "permission_classes": [adults]}
        view: Any = type("View", (APIView,), names)
        with serving(path("it", view.as_view())):
            assert ask().json() == {**blank(403, "Forbidden"), "detail": "Adults only."}

    def test_the_headers_of_its_exceptions_survive(self) -> None:
        """A challenge, a time to wait, the methods that there are."""
        from rest_framework.authentication import BasicAuthentication
        from rest_framework.exceptions import Throttled
        from rest_framework.permissions import IsAuthenticated
        from rest_framework.views import APIView

        names = {
            "authentication_classes": [BasicAuthentication],
            "permission_classes": [IsAuthenticated],
        }
        private: Any = type("Private", (APIView,), names)
        with serving(path("it", private.as_view())):
            refused = ask()
        assert refused.json() == blank(401, "Unauthorized")
        assert refused["WWW-Authenticate"] == 'Basic realm="api"'
        throttled = self.answered(Throttled(wait=59.2))
        assert throttled.json() == blank(429, "Too Many Requests")
        assert throttled["Retry-After"] == "60"
        allowed = self.answered(Throttled(wait=1), method="PUT")["Allow"]
        assert {*allowed.split(", ")} == {"GET", "OPTIONS", "POST"}

    def test_what_it_cannot_read(self) -> None:
        """No JSON, and no media type that it knows."""
        with serving(self.posting({})):
            broken = Client().post("/it", "{secret", content_type="application/json")
            unknown = Client().post("/it", "x", content_type="text/secret")
        assert broken.json() == blank(400, "Bad Request")
        assert unknown.json() == blank(415, "Unsupported Media Type")

    def test_an_origin_that_is_not_trusted_is_not_repeated(self) -> None:
        """Where a session is checked for forgery, which says which it is."""
        from rest_framework.authentication import SessionAuthentication
        from rest_framework.decorators import api_view, authentication_classes

        class User:
            is_active = True

        def view(request: Any) -> None:
            request._request.user = User()
            SessionAuthentication().authenticate(request)

        view = api_view(["POST"])(authentication_classes([])(view))
        with serving(path("it", view)):
            client = Client(enforce_csrf_checks=True)
            response = client.post("/it", headers={"Origin": "https://secret.example"})
        assert response.json() == blank(403, "Forbidden")

    def test_problems_are_answered_whoever_handles_exceptions(self, not_found: Any) -> None:
        """A handler of the project's own that leaves them alone, too."""
        problem = not_found(thing="x")
        for error in (problem, ExceptionGroup("one", [problem])):
            assert_problem(self.answered(error), not_found, thing="x")
        own = {**settings.REST_FRAMEWORK, "EXCEPTION_HANDLER": f"{__name__}.handle_lookups"}
        with override_settings(REST_FRAMEWORK=own):
            assert_problem(self.answered(problem), not_found, thing="x")
            assert self.answered(LookupError()).content == b"own"

    def test_what_is_unhandled_is_logged_as_everywhere(
        self, errors: Problems, caplog: pytest.LogCaptureFixture
    ) -> None:
        """By Django, once."""
        response = self.answered(ValueError("secret"), headers={"X-Request-Id": "mine"})
        assert_problem(response, errors["shop.broken"])
        assert [one.name for one in caplog.records] == ["django.request"]
        assert "ValueError: secret\nerrbook: request mine" in caplog.text


def handle_lookups(error: Exception, context: Any) -> Any:
    """Be the handler of a project."""
    return HttpResponse("own") if isinstance(error, LookupError) else None


class TestDeclared:
    """What a strict test fails by."""

    @pytest.mark.parametrize("kind", ["function", "class", "method", "rest", "view-set"])
    def test_it_names_the_operation(self, errors: Problems, not_found: Any, kind: str) -> None:
        """What the view declares, and what any may raise, does not fail."""
        from rest_framework.decorators import api_view
        from rest_framework.viewsets import ViewSet

        closed = errors["shop.closed"]
        kinds = {"thing": not_found(thing="x"), "shop": closed()}

        @raises(not_found)
        def raising(request: Any, which: str) -> NoReturn:
            raise kinds[which]

        def method(self: object, request: Any, which: str) -> NoReturn:
            raise kinds[which]

        def of(base: Any, name: str, function: Any) -> Any:
            return type("Of", (base,), {name: function})

        declaring = raises(not_found)
        view: Any = {
            "function": lambda: raising,
            "class": lambda: declaring(of(View, "get", method)).as_view(),
            "method": lambda: of(View, "get", declaring(method)).as_view(),
            "rest": lambda: declaring(api_view(["GET", "HEAD"])(raising)),
            "view-set": lambda: of(ViewSet, "list", declaring(method)).as_view({"get": "list"}),
        }[kind]
        values: dict[str, Any] = {}
        responder = install(values, errors, undeclared="strict")
        with serving(path("it/<which>", view()), ERRBOOK_RESPONDER=responder), mistakes() as found:
            assert_problem(ask(where="/it/thing"), not_found, thing="x")
            assert ask("HEAD", where="/it/thing").status_code == 404
            assert not found
            assert_problem(ask(where="/it/shop"), closed)
        assert found[0].startswith("shop.closed is raised by GET /it/<which>,")
        assert [*responder.undeclared] == [("GET /it/<which>", "shop.closed")]

    def test_what_any_operation_may_raise_needs_no_word(
        self, errors: Problems, not_found: Any
    ) -> None:
        """It is named once, for all."""
        values: dict[str, Any] = {}
        responder = install(values, errors, everywhere=[not_found], undeclared="strict")
        view = path("between", lambda request: HttpResponse("fine"))
        with serving(view, MIDDLEWARE=MIDDLEWARE, ERRBOOK_RESPONDER=responder):
            assert_problem(ask(where="/between"), not_found, thing="between")
        assert not responder.undeclared
