"""Is a key valid? What a service asks with each request of its own users."""

from __future__ import annotations

from fastapi import APIRouter
from tests.keys_api.answers import Answer, CountedLimit, Verdict, Verified
from tests.keys_api.auth import Called, Caller, digest
from tests.keys_api.bodies import AskedLimit, VerifyKey
from tests.keys_api.errors.unkey import application, authorization
from tests.keys_api.errors.user import bad_request
from tests.keys_api.query import Query
from tests.keys_api.reading import Route
from tests.keys_api.records import Row, find_key, granted, limits_of, shown
from tests.keys_api.store import Store, Stored, now

from errbook.web import raises

router = APIRouter(tags=["keys"], route_class=Route)


@router.post("/v2/keys.verifyKey", operation_id="keys.verifyKey", response_model_exclude_none=True)
@raises(
    application.PreconditionFailed,
    authorization.InsufficientPermissions,
    bad_request.PermissionsQuerySyntaxError,
)
def verify_key(body: VerifyKey, caller: Called, store: Stored) -> Answer[Verified]:
    """Tell whether a key is valid. One that is not is no error: the answer says so, and why."""
    query = None if body.permissions is None else Query(body.permissions)
    if not caller.may_anywhere("api", "verify_key"):
        caller.needs("api", None, "verify_key")
    with store.transaction():
        key = store.one(
            "SELECT * FROM keys WHERE hash = ? AND workspace_id = ? AND deleted_at IS NULL",
            digest(body.key), caller.workspace_id,
        )  # fmt: skip
        if key is None or not caller.may("api", key["api_id"], "verify_key"):
            return Answer(data=Verified(valid=False, code="NOT_FOUND"))
        asked = [(one, *_defined(store, key, one)) for one in _all_limits(store, key, body)]
        verdict = _standing(store, key, query)
        counted: list[CountedLimit] = []
        if verdict == "VALID":
            counted = [_counted(store, key, *one) for one in asked]
            if any(one.exceeded for one in counted):
                verdict = "RATE_LIMITED"
        if verdict == "VALID" and key["remaining"] is not None:
            cost = 1 if body.credits is None else body.credits.cost
            if store.run(
                "UPDATE keys SET remaining = remaining - ? WHERE id = ? AND remaining >= ?",
                cost, key["id"], cost,
            ) == 0:  # fmt: skip
                verdict = "USAGE_EXCEEDED"
        return Answer(data=_shown(store, caller, key["id"], verdict, counted))


def _standing(store: Store, key: Row, query: Query | None) -> Verdict:
    """Return what there is to say of a key before anything is counted."""
    if not key["enabled"]:
        return "DISABLED"
    if key["expires"] is not None and key["expires"] <= now():
        return "EXPIRED"
    if query is not None and not query.allows(granted(store, key["id"], "permission")):
        return "INSUFFICIENT_PERMISSIONS"
    return "VALID"


def _all_limits(store: Store, key: Row, body: VerifyKey) -> list[AskedLimit]:
    """Return the limits that the request asks for, and those that apply by themselves."""
    asked = {one.name: one for one in body.ratelimits}
    for owner_id in (key["id"], key["identity_id"]):
        for limit in limits_of(store, owner_id):
            if limit.auto_apply and limit.name not in asked:
                asked[limit.name] = AskedLimit(name=limit.name)
    return [*asked.values()]


def _defined(store: Store, key: Row, asked: AskedLimit) -> tuple[int, int]:
    """Return limit and duration: of the request, the key or its identity, in this order.

    Raises `PreconditionFailed` if none of them has any.
    """
    if asked.limit is not None and asked.duration is not None:
        return asked.limit, asked.duration
    for owner_id in (key["id"], key["identity_id"]):
        for limit in limits_of(store, owner_id):
            if limit.name == asked.name:
                return limit.limit, limit.duration
    raise application.PreconditionFailed(
        variant="ratelimit_not_defined", key_id=key["id"], ratelimit_name=asked.name
    )


def _counted(store: Store, key: Row, asked: AskedLimit, limit: int, duration: int) -> CountedLimit:
    name = f"{asked.name} of {key['id']}"
    counted, left, ends = store.count(name, asked.cost, limit, duration)
    return CountedLimit(
        name=asked.name,
        limit=limit,
        duration=duration,
        exceeded=not counted,
        remaining=left,
        reset=ends,
    )


def _shown(
    store: Store, caller: Caller, key_id: str, verdict: Verdict, counted: list[CountedLimit]
) -> Verified:
    key = find_key(store, caller, key_id)  # with the credits that are left
    whole = shown(store, key)
    return Verified(
        valid=verdict == "VALID",
        code=verdict,
        key_id=whole.key_id,
        name=whole.name,
        meta=whole.meta,
        expires=whole.expires,
        credits=None if whole.credits is None else whole.credits.remaining,
        enabled=whole.enabled,
        identity=whole.identity,
        permissions=whole.permissions,
        roles=whole.roles,
        ratelimits=counted,
    )
