"""Measure what an error costs from `raise` to response: `python -m tests.benchmarks.web FOLDER`.

FOLDER holds the package `bare` of `test_runtime.py`. An app is called as a server calls it, without
a socket. Printed are, as JSON, for every framework, app and error the ratio to the handler written
by hand in that framework, and the microseconds.

Apps take turns: some milliseconds each, in rounds. A ratio is that of one round, and the median of
all is printed, so that a machine whose speed changes, changes it for all of them. It is CPU time,
that of threads as well.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import statistics
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from .web_apps import BY_HAND, apps

ROUNDS = 101
SECONDS = 0.003
"""Of one app in one round."""

COLUMNS = ("static", "dynamic")

HEADERS = [
    (b"host", b"api.bench.example"),
    (b"user-agent", b"python-httpx/0.28.1"),
    (b"accept", b"*/*"),
    (b"accept-encoding", b"gzip, deflate, br"),
    (b"authorization", b"Bearer key_2cGKbMxRyIzhCxo1Idjz8q"),
]
"""What a usual client sends. There is no request id in it: one has to be made."""


async def receive() -> Any:
    """Return the body of a request that has none."""
    return {"type": "http.request", "body": b"", "more_body": False}


class Asked:
    """An app that is asked for one of its paths."""

    def __init__(self, app: Any, path: str) -> None:
        self.app = app
        self.scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": HEADERS,
            "client": ("203.0.113.7", 40_000),
            "server": ("198.51.100.1", 80),
        }
        self.sent: list[Any] = []
        self.times = 1

    async def send(self, message: Any) -> None:
        """Take a message."""
        self.sent.append(message)

    async def ask(self, times: int) -> None:
        """Ask so often, one after the other."""
        for _ in range(times):
            self.sent.clear()
            await self.app({**self.scope, "state": {}}, receive, self.send)

    def seconds(self, loop: asyncio.AbstractEventLoop, times: int) -> float:
        """Return the CPU time of one request, of so many."""
        start = time.process_time()
        loop.run_until_complete(self.ask(times))
        return (time.process_time() - start) / times

    def response(self, loop: asyncio.AbstractEventLoop) -> tuple[int, dict[bytes, bytes], Any]:
        """Return status, headers and body."""
        loop.run_until_complete(self.ask(1))
        start, *parts = self.sent
        body = json.loads(b"".join(part.get("body", b"") for part in parts))
        return start["status"], dict(start["headers"]), body


def check(asked: dict[tuple[str, str], Asked], loop: asyncio.AbstractEventLoop) -> None:
    """Fail unless all give the same response, and errbook what the others do not give."""
    responses = {key: one.response(loop) for key, one in asked.items()}
    status, _, body = responses["Starlette", BY_HAND]
    for (framework, name), response in responses.items():
        assert response[0] == status, (framework, name, response)
        assert response[2] == body, (framework, name, response)
        assert response[1][b"content-type"] == b"application/problem+json", (framework, name)
        if name == "errbook":
            assert len(response[1][b"x-request-id"]) == 24
            assert response[1][b"vary"] == b"Accept"
            assert response[1][b"link"] == f'<{body["type"]}>; rel="help"'.encode()


def measure(
    asked: dict[tuple[str, str], Asked], loop: asyncio.AbstractEventLoop
) -> dict[tuple[str, str], list[float]]:
    """Return the seconds of one request in every round."""
    for one in asked.values():
        one.seconds(loop, 50)
        one.times = max(1, round(SECONDS / one.seconds(loop, 50)))
    seconds: dict[tuple[str, str], list[float]] = {key: [] for key in asked}
    keys, chance = [*asked], random.Random(0)
    for _ in range(ROUNDS):
        chance.shuffle(keys)  # none follows always the same one, whose work is still in the caches
        for key in keys:
            asked[key].seconds(loop, 2)
            seconds[key].append(asked[key].seconds(loop, asked[key].times))
    return seconds


def figures(folder: str) -> Iterator[tuple[str, str, str, float, float]]:
    """Yield framework, app, error, ratio and microseconds."""
    sys.path.insert(0, folder)
    logging.disable()  # Litestar configures it to write
    found = apps(import_module("bare.bench.keys"), import_module("bare"))
    loop = asyncio.new_event_loop()
    for column in COLUMNS:
        asked = {
            (framework, name): Asked(app, f"/{column}")
            for framework, those in found.items()
            for name, app in those.items()
        }
        check(asked, loop)
        for (framework, name), each in (seconds := measure(asked, loop)).items():
            rounds = zip(each, seconds[framework, BY_HAND], strict=True)
            ratio = statistics.median(one / other for one, other in rounds)
            yield framework, name, column, ratio, statistics.median(each) * 1e6
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


def main(folder: str) -> None:
    """Measure all apps, with errors as generated in `folder`, and print the figures."""
    print(json.dumps([*figures(folder)]))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
