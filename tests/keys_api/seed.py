"""What is in the database of a service that was just set up, under fixed ids and values.

The values are known to everybody, so that documentation can be replayed with them. They are good
for this service only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from tests.keys_api.auth import digest
from tests.keys_api.store import Database, Store, now

__all__ = ["ENVIRONMENT", "seed"]

_EVERYTHING = [
    *(f"api.*.{action}_api" for action in ("create", "read", "delete")),
    *(
        f"api.*.{action}_key"
        for action in ("create", "read", "update", "delete", "verify", "encrypt", "decrypt")
    ),
    *(f"identity.*.{action}_identity" for action in ("create", "read", "update")),
    *(f"rbac.*.{action}" for action in ("create_permission", "read_permission", "create_role")),
    *(
        f"ratelimit.*.{action}"
        for action in ("limit", "create_namespace", "set_override", "read_override")
    ),
]

ENVIRONMENT: Mapping[str, str] = {
    "UNKEY_ROOT_KEY": "unkey_everything",
    "UNKEY_POWERLESS_ROOT_KEY": "unkey_nothing",
    "UNKEY_DISABLED_ROOT_KEY": "unkey_disabled",
    "UNKEY_EXPIRED_ROOT_KEY": "unkey_expired",
    "UNKEY_DISABLED_WORKSPACE_ROOT_KEY": "unkey_disabled_workspace",
    "UNKEY_DELETED_WORKSPACE_ROOT_KEY": "unkey_deleted_workspace",
    "UNKEY_LIMITED_ROOT_KEY": "unkey_limited",
    "UNKEY_API": "api_payments",
    "UNKEY_PROTECTED_API": "api_protected",
    "UNKEY_ENCRYPTED_API": "api_encrypted",
    "UNKEY_KEY_ID": "key_payments",
    "UNKEY_LIMITED_KEY_ID": "key_limited",
    "UNKEY_KEY": "acme_payments",
    "UNKEY_DELETED_NAMESPACE": "sms_deleted",
}
"""Where to find what is there: root keys, and the ids of records, by environment variable."""

LIMIT = 2
"""Requests that the limited workspace may send in an hour."""


def seed(path: Path) -> None:
    """Make a database at `path`."""
    with Database(path, patience=5).open() as store, store.transaction():
        _workspaces(store)
        _records(store)


def _workspaces(store: Store) -> None:
    hour_ago = now() - 3_600_000
    store.insert("workspaces", id="ws_main")
    store.insert("workspaces", id="ws_disabled", enabled=False)
    store.insert("workspaces", id="ws_deleted", deleted_at=hour_ago)
    store.insert("workspaces", id="ws_limited", request_limit=LIMIT, window_seconds=3600)
    for name, workspace_id, permissions, more in (
        ("unkey_everything", "ws_main", _EVERYTHING, {}),
        ("unkey_nothing", "ws_main", [], {}),
        ("unkey_disabled", "ws_main", _EVERYTHING, {"enabled": False}),
        ("unkey_expired", "ws_main", _EVERYTHING, {"expires_at": hour_ago}),
        ("unkey_disabled_workspace", "ws_disabled", _EVERYTHING, {}),
        ("unkey_deleted_workspace", "ws_deleted", _EVERYTHING, {}),
        ("unkey_limited", "ws_limited", _EVERYTHING, {}),
    ):
        store.insert(
            "root_keys",
            id=name.replace("unkey", "root", 1),
            workspace_id=workspace_id,
            hash=digest(name),
            permissions=json.dumps(permissions),
            **more,
        )


def _records(store: Store) -> None:
    for id, workspace_id, more in (
        ("api_payments", "ws_main", {}),
        ("api_protected", "ws_main", {"delete_protection": True}),
        ("api_keyless", "ws_main", {"holds_keys": False}),
        ("api_encrypted", "ws_main", {"keeps_encrypted": True}),
        ("api_limited", "ws_limited", {}),
    ):
        store.insert("apis", id=id, workspace_id=workspace_id, name=id, **more)
    for name, workspace_id in (("payments", "ws_main"), ("limited", "ws_limited")):
        store.insert(
            "keys",
            id=f"key_{name}",
            workspace_id=workspace_id,
            api_id=f"api_{name}",
            hash=digest(f"acme_{name}"),
            start="acme_",
            enabled=True,
            created_at=now(),
        )
    for name, deleted_at in (("sms_login", None), ("sms_deleted", now())):
        store.insert(
            "namespaces",
            id=f"rlns_{name}",
            workspace_id="ws_main",
            name=name,
            deleted_at=deleted_at,
        )
