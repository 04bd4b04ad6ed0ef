"""The reference catalog replayed against a real service, as it is and after it has drifted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.keys_api.app import create_app
from tests.keys_api.scope import is_of_this_service
from tests.keys_api.seed import ENVIRONMENT, seed
from tests.keys_api.serving import serving

from errbook.catalog import Catalog, load
from errbook.verify.outcome import Outcome, State
from errbook.verify.run import Result, verify

TOP = Path(__file__).parents[2]

NEVER_SENT = {
    "err:unkey:application:service_unavailable",
    "err:unkey:application:unexpected_error",
    "err:user:bad_request:request_body_too_large",
    "err:user:bad_request:request_timeout",
}
"""Nobody can cause them by a request that fits on a page."""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The reference catalog."""
    return load(TOP / "catalog")


# As it is.


def test_the_reference_catalog_is_what_the_service_does(catalog: Catalog, tmp_path: Path) -> None:
    """More than twenty errors, every request of every fix that can be sent, and no mismatch."""
    with _serving(tmp_path) as url:
        result = verify(catalog, url, environment=ENVIRONMENT)
    found = _by_state(result)
    assert [one.mismatches for one in result.outcomes if one.mismatches] == []
    assert {one.code for one in found.pop(State.UNVERIFIED)} == NEVER_SENT | _of_others(catalog)
    assert len(found[State.VERIFIED]) >= 20
    assert [*found] == [State.VERIFIED]


def test_what_is_left_out_of_the_fixes_says_why(catalog: Catalog, tmp_path: Path) -> None:
    """Requests that are shown for their error, and one that no small service can carry out."""
    with _serving(tmp_path) as url:
        result = verify(catalog, url, environment=ENVIRONMENT)
    left_out = {(one.request, one.reason) for it in result.outcomes for one in it.left_out}
    assert left_out == {
        ("POST /v2/apis.createApi", "skipped: it shows what is wrong"),
        ("POST /v2/apis.getApi", "skipped: it shows what is wrong"),
        (
            "POST /v2/keys.getKey",
            "skipped: its answer is an error, which shows that the root key is known",
        ),
        (
            "POST /v2/deployments.createDeployment",
            "skipped: it needs an app that can be deployed",
        ),
    }


def test_a_service_can_be_replayed_again_and_again(catalog: Catalog, tmp_path: Path) -> None:
    """What one run leaves behind does not disturb the next."""
    with _serving(tmp_path) as url:
        first, second = (verify(catalog, url, environment=ENVIRONMENT) for _ in range(2))
    assert first == second


