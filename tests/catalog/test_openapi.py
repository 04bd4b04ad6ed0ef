"""Which operations there are, and which error they return, read from OpenAPI documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from errbook.catalog import load, read_catalog
from errbook.catalog.openapi import OpenApi, OpenApiError

DOCUMENT = {
    "openapi": "3.1.0",
    "paths": {
        "/keys": {
            "parameters": [],
            "post": {
                "responses": {
                    "200": {"description": "made"},
                    "404": {"$ref": "#/components/responses/Missing"},
                }
            },
            "get": {"responses": {"404": {"content": {"x": {"example": {"code": "err:gone"}}}}}},
        },
        "/odd~names/{id}": {"delete": {"responses": {"404": {"$ref": "#/components/a~1b"}}}},
    },
    "components": {
        "responses": {
            "Missing": {"content": {"x": {"schema": {"$ref": "#/components/schemas/A"}}}}
        },
        "schemas": {
            "A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}},
            "B": {
                "properties": {
                    "type": {"const": "err:missing"},
                    "a": {"$ref": "#/components/schemas/A"},
                }
            },
        },
        "a/b": {"enum": ["err:missing", "err:other"]},
    },
}
NAMES = {"err:missing", "err:gone", "err:never"}


def written(folder: Path, document: object = DOCUMENT) -> Path:
    """Write the document to a file."""
    path = folder / "openapi.json"
    path.write_text(json.dumps(document), "utf-8")
    return path


def test_constants_enumerations_and_examples_name_errors_also_behind_references(
    tmp_path: Path,
) -> None:
    """References are followed, in circles too; a name that is not asked for is not found."""
    assert OpenApi.read(written(tmp_path)).returned_by(NAMES) == {
        "err:missing": ["POST /keys", "DELETE /odd~names/{id}"],
        "err:gone": ["GET /keys"],
    }


def test_a_reference_out_of_the_document_or_to_nothing_is_passed_over(tmp_path: Path) -> None:
    """Neither is an error of ours."""
    responses = {"404": {"$ref": "other.yaml#/x"}, "500": {"$ref": "#/components/nothing"}}
    document = {"paths": {"/a": {"get": {"responses": responses}}}}
    assert OpenApi.read(written(tmp_path, document)).returned_by(NAMES) == {}


def test_paths_stand_below_those_of_the_nearest_servers(tmp_path: Path) -> None:
    """As they are written, and behind the path of each server that has one."""
    operation: dict[str, object] = {"responses": {}}
    below = {"url": "https://{region}.api.example/{version}/"}
    own = [{"url": "https://api.example"}, {"url": "/files"}, {"no": "url"}, 1]
    document = {
        "servers": [below, {"url": "//api.example"}],
        "paths": {
            "/keys": {"get": operation, "post": {**operation, "servers": own}},
            "/files": {"servers": own, "head": operation},
        },
    }
    assert [*OpenApi.read(written(tmp_path, document)).methods()] == [
        ("/keys", "GET"),
        ("/{version}/keys", "GET"),
        ("/keys", "POST"),
        ("/files/keys", "POST"),
        ("/files", "HEAD"),
        ("/files/files", "HEAD"),
    ]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"paths": 1}', "\x00"])
def test_what_is_no_openapi_document_is_refused_in_words(tmp_path: Path, text: str) -> None:
    """The message says what is wrong, on one line."""
    path = tmp_path / "openapi.json"
    path.write_text(text, "utf-8")
    with pytest.raises(OpenApiError) as caught:
        OpenApi.read(path)
    assert "\n" not in str(caught.value)


CATALOG = """\
errbook: 1
name: A
code: err:{name}
openapi: [%s]
"""


def test_the_catalog_adds_them_to_the_declared_operations(tmp_path: Path) -> None:
    """Each operation once: those declared first, then those of the documents."""
    written(tmp_path)
    (tmp_path / "catalog.yaml").write_text(CATALOG % "openapi.json", "utf-8")
    (tmp_path / "missing.yaml").write_text(
        "code: err:missing\nstatus: 404\ntitle: T\nsummary: S.\noperations: [POST /keys, GET /a]\n",
        "utf-8",
    )
    catalog = load(tmp_path)
    assert catalog.operations(catalog.entries["err:missing"]) == [
        "POST /keys",
        "GET /a",
        "DELETE /odd~names/{id}",
    ]


def test_a_document_that_cannot_be_read_is_a_finding_of_the_manifest(tmp_path: Path) -> None:
    """It stands at the entry that names the document."""
    (tmp_path / "catalog.yaml").write_text(CATALOG % "nowhere.json", "utf-8")
    (finding,) = read_catalog(tmp_path).findings
    assert (finding.rule, finding.place.line, finding.place.column) == ("EB113", 4, 11)
    assert finding.message == "`nowhere.json` cannot be read: No such file or directory"
