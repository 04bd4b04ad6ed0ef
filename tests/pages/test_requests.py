"""Requests as code: what one pastes sends what the catalog declares, in every language."""

from __future__ import annotations

import ast
import json
import os
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from errbook.catalog.manifest import Manifest
from errbook.catalog.request import Request
from errbook.pages.requests import snippets

SECRET = 'k3y "$`\\'

REQUESTS: dict[str, dict[str, Any]] = {
    "json": {"method": "POST", "path": "/v2/keys.getKey", "json": {"keyId": "key_1"}},
    "no body": {"method": "GET", "path": "/keys"},
    "post without a body": {"method": "POST", "path": "/keys"},
    "no auth": {"method": "GET", "path": "/keys", "auth": False},
    "auth of its own": {"method": "GET", "path": "/a", "headers": {"authorization": "Basic eA=="}},
    "query": {"method": "GET", "path": "/a?b=c", "query": {"d e": "f&g", "h": True, "i": 1.5}},
    "quotes": {
        "method": "PUT",
        "path": "/it's",
        "headers": {"X-Note": 'it\'s "$HOME" `x` \\ ${y}'},
        "json": {"it's": 'say "hi" $HOME `ls` \\n ${y}', "é": "😀\u2028\t\n"},
    },
    "long json": {
        "method": "PATCH",
        "path": "/a/{id}",
        "json": [
            {"name": "x" * 50, "on": True, "off": False, "none": None, "deep": [[1, 2.5]] * 20}
        ],
    },
    "null": {"method": "POST", "path": "/a", "json": None},
    "broken json": {
        "method": "POST",
        "path": "/a",
        "headers": {"Content-Type": "application/json"},
        "body": '{"name": "it\'s",}\n',
    },
    "text": {"method": "POST", "path": "/a", "body": "@file\nnext \\ line"},
    "form": {
        "method": "POST",
        "path": "/a",
        "headers": {"content-type": "application/x-www-form-urlencoded"},
        "body": "a=1&b=%20",
    },
    "controls": {"method": "POST", "path": "/a", "body": "a\r\nb\x01c 'd' \\"},
    "delete with a body": {"method": "DELETE", "path": "/a", "json": {"really": True}},
    "get with a body": {"method": "GET", "path": "/a", "json": {"filter": "x"}},
    "head": {"method": "HEAD", "path": "/a"},
    "options": {"method": "OPTIONS", "path": "/a"},
    "other json type": {
        "method": "POST",
        "path": "/a",
        "headers": {"Content-Type": "application/merge-patch+json"},
        "json": {"a": None},
    },
    "not ascii": {"method": "GET", "path": "/straße", "query": {"q": "ü"}},
}

AUTHS: dict[str, dict[str, str]] = {
    "bearer": {"variable": "SOME_KEY"},
    "bare": {"header": "X-Api-Key", "prefix": "", "variable": "SOME_KEY"},
    "odd": {"header": "X-Auth", "prefix": 'a"$`{\\ ', "variable": "SOME_KEY"},
}


class Service:
    """A server that notes what it is sent."""

    def __init__(self) -> None:
        self.received: list[dict[str, Any]] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def handle_one_request(self) -> None:
                self.raw_requestline = self.rfile.readline(65537)
                if not self.raw_requestline or not self.parse_request():
                    self.close_connection = True
                    return
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                noted = {"method": self.command, "path": self.path, "body": body}
                service.received.append({**noted, "headers": headers})
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/base"
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    """A server on loopback."""
    running = Service()
    yield running
    running.server.shutdown()
    running.server.server_close()


def declared(name: str, server: str, auth: str = "bearer") -> tuple[Request, dict[str, str]]:
    """Return a request, and its snippets by label."""
    manifest = Manifest.model_validate(
        {"errbook": 1, "name": "x", "server": server, "auth": AUTHS[auth]}
    )
    request = Request.model_validate(REQUESTS[name])
    return request, {label: code for label, _, code in snippets(request, manifest)}


def check(request: Request, sent: dict[str, Any], auth: str) -> None:
    """Hold what was sent against what was declared."""
    assert sent["method"] == request.method
    url, wanted = urlsplit(sent["path"]), urlsplit(request.path)
    assert unquote(url.path) == f"/base{wanted.path}"
    query = {
        k: v if isinstance(v, str) else json.dumps(v) for k, v in (request.query or {}).items()
    }
    assert parse_qsl(url.query) == [*parse_qsl(wanted.query), *query.items()]
    headers = {name.lower(): value for name, value in (request.headers or {}).items()}
    for name, value in headers.items():
        assert sent["headers"][name] == value
    secret = AUTHS[auth].get("prefix", "Bearer ") + SECRET
    header = AUTHS[auth].get("header", "Authorization").lower()
    if request.auth and header not in headers:
        assert sent["headers"][header] == secret
    elif header not in headers:
        assert header not in sent["headers"]
    kind = sent["headers"].get("content-type", "")
    if request.has_json:
        assert json.loads(sent["body"]) == request.json_
        assert kind == headers.get("content-type", "application/json")
    elif request.body is not None:
        assert sent["body"] == request.body.encode()
        assert kind == headers.get("content-type", "text/plain")
    else:
        assert sent["body"] == b""
        assert not kind


