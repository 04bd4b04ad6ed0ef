"""What responses tell."""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeVar

from pydantic import Field
from tests.keys_api.values import Data

from errbook.problem import request_id

_T = TypeVar("_T")


class About(Data):
    """What every response tells of its request."""

    request_id: str = Field(default_factory=lambda: request_id.get() or "")


class Answer(Data, Generic[_T]):
    """A response of an operation that succeeded."""

    data: _T
    meta: About = Field(default_factory=About)


class Nothing(Data):
    """The data of an operation that has none to tell."""


class UserOf(Data):
    """The identity that a key belongs to."""

    external_id: str
    meta: dict[str, Any]


class LimitOf(Data):
    """A rate limit as it is kept."""

    name: str
    limit: int
    duration: int
    auto_apply: bool


class RefillOf(Data):
    """A refill as it is kept."""

    interval: Literal["daily", "monthly"]
    amount: int
    refill_day: int | None = None


class CreditsOf(Data):
    """What a key has left; nothing where it can be used without end."""

    remaining: int | None = None
    refill: RefillOf | None = None


class KeyOf(Data):
    """A key as it is kept. Fields without a value are left out."""

    key_id: str
    start: str
    enabled: bool
    created_at: int
    updated_at: int | None = None
    name: str | None = None
    meta: dict[str, Any] | None = None
    expires: int | None = None
    credits: CreditsOf | None = None
    identity: UserOf | None = None
    permissions: list[str]
    roles: list[str]
    ratelimits: list[LimitOf]
    plaintext: str | None = None


class CreatedKey(Data):
    """The only time that a key is told."""

    key_id: str
    key: str


Verdict = Literal[
    "VALID", "NOT_FOUND", "DISABLED", "EXPIRED", "INSUFFICIENT_PERMISSIONS", "RATE_LIMITED",
    "USAGE_EXCEEDED",
]  # fmt: skip


class CountedLimit(Data):
    """A rate limit that a verification counted in."""

    name: str
    limit: int
    duration: int
    exceeded: bool
    remaining: int
    reset: int


class Verified(Data):
    """Whether a key is valid, and what is known of it."""

    valid: bool
    code: Verdict
    key_id: str | None = None
    name: str | None = None
    meta: dict[str, Any] | None = None
    expires: int | None = None
    credits: int | None = None
    enabled: bool | None = None
    identity: UserOf | None = None
    permissions: list[str] | None = None
    roles: list[str] | None = None
    ratelimits: list[CountedLimit] | None = None


class CreatedApi(Data):
    """The id of an API that was created."""

    api_id: str


class ApiOf(Data):
    """An API as it is kept."""

    id: str
    name: str


class Pages(Data):
    """How a list goes on."""

    has_more: bool
    cursor: str | None = None


class KeysOf(Answer[list[KeyOf]]):
    """A page of keys."""

    pagination: Pages


class CreatedIdentity(Data):
    """The id of an identity that was created."""

    identity_id: str


class IdentityOf(Data):
    """An identity as it is kept."""

    id: str
    external_id: str
    meta: dict[str, Any]
    ratelimits: list[LimitOf]


class CreatedPermission(Data):
    """The id of a permission that was created."""

    permission_id: str


class PermissionOf(Data):
    """A permission as it is kept."""

    id: str
    name: str
    slug: str
    description: str | None = None


class CreatedRole(Data):
    """The id of a role that was created."""

    role_id: str


class Counted(Data):
    """Whether a request is within its limit."""

    success: bool
    limit: int
    remaining: int
    reset: int
    override_id: str | None = None


class SetOverrideOf(Data):
    """The id of an override that was set."""

    override_id: str


class OverrideOf(Data):
    """An override as it is kept."""

    override_id: str
    identifier: str
    limit: int
    duration: int


class Alive(Data):
    """What the service says of itself."""

    message: Literal["OK"] = "OK"
