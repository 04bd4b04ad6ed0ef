"""Permissions and roles: what the keys of users may do."""

from __future__ import annotations

import sqlite3

from fastapi import APIRouter
from tests.keys_api.answers import Answer, CreatedPermission, CreatedRole, PermissionOf
from tests.keys_api.auth import Called
from tests.keys_api.bodies import CreatePermission, CreateRole, NamedPermission
from tests.keys_api.errors.unkey import authorization, data
from tests.keys_api.reading import Route
from tests.keys_api.store import Stored, new_id

from errbook.web import raises

router = APIRouter(tags=["permissions"], route_class=Route)


@router.post("/v2/permissions.createPermission", operation_id="permissions.createPermission")
@raises(authorization.InsufficientPermissions, data.PermissionAlreadyExists)
def create_permission(
    body: CreatePermission, caller: Called, store: Stored
) -> Answer[CreatedPermission]:
    """Create a permission."""
    caller.needs("rbac", None, "create_permission")
    id = new_id("perm")
    try:
        store.insert(
            "permissions",
            id=id,
            workspace_id=caller.workspace_id,
            name=body.name,
            slug=body.slug,
            description=body.description,
        )
    except sqlite3.IntegrityError as error:
        raise data.PermissionAlreadyExists(slug=body.slug) from error
    return Answer(data=CreatedPermission(permission_id=id))


@router.post(
    "/v2/permissions.getPermission",
    operation_id="permissions.getPermission",
    response_model_exclude_none=True,
)
@raises(authorization.InsufficientPermissions, data.PermissionNotFound)
def get_permission(body: NamedPermission, caller: Called, store: Stored) -> Answer[PermissionOf]:
    """Read a permission."""
    caller.needs("rbac", None, "read_permission")
    found = store.one(
        "SELECT * FROM permissions WHERE workspace_id = ? AND ? IN (id, slug)",
        caller.workspace_id, body.permission,
    )  # fmt: skip
    if found is None:
        raise data.PermissionNotFound(permission=body.permission)
    shown = PermissionOf(
        id=found["id"],
        name=found["name"],
        slug=found["slug"],
        description=found["description"],
    )
    return Answer(data=shown)


@router.post("/v2/permissions.createRole", operation_id="permissions.createRole")
@raises(authorization.InsufficientPermissions, data.RoleAlreadyExists)
def create_role(body: CreateRole, caller: Called, store: Stored) -> Answer[CreatedRole]:
    """Create a role."""
    caller.needs("rbac", None, "create_role")
    id = new_id("role")
    try:
        store.insert(
            "roles",
            id=id,
            workspace_id=caller.workspace_id,
            name=body.name,
            description=body.description,
        )
    except sqlite3.IntegrityError as error:
        raise data.RoleAlreadyExists(role=body.name) from error
    return Answer(data=CreatedRole(role_id=id))
