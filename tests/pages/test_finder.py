"""The data that scripts find errors with."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from errbook.catalog import load
from errbook.pages import Pages
from errbook.pages.finder import finder_data, finder_script
from errbook.pages.pages import Page

HERE = Path(__file__).parent

MANIFEST = """\
errbook: 1
name: Shop
code: err:{area}:{name}
type: https://shop.example/errors/{area}/{name}
groups: {err:cart: {title: Carts}}
"""
DEFINITIONS = """\
code: err:cart:full
status: 409
title: Cart Is Full
summary: It holds no more.
detail:
  by_count: "{cart_id} holds {limit} things."
  by_weight: It's "heavy" \\ too {{heavy}}.
params:
  cart_id: {type: string, as: cartId, example: cart_1}
  limit: {type: integer, optional: true, minimum: 3}
  region: {type: string, const: eu}
  trace: {type: string, expose: false}
retryable: false
aliases: [err:basket:full, no code at all]
deprecated: {reason: It is on its way out.}
---
{code: "err:stock:gone", status: 410, title: Gone, summary: It is gone., retired: {}}
---
{code: "err:stock:secret", status: 500, title: Secret, summary: Secret., visibility: internal}
---
code: err:user:odd
status: 400
title: Odd
summary: Odd.
params: {odd: {type: object, example: {__proto__: [1, 2]}}}
"""


def address(page: Page) -> str:
    """Return the address of a page as MkDocs gives it."""
    return page.uri.removesuffix("index.md").removesuffix(".md")


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """The pages of a small catalog with something of everything."""
    (tmp_path / "catalog.yaml").write_text(MANIFEST, "utf-8")
    (tmp_path / "errors.yaml").write_text(DEFINITIONS, "utf-8")
    return Pages(load(tmp_path))


def test_an_error_is_told_in_short(pages: Pages) -> None:
    """With what finds it: codes and types, former ones too, details and their params."""
    data = finder_data(pages, address)
    assert data["prefix"] == "errors"
    assert data["groups"][0] == ["err:cart", "Carts", "errors/cart/", -1]
    assert data["errors"][0] == {
        "code": "err:cart:full",
        "status": 409,
        "title": "Cart Is Full",
        "summary": "It holds no more.",
        "type": "https://shop.example/errors/cart/full",
        "url": "errors/cart/full",
        "group": 0,
        "retryable": False,
        "state": "deprecated",
        "aliases": ["err:basket:full", "no code at all"],
        "former": ["https://shop.example/errors/basket/full"],
        "details": {
            "by_count": "{cart_id} holds {limit} things.",
            "by_weight": 'It\'s "heavy" \\ too {{heavy}}.',
        },
        "params": {
            "cart_id": {"as": "cartId", "type": "string", "example": "cart_1"},
            "limit": {"as": "limit", "type": "integer", "optional": True, "example": 3},
            "region": {"as": "region", "type": "string", "const": "eu"},
        },
    }


def test_what_is_not_declared_is_left_out(pages: Pages) -> None:
    """A definition of the required fields alone has those, and its place."""
    assert finder_data(pages, address)["errors"][1] == {
        "code": "err:stock:gone",
        "status": 410,
        "title": "Gone",
        "summary": "It is gone.",
        "type": "https://shop.example/errors/stock/gone",
        "url": "errors/stock/gone",
        "group": 1,
        "state": "retired",
    }


def test_a_group_names_the_group_around_it(tmp_path: Path) -> None:
    """By its number in the list."""
    (tmp_path / "catalog.yaml").write_text(
        "{errbook: 1, name: T, code: '{area}.{kind}.{name}'}", "utf-8"
    )
    (tmp_path / "errors.yaml").write_text(
        "{code: a.b.c, status: 404, title: T, summary: S.}", "utf-8"
    )
    assert finder_data(Pages(load(tmp_path)), address)["groups"] == [
        ["a", "A", "errors/a/", -1],
        ["a.b", "B", "errors/a/b/", 0],
    ]


def test_only_what_has_a_page_is_in_the_data(pages: Pages) -> None:
    """Internal definitions are those of internal builds, and come with their groups."""
    public = finder_script(pages, address)
    assert "secret" not in public.casefold()
    internal = Pages(pages.catalog, visibility="internal")
    codes = [error["code"] for error in finder_data(internal, address)["errors"]]
    assert "err:stock:secret" in codes


def test_a_code_pinned_to_the_type_of_its_former_one_has_no_former_type(tmp_path: Path) -> None:
    """`errbook rename` keeps the type, so the alias would have given the same."""
    (tmp_path / "catalog.yaml").write_text(MANIFEST, "utf-8")
    (tmp_path / "errors.yaml").write_text(
        "{code: 'err:a:new', status: 404, title: T, summary: S., aliases: ['err:a:old'],"
        " type: 'https://shop.example/errors/a/old'}",
        "utf-8",
    )
    [error] = finder_data(Pages(load(tmp_path)), address)["errors"]
    assert "former" not in error


def test_the_script_gives_a_browser_the_data(pages: Pages) -> None:
    """Quotes, backslashes and a member called `__proto__` arrive."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node on this machine: the script is not run")
    program = f"globalThis.window = {{}};\n{finder_script(pages, address)}\n"
    program += "process.stdout.write(JSON.stringify(window.errbook.data));"
    ran = subprocess.run(
        [node, "-"], input=program, capture_output=True, check=True, encoding="utf-8"
    )
    assert json.loads(ran.stdout) == finder_data(pages, address)
