"""Problems in a Flask app.

```python
from errbook.web.flask import install

install(app, errors)
```
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequestKeyError, HTTPException, default_exceptions

from errbook.problem import Problem
from errbook.problems import Problems
from errbook.web._failures import Invalid
from errbook.web._origin import raised_by
from errbook.web._raises import declared
from errbook.web._respond import Responder, Undeclared
from errbook.web._serving import Streamed, serving

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = ["install"]


def install(
    app: Flask,
    errors: ModuleType | Problems,
    *,
    everywhere: Iterable[type[Problem]] = (),
    undeclared: Undeclared = "ignore",
) -> Responder:
    """Have `app` answer with the errors of `errors`, its generated package or loaded catalog.

    `everywhere` names the errors that any operation can return; `undeclared` says what happens when
    one raises what its `raises` does not name, and neither that of a function that is called before
    it. Error handlers that the app and its blueprints have of their own stay, and so do those that
    they get later. Raises `UsageError` if `errors` is no catalog.
    """
    responder = Responder(errors, everywhere, undeclared)
    handlers = _Handlers(app, responder)
    theirs = app.error_handler_spec[None][None]
    for error in (Problem, Invalid, ExceptionGroup):
        if error not in theirs:
            app.register_error_handler(error, handlers.raised)
    if HTTPException not in theirs:
        app.register_error_handler(HTTPException, handlers.http)
    app.handle_exception = handlers.unhandled  # type: ignore[method-assign, assignment]
    app.wsgi_app = _Identified(app.wsgi_app, responder)  # type: ignore[method-assign]
    return responder


class _Handlers:
    """What Flask calls for an exception."""

    def __init__(self, app: Flask, responder: Responder) -> None:
        self.app = app
        self.responder = responder
        self._unhandled = app.handle_exception

    def raised(self, error: Exception) -> Any:
        """Answer a problem, input that is invalid, and an exception group."""
        problem = self.responder.raised(error)
        if problem is None:
            general = self.app.error_handler_spec[None][None].get(Exception)
            if general is None:
                raise error
            return self.app.ensure_sync(general)(error)
        if isinstance(error, ExceptionGroup):
            return self.app.handle_user_exception(problem)  # there may be a handler for its class
        return self._answered(problem)

    def http(self, error: HTTPException) -> Any:
        """Answer an exception of werkzeug's, as `abort` raises it."""
        original = getattr(error, "original_exception", None)
        if original is not None:
            return self._response(self.responder.unhandled(original))
        if error.response is not None or error.code is None or not 400 <= error.code <= 599:
            return error
        kept = error.get_headers(request.environ)
        return self._response(self.responder.http(error.code, _said(error)), kept)

    def unhandled(self, error: Exception) -> Response:
        """Do what Flask does with an exception that is left over.

        A note comes first, so that receivers of the signal and the log have it. A problem that is
        left over was raised where Flask looks for no handler: in another handler, after the
        request, or on the way to a view.
        """
        problem = self.responder.raised(error)
        if problem is None:
            self.responder.unhandled(error)
            return self._unhandled(error)
        return self.app.finalize_request(self._answered(problem), from_error_handler=True)

    def _answered(self, problem: Problem) -> Response:
        if self.responder.mode != "ignore" and request.url_rule is not None:
            operation = f"{request.method} {request.url_rule.rule}"
            self.responder.observe(problem, self._declared(), operation)
        return self._response(problem)

    def _response(self, problem: Problem, kept: Iterable[tuple[str, str]] = ()) -> Response:
        reply = self.responder.reply(problem, request.headers.get("Accept"), kept)
        return self.app.response_class(reply.body, reply.status, reply.headers)

    def _declared(self) -> list[type[Problem]]:
        """Return what the view is said to raise, and what is called before it."""
        assert request.endpoint is not None
        view = self.app.view_functions[request.endpoint]
        called: list[object] = [view]
        if (cls := getattr(view, "view_class", None)) is not None:
            method = request.method.lower()
            other = "get" if method == "head" else method  # as `MethodView` has it
            called += [cls, getattr(cls, method, getattr(cls, other, None)), cls.dispatch_request]
        for name in (None, *request.blueprints):
            called += self.app.before_request_funcs.get(name, ())
        return [cls for one in called for cls in declared(one)]


def _said(error: HTTPException) -> str | None:
    """Return what the developer wrote for the client, and not werkzeug or Flask.

    Theirs may have input in it: a header's value, or a key that is missing.
    """
    standard = default_exceptions.get(error.code or 0)
    if isinstance(error, BadRequestKeyError) or standard is None:
        return None
    raiser = raised_by(error)
    if raiser.startswith(("werkzeug.", "flask.")) and raiser != HTTPException.__module__:
        return None  # in that module is `abort`, which the developer calls
    return None if error.description == standard.description else error.description


_KEY = "errbook.request_id"


class _Identified:
    """Gives each request an id, which the response carries, and the context variable.

    Around the whole app, for what happens before the functions that it calls before a request.
    """

    def __init__(self, app: WSGIApplication, responder: Responder) -> None:
        self.app = app
        self.responder = responder
        self._given = f"HTTP_{responder.id_header.upper().replace('-', '_')}"

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        if _KEY in environ:  # an app that is mounted in one that has it
            return self.app(environ, start_response)
        environ[_KEY] = id = self.responder.identify(environ.get(self._given))
        own = self.responder.id_header

        def started(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            others = [one for one in headers if one[0].casefold() != own.casefold()]
            return start_response(status, [*others, (own, id)], exc_info)

        with serving(id, self.responder):
            parts = self.app(environ, started)
        is_file = isinstance(parts, environ.get("wsgi.file_wrapper", ()))  # which the server sends
        return parts if is_file else Streamed(parts, id, self.responder)
