"""Problems in a Litestar app, and in its OpenAPI document.

```python
from errbook.web import raises
from errbook.web.litestar import install


@get("/keys/{key_id:str}")
@raises(data.KeyNotFound)
async def get_key(key_id: FromPath[str]) -> Key: ...


app = Litestar([get_key])
install(app, errors)
```

Litestar answers an exception in the layer that it comes to: inside of the middlewares, or around
all of them, inside of CORS. There the app's exception handlers are asked, which are ours for what
nobody else handles. What those layers do not do, `_Around` does from outside.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable, Iterable
from traceback import format_exception
from types import ModuleType
from typing import Any

from litestar import Litestar, Request, Response
from litestar.exceptions import HTTPException, LitestarException, WebSocketException
from litestar.exceptions.responses import create_exception_response

from errbook.problem import Problem
from errbook.problems import Problems
from errbook.web._asgi import (
    Answered,
    App,
    Identified,
    Message,
    Receive,
    Scope,
    Send,
    messages,
    sent,
)
from errbook.web._failures import Invalid
from errbook.web._litestar_failures import failures, is_litestars, is_unreadable
from errbook.web._litestar_openapi import declared_for, document
from errbook.web._respond import Responder, Undeclared

__all__ = ["install"]

_KEY = "errbook.litestar"


def install(
    app: Litestar,
    errors: ModuleType | Problems,
    *,
    everywhere: Iterable[type[Problem]] = (),
    undeclared: Undeclared = "ignore",
) -> Responder:
    """Have `app` answer with the errors of `errors`, its generated package or loaded catalog.

    Its OpenAPI document gets what `raises` says of handlers, dependencies, guards and middlewares.
    `everywhere` names the errors that any operation can return; `undeclared` says what happens when
    one raises what it does not declare. Exception handlers that the app has of its own stay.

    What is unhandled is logged once: by Litestar where its `logging_config` logs exceptions, as in
    debug mode, or else by the server, on to which it goes then. Either way `after_exception` hooks
    see it. Raises `UsageError` if `errors` is no catalog.
    """
    responder = Responder(errors, everywhere, undeclared)
    handling = _Handling(app, responder)
    handlers: dict[Any, Any] = app.exception_handlers
    for error in (Problem, Invalid, ExceptionGroup, HTTPException, Exception):
        handlers.setdefault(error, handling.answer)
    for error in handling.foreign:
        handlers[error] = handling.answer
    app.after_exception.insert(0, handling.notice)
    _note_before_logging(app, handling)
    layers: Any = app.asgi_handler
    around: Any = Identified(Answered(_Around(layers, responder), responder), responder)
    app.asgi_handler = around
    document(app, responder)
    return responder


class _Handling:
    """What an app does with the exceptions that come to one of its layers."""

    def __init__(self, app: Litestar, responder: Responder) -> None:
        self.app = app
        self.responder = responder
        handlers: dict[Any, Any] = app.exception_handlers
        self.foreign = [error for error, one in handlers.items() if _is_default(one)]
        """Starlette's `HTTPException`, which Litestar knows if Starlette is installed."""
        self._http = HTTPException, *self.foreign

    def answer(self, request: Request[Any, Any, Any], error: Any) -> Response[Any]:
        """Answer an exception: the handler of those that have no other."""
        scope: Any = request.scope
        if isinstance(error, self._http) and not 400 <= error.status_code <= 599:
            return create_exception_response(request, error)
        serving: _Serving = scope[_KEY]
        kept: list[tuple[str, str]] = []
        if self.is_unhandled(error):
            theirs = self._theirs(scope)
            if theirs is not None:
                return theirs(request, error)
            problem = serving.gives_up(error)
        else:
            problem, kept = self._found(error, scope)
            self._observe(problem, scope)
        serving.answered = True
        return _Response(*messages(problem, self.responder, scope, kept))

    async def notice(self, error: Exception, scope: Any) -> None:
        """Note the request's id in what is unhandled, before any other hook sees it.

        That of a websocket is all that an exception comes to: no exception handler is asked.
        """
        serving: _Serving = scope[_KEY]
        unhandled = self.is_unhandled(error)
        if unhandled:
            self.responder.unhandled(error)
        if scope["type"] == "websocket" and not isinstance(error, WebSocketException):
            serving.closing = serving.gives_up(error) if unhandled else self._found(error, scope)[0]
            if not unhandled:
                self._observe(serving.closing, scope)

    def is_unhandled(self, error: Any) -> bool:
        """Tell whether `error` is nobody's answer.

        A 500 that Litestar itself raises tells that the app is wrong, and one that its developer
        raises is an answer.
        """
        if isinstance(error, Problem):
            return error.received is not None
        if isinstance(error, self._http):
            return bool(error.status_code == 500 and is_litestars(error))
        return not (
            isinstance(error, Invalid)
            or self.responder.raised(error) is not None
            or is_unreadable(error)
        )

    def _found(self, error: Any, scope: Scope) -> tuple[Problem, list[tuple[str, str]]]:
        """Return what answers an exception that is handled, and the headers to keep."""
        problem = None if isinstance(error, Invalid) else self.responder.raised(error)
        if problem is not None:
            return problem, []
        headers = (getattr(error, "headers", None) or {}).items()
        kept = [(name, str(value)) for name, value in headers]
        wrong = error.failures if isinstance(error, Invalid) else failures(error, scope)
        if wrong is not None:
            return self.responder.invalid(wrong, getattr(error, "status_code", 400)), kept
        said = None if is_litestars(error) else error.detail
        return self.responder.http(error.status_code, said), kept

    def _theirs(self, scope: Scope) -> Callable[[Any, Any], Response[Any]] | None:
        """Return the app's own handler for what is unhandled, which the route may have or a 500."""
        route = scope.get("route_handler")
        handlers = route.resolve_exception_handlers() if route else self.app.exception_handlers
        found: Any = handlers.get(Exception)
        return handlers.get(500) if found == self.answer else found

    def _observe(self, problem: Problem, scope: Scope) -> None:
        if self.responder.mode != "ignore" and problem.code and "route_handler" in scope:
            method = scope.get("method", "WEBSOCKET")
            operation = f"{method} {scope.get('path_template', scope['path'])}"
            self.responder.observe(problem, declared_for(scope["route_handler"]), operation)


