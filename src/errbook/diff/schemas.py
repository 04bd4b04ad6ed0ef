"""Params compared: as members of the body, which clients read, and as arguments of raisers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from errbook.catalog import Entry
from errbook.catalog.param import Schema
from errbook.diff.change import Change, change
from errbook.findings import Place

__all__ = ["arguments", "members"]


def members(old: Entry, new: Entry) -> Iterator[Change]:
    """Yield what changed in the members of the body, by their names on the wire."""
    before = {param.wire(name): param for name, param in old.exposed.items()}
    names = {param.wire(name): name for name, param in new.exposed.items()}
    after = {param.wire(name): param for name, param in new.exposed.items()}
    place = _Places(new, names)
    yield from _members(before, after, "", place, new.code.text)


class _Places:
    """Where a member stands in the new definition: the param that it is, or is inside of."""

    def __init__(self, entry: Entry, names: Mapping[str, str]) -> None:
        self._document = entry.document
        self._names = names

    def of(self, path: str) -> Place:
        name = self._names.get(path.partition(".")[0].partition("[")[0])
        if name is None:
            return self._document.key_place("params")
        return self._document.key_place("params", name)


def _members(
    before: Mapping[str, Schema], after: Mapping[str, Schema], path: str, place: _Places, code: str
) -> Iterator[Change]:
    for name, schema in before.items():
        where = f"{path}{name}"
        if name not in after:
            message = f"`{where}` of `{code}` is gone from the body"
            yield change("member-removed", place.of(where), code, message)
        else:
            yield from _schema(schema, after[name], where, place, code)
    for name in [name for name in after if name not in before]:
        where = f"{path}{name}"
        message = f"`{where}` of `{code}` is new in the body"
        yield change("member-added", place.of(where), code, message)


def _schema(old: Schema, new: Schema, path: str, place: _Places, code: str) -> Iterator[Change]:
    here = place.of(path)
    if _form(old) != _form(new):
        message = f"`{path}` of `{code}` was {_form(old)}, and is {_form(new)}"
        yield change("member-retyped", here, code, message)
        return
    if new.optional and not old.optional:
        message = f"`{path}` of `{code}` was in every body, and may be absent"
        yield change("member-made-optional", here, code, message)
    if old.optional and not new.optional:
        message = f"`{path}` of `{code}` could be absent, and is in every body"
        yield change("member-made-required", here, code, message)
    if more := _beyond(old, new):
        message = f"`{path}` of `{code}` can be {more}, which it could not"
        yield change("enum-widened", here, code, message)
    if less := _beyond(new, old):
        message = f"`{path}` of `{code}` cannot be {less} any more"
        yield change("enum-narrowed", here, code, message)
    if _bounds(old) != _bounds(new):
        message = f"`{path}` of `{code}` had {_bounds(old)}, and has {_bounds(new)}"
        yield change("bounds-changed", here, code, message)
    if old.items is not None and new.items is not None:
        yield from _schema(old.items, new.items, f"{path}[]", place, code)
    yield from _members(old.properties or {}, new.properties or {}, f"{path}.", place, code)


def arguments(old: Entry, new: Entry) -> Iterator[Change]:
    """Yield what changed in the arguments that code which raises has to give, or may."""
    code, document = new.code.text, new.document
    for name, param in old.arguments.items():
        place = document.key_place("params", name)
        now = new.arguments.get(name)
        if now is None:
            message = f"`{code}` is raised without `{name}` now"
            yield change("argument-removed", document.key_place("params"), code, message)
            continue
        if _form(param) != _form(now):
            message = f"`{name}` of `{code}` was {_form(param)}, and is {_form(now)}"
            yield change("argument-retyped", place, code, message)
        if param.optional and not now.optional:
            message = f"`{code}` cannot be raised without `{name}` any more"
            yield change("argument-required", place, code, message)
        if now.optional and not param.optional:
            message = f"`{code}` can be raised without `{name}` now"
            yield change("argument-not-required", place, code, message)
        hidden = not (param.expose and now.expose)
        if hidden and (less := _beyond(now, param)):
            message = f"`{name}` of `{code}` cannot be {less} any more"
            yield change("enum-narrowed", place, code, message)
    for name in [name for name in new.arguments if name not in old.arguments]:
        place = document.key_place("params", name)
        if new.arguments[name].optional:
            message = f"`{code}` can be raised with `{name}` now"
            yield change("argument-added", place, code, message)
        else:
            message = f"`{code}` cannot be raised without the new `{name}`"
            yield change("argument-required", place, code, message)


def _form(schema: Schema) -> str:
    form: str = schema.type or ("any value" if not schema.is_const else "a constant")
    if schema.is_const and schema.type is None:
        form = _type_of(schema.const)
    return f"{form} ({schema.format})" if schema.format else form


def _type_of(value: Any) -> str:
    types = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array"}
    return types.get(type(value), "object")


def _beyond(old: Schema, new: Schema) -> str:
    """Return the values, in words, that `new` can have and `old` cannot; empty without any."""
    before, after = _values(old), _values(new)
    if before is None:
        return ""
    if after is None:
        return "anything"
    return ", ".join(f"`{value}`" for value in after if value not in before)


def _values(schema: Schema) -> list[str] | None:
    """Return the values that the schema lists, as JSON; None where it lists none."""
    listed = [schema.const] if schema.is_const else schema.enum
    return None if listed is None else [json.dumps(value) for value in listed]


def _bounds(schema: Schema) -> str:
    told = {
        "a minimum of": schema.minimum,
        "a maximum of": schema.maximum,
        "the pattern": schema.pattern,
    }
    parts = [f"{name} `{value}`" for name, value in told.items() if value is not None]
    return " and ".join(parts) or "no bounds"
