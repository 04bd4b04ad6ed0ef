"""The JSON Schema of `errors.json`: the models of a definition, as `record` fills them in.

Draft 2020-12. It refuses every field that `record` does not write: in a public build those for
operators, and in any build how a request is replayed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from errbook.catalog.schema import schema
from errbook.catalog.scheme import CodeScheme
from errbook.detail import Placeholder
from errbook.pages.record import INTERNAL

if TYPE_CHECKING:
    from errbook.pages.pages import Pages

__all__ = ["record_schema"]

_TEXT = {"type": "string", "pattern": r"\S"}
_ADDRESS = {"type": "string", "format": "uri-reference", "minLength": 1}
_STATUS = {"type": "integer", "minimum": 400, "maximum": 599}
_HEADERS = {"type": "object", "additionalProperties": {"type": "string"}}
_REQUIRED = ("code", "status", "title", "type", "summary", "markdown", "python", "examples")
_NEVER = {"Trigger": {"replay"}, "Sample": {"replay"}, "Param": {"use"}}
"""What of a model no record has."""

_EXAMPLE = {
    "description": "A response as the service sends it, made from the examples of the params.",
    "type": "object",
    "additionalProperties": False,
    "required": ["status", "headers", "body"],
    "properties": {
        "variant": {**_TEXT, "description": "The variant of `detail`, where there are several."},
        "status": _STATUS,
        "headers": _HEADERS,
        "body": {"type": "object", "minProperties": 1},
    },
}


def record_schema(pages: Pages) -> dict[str, Any]:
    """Return the schema of the `errors.json` of `pages`."""
    models = schema("definition")
    models.update(models.pop("definitions"))
    for name, fields in _NEVER.items():
        hidden = fields if pages.internal or name != "Param" else {*fields, "expose"}
        for field in hidden:
            del models[name]["properties"][field]
    code = {"type": "string", "pattern": _pattern(pages.catalog.scheme)}
    models["Related"]["properties"]["code"] |= code
    models["Deprecation"]["properties"]["replaced_by"]["items"] = code
    models["Note"]["required"] = ["kind", "text"]
    error = _error(models, code, pages.internal)
    used = _used(error, models)
    made: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"The errors of {pages.catalog.manifest.name}",
        "description": "What `errors.json` holds. Longer texts are CommonMark, in which `[code]` is"
        " another error.",
        "type": "object",
        "additionalProperties": False,
        "required": ["$schema", "name", "errors"],
        "properties": {
            "$schema": {**_ADDRESS, "description": "Where this schema is."},
            "name": {**_TEXT, "description": "What the catalog is of: the API's name."},
            "summary": {**_TEXT, "description": "A sentence about it."},
            "errors": {
                "description": "Every error.",
                "type": "array",
                "items": {"$ref": "#/$defs/Error"},
            },
        },
        "$defs": {
            "Error": error,
            "Example": _EXAMPLE,
            **{name: models[name] for name in sorted(used)},
        },
    }
    return {name: _rewritten(value) for name, value in made.items()}


def _error(models: dict[str, Any], code: dict[str, Any], internal: bool) -> dict[str, Any]:
    """Return the schema of one record: a definition, and what follows from it."""
    fields = {name: _present(field) for name, field in models["properties"].items()}
    if not internal:
        for name in INTERNAL:
            del fields[name]
    fields["code"] |= code
    fields["scenarios"]["description"] = "Situations that cause it."
    fields["type"] = {**_ADDRESS, "description": "The type URI: what `type` of a response says."}
    derived = {
        "group": {**_TEXT, "description": "The innermost group, as its codes start."},
        "url": {**_ADDRESS, "description": "The page."},
        "markdown": {**_ADDRESS, "description": "The page as Markdown."},
        "python": {
            **_TEXT,
            "description": "Its class below the package that errbook makes of the catalog.",
        },
        "examples": {
            "description": "The response, for each variant of `detail`.",
            "type": "array",
            "minItems": 1,
            "items": {"$ref": "#/$defs/Example"},
        },
    }
    return {
        "description": "One error. What is inherited from its group is filled in; a field that"
        " would be empty is left out.",
        "type": "object",
        "additionalProperties": False,
        "patternProperties": models["patternProperties"],
        "required": [*_REQUIRED],
        "properties": {**fields, **derived},
    }


def _present(field: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a field that is left out where it is null, and written in full."""
    kinds = [kind for kind in field.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) == 1:
        rest = {key: value for key, value in field.items() if key != "anyOf"}
        return {**kinds[0], **rest}
    return field


def _rewritten(node: Any) -> Any:
    """Return a schema with the references of this draft, and without short forms in lists."""
    if isinstance(node, list):
        return [_rewritten(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _rewritten(value) for key, value in node.items()}
    if isinstance(made.get("$ref"), str):
        made["$ref"] = made["$ref"].replace("#/definitions/", "#/$defs/")
    if made.get("type") == "array":
        kinds = made["items"].get("anyOf", ())
        made["items"] = next((kind for kind in kinds if "$ref" in kind), made["items"])
    return made


def _used(node: Any, models: dict[str, Any]) -> set[str]:
    """Return the models that a schema refers to, at any depth."""
    found: set[str] = set()

    def look(at: Any) -> None:
        if isinstance(at, list):
            for item in at:
                look(item)
        elif isinstance(at, dict):
            name = str(at.get("$ref", "")).rpartition("/")[2]
            if name in models and name not in found:
                found.add(name)
                look(models[name])
            for value in at.values():
                look(value)

    look(node)
    return found


def _pattern(scheme: CodeScheme) -> str:
    """Return the regular expression, as JavaScript writes them, that the codes of a catalog fit."""
    parts = (
        ("[0-9]+" if part == "number" else "[A-Za-z0-9._~-]+")
        if isinstance(part, Placeholder)
        else re.sub(r"[\\^$.*+?()\[\]{}|/]", r"\\\g<0>", part)
        for part in scheme.parts
    )
    return f"^{''.join(parts)}$"
