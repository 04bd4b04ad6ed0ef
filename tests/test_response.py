"""Responses of every library: real ones from a server on loopback, and what test clients give."""

from __future__ import annotations

import asyncio
import http.client
import threading
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError

import aiohttp
import httpx
import pytest
import requests

from errbook import ClientProblem, Problem
from errbook.client import Response, parse
from errbook.emit.live import LoadedProblems
from errbook.exceptions import UsageError
from errbook.response import taken_apart

Load = Callable[..., LoadedProblems]

MANIFEST = """
errbook: 1
name: Shop
code: "{name}"
response:
  request_id: {header: X-Request-Id}
  body: {error: {type: $type, detail: $detail, ...: $params}}
"""

DEFINITION = """
code: busy
status: 503
title: Busy
summary: Too many.
detail: "Wait for {seconds} s."
params: {seconds: {type: integer}}
headers: {Retry-After: "{seconds}", Cache-Control: no-store}
"""


class Server(ThreadingHTTPServer):
    """Answers `/busy` with a problem, `/page` with an HTML page of status 502, else with 200."""

    daemon_threads = True
    block_on_close = False
    connections = 0
    problem: Problem

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """One connection, kept alive."""

    protocol_version = "HTTP/1.1"
    server: Server
    timeout = 10

    def setup(self) -> None:
        self.server.connections += 1
        super().setup()

    def do_GET(self) -> None:
        status, headers, body = 200, {"Content-Type": "text/plain"}, b"fine"
        if self.path == "/busy":
            problem = self.server.problem
            status, headers, body = problem.status, problem.headers, problem.to_json()
        elif self.path == "/page":
            status, headers, body = 502, {"Content-Type": "text/html"}, b"<h1>Bad Gateway</h1>"
        self.send_response(status)
        for name, value in {**headers, "X-Request-Id": "req_1"}.items():
            self.send_header(name.lower(), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def errors(load: Load) -> LoadedProblems:
    """A catalog of one error."""
    return load(DEFINITION, MANIFEST)


@pytest.fixture
def server(errors: LoadedProblems) -> Iterator[Server]:
    """A server that answers with that error."""
    with Server(("127.0.0.1", 0), Handler) as server:
        server.problem = errors["busy"](seconds=7)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


Get = Callable[[str, Any], "Problem | None"]


def _httpx(url: str, errors: Any) -> Problem | None:
    return parse(httpx.get(url), errors)


def _httpx_async(url: str, errors: Any) -> Problem | None:
    async def get() -> Problem | None:
        async with httpx.AsyncClient() as client:
            return parse(await client.get(url), errors)

    return asyncio.run(get())


def _requests(url: str, errors: Any) -> Problem | None:
    return parse(requests.get(url, timeout=10), errors)


def _requests_streaming(url: str, errors: Any) -> Problem | None:
    with requests.get(url, timeout=10, stream=True) as response:
        return parse(response, errors)


def _aiohttp(url: str, errors: Any) -> Problem | None:
    async def get() -> Problem | None:
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            await response.read()
            return parse(response, errors)

    return asyncio.run(get())


def _aiohttp_closed(url: str, errors: Any) -> Problem | None:
    async def get() -> Problem | None:
        async with aiohttp.ClientSession() as session:
            async with session.get(url) as response:
                await response.read()
            return parse(response, errors)

    return asyncio.run(get())


def _urllib(url: str, errors: Any) -> Problem | None:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return parse(response, errors)
    except HTTPError as error:
        with error:
            return parse(error, errors)


def _http_client(url: str, errors: Any) -> Problem | None:
    host, _, path = url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=10)
    connection.request("GET", f"/{path}")
    try:
        return parse(connection.getresponse(), errors)
    finally:
        connection.close()


CLIENTS = [
    _httpx, _httpx_async, _requests, _requests_streaming, _aiohttp, _aiohttp_closed, _urllib,
    _http_client,
]  # fmt: skip


@pytest.mark.parametrize("get", CLIENTS)
def test_every_client_gives_the_problem_that_was_sent(
    server: Server, errors: LoadedProblems, get: Get
) -> None:
    """Class, params, headers and the request's id, whatever the case of the headers' names."""
    problem = get(f"{server.url}/busy", errors)
    assert type(problem) is errors["busy"]
    assert problem.seconds == 7  # type: ignore[attr-defined]
    assert problem.headers == server.problem.headers
    assert str(problem) == "busy: Wait for 7 s."
    assert problem.received is not None
    assert problem.received.request_id == "req_1"


@pytest.mark.parametrize("get", CLIENTS)
def test_every_client_gives_a_problem_for_a_page_and_none_for_a_success(
    server: Server, errors: LoadedProblems, get: Get
) -> None:
    """A proxy's page is a server's problem without a type."""
    problem = get(f"{server.url}/page", errors)
    assert problem is not None
    assert (problem.status, problem.title, problem.type) == (502, "Bad Gateway", "about:blank")
    assert get(f"{server.url}/ok", errors) is None


def test_a_streamed_response_of_httpx_has_to_be_read_first(
    server: Server, errors: LoadedProblems
) -> None:
    """It says so, and goes on as if nothing had happened; a success is not looked into."""
    with httpx.Client() as client:
        with client.stream("GET", f"{server.url}/busy") as response:
            with pytest.raises(UsageError, match=r"call `response.read\(\)` first"):
                parse(response, errors)
            response.read()
            assert type(parse(response, errors)) is errors["busy"]
        with client.stream("GET", f"{server.url}/ok") as response:
            assert parse(response, errors) is None
    assert server.connections == 1


