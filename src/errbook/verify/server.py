"""The server that is verified: its address, and whether it may be sent what changes something."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from errbook.exceptions import UsageError

__all__ = ["SAFE", "Server"]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing (RFC 9110, section 9.2.1)."""


@dataclass(frozen=True, slots=True)
class Server:
    """An address that requests can go to."""

    url: str
    """The address, without a slash at its end."""
    host: str
    is_loopback: bool
    """Whether the host is this machine, by every address that its name has."""

    @classmethod
    def at(cls, url: str) -> Self:
        """Return the server at `url`. Raises `UsageError` if it is no address of one."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError as error:
            raise UsageError(f"{url} is no URL: {error}") from None
        if parts.scheme not in ("http", "https") or not host:
            raise UsageError(f"{url} is no URL of a server; write http://127.0.0.1:8000")
        if "@" in parts.netloc:
            raise UsageError("a base URL with credentials in it would be shown; leave them out")
        if parts.query or parts.fragment or any(c.isspace() for c in url):
            raise UsageError(f"{url} is no base URL: paths are put behind it")
        return cls(
            url.rstrip("/"),
            host,
            _is_loopback(host, port or (443 if parts.scheme == "https" else 80)),
        )

    def refuses(self, method: str) -> bool:
        """Tell whether `method` goes to servers on this machine only, and this is none."""
        return not self.is_loopback and method not in SAFE


def _is_loopback(host: str, port: int) -> bool:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        said = getattr(error, "strerror", None) or "it is no host name"
        raise UsageError(f"{host} has no address: {said}") from None
    addresses = (ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found)
    return all((getattr(one, "ipv4_mapped", None) or one).is_loopback for one in addresses)
