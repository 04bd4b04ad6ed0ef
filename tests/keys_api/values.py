"""What fields of bodies and of answers are made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

_T = TypeVar("_T")

MAX_TIME = 4_102_444_800_000
"""The end of the century, in Unix milliseconds."""
MAX_NUMBER = 1_000_000_000
MAX_DURATION = 2_592_000_000
"""Thirty days, in milliseconds."""


class Body(BaseModel):
    """The body of a request: no other fields, and each of its own type."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", strict=True)


class Data(BaseModel):
    """A part of a response."""

    model_config = ConfigDict(
        alias_generator=to_camel, extra="forbid", validate_by_name=True, validate_by_alias=True
    )


def _no_null(value: object) -> object:
    if value is None:
        raise ValueError("must not be null; leave it out")
    return value


class _WithoutNull:
    """Keeps null out of the schema of a field that can be left out."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> Mapping[str, Any]:
        made: Mapping[str, Any] = handler(core)
        (only,) = (one for one in made["anyOf"] if one != {"type": "null"})
        return {**only}


def _whole(value: object) -> object:
    """Take 10.0 for 10, as JSON Schema does."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _can_be_kept(value: dict[str, Any]) -> dict[str, Any]:
    """Refuse what JSON text has no place for: NaN, half a surrogate pair, endless depth."""
    try:
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise ValueError("cannot be kept as JSON text") from None
    return value


Left: TypeAlias = Annotated[_T | None, BeforeValidator(_no_null), _WithoutNull()]
"""What can be left out, and cannot be null."""

Id: TypeAlias = Annotated[str, Field(min_length=3, max_length=255, pattern="^[a-zA-Z0-9_]+$")]
ExternalId: TypeAlias = Annotated[
    str, Field(min_length=1, max_length=255, pattern=r"^[a-zA-Z0-9._-]+$")
]
Name: TypeAlias = Annotated[str, Field(min_length=1, max_length=255)]
Slug: TypeAlias = Annotated[
    str, Field(min_length=1, max_length=255, pattern=r"^[a-zA-Z0-9._:*-]+$")
]
Description: TypeAlias = Annotated[str, Field(max_length=512)]
Secret: TypeAlias = Annotated[str, Field(min_length=1, max_length=512)]
WHOLE = BeforeValidator(_whole)
Time: TypeAlias = Annotated[int, Field(ge=0, le=MAX_TIME), WHOLE]
Count: TypeAlias = Annotated[int, Field(ge=0, le=MAX_NUMBER), WHOLE]
Limit: TypeAlias = Annotated[int, Field(ge=1, le=MAX_NUMBER), WHOLE]
Duration: TypeAlias = Annotated[int, Field(ge=1_000, le=MAX_DURATION), WHOLE]
Meta: TypeAlias = Annotated[dict[str, Any], AfterValidator(_can_be_kept)]
