"""A real service: the Unkey API in small, and each of its errors for a reason of its own."""

from __future__ import annotations

import http.client
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from tests.keys_api import errors
from tests.keys_api.app import create_app
from tests.keys_api.errors.unkey import application, authentication, authorization, data
from tests.keys_api.errors.user import bad_request, too_many_requests
from tests.keys_api.scope import is_of_this_service
from tests.keys_api.seed import LIMIT, seed
from tests.keys_api.serving import serving

from errbook import Problem
from errbook.problems import Problems
from errbook.testing import assert_problem

TOP = Path(__file__).parents[1]

Call = Callable[..., httpx.Response]


@contextmanager
def calling(folder: Path, **settings: float) -> Iterator[tuple[Call, Path, str]]:
    """Serve a new database; yield what calls an operation there, the database, and the URL."""
    path = folder / "keys.db"
    seed(path)
    with serving(create_app(path, **settings)) as url, httpx.Client(base_url=url) as client:

        def call(
            operation: str,
            /,
            root_key: str | None = "unkey_everything",
            headers: Mapping[str, str] | None = None,
            content: bytes | None = None,
            **body: object,
        ) -> httpx.Response:
            own = {"Authorization": f"Bearer {root_key}"} if root_key else {}
            own |= {"Content-Type": "application/json", **(headers or {})}
            sent: dict[str, Any] = {"json": body} if content is None else {"content": content}
            return client.post(f"/v2/{operation}", headers=own, **sent)

        yield call, path, url


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Call]:
    """Call an operation of a service that all tests share."""
    with calling(tmp_path_factory.mktemp("keys")) as (found, _, _):
        yield found


# Errors.


@dataclass(frozen=True)
class Case:
    """A request, and the error that it is answered with."""

    error: type[Problem]
    operation: str
    body: Mapping[str, object] = field(default_factory=dict)
    root_key: str | None = "unkey_everything"
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    variant: str | None = None
    times: int = 1
    """How often it is sent; the last time counts."""

    @property
    def id(self) -> str:
        """Return the name of the case."""
        return "-".join(filter(None, (self.error.code.partition(":")[2], self.variant)))


KEY = {"keyId": "key_payments"}
API = {"apiId": "api_payments"}
COUNT = {"identifier": "user_1", "limit": 10, "duration": 60_000}

