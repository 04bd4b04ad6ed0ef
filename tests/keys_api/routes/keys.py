"""Keys: created, read, changed and deleted."""

from __future__ import annotations

import secrets

from fastapi import APIRouter
from tests.keys_api.answers import Answer, CreatedKey, CreditsOf, KeyOf, Nothing
from tests.keys_api.auth import Called, Caller, digest
from tests.keys_api.bodies import (
    CreateKey,
    GetKey,
    NamedKey,
    NamedSecret,
    UpdateCredits,
    UpdateKey,
)  # fmt: skip
from tests.keys_api.errors.unkey import application, authorization, data
from tests.keys_api.reading import Route
from tests.keys_api.records import (
    Row,
    find_api,
    find_key,
    grant,
    identity_of,
    keep_limits,
    shown,
    text,
)  # fmt: skip
from tests.keys_api.store import Store, Stored, new_id, now
from tests.keys_api.values import MAX_NUMBER

from errbook.web import raises

router = APIRouter(tags=["keys"], route_class=Route)


@router.post("/v2/keys.createKey", operation_id="keys.createKey")
@raises(
    application.PreconditionFailed,
    authorization.InsufficientPermissions,
    data.ApiNotFound,
    data.RoleNotFound,
)
def create_key(body: CreateKey, caller: Called, store: Stored) -> Answer[CreatedKey]:
    """Create a key. An identity and permissions that are not there yet are created with it."""
    with store.transaction():
        api = find_api(store, caller, body.api_id)
        if not caller.may("api", api["id"], "create_key"):
            raise data.ApiNotFound(api_id=body.api_id)  # so that nobody finds ids by trying
        if not api["holds_keys"]:
            raise application.PreconditionFailed(variant="keys_not_enabled", api_id=api["id"])
        if body.recoverable:
            caller.needs("api", api["id"], "encrypt_key")
            _needs_encryption(api)
        prefix = f"{body.prefix}_" if body.prefix else ""
        key = f"{prefix}{secrets.token_hex(body.byte_length)}"
        id = new_id("key")
        store.insert(
            "keys",
            id=id,
            workspace_id=caller.workspace_id,
            api_id=api["id"],
            hash=digest(key),
            start=key[: len(prefix) + 4],
            name=body.name,
            identity_id=body.external_id and identity_of(store, caller, body.external_id),
            meta=text(body.meta),
            enabled=body.enabled,
            expires=body.expires,
            remaining=body.credits and body.credits.remaining,
            refill=_refill(body),
            created_at=now(),
        )
        if body.recoverable:
            store.insert("vault", key_id=id, value=key)
        keep_limits(store, id, body.ratelimits)
        grant(store, id, "permission", [_permission(store, caller, it) for it in body.permissions])
        grant(store, id, "role", [_role(store, caller, name) for name in body.roles])
    return Answer(data=CreatedKey(key_id=id, key=key))


@router.post("/v2/keys.getKey", operation_id="keys.getKey", response_model_exclude_none=True)
@raises(
    application.PreconditionFailed,
    authorization.InsufficientPermissions,
    data.KeyNotFound,
)
def get_key(body: GetKey, caller: Called, store: Stored) -> Answer[KeyOf]:
    """Read a key, its value only where it was created to be recoverable."""
    key = find_key(store, caller, body.key_id)
    caller.needs("api", key["api_id"], "read_key")
    plaintext = None
    if body.decrypt:
        caller.needs("api", key["api_id"], "decrypt_key")
        _needs_encryption(find_api(store, caller, key["api_id"]))
        kept = store.one("SELECT value FROM vault WHERE key_id = ?", key["id"])
        plaintext = None if kept is None else kept["value"]
    return Answer(data=shown(store, key, plaintext))


@router.post("/v2/keys.whoami", operation_id="keys.whoami", response_model_exclude_none=True)
@raises(data.KeyNotFound)
def whoami(body: NamedSecret, caller: Called, store: Stored) -> Answer[KeyOf]:
    """Find a key by its value. One that the root key may not read counts as absent."""
    key = store.one(
        "SELECT * FROM keys WHERE hash = ? AND workspace_id = ? AND deleted_at IS NULL",
        digest(body.key), caller.workspace_id,
    )  # fmt: skip
    if key is None or not caller.may("api", key["api_id"], "read_key"):
        raise data.KeyNotFound(key_id="" if key is None else key["id"])
    return Answer(data=shown(store, key))


