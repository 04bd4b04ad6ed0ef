"""What several operations find, keep and show."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from tests.keys_api.answers import CreditsOf, KeyOf, LimitOf, UserOf
from tests.keys_api.auth import Caller
from tests.keys_api.bodies import KeyLimit
from tests.keys_api.errors.unkey import data
from tests.keys_api.store import Store, new_id

__all__ = [
    "find_api", "find_identity", "find_key", "grant", "granted", "identity_of", "keep_limits",
    "limits_of", "shown", "text", "user_of",
]  # fmt: skip

Row = sqlite3.Row


def text(value: Mapping[str, Any] | None) -> str | None:
    """Return a JSON value as it is kept."""
    return None if value is None else json.dumps(value, ensure_ascii=False)


def find_api(store: Store, caller: Caller, id: str) -> Row:
    """Return the API with `id` of the caller's workspace. Raises `ApiNotFound`."""
    found = store.one(
        "SELECT * FROM apis WHERE id = ? AND workspace_id = ? AND deleted_at IS NULL",
        id, caller.workspace_id,
    )  # fmt: skip
    if found is None:
        raise data.ApiNotFound(api_id=id)
    return found


def find_key(store: Store, caller: Caller, id: str) -> Row:
    """Return the key with `id` of the caller's workspace. Raises `KeyNotFound`."""
    found = store.one(
        "SELECT * FROM keys WHERE id = ? AND workspace_id = ? AND deleted_at IS NULL",
        id, caller.workspace_id,
    )  # fmt: skip
    if found is None:
        raise data.KeyNotFound(key_id=id)
    return found


def find_identity(store: Store, caller: Caller, named: str) -> Row:
    """Return the identity of that id or external id. Raises `IdentityNotFound`."""
    found = store.one(
        "SELECT * FROM identities WHERE workspace_id = ? AND ? IN (id, external_id)"
        " ORDER BY id = ? DESC",
        caller.workspace_id, named, named,
    )  # fmt: skip
    if found is None:
        raise data.IdentityNotFound(identity=named)
    return found


def identity_of(store: Store, caller: Caller, external_id: str) -> str:
    """Return the id of the identity with that external id, which is created if there is none."""
    store.run(
        "INSERT OR IGNORE INTO identities (id, workspace_id, external_id) VALUES (?, ?, ?)",
        new_id("id"), caller.workspace_id, external_id,
    )  # fmt: skip
    found = store.one(
        "SELECT id FROM identities WHERE workspace_id = ? AND external_id = ?",
        caller.workspace_id, external_id,
    )  # fmt: skip
    assert found is not None
    id: str = found["id"]
    return id


def user_of(store: Store, identity_id: str | None) -> UserOf | None:
    """Return the identity with that id as keys show it."""
    found = store.one("SELECT * FROM identities WHERE id = ?", identity_id)
    if found is None:
        return None
    return UserOf(external_id=found["external_id"], meta=json.loads(found["meta"]))


# What belongs to a key or an identity.


def keep_limits(store: Store, owner_id: str, limits: Iterable[KeyLimit]) -> None:
    """Replace the rate limits of a key or an identity. Of two with one name the last one stays."""
    store.run("DELETE FROM limits WHERE owner_id = ?", owner_id)
    for one in limits:
        store.run(
            "INSERT OR REPLACE INTO limits VALUES (?, ?, ?, ?, ?)",
            owner_id, one.name, one.limit, one.duration, one.auto_apply,
        )  # fmt: skip


def limits_of(store: Store, owner_id: str | None) -> list[LimitOf]:
    """Return the rate limits of a key or an identity."""
    rows = store.all("SELECT * FROM limits WHERE owner_id = ? ORDER BY name", owner_id)
    return [
        LimitOf(
            name=row["name"],
            limit=row["most"],
            duration=row["duration"],
            auto_apply=bool(row["auto_apply"]),
        )
        for row in rows
    ]


Kind = Literal["permission", "role"]


def grant(store: Store, key_id: str, kind: Kind, ids: Iterable[str]) -> None:
    """Give a key the permissions or roles with those ids."""
    for id in ids:
        store.run("INSERT OR IGNORE INTO granted VALUES (?, ?, ?)", key_id, id, kind)


def granted(store: Store, key_id: str, kind: Kind) -> list[str]:
    """Return the slugs of a key's permissions, or the names of its roles."""
    query = {
        "permission": "SELECT slug AS word FROM permissions JOIN granted ON what = id",
        "role": "SELECT name AS word FROM roles JOIN granted ON what = id",
    }[kind]
    rows = store.all(f"{query} WHERE key_id = ? AND kind = ? ORDER BY word", key_id, kind)
    return [row["word"] for row in rows]


def shown(store: Store, key: Row, plaintext: str | None = None) -> KeyOf:
    """Return a key as responses show it."""
    credits = None
    if key["remaining"] is not None:
        refill = None if key["refill"] is None else json.loads(key["refill"])
        credits = CreditsOf.model_validate({"remaining": key["remaining"], "refill": refill})
    return KeyOf(
        key_id=key["id"],
        start=key["start"],
        enabled=bool(key["enabled"]),
        created_at=key["created_at"],
        updated_at=key["updated_at"],
        name=key["name"],
        meta=None if key["meta"] is None else json.loads(key["meta"]),
        expires=key["expires"],
        credits=credits,
        identity=user_of(store, key["identity_id"]),
        permissions=granted(store, key["id"], "permission"),
        roles=granted(store, key["id"], "role"),
        ratelimits=limits_of(store, key["id"]),
        plaintext=plaintext,
    )