def test_the_command_replays_it(catalog: Catalog, tmp_path: Path) -> None:
    """With the secrets from its environment; the report for machines."""
    with _serving(tmp_path) as url:
        command = ["verify", "--base-url", url, "--format", "json", "--catalog", "catalog"]
        done = subprocess.run(
            [sys.executable, "-m", "errbook", *command],
            cwd=TOP, env={**os.environ, **ENVIRONMENT}, capture_output=True, text=True,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    counts = json.loads(done.stdout)["counts"]
    unverified = len(NEVER_SENT | _of_others(catalog))
    assert counts == {"verified": 25, "mismatch": 0, "unverified": unverified}


# After it has drifted.


@dataclass(frozen=True)
class Drift:
    """A change of the service that nobody has told the catalog of."""

    name: str
    touched: dict[str, str]
    """The definitions that are not true any more, each with the first thing that differs."""
    of_type: str = ""
    """The end of the type of the errors that are changed."""
    change: Callable[[int, dict[str, Any]], int] = lambda status, error: status
    """Changes an error, and returns its status."""
    gone: str = ""
    """The path that is not there any more."""


def _gone(status: int, error: dict[str, Any]) -> int:
    error["status"] = 410
    return 410


def _reworded(status: int, error: dict[str, Any]) -> int:
    error["title"] = "Conflict"
    return status


def _moved(status: int, error: dict[str, Any]) -> int:
    error["type"] = error["type"].replace("key_disabled", "root_key_disabled")
    return status


def _dropped(status: int, error: dict[str, Any]) -> int:
    del error["identity"]
    return status


DRIFTS = [
    Drift(
        "status changed", {"err:unkey:data:api_not_found": "status"},
        "/unkey/data/api_not_found", _gone,
    ),
    Drift(
        "title reworded", {"err:unkey:data:role_already_exists": "body /error/title"},
        "/unkey/data/role_already_exists", _reworded,
    ),
    Drift(
        "type moved", {"err:unkey:authorization:key_disabled": "body /error/type"},
        "/unkey/authorization/key_disabled", _moved,
    ),
    Drift(
        "param dropped", {"err:unkey:data:identity_not_found": "body /error/identity"},
        "/unkey/data/identity_not_found", _dropped,
    ),
    Drift(
        "endpoint gone",
        {
            "err:unkey:data:ratelimit_namespace_not_found": "body /error/type",
            "err:unkey:data:ratelimit_override_not_found": "body /error/type",
        },
        gone="/v2/ratelimit.getOverride",
    ),
]  # fmt: skip


@pytest.mark.parametrize("drift", DRIFTS, ids=lambda drift: drift.name)
def test_a_drift_is_reported_at_the_definitions_that_it_touches(
    catalog: Catalog, tmp_path: Path, drift: Drift
) -> None:
    """At no other, and with what differs."""
    with _serving(tmp_path, drift) as url:
        result = verify(catalog, url, environment=ENVIRONMENT)
    assert _mismatches(result).keys() == drift.touched.keys()
    for code, outcome in _mismatches(result).items():
        (trigger, *_) = outcome.mismatches
        assert trigger.role == "trigger"
        assert drift.touched[code] in [one.where for one in trigger.differences]


def test_five_drifts_at_once_are_told_apart(catalog: Catalog, tmp_path: Path) -> None:
    """Each definition that one of them touches; the others are verified as before."""
    with _serving(tmp_path, *DRIFTS) as url:
        result = verify(catalog, url, environment=ENVIRONMENT)
    touched = {code for drift in DRIFTS for code in drift.touched}
    assert _mismatches(result).keys() == touched
    unverified = {one.code for one in _by_state(result)[State.UNVERIFIED]}
    assert unverified == NEVER_SENT | _of_others(catalog)
    verified = {one.code for one in _by_state(result)[State.VERIFIED]}
    assert verified == {*map(str, (entry.code for entry in catalog))} - touched - unverified


# The service.

Message = MutableMapping[str, Any]


class _Drifted:
    """The app around which the drifts stand: they are in what it sends, and in its paths."""

    def __init__(self, app: Any, drifts: tuple[Drift, ...]) -> None:
        self.app, self.drifts = app, drifts

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"] in [drift.gone for drift in self.drifts]:
            scope = {**scope, "path": "/v2/gone", "raw_path": b"/v2/gone"}
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self.app(scope, receive, keep)
        start, *parts = messages
        body = b"".join(part.get("body", b"") for part in parts)
        start["status"], body = self._changed(start["status"], body)
        start["headers"] = [
            (name, str(len(body)).encode() if name == b"content-length" else value)
            for name, value in start["headers"]
        ]
        await send(start)
        await send({"type": "http.response.body", "body": body})

    def _changed(self, status: int, body: bytes) -> tuple[int, bytes]:
        found = json.loads(body)
        for drift in self.drifts:
            error = found.get("error", {})
            if drift.of_type and error.get("type", "").endswith(drift.of_type):
                status = drift.change(status, error)
        return status, json.dumps(found).encode()


@contextmanager
def _serving(folder: Path, *drifts: Drift) -> Iterator[str]:
    """Serve a new database, and return the URL."""
    path = folder / "keys.db"
    seed(path)
    app = create_app(path)
    with serving(_Drifted(app, drifts) if drifts else app) as url:
        yield url


def _by_state(result: Result) -> dict[State, list[Outcome]]:
    found: dict[State, list[Outcome]] = {}
    for outcome in result.outcomes:
        found.setdefault(outcome.state, []).append(outcome)
    return found


def _of_others(catalog: Catalog) -> set[str]:
    """Return the codes that the service never answers with: nothing of them is sent."""
    return {str(entry.code) for entry in catalog if not is_of_this_service(str(entry.code))}


def _mismatches(result: Result) -> dict[str, Outcome]:
    return {one.code: one for one in result.outcomes if one.state is State.MISMATCH}
