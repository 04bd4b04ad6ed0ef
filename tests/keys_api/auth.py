"""Who sends the request: the root key in the Authorization header, and what it may do."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPBearer
from tests.keys_api.errors.unkey import authentication, authorization, data
from tests.keys_api.errors.user import too_many_requests
from tests.keys_api.store import Store, Stored, now

from errbook.web import raises

__all__ = ["Called", "Caller", "digest"]


def digest(secret: str) -> str:
    """Return what is kept of a key instead of the key."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Caller:
    """A root key that was let in."""

    root_key_id: str
    workspace_id: str
    permissions: frozenset[str]

    def may(self, kind: str, id: str | None, action: str) -> bool:
        """Tell whether it may do `action`, as `read_key`, to one record of `kind` or to all."""
        return not self.permissions.isdisjoint(_sufficient(kind, id, action))

    def may_anywhere(self, kind: str, action: str) -> bool:
        """Tell whether it may do `action` to any record of `kind`."""
        parts = (permission.split(".") for permission in self.permissions)
        return any(part[0] == kind and part[-1] == action for part in parts)

    def needs(self, kind: str, id: str | None, action: str) -> None:
        """Raise `InsufficientPermissions` if it may not."""
        if not self.may(kind, id, action):
            raise authorization.InsufficientPermissions(
                required_permissions=_sufficient(kind, id, action), root_key_id=self.root_key_id
            )


def _sufficient(kind: str, id: str | None, action: str) -> list[str]:
    """Return the permissions of which one is enough."""
    return [f"{kind}.{one}.{action}" for one in (["*"] if id is None else ["*", id])]


def _secret(header: str | None) -> str:
    """Return the root key in an Authorization header."""
    if not header:
        raise authentication.Missing
    scheme, space, secret = header.partition(" ")
    if scheme != "Bearer" or not space or not secret.strip():
        raise authentication.Malformed(variant="no_bearer")
    if secret.count(".") == 2 and all(secret.split(".")):
        raise authentication.Malformed(variant="foreign_jwt")
    return secret.strip()


_documented = HTTPBearer(auto_error=False, description="A root key.", scheme_name="rootKey")
"""For the document only: it says nothing of what is wrong with a header."""


@raises(
    authentication.Missing,
    authentication.Malformed,
    authentication.KeyNotFound,
    authorization.Forbidden,
    authorization.KeyDisabled,
    authorization.WorkspaceDisabled,
    data.WorkspaceNotFound,
    too_many_requests.WorkspaceRateLimited,
)
def _caller(request: Request, store: Stored, _: Annotated[object, Security(_documented)]) -> Caller:
    secret = _secret(request.headers.get("Authorization"))
    root_key = store.one("SELECT * FROM root_keys WHERE hash = ?", digest(secret))
    if root_key is None:
        raise authentication.KeyNotFound
    id, workspace_id = root_key["id"], root_key["workspace_id"]
    workspace = store.one("SELECT * FROM workspaces WHERE id = ?", workspace_id)
    if workspace is None or workspace["deleted_at"] is not None:
        raise data.WorkspaceNotFound(workspace_id=workspace_id, root_key_id=id)
    if not workspace["enabled"]:
        raise authorization.WorkspaceDisabled(workspace_id=workspace_id, root_key_id=id)
    if not root_key["enabled"]:
        raise authorization.KeyDisabled(root_key_id=id)
    expires = root_key["expires_at"]
    if expires is not None and expires <= now():
        expired_at = datetime.fromtimestamp(expires / 1000, UTC)
        raise authorization.Forbidden(expired_at=expired_at, root_key_id=id)
    if workspace["request_limit"] is not None:
        _count(store, workspace_id, workspace["request_limit"], workspace["window_seconds"])
    return Caller(id, workspace_id, frozenset(json.loads(root_key["permissions"])))


def _count(store: Store, workspace_id: str, limit: int, window_seconds: int) -> None:
    """Count a request of the workspace. Raises `WorkspaceRateLimited`."""
    with store.transaction():
        name = f"requests of {workspace_id}"
        counted, _, ends = store.count(name, 1, limit, window_seconds * 1000)
    if not counted:
        raise too_many_requests.WorkspaceRateLimited(
            workspace_id=workspace_id,
            limit=limit,
            window_seconds=window_seconds,
            retry_after=max(1, math.ceil((ends - now()) / 1000)),
        )


Called = Annotated[Caller, Depends(_caller)]
"""What a handler asks for to know who calls."""
