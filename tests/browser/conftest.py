"""The built reference site, served as static hosts serve it, and Chromium to look at it.

Without Chromium these tests are skipped, and say so; where the variable CI is set they fail.
"""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)

from errbook.catalog import load
from errbook.settings import Settings
from errbook.targets.site import build
from errbook.targets.target import Job

HERE = Path(__file__).parent
CATALOG = HERE.parents[1] / "catalog"
DESK = {"width": 1440, "height": 1000}
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first of them is a Chromium without windows, and takes half the time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of this folder in one process: the site is built once."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group("browser"))


class StaticHost(http.server.SimpleHTTPRequestHandler):
    """Serves a folder; where nothing is, its `404.html` with the status 404.

    `instead` has the paths of files for which something else is sent.
    """

    def __init__(self, *arguments: Any, instead: Mapping[str, bytes], **options: Any) -> None:
        self._instead = instead
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        """Send a file."""
        body = self._instead.get(self.path)
        if body is None:
            super().do_GET()
        else:
            self._send(200, self.guess_type(self.path), body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where it has one."""
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        return self._send(404, "text/html; charset=utf-8", page.read_bytes())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, **instead: bytes) -> Iterator[str]:
    """Serve `folder` on loopback; yield the address, which ends with a slash."""
    handler = functools.partial(StaticHost, directory=str(folder), instead=instead)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def build_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A function that builds the site of a catalog and returns its folder."""

    def built(catalog: Path, settings: Settings | None = None, **options: Any) -> Path:
        folder = tmp_path_factory.mktemp("site") / "site"
        build(Job(load(catalog), settings or Settings(), folder, **options))
        return folder

    return built


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder and returns its address."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))


@pytest.fixture(scope="session")
def site(build_site: Callable[..., Path]) -> Path:
    """The folder with the built site of the reference catalog."""
    return build_site(CATALOG)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where that site is served; its search has nothing to read, which every page would do."""
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    nothing = json.dumps({**index, "docs": []}).encode()
    with served(site, **{"/search/search_index.json": nothing}) as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium. Without one the tests are skipped, but never in CI.

    As long as Playwright runs, no other event loop can. So it ends with the tests of this folder.
    """
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        message = "no Chromium on this machine: the pages are not looked at; see `make browser`"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def missing() -> set[str]:
    """Paths that a test expects to be answered with 404, to be filled by it: `/errors/none/`.

    The browser's console may complain of these, and of nothing else.
    """
    return set()


@pytest.fixture(scope="package")
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A function that returns the context for some options, the same for the same ones.

    For a context has a cache, and filling it takes longer than what most tests do.
    """
    with ExitStack() as stack:

        @functools.cache
        def made(key: str) -> BrowserContext:
            made = browser.new_context(
                **json.loads(key), permissions=["clipboard-read", "clipboard-write"]
            )
            return stack.enter_context(made)

        yield lambda **options: made(json.dumps(options, sort_keys=True))


@pytest.fixture
def new_page(
    context: Callable[..., BrowserContext], address: str, site: Path, missing: set[str]
) -> Iterator[Callable[..., Page]]:
    """A function that opens a tab; when the test ends, nothing may have gone wrong in it.

    It takes what Playwright's `new_context` takes. Wrong is an error or warning in the console, an
    exception, and a request that leaves the origin of the page (`base_url`, or the folder `site`).
    """
    wrong: list[str] = []

    def opened(**options: Any) -> Page:
        home = options.setdefault("base_url", address)
        own = (home, "data:", "blob:", f"{site.as_uri()}/")
        page = context(**{"color_scheme": "light", "viewport": DESK, **options}).new_page()
        stack.callback(left, page)

        def hear(said: ConsoleMessage) -> None:
            path = urlsplit(said.location.get("url", "")).path
            if path in missing and "404" in said.text:
                return
            if said.type in ("error", "warning"):
                wrong.append(f"{said.text} ({said.location.get('url')})")

        def see(request: Request) -> None:
            if not request.url.startswith(own):
                wrong.append(f"a request that leaves the site: {request.url}")

        page.on("console", hear)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", see)
        return page

    def left(page: Page) -> None:
        """Close a tab and those that came of it; what the site remembers is forgotten."""
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear()")
        for each in page.context.pages:
            each.close()

    with ExitStack() as stack:
        yield opened
    assert wrong == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A tab on a desk by day, whose relative addresses are those of the reference site."""
    return new_page()
