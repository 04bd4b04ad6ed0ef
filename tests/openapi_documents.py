"""What every OpenAPI document of errbook's is held against, and a client generated from one."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from openapi_python_client.cli import app as generator
from schemathesis.specs.openapi import definitions
from typer.testing import CliRunner

NAME = re.compile(r"[A-Za-z0-9._-]+").fullmatch
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def of(components: Mapping[str, Any], responses: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document with one operation, which has `responses`."""
    operation = {"operationId": "getKey", "responses": {"200": {"description": "OK"}, **responses}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Test", "version": "1"},
        "paths": {"/key": {"get": operation}},
        "components": {**components},
    }


def check(document: dict[str, Any]) -> None:
    """Fail unless `document` is OpenAPI 3.1, every reference resolves and every example is valid.

    That is as much as a document can be wrong in; whether it says what it should is another matter.
    """
    assert json.loads(json.dumps(document)) == document
    found = [str(error) for error in definitions.OPENAPI_31_VALIDATOR.iter_errors(document)]
    assert not found
    for reference in references(document):
        assert resolved(document, reference) is not None, reference
    for kind, those in document.get("components", {}).items():
        assert all(map(NAME, those)), (kind, [*those])
    for schema in document.get("components", {}).get("schemas", {}).values():
        Draft202012Validator.check_schema(schema)
    for response in responses(document):
        for content in response.get("content", {}).values():
            check_examples(document, content)


def check_examples(document: Mapping[str, Any], content: Mapping[str, Any]) -> None:
    """Fail unless each example of a media type object is a body that its schema allows."""
    assert not {"example", "examples"} <= content.keys()
    for name, example in content.get("examples", {}).items():
        if "$ref" in example:
            example = resolved(document, example["$ref"])
        errors = [*validator(document, content["schema"]).iter_errors(example["value"])]
        assert not errors, (name, errors)


def validator(document: Mapping[str, Any], schema: Any) -> Draft202012Validator:
    """Return a validator for a schema of `document`."""
    return Draft202012Validator(
        {"components": document["components"], "allOf": [schema]},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


def responses(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every response of every operation, and those that are shared."""
    yield from document.get("components", {}).get("responses", {}).values()
    for item in document.get("paths", {}).values():
        for method in METHODS:
            yield from item.get(method, {}).get("responses", {}).values()


def references(node: Any) -> Iterator[str]:
    """Yield every reference in `node`, those of discriminators too."""
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        if isinstance(node.get("discriminator"), dict):
            yield from node["discriminator"].get("mapping", {}).values()
        for child in node.values():
            yield from references(child)
    elif isinstance(node, list):
        for child in node:
            yield from references(child)


def resolved(document: Mapping[str, Any], reference: str) -> Any:
    """Return what a reference within the document leads to; None where that is nothing."""
    node: Any = document
    assert reference.startswith("#/"), reference
    for part in reference[2:].split("/"):
        node = node.get(part.replace("~1", "/").replace("~0", "~")) if node else None
    return node


def generate_client(document: Mapping[str, Any], folder: Path) -> None:
    """Write a package made by openapi-python-client to `folder`; fail if it leaves anything out."""
    above = folder.parent
    (above / "openapi.json").write_text(json.dumps(document), "utf-8")
    (above / "config.yml").write_text("post_hooks: []\n", "utf-8")
    command = ["generate", "--meta", "none", "--path", "openapi.json", "--config", "config.yml"]
    command += ["--output-path", folder.name, "--fail-on-warning"]
    with contextlib.chdir(above):
        done = CliRunner().invoke(generator, command)
    assert done.exit_code == 0, done.output
