"""What a reader sees and does on the pages of the built reference site."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

ERROR = "errors/unkey/data/key_not_found/"
NEXT = "errors/unkey/data/api_not_found/"
HARD = Path(__file__).parents[1] / "pages" / "catalog"


def test_an_error_has_all_that_its_definition_declares(page: Page) -> None:
    """Title, callout, example, scenarios with their cures, samples, relations, in order."""
    page.goto(ERROR)
    assert page.title() == "key_not_found: Not Found - Unkey API"
    article = page.locator("article")
    assert article.locator("h1").inner_text().startswith("404 Not Found key_not_found")
    callout = article.locator(".errbook-callout")
    assert callout.locator("pre code").inner_text().strip() == "err:unkey:data:key_not_found"
    assert "Do not retry" in callout.inner_text()
    assert "Who can fix it: the caller" in callout.inner_text()
    headings = [text.rstrip("¶\n ") for text in article.locator("h2").all_inner_texts()]
    assert headings == [
        "Example response", "What happened", "When it happens", "Reproduce it", "How to fix",
        "Common mistakes", "Notes", "Related errors", "Returned by", "See also", "History",
    ]  # fmt: skip
    body = article.inner_text()
    assert '"type": "https://unkey.com/docs/errors/unkey/data/key_not_found"' in body
    for cure in article.locator(".errbook-cure").all():
        assert article.locator(str(cure.get_attribute("href"))).count() == 1
    tabs = article.locator("#reproduce-it ~ .tabbed-set").first
    assert tabs.locator("label").all_inner_texts() == ["curl", "Python", "JavaScript"]
    assert article.locator("#related-errors ~ ul li .errbook-status").count() >= 3
    assert article.locator(".errbook-operations + ul li").count() >= 10


def test_the_button_copies_what_it_stands_at(page: Page) -> None:
    """The code of the error and the samples are a click away from the clipboard."""
    page.goto(ERROR)
    page.locator(".errbook-callout .md-code__button").click()
    page.wait_for_function(
        "navigator.clipboard.readText().then(text => text === 'err:unkey:data:key_not_found')"
    )
    page.locator("#reproduce-it ~ .tabbed-set .md-code__button").first.click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('curl'))")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("curl -X POST https://api.unkey.com/v2/keys.getKey \\\n  -H ")
    assert copied.endswith("""-d '{"keyId": "key_nonexistent"}'""")


def test_tabs_switch_together_and_are_remembered(page: Page) -> None:
    """Who chose Python once sees Python in every sample, and on the next page."""

    def shown() -> set[str]:
        blocks = page.locator(".tabbed-set:has(> .tabbed-labels :text-is('Python')) .tabbed-block")
        return {each.inner_text().split()[0] for each in blocks.all() if each.is_visible()}

    page.goto(ERROR)
    assert shown() == {"curl"}
    page.locator(".tabbed-labels >> text=Python").first.click()
    chosen = "[...document.querySelectorAll('.tabbed-block')].some(each => each.offsetParent"
    page.wait_for_function(f"{chosen} && each.innerText.startsWith('import os'))")
    assert shown() == {"import"}
    page.goto(NEXT)
    page.wait_for_function(f"{chosen} && each.innerText.startsWith('import os'))")
    assert shown() == {"import"}


def test_the_navigation_shows_the_way_to_the_page(page: Page) -> None:
    """Home, the index, the groups, and of the own group all errors, this one marked."""
    page.goto(ERROR)
    nav = page.locator(".md-nav--primary")
    seen = [text for text in nav.locator(".md-nav__link").all_inner_texts() if text.strip()]
    words = [text.split("\n")[0].strip() for text in seen]
    wanted = [
        "Home", "Errors", "Unkey", "Data", "api_not_found", "key_not_found", "workspace_not_found",
        "Authentication", "Authorization",
    ]  # fmt: skip
    assert set(wanted) <= set(words)
    assert nav.get_by_text("api_not_found", exact=True).is_visible()
    current = nav.locator("a.md-nav__link--active").all_inner_texts()
    assert [text.strip() for text in current] == ["key_not_found"]
    crumbs = page.locator(".md-path__item").all_inner_texts()
    assert [text.strip() for text in crumbs] == ["Home", "Errors", "Unkey", "Data"]


def test_previous_and_next_lead_to_the_neighbours_in_the_group(page: Page) -> None:
    """The page of the group lists them in the same order."""
    page.goto("errors/unkey/data/")
    codes = page.locator("article td:first-child a").all_inner_texts()
    at = codes.index("err:unkey:data:key_not_found")
    page.goto(ERROR)
    for way, code in (("prev", codes[at - 1]), ("next", codes[at + 1])):
        link = page.locator(f".md-footer__link--{way}")
        name = code.rpartition(":")[2]
        assert link.locator(".md-ellipsis").inner_text().strip() == name
        assert str(link.get_attribute("href")).strip("./") == name


def test_the_navigation_on_a_phone_opens_at_the_group(new_page: Callable[..., Page]) -> None:
    """The drawer shows the siblings, this error marked, and leads up from there."""
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(ERROR)
    page.locator(".md-header__button[for=__drawer]").click()
    page.locator(".md-nav__link:visible", has_text="workspace_not_found").wait_for()
    marked = page.locator("label.md-nav__link--active:visible", has_text="key_not_found")
    assert marked.count() == 1
    page.locator(".md-nav__title:visible", has_text="Data").last.click()
    page.locator(".md-nav__link:visible", has_text="Authorization").first.wait_for()


def test_a_hard_page_holds_too(
    new_page: Callable[..., Page],
    build_site: Callable[[Path], Path],
    serve: Callable[[Path], str],
) -> None:
    """The page with everything on it, on desk and phone; a former address leads there."""
    hard = serve(build_site(HARD))
    page = new_page(base_url=hard)
    page.goto("errors/cart/full/")
    page.wait_for_url(re.compile("/errors/cart/too_full/$"))
    assert page.locator("h1").inner_text().startswith('429 Cart "Too Full" too_full')
    steps = page.locator("#empty-it ~ ol").first
    assert steps.locator("> li").count() == 4
    assert steps.locator("> li").nth(1).locator(".tabbed-set").count() == 2
    assert page.locator(".md-status--deprecated").count() >= 1
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_address_that_is_not_there_is_answered_with_404(address: str) -> None:
    """The host says so, with a page of the site: no other test passes because all is found."""
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{address}errors/none/")
    with caught.value as answer:
        assert answer.code == 404
        assert b"<title>" in answer.read()


def test_the_host_answers_a_missing_file_without_a_page_of_its_own(
    tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    """A folder without 404.html: the status is the same."""
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{serve(tmp_path)}none")
    caught.value.close()
    assert caught.value.code == 404
