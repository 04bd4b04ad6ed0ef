"""Every link of the built reference site leads somewhere: the pages' files, read from disk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

ROOT = "http://site.test/"
TARGETS = {"action", "data", "formaction", "href", "poster", "src", "srcset"}
NOT_FOUND = "404.html"


class Read(HTMLParser):
    """What a page points at, and the places on it that can be pointed at."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.places: set[str] = set()
        self.feed(path.read_text("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.places |= {values[name] for name in ("id", "name") if name in values}
        self.targets += [values[name] for name in TARGETS & values.keys()]
        if values.get("http-equiv") == "refresh":
            self.targets.append(values["content"].partition("url=")[2])


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Read]:
    """Every HTML file of the site, by its path below it."""
    return {path.relative_to(site).as_posix(): Read(path) for path in site.rglob("*.html")}


def internal(pages: dict[str, Read]) -> Iterator[tuple[str, str, str]]:
    """Yield the file, path and fragment of every link that stays on the site."""
    for name, read in pages.items():
        here = urljoin(ROOT, name.removesuffix("index.html"))
        for target in read.targets:
            url, fragment = urldefrag(urljoin(here, target.strip()))
            if url.startswith(ROOT):
                yield name, unquote(urlsplit(url).path.lstrip("/")), unquote(fragment)


def test_every_link_and_source_is_a_file_of_the_site(site: Path, pages: dict[str, Read]) -> None:
    """Pages, styles, scripts, icons, the Markdown and the data: each is there."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, path, _ in internal(pages):
        found[path].add(name)
    lost = {}
    for path, names in found.items():
        file = site / path
        if not (
            file.is_file() or ((path.endswith("/") or not path) and (file / "index.html").is_file())
        ):
            lost[path] = sorted(names)[:3]
    assert lost == {}
    assert len(found) > len(pages)


def test_every_fragment_is_an_element_of_its_page(pages: dict[str, Read]) -> None:
    """A link to a place on a page finds the place."""
    lost, seen = set(), 0
    for name, path, fragment in internal(pages):
        file = f"{path}index.html" if path.endswith("/") or not path else path
        if fragment and file in pages:
            seen += 1
            if fragment not in pages[file].places:
                lost.add((name, f"{path}#{fragment}"))
    assert lost == set()
    assert seen > 10 * len(pages)


def test_every_page_is_led_to(pages: dict[str, Read]) -> None:
    """But for the page of what is not there and the redirects, each is a few links from home."""
    below: dict[str, set[str]] = defaultdict(set)
    for name, path, _ in internal(pages):
        below[name].add(f"{path}index.html" if path.endswith("/") or not path else path)
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        new = below[waiting.pop()] - reached
        reached |= new
        waiting += new
    redirects = {name for name, read in pages.items() if not read.places}
    assert pages.keys() - reached - redirects == {NOT_FOUND}


def test_no_page_loads_or_links_insecurely(pages: dict[str, Read]) -> None:
    """No `http:`, no script in a link."""
    wrong = {
        target
        for read in pages.values()
        for target in read.targets
        if target.lower().startswith(("http://", "javascript:", "//", "vbscript:"))
    }
    assert wrong == set()