def test_a_response_of_aiohttp_has_to_be_read_first(server: Server, errors: LoadedProblems) -> None:
    """It says so, and its connection is as it was: the body can be read, and the next one sent."""

    async def get() -> None:
        async with aiohttp.ClientSession() as session:
            for _ in range(3):
                async with session.get(f"{server.url}/busy") as response:
                    with pytest.raises(UsageError, match=r"`await response.read\(\)` first"):
                        parse(response, errors)
                    await response.read()
                    for _ in range(10):  # more often than its stream is patient with
                        assert type(parse(response, errors)) is errors["busy"]
                async with session.get(f"{server.url}/ok") as response:
                    assert parse(response, errors) is None
                    assert await response.text() == "fine"
            async with session.get(f"{server.url}/busy") as response:
                async for _ in response.content.iter_any():
                    pass
            with pytest.raises(UsageError, match=r"`await response.read\(\)` first"):
                parse(response, errors)  # streamed away, and closed
            response = await session.get(f"{server.url}/busy")
            response.close()
            with pytest.raises(UsageError, match=r"`await response.read\(\)` first"):
                parse(response, errors)

    asyncio.run(get())
    assert server.connections == 1


def test_a_response_of_requests_that_was_streamed_away_is_told(server: Server) -> None:
    """Nothing can read it again."""
    with requests.get(f"{server.url}/page", timeout=10, stream=True) as response:
        assert b"".join(response.iter_content(4)).startswith(b"<h1>")
        with pytest.raises(UsageError, match=r"give errbook\.client\.Response\(status, headers"):
            parse(response)


class Parts:
    """A response of a framework, as far as it is looked at."""

    def __init__(self, **parts: object) -> None:
        self.__dict__.update(parts)


@pytest.mark.parametrize(
    "response",
    [
        pytest.param(Parts(status_code=404, headers={"A": "b"}, body=b"x"), id="starlette"),
        pytest.param(
            Parts(status_code=404, headers={"A": "b"}, body=memoryview(b"x")), id="memoryview"
        ),
        pytest.param(
            Parts(status="404 NOT FOUND", status_code=404, headers={"A": "b"}, data=b"x"),
            id="werkzeug",
        ),
        pytest.param(Parts(status_code=404, headers={"A": "b"}, content=b"x"), id="django"),
        pytest.param(Parts(code=404, headers={"A": "b"}, body=b"x"), id="tornado"),
        pytest.param(Parts(status=404, headers={"A": "b"}, read=lambda: b"x"), id="urllib"),
        pytest.param((404, {"A": "b"}, b"x"), id="tuple"),
        pytest.param((404, {"A": "b"}, "x", None), id="text"),
        pytest.param((http.HTTPStatus.NOT_FOUND, [(b"A", b"b")], bytearray(b"x")), id="asgi"),
        pytest.param(Response(404, {"A": "b"}, b"x"), id="parts"),
    ],
)
def test_test_clients_and_plain_parts(response: object) -> None:
    """What matters is what a response has, not whose it is."""
    assert taken_apart(response) == Response(404, {"A": "b"}, b"x", None)


@pytest.mark.parametrize(
    ("parts", "url"),
    [
        ({"url": "https://a.example/x"}, "https://a.example/x"),
        ({"url": httpx.URL("https://a.example/x")}, "https://a.example/x"),
        ({"request": Parts(url="https://a.example/x")}, "https://a.example/x"),
        ({"request": {"PATH_INFO": "/x"}}, None),
        ({}, None),
    ],
)
def test_its_url_may_be_an_object_or_the_requests(parts: dict[str, Any], url: str | None) -> None:
    """Or unknown."""
    taken = taken_apart(Parts(status_code=404, headers={}, content=b"", **parts))
    assert taken is not None
    assert taken.url == url


def test_an_httpx_response_needs_no_request() -> None:
    """One that was made by hand has no URL."""
    problem = parse(httpx.Response(404, json={"detail": "gone"}))
    assert isinstance(problem, ClientProblem)
    assert problem.detail == "gone"


def test_headers_that_are_there_twice_are_joined() -> None:
    """Under the first spelling, as RFC 9110 allows; values need not be text."""
    message = Message()
    for name, value in (("Allow", "GET"), ("allow", "PUT"), ("Age", "1")):
        message[name] = value
    pairs = [(b"Allow", b"GET"), ("allow", "PUT"), ("Age", 1)]
    for headers in (message, pairs):
        taken = taken_apart((405, headers, None))
        assert taken == Response(405, {"Allow": "GET, PUT", "Age": "1"}, b"")


@pytest.mark.parametrize("other", [None, 7, "text", b"{}", {}, object(), ValueError("x")])
def test_what_is_no_response_is_told(other: object) -> None:
    """By the name of its class."""
    with pytest.raises(UsageError, match=f"{type(other).__name__} is no response; give one of"):
        parse(other)
    with pytest.raises(UsageError, match="status, headers and body, not 2 values"):
        parse((404, {}))


async def _read() -> bytes:
    return b""


@pytest.mark.parametrize("read", [_read, None])
def test_a_body_that_is_not_at_hand_is_told(read: Callable[[], Awaitable[bytes]] | None) -> None:
    """Nothing is awaited, and nothing is left un-awaited."""
    response = Parts(status=404, headers={}, **({"read": read} if read else {}))
    with pytest.raises(UsageError, match="is not at hand; "):
        parse(response)


def test_a_success_is_not_touched() -> None:
    """Its body may be a stream, and stays one."""

    class Streaming:
        status_code, headers = 200, httpx.Headers()

        @property
        def content(self) -> bytes:
            raise AssertionError

    assert parse(Streaming()) is None
    assert parse((399, {}, b'{"type":"x"}')) is None
