"""The schemas of bodies, in words that generators of code understand."""

from __future__ import annotations

from errbook.about import schema
from errbook.openapi.names import problems_of
from errbook.problem import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

__all__ = ["one_of", "schema_of"]

_TYPES = {
    str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null",
    list: "array", dict: "object",
}  # fmt: skip


def schema_of(cls: type[Problem]) -> dict[str, Any]:
    """Return the schema of the bodies of `cls`, as generators like it."""
    if not cls.code:
        return {"title": cls.title, **(_of_template(cls, problems_of(cls).body) or {})}
    made = _plain(schema(cls))
    return {**made, "deprecated": True} if "__deprecated__" in cls.__dict__ else made


def _plain(node: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema that says the same in words that generators of code know.

    Many take a constant without a type for anything, and fail at one that is a list or an object,
    at an array without `items`, and at `items` that are a boolean.
    """
    made = {**node}
    if "const" in made:
        made = {**_constant(made.pop("const")), **made}
    if "properties" in made:
        made["properties"] = {name: _plain(one) for name, one in made["properties"].items()}
    if "prefixItems" in made:
        made |= _array([_plain(one) for one in made.pop("prefixItems")])
    elif made.get("type") == "array":
        made["items"] = _plain(made.get("items", {}))
    return made


def _array(items: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what there is to say of the items of an array that the body template lists."""
    most = {"maxItems": len(items)}
    if len(items) > 1:
        return {"prefixItems": items, "items": {}, **most}
    always = {"minItems": 1} if items[0].keys() & {"const", "properties"} else {}
    return {"items": items[0], **always, **most}


def _constant(value: Any) -> dict[str, Any]:
    """Return the schema of one value. A list or an object is spelled out."""
    made: dict[str, Any] = {"type": _TYPES[type(value)]}
    if isinstance(value, dict):
        made["properties"] = {name: _constant(one) for name, one in value.items()}
        made["required"] = [*value]
    elif isinstance(value, list):
        made |= {"prefixItems": [*map(_constant, value)]} if value else {}
        made |= {"items": {}, "minItems": len(value), "maxItems": len(value)}
    else:
        made["const"] = value
    return made


def _of_template(cls: type[Problem], template: Any) -> dict[str, Any] | None:
    """Return the schema of what a template makes of a problem that no catalog declares.

    None for what such a problem never has.
    """
    if isinstance(template, list):
        return {"type": "array", "items": {}}
    if isinstance(template, dict):
        below = {name: _of_template(cls, child) for name, child in template.items()}
        spliced = (below.pop("...", None) or {}).get("properties", {})
        members = {name: made for name, made in below.items() if made is not None}
        required = [
            name
            for name, made in members.items()
            if "const" in made or isinstance(template[name], (dict, list))
        ]
        made: dict[str, Any] = {"type": "object", "properties": {**members, **spliced}}
        return {**made, "required": required} if required else made
    name = template[1:] if isinstance(template, str) and template.startswith("$") else None
    if name is None or name.startswith("$"):
        return _constant(template if name is None else name)
    if name in ("status", "title", "type"):
        return _constant(getattr(cls, name))
    if name == "params" and cls._members:
        kinds = {wire: _of_kind(kind) for wire, _, kind in cls._members}
        return {"type": "object", "properties": kinds}
    return {"type": "string"} if name in ("detail", "instance", "request_id") else None


def _of_kind(kind: Any) -> dict[str, Any]:
    """Return the schema of a kind of value, as `Problem._members` has it."""
    if isinstance(kind, list):
        return {"type": "array", "items": _of_kind(kind[0])}
    if isinstance(kind, dict):
        return {"type": "object", "properties": {name: _of_kind(it) for name, it in kind.items()}}
    if kind in ("date-time", "uuid"):
        return {"type": "string", "format": kind}
    return {} if kind is None else {"type": kind}


def one_of(schemas: list[dict[str, Any]], references: list[str]) -> dict[str, Any]:
    """Return the schema of a body that is of one of `schemas`, exactly one if they exclude another.

    They do where a constant tells them apart; a discriminator, where it stands on the surface.
    """
    each = [{"$ref": reference} for reference in references]
    constants = [dict(_constants(one)) for one in schemas]
    apart = all(
        any(one[path] != other[path] for path in one.keys() & other.keys())
        for index, one in enumerate(constants)
        for other in constants[:index]
    )
    if not apart:
        return {"anyOf": each}
    made: dict[str, Any] = {"oneOf": each}
    for name in ("code", "type"):
        values = [known.get((name,)) for known in constants]
        if len(values) > 1 and len({it for it in values if isinstance(it, str)}) == len(values):
            mapping = dict(zip(values, references, strict=True))
            return {**made, "discriminator": {"propertyName": name, "mapping": mapping}}
    return made


def _constants(
    node: Mapping[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the constants that every body of a schema has, each with the way to it."""
    if "const" in node:
        yield path, node["const"]
    for name in node.get("required", ()):
        yield from _constants(node["properties"][name], (*path, name))
    if node.get("minItems") and node.get("items"):
        yield from _constants(node["items"], (*path, "0"))
