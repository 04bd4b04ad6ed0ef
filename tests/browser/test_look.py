"""How the pages look: by day and by night, on a desk, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

ERROR = "errors/unkey/data/key_not_found/"
PAGES = {
    "home": "",
    "index": "errors/",
    "group": "errors/unkey/",
    "inner group": "errors/unkey/data/",
    "error": ERROR,
    "long error": "errors/unkey/application/invalid_input/",
    "not found": "404.html",
}
PHONE = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 640}
SCHEME = "document.body.dataset.mdColorScheme"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone(new_page: Callable[..., Page], name: str) -> None:
    """Codes wrap, tables and code scroll inside themselves; no page scrolls sideways.

    320 pixels are a desk's window at 400% zoom (WCAG 1.4.10).
    """
    page = new_page(viewport=PHONE)
    page.goto(PAGES[name])
    for size in (PHONE, SMALL):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        wide = page.evaluate(
            """[...document.querySelectorAll("h1, h1 code, article p, article li, article td")]
               .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
               .filter(each => !each.closest("pre, .md-typeset__table, nav"))
               .map(each => each.outerHTML.slice(0, 80))"""
        )
        assert wide == []


def test_wrong_and_right_stand_side_by_side_where_there_is_room(page: Page) -> None:
    """On a phone one is below the other."""
    page.goto(ERROR)
    boxes = page.locator(".errbook-compare > .admonition")
    for size, beside in (({"width": 1440, "height": 900}, True), (PHONE, False)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        wrong, right = boxes.nth(0).bounding_box(), boxes.nth(1).bounding_box()
        assert wrong is not None
        assert right is not None
        assert (right["y"] == wrong["y"]) is beside
        assert (right["x"] > wrong["x"]) is beside


def test_light_and_dark_follow_the_system_and_the_switch(page: Page) -> None:
    """The scheme changes with the system's preference, and by the button in the header."""
    page.goto(ERROR)
    assert page.evaluate(SCHEME) == "default"
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{SCHEME} === 'slate'")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"{SCHEME} === 'default'")
    page.locator("label[for^=__palette]:visible").first.click()  # always light
    page.locator("label[for^=__palette]:visible").first.click()  # always dark
    page.wait_for_function(f"{SCHEME} === 'slate'")
    page.goto(PAGES["index"])
    page.wait_for_function(f"{SCHEME} === 'slate'")  # which it remembers


def test_a_printed_page_cuts_nothing_off(page: Page) -> None:
    """On paper code wraps, since nobody can scroll it."""
    page.goto(ERROR)
    page.emulate_media(media="print")
    assert page.evaluate(
        """[...document.querySelectorAll("pre > code")].filter(each => each.offsetParent)
           .every(each => each.scrollWidth <= each.clientWidth + 1)"""
    )
