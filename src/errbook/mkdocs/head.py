"""Elements for the head of a page, whatever its theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url

from errbook.pages import Pages
from errbook.pages.machine import DATA

__all__ = ["elements", "with_elements"]


def elements(pages: Pages, page: SitePage, config: MkDocsConfig) -> Iterator[str]:
    """Yield the elements for the head of `page`, one of the catalog's. Values are escaped."""
    for kind, uri in (("text/markdown", page.file.src_uri), ("application/json", DATA)):
        href = escape(get_relative_url(quote(uri), page.file.url))
        yield f'<link rel="alternate" type="{kind}" href="{href}">'


def with_elements(output: str, found: Iterable[str]) -> str:
    """Return the HTML of a page with elements at the end of its head, if it has one."""
    made = "".join(f"{element}\n" for element in found)
    return output.replace("</head>", f"{made}</head>", 1) if made else output
