"""What requests hold."""

from __future__ import annotations

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import ConfigDict, Field, ValidationInfo, field_validator, model_validator
from tests.keys_api.values import (
    WHOLE,
    Body,
    Count,
    Description,
    Duration,
    ExternalId,
    Id,
    Left,
    Limit,
    Meta,
    Name,
    Secret,
    Slug,
    Time,
)  # fmt: skip


class Refill(Body):
    """Credits that a key gets again and again."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"interval": {"const": "monthly"}}},
            "then": {"required": ["refillDay"]},
        }
    )

    interval: Literal["daily", "monthly"]
    amount: Limit
    refill_day: Left[Annotated[int, Field(ge=1, le=31), WHOLE]] = None

    @model_validator(mode="after")
    def _has_a_day(self) -> Self:
        if self.interval == "monthly" and self.refill_day is None:
            raise ValueError("needs refillDay, the day of the month")
        return self


class Credits(Body):
    """How often a key can still be used."""

    remaining: Count
    refill: Left[Refill] = None


class KeyLimit(Body):
    """A rate limit of a key or an identity."""

    name: Name
    limit: Limit
    duration: Duration
    auto_apply: bool = False


Slugs: TypeAlias = Annotated[list[Slug], Field(max_length=100)]
KeyLimits: TypeAlias = Annotated[list[KeyLimit], Field(max_length=50)]


class CreateKey(Body):
    """A key that is to be created."""

    api_id: Id
    prefix: Left[Annotated[str, Field(min_length=1, max_length=16, pattern="^[a-zA-Z0-9_]+$")]] = (
        None
    )
    name: Left[Name] = None
    byte_length: Annotated[int, Field(ge=16, le=255), WHOLE] = 16
    external_id: Left[ExternalId] = None
    meta: Left[Meta] = None
    roles: Slugs = Field(default_factory=list)
    permissions: Slugs = Field(default_factory=list)
    expires: Left[Time] = None
    credits: Left[Credits] = None
    ratelimits: KeyLimits = Field(default_factory=list)
    enabled: bool = True
    recoverable: bool = False


class NamedKey(Body):
    """A key by its id."""

    key_id: Id


class GetKey(NamedKey):
    """A key that is to be read."""

    decrypt: bool = False


class UpdateKey(NamedKey):
    """What is to be changed of a key. What is left out stays, what is null is cleared."""

    name: Name | None = None
    external_id: ExternalId | None = None
    meta: Meta | None = None
    expires: Time | None = None
    credits: Credits | None = None
    ratelimits: Left[KeyLimits] = None
    enabled: Left[bool] = None


class UpdateCredits(NamedKey):
    """A change of the credits of a key. Set to null, or to nothing, they are without end."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"operation": {"enum": ["increment", "decrement"]}}},
            "then": {"properties": {"value": {"type": "integer"}}, "required": ["value"]},
        }
    )

    operation: Literal["set", "increment", "decrement"]
    value: Annotated[Count | None, Field(validate_default=True)] = None

    @field_validator("value", mode="after")
    @classmethod
    def _says_by_how_much(cls, value: int | None, info: ValidationInfo) -> int | None:
        if value is None and info.data.get("operation") in ("increment", "decrement"):
            raise ValueError("is needed to increment or decrement")
        return value


class NamedSecret(Body):
    """A key by its value."""

    key: Secret


class AskedLimit(Body):
    """A rate limit that a verification is to count in."""

    model_config = ConfigDict(
        json_schema_extra={
            "dependentRequired": {"limit": ["duration"], "duration": ["limit"]},
        }
    )

    name: Name
    cost: Count = 1
    limit: Left[Limit] = None
    duration: Left[Duration] = None

    @model_validator(mode="after")
    def _both_or_none(self) -> Self:
        if (self.limit is None) != (self.duration is None):
            raise ValueError("needs both numbers, or neither")
        return self


class AskedCredits(Body):
    """How many credits a verification costs."""

    cost: Count


class VerifyKey(NamedSecret):
    """A key that a user has sent, and what it is to be good for."""

    permissions: Left[Annotated[str, Field(min_length=1, max_length=1000)]] = None
    credits: Left[AskedCredits] = None
    ratelimits: Annotated[list[AskedLimit], Field(max_length=50)] = Field(default_factory=list)


class CreateApi(Body):
    """An API that is to be created."""

    name: Name


class NamedApi(Body):
    """An API by its id."""

    api_id: Id


class ListKeys(NamedApi):
    """Which keys of an API are to be listed."""

    limit: Annotated[int, Field(ge=1, le=100), WHOLE] = 100
    cursor: Left[Id] = None
    external_id: Left[ExternalId] = None


class CreateIdentity(Body):
    """An identity that is to be created."""

    external_id: ExternalId
    meta: Left[Meta] = None
    ratelimits: KeyLimits = Field(default_factory=list)


class NamedIdentity(Body):
    """An identity by its id or by its external id."""

    identity: ExternalId


class UpdateIdentity(NamedIdentity):
    """What is to be changed of an identity; each is replaced as a whole."""

    meta: Left[Meta] = None
    ratelimits: Left[KeyLimits] = None


class CreatePermission(Body):
    """A permission that is to be created."""

    name: Name
    slug: Slug
    description: Left[Description] = None


class NamedPermission(Body):
    """A permission by its id or by its slug."""

    permission: Slug


class CreateRole(Body):
    """A role that is to be created."""

    name: Slug
    description: Left[Description] = None


class NamedOverride(Body):
    """An override by its namespace and its identifier."""

    namespace: Name
    identifier: Name


class LimitRequest(NamedOverride):
    """A request of a user that is to be counted."""

    limit: Limit
    duration: Duration
    cost: Count = 1


class SetOverride(NamedOverride):
    """A limit of its own for an identifier."""

    limit: Count
    duration: Duration
