"""The filter of the index: what a reader types and chooses, by hand and by keys alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from errbook.catalog import Entry, load
from errbook.settings import Settings

CATALOG = Path(__file__).parents[2] / "catalog"
KEY_NOT_FOUND = "err:unkey:data:key_not_found"

SHOP = {
    "catalog.yaml": """\
errbook: 1
name: Shop
code: "{area}.{name}"
type: https://shop.example/errors/{area}/{name}
groups: {cart: {title: Carts & <baskets>}}
""",
    "errors.yaml": """\
code: cart.full
status: 409
title: Cart Is Full
summary: The `limit` of things is reached.
detail: "The cart {cart_id} holds {limit} things already."
params: {cart_id: {type: string}, limit: {type: integer}}
retryable: false
aliases: [basket.full]
---
{code: cart.gone, status: 410, title: Gone, summary: It is gone., deprecated: {}, retryable: true}
---
{code: cart.lost, status: 410, title: Lost, summary: It is lost., retired: {}}
---
{code: constructor.broken, status: 500, title: "<b>Broken</b>", summary: "<i onclick=x()>Odd</i>."}
""",
}


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    """The definitions of the reference catalog that have a page."""
    return [entry for entry in load(CATALOG) if entry.definition.visibility == "public"]


@pytest.fixture(scope="module")
def shop(
    build_site: Callable[..., Path],
    serve: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """Where a site is served that has errors in every state, and text that looks like HTML."""
    folder = tmp_path_factory.mktemp("shop")
    for name, text in SHOP.items():
        (folder / name).write_text(text, "utf-8")
    return serve(build_site(folder))


def opened(page: Page, address: str = "errors/") -> Locator:
    """Open a page with a filter on it; return the field, once the filter works."""
    page.goto(address)
    field = page.get_by_role("searchbox", name="Filter")
    expect(field).to_be_visible()
    return field


def found(page: Page) -> list[str]:
    """Return the codes that the filter shows."""
    # Rows out of sight are not laid out, and have no inner text until they are.
    return page.locator(".errbook-filter-box .errbook-found a").all_text_contents()


def told(page: Page) -> str:
    """Return what a screen reader is told."""
    return page.locator(".errbook-filter-box [role=status]").inner_text()


def choices(page: Page, facet: str) -> dict[str, int]:
    """Return what can be chosen, with the numbers behind it, but for what has none."""
    options = page.locator(f".errbook-filter-box select[name={facet}] option:not([disabled])")
    pairs = (text.rsplit(" · ", 1) for text in options.all_inner_texts())
    return {label: int(number) for label, number in pairs}


def test_without_a_filter_the_page_lists_everything(page: Page, entries: list[Entry]) -> None:
    """By groups, with nothing above it but the filter; and so it is without scripts."""
    opened(page)
    listed = page.locator("article td:first-child a").all_inner_texts()
    assert sorted(listed) == sorted(entry.code.text for entry in entries)
    assert page.locator("article h2").first.is_visible()
    assert found(page) == []
    assert told(page) == ""


def test_without_scripts_the_index_is_the_whole_listing(new_page: Callable[..., Page]) -> None:
    """Nothing is promised there that does not work."""
    page = new_page(java_script_enabled=False)
    page.goto("errors/")
    assert page.get_by_text(KEY_NOT_FOUND, exact=True).is_visible()
    assert page.get_by_role("searchbox", name="Filter").count() == 0


def test_a_code_is_found_first_in_any_spelling(page: Page) -> None:
    """As it is written in logs, in programs, in speech, and as the type of a response."""
    field = opened(page)
    for text in (
        KEY_NOT_FOUND,
        "KEY_NOT_FOUND data",
        "data key not found",
        "data:KeyNotFound",
        "data/key-not-found",
        "https://unkey.com/docs/errors/unkey/data/key_not_found",
        "https://unkey.com/docs/errors/unkey/data/key_not_found/#how-to-fix",
    ):
        field.fill(text)
        assert found(page)[0] == KEY_NOT_FOUND, text
        assert page.locator("article h2").first.is_hidden()
        field.fill("")
        assert found(page) == []


def test_every_name_finds_its_error(page: Page, entries: list[Entry]) -> None:
    """The name alone brings all errors of that name, before any other."""
    field = opened(page)
    by_name: dict[str, list[str]] = {}
    for entry in entries:
        by_name.setdefault(entry.code.name, []).append(entry.code.text)
    for name, codes in by_name.items():
        field.fill(name.replace("_", " "))
        assert sorted(found(page)[: len(codes)]) == sorted(codes)


def test_choices_narrow_and_say_how_many_remain(page: Page, entries: list[Entry]) -> None:
    """Each number is what one gets by that choice, with the others as they are."""
    opened(page)
    before = choices(page, "status")
    conflicts = [entry for entry in entries if entry.definition.status == 404]
    assert before["404"] == len(conflicts)
    assert before["4xx"] == sum(entry.definition.status < 500 for entry in entries)
    page.get_by_label("Status").select_option("404")
    assert len(found(page)) == len(conflicts)
    assert told(page) == f"{len(conflicts)} of {len(entries)} errors"
    groups = choices(page, "group")
    label = next(label for label in groups if label.endswith("(err:unkey:data)"))
    page.get_by_label("Group").select_option("err:unkey:data")
    assert len(found(page)) == groups[label]
    assert choices(page, "status")["Any"] > groups[label]  # what giving that one up would bring
    retry = choices(page, "retry")
    for value, label in (("yes", "Worth retrying"), ("no", "Do not retry"), ("", "Any")):
        if label in retry:
            page.get_by_label("Retry").select_option(value)
            assert len(found(page)) == retry[label]


def test_errors_in_every_state_can_be_chosen(new_page: Callable[..., Page], shop: str) -> None:
    """Deprecated and retired ones, and those that say whether to retry, or do not."""
    page = new_page(base_url=shop)
    opened(page)
    assert choices(page, "state") == {"Any": 4, "In use": 2, "Deprecated": 1, "Retired": 1}
    assert choices(page, "retry") == {
        "Any": 4, "Worth retrying": 1, "Do not retry": 1, "Not declared": 2,
    }  # fmt: skip
    page.get_by_label("State").select_option("deprecated")
    assert found(page) == ["cart.gone"]
    expect(page.locator(".errbook-found li")).to_contain_text("Deprecated.")
    page.get_by_label("State").select_option("retired")
    assert found(page) == ["cart.lost"]
    assert choices(page, "status") == {"Any": 1, "4xx": 1, "410": 1}


def test_text_of_the_catalog_is_text(new_page: Callable[..., Page], shop: str) -> None:
    """What looks like HTML shows as it was written; backticks are code; a message is marked."""
    page = new_page(base_url=shop)
    field = opened(page)
    field.fill("constructor")
    shown = page.locator(".errbook-found li").text_content() or ""
    assert "<b>Broken</b>" in shown
    assert "<i onclick=x()>Odd</i>." in shown
    assert "Carts & <baskets> (cart)" in page.locator("select[name=group]").inner_text()
    field.fill("things already")
    assert page.locator(".errbook-found-message").text_content() == (
        "The cart {cart_id} holds {limit} things already."
    )
    assert page.locator(".errbook-found-message mark").all_text_contents() == ["things", "already"]
    assert page.locator(".errbook-found li p code").all_text_contents() == ["cart.full", "limit"]
    field.fill("basket full")
    assert found(page) == ["cart.full"]


def test_what_was_typed_is_marked(page: Page) -> None:
    """In the code whatever the spelling, and in the words of the summary."""
    opened(page).fill("KeyNotFound")
    expect(page.locator(".errbook-found a mark").first).to_have_text("key_not_found")


def test_a_word_is_looked_for_where_words_start(page: Page) -> None:
    """`key` is in each `unkey`; only where nothing else is found does that count."""
    field = opened(page)
    field.fill("unkey")
    everything = len(found(page))
    field.fill("key")
    assert 0 < len(found(page)) < everything
    field.fill("nkey")
    assert len(found(page)) > 0


def test_a_misspelled_code_brings_the_nearest(page: Page) -> None:
    """Nothing has all of it, so what is like it is shown, and said to be that."""
    opened(page).fill("key_not_fuond")
    assert told(page) == "No error has all of this. The nearest:"
    assert KEY_NOT_FOUND in found(page)[:2]
    page.get_by_role("searchbox", name="Filter").fill("zzzz qqqq")
    assert told(page) == "No error has all of this."
    assert found(page) == []


def test_the_address_holds_the_filter(page: Page, address: str) -> None:
    """Reload, Back and a copied link bring it again; an empty one leaves nothing behind."""
    field = opened(page)
    field.fill("not found")
    page.get_by_label("Status").select_option("404")
    page.wait_for_url("**/errors/?find=*status=404")
    assert parse_qs(urlsplit(page.url).query) == {"find": ["not found"], "status": ["404"]}
    shown = found(page)
    page.reload()
    expect(page.locator(".errbook-found a").first).to_be_visible()
    assert found(page) == shown
    assert page.get_by_label("Status").input_value() == "404"
    page.locator(".errbook-found a").first.click()
    page.wait_for_function("!document.querySelector('.errbook-filter-box')")
    page.go_back()
    expect(page.locator(".errbook-found a").first).to_be_visible()
    assert found(page) == shown
    page.get_by_role("button", name="Clear filter").click()
    assert page.url == f"{address}errors/"
    assert page.locator("article h2").first.is_visible()


def test_a_link_with_a_choice_that_is_no_more_opens_the_listing(page: Page) -> None:
    """A group that was renamed, or a status that no error has."""
    opened(page, "errors/?group=err%3Ano%3Asuch&status=418")
    assert found(page) == []
    assert page.locator("article h2").first.is_visible()


def test_keys_alone_are_enough(page: Page) -> None:
    """To the filter, through the results, to a page, and back to the whole listing."""
    field = opened(page)
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    page.keyboard.type("key not found")
    links = page.locator(".errbook-found a")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(links.last).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    assert field.input_value() == ""
    assert page.locator("article h2").first.is_visible()
    page.keyboard.type(KEY_NOT_FOUND)
    page.keyboard.press("Enter")
    page.wait_for_url("**/errors/unkey/data/key_not_found/")


def test_escape_clears_from_among_the_results(page: Page) -> None:
    """The choices as well, and the field has the focus again."""
    field = opened(page)
    page.get_by_label("Status").select_option("404")
    field.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    assert page.get_by_label("Status").input_value() == ""
    assert found(page) == []


def test_the_keys_of_the_search_are_left_to_it(page: Page) -> None:
    """Material opens its search by `/`; in the filter it is a character."""
    field = opened(page)
    search = page.locator("input.md-search__input")
    page.keyboard.press("/")
    expect(search).to_be_focused()
    page.wait_for_function("document.querySelector('#__search').checked")  # it is open
    page.keyboard.press("Escape")
    expect(search).not_to_be_focused()
    field.focus()
    page.keyboard.type("s/f")
    assert field.input_value() == "s/f"


def test_a_heading_of_the_listing_can_still_be_asked_for(page: Page) -> None:
    """An entry of the table of contents puts the filter aside."""
    field = opened(page)
    field.fill("key")
    page.locator(".md-sidebar--secondary a[href*='#']").last.click()
    page.wait_for_function("location.hash !== ''")
    expect(page.locator("article h2").last).to_be_visible()
    assert field.input_value() == ""


def test_the_filter_works_without_a_server(
    context: Callable[..., BrowserContext], site: Path
) -> None:
    """Opened from a disk, where nothing can be fetched and folders have no index.

    The search of the theme does not work there, and says so.
    """
    page = context().new_page()
    opened(page, (site / "errors" / "index.html").as_uri()).fill(KEY_NOT_FOUND)
    assert found(page)[0] == KEY_NOT_FOUND
    page.keyboard.press("Enter")
    page.wait_for_url("**/errors/unkey/data/key_not_found/index.html")
    assert "key_not_found" in page.inner_text("h1")
    page.close()


def test_the_filter_works_where_the_theme_exchanges_pages(
    build_site: Callable[..., Path],
    serve: Callable[[Path], str],
    new_page: Callable[..., Page],
    tmp_path: Path,
) -> None:
    """With `navigation.instant` no page is loaded anew, and each has its own filter."""
    for folder in ("docs", "catalog"):
        (tmp_path / folder).mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n", "utf-8")
    for name, text in SHOP.items():
        (tmp_path / "catalog" / name).write_text(text, "utf-8")
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        "{site_name: Shop, site_url: 'http://127.0.0.1/', plugins: [errbook: {catalog: catalog}],"
        " nav: [index.md, errors/index.md], theme: {name: material, font: false,"
        " features: [navigation.instant]}}",
        "utf-8",
    )
    site = build_site(tmp_path / "catalog", Settings(mkdocs=config))
    address = serve(site)
    sitemap = site / "sitemap.xml"  # by which the theme knows its pages
    sitemap.write_text(sitemap.read_text("utf-8").replace("http://127.0.0.1/", address), "utf-8")
    page = new_page(base_url=address)
    page.goto("")
    page.evaluate("window.loadedOnce = true")
    page.get_by_role("link", name="Errors").first.click()
    field = page.get_by_role("searchbox", name="Filter")
    field.fill("cart full")
    assert found(page) == ["cart.full"]
    page.wait_for_url("**/errors/?find=cart+full")
    page.locator(".errbook-found a").click()
    page.wait_for_url("**/errors/cart/full/")
    expect(page.locator("h1 > code")).to_have_text("full")
    page.go_back()
    expect(page.locator(".errbook-found a")).to_have_text("cart.full")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox", name="Filter")).to_be_focused()
    assert page.locator(".errbook-filter-box").count() == 1
    assert page.evaluate("window.loadedOnce")


def test_of_many_errors_a_hundred_are_shown_at_a_time(
    new_page: Callable[..., Page], site: Path, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """More on request, and the focus goes on to the first of them."""
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    errors = [
        {"code": f"a:number_{n}", "status": 400 + n % 20, "title": f"T{n}", "summary": f"S {n}.",
         "type": f"https://a.example/{n}", "url": f"a/{n}/", "group": 0}
        for n in range(10_000)
    ]  # fmt: skip
    data = {"prefix": "errors", "groups": [["a", "A", "a/", -1]], "errors": errors}
    (folder / "assets" / "errbook-data.js").write_text(
        f"window.errbook.data = {json.dumps(data)};", "utf-8"
    )
    page = new_page(base_url=serve(folder))
    opened(page).fill("number")
    assert told(page) == "10000 of 10000 errors"
    assert len(found(page)) == 100
    page.get_by_role("button", name="Show 100 more").click()
    assert len(found(page)) == 200
    expect(page.locator(".errbook-found a").nth(100)).to_be_focused()
    page.get_by_role("searchbox", name="Filter").fill("number 9999")
    assert found(page) == ["a:number_9999"]
