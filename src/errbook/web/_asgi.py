"""What all ASGI apps have in common: the request's id, and what is sent when something is raised.

Two middlewares. `Identified` stands outside of everything: it gives the request its id and puts
that on the response. `Answered` turns what is raised inside of it into a response; it stands where
the response still passes what the app puts around it, CORS above all.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping, Sequence
from typing import Any, TypeAlias

from errbook.problem import Problem, request_id
from errbook.web._respond import Responder, has_fixed_head

__all__ = [
    "Answered", "App", "Exchange", "Identified", "Message", "Operation", "Receive", "Scope", "Send",
    "messages", "sent",
]  # fmt: skip

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers: TypeAlias = Sequence[tuple[bytes, bytes]]

Operation: TypeAlias = Callable[[Scope], tuple[tuple[type[Problem], ...], str] | None]
"""Returns what the operation that a scope was routed to declares, and its name; None if none is."""

Foreign: TypeAlias = Callable[[int, bytes], bool]
"""Tells by status and content type whether an error response is the framework's, and not ours."""

_KEY = "errbook"


class Exchange:
    """One request and what its app sends: `scope["errbook"]`."""

    __slots__ = ("_replaced", "_scope", "_send", "above", "accept", "closed", "header", "started")

    def __init__(
        self,
        above: Identified,
        scope: Scope,
        send: Send,
        accept: bytes | None,
        header: tuple[bytes, bytes],
    ) -> None:
        self.above, self._scope, self._send = above, scope, send
        self._replaced = False
        self.accept = accept
        """The request's `Accept`."""
        self.header = header
        """The response's header with the request's id. In last place it is not looked for."""
        self.started = False
        """Whether the response was started or the websocket accepted: no other can be sent."""
        self.closed = False
        """Whether the websocket was closed."""

    @staticmethod
    def of(scope: Scope) -> Exchange:
        """Return what is known of the request of `scope`."""
        found: Exchange = scope[_KEY]
        return found

    def send(self, message: Message) -> Awaitable[None]:
        """Send a message of the app's; the response gets the request's id.

        It is no coroutine function, so that there is one coroutine less for every message.
        """
        kind = message["type"]
        if kind == "http.response.start":
            self.started = True
            headers = message.get("headers") or ()
            if headers and headers[-1] is self.header:
                return self._send(message)
            if message["status"] >= 400 and self._is_foreign(message["status"], headers):
                self._replaced = True
                return self._replace(message["status"], headers)
            return self._send({**message, "headers": self.identified(headers)})
        if kind.startswith("http."):
            return _nothing() if self._replaced else self._send(message)
        if kind in ("websocket.accept", "websocket.http.response.start"):
            self.started = True
        elif kind == "websocket.close":
            self.closed = True
        return self._send(message)

    def identified(self, headers: Headers) -> list[tuple[bytes, bytes]]:
        """Return `headers` with the request's id in last place."""
        own = self.header[0]
        return [*(one for one in headers if one[0].lower() != own), self.header]

    def _is_foreign(self, status: int, headers: Headers) -> bool:
        if self.above.foreign is None:
            return False
        types = (value for name, value in headers if name.lower() == b"content-type")
        return self.above.foreign(status, next(types, b""))

    async def _replace(self, status: int, headers: Headers) -> None:
        kept = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]
        problem = self.above.responder.http(status)
        for message in messages(problem, self.above.responder, self._scope, kept):
            await self._send(message)


async def _nothing() -> None:
    """Send nothing."""


class Identified:
    """Gives each request an id, which the response carries, and the context variable.

    Responses that are `foreign` are replaced by the catalog's answer to their status.
    """

    def __init__(self, app: App, responder: Responder, foreign: Foreign | None = None) -> None:
        self.app = app
        self.responder = responder
        self.foreign = foreign
        self.heads: dict[type[Problem], list[tuple[bytes, bytes]]] = {}
        """The headers of problems of a class, where they are the same for all, without length."""
        self._name = responder.id_header.lower().encode("latin-1")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if _KEY in scope or scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)  # an app that is mounted in one that has it
            return
        own, accept, given = self._name, None, None
        for name, value in scope["headers"]:
            if name == b"accept":
                accept = value if accept is None else b"%s,%s" % (accept, value)
            elif name == own:
                given = value
        id = self.responder.identify(None if given is None else given.decode("latin-1"))
        exchange = Exchange(self, scope, send, accept, (own, id.encode("latin-1")))
        scope[_KEY] = exchange
        token = request_id.set(id)
        try:
            await self.app(scope, receive, exchange.send)
        finally:
            request_id.reset(token)
            scope.pop(_KEY, None)  # each holds the other, and so all that is known of the request


class Answered:
    """Answers what is raised inside of it. Of what is unhandled the server hears as well."""

    def __init__(self, app: App, responder: Responder, operation: Operation | None = None) -> None:
        self.app = app
        self.responder = responder
        self.operation = operation

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        try:
            await self.app(scope, receive, send)
        except Exception as error:
            if scope["type"] not in ("http", "websocket"):
                raise
            problem = self.responder.raised(error)
            answer = self.responder.unhandled(error) if problem is None else problem
            if problem is not None and self.responder.mode != "ignore":
                self._observe(problem, scope)
            if not await sent(answer, self.responder, scope, send) or problem is None:
                raise

    def _observe(self, problem: Problem, scope: Scope) -> None:
        known = None if self.operation is None else self.operation(scope)
        if known is not None:
            self.responder.observe(problem, *known)


async def sent(problem: Problem, responder: Responder, scope: Scope, send: Send) -> bool:
    """Send the answer, if it is not too late for one; tell if that was so."""
    exchange = Exchange.of(scope)
    if scope["type"] == "http":
        if exchange.started:
            return False
        for message in messages(problem, responder, scope):
            await send(message)
        return True
    if exchange.closed:
        return False
    if not exchange.started and "websocket.http.response" in (scope.get("extensions") or {}):
        for message in messages(problem, responder, scope):
            await send({**message, "type": f"websocket.{message['type']}"})
    else:
        code = 1008 if problem.status < 500 else 1011  # RFC 6455, section 7.4.1
        reason = problem.title.encode()[:123].decode(errors="ignore")
        await send({"type": "websocket.close", "code": code, "reason": reason})
    return True


def messages(
    problem: Problem, responder: Responder, scope: Scope, kept: Iterable[tuple[str, str]] = ()
) -> tuple[Message, Message]:
    """Return the answer as ASGI sends it, with the request's id; to HEAD without its body.

    Nearly all clients take any form, and of most errors no header depends on more than that.
    """
    exchange: Exchange = scope[_KEY]
    head = None if kept else exchange.above.heads.get(type(problem))
    if head is not None and (exchange.accept is None or exchange.accept == b"*/*"):
        body = problem.to_json()
        headers = [(b"content-length", b"%d" % len(body)), *head, exchange.header]
    else:
        headers, body = _replied(problem, responder, exchange, kept)
    if scope.get("method") == "HEAD":
        body = b""
    start = {"type": "http.response.start", "status": problem.status, "headers": headers}
    return start, {"type": "http.response.body", "body": body}


def _replied(
    problem: Problem, responder: Responder, exchange: Exchange, kept: Iterable[tuple[str, str]]
) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """Return headers and body of any answer."""
    accept = None if exchange.accept is None else exchange.accept.decode("latin-1")
    reply = responder.reply(problem, accept, kept)
    if has_fixed_head(problem):
        exchange.above.heads[type(problem)] = _raw(responder.head(problem, problem.media_type))
    return exchange.identified(_raw(reply.headers)), reply.body


def _raw(headers: Iterable[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
