"""The models as JSON Schema, for editors: they complete and check a catalog as it is written.

Draft 7, which every YAML editor reads. The schema is never stricter than loading; what only loading
can tell, such as a placeholder without a param, it lets pass.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from errbook.catalog.definition import Definition
from errbook.catalog.manifest import Manifest
from errbook.catalog.model import Model

__all__ = ["SCHEMAS", "schema", "schema_files", "schema_text"]

SCHEMAS: Mapping[str, type[Model]] = {"definition": Definition, "catalog": Manifest}
"""What there is a schema of, by the name of its file below `.schema`."""

_DRAFT = "http://json-schema.org/draft-07/schema#"
_TITLES = {"definition": "An error", "catalog": "The manifest of a catalog of errors"}


def schema_files(root: Path) -> dict[Path, bytes]:
    """Return the schemas as they stand in the catalog folder `root`, by path."""
    return {root / ".schema" / f"{name}.json": schema_text(name).encode() for name in SCHEMAS}


def schema_text(name: str) -> str:
    """Return the schema `name`, one of `SCHEMAS`, as the text of its file."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def schema(name: str) -> dict[str, Any]:
    """Return the schema `name`, one of `SCHEMAS`."""
    made = SCHEMAS[name].model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    models = {key: _model(model) for key, model in sorted(made.pop("$defs").items())}
    top = _model(made)
    about = {"$schema": _DRAFT, "title": _TITLES[name], "description": top.pop("description")}
    return {**about, **top, "definitions": models}


def _model(model: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one model, its fields without what only pydantic needs."""
    fields = model.get("properties", {}).items()
    properties = {name: _field(field) for name, field in fields if name != "x-…"}
    rest = {key: value for key, value in model.items() if key not in ("title", "properties")}
    return {**rest, "properties": properties}


def _field(field: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a field, without the title and the null that editors would show."""
    noise = {"title"} | ({"default"} if field.get("default", "") is None else set())
    kept = {key: value for key, value in field.items() if key not in noise}
    result = _closed(kept)
    assert isinstance(result, dict)
    return result


def _closed(node: Any) -> Any:
    """Refuse the names that no pattern of a mapping allows, at any depth: pydantic does."""
    if isinstance(node, list):
        return [_closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _closed(value) for key, value in node.items()}
    return {**made, "additionalProperties": False} if "patternProperties" in made else made
