"""What stands in the head of a page: address, description and words for previews, once each."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.mkdocs.conftest import CONFIG, Build

Project = Callable[..., Path]

ADDRESSED = CONFIG.replace(
    "site_name: Shop", "site_name: Shop & Co\nsite_url: https://shop.example"
)


class Head(HTMLParser):
    """The elements of a page's head that tell of the page, by what they tell."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.feed(html[: html.index("</head>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        kind = given.get("name") or given.get("property") or given.get("rel")
        if tag in ("meta", "link") and kind:
            value = given.get("content") or given.get("href") or ""
            self.found.setdefault(kind, []).append(value)


def head(folder: Path, uri: str) -> dict[str, list[str]]:
    """Return what the head of the page at `uri` says."""
    return Head((folder / "out" / uri / "index.html").read_text("utf-8")).found


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_a_page_says_what_it_is_once_under_any_theme(
    project: Project, build: Build, theme: str
) -> None:
    """Canonical address, description, and what a preview in a chat shows."""
    folder = project(theme, ADDRESSED)
    assert build(folder).returncode == 0
    said = head(folder, "errors/cart/empty")
    expected = {
        "canonical": "https://shop.example/errors/cart/empty/",
        "description": "The cart has nothing in it.",
        "og:type": "article",
        "og:site_name": "Shop & Co",
        "og:title": "empty: Cart Is Empty",
        "og:description": "The cart has nothing in it.",
        "og:url": "https://shop.example/errors/cart/empty/",
        "twitter:card": "summary",
    }
    assert {name: said[name] for name in expected} == {
        name: [value] for name, value in expected.items()
    }
    assert head(folder, "errors/cart")["og:title"] == ["Carts"]
    assert head(folder, "errors")["og:type"] == ["website"]
    assert "og:title" not in head(folder, "more")


def test_without_a_site_url_there_is_no_address(shop: Path) -> None:
    """A relative one would tell a preview nothing."""
    said = head(shop, "errors/cart/empty")
    assert said["og:title"] == ["empty: Cart Is Empty"]
    assert not {"canonical", "og:url"} & set(said)


def test_what_a_theme_says_already_is_not_said_again(project: Project, build: Build) -> None:
    """A block of the theme's own, or of another plugin, goes before ours."""
    theme = "theme: {name: %s, custom_dir: theme}"
    folder = project("null", ADDRESSED.replace("theme: {name: %s}", theme))
    (folder / "theme").mkdir()
    (folder / "theme/main.html").write_text(
        "<!doctype html><head><title>{{ page.title }}</title>"
        "<META content='Ours' property=og:title>"
        "<link rel=alternate hreflang=de href=de></head><body></head> is text here</body>",
        "utf-8",
    )
    done = build(folder)
    assert done.returncode == 0, done.stderr
    said = head(folder, "errors/cart/empty")
    assert said["og:title"] == ["Ours"]
    text = (folder / "out/errors/cart/empty/index.html").read_text("utf-8")
    assert text.count("rel=alternate ") + text.count('rel="alternate') == 3, "of these are several"
    assert said["og:description"] == ["The cart has nothing in it."]


def test_the_sitemap_has_the_pages_and_no_redirect(project: Project, build: Build) -> None:
    """With absolute addresses."""
    folder = project(config=ADDRESSED)
    build(folder)
    sitemap = (folder / "out/sitemap.xml").read_text("utf-8")
    assert re.findall(r"<loc>https://shop\.example/(.*?)</loc>", sitemap) == [
        "", "more/", "errors/", "errors/cart/", "errors/cart/empty/", "errors/cart/gone/",
    ]  # fmt: skip
