"""A small API on a real socket, and the catalog that documents it.

It raises the problems of that very catalog, so it answers as documented; a test changes what it
answers, and must hear of exactly that.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Lock, Thread
from typing import Any

from errbook import Problem
from errbook.problem import request_id
from errbook.problems import Problems
from errbook.verify.run import Result

__all__ = [
    "DEFINITIONS", "ENVIRONMENT", "MANIFEST", "SECRET", "App", "Asked", "Change", "Keys", "Reply",
    "found_in", "json_reply", "serving",
]  # fmt: skip

SECRET = "s3cret-of-the-tests"
ENVIRONMENT = {"KEYS_SECRET": SECRET, "KEYS_LIMITED": "limited-secret"}

MANIFEST = """
errbook: 1
name: Keys
code: "{group}.{name}"
type: https://keys.example/errors/{group}/{name}
server: https://api.keys.example
auth: {variable: KEYS_SECRET}
response:
  media_type: application/json
  request_id: {header: X-Request-Id, prefix: req_}
  body:
    meta: {requestId: $request_id, version: 2}
    error: {title: $title, detail: $detail, status: $status, type: $type, code: $code, ...: $params}
"""

DEFINITIONS = """
code: auth.missing
status: 401
title: Unauthorized
summary: The request had no secret.
headers: {WWW-Authenticate: Bearer}
trigger:
  request: {method: GET, path: /keys, auth: false}
fixes:
  - samples:
      - request: {method: GET, path: /keys}
---
code: keys.exists
status: 409
title: Conflict
summary: There is a key of this name.
detail: A key called {name} exists.
params:
  name: {type: string, example: payments}
trigger:
  request: {method: POST, path: /keys, json: {name: payments}}
  replay:
    fresh: [payments]
    before:
      - request: {method: POST, path: /keys, json: {name: payments}}
        save: {key_1234: /data/keyId}
        status: 201
fixes:
  - samples:
      - request: {method: GET, path: /keys/key_1234}
  - steps:
      - title: Take another name
        samples:
          - request: {method: POST, path: /keys, json: {name: invoices}}
            replay:
              fresh: [invoices]
              save: {key_5678: /data/keyId}
          - request: {method: DELETE, path: /keys/key_5678}
---
code: keys.gone
status: 410
title: Key Gone
summary: The key was deleted.
---
code: keys.limited
status: 429
title: Too Many Requests
summary: The secret has been used too often.
detail:
  soon: Try again in {retry_after} seconds.
  late: The allowance of {limit} is used up.
params:
  retry_after: {type: integer, minimum: 0, maximum: 60, example: 30, as: retryAfter, optional: true}
  limit: {type: integer, enum: [3, 10], example: 3}
  scope: {const: secret}
headers: {Retry-After: "{retry_after}"}
trigger:
  request: {method: GET, path: /limited}
  replay: {repeat: 5, auth: KEYS_LIMITED}
---
code: keys.unknown
status: 404
title: Not Found
summary: No key has this ID.
detail: The key {key_id} does not exist.
params:
  key_id: {type: string, pattern: "^key_", example: key_nonexistent, as: keyId}
trigger:
  request: {method: GET, path: /keys/key_nonexistent}
fixes:
  - samples:
      - request: {method: GET, path: /keys}
      - request: {method: GET, path: /keys/no_such_key}
        replay: {skip: It is what not to do.}
---
code: service.down
status: 503
title: Service Unavailable
summary: The service cannot reach its database.
trigger:
  request: {method: GET, path: /keys}
  replay: {skip: The database would have to be taken away.}
"""


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """A response to be sent."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def with_json(self, value: Any) -> Reply:
        """Return it with another body."""
        return replace(self, body=json.dumps(value).encode())

    def with_error(self, **members: Any) -> Reply:
        """Return it with other members of the body's `error`; those that are None are taken out."""
        body = self.json
        error = {**body["error"], **members}
        body["error"] = {name: value for name, value in error.items() if value is not None}
        return self.with_json(body)

    def with_header(self, name: str, value: str | None) -> Reply:
        """Return it with another value of a header, or without it."""
        rest = {key: it for key, it in self.headers.items() if key != name}
        return replace(self, headers=rest if value is None else {**rest, name: value})


def json_reply(status: int, value: Any) -> Reply:
    """Return a response of JSON."""
    return Reply(status, {"Content-Type": "application/json"}, json.dumps(value).encode())


App = Callable[[Asked], Reply]
Change = Callable[[Asked, Reply], Reply]


def found_in(result: Result) -> dict[str, list[tuple[str, str, str]]]:
    """Return the differences of each definition that has some: where, expected, got."""
    return {
        outcome.code: [
            (one.where, one.expected, one.got)
            for mismatch in outcome.mismatches
            for one in mismatch.differences
        ]
        for outcome in result.outcomes
        if outcome.mismatches
    }


class Keys:
    """The API: keys with a name, each name once, behind a secret."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._keys: dict[str, str] = {}
        self._numbers = count(1)
        self._uses: Counter[str] = Counter()
        self._lock = Lock()
        self.secrets = {SECRET, "limited-secret"}

    def __call__(self, asked: Asked) -> Reply:
        number = f"req_{next(self._numbers)}"
        token = request_id.set(number)
        try:
            with self._lock:
                reply = self._route(asked)
        except Problem as problem:
            reply = Reply(problem.status, problem.headers, problem.to_json())
        finally:
            request_id.reset(token)
        return reply.with_header("X-Request-Id", number)

    def _route(self, asked: Asked) -> Reply:
        secret = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if secret not in self.secrets:
            raise self._problems["auth.missing"]()
        if asked.path == "/limited":
            return self._limited(secret)
        if asked.path != "/keys":
            return self._key(asked.method, asked.path.removeprefix("/keys/"))
        if asked.method == "GET":
            return json_reply(200, {"data": [*self._keys]})
        name = asked.json["name"]
        if name in self._keys.values():
            raise self._problems["keys.exists"](name=name)
        key = f"key_{next(self._numbers)}"
        self._keys[key] = name
        return json_reply(201, {"data": {"keyId": key, "name": name}})

    def _limited(self, secret: str) -> Reply:
        self._uses[secret] += 1
        if self._uses[secret] > 3:
            raise self._problems["keys.limited"](variant="soon", retry_after=30, limit=3)
        return json_reply(200, {"data": {}})

    def _key(self, method: str, key: str) -> Reply:
        if key not in self._keys:
            raise self._problems["keys.unknown"](key_id=key)
        if method == "DELETE":
            del self._keys[key]
            return Reply(204)
        return json_reply(200, {"data": {"keyId": key}})


@contextmanager
def serving(app: App) -> Iterator[str]:
    """Serve `app` on a free port of this machine; yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.casefold(): value for name, value in self.headers.items()}
            reply = app(Asked(self.command, self.path, headers, self.rfile.read(length)))
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.status != 204:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(reply.body)

        do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
