"""Requests over the network, and what comes back. The one file that knows httpx."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from errno import errorcode
from http.cookiejar import CookieJar, DefaultCookiePolicy
from os import strerror
from ssl import SSLError
from typing import Any, Self

from errbook import __version__
from errbook.catalog.manifest import Manifest
from errbook.catalog.request import Request
from errbook.encode import utf8
from errbook.exceptions import ErrbookError, MissingExtra
from errbook.pages.requests import Prepared, prepared
from errbook.verify.server import Server

__all__ = ["Answer", "NoAnswer", "Sender", "ready"]

_MOST = 2**20
"""Bytes read of a body."""

_DEEPEST = 100
"""Levels of a body."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: its status, its headers by their names in lower case, its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    has_body: bool = True
    """False where the method asks for none: HEAD."""

    def header(self, name: str) -> str | None:
        """Return the value of a header; several of one name are joined by commas."""
        return self.headers.get(name.casefold())

    def json(self) -> Any:
        """Return the value of the body. Raises `ValueError` if it is no JSON."""
        try:
            value = json.loads(self.body.decode(), parse_constant=_refused)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None
        level = [value]
        for _ in range(_DEEPEST):
            level = [item for one in level for item in _below(one)]
        if level:
            raise ValueError("it is nested too deeply")
        return value


def _below(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _refused(word: str) -> Any:
    raise ValueError(f"{word} is not in JSON")


class NoAnswer(ErrbookError):
    """A request that could not be sent, or was not answered; the message says why."""


def ready(request: Request, manifest: Manifest, server: Server, auth: str | None) -> Prepared:
    """Return `request` as it goes to `server`, with the secret in the variable `auth`, if any."""
    own: dict[str, Any] = {"server": server.url}
    if auth is not None and manifest.auth is not None:
        own["auth"] = manifest.auth.model_copy(update={"variable": auth})
    return prepared(request, manifest.model_copy(update=own))


class Sender:
    """Sends requests to one server, as pages show them: no redirects, no cookies, no retries."""

    def __init__(self, server: Server, secrets: Mapping[str, str], timeout: float) -> None:
        MissingExtra.check("httpx")
        import httpx

        self._httpx = httpx
        self._secrets = secrets
        self._timeout = timeout
        self.has_answered = False
        self.unreachable = ""
        """Why there was no connection, if there was none once."""
        # A proxy, which the environment may name, is another machine; and a kept connection may be
        # closed by the server while a request is on its way. The time for a connection is a little
        # shorter, so that it is known what did not come in time.
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        self._client = httpx.AsyncClient(
            transport=httpx.AsyncHTTPTransport(limits=limits) if server.is_loopback else None,
            limits=limits,
            timeout=httpx.Timeout(None, connect=timeout * 0.9),
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            headers={"User-Agent": f"errbook/{__version__}"},
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def send(self, request: Prepared) -> Answer:
        """Send `request` and return the answer. Raises `NoAnswer` if none comes in time."""
        headers = [(name, value) for name, value in request.headers.items()]
        if request.auth is not None:
            secret = self._secrets[request.auth.variable]
            headers.append((request.auth.header, f"{request.auth.prefix}{secret}"))
        for name, value in headers:
            if any(c < " " or c == "\x7f" for c in value):
                raise NoAnswer(f"a value holds what no header can carry, and would be in {name}")
        content = None
        if request.has_json:
            content = utf8(json.dumps(request.json, ensure_ascii=False))
        elif request.body is not None:
            content = utf8(request.body)
        answer = await self._in_time(
            request, [(name.encode(), utf8(value)) for name, value in headers], content
        )
        self.has_answered = True
        return answer

    async def _in_time(
        self, request: Prepared, headers: list[tuple[bytes, bytes]], content: bytes | None
    ) -> Answer:
        """Return the whole answer, or raise in words what httpx says of its not coming."""
        httpx = self._httpx
        try:
            async with asyncio.timeout(self._timeout):
                return await self._received(request, headers, content)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            slow = isinstance(error, httpx.ConnectTimeout)
            self.unreachable = f"no connection within {self._timeout:g} s" if slow else _said(error)
            raise NoAnswer(self.unreachable) from None
        except TimeoutError:
            raise NoAnswer(f"no answer within {self._timeout:g} s") from None
        except httpx.DecodingError:
            raise NoAnswer("the body is not in the encoding that Content-Encoding names") from None
        except (httpx.RemoteProtocolError, httpx.NetworkError):
            raise NoAnswer("the connection ended without an answer in HTTP") from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise NoAnswer("it cannot be sent as an HTTP request") from None

    async def _received(
        self, request: Prepared, headers: list[tuple[bytes, bytes]], content: bytes | None
    ) -> Answer:
        body = b""
        async with self._client.stream(
            request.method, request.url, headers=headers, content=content
        ) as response:
            async for part in response.aiter_bytes():
                body += part
                if len(body) > _MOST:
                    break
        return Answer(
            response.status_code,
            {name.casefold(): value for name, value in response.headers.items()},
            body[:_MOST],
            request.method != "HEAD",
        )


def _said(error: BaseException) -> str:
    """Return why there was no connection, as the system says it, which is what was raised first."""
    said, cause = str(error), error.__cause__ or error.__context__
    while cause is not None:
        if isinstance(cause, BaseExceptionGroup):  # an exception for each address
            cause = cause.exceptions[0]
        if isinstance(cause, OSError) and cause.errno and not isinstance(cause, SSLError):
            said = strerror(cause.errno) if cause.errno in errorcode else str(cause.strerror)
        cause = cause.__cause__ or cause.__context__
    return said or "there is no connection"
