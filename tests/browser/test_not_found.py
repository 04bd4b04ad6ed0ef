"""The page for an address with no page: it names the errors that were meant."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from errbook.settings import Settings

SHOP = Path(__file__).parents[1] / "pages" / "catalog"
KEY_NOT_FOUND = "err:unkey:data:key_not_found"
NEAREST = ".errbook-not-found .errbook-found a"

CONFIG = """\
site_name: Docs
site_url: https://docs.example/docs/
theme: {name: %s%s}
plugins: [search, {errbook: {catalog: catalog}}]
docs_dir: docs
"""


@pytest.fixture
def go(page: Page, missing: set[str]) -> Callable[[str], list[str]]:
    """A function that opens an address with no page, and returns the codes that are proposed."""

    def opened(path: str) -> list[str]:
        missing.add(urlsplit(f"/{path}").path)
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 404
        expect(page.locator(NEAREST).first).to_be_visible()
        return page.locator(NEAREST).all_inner_texts()

    return opened


@pytest.mark.parametrize(
    "path",
    [
        "errors/unkey/data/key_not_fuond/",
        "errors/unkey/data/key_not_found_/",
        "errors/unkey/data/key-not-found.html",
        "errors/unkey/data/KeyNotFound",
        "errors/data/key_not_found",
        "docs/errors/unkey/data/key_not_found",
        "errors/err:unkey:data:key_not_found",
        "err%3Aunkey%3Adata%3Akey_not_found",
        "a/b/c/d/e/unkey/data/key%20not%20found",
        "nowhere?type=https://unkey.com/docs/errors/unkey/data/key_not_found",
        "errors/unkey/data/keynotfound",
        "errors/unkey/data/key_not_found_%ff/",
    ],
)
def test_the_error_that_was_meant_comes_first(go: Callable[[str], list[str]], path: str) -> None:
    """At any depth, in any spelling, with a part too many."""
    assert go(path)[0] == KEY_NOT_FOUND


def test_a_click_opens_its_page(go: Callable[[str], list[str]], page: Page) -> None:
    """From any depth."""
    go("a/b/c/d/e/unkey/data/key_not_found")
    page.locator(NEAREST).first.click()
    page.wait_for_url("**/errors/unkey/data/key_not_found/")


def test_an_address_like_no_code_leads_to_the_index(page: Page, missing: set[str]) -> None:
    """Nothing is guessed where nothing is near."""
    missing.add("/wp-admin/setup.php")
    page.goto("wp-admin/setup.php")
    page.wait_for_function("window.errbook.finder && window.errbook.finder.made")
    assert page.locator(NEAREST).count() == 0
    page.get_by_role("link", name="all errors").click()
    page.wait_for_url("**/errors/")


def test_without_scripts_it_leads_to_the_index(
    new_page: Callable[..., Page], missing: set[str]
) -> None:
    """From any depth, for its links start at the root of the site."""
    missing.add("/errors/unkey/data/no/such/page")
    page = new_page(java_script_enabled=False)
    page.goto("errors/unkey/data/no/such/page")
    page.get_by_role("link", name="all errors").click()
    page.wait_for_url("**/errors/")


@pytest.mark.parametrize(
    ("theme", "options"),
    [
        ("material", ", font: false"),
        ("mkdocs", ", highlightjs: false"),
        ("readthedocs", ", highlightjs: false"),
    ],
)
def test_any_theme_finds_them_below_any_path(
    build_site: Callable[..., Path],
    serve: Callable[[Path], str],
    new_page: Callable[..., Page],
    missing: set[str],
    tmp_path: Path,
    theme: str,
    options: str,
) -> None:
    """The addresses on the page start where `site_url` says that the site is."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n", "utf-8")
    shutil.copytree(SHOP, tmp_path / "catalog")
    config = tmp_path / "mkdocs.yml"
    config.write_text(CONFIG % (theme, options), "utf-8")
    host = tmp_path / "host"
    shutil.copytree(build_site(tmp_path / "catalog", Settings(mkdocs=config)), host / "docs")
    shutil.copy(host / "docs" / "404.html", host)  # as a host with one site below a path has it
    page = new_page(base_url=serve(host))
    missing.add("/docs/errors/cart/too_flul/")
    page.goto("docs/errors/cart/too_flul/")
    expect(page.locator(NEAREST).first).to_have_text("err:cart:too_full")
    assert page.locator("h1").all_inner_texts()[-1] == "Page not found"
    page.locator(NEAREST).first.click()
    page.wait_for_url("**/docs/errors/cart/too_full/")
    page.go_back()
    page.get_by_role("link", name="all errors").click()
    page.wait_for_url("**/docs/errors/")
