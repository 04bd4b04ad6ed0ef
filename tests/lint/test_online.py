"""Links to pages elsewhere, asked for over the network: here a server on this machine."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from errbook.catalog import Reading
from errbook.lint import online
from errbook.lint.engine import lint
from errbook.lint.online import missing

Server = tuple[str, list[str]]


class Handler(BaseHTTPRequestHandler):
    """Answers with the status that the path names."""

    asked: ClassVar[list[str]]

    def do_HEAD(self) -> None:
        """Note what is asked for, and answer."""
        self.asked.append(f"{self.command} {self.path}")
        name = self.path.strip("/").partition("?")[0]
        if name == "slow":
            time.sleep(1)
        if name == "no-head" and self.command == "HEAD":
            name = "405"
        self.send_response(int(name) if name.isdigit() else 200)
        if name == "302":
            self.send_header("Location", "/404" if "lost" in self.path else "/200")
        if name == "307":
            self.send_header("Location", "/307")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        """Do the same."""
        self.do_HEAD()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    """Yield where a server is, and the list of what it is asked for."""

    class Own(Handler):
        asked: ClassVar[list[str]] = []

    with ThreadingHTTPServer(("127.0.0.1", 0), Own) as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{made.server_port}", Own.asked
        made.shutdown()
        thread.join()


def test_what_is_there_is_not_missing(server: Server) -> None:
    """Nor is what moved, what asks for a login, and what is only shown when it is read."""
    url, _ = server
    there = ["/", "/302", "/401", "/403", "/429", "/999", "/no-head"]
    assert missing([f"{url}{path}" for path in there]) == {}


def test_what_is_not_there_is_missing_with_the_answer(server: Server) -> None:
    """A redirect that leads to nothing, or round in circles, is missing too."""
    url, _ = server
    paths = ["/404", "/410", "/503", "/599", "/302?lost", "/307"]
    assert missing([f"{url}{path}" for path in paths]) == {
        f"{url}/404": "answers 404 Not Found",
        f"{url}/410": "answers 410 Gone",
        f"{url}/503": "answers 503 Service Unavailable",
        f"{url}/599": "answers 599",
        f"{url}/302?lost": "answers 404 Not Found",
        f"{url}/307": "redirects without end",
    }


def test_each_page_is_asked_for_once(server: Server) -> None:
    """However many links lead to it, and to whatever place on it."""
    url, asked = server
    links = [f"{url}/one", f"{url}/one#a", f"{url}/one#b", f"{url}/one", f"{url}/404#a"]
    assert [*missing(links)] == [f"{url}/404#a"]
    assert sorted(asked) == ["GET /404", "HEAD /404", "HEAD /one"]


def test_a_server_that_does_not_answer_is_told(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In time, or at all; an address that no server can have is one of these."""
    monkeypatch.setattr(online, "_SECONDS", 0.2)
    url, _ = server
    port = url.rpartition(":")[2]
    refused, slow, bad = "http://127.0.0.1:1/", f"{url}/slow", f"http://[::1:{port}/"
    found = missing([refused, slow, bad, "http://a..b/"])
    assert found[refused].startswith("cannot be reached: ")
    assert found[slow] == "gives no answer within 0.2 seconds"
    assert found["http://a..b/"].startswith("cannot be reached: ")


def test_names_that_are_reserved_and_other_schemes_are_not_asked() -> None:
    """They stand for something else, or for nothing."""
    reserved = ["https://example.com/", "https://a.example/x", "http://localhost:1/"]
    assert missing([*reserved, "mailto:a@unkey.com", "/path", "#place", "ftp://127.0.0.1:1/"]) == {}


DEFINITION = """\
what_happened: |
  See [this]({url}/200), [that]({url}/404#a) and
  <https://unkey.com/errors/unkey/data/key_not_found>.
links:
  - {{title: Keys, url: "{url}/410"}}
"""


def test_the_rule_asks_only_if_it_is_told_to(filled: Callable[..., Path], server: Server) -> None:
    """The catalog's own types are not asked for: they may not be published yet."""
    url, asked = server
    root = filled(DEFINITION.format(url=url))
    assert _broken(lint(root)) == []
    assert asked == []
    assert _broken(lint(root, online=True)) == [
        (2, len(f"  See [this]({url}/200), [that](") + 1, f"`{url}/404#a` answers 404 Not Found"),
        (5, 24, f"`{url}/410` answers 410 Gone"),
    ]


def _broken(reading: Reading) -> list[tuple[int, int, str]]:
    found = [one for one in reading.findings if one.rule == "EB605"]
    return [(one.place.line, one.place.column, one.message) for one in found]
