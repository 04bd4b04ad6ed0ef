"""The address of a former code, opened: the browser ends up on the page of today."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route
from tests.browser.conftest import HERE

NewPage = Callable[..., Page]
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"


@pytest.fixture(scope="module")
def shop(build_site: Callable[..., Path]) -> Path:
    """The folder of a site with a former code, `err:cart:full`."""
    return build_site(HERE.parent / "pages/catalog")


@pytest.fixture(scope="module")
def shop_address(shop: Path, serve: Callable[[Path], str]) -> str:
    """Where that site is served."""
    return serve(shop)


def test_a_redirect_keeps_the_query_and_the_fragment(new_page: NewPage, shop_address: str) -> None:
    """A link to the fix of a former code leads to the fix, and goes back to where it was."""
    page = new_page(base_url=shop_address)
    page.goto("errors/cart/one_way/")
    page.goto("errors/cart/full/?from=log#second-cart")
    page.wait_for_url("**/errors/cart/too_full/?from=log#second-cart")
    assert page.locator("#second-cart").is_visible()
    page.go_back()
    page.wait_for_url("**/errors/cart/one_way/")


def test_a_redirect_works_under_a_strict_policy(new_page: NewPage, shop_address: str) -> None:
    """No inline script or style is in its way."""
    page = new_page(base_url=shop_address)

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={"content-security-policy": STRICT})

    page.route("**/errors/cart/full/*", answer)
    page.goto("errors/cart/full/#second-cart")
    page.wait_for_url("**/errors/cart/too_full/#second-cart")


def test_a_redirect_works_without_scripts(new_page: NewPage, shop_address: str) -> None:
    """The page refreshes itself, and leaves the fragment behind."""
    page = new_page(base_url=shop_address, java_script_enabled=False)
    page.goto("errors/cart/full/#second-cart")
    page.wait_for_url("**/errors/cart/too_full/**")
