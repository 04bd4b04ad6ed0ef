"""The response of any library in its parts: status, headers, body and URL; phrases of statuses.

No library is imported, and none is named but in a hint: a response is known by what it has.
"""

from __future__ import annotations

from typing import NamedTuple

from errbook.encode import shown, utf8
from errbook.exceptions import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable, Mapping
    from typing import Any

__all__ = ["Response", "phrase", "taken_apart"]


class Response(NamedTuple):
    """A response in its parts, for what `errbook.client` does not take as it is."""

    status: int | None
    """None where it is not known: the status in the body counts then."""
    headers: Mapping[str, str]
    body: bytes
    url: str | None = None
    """What relative types are resolved against."""


def phrase(status: int) -> str:
    """Return the reason phrase of `status` (RFC 9110, section 15), which titles `about:blank`."""
    from http import HTTPStatus

    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"Status {shown(status)}"


def taken_apart(response: object) -> Response | None:
    """Return the parts of `response`; None, with nothing of it read, if its status is no error's.

    Raises `UsageError` for what is no response, and for one whose body has not been read.
    """
    url: object
    if isinstance(response, tuple):
        if len(response) not in (3, 4):
            raise UsageError(f"a response is status, headers and body, not {len(response)} values")
        status, headers, body, url = Response(*response)
        status = _status(status)
    else:
        numbers = (_has(response, name) for name in ("status_code", "status", "code"))
        status = next((it for one in numbers if (it := _status(one)) is not None), None)
        headers, body, url = _has(response, "headers"), None, _url(response)
        if status is None or headers is None:
            raise UsageError(
                f"{type(response).__name__} is no response; give one of httpx, requests or"
                " aiohttp, or errbook.client.Response(status, headers, body)"
            )
    if status is not None and status < 400:
        return None
    if not isinstance(response, tuple):
        body = _body(response)
    parts = _headers(headers), _bytes(body) or b""
    return Response(status, *parts, None if url is None else str(url))


def _has(response: object, name: str) -> Any:
    """Return an attribute; None where it is missing, or its library refuses to give it."""
    try:
        return getattr(response, name, None)
    except (RuntimeError, LookupError):  # not read, consumed; an HTTPError without a response
        return None


def _status(value: object) -> int | None:
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _url(response: object) -> object:
    url = _has(response, "url")
    return _has(_has(response, "request"), "url") if url is None else url


def _headers(headers: Any) -> dict[str, str]:
    """Return headers as a dict; those that are there more than once are joined by commas."""
    pairs: Iterable[tuple[Any, Any]] = headers.items() if hasattr(headers, "items") else headers
    made: dict[str, str] = {}
    spelled: dict[str, str] = {}
    for name, value in pairs or ():
        key = spelled.setdefault(_text(name).casefold(), _text(name))
        made[key] = f"{made[key]}, {_text(value)}" if key in made else _text(value)
    return made


def _text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else shown(value)


def _bytes(body: object) -> bytes | None:
    """Return a body that is there as bytes; None where it is not."""
    if isinstance(body, str):
        return utf8(body)
    return bytes(body) if isinstance(body, (bytes, bytearray, memoryview)) else None


def _body(response: object) -> bytes:
    for name in ("content", "body", "data"):
        found = _bytes(_has(response, name))
        if found is not None:
            return found
    how = "give errbook.client.Response(status, headers, body)"
    read, stream = _has(response, "read"), _has(response, "content")
    if hasattr(stream, "at_eof"):  # aiohttp
        found, how = _read_before(response, stream), "`await response.read()` first"
    elif callable(_has(response, "aread")):  # httpx
        how = "call `response.read()` first, or `await response.aread()` if the client is async"
    elif callable(read):  # urllib
        made = read()
        found = _bytes(made)
        if hasattr(made, "send"):
            made.close()
            how = "`await response.read()` first"
    if found is None:
        raise UsageError(f"the body of the response is not at hand; {how}")
    return found


def _read_before(response: Any, stream: Any) -> bytes | None:
    """Return the body of an aiohttp response that has been read; None if it has not.

    Its methods are coroutines: those that find the body read already end without waiting. One that
    has to wait must not be started, as abandoning it would close the connection; nothing is left
    to wait for at the end of the stream. `text` gives the body after the response is closed, too,
    which `read` refuses, and latin-1 leaves each byte as it is.
    """
    if not stream.at_eof():
        return None
    coroutine: Coroutine[Any, Any, str] = response.text("latin-1")
    try:
        coroutine.send(None)
    except StopIteration as done:
        text: str = done.value
        return text.encode("latin-1")
    except Exception:  # it was closed before it was read
        return None
    finally:
        coroutine.close()
    return None
