"""Rate limits for the users of a service, counted in namespaces."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from fastapi import APIRouter
from tests.keys_api.answers import Answer, Counted, OverrideOf, SetOverrideOf
from tests.keys_api.auth import Called, Caller
from tests.keys_api.bodies import LimitRequest, NamedOverride, SetOverride
from tests.keys_api.errors.unkey import authorization, data
from tests.keys_api.reading import Route
from tests.keys_api.store import Store, Stored, new_id

from errbook.web import raises

router = APIRouter(tags=["ratelimit"], route_class=Route)


@router.post(
    "/v2/ratelimit.limit", operation_id="ratelimit.limit", response_model_exclude_none=True
)
@raises(authorization.InsufficientPermissions, data.RatelimitNamespaceGone)
def limit(body: LimitRequest, caller: Called, store: Stored) -> Answer[Counted]:
    """Count a request. A namespace that is not there yet is created."""
    with store.transaction():
        namespace = _named(store, caller, body.namespace)
        if namespace is None:
            caller.needs("ratelimit", None, "limit")
            caller.needs("ratelimit", None, "create_namespace")
            id = new_id("rlns")
            workspace_id = caller.workspace_id
            store.insert("namespaces", id=id, workspace_id=workspace_id, name=body.namespace)
        elif namespace["deleted_at"] is not None:
            raise data.RatelimitNamespaceGone(
                namespace=body.namespace,
                deleted_at=datetime.fromtimestamp(namespace["deleted_at"] / 1000, UTC),
            )
        else:
            id = namespace["id"]
            caller.needs("ratelimit", id, "limit")
        override = _override(store, id, body.identifier)
        most, duration = body.limit, body.duration
        if override is not None:
            most, duration = override["most"], override["duration"]
        name = f"{body.identifier} in {id}"
        counted, left, ends = store.count(name, body.cost, most, duration)
    return Answer(
        data=Counted(
            success=counted,
            limit=most,
            remaining=left,
            reset=ends,
            override_id=None if override is None else override["id"],
        )
    )


@router.post("/v2/ratelimit.setOverride", operation_id="ratelimit.setOverride")
@raises(authorization.InsufficientPermissions, data.RatelimitNamespaceNotFound)
def set_override(body: SetOverride, caller: Called, store: Stored) -> Answer[SetOverrideOf]:
    """Give an identifier a limit of its own."""
    with store.transaction():
        namespace = _living(store, caller, body.namespace)
        caller.needs("ratelimit", namespace["id"], "set_override")
        known = _override(store, namespace["id"], body.identifier)
        id = new_id("ovr") if known is None else known["id"]
        store.run(
            "INSERT OR REPLACE INTO overrides VALUES (?, ?, ?, ?, ?)",
            id, namespace["id"], body.identifier, body.limit, body.duration,
        )  # fmt: skip
    return Answer(data=SetOverrideOf(override_id=id))


@router.post("/v2/ratelimit.getOverride", operation_id="ratelimit.getOverride")
@raises(
    authorization.InsufficientPermissions,
    data.RatelimitNamespaceNotFound,
    data.RatelimitOverrideNotFound,
)
def get_override(body: NamedOverride, caller: Called, store: Stored) -> Answer[OverrideOf]:
    """Read the limit that an identifier has of its own."""
    namespace = _living(store, caller, body.namespace)
    caller.needs("ratelimit", namespace["id"], "read_override")
    found = _override(store, namespace["id"], body.identifier)
    if found is None:
        raise data.RatelimitOverrideNotFound(namespace=body.namespace, identifier=body.identifier)
    shown = OverrideOf(
        override_id=found["id"],
        identifier=found["identifier"],
        limit=found["most"],
        duration=found["duration"],
    )
    return Answer(data=shown)


def _named(store: Store, caller: Caller, name: str) -> sqlite3.Row | None:
    """Return the namespace of that name or id, deleted or not."""
    return store.one(
        "SELECT * FROM namespaces WHERE workspace_id = ? AND ? IN (name, id)"
        " ORDER BY name = ? DESC",
        caller.workspace_id, name, name,
    )  # fmt: skip


def _living(store: Store, caller: Caller, name: str) -> sqlite3.Row:
    """Return the namespace of that name or id. Raises `RatelimitNamespaceNotFound`."""
    found = _named(store, caller, name)
    if found is None or found["deleted_at"] is not None:
        raise data.RatelimitNamespaceNotFound(namespace=name)
    return found


def _override(store: Store, namespace_id: str, identifier: str) -> sqlite3.Row | None:
    return store.one(
        "SELECT * FROM overrides WHERE namespace_id = ? AND identifier = ?",
        namespace_id, identifier,
    )  # fmt: skip
