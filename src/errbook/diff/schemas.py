"""Params compared: as members of the body, which clients read, and as arguments of raisers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from errbook.catalog import Entry
from errbook.catalog.param import Schema
from errbook.diff.change import Change, change, key_place, listed, place, quoted
from errbook.findings import Place

__all__ = ["arguments", "members"]

What: TypeAlias = Literal[
    "removed", "added", "form", "optional", "required", "more", "fewer", "looser", "tighter"
]
Path: TypeAlias = tuple[str | int, ...]
Parts: TypeAlias = Mapping[str, tuple[Path, Schema]]
"""What stands side by side, by the names that it is known by: where each is declared, and as what.
"""

_ANY = Schema.model_validate({})
_BOUNDS = ("pattern", "maximum", "minimum")
_PYTHON = ("date-time", "uuid")
"""The formats that have a type of their own in Python."""


@dataclass(frozen=True, slots=True)
class _Difference:
    """One difference between two schemas, whoever is concerned."""

    what: What
    label: str
    """The param, or the part of one: `errors[].field`."""
    at: Path
    """Where it is declared, in the new definition as far as it is there."""
    old: Schema
    new: Schema
    takes_any: bool = False
    """Whether what it was removed from takes any member now."""


def members(old: Entry, new: Entry) -> Iterator[Change]:
    """Yield what changed in the members of the body, by their names on the wire."""
    before, after = (
        {param.wire(name): (("params", name), param) for name, param in entry.exposed.items()}
        for entry in (old, new)
    )
    for one in _differences(before, after):
        made = _to_clients(one, quoted(new.code.text))
        if made is not None:
            name, message = made
            help = None
            if one.what == "removed" and _is_exposed(new, one.at):
                help = f"it has another name in the body: keep the old one with `as: {one.label}`"
            yield change(name, _place(new, one), new.code.text, message, help)


def _place(new: Entry, one: _Difference) -> Place:
    find = key_place if one.what in ("removed", "added") else place
    return find(new.document, *one.at)


def _is_exposed(entry: Entry, at: Path) -> bool:
    return len(at) == 2 and at[1] in entry.exposed


def _to_clients(one: _Difference, code: str) -> tuple[str, str] | None:
    """Return the kind that a difference is to those who read the body, and a message."""
    label = f"{quoted(one.label)} of {code}"
    match one.what:
        case "removed":
            return "member-removed", f"{label} is gone from the body"
        case "added":
            return "member-added", f"{label} is new in the body"
        case "form":
            name = "member-narrowed" if _is_narrower(one.old, one.new) else "member-retyped"
            return name, f"{label} was {_form(one.old)}, and is {_form(one.new)}"
        case "optional":
            return "member-made-optional", f"{label} was in every body, and may be absent"
        case "required":
            return "member-made-required", f"{label} could be absent, and is in every body"
        case "more":
            return "enum-widened", f"{label} can be {_more(one)}"
        case "fewer":
            return "enum-narrowed", f"{label} {_fewer(one, 'be')}"
        case "looser" | "tighter":
            name = "bounds-widened" if one.what == "looser" else "bounds-narrowed"
            return name, f"{label} had {_bounds(one.old)}, and has {_bounds(one.new)}"


def arguments(old: Entry, new: Entry) -> Iterator[Change]:
    """Yield what changed in the arguments that code which raises has to give, or may."""
    before, after = (
        {name: (("params", name), param) for name, param in entry.arguments.items()}
        for entry in (old, new)
    )
    for one in _differences(before, after):
        made = _to_raisers(one, quoted(new.code.text))
        if made is not None:
            name, message = made
            yield change(name, _place(new, one), new.code.text, message)


def _to_raisers(one: _Difference, code: str) -> tuple[str, str] | None:
    """Return the kind that a difference is to those who raise, and a message; None if it is none.

    Bounds and formats that are no types are not checked where an error is raised.
    """
    label = quoted(one.label)
    match one.what:
        case "removed" if one.takes_any:
            return "argument-widened", f"{label} of {code} may be anything, and left out"
        case "removed":
            return "argument-removed", f"{code} is raised without {label} now"
        case "added" if one.new.optional:
            return "argument-added", f"{code} can be raised with {label} now"
        case "added":
            return "argument-required", f"{code} cannot be raised without the new {label}"
        case "form" if _python(one.old) != _python(one.new):
            name = "argument-widened" if _takes(one.new, one.old) else "argument-retyped"
            return name, f"{label} of {code} was {_form(one.old)}, and is {_form(one.new)}"
        case "optional":
            return "argument-not-required", f"{code} can be raised without {label} now"
        case "required":
            return "argument-required", f"{code} cannot be raised without {label} any more"
        case "more":
            return "argument-widened", f"{label} of {code} can be given as {_more(one)}"
        case "fewer":
            return "argument-narrowed", f"{label} of {code} {_fewer(one, 'be given as')}"
        case _:
            return None


def _differences(
    old: Parts, new: Parts, prefix: str = "", *, takes_any: bool = False
) -> Iterator[_Difference]:
    for name, (at, schema) in old.items():
        if name not in new:
            yield _Difference("removed", f"{prefix}{name}", at, schema, _ANY, takes_any)
        else:
            yield from _between(schema, new[name][1], f"{prefix}{name}", new[name][0])
    for name, (at, schema) in new.items():
        if name not in old:
            yield _Difference("added", f"{prefix}{name}", at, _ANY, schema)


def _between(old: Schema, new: Schema, label: str, at: Path) -> Iterator[_Difference]:
    def found(what: What, *key: str) -> _Difference:
        return _Difference(what, label, (*at, *key), old, new)

    if new.optional and not old.optional:
        yield found("optional", "optional")
    elif old.optional and not new.optional:
        yield found("required", "optional")
    if _form(old) != _form(new):
        yield found("form", "type" if _type(old) != _type(new) else "format")
    if _type(old) != _type(new) and None not in (_type(old), _type(new)):
        return
    listing = "const" if new.is_const else "enum"
    if _has_more(old, new):
        yield found("more", listing)
    if _has_more(new, old):
        yield found("fewer", listing)
    moved = {_moved(bound, getattr(old, bound), getattr(new, bound)): bound for bound in _BOUNDS}
    yield from (found(what, bound) for what, bound in moved.items() if what is not None)
    if old.items is not None or new.items is not None:
        items = (old.items or _ANY, new.items or _ANY)
        yield from _between(*items, f"{label}[]", (*at, "items"))
    before, after = (
        {name: ((*at, "properties", name), part) for name, part in (one.properties or {}).items()}
        for one in (old, new)
    )
    yield from _differences(before, after, f"{label}.", takes_any=not after)


def _moved(bound: str, old: Any, new: Any) -> What | None:
    """Tell whether a bound lets through more than it did; None if it lets through the same."""
    if old == new:
        return None
    if new is None:
        return "looser"
    if old is None:
        return "tighter"
    if bound == "pattern":
        return "looser"  # nobody can tell
    return "looser" if (new < old) == (bound == "minimum") else "tighter"


def _form(schema: Schema) -> str:
    form = _type(schema) or "any value"
    return f"{form} ({schema.format})" if schema.format else form


def _type(schema: Schema) -> str | None:
    """Return the type of every value that there can be; None if there can be several."""
    if schema.type is not None:
        return schema.type
    values = [schema.const] if schema.is_const else schema.enum or []
    types = {_TYPES.get(type(value), "null") for value in values}
    return types.pop() if len(types) == 1 else None


_TYPES = {
    str: "string", bool: "boolean", int: "integer", float: "number", list: "array", dict: "object",
}  # fmt: skip


def _is_narrower(old: Schema, new: Schema) -> bool:
    """Whether what is of the new type and format is of the old ones as well."""
    before, after = _type(old), _type(new)
    fits = before in (None, after) or (before, after) == ("number", "integer")
    return fits and old.format in (None, new.format)


def _python(schema: Schema) -> str | None:
    """Return the type that the value has in Python, under any name."""
    kind = _type(schema)
    return schema.format if kind == "string" and schema.format in _PYTHON else kind


def _takes(one: Schema, other: Schema) -> bool:
    """Whether an argument of type `one` can be given what is of the type `other`."""
    to, given = _python(one), _python(other)
    return to in (None, given) or (given, to) == ("integer", "number")


def _more(one: _Difference) -> str:
    """Return in words what it can be that it could not."""
    if _values(one.new) is None:
        return "anything now"
    return f"{listed(_beyond(one.old, one.new))}, which it could not"


def _fewer(one: _Difference, be: str) -> str:
    """Return in words what it cannot be any more."""
    if _values(one.old) is None:
        return f"can {be} nothing but {listed(_values(one.new) or ())} now"
    return f"cannot {be} {listed(_beyond(one.new, one.old))} any more"


def _beyond(old: Schema, new: Schema) -> list[str]:
    """Return the values that `new` can have and `old` cannot, as far as they are listed."""
    before, after = _values(old), _values(new)
    return [value for value in after or () if before is None or value not in before]


def _has_more(old: Schema, new: Schema) -> bool:
    """Whether `new` can have values that `old` cannot."""
    before, after = _values(old), _values(new)
    return before is not None and (after is None or not set(after) <= set(before))


def _values(schema: Schema) -> list[str] | None:
    """Return the values that the schema lists, as JSON; None where it lists none."""
    values = [schema.const] if schema.is_const else schema.enum
    if values is None:
        return None
    return list(dict.fromkeys(json.dumps(one, ensure_ascii=False) for one in values))


def _bounds(schema: Schema) -> str:
    told = {
        "a minimum of": schema.minimum,
        "a maximum of": schema.maximum,
        "the pattern": schema.pattern,
    }
    parts = [f"{name} {quoted(str(value))}" for name, value in told.items() if value is not None]
    return " and ".join(parts) or "no bounds"
