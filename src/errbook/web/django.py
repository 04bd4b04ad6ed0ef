"""Problems in a Django project, and in the views of Django REST framework.

At the end of `settings.py`, for what it adds to is there by then:

```python
from errbook.web.django import install

install(globals(), errors)
```
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import aclosing
from functools import cache
from types import ModuleType
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.core.handlers import exception
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template import TemplateDoesNotExist, loader
from django.urls import get_resolver, get_urlconf
from django.utils.cache import patch_vary_headers
from django.views import csrf

from errbook.problem import Problem
from errbook.problems import Problems
from errbook.web._failures import VAGUE, Failure, echoes
from errbook.web._origin import raised_by
from errbook.web._raises import declared
from errbook.web._respond import Responder, Undeclared
from errbook.web._serving import Streamed, serving

__all__ = ["Answered", "Identified", "csrf_failure", "exception_handler", "install"]


def install(
    settings: MutableMapping[str, Any],
    errors: ModuleType | Problems,
    *,
    everywhere: Iterable[type[Problem]] = (),
    undeclared: Undeclared = "ignore",
) -> Responder:
    """Have a project answer with the errors of `errors`, its generated package or loaded catalog.

    `settings` are the project's, before Django reads them: `globals()` at the end of `settings.py`,
    or what `settings.configure` is given. Two middlewares are put around those that are there, and
    the handlers that Django and REST framework have for errors are set, where the project has none
    of its own: `handler404` and its like stay, and so does a page such as `404.html`, for browsers.
    `everywhere` names the errors that any operation can return, as those of a middleware;
    `undeclared` says what happens when one raises what its `raises` does not name. Raises
    `UsageError` if `errors` is no catalog.
    """
    responder = Responder(errors, everywhere, undeclared)
    outside, inside = (f"{__name__}.{one.__name__}" for one in (Identified, Answered))
    theirs = [one for one in settings.get("MIDDLEWARE", ()) if one not in (outside, inside)]
    settings["ERRBOOK_RESPONDER"] = responder
    settings["MIDDLEWARE"] = [outside, *theirs, inside]
    settings.setdefault("CSRF_FAILURE_VIEW", f"{__name__}.{csrf_failure.__name__}")
    apps = [name.partition(".")[0] for name in settings.get("INSTALLED_APPS", ())]
    if "rest_framework" in apps:
        handler = f"{__name__}.{exception_handler.__name__}"
        own = settings.get("REST_FRAMEWORK", {})
        settings["REST_FRAMEWORK"] = {"EXCEPTION_HANDLER": handler, **own}
    return responder


# The middlewares.


class _Middleware:
    """What both have in common: they are called as what is inside of them is."""

    sync_capable = async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        self.responder: Responder = settings.ERRBOOK_RESPONDER
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)  # type: ignore[type-var] # both are called


class Identified(_Middleware):
    """Gives each request an id, which the response carries, and the context variable.

    It stands outside of all others.
    """

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        super().__init__(get_response)
        _take_over()

    def __call__(self, request: HttpRequest) -> Any:
        """Serve one request."""
        id = self.responder.identify(request.headers.get(self.responder.id_header))
        if iscoroutinefunction(self):
            return self._soon(request, id)
        with serving(id, self.responder):
            response = self.get_response(request)
        return self._identified(response, id)

    async def _soon(self, request: HttpRequest, id: str) -> Any:
        with serving(id, self.responder):
            response = await self.get_response(request)
        return self._identified(response, id)

    def _identified(self, response: Any, id: str) -> Any:
        response.headers[self.responder.id_header] = id
        if response.streaming and not isinstance(response, FileResponse):
            parts = response.streaming_content
            streamed = _streamed if response.is_async else Streamed
            response.streaming_content = streamed(parts, id, self.responder)
        return response


class Answered(_Middleware):
    """Puts problems into the empty responses that Django makes of its own, such as 405.

    It stands inside of all others, so that they see what is sent.
    """

    def __call__(self, request: HttpRequest) -> Any:
        """Serve one request."""
        if iscoroutinefunction(self):
            return self._soon(request)
        return self._answered(request, self.get_response(request))

    async def _soon(self, request: HttpRequest) -> Any:
        return self._answered(request, await self.get_response(request))

    def _answered(self, request: HttpRequest, response: Any) -> Any:
        if response.status_code >= 400 and _is_empty(response):
            _fill(response, request, self.responder.http(response.status_code), self.responder)
        return response


def _is_empty(response: Any) -> bool:
    """Tell whether nobody has put anything into a response: no body, and no type."""
    if response.streaming or response.content:
        return False
    is_default: bool = response.headers.get("Content-Type", "").startswith("text/html")
    return is_default


async def _streamed(
    parts: AsyncIterator[bytes], id: str, responder: Responder
) -> AsyncIterator[bytes]:
    """Yield what an asynchronous response sends, each part made while its request is served."""
    async with aclosing(parts):  # type: ignore[type-var] # Django's is a generator
        while True:
            with serving(id, responder):
                part = await anext(parts, None)
            if part is None:
                return
            yield part


# What is raised.


@cache
def _take_over() -> None:
    """Answer what is raised in views and middlewares alike; once a process.

    Django makes a response of an exception right where it leaves a middleware, by this function,
    after it has reported it as a crash. There is no setting for it, and no middleware is asked.
    """
    theirs = exception.response_for_exception

    def response_for_exception(request: HttpRequest, error: Exception) -> Any:
        responder: Responder | None = getattr(settings, "ERRBOOK_RESPONDER", None)
        if responder is None:  # a test that overrides the settings
            return theirs(request, error)
        problem = responder.raised(error)
        if problem is not None:
            return _raised(request, problem, responder)
        known = isinstance(error, _REFUSALS)
        answer = None if known else responder.unhandled(error)  # the log is to have its note
        response = theirs(request, error)
        if not _is_of_django(request, error, response):
            return response
        if answer is None:
            status = 413 if isinstance(error, RequestDataTooBig) else response.status_code
            answer = responder.http(status) if status < 500 else responder.unhandled(error)
        return _fill(response, request, answer, responder)

    exception.response_for_exception = response_for_exception


_REFUSALS = Http404, PermissionDenied, MultiPartParserError, BadRequest, SuspiciousOperation
"""What Django itself answers with less than 500. Their texts have input in them."""


def _is_of_django(request: HttpRequest, error: Exception, response: Any) -> bool:
    """Tell whether the response is one of Django's own, and not the project's."""
    if settings.DEBUG and not isinstance(error, (PermissionDenied, MultiPartParserError)):
        return True  # the page with all the settings
    if response.status_code not in (400, 403, 404, 500):
        return False
    handler = get_resolver(get_urlconf()).resolve_error_handler(response.status_code)
    if handler.__module__ != "django.views.defaults":
        return False
    if _has_page(request, f"{response.status_code}.html"):
        patch_vary_headers(response, ["Accept"])
        return False
    return True


def _has_page(request: HttpRequest, template: str) -> bool:
    """Tell whether it is a browser that asks, for which the project has that page."""
    if "text/html" not in request.headers.get("Accept", ""):
        return False
    try:
        loader.get_template(template)
    except TemplateDoesNotExist:
        return False
    return True


def csrf_failure(request: HttpRequest, reason: str = "") -> Any:
    """Answer what `CsrfViewMiddleware` refuses; the setting `CSRF_FAILURE_VIEW`."""
    if _has_page(request, csrf.CSRF_FAILURE_TEMPLATE_NAME):
        return csrf.csrf_failure(request, reason)
    responder: Responder = settings.ERRBOOK_RESPONDER
    return _response(request, responder.http(403), responder)


def _raised(request: HttpRequest, problem: Problem, responder: Responder) -> Any:
    """Return the response to a problem that the project raises."""
    match = request.resolver_match
    if responder.mode != "ignore" and match is not None:
        operation = f"{request.method} /{match.route}"
        responder.observe(problem, _declared(match.func, request.method.lower()), operation)
    return _response(request, problem, responder)


def _declared(view: Any, method: str) -> list[type[Problem]]:
    """Return what a view is said to raise: a function, or the method of a class."""
    called = [view]
    cls = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if cls is not None:
        actions = getattr(view, "actions", None) or {}  # of a view set
        names = [actions.get(one, one) for one in (method, "get" if method == "head" else method)]
        called += [cls, cls.dispatch, *(getattr(cls, name, None) for name in names)]
    return [one for each in called for one in declared(each)]


# How it is sent.


def _response(
    request: HttpRequest,
    problem: Problem,
    responder: Responder,
    kept: Iterable[tuple[str, str]] = (),
) -> Any:
    return _fill(HttpResponse(headers=dict(kept)), request, problem, responder)


def _fill(response: Any, request: HttpRequest, problem: Problem, responder: Responder) -> Any:
    """Put a problem into a response, and return that: Django has marked it as logged."""
    accept = request.headers.get("Accept")
    reply = responder.reply(problem, accept, response.headers.items())
    response.status_code = reply.status
    response.content = b"" if request.method == "HEAD" else reply.body
    for name, value in reply.headers:
        response.headers[name] = value
    return response


# REST framework.


def exception_handler(error: Exception, context: Mapping[str, Any]) -> Any:
    """Answer what is raised in a view of REST framework; its setting `EXCEPTION_HANDLER`.

    A handler of the project's own can call it for what it does not handle.
    """
    from rest_framework import views
    from rest_framework.exceptions import APIException, ValidationError

    responder: Responder = settings.ERRBOOK_RESPONDER
    request = context["request"]
    problem = responder.raised(error)
    if problem is not None:
        views.set_rollback()
        return _raised(request._request, problem, responder)
    if isinstance(error, (Http404, PermissionDenied)):
        problem = responder.http(404 if isinstance(error, Http404) else 403)
    elif not isinstance(error, APIException) or not 400 <= error.status_code <= 599:
        return views.exception_handler(error, context)
    elif isinstance(error, ValidationError):
        problem = responder.invalid(_failures(error.detail, *_given(request)), error.status_code)
    else:
        problem = responder.http(error.status_code, _said(error))
    views.set_rollback()
    return _response(request._request, problem, responder, _kept(error))


def _kept(error: Any) -> Iterator[tuple[str, str]]:
    """Yield the headers that REST framework makes of what it leaves on an exception."""
    if getattr(error, "auth_header", None):
        yield "WWW-Authenticate", error.auth_header
    if getattr(error, "wait", None):
        yield "Retry-After", f"{error.wait:.0f}"


def _said(error: Any) -> str | None:
    """Return what the developer wrote for the client, and not REST framework.

    Theirs may have input in it: a method, a media type, an origin, what is no JSON.
    """
    from rest_framework import exceptions, views

    composed = exceptions.MethodNotAllowed, exceptions.Throttled, exceptions.UnsupportedMediaType
    if isinstance(error, composed) or not isinstance(error.detail, str):
        return None
    raiser = raised_by(error)
    if raiser.startswith("rest_framework.") and raiser != views.__name__:
        return None  # in that module the text is that of a permission
    classes: Iterable[Any] = type(error).__mro__
    theirs = next(one for one in classes if one.__module__ == exceptions.__name__)
    said = str(error.detail)
    return None if said == str(theirs.default_detail) else said


def _given(request: Any) -> tuple[str, Any]:
    """Return the input that a serializer has found wrong, and which part of the request it is."""
    try:
        query = request.method in ("GET", "HEAD")
        where, data = ("query", request.query_params) if query else ("body", request.data)
    except Exception:  # a body that nobody has read, and that cannot be
        return "body", None
    if hasattr(data, "lists"):
        return "form" if where == "body" else where, dict(data.lists())
    return where, data


def _failures(
    detail: Any, where: str, given: Any, path: tuple[str | int, ...] = ()
) -> Iterator[Failure]:
    """Yield what is wrong, out of the mappings and lists that REST framework tells it in."""
    from rest_framework.settings import api_settings

    if isinstance(detail, dict):
        for name, below in detail.items():
            whole = name == api_settings.NON_FIELD_ERRORS_KEY
            yield from _failures(below, where, given, path if whole else (*path, name))
    elif isinstance(detail, list):
        for index, below in enumerate(detail):
            nested = isinstance(below, (dict, list))  # the errors of one in a list
            yield from _failures(below, where, given, (*path, index) if nested else path)
    else:
        words = str(detail)
        value = _at(given, path)
        if echoes(words, given if value is None and detail.code != "required" else value):
            words = VAGUE
        yield Failure(words, where, path, detail.code)


def _at(given: Any, path: tuple[str | int, ...]) -> Any:
    """Return the value at `path`, or None where the input is made otherwise."""
    for step in path:
        try:
            given = given[step]
        except (LookupError, TypeError):
            return None
    return given
