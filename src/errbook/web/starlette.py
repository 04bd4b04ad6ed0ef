"""Problems in a Starlette app.

```python
from errbook.web.starlette import install

install(app, errors)
```
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from types import ModuleType
from typing import Any, TypeAlias

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from errbook.exceptions import UsageError
from errbook.problem import Problem
from errbook.problems import Problems
from errbook.web._asgi import Answered, Identified, messages
from errbook.web._raises import declared
from errbook.web._respond import Responder, Undeclared

__all__ = ["Handlers", "install", "put_into"]

Handler: TypeAlias = Callable[[Any, Any], Awaitable[Response]]


def install(
    app: Starlette,
    errors: ModuleType | Problems,
    *,
    everywhere: Iterable[type[Problem]] = (),
    undeclared: Undeclared = "ignore",
) -> Responder:
    """Have `app` answer with the errors of `errors`, its generated package or loaded catalog.

    `everywhere` names the errors that any operation can return, as those of a middleware;
    `undeclared` says what happens when one raises what its `raises` does not name. Handlers that
    the app has of its own, for an exception or a status, stay. Raises `UsageError` if `errors` is
    no catalog, and if the app has begun to serve.
    """
    responder = Responder(errors, everywhere, undeclared)
    handlers = Handlers(responder, ExceptionMiddleware(app).http_exception)
    app.exception_handlers.setdefault(HTTPException, handlers.http)
    put_into(app, handlers, lambda scope: declared(scope["endpoint"]))
    return responder


def put_into(
    app: Starlette, handlers: Handlers, declared: Callable[[Scope], tuple[type[Problem], ...]]
) -> None:
    """Put what all apps made on Starlette have into `app`.

    `declared` returns what the operation says that it raises to which a request was routed. Raises
    `UsageError` if the app has begun to serve: its layers stand by then.
    """
    if app.middleware_stack is not None:
        raise UsageError("the app has begun to serve; call `install` before its first request")
    responder, build = handlers.responder, app.build_middleware_stack

    def operation(scope: Scope) -> tuple[tuple[type[Problem], ...], str] | None:
        if "endpoint" not in scope:
            return None
        path = getattr(scope.get("route"), "path", scope["path"])
        return declared(scope), f"{scope.get('method', 'WEBSOCKET')} {path}"

    async def problem(connection: HTTPConnection, error: Any) -> Response:
        scope = connection.scope
        if error.received is not None or scope["type"] != "http":
            raise error  # further out it is answered, or its websocket closed
        if responder.mode != "ignore":
            known = operation(scope)
            if known is not None:
                responder.observe(error, *known)
        return _Response(*messages(error, responder, scope))

    def built() -> Any:
        # Now all middlewares are known, those that were added later as well. Inside of them, so
        # that they see a response; and outside, for what they raise themselves.
        answered = Middleware(Answered, responder, operation)
        theirs = app.user_middleware
        app.user_middleware = [answered, *theirs, answered] if theirs else [answered]
        try:
            return Identified(build(), responder, _is_body_limit)
        finally:
            app.user_middleware = theirs

    # What most errors are is answered where it is raised, and not passed on through all the layers.
    app.exception_handlers.setdefault(Problem, problem)
    app.build_middleware_stack = built  # type: ignore[method-assign]


def _is_body_limit(status: int, content_type: bytes) -> bool:
    """Tell whether it is what Starlette's own limit of bodies sends, past all handlers."""
    return status == 413 and content_type.startswith(b"text/plain")


class Handlers:
    """Handlers of exceptions that are no problems."""

    def __init__(self, responder: Responder, otherwise: Handler) -> None:
        self.responder = responder
        self._otherwise = otherwise
        """Handles an `HTTPException` that is no error, such as a redirection."""

    async def http(self, connection: HTTPConnection, error: Exception) -> Response:
        """Answer an `HTTPException`."""
        assert isinstance(error, HTTPException)
        if not 400 <= error.status_code <= 599:
            return await self._otherwise(connection, error)
        problem = self.responder.http(error.status_code, error.detail)
        if connection.scope["type"] != "http":
            raise problem  # a websocket is closed further out
        kept = (error.headers or {}).items()
        return _Response(*messages(problem, self.responder, connection.scope, kept))


class _Response(Response):
    """An answer as Starlette sends it."""

    def __init__(self, start: Message, body: Message) -> None:
        self.status_code = start["status"]
        self.raw_headers = start["headers"]
        self.body = body["body"]
        self.background = None
        self._messages = start, body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start, body = self._messages
        await send(start)
        await send(body)
