"""The built reference site in a real browser, served on loopback."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from errbook.catalog import load
from errbook.settings import Settings
from errbook.targets.site import build
from errbook.targets.target import Job

CATALOG = Path(__file__).parents[1] / "catalog"
ERROR = "errors/unkey/data/key_not_found/"
PAGES = ["", "errors/", "errors/unkey/", "errors/unkey/data/", ERROR]

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the site of the reference catalog and serve it."""
    folder = tmp_path_factory.mktemp("browser") / "site"
    build(Job(load(CATALOG), Settings(CATALOG), folder))

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium. Without one the tests are skipped, but never in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium; `make browser` installs it")
        pytest.skip("no Chromium on this machine: the pages are not looked at")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open a tab; when it closes, nothing may have gone wrong in it or left the site."""
    context = browser.new_context(base_url=address, color_scheme="light")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on(
        "request",
        lambda request: (
            None if request.url.startswith((address, "data:")) else wrong.append(request.url)
        ),
    )
    yield opened
    context.close()
    assert wrong == []


def test_an_error_has_all_that_its_definition_declares(page: Page) -> None:
    """Title, callout, example, scenarios with their fixes, and the rest, in order."""
    page.goto(ERROR)
    assert "key_not_found" in page.inner_text("h1")
    callout = page.inner_text(".admonition.danger")
    assert "err:unkey:data:key_not_found" in callout
    assert "404 Not Found" in callout
    assert "Do not retry" in callout
    headings = [
        each.split("\n")[0].rstrip("¶").strip() for each in page.locator("h2").all_inner_texts()
    ]
    assert headings == [
        "Example response",
        "What happened",
        "When it happens",
        "Reproduce it",
        "How to fix",
        "Common mistakes",
        "Notes",
        "Related errors",
        "Returned by",
        "See also",
        "History",
    ]
    body = page.locator("article").inner_text()
    assert '"type": "https://unkey.com/docs/errors/unkey/data/key_not_found"' in body
    assert page.locator("article a[href='#replace-key']").count() >= 1
    assert page.locator("#replace-key").count() == 1


def test_every_link_and_anchor_of_the_site_resolves(page: Page, address: str) -> None:
    """Every internal link of every page leads to a page, and its fragment to an element there."""
    waiting, seen, fragments = [address], set[str](), list[tuple[str, str]]()
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        answer = page.goto(url)
        assert answer is not None
        assert answer.status == 200, url
        targets = page.eval_on_selector_all("a[href]", "all => all.map(each => each.href)")
        ids = set(page.eval_on_selector_all("[id]", "all => all.map(each => each.id)"))
        for target in targets:
            path, _, fragment = target.partition("#")
            if not path.startswith(address):
                continue
            if path == url and fragment:
                assert fragment in ids, target
            elif fragment:
                fragments.append((path, fragment))
            if path.endswith("/"):
                waiting.append(path)
    for path, fragment in fragments:
        page.goto(path)
        assert page.locator(f"[id='{fragment}']").count() == 1, (path, fragment)
    assert len(seen) > 15


def test_copy_buttons_copy(page: Page) -> None:
    """The first one copies the code of the error."""
    page.goto(ERROR)
    page.locator("article .md-clipboard, article [data-clipboard-target]").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == "err:unkey:data:key_not_found"


def test_tabs_switch_all_together_and_are_remembered(page: Page) -> None:
    """Who chooses Python sees Python everywhere, on the next page as well."""
    page.goto(ERROR)
    page.get_by_text("Python", exact=True).first.click()
    shown = page.locator(".tabbed-block:visible").all_inner_texts()
    assert shown
    assert all("import httpx" in text for text in shown)
    page.goto("errors/unkey/data/api_not_found/")
    page.wait_for_function(
        "[...document.querySelectorAll('.tabbed-block')]"
        ".some(each => each.offsetParent && each.innerText.includes('import httpx'))"
    )


def test_the_navigation_shows_the_group_and_where_one_is(page: Page) -> None:
    """The siblings of the error are listed, and its own entry is the active one."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(ERROR)
    nav = page.locator(".md-sidebar--primary")
    assert nav.get_by_text("api_not_found", exact=True).is_visible()
    assert nav.locator("a.md-nav__link--active").all_inner_texts()[-1].strip() == "key_not_found"


@pytest.mark.parametrize("uri", PAGES)
def test_nothing_is_wider_than_a_phone(page: Page, uri: str) -> None:
    """Only code and tables scroll sideways, in boxes of their own."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(uri)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_light_and_dark_follow_the_system_and_the_switch(page: Page) -> None:
    """The scheme changes with the system's preference, and by the button in the header."""
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    page.goto(ERROR)
    assert page.evaluate(scheme) == "default"
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{scheme} === 'slate'")
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"{scheme} === 'default'")
    page.locator("label[for^=__palette]:visible").first.click()  # always light
    page.locator("label[for^=__palette]:visible").first.click()  # always dark
    page.wait_for_function(f"{scheme} === 'slate'")
