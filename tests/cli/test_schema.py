"""`errbook schema`: what editors check with agrees with what loading says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from errbook.catalog import load, read_catalog
from errbook.catalog.schema import SCHEMAS, schema
from errbook.cli.schema import command

TOP = Path(__file__).parents[2]
DEFINITION = Draft7Validator(schema("definition"))
MANIFEST = Draft7Validator(schema("catalog"))
LEAST: dict[str, Any] = {"code": "a.b", "status": 404, "title": "T", "summary": "S"}
GET = {"method": "GET", "path": "/keys/key_1234"}
REPLAY: dict[str, Any] = {
    "before": [{"request": GET, "save": {"a": "/data/0/x~1y"}, "repeat": 5, "status": 204}],
    "env": {"b": "KEY_OF_TESTS"},
    "fresh": ["c"],
    "auth": "OTHER_SECRET",
    "repeat": 20,
}

Cli = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_reference_catalog_carries_the_schemas_that_the_command_prints(
    cli: Cli, name: str
) -> None:
    """`catalog/.schema/*.json` is refreshed with `errbook schema`; without a name, definition."""
    printed = cli("schema", name)
    assert printed == (0, (TOP / "catalog" / ".schema" / f"{name}.json").read_text("utf-8"), "")
    if name == "definition":
        assert cli("schema") == printed


def test_the_command_knows_every_schema() -> None:
    """The choices of the command are the schemas there are."""
    assert list(command.params[0].type.choices) == list(SCHEMAS)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_shows_nothing_of_its_making(name: str) -> None:
    """It fits draft 7, has a title and a description for every field, and no placeholder."""
    made = schema(name)
    Draft7Validator.check_schema(made)
    assert list(made)[:3] == ["$schema", "title", "description"]
    assert "x-…" not in json.dumps(made, ensure_ascii=False)
    models = [made, *made["definitions"].values()]
    for model in models:
        fields = model["properties"].values()
        assert all("description" in field or "$ref" in field for field in fields)
        assert not any("title" in field for field in fields)


def test_every_document_of_the_reference_catalog_is_valid() -> None:
    """The schema is no stricter than the catalog that shows all that can be written."""
    catalog = load(TOP / "catalog")
    MANIFEST.validate(catalog.document.value)
    for entry in catalog:
        DEFINITION.validate(entry.document.value)


@pytest.mark.parametrize("folder", sorted((TOP / "tests" / "catalog").glob("*/*/catalog.yaml")))
def test_what_loads_is_valid(folder: Path) -> None:
    """No definition that loading takes is refused by the schema, in any catalog of the tests."""
    catalog = read_catalog(folder.parent).catalog
    for entry in catalog or ():
        DEFINITION.validate(entry.document.value)


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"x-team": {"any": ["thing"]}}, True),
        ({"owner": None}, True),
        ({"detail": {"one": "A", "two": "B"}}, True),
        ({"scenarios": ["Text.", {"text": "Text.", "fix": "a"}]}, True),
        ({"x-…": {}}, True),  # a field that starts with `x-`, like any other
        ({"code": None}, False),
        ({"code": " "}, False),
        ({"status": "404"}, False),
        ({"status": 200}, False),
        ({"statuss": 404}, False),
        ({"team": "x"}, False),
        ({"detail": {}}, False),
        ({"detail": ["A"]}, False),
        ({"params": {"a": {"typ": "string"}}}, False),
        ({"params": {" ": {"type": "string"}}}, False),
        ({"params": {"a": {"type": "text"}}}, False),
        ({"related": [{"reason": "No code."}]}, False),
        ({"notes": [{"kind": "loud", "text": "T"}]}, False),
        ({"trigger": {"request": {"method": "get", "path": "/a"}}}, False),
        ({"trigger": {"request": GET, "replay": REPLAY}}, True),
        ({"trigger": {"request": GET, "replay": {"skip": "It is a secret."}}}, True),
        ({"trigger": {"request": GET, "replay": {"save": {"a": "/b"}}}}, False),
        ({"trigger": {"request": GET, "replay": {"skip": True}}}, False),
        ({"trigger": {"request": GET, "replay": {"env": {"a": "A-B"}}}}, False),
        ({"trigger": {"request": GET, "replay": {"repeat": 0}}}, False),
        ({"trigger": {"request": GET, "replay": {"fresh": "a"}}}, False),
        ({"trigger": {"request": GET, "replay": {"before": [{"save": {}}]}}}, False),
        ({"fixes": [{"samples": [{"request": GET, "replay": {"save": {"a": ""}}}]}]}, True),
        ({"fixes": [{"samples": [{"request": GET, "replay": {"save": {"a": "b"}}}]}]}, False),
        ({"fixes": [{"samples": [{"request": GET, "replay": {"repeat": 2}}]}]}, False),
        ({"links": [{"title": "T", "url": "javascript:x"}]}, False),
        ({"operations": ["GET"]}, False),
        ({"fixes": [{"id": "Not An Id", "intro": "T"}]}, False),
        ({"scenarios": [{"text": "T", "cure": "a"}]}, False),
        ({"aliases": "a.c"}, False),
    ],
)
def test_the_schema_says_what_loading_says(
    tmp_path: Path, change: dict[str, Any], valid: bool
) -> None:
    """A definition is valid to an editor exactly if it loads."""
    definition = {**LEAST, **change}
    if definition.get("scenarios") and valid:
        definition["fixes"] = [{"id": "a", "intro": "T"}]
    (tmp_path / "catalog.yaml").write_text('{errbook: 1, name: T, code: "{group}.{name}"}', "utf-8")
    (tmp_path / "errors.yaml").write_text(json.dumps(definition, ensure_ascii=False), "utf-8")
    assert DEFINITION.is_valid(definition) is valid
    assert (not read_catalog(tmp_path).findings) is valid


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"groups": {"a": {"title": "A"}}}, True),
        ({"response": {"body": {"error": {"status": "$status"}}}}, True),
        ({"errbook": 2}, False),
        ({"name": None}, False),
        ({"server": "example.com"}, False),
        ({"group": {}}, False),
        ({"groups": {"a": {"titel": "A"}}}, False),
        ({"auth": {"header": "X-Key"}}, False),
        ({"response": {"body": {}}}, False),
        ({"x-team": "a"}, False),
    ],
)
def test_the_manifests_schema_says_what_loading_says(
    tmp_path: Path, change: dict[str, Any], valid: bool
) -> None:
    """A manifest is valid to an editor exactly if it loads."""
    manifest = {"errbook": 1, "name": "T", "code": "{group}.{name}", **change}
    (tmp_path / "catalog.yaml").write_text(json.dumps(manifest), "utf-8")
    assert MANIFEST.is_valid(manifest) is valid
    assert (not read_catalog(tmp_path).findings) is valid
