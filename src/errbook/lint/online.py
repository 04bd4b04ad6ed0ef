"""Whether pages elsewhere are there: asked over the network, each once, a few at a time."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from errbook import __version__
from errbook.exceptions import MissingExtra

__all__ = ["missing"]

_AT_ONCE = 4
_SECONDS = 10.0
_GUARDED = frozenset({401, 402, 403, 407, 425, 429, 451, 999})
"""The page may be there, and is not for us: 999 is what some say to all that is no browser."""
_RESERVED = (".example", ".invalid", ".test", ".localhost", ".example.com", ".example.net",
             ".example.org")  # fmt: skip
"""Names that stand for none (RFC 2606), and for the reader's own machine."""


def missing(urls: Iterable[str]) -> dict[str, str]:
    """Return, for each of `urls` that is not there, why: "answers 404 Not Found".

    Raises `MissingExtra` if httpx is not installed.
    """
    MissingExtra.check("httpx")
    import httpx

    pages = {url: url.partition("#")[0] for url in urls if _is_elsewhere(url)}
    asked = dict.fromkeys(pages.values())
    loopback = ("all://127.0.0.1", "all://[::1]")  # a proxy would be another machine
    client = httpx.Client(
        timeout=_SECONDS,
        follow_redirects=True,
        headers={"User-Agent": f"errbook/{__version__}"},
        limits=httpx.Limits(max_connections=_AT_ONCE),
        mounts=dict.fromkeys(loopback),
    )
    with client, ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = pool.map(lambda url: _why(client, url), asked)
        found = {page: why for page, why in zip(asked, answers, strict=True) if why}
    return {url: found[page] for url, page in pages.items() if page in found}


def _is_elsewhere(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and not _is_reserved(parts.hostname or "")
    except ValueError:
        return False


def _is_reserved(host: str) -> bool:
    return f".{host.rstrip('.')}".endswith(_RESERVED)


def _why(client: Any, url: str) -> str | None:
    """Return why there is no page at `url`; some servers know no HEAD, so that GET decides."""
    import httpx

    why = None
    for method in ("HEAD", "GET"):
        try:
            with client.stream(method, url) as response:
                status = response.status_code
        except httpx.TooManyRedirects:
            return "redirects without end"
        except httpx.TimeoutException:
            why = f"gives no answer within {_SECONDS:g} seconds"
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            why = f"cannot be reached: {error}"
        else:
            if status < 400 or status in _GUARDED:
                return None
            why = f"answers {status} {_phrase(status)}".rstrip()
    return why


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
