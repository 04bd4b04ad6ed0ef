"""Pages of the catalog beside this file, and what a reader makes of their Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from markdown_it import MarkdownIt

from errbook.catalog import load as load_catalog
from errbook.mkdocs.plugin import NoRawHtml
from errbook.pages import Pages
from errbook.pages.pages import Flavor

HERE = Path(__file__).parent

EXTENSIONS = {
    "admonition": {},
    "attr_list": {},
    "tables": {},
    "toc": {},
    "pymdownx.highlight": {"anchor_linenums": False, "pygments_lang_class": True},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
}

TAGS = {
    "a", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img",
    "input", "label", "li", "ol", "p", "pre", "span", "strong", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "alt", "checked", "class", "data-tabs", "for", "href", "id", "name", "src", "start", "style",
    "title", "type",
}  # fmt: skip
SCHEME = re.compile(r"([^/?#:]*):")


class Reader(HTMLParser):
    """Reads HTML as a browser does: its elements, its text, and what should never be in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.bad: list[str] = []
        self.words: list[str] = []
        self.blocks: list[str] = []
        self._in_block = False
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """All text, with single spaces."""
        return " ".join("".join(self.words).split())

    def found(self, tag: str, marked: str = "") -> list[dict[str, str]]:
        """Return the attributes of the elements `tag`, of those with the class `marked`."""
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and (not marked or marked in attributes.get("class", "").split())
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag not in ("a", "code", "em", "span", "strong"):
            self.words.append(" ")
        self.elements.append((tag, attributes))
        if tag not in TAGS or not attributes.keys() <= ATTRIBUTES:
            self.bad.append(f"<{tag} {attributes}>")
        for name in attributes.keys() & {"href", "src"}:
            scheme = SCHEME.match(re.sub(r"[\x00-\x20]", "", attributes[name]))
            if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
                self.bad.append(f"{name}={attributes[name]}")
        if "style" in attributes and not re.fullmatch(
            r"text-align: ?(left|center|right);?", attributes["style"]
        ):
            self.bad.append(attributes["style"])
        if tag == "pre":
            self._in_block = True
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre":
            self._in_block = False

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._in_block:
            self.blocks[-1] += data

    def handle_comment(self, data: str) -> None:
        self.bad.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.bad.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.bad.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.bad.append(f"<![{data}]>")


@pytest.fixture(scope="session")
def read() -> Callable[..., Reader]:
    """A function that renders Markdown as readers of its flavor do, and reads what comes out."""
    commonmark = MarkdownIt("commonmark").enable("table")  # raw HTML and all

    def rendered(text: str, *, no_raw_html: bool = False, flavor: Flavor = "mkdocs") -> Reader:
        body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
        if flavor == "commonmark":
            return Reader(commonmark.render(body))
        wall = NoRawHtml()
        wall.on = no_raw_html
        extensions: list[str | markdown.Extension] = [*EXTENSIONS, wall]
        return Reader(markdown.markdown(body, extensions=extensions, extension_configs=EXTENSIONS))

    return rendered


@pytest.fixture(scope="session")
def pages_of() -> Callable[..., dict[str, str]]:
    """A function that returns the Markdown of every page of a catalog, by path."""

    def made(folder: Path = HERE / "catalog", flavor: Flavor = "mkdocs") -> dict[str, str]:
        pages = Pages(load_catalog(folder), flavor=flavor)
        return {page.uri: pages.markdown(page) for page in pages}

    return made
