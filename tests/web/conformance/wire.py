"""HTTP/1.1 as it is on the wire: what a client library would mend, hide or join is seen here."""

from __future__ import annotations

import json
import re
import socket
from dataclasses import dataclass
from typing import Any

__all__ = ["Received", "exchange", "read", "request"]


@dataclass(frozen=True)
class Received:
    """One response."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    raw: bytes

    def all(self, name: str) -> list[str]:
        """Return every value of the header `name`."""
        return [value for key, value in self.headers if key.casefold() == name.casefold()]

    def header(self, name: str) -> str | None:
        """Return the value of the header `name`, which is there once at most."""
        values = self.all(name)
        assert len(values) <= 1, f"{name} is there {len(values)} times: {values}"
        return values[0] if values else None

    def listed(self, name: str) -> list[str]:
        """Return the members of the header `name`, a list, in lower case."""
        joined = ",".join(self.all(name))
        return [one.strip().casefold() for one in joined.split(",") if one.strip()]

    def json(self) -> Any:
        """Return the body, which is JSON in UTF-8."""
        return json.loads(self.body.decode("utf-8"))


def request(
    method: str, path: str, headers: list[tuple[str, str]], body: bytes = b"", close: bool = True
) -> bytes:
    """Return a request as bytes; the headers are written as they are."""
    own = [("Host", "shop.example"), *headers]
    if close:
        own.append(("Connection", "close"))
    if body or method in ("POST", "PUT", "PATCH"):
        own.append(("Content-Length", str(len(body))))
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in own), "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def exchange(address: tuple[str, int], sent: bytes) -> bytes:
    """Send bytes on a connection of their own, and return all that comes until it is closed."""
    with socket.create_connection(address, timeout=20) as connection:
        connection.sendall(sent)
        received = bytearray()
        while True:
            try:
                part = connection.recv(65_536)
            except ConnectionResetError:  # a server may leave without a word once it has failed
                break
            if not part:
                break
            received += part
    return bytes(received)


def read(raw: bytes) -> Received:
    """Return the one response that `raw` is."""
    head, _, rest = raw.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    found = re.fullmatch(r"HTTP/1\.[01] (\d{3}) [^\r\n]*", status)
    assert found, f"no status line: {raw[:200]!r}"
    headers = []
    for line in lines:
        name, colon, value = line.partition(":")
        assert re.fullmatch(r"[!-9;-~]+:", name + colon), f"no header: {line!r}"
        assert re.fullmatch(r"[\t -~\x80-\xff]*", value), repr(value)
        headers.append((name, value.strip()))
    received = Received(int(found[1]), headers, rest, raw)
    if received.header("Transfer-Encoding") == "chunked":
        return Received(received.status, headers, _joined(rest), raw)
    return received


def _joined(chunked: bytes) -> bytes:
    """Return what the chunks hold, also where the last one never came."""
    whole = b""
    while chunked:
        size, _, chunked = chunked.partition(b"\r\n")
        length = int(size, 16)
        whole, chunked = whole + chunked[:length], chunked[length + 2 :]
    return whole