@router.post("/v2/keys.updateKey", operation_id="keys.updateKey")
@raises(authorization.InsufficientPermissions, data.KeyNotFound)
def update_key(body: UpdateKey, caller: Called, store: Stored) -> Answer[Nothing]:
    """Change a key."""
    with store.transaction():
        key = find_key(store, caller, body.key_id)
        caller.needs("api", key["api_id"], "update_key")
        given = body.model_fields_set
        new: dict[str, object] = {"updated_at": now()}
        new |= {name: getattr(body, name) for name in given & {"name", "expires", "enabled"}}
        if "meta" in given:
            new["meta"] = text(body.meta)
        if "external_id" in given:
            new["identity_id"] = body.external_id and identity_of(store, caller, body.external_id)
        if "credits" in given:
            new["remaining"] = body.credits and body.credits.remaining
            new["refill"] = _refill(body)
        _change(store, key, new)
        if body.ratelimits is not None:
            keep_limits(store, key["id"], body.ratelimits)
    return Answer(data=Nothing())


@router.post(
    "/v2/keys.updateCredits", operation_id="keys.updateCredits", response_model_exclude_none=True
)
@raises(authorization.InsufficientPermissions, data.KeyNotFound)
def update_credits(body: UpdateCredits, caller: Called, store: Stored) -> Answer[CreditsOf]:
    """Set how often a key can be used, or change it by a number; what has no end keeps none."""
    with store.transaction():
        key = find_key(store, caller, body.key_id)
        caller.needs("api", key["api_id"], "update_key")
        remaining = body.value
        if body.operation != "set":
            assert body.value is not None  # the body has seen to it
            change = body.value if body.operation == "increment" else -body.value
            had = key["remaining"]
            remaining = None if had is None else min(max(had + change, 0), MAX_NUMBER)
        _change(store, key, {"remaining": remaining, "updated_at": now()})
    return Answer(data=CreditsOf(remaining=remaining))


@router.post("/v2/keys.deleteKey", operation_id="keys.deleteKey")
@raises(authorization.InsufficientPermissions, data.KeyNotFound)
def delete_key(body: NamedKey, caller: Called, store: Stored) -> Answer[Nothing]:
    """Delete a key."""
    with store.transaction():
        key = find_key(store, caller, body.key_id)
        caller.needs("api", key["api_id"], "delete_key")
        store.run("UPDATE keys SET deleted_at = ? WHERE id = ?", now(), key["id"])
        store.run("DELETE FROM vault WHERE key_id = ?", key["id"])
    return Answer(data=Nothing())


def _change(store: Store, key: Row, new: dict[str, object]) -> None:
    """Set columns of a key. Their names are those of this module, never of a request."""
    columns = ", ".join(f"{name} = ?" for name in new)
    store.run(f"UPDATE keys SET {columns} WHERE id = ?", *new.values(), key["id"])


def _refill(body: CreateKey | UpdateKey) -> str | None:
    refill = body.credits and body.credits.refill
    return None if refill is None else refill.model_dump_json(by_alias=True, exclude_none=True)


def _needs_encryption(api: Row) -> None:
    """Raise `PreconditionFailed` if the API keeps hashes only."""
    if not api["keeps_encrypted"]:
        raise application.PreconditionFailed(variant="encryption_not_enabled", api_id=api["id"])


def _permission(store: Store, caller: Caller, slug: str) -> str:
    """Return the id of a permission, which is created if there is none."""
    query = "SELECT id FROM permissions WHERE workspace_id = ? AND slug = ?"
    found = store.one(query, caller.workspace_id, slug)
    if found is not None:
        known: str = found["id"]
        return known
    caller.needs("rbac", None, "create_permission")
    id = new_id("perm")
    store.insert("permissions", id=id, workspace_id=caller.workspace_id, name=slug, slug=slug)
    return id


def _role(store: Store, caller: Caller, name: str) -> str:
    """Return the id of a role. Raises `RoleNotFound`."""
    query = "SELECT id FROM roles WHERE workspace_id = ? AND ? IN (name, id)"
    found = store.one(query, caller.workspace_id, name)
    if found is None:
        raise data.RoleNotFound(role=name)
    id: str = found["id"]
    return id
