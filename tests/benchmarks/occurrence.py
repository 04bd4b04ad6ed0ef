"""Measure what one occurrence costs: `python -m tests.benchmarks.occurrence FOLDER`.

FOLDER holds the packages of `test_runtime.py`: `bare`, `default` and `envelope`. Printed are, as
JSON, for every candidate and column the ratio to the reference and the nanoseconds.

Candidates take turns: a millisecond each, in rounds. A ratio is that of one round, and the median
of all is printed, so that a machine whose speed changes, changes it for all of them.
"""

from __future__ import annotations

import gc
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from timeit import Timer
from typing import Any

from fastapi.responses import Response

from errbook.problem import request_id

from .by_hand import BY_HAND, REFERENCE
from .candidate import COLUMNS, Candidate
from .peers import PEERS

ROUNDS = 201
SECONDS = 0.001
"""Of one candidate in one round."""

REQUEST_ID = "req_5f8c1d0e7a9b4c3d"
VALUES = (
    "key_2cGKbMxRyIzhCxo1Idjz8q",
    "api_3TqVcVvTqk7WJbYbZzBk",
    REQUEST_ID,
    'key "2cGKbMxRyIzhCxo1Id"',
)

SETUP = """\
key_id, api_id, request_id, quoted = values
make, body = candidate.make[column], candidate.body
gc.enable()
"""
"""What it assigns are local variables of what is timed. Garbage is collected as in a service."""


def ours() -> dict[str, Candidate]:
    """Return errbook: the body, and a framework's response with that body and the headers."""
    make: dict[str, Callable[..., Any]] = {}
    arguments: dict[str, str] = {}
    for package, before in (("bare", ""), ("default", "default "), ("envelope", "envelope ")):
        keys = import_module(f"{package}.bench.keys")
        make |= {f"{before}static": keys.Disabled, f"{before}dynamic": keys.NotFound}
        arguments[f"{before}static"] = ""
        arguments[f"{before}dynamic"] = "key_id=key_id, api_id=api_id"
    make["escaped"] = make["dynamic"]
    arguments["escaped"] = "key_id=quoted, api_id=quoted"

    def response(made: Any) -> Any:
        return Response(made.to_json(), made.status, made.headers).body

    return {
        "errbook": Candidate(make, bytes, "make({arguments}).to_json()", arguments),
        "errbook, response": Candidate(make, response, arguments=arguments),
    }


def timers(candidates: Mapping[str, Candidate], column: str) -> dict[str, Timer]:
    """Return a timer for every candidate of `column`, once all of them made the same object."""
    found, bodies = {}, {}
    for name, candidate in candidates.items():
        if column not in candidate.make:
            continue
        statement = candidate.statement.format(arguments=candidate.arguments[column])
        names: dict[str, Any] = {
            "candidate": candidate,
            "column": column,
            "values": VALUES,
            "gc": gc,
        }
        found[name] = Timer(statement, SETUP, time.process_time, names)
        exec(f"{SETUP}\nmade = {statement}", names)
        bodies[name] = json.loads(names["made"])
    for name, body in bodies.items():
        assert body == bodies[REFERENCE], f"{name}, {column}: {body}, not {bodies[REFERENCE]}"
    return found


def enough(timer: Timer) -> int:
    """Return how often it takes to run for `SECONDS`."""
    loops, taken = 1, timer.timeit(1)
    while taken < SECONDS / 2:
        loops *= 2
        taken = timer.timeit(loops)
    return max(1, round(loops * SECONDS / taken))


def measure(timers: Mapping[str, Timer]) -> dict[str, list[float]]:
    """Return the seconds of one occurrence for every candidate in every round."""
    names = [*timers]
    loops = {name: enough(timer) for name, timer in timers.items()}
    seconds: dict[str, list[float]] = {name: [] for name in names}
    chance = random.Random(0)
    for _ in range(ROUNDS):
        chance.shuffle(names)  # none follows always the same one, whose work is still in the caches
        for name in names:
            timers[name].timeit(1)
            seconds[name].append(timers[name].timeit(loops[name]) / loops[name])
    return seconds


def main(folder: str) -> None:
    """Measure errbook as generated in `folder`, and all others, and print the figures."""
    sys.path.insert(0, folder)
    request_id.set(REQUEST_ID)
    candidates = {**ours(), **BY_HAND, **PEERS}
    ratios: dict[str, dict[str, float]] = {name: {} for name in candidates}
    nanoseconds: dict[str, dict[str, float]] = {name: {} for name in candidates}
    for column in COLUMNS:
        seconds = measure(timers(candidates, column))
        for name, each in seconds.items():
            rounds = zip(each, seconds[REFERENCE], strict=True)
            ratios[name][column] = statistics.median(one / other for one, other in rounds)
            nanoseconds[name][column] = statistics.median(each) * 1e9
    print(json.dumps({"ratio": ratios, "ns": nanoseconds}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
