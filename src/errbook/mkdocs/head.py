"""Elements for the head of a page, whatever its theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url

from errbook.pages import Pages
from errbook.pages.machine import DATA

__all__ = ["elements", "with_elements"]

_ELEMENT = re.compile(r"<(?:meta|link)\b[^>]*>", re.IGNORECASE)
_NAME = re.compile(r"\b(?:name|property|rel)=[\"']?([^\"'\s>]+)")


def elements(pages: Pages, page: SitePage, config: MkDocsConfig) -> Iterator[str]:
    """Yield the elements for the head of `page`, one of the catalog's. Values are escaped."""
    title, summary = (str(page.meta.get(name) or "") for name in ("title", "description"))
    title = title or escape(str(page.title or ""))  # those of `meta` are escaped already
    address = escape(page.canonical_url or "")
    is_index = page.file.src_uri == pages.index.uri
    if summary:
        yield f'<meta name="description" content="{summary}">'
    if address:
        yield f'<link rel="canonical" href="{address}">'
    said = {
        "og:type": "website" if is_index else "article",
        "og:site_name": escape(unescape(config.site_name)),  # themes take it for HTML
        "og:title": title,
        "og:description": summary,
        "og:url": address,
    }
    for name, value in said.items():
        if value:
            yield f'<meta property="{name}" content="{value}">'
    yield '<meta name="twitter:card" content="summary">'
    # With this feature Material looks at a page's head before any script of ours can; see
    # errbook-material.js for what the space is good for.
    instant = "navigation.instant" in (config.theme.get("features") or ())
    rel = "alternate " if instant else "alternate"
    for kind, uri in (("text/markdown", page.file.src_uri), ("application/json", DATA)):
        href = escape(get_relative_url(quote(uri), page.file.url))
        yield f'<link rel="{rel}" type="{kind}" href="{href}">'


def with_elements(output: str, found: Iterable[str]) -> str:
    """Return the HTML of a page with elements at the end of its head, if it has one.

    What a theme or another plugin has written there already is not written again.
    """
    head, end, body = output.partition("</head>")
    if not end:
        return output
    there = {_kind(element) for element in _ELEMENT.findall(head)} - {"alternate"}
    made = "".join(f"{element}\n" for element in found if _kind(element) not in there)
    return f"{head}{made}{end}{body}"


def _kind(element: str) -> str:
    """Return what an element tells of its page: `og:title`, `canonical`."""
    named = _NAME.search(element)
    return named[1].casefold() if named else ""
