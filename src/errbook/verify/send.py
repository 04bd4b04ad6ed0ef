"""Requests over the network, and what comes back. The one file that knows httpx."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, Self

from errbook import __version__
from errbook.catalog.definition import Request
from errbook.catalog.manifest import Manifest
from errbook.encode import utf8
from errbook.exceptions import ErrbookError, MissingExtra
from errbook.pages.requests import Prepared, prepared
from errbook.verify.server import Server

__all__ = ["Answer", "NoAnswer", "Sender", "ready"]

_MOST = 2**20
"""Bytes read of a body."""


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
            return json.loads(self.body.decode(), parse_constant=_refused)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None


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
        # closed by the server while a request is on its way.
        self._client = httpx.Client(
            timeout=timeout,
            trust_env=not server.is_loopback,
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
            headers={"User-Agent": f"errbook/{__version__}"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def send(self, request: Prepared) -> Answer:
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
        raw = [(name.encode(), utf8(value)) for name, value in headers]
        answer = self._answer(lambda: self._received(request, raw, content))
        self.has_answered = True
        return answer

    def _received(
        self, request: Prepared, headers: list[tuple[bytes, bytes]], content: bytes | None
    ) -> Answer:
        end = time.monotonic() + self._timeout
        body = b""
        with self._client.stream(
            request.method, request.url, headers=headers, content=content
        ) as response:
            for part in response.iter_bytes():
                body += part
                if len(body) > _MOST:
                    break
                if time.monotonic() > end:
                    raise self._httpx.ReadTimeout("")
        return Answer(
            response.status_code,
            {name.casefold(): value for name, value in response.headers.items()},
            body[:_MOST],
            request.method != "HEAD",
        )

    def _answer(self, receive: Callable[[], Answer]) -> Answer:
        """Return what `receive` does, with the errors of httpx in words."""
        httpx = self._httpx
        within = f"within {self._timeout:g} s"
        try:
            return receive()
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            slow = isinstance(error, httpx.ConnectTimeout)
            self.unreachable = f"no connection {within}" if slow else _said(error)
            raise NoAnswer(self.unreachable) from None
        except httpx.TimeoutException:
            raise NoAnswer(f"no answer {within}") from None
        except httpx.DecodingError:
            raise NoAnswer("the body is not in the encoding that Content-Encoding names") from None
        except (httpx.RemoteProtocolError, httpx.NetworkError):
            raise NoAnswer("the connection ended without an answer in HTTP") from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise NoAnswer("it cannot be sent as an HTTP request") from None


def _said(error: Exception) -> str:
    """Return what went wrong with a connection, without the number that the system gives it."""
    text = str(error)
    return text.partition("] ")[2] if text.startswith("[Errno") else text or "no connection"
