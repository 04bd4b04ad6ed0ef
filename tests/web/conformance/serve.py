"""Serves one app of the suite on a port of its own, in a process of its own.

`python -m tests.web.conformance.serve APP PLACE SOURCE` serves until its standard input is closed.
SOURCE is a generated package in the folder PLACE, or `-`: then PLACE is a catalog. The log, and
what an error reporter would see, goes to standard error.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import logging
import os
import signal
import socket
import sys
import threading
from typing import Any

import errbook

__all__ = ["ASYNCHRONOUS"]

ASYNCHRONOUS = ["asgi", "fastapi", "litestar", "starlette"]

reporter = logging.getLogger("reporter")
"""What an error reporter sees."""


def main(name: str, place: str, source: str) -> None:
    """Serve until standard input is closed."""
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(levelname)s [%(name)s] %(message)s"
    )
    if source == "-":
        errors: Any = errbook.load(place)
    else:
        sys.path.insert(0, place)
        errors = importlib.import_module(source)
    app = importlib.import_module(f"tests.web.conformance.apps.{name}").make(errors)
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)  # noqa: T201 - the parent reads it
    threading.Thread(target=_interrupt_in_the_end, daemon=True).start()
    _listen(name)
    with contextlib.suppress(KeyboardInterrupt), listening:
        if name in (*ASYNCHRONOUS, "django_asgi"):
            _uvicorn(app, listening, "off" if name == "django_asgi" else "auto")
        elif name == "flask":
            _waitress(app, listening)
        else:
            _django(app, listening)


def _listen(name: str) -> None:
    """Hear of unhandled exceptions as a reporter does where the framework has a signal for them."""
    if name == "flask":
        import flask

        flask.got_request_exception.connect(_on_signal)
    elif name.startswith("django"):
        from django.core.signals import got_request_exception

        got_request_exception.connect(_on_signal)


def _interrupt_in_the_end() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGINT)


def _uvicorn(app: Any, listening: socket.socket, lifespan: Any) -> None:
    import uvicorn

    _watch_threads()

    async def reported(scope: Any, receive: Any, send: Any) -> None:
        try:
            await app(scope, receive, _checked(scope, send))
        except Exception as error:
            _report(error)
            raise

    config = uvicorn.Config(reported, log_config=None, access_log=False, lifespan=lifespan)
    uvicorn.Server(config).run([listening])


def _checked(scope: Any, send: Any) -> Any:
    """Tell the log of what the server would mend: a second response, an error's body for HEAD."""
    statuses: list[int] = []

    async def checked(message: Any) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])
            if len(statuses) > 1:
                reporter.info("broke the protocol: started again")
        elif message.get("body") and scope["method"] == "HEAD" and statuses[0] >= 400:
            reporter.info("broke the protocol: a body for HEAD")
        await send(message)

    return checked


def _watch_threads() -> None:
    """Tell the log of every call that goes through a pool of threads."""
    from anyio._backends._asyncio import AsyncIOBackend

    for owner, name in (
        (AsyncIOBackend, "run_sync_in_worker_thread"),
        (asyncio.BaseEventLoop, "run_in_executor"),
    ):
        setattr(owner, name, _watched(vars(owner)[name]))


def _watched(theirs: Any) -> Any:
    def watched(*given: Any, **named: Any) -> Any:
        reporter.info("took a thread")
        return function(*given, **named)

    function = getattr(theirs, "__func__", theirs)
    return watched if function is theirs else type(theirs)(watched)


def _waitress(app: Any, listening: socket.socket) -> None:
    from waitress.server import create_server

    server = create_server(app, sockets=[listening], threads=8)
    server.run()
    server.close()


def _django(app: Any, listening: socket.socket) -> None:
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    server: Any = ThreadedWSGIServer(
        listening.getsockname(), WSGIRequestHandler, bind_and_activate=False
    )
    server.socket.close()
    server.socket = listening
    server.server_name, server.server_port = listening.getsockname()
    server.daemon_threads = True
    server.setup_environ()
    server.set_app(app)
    server.serve_forever()


def _on_signal(sender: Any, **given: Any) -> None:
    _report(given.get("exception") or sys.exc_info()[1])


def _report(error: BaseException | None) -> None:
    reporter.info("saw %s %s", type(error).__name__, getattr(error, "__notes__", []))


if __name__ == "__main__":
    main(*sys.argv[1:])
