"""The built site in a real browser: what a reader sees and does, on a desk, on a phone, at night.

Without Chromium these tests are skipped, and say so; where the variable CI is set they fail.
"""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from errbook.catalog import load
from errbook.settings import Settings
from errbook.targets import target

pytestmark = pytest.mark.xdist_group("browser")

TOP = Path(__file__).parents[2]
ERROR = "errors/unkey/data/key_not_found/"
PAGES = {
    "home": "",
    "index": "errors/",
    "group": "errors/unkey/",
    "inner group": "errors/unkey/data/",
    "error": ERROR,
    "long error": "errors/unkey/application/invalid_input/",
}
DESK = {"width": 1440, "height": 1000}
PHONE = {"width": 390, "height": 844}

CONTRASTS = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] + below[i] * (1 - top[3]));
  const ground = (element) => {
    if (!element) return [255, 255, 255];
    return over(rgba(getComputedStyle(element).backgroundColor), ground(element.parentElement));
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => {
      const x = c / 255;
      return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const own = document.querySelectorAll(
    "h1, h1 > code, [class*='errbook-'], .errbook-callout li, .errbook-callout code," +
    " .errbook-compare .admonition-title, .errbook-operations + ul code"
  );
  return [...own].map((element) => {
    const below = ground(element);
    const text = over(rgba(getComputedStyle(element).color), below);
    const [a, b] = [light(text), light(below)].sort((x, y) => y - x);
    return [element.outerHTML.slice(0, 60), (a + 0.05) / (b + 0.05)];
  });
}
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], str]]:
    """A function that builds the site of a catalog and returns its address on loopback."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def built(catalog: Path) -> str:
        folder = tmp_path_factory.mktemp("site") / "out"
        target.find("site").build(target.Job(load(catalog), Settings(), folder))
        handler = functools.partial(Quiet, directory=str(folder))
        servers.append(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}/"

    yield built
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def site(serve: Callable[[Path], str]) -> str:
    """The reference catalog's site."""
    return serve(TOP / "catalog")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        message = f"no browser: none of {', '.join(names)} is there; install chromium"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens an address; whatever the browser complains of fails the test."""
    contexts, complaints = [], []

    def opened(url: str, viewport: Any = DESK, scheme: Any = "light") -> Page:
        context = browser.new_context(
            viewport=viewport,
            color_scheme=scheme,
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: (
                complaints.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                complaints.append(f"foreign: {request.url}")
                if not request.url.startswith((url[: url.index("/", 8)], "data:", "blob:"))
                else None
            ),
        )
        page.goto(url)
        page.wait_for_selector("html.js")  # the theme's script has run
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def test_an_error_page_has_everything(visit: Callable[..., Page], site: str) -> None:
    """Title, code, status, advice, example, scenarios with cures, samples, relations are shown."""
    page = visit(site + ERROR)
    assert page.title() == "key_not_found: Not Found - Unkey API"
    article = page.locator("article")
    assert article.locator("h1").inner_text().startswith("Not Found key_not_found")
    callout = article.locator(".errbook-callout")
    assert callout.locator(".admonition-title").inner_text() == "404 Not Found"
    assert callout.locator("pre code").inner_text().strip() == "err:unkey:data:key_not_found"
    assert "Do not retry" in callout.inner_text()
    assert "Who can fix it: the caller" in callout.inner_text()
    headings = [text.rstrip("¶\n ") for text in article.locator("h2").all_inner_texts()]
    assert headings == [
        "Example response", "What happened", "When it happens", "Reproduce it", "How to fix",
        "Common mistakes", "Notes", "Related errors", "Returned by", "See also", "History",
    ]  # fmt: skip
    assert article.locator(".errbook-cure").count() == 6
    assert article.locator("#reproduce-it ~ .tabbed-set").first.locator(
        "label"
    ).all_inner_texts() == [
        "curl",
        "Python",
        "JavaScript",
    ]
    assert article.locator("ul li .errbook-status").count() == 5
    assert article.locator(".errbook-operations + ul li").count() == 12


def test_the_button_copies_the_code(visit: Callable[..., Page], site: str) -> None:
    """The code of the error and the samples are a click away from the clipboard."""
    page = visit(site + ERROR)
    page.locator(".errbook-callout .md-code__button").click()
    assert page.evaluate("navigator.clipboard.readText()") == "err:unkey:data:key_not_found"
    page.locator("#reproduce-it ~ .tabbed-set .md-code__button").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("curl -X POST https://api.unkey.com/v2/keys.getKey \\\n  -H ")
    assert copied.endswith("""-d '{"keyId": "key_nonexistent"}'""")


def test_tabs_switch_together_and_are_remembered(visit: Callable[..., Page], site: str) -> None:
    """Who chose Python once sees Python in every sample, and on the next page."""
    page = visit(site + ERROR)

    def shown() -> list[str]:
        blocks = page.locator(".tabbed-set:has(> .tabbed-labels :text-is('Python')) .tabbed-block")
        return [each.inner_text().split()[0] for each in blocks.all() if each.is_visible()]

    assert set(shown()) == {"curl"}
    page.locator(".tabbed-labels >> text=Python").first.click()
    page.wait_for_timeout(200)
    assert set(shown()) == {"import"}
    page.goto(site + PAGES["long error"])
    page.wait_for_timeout(200)
    assert set(shown()) == {"import"}
    assert len(shown()) >= 4


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(visit: Callable[..., Page], site: str, name: str) -> None:
    """Pages answer 200, and the places on them are there."""
    page = visit(site + PAGES[name])
    links = page.eval_on_selector_all("a[href]", "all => all.map(each => each.href)")
    ids: dict[str, set[str]] = {}
    for url, place in {tuple(urldefrag(urljoin(page.url, link))) for link in links}:
        if not url.startswith(site):
            continue
        if url not in ids:
            with urllib.request.urlopen(url) as response:
                assert response.status == 200
                html = response.read().decode()
            ids[url] = set(re.findall(r"""\bid=["']?([^"'\s>]+)""", html))
        assert not place or unquote(place) in ids[url], f"{url}#{place}"
    assert len(ids) > 1


def test_the_navigation_shows_the_way_to_the_page(visit: Callable[..., Page], site: str) -> None:
    """Home, the index, the groups, and of the own group all errors, this one marked."""
    page = visit(site + ERROR)
    nav = page.locator(".md-nav--primary")
    seen = [text for text in nav.locator(".md-nav__link").all_inner_texts() if text.strip()]
    words = [text.split("\n")[0].strip() for text in seen]
    wanted = [
        "Home", "Errors", "Unkey", "Data", "api_not_found", "identity_already_exists",
        "identity_not_found", "key_not_found", "permission_already_exists",
        "ratelimit_namespace_gone", "role_not_found", "workspace_not_found", "Authentication",
        "Authorization", "Application", "User",
    ]  # fmt: skip
    assert [word for word in dict.fromkeys(words) if word in wanted] == wanted
    current = nav.locator("a.md-nav__link--active").all_inner_texts()
    assert [text.strip() for text in current] == ["key_not_found"]
    crumbs = page.locator(".md-path__item").all_inner_texts()
    assert [text.strip() for text in crumbs] == ["Home", "Errors", "Unkey", "Data"]
    footer = page.locator(".md-footer__link .md-ellipsis").all_inner_texts()
    assert [text.strip() for text in footer] == [
        "identity_not_found",
        "permission_already_exists",
    ]


def test_the_navigation_on_a_phone_opens_at_the_group(
    visit: Callable[..., Page], site: str
) -> None:
    """The drawer shows the siblings, this error marked, and leads up from there."""
    page = visit(site + ERROR, PHONE)
    page.locator(".md-header__button[for=__drawer]").click()
    page.wait_for_timeout(400)
    siblings = page.locator(".md-nav__link:visible", has_text="workspace_not_found")
    assert siblings.count() == 1
    assert siblings.bounding_box() is not None
    marked = page.locator("label.md-nav__link--active:visible", has_text="key_not_found")
    assert marked.count() == 1
    up = page.locator(".md-nav__title:visible", has_text="Data")
    up.last.click()
    page.wait_for_timeout(400)
    assert page.locator(".md-nav__link:visible", has_text="Authorization").count() >= 1


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone(visit: Callable[..., Page], site: str, name: str) -> None:
    """Codes wrap, tables and code scroll inside themselves; no page scrolls sideways."""
    page = visit(site + PAGES[name], PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wide = page.evaluate(
        """[...document.querySelectorAll("h1, h1 code, article p, article li, .errbook-callout *")]
           .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
           .filter(each => !each.closest("pre, table, nav"))
           .map(each => each.outerHTML.slice(0, 80))"""
    )
    assert wide == []


def test_wrong_and_right_stand_side_by_side_where_there_is_room(
    visit: Callable[..., Page], site: str
) -> None:
    """On a phone one is below the other."""
    for viewport, beside in ((DESK, True), (PHONE, False)):
        page = visit(site + ERROR, viewport)
        boxes = [
            each.bounding_box() for each in page.locator(".errbook-compare > .admonition").all()
        ]
        wrong, right = boxes
        assert wrong is not None
        assert right is not None
        assert (right["y"] == wrong["y"]) is beside
        assert (right["x"] > wrong["x"]) is beside


def test_dark_mode_can_be_chosen_and_follows_the_system(
    visit: Callable[..., Page], site: str
) -> None:
    """The switch in the header changes the scheme, and a dark system starts dark."""
    page = visit(site + ERROR)
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"
    for _ in range(2):  # to light, then to dark
        page.locator(".md-header__option label:visible").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground != "rgb(255, 255, 255)"
    dark = visit(site + ERROR, DESK, "dark")
    assert dark.locator("body").get_attribute("data-md-color-scheme") == "slate"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_sufficient(visit: Callable[..., Page], site: str, scheme: str) -> None:
    """Whatever has a colour or ground of ours meets WCAG AA: 4.5 to 1."""
    for name in ("error", "index", "home"):
        page = visit(site + PAGES[name], DESK, scheme)
        low = [found for found in page.evaluate(CONTRASTS) if found[1] < 4.5]
        assert low == [], name


def test_a_code_is_found(visit: Callable[..., Page], site: str) -> None:
    """The first result for a whole code, and for a type, is the page of the error."""
    for query in (
        "err:unkey:data:key_not_found",
        "https://unkey.com/docs/errors/unkey/data/key_not_found",
    ):
        page = visit(site)
        page.locator(".md-search__input").click()
        page.keyboard.type(query)
        first = page.locator(".md-search-result__item a").first
        first.wait_for(timeout=10_000)
        page.wait_for_timeout(300)
        assert str(first.get_attribute("href")).partition("?")[0].endswith(ERROR)


def test_a_hard_page_holds_too(visit: Callable[..., Page], serve: Callable[[Path], str]) -> None:
    """The page with everything on it, on desk and phone; a former address leads there."""
    site = serve(Path(__file__).parent / "catalog")
    page = visit(f"{site}errors/cart/full/")
    page.wait_for_url("**/errors/cart/too_full/")
    assert page.locator("h1").inner_text().startswith('Cart "Too Full" too_full')
    steps = page.locator("#empty-it ~ ol").first
    assert steps.locator("> li").count() == 4
    assert steps.locator("> li").nth(1).locator(".tabbed-set").count() == 2
    assert page.locator(".md-status--deprecated").count() >= 1
    phone = visit(f"{site}errors/cart/too_full/", PHONE)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_printed_page_cuts_nothing_off(visit: Callable[..., Page], site: str) -> None:
    """On paper code wraps, since nobody can scroll it."""
    page = visit(site + ERROR)
    page.emulate_media(media="print")
    assert page.evaluate(
        """[...document.querySelectorAll("pre > code")].filter(each => each.offsetParent)
           .every(each => each.scrollWidth <= each.clientWidth + 1)"""
    )


def test_an_address_that_is_not_there_is_answered_with_404(site: str) -> None:
    """Sanity of the tests above: a link that leads nowhere would be noticed."""
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{site}errors/none/")
    caught.value.close()
    assert caught.value.code == 404
