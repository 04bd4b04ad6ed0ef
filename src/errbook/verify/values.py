"""A value of a body against what is declared of it: the subset of JSON Schema that params have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from errbook.catalog.param import Schema
from errbook.encode import utf8
from errbook.verify.outcome import ABSENT, Difference

__all__ = ["described", "differences", "member", "same", "written"]

_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
}
_FORMATS = {"date-time": "a date and time", "uuid": "a UUID"}


def differences(schema: Schema, value: Any, where: str) -> Iterator[Difference]:
    """Yield in what `value`, which stands at `where`, is not what `schema` declares."""
    if not _fits(schema, value):
        yield Difference(where, described(schema), written(value))
    elif isinstance(value, list) and schema.items is not None:
        for index, item in enumerate(value):
            yield from differences(schema.items, item, f"{where}/{index}")
    elif isinstance(value, dict) and schema.properties is not None:
        yield from _members(schema.properties, value, where)


def _members(properties: dict[str, Schema], value: dict[str, Any], where: str) -> Iterator[Any]:
    for name, schema in properties.items():
        if name in value:
            yield from differences(schema, value[name], member(where, name))
        elif not schema.optional:
            yield Difference(member(where, name), described(schema), ABSENT)
    for name in value:
        if name not in properties:
            yield Difference(member(where, name), ABSENT, written(value[name]))


def described(schema: Schema) -> str:
    """Return in words what `schema` declares: `a whole number from 1 to 100`."""
    if schema.is_const:
        return written(schema.const)
    if schema.enum is not None:
        return f"one of {', '.join(map(written, schema.enum))}"
    parts = [_FORMATS.get(schema.format or "") or _KINDS.get(schema.type or "", "a value")]
    low, high = schema.minimum, schema.maximum
    if low is not None and high is not None:
        parts.append(f"from {low} to {high}")
    elif low is not None or high is not None:
        parts.append(f"of {low} or more" if low is not None else f"of {high} or less")
    if schema.pattern is not None:
        parts.append(f"that matches {schema.pattern}")
    return " ".join(parts)


def written(value: Any) -> str:
    """Return `value` as JSON on one line."""
    return utf8(json.dumps(value, ensure_ascii=False)).decode()


def member(where: str, name: str) -> str:
    """Return the JSON Pointer (RFC 6901) of the member `name` of what stands at `where`."""
    return f"{where}/{name.replace('~', '~0').replace('/', '~1')}"


def same(one: Any, two: Any) -> bool:
    """Tell whether two values are the same to JSON: 1 is 1.0, and is not true."""
    if isinstance(one, bool) or isinstance(two, bool):
        return one is two
    if isinstance(one, dict) and isinstance(two, dict):
        return one.keys() == two.keys() and all(same(one[name], two[name]) for name in one)
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(map(same, one, two))
    return bool(one == two)


def _fits(schema: Schema, value: Any) -> bool:
    """Tell whether `value` is what is declared, but for what it holds."""
    if schema.is_const:
        return same(value, schema.const)
    if schema.enum is not None and not any(same(value, one) for one in schema.enum):
        return False
    if schema.type is not None and not _is(schema.type, value):
        return False
    if isinstance(value, str):
        return _has_format(schema.format, value) and _matches(schema.pattern, value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        low, high = schema.minimum, schema.maximum
        return (low is None or value >= low) and (high is None or value <= high)
    return True


def _is(kind: str, value: Any) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    if kind == "integer":
        return isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    kinds: dict[str, Any] = {"string": str, "number": (int, float), "array": list, "object": dict}
    return isinstance(value, kinds.get(kind, ()))


def _has_format(format: str | None, text: str) -> bool:
    try:
        if format == "date-time":
            datetime.fromisoformat(text.upper())
        elif format == "uuid":
            UUID(text)
    except ValueError:
        return False
    return True


def _matches(pattern: str | None, text: str) -> bool:
    """Tell whether `text` matches; a pattern that Python cannot read is taken on trust."""
    try:
        return pattern is None or re.search(pattern, text) is not None
    except re.error:
        return True