def _is_default(handler: Any) -> bool:
    return getattr(handler, "__module__", "").startswith("litestar.middleware.")


def _note_before_logging(app: Litestar, handling: _Handling) -> None:
    """Have the log of exceptions, where Litestar has one, show the request's id as well."""
    config = copy.copy(app.logging_config)  # the default one is every app's
    theirs = getattr(config, "exception_logging_handler", None)
    if config is None or theirs is None:
        return

    def log(logger: Any, scope: Any, lines: list[str]) -> None:
        error = sys.exc_info()[1]
        if error is not None and handling.is_unhandled(error):
            handling.responder.unhandled(error)
            scope[_KEY].logged = True
            lines = format_exception(error)
        theirs(logger, scope, lines)

    config.exception_logging_handler = log
    app.logging_config = config


class _Response(Response[bytes]):
    """An answer as Litestar sends it."""

    def __init__(self, start: Message, body: Message) -> None:
        super().__init__(body["body"], status_code=start["status"])
        self._messages = start, body

    def to_asgi_response(self, *_: Any, **__: Any) -> Any:
        """Return what sends it, with no header more."""
        return self._sent

    async def _sent(self, scope: Any, receive: Any, send: Any) -> None:
        for message in self._messages:
            await send(message)


class _Around:
    """Stands around an app's layers, and does what they do not do."""

    def __init__(self, app: App, responder: Responder) -> None:
        self.app = app
        self.responder = responder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; what was unhandled and not logged, the server hears of."""
        scope[_KEY] = serving = _Serving(self.responder, scope, send)
        try:
            await self.app(scope, receive, serving.send)
        except LitestarException as error:
            serving.unhandled = _without_wrapping(error)
        finally:
            scope.pop(_KEY, None)  # each holds the other
        if serving.unhandled is not None:
            raise serving.unhandled


def _without_wrapping(error: BaseException) -> BaseException:
    """Return the exception that came too late for an answer, which each layer says of it."""
    while (
        isinstance(error, LitestarException)
        and error.detail == "Exception caught after response started"
        and error.__cause__ is not None
    ):
        error = error.__cause__
    return error


class _Serving:
    """What is known of one request, and what its response is sent with."""

    __slots__ = ("_responder", "_scope", "_send", "answered", "closing", "logged", "unhandled")

    def __init__(self, responder: Responder, scope: Scope, send: Send) -> None:
        self._responder, self._scope, self._send = responder, scope, send
        self.answered = False
        """Whether the response is one of ours."""
        self.closing: Problem | None = None
        """What closes the websocket."""
        self.logged = False
        self.unhandled: BaseException | None = None
        """What the server is to hear of."""

    def gives_up(self, error: Exception) -> Problem:
        """Return what answers an exception that is unhandled."""
        if not self.logged:
            self.unhandled = error
        return self._responder.unhandled(error)

    async def send(self, message: Message) -> None:
        """Send a message of the app's."""
        kind = message["type"]
        if kind == "http.response.start" and self.answered:
            message = {**message, "headers": _varying(message["headers"])}
        elif kind == "websocket.close" and self.closing is not None:
            await sent(self.closing, self._responder, self._scope, self._send)
            return
        await self._send(message)


def _varying(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return `headers` with `Vary: Accept`, in whose place Litestar's CORS puts its own."""
    found = [*headers]
    named = b",".join(value for name, value in found if name.lower() == b"vary").lower()
    if b"accept" not in (one.strip() for one in named.split(b",")):
        found.append((b"vary", b"Accept"))
    return found
