"""OpenAPI components as a file.

To write the golden one anew: ERRBOOK_GOLDEN=write pytest tests/targets/test_openapi.py
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests import openapi_documents as documents
from tests.command import errbook

from errbook.catalog import load
from errbook.settings import Settings
from errbook.targets import target

SHOP = Path(__file__).parent / "shop"
REFERENCE = Path(__file__).parents[2] / "catalog"
GOLDEN = Path(__file__).parent / "golden/openapi.json"
FILE = "components.json"


def text(catalog: Path) -> str:
    """Return the file that is made of a catalog."""
    found = target.files(target.find("openapi"), target.Job(load(catalog), Settings(), Path("out")))
    assert found is not None
    [(name, made)] = found
    assert name == FILE
    return made


def components(catalog: Path) -> dict[str, Any]:
    """Return what is in it."""
    made: dict[str, Any] = json.loads(text(catalog))
    assert [*made] == ["components"]
    found: dict[str, Any] = made["components"]
    return found


def test_the_file_is_as_it_was() -> None:
    """It changes on purpose only, as somebody's document refers to it."""
    made = text(SHOP)
    if os.environ.get("ERRBOOK_GOLDEN") == "write":
        GOLDEN.write_text(made, "utf-8")
    assert made == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("catalog", [SHOP, REFERENCE], ids=["the shop", "the reference"])
def test_it_is_valid_wherever_it_stands(catalog: Path) -> None:
    """What it refers to is in it: alone, or put into a document as it is."""
    found = components(catalog)
    documents.check({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}} | {
        "components": found
    })  # fmt: skip


def test_an_operation_refers_to_the_file(tmp_path: Path) -> None:
    """As a tool that follows the reference sees it: each response with what is behind it."""
    (tmp_path / FILE).write_text(text(SHOP), "utf-8")
    reference = f"{FILE}#/components/responses/ShopOrdersNotFound"
    response = follow(tmp_path, {"$ref": reference}, FILE)
    [content] = response["content"].values()
    [schema] = content["schema"]["oneOf"]
    assert schema["properties"]["code"]["const"] == "err:shop:orders:not_found"
    [example] = content["examples"].values()
    assert example["value"]["code"] == "err:shop:orders:not_found"
    assert response["headers"]["X-Request-Id"]["schema"] == {"type": "string"}


def follow(folder: Path, node: Any, here: str) -> Any:
    """Return `node` with its references replaced by what they lead to; `here` is its file."""
    if isinstance(node, list):
        return [follow(folder, one, here) for one in node]
    if not isinstance(node, dict):
        return node
    if "$ref" not in node:
        return {name: follow(folder, one, here) for name, one in node.items()}
    file, _, pointer = node["$ref"].partition("#")
    whole = json.loads((folder / (file or here)).read_text("utf-8"))
    found = documents.resolved(whole, f"#{pointer}")
    assert found is not None, node
    return follow(folder, found, file or here)


def test_there_is_a_response_for_each_error() -> None:
    """Of the reference catalog, every public one: schema, response and at least one example."""
    catalog = load(REFERENCE)
    public = [entry for entry in catalog if entry.definition.visibility == "public"]
    found = components(REFERENCE)
    assert len(found["schemas"]) == len(found["responses"]) == len(public) > 15
    assert [*found["schemas"]] == [*found["responses"]] == sorted(found["schemas"])
    assert {name.partition(".")[0] for name in found["examples"]} == {*found["schemas"]}


def test_what_is_internal_is_not_in_it(write: Callable[..., Path]) -> None:
    """As it has no page."""
    definitions = """
        {code: a.open, status: 404, title: T, summary: S.}
        ---
        {code: a.hidden, status: 500, title: Hidden, summary: S., visibility: internal}
        """
    catalog = write(definitions, '{errbook: 1, name: N, code: "{group}.{name}"}')
    assert "idden" not in text(catalog)
    assert [*components(catalog)["responses"]] == ["AOpen"]


def test_a_catalog_without_public_errors_makes_a_file(write: Callable[..., Path]) -> None:
    """With nothing in it."""
    catalog = write("", "{errbook: 1, name: N}")
    assert components(catalog) == {"responses": {}}


def test_the_command_writes_it_and_checks_it(tmp_path: Path) -> None:
    """What is stale, missing or changed by hand is told, and nothing is written then."""
    run: dict[str, Any] = {"cwd": tmp_path}
    catalog = ("--catalog", str(SHOP))
    made = errbook("build", "openapi", *catalog, **run)
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "build/openapi: 1 written\n")
    file = tmp_path / "build/openapi" / FILE
    assert file.read_text("utf-8") == text(SHOP)
    assert errbook("build", "openapi", "--check", *catalog, **run).returncode == 0
    file.write_text("{}", "utf-8")
    stale = errbook("build", "openapi", "--check", *catalog, **run)
    assert (stale.returncode, stale.stdout) == (1, f"build/openapi/{FILE}: stale\n")
    assert file.read_text("utf-8") == "{}"


def test_it_tells_of_its_progress() -> None:
    """Done and total, error by error."""
    told: list[tuple[int, int]] = []
    catalog = load(SHOP)
    job = target.Job(catalog, Settings(), Path("out"), lambda *numbers: told.append(numbers))
    list(target.files(target.find("openapi"), job) or ())
    assert told == [(done, len(catalog)) for done in range(1, len(catalog) + 1)]


def test_a_generator_takes_a_document_that_has_it_inside(tmp_path: Path) -> None:
    """Operations that refer to shared responses, and one that lists schemas of its own."""
    found = components(SHOP)
    operation: dict[str, Any] = {
        "operationId": "order",
        "responses": {"200": {"description": "OK"}},
    }
    operation["responses"]["402"] = {"$ref": "#/components/responses/ShopPaymentDeclined"}
    names = ["ShopOrdersNotFound", "ShopStockNotFound"]
    each = [{"$ref": f"#/components/schemas/{name}"} for name in names]
    content = {"application/problem+json": {"schema": {"oneOf": each}}}
    operation["responses"]["404"] = {"description": "None.", "content": content}
    document = documents.of(found, {})
    document["paths"]["/order"] = {"post": operation}
    documents.check(document)
    documents.generate_client(document, tmp_path / "client")
    source = (tmp_path / "client/api/default/order.py").read_text("utf-8")
    for name in ("ShopPaymentDeclined", *names):
        assert f"{name}.from_dict" in source
