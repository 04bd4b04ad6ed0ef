"""Whether a value is one that a param can have."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any
from uuid import UUID

from errbook.catalog.param import Schema

__all__ = ["misfit"]

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


def misfit(schema: Schema, value: Any) -> str | None:
    """Return why `value` does not fit `schema`, in words; None if it does."""
    if schema.type and not _is_of(schema.type, value):
        return f"is no {schema.type}"
    if schema.enum and not any(_same(value, one) for one in schema.enum):
        return f"is none of {', '.join(json.dumps(one, ensure_ascii=False) for one in schema.enum)}"
    if isinstance(value, str):
        return _misfit_of_text(schema, value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _misfit_of_number(schema, value)
    if isinstance(value, list) and schema.items is not None:
        return next(filter(None, (misfit(schema.items, item) for item in value)), None)
    if isinstance(value, dict):
        return _misfit_of_object(schema, value)
    return None


def _misfit_of_text(schema: Schema, value: str) -> str | None:
    if schema.format in ("date-time", "uuid"):
        try:
            UUID(value) if schema.format == "uuid" else datetime.fromisoformat(value.upper())
        except ValueError:
            return f"is no {schema.format}"
    if schema.pattern:
        try:
            fits = re.search(schema.pattern, value) is not None
        except re.error:
            return f"cannot be held against the pattern `{schema.pattern}`, which is none"
        if not fits:
            return f"does not match `{schema.pattern}`"
    return None


def _misfit_of_number(schema: Schema, value: float) -> str | None:
    if schema.minimum is not None and value < schema.minimum:
        return f"is below {schema.minimum}"
    if schema.maximum is not None and value > schema.maximum:
        return f"is above {schema.maximum}"
    return None


def _misfit_of_object(schema: Schema, value: dict[str, Any]) -> str | None:
    for name, below in (schema.properties or {}).items():
        if name not in value:
            if not below.optional:
                return f"lacks `{name}`"
        elif wrong := misfit(below, value[name]):
            return f"has a `{name}` that {wrong}"
    return None


def _is_of(kind: str, value: Any) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _TYPES[kind])


def _same(one: Any, two: Any) -> bool:
    return type(one) is type(two) and one == two
