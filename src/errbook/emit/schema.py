"""The body template as JSON Schema (2020-12): what the bodies of one error look like."""

from __future__ import annotations

from typing import Any

from errbook.catalog import Entry
from errbook.catalog.body import Array, Constant, Node, Object, Splice, Variable
from errbook.catalog.param import Schema

__all__ = ["schema"]

_KEYWORDS = (
    "type", "description", "enum", "const", "format", "minimum", "maximum", "pattern",
)  # fmt: skip


def schema(tree: Object, entry: Entry) -> dict[str, Any]:
    """Return the schema of the bodies of `entry`: constant type and code, typed params."""
    made = _object(tree, entry)
    return {"title": entry.class_name, "description": entry.definition.summary, **made}


def _object(node: Object, entry: Entry) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required: list[str] = []
    for name, child in node.members:
        if isinstance(child, Splice):
            params = _params(entry)
            properties |= params["properties"]
            required += params.get("required", [])
            continue
        made, always = _value(child, entry)
        if made is not None:
            properties[name] = made
            required += [name] if always else []
    return _typed(properties, required)


def _value(node: Node, entry: Entry) -> tuple[dict[str, Any] | None, bool]:
    """Return the schema of a leaf or branch, None if it is never there, and if it always is."""
    if isinstance(node, Object):
        return _object(node, entry), True
    if isinstance(node, Array):
        items = [made for child in node.items if (made := _value(child, entry)[0]) is not None]
        return {"type": "array", "prefixItems": items, "items": False} if items else {
            "type": "array", "maxItems": 0,
        }, True  # fmt: skip
    if isinstance(node, Constant):
        return {"const": node.value}, True
    assert isinstance(node, Variable)
    definition = entry.definition
    constants: dict[str, Any] = {
        "code": definition.code,
        "status": definition.status,
        "title": definition.title,
        "type": entry.type,
    }
    if node.name in constants:
        return {"const": constants[node.name]}, True
    if node.name == "detail":
        return ({"type": "string"}, True) if definition.details else (None, False)
    if node.name == "variant":
        variants = [*definition.variants]
        return ({"type": "string", "enum": variants}, True) if variants else (None, False)
    if node.name == "params":
        made = _params(entry)
        return (made, bool(made.get("required"))) if made["properties"] else (None, False)
    return {"type": "string"}, False  # the instance, the request's id


def _params(entry: Entry) -> dict[str, Any]:
    properties = {param.wire(name): _fragment(param) for name, param in entry.exposed.items()}
    required = [param.wire(name) for name, param in entry.exposed.items() if not param.optional]
    return _typed(properties, required)


def _fragment(param: Schema) -> dict[str, Any]:
    given = param.model_dump(include={*_KEYWORDS}, exclude_unset=True)
    made = {name: given[name] for name in _KEYWORDS if name in given}
    if param.has_example:
        made["examples"] = [param.example]
    if param.items is not None:
        made["items"] = _fragment(param.items)
    if param.properties is not None:
        required = [name for name, one in param.properties.items() if not one.optional]
        made |= _typed({name: _fragment(one) for name, one in param.properties.items()}, required)
    return made


def _typed(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "properties": properties}
    return {**made, "required": required} if required else made
