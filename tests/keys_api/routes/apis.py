"""APIs: what keys are created in."""

from __future__ import annotations

from fastapi import APIRouter
from tests.keys_api.answers import Answer, ApiOf, CreatedApi, KeysOf, Nothing, Pages
from tests.keys_api.auth import Called
from tests.keys_api.bodies import CreateApi, ListKeys, NamedApi
from tests.keys_api.errors.unkey import application, authorization, data
from tests.keys_api.reading import Route
from tests.keys_api.records import find_api, shown
from tests.keys_api.store import Stored, new_id, now

from errbook.web import raises

router = APIRouter(tags=["apis"], route_class=Route)


@router.post("/v2/apis.createApi", operation_id="apis.createApi")
@raises(authorization.InsufficientPermissions)
def create_api(body: CreateApi, caller: Called, store: Stored) -> Answer[CreatedApi]:
    """Create an API."""
    caller.needs("api", None, "create_api")
    id = new_id("api")
    store.insert("apis", id=id, workspace_id=caller.workspace_id, name=body.name)
    return Answer(data=CreatedApi(api_id=id))


@router.post("/v2/apis.getApi", operation_id="apis.getApi")
@raises(authorization.InsufficientPermissions, data.ApiNotFound)
def get_api(body: NamedApi, caller: Called, store: Stored) -> Answer[ApiOf]:
    """Read an API."""
    caller.needs("api", body.api_id, "read_api")
    api = find_api(store, caller, body.api_id)
    return Answer(data=ApiOf(id=api["id"], name=api["name"]))


@router.post("/v2/apis.deleteApi", operation_id="apis.deleteApi")
@raises(
    application.ProtectedResource,
    authorization.InsufficientPermissions,
    data.ApiNotFound,
)
def delete_api(body: NamedApi, caller: Called, store: Stored) -> Answer[Nothing]:
    """Delete an API with all of its keys."""
    caller.needs("api", body.api_id, "delete_api")
    with store.transaction():
        api = find_api(store, caller, body.api_id)
        if api["delete_protection"]:
            raise application.ProtectedResource(api_id=api["id"])
        store.run("UPDATE apis SET deleted_at = ? WHERE id = ?", now(), api["id"])
        store.run("UPDATE keys SET deleted_at = ? WHERE api_id = ?", now(), api["id"])
    return Answer(data=Nothing())


@router.post("/v2/apis.listKeys", operation_id="apis.listKeys", response_model_exclude_none=True)
@raises(
    application.PreconditionFailed,
    authorization.InsufficientPermissions,
    data.ApiNotFound,
)
def list_keys(body: ListKeys, caller: Called, store: Stored) -> KeysOf:
    """List the keys of an API, or those of one identity among them, in pages."""
    caller.needs("api", body.api_id, "read_key")
    caller.needs("api", body.api_id, "read_api")
    api = find_api(store, caller, body.api_id)
    if not api["holds_keys"]:
        raise application.PreconditionFailed(variant="keys_not_enabled", api_id=api["id"])
    rows = store.all(
        "SELECT keys.* FROM keys LEFT JOIN identities ON identities.id = identity_id"
        " WHERE api_id = ? AND deleted_at IS NULL AND keys.id > ?"
        " AND (? IS NULL OR external_id = ?) ORDER BY keys.id LIMIT ?",
        api["id"], body.cursor or "", body.external_id, body.external_id, body.limit + 1,
    )  # fmt: skip
    page = rows[: body.limit]
    has_more = len(rows) > len(page)
    return KeysOf(
        data=[shown(store, row) for row in page],
        pagination=Pages(has_more=has_more, cursor=page[-1]["id"] if has_more else None),
    )