def run(command: list[str], service: Service) -> dict[str, Any]:
    """Run a command that sends one request, and return what arrived."""
    before = len(service.received)
    environment = {**os.environ, "SOME_KEY": SECRET, "NO_PROXY": "*", "no_proxy": "*"}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(service.received) == before + 1
    return service.received[-1]


def test_a_request_to_another_server_takes_no_secret_along() -> None:
    """The secret is for the manifest's server; a header of the request's own is sent."""
    manifest = Manifest.model_validate(
        {"errbook": 1, "name": "x", "server": "https://api.example", "auth": AUTHS["bearer"]}
    )
    other = {"method": "GET", "path": "/a", "server": "https://other.example/base/"}
    for headers in ({}, {"X-Api-Key": "acme_xxx"}):
        request = Request.model_validate({**other, "headers": headers})
        for _, _, code in snippets(request, manifest):
            assert "https://other.example/base/a" in code
            assert "api.example" not in code
            assert "SOME_KEY" not in code
            assert ("acme_xxx" in code) is bool(headers)


@pytest.mark.parametrize("auth", AUTHS)
@pytest.mark.parametrize("name", [name for name in REQUESTS if name != "controls"])
def test_the_words_of_the_curl_command_are_the_request(name: str, auth: str) -> None:
    """A shell takes the command apart into method, URL, headers and body as declared."""
    request, codes = declared(name, "https://api.example", auth)
    words = shlex.split(codes["curl"].replace("\\\n", " "))
    assert words[0] == "curl"
    options: dict[str, list[str]] = {}
    url = ""
    rest = iter(words[1:])
    for word in rest:
        if word in ("-X", "-H", "-d", "--data-raw"):
            options.setdefault(word, []).append(next(rest))
        elif word in ("--head", "--globoff"):
            options[word] = []
        else:
            assert not url
            url = word
    method = options["-X"][0] if "-X" in options else "HEAD" if "--head" in options else "GET"
    assert method == request.method
    assert url.startswith("https://api.example/")
    assert url.isascii()
    if request.has_json:
        assert json.loads(options["-d"][0]) == request.json_
    if request.body is not None:
        assert options["--data-raw"] == [request.body]
    headers = dict(line.split(": ", 1) for line in options.get("-H", []))
    for header, value in (request.headers or {}).items():
        assert headers[header] == value


@pytest.mark.parametrize("name", REQUESTS)
def test_curl_sends_the_request(name: str, service: Service) -> None:
    """Bash and curl send what is declared, whatever is in it."""
    if not shutil.which("curl") or not shutil.which("bash"):
        pytest.skip("curl or bash is not there")
    request, codes = declared(name, service.url)
    check(request, run(["bash", "-c", codes["curl"]], service), "bearer")


def test_every_python_snippet_is_python() -> None:
    """It parses, whatever is in the request."""
    for name in REQUESTS:
        for auth in AUTHS:
            ast.parse(declared(name, "https://api.example", auth)[1]["Python"])


def test_python_sends_the_requests(
    service: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The code sends what is declared, whatever is in it."""
    monkeypatch.setenv("SOME_KEY", SECRET)
    monkeypatch.setenv("NO_PROXY", "*")
    for name in REQUESTS:
        for auth in AUTHS:
            request, codes = declared(name, service.url, auth)
            exec(compile(codes["Python"], name, "exec"), {})
            check(request, service.received[-1], auth)


def test_a_python_snippet_is_a_program(service: Service) -> None:
    """As a file of its own it runs."""
    request, codes = declared("json", service.url)
    check(request, run([sys.executable, "-c", codes["Python"]], service), "bearer")


def test_javascript_sends_the_requests(service: Service, tmp_path: Path) -> None:
    """Node sends what is declared, whatever is in it, one after the other in one process."""
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not there")
    cases = [(name, auth) for name in REQUESTS for auth in AUTHS]
    made = [(*declared(name, service.url, auth), auth) for name, auth in cases]
    sent = [
        (request, codes["JavaScript"], auth)
        for request, codes, auth in made
        if "JavaScript" in codes
    ]
    program = "\n".join(f"{{\n{code}\n}}" for _, code, _ in sent)
    file = tmp_path / "all.mjs"
    file.write_text(program, "utf-8")
    before = len(service.received)
    environment = {**os.environ, "SOME_KEY": SECRET}
    done = subprocess.run(
        [node, str(file)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for (request, _, auth), received in zip(sent, service.received[before:], strict=True):
        check(request, received, auth)


def test_fetch_is_left_out_where_it_refuses_the_request() -> None:
    """It sends no body with GET and HEAD, so there is no JavaScript then."""
    assert set(declared("get with a body", "https://api.example")[1]) == {"curl", "Python"}


def test_short_values_stay_on_a_line() -> None:
    """Objects are laid out by their length, in all three languages."""
    _, codes = declared("json", "https://api.example")
    assert '-d \'{"keyId": "key_1"}\'' in codes["curl"]
    assert 'json={"keyId": "key_1"},' in codes["Python"]
    assert 'body: JSON.stringify({"keyId": "key_1"}),' in codes["JavaScript"]
