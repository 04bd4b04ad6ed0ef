"""Identities: the users that keys belong to."""

from __future__ import annotations

import json
import sqlite3

from fastapi import APIRouter
from tests.keys_api.answers import Answer, CreatedIdentity, IdentityOf
from tests.keys_api.auth import Called
from tests.keys_api.bodies import CreateIdentity, NamedIdentity, UpdateIdentity
from tests.keys_api.errors.unkey import authorization, data
from tests.keys_api.reading import Route
from tests.keys_api.records import find_identity, keep_limits, limits_of, text
from tests.keys_api.store import Store, Stored, new_id

from errbook.web import raises

router = APIRouter(tags=["identities"], route_class=Route)


@router.post("/v2/identities.createIdentity", operation_id="identities.createIdentity")
@raises(authorization.InsufficientPermissions, data.IdentityAlreadyExists)
def create_identity(body: CreateIdentity, caller: Called, store: Stored) -> Answer[CreatedIdentity]:
    """Create an identity."""
    caller.needs("identity", None, "create_identity")
    id = new_id("id")
    with store.transaction():
        try:
            store.insert(
                "identities",
                id=id,
                workspace_id=caller.workspace_id,
                external_id=body.external_id,
                meta=text(body.meta or {}),
            )
        except sqlite3.IntegrityError as error:
            raise data.IdentityAlreadyExists(external_id=body.external_id) from error
        keep_limits(store, id, body.ratelimits)
    return Answer(data=CreatedIdentity(identity_id=id))


@router.post("/v2/identities.getIdentity", operation_id="identities.getIdentity")
@raises(authorization.InsufficientPermissions, data.IdentityNotFound)
def get_identity(body: NamedIdentity, caller: Called, store: Stored) -> Answer[IdentityOf]:
    """Read an identity."""
    identity = find_identity(store, caller, body.identity)
    caller.needs("identity", identity["id"], "read_identity")
    return Answer(data=_shown(store, identity))


@router.post("/v2/identities.updateIdentity", operation_id="identities.updateIdentity")
@raises(authorization.InsufficientPermissions, data.IdentityNotFound)
def update_identity(body: UpdateIdentity, caller: Called, store: Stored) -> Answer[IdentityOf]:
    """Replace the metadata of an identity, its rate limits, or both."""
    with store.transaction():
        identity = find_identity(store, caller, body.identity)
        caller.needs("identity", identity["id"], "update_identity")
        if body.meta is not None:
            new = text(body.meta)
            store.run("UPDATE identities SET meta = ? WHERE id = ?", new, identity["id"])
        if body.ratelimits is not None:
            keep_limits(store, identity["id"], body.ratelimits)
    return Answer(data=_shown(store, find_identity(store, caller, identity["id"])))


def _shown(store: Store, identity: sqlite3.Row) -> IdentityOf:
    return IdentityOf(
        id=identity["id"],
        external_id=identity["external_id"],
        meta=json.loads(identity["meta"]),
        ratelimits=limits_of(store, identity["id"]),
    )