CASES = [
    Case(authentication.Missing, "keys.getKey", KEY, root_key=None),
    Case(
        authentication.Malformed, "keys.getKey", KEY,
        headers={"Authorization": "unkey_everything"}, variant="no_bearer",
    ),
    Case(authentication.Malformed, "keys.getKey", KEY, "e30.e30.c2ln", variant="foreign_jwt"),
    Case(authentication.KeyNotFound, "keys.getKey", KEY, "unkey_unknown"),
    Case(authorization.Forbidden, "keys.getKey", KEY, "unkey_expired"),
    Case(authorization.KeyDisabled, "keys.getKey", KEY, "unkey_disabled"),
    Case(
        authorization.WorkspaceDisabled, "keys.getKey", KEY, "unkey_disabled_workspace",
        params={"workspace_id": "ws_disabled"},
    ),
    Case(
        data.WorkspaceNotFound, "keys.getKey", KEY, "unkey_deleted_workspace",
        params={"workspace_id": "ws_deleted"},
    ),
    Case(
        too_many_requests.WorkspaceRateLimited, "apis.createApi", {"name": "a"}, "unkey_limited",
        params={"workspace_id": "ws_limited", "limit": LIMIT, "window_seconds": 3600},
        times=LIMIT + 1,
    ),
    Case(
        authorization.InsufficientPermissions, "apis.createApi", {"name": "a"}, "unkey_nothing",
        params={"required_permissions": ["api.*.create_api"]},
    ),
    Case(
        authorization.InsufficientPermissions, "apis.listKeys", API, "unkey_nothing",
        params={"required_permissions": ["api.*.read_key", "api.api_payments.read_key"]},
    ),
    Case(
        application.InvalidInput, "keys.createKey", {**API, "byteLength": 8, "expires": "soon"},
        params={
            "errors": [
                {
                    "location": "body.byteLength",
                    "message": "Input should be greater than or equal to 16",
                },
                {"location": "body.expires", "message": "Input should be a valid integer"},
            ]
        },
    ),
    Case(application.InvalidInput, "keys.getKey", content=b'{"keyId": "key_1",}'),
    Case(application.InvalidInput, "keys.getKey", content=b""),
    Case(application.InvalidInput, "keys.createKey", {**API, "name": None}),
    Case(application.InvalidInput, "keys.createKey", {**API, "ownerId": "user_1"}),
    Case(
        application.InvalidInput, "keys.createKey",
        {**API, "credits": {"remaining": 1, "refill": {"interval": "monthly", "amount": 1}}},
        params={
            "errors": [
                {
                    "location": "body.credits.refill",
                    "message": "needs refillDay, the day of the month",
                }
            ]
        },
    ),
    Case(application.InvalidInput, "keys.updateCredits", {**KEY, "operation": "increment"}),
    Case(
        application.PreconditionFailed, "keys.createKey", {**API, "recoverable": True},
        params={"api_id": "api_payments"}, variant="encryption_not_enabled",
    ),
    Case(
        application.PreconditionFailed, "keys.createKey", {"apiId": "api_keyless"},
        params={"api_id": "api_keyless"}, variant="keys_not_enabled",
    ),
    Case(
        application.PreconditionFailed, "keys.verifyKey",
        {"key": "acme_payments", "ratelimits": [{"name": "exports"}]},
        params={"key_id": "key_payments", "ratelimit_name": "exports"},
        variant="ratelimit_not_defined",
    ),
    Case(
        application.ProtectedResource, "apis.deleteApi", {"apiId": "api_protected"},
        params={"api_id": "api_protected"},
    ),
    Case(data.ApiNotFound, "apis.getApi", {"apiId": "api_9"}, params={"api_id": "api_9"}),
    Case(data.ApiNotFound, "keys.createKey", API, "unkey_nothing"),
    Case(data.KeyNotFound, "keys.getKey", {"keyId": "key_nonexistent"}),
    Case(data.KeyNotFound, "keys.whoami", {"key": "acme_payments"}, "unkey_nothing"),
    Case(
        data.IdentityNotFound, "identities.getIdentity", {"identity": "user_9"},
        params={"identity": "user_9"},
    ),
    Case(
        data.IdentityAlreadyExists, "identities.createIdentity", {"externalId": "user_2"},
        params={"external_id": "user_2"}, times=2,
    ),
    Case(
        data.RoleNotFound, "keys.createKey", {**API, "roles": ["billing.nobody"]},
        params={"role": "billing.nobody"},
    ),
    Case(
        data.RoleAlreadyExists, "permissions.createRole", {"name": "billing.writer"},
        params={"role": "billing.writer"}, times=2,
    ),
    Case(
        data.PermissionNotFound, "permissions.getPermission", {"permission": "documents.nothing"},
        params={"permission": "documents.nothing"},
    ),
    Case(
        data.PermissionAlreadyExists, "permissions.createPermission",
        {"name": "Write documents", "slug": "documents.write"},
        params={"slug": "documents.write"}, times=2,
    ),
    Case(
        data.RatelimitNamespaceNotFound, "ratelimit.getOverride",
        {"namespace": "sms_nothing", "identifier": "user_1"}, params={"namespace": "sms_nothing"},
    ),
    Case(
        data.RatelimitNamespaceNotFound, "ratelimit.setOverride",
        {"namespace": "sms_deleted", **COUNT}, params={"namespace": "sms_deleted"},
    ),
    Case(
        data.RatelimitNamespaceGone, "ratelimit.limit", {"namespace": "sms_deleted", **COUNT},
        params={"namespace": "sms_deleted"},
    ),
    Case(
        data.RatelimitOverrideNotFound, "ratelimit.getOverride",
        {"namespace": "sms_login", "identifier": "user_9"},
        params={"namespace": "sms_login", "identifier": "user_9"},
    ),
    Case(
        bad_request.PermissionsQuerySyntaxError, "keys.verifyKey",
        {"key": "acme_payments", "permissions": "documents.read AND"},
        params={"position": 19, "expected": "a permission"},
    ),
    Case(bad_request.RequestBodyTooLarge, "keys.getKey", content=b" " * 1_048_577),
    Case(
        bad_request.RequestBodyUnreadable, "keys.getKey",
        content='{"keyId": "ä"}'.encode("cp1252"),
    ),
    Case(bad_request.RequestBodyUnreadable, "keys.getKey", content=b"[" * 100_000),
    Case(
        bad_request.RequestBodyUnreadable, "keys.getKey", KEY, headers={"Content-Encoding": "gzip"}
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_request_gets_the_error_that_is_documented(call: Call, case: Case) -> None:
    """Status, content type, headers, type, title, detail, and params."""
    for _ in range(case.times):
        response = call(case.operation, case.root_key, case.headers, case.content, **case.body)
    assert_problem(response, case.error, variant=case.variant, **case.params)


def test_a_busy_database_is_a_service_that_is_unavailable(tmp_path: Path) -> None:
    """Another process writes in it, and does not come to an end."""
    with calling(tmp_path, patience=0.05) as (call, path, _):
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            response = call("identities.createIdentity", externalId="user_1")
            assert_problem(response, application.ServiceUnavailable, retry_after=1)
            assert response.headers["Retry-After"] == "1"
        assert call("identities.createIdentity", externalId="user_1").status_code == 200


def test_what_nobody_has_foreseen_is_an_unexpected_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody drops a table. The log tells what happened, in which request; the body does not."""
    with calling(tmp_path) as (call, path, _):
        with closing(sqlite3.connect(path)) as other:
            other.execute("DROP TABLE roles")
        response = call("permissions.createRole", name="billing.reader")
        assert_problem(response, application.UnexpectedError)
        assert "roles" not in response.text
    (record,) = [one for one in caplog.records if one.name == "uvicorn.error"]
    assert record.exc_info is not None
    assert "no such table: roles" in str(record.exc_info[1])
    assert response.headers["X-Request-Id"] in "".join(record.exc_info[1].__notes__)  # type: ignore[union-attr]


def test_a_body_that_does_not_arrive_times_out(tmp_path: Path) -> None:
    """Its length is announced, and half of it never sent."""
    with calling(tmp_path, body_timeout=0.1) as (_, _, url):
        address = urlsplit(url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=5)
        with closing(connection):
            connection.putrequest("POST", "/v2/keys.getKey")
            connection.putheader("Content-Length", "100")
            connection.endheaders(b'{"keyId"')
            response = connection.getresponse()
            got = response.status, dict(response.headers), response.read()
    assert_problem(got, bad_request.RequestTimeout, seconds=1)


def test_no_error_of_this_service_is_without_a_request() -> None:
    """Those of the cases, and the three that need trouble of their own."""
    others: set[type[Problem]] = {
        application.ServiceUnavailable, application.UnexpectedError, bad_request.RequestTimeout,
    }  # fmt: skip
    raised = {case.error.code for case in CASES} | {error.code for error in others}
    assert raised == {*filter(is_of_this_service, Problems.of(errors))}
    assert len(raised) >= 22


# Successes.


def test_a_key_is_created_verified_changed_and_deleted(call: Call) -> None:
    """The life of a key."""
    created = call(
        "keys.createKey", **API, prefix="acme", name="A key", externalId="user_3",
        meta={"plan": "pro", "since": None}, permissions=["documents.read"],
        credits={"remaining": 2}, expires=4_000_000_000_000,
    ).json()["data"]  # fmt: skip
    id, key = created["keyId"], created["key"]
    assert key.startswith("acme_")
    kept = call("keys.getKey", keyId=id).json()["data"]
    assert kept["identity"] == {"externalId": "user_3", "meta": {}}
    assert kept["meta"] == {"plan": "pro", "since": None}
    assert kept["credits"] == {"remaining": 2}
    assert "plaintext" not in kept
    assert call("keys.whoami", key=key).json()["data"] == kept
    asked = {"key": key, "permissions": "documents.read AND (documents.read OR nothing)"}
    verdicts = [call("keys.verifyKey", **asked).json()["data"]["code"] for _ in range(3)]
    assert verdicts == ["VALID", "VALID", "USAGE_EXCEEDED"]
    more = call("keys.updateCredits", keyId=id, operation="increment", value=5).json()
    assert more["data"] == {"remaining": 5}
    assert call("keys.updateKey", keyId=id, enabled=False, name=None).status_code == 200
    assert call("keys.verifyKey", key=key).json()["data"]["code"] == "DISABLED"
    assert call("keys.deleteKey", keyId=id).json()["data"] == {}
    assert call("keys.verifyKey", key=key).json()["data"] == {"valid": False, "code": "NOT_FOUND"}


def test_a_key_lacks_permissions_or_has_expired(call: Call) -> None:
    """Neither is an error."""
    expired = call("keys.createKey", **API, expires=1).json()["data"]["key"]
    assert call("keys.verifyKey", key=expired).json()["data"]["code"] == "EXPIRED"
    key = call("keys.createKey", **API).json()["data"]["key"]
    answer = call("keys.verifyKey", key=key, permissions="documents.read").json()
    assert answer["data"]["code"] == "INSUFFICIENT_PERMISSIONS"


def test_a_key_is_recovered_where_the_api_keeps_it(call: Call) -> None:
    """An API that is set up for it."""
    body = {"apiId": "api_encrypted", "recoverable": True}
    created = call("keys.createKey", **body).json()["data"]
    kept = call("keys.getKey", keyId=created["keyId"], decrypt=True).json()["data"]
    assert kept["plaintext"] == created["key"]


def test_a_limit_of_a_key_counts_by_itself_or_when_it_is_asked_for(call: Call) -> None:
    """Or stands in the request as a whole."""
    limits = [
        {"name": "requests", "limit": 2, "duration": 60_000, "autoApply": True},
        {"name": "exports", "limit": 1, "duration": 60_000},
    ]
    key = call("keys.createKey", **API, ratelimits=limits).json()["data"]["key"]
    exports = {"ratelimits": [{"name": "exports"}]}
    answers = [call("keys.verifyKey", key=key, **more).json() for more in (exports, exports, {})]
    assert [one["data"]["code"] for one in answers] == ["VALID", "RATE_LIMITED", "RATE_LIMITED"]
    asked = {"name": "imports", "limit": 7, "duration": 60_000, "cost": 3}
    (_, counted) = answers[0]["data"]["ratelimits"], asked
    other = call("keys.createKey", **API).json()["data"]["key"]
    answer = call("keys.verifyKey", key=other, ratelimits=[counted]).json()
    assert answer["data"]["ratelimits"][0]["remaining"] == 4


def test_keys_are_listed_in_pages(call: Call) -> None:
    """Those of one identity, here."""
    made = {
        call("keys.createKey", **API, externalId="user_4").json()["data"]["keyId"] for _ in range(3)
    }
    body = {**API, "limit": 2, "externalId": "user_4"}
    first = call("apis.listKeys", **body).json()
    assert first["pagination"]["hasMore"]
    last = call("apis.listKeys", **body, cursor=first["pagination"]["cursor"]).json()
    assert last["pagination"] == {"hasMore": False}
    assert {key["keyId"] for key in first["data"] + last["data"]} == made


def test_an_api_is_created_read_and_deleted_with_its_keys(call: Call) -> None:
    """A key of it is gone as well."""
    id = call("apis.createApi", name="payments").json()["data"]["apiId"]
    assert call("apis.getApi", apiId=id).json()["data"] == {"id": id, "name": "payments"}
    key = call("keys.createKey", apiId=id).json()["data"]["keyId"]
    assert call("apis.deleteApi", apiId=id).json()["data"] == {}
    assert_problem(call("apis.getApi", apiId=id), data.ApiNotFound, api_id=id)
    assert_problem(call("keys.getKey", keyId=key), data.KeyNotFound)


def test_an_identity_is_read_by_either_of_its_names(call: Call) -> None:
    """And changed, each part as a whole."""
    limits = [{"name": "exports", "limit": 10, "duration": 3_600_000, "autoApply": False}]
    created = call("identities.createIdentity", externalId="user_5", meta={"plan": "free"})
    id = created.json()["data"]["identityId"]
    changed = call("identities.updateIdentity", identity="user_5", ratelimits=limits).json()["data"]
    assert changed["meta"] == {"plan": "free"}
    assert changed["ratelimits"] == limits
    for name in (id, "user_5"):
        assert call("identities.getIdentity", identity=name).json()["data"] == changed


def test_roles_and_permissions_are_given_to_keys(call: Call) -> None:
    """The role was created before, the permission comes into being."""
    assert call("permissions.createRole", name="billing.reader").status_code == 200
    body = {**API, "roles": ["billing.reader"], "permissions": ["invoices.read"]}
    id = call("keys.createKey", **body).json()["data"]["keyId"]
    kept = call("keys.getKey", keyId=id).json()["data"]
    assert (kept["roles"], kept["permissions"]) == (["billing.reader"], ["invoices.read"])
    found = call("permissions.getPermission", permission="invoices.read").json()["data"]
    assert found["slug"] == "invoices.read"


def test_requests_are_counted_and_an_override_is_stronger(call: Call) -> None:
    """The namespace comes into being with the first."""
    body = {"namespace": "mails", "identifier": "user_1", "duration": 60_000}
    counted = [call("ratelimit.limit", **body, limit=1).json()["data"] for _ in range(2)]
    assert [one["success"] for one in counted] == [True, False]
    id = call("ratelimit.setOverride", **body, limit=3).json()["data"]["overrideId"]
    again = call("ratelimit.limit", **body, limit=1).json()["data"]
    assert (again["success"], again["limit"], again["overrideId"]) == (True, 3, id)
    named = {"namespace": "mails", "identifier": "user_1"}
    assert call("ratelimit.getOverride", **named).json()["data"]["limit"] == 3


# As any user of errbook has it.


def test_the_generated_package_is_that_of_the_catalog() -> None:
    """What is committed is what would be built."""
    command = ["build", "python", "-o", "tests/keys_api/errors", "--check"]
    done = subprocess.run(
        [sys.executable, "-m", "errbook", *command], cwd=TOP, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
