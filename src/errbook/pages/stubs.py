"""Redirects as HTML: small pages that need nothing of a site generator, nor of a server."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote, urljoin

from errbook.pages.assets import MOVED
from errbook.pages.pages import Pages
from errbook.pages.redirects import Redirect, addresses
from errbook.pages.view import relative

__all__ = ["stubs"]

_STUB = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Moved: {title}</title>
<link rel="icon" href="data:,">
<link rel="canonical" href="{canonical}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
<p>{words}</p>
<script src="{script}"></script>
</html>
"""


def stubs(
    pages: Pages, taken: Iterable[str], url: Callable[[str], str | None], site_url: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield path and text of a redirect for every address at which the site has nothing.

    `taken` are the files that the site has, as paths from its root. `url` gives the address of a
    page from there, by the path of its Markdown; None for a page that is not in the site.
    """
    made = _Taken(taken)
    made.update(page.uri for page in pages)  # their Markdown, which stands beside them
    for redirect in addresses(pages, site_url):
        there = url(redirect.target)
        uri = redirect.path
        if not uri.endswith((".html", ".htm")):
            uri = f"{uri}/index.html"
        if there is not None and made.takes(uri):
            made.update([redirect.uri])
            yield uri, _stub(redirect, there, uri, site_url)


class _Taken:
    """The files of the site, and the folders that they are in, of which none is a file."""

    def __init__(self, uris: Iterable[str]) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()
        self.update(uris)

    def update(self, uris: Iterable[str]) -> None:
        """Take `uris`, as they come."""
        for uri in uris:
            self._files.add(uri.casefold())
            self._folders.update(_above(uri.casefold()))

    def takes(self, uri: str) -> bool:
        """Take `uri`, and tell whether it could be taken."""
        name = uri.casefold()
        if name in self._files or name in self._folders or not self._files.isdisjoint(_above(name)):
            return False
        self.update([name])
        return True


def _above(uri: str) -> list[str]:
    parts = uri.split("/")[:-1]
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _stub(redirect: Redirect, there: str, uri: str, site_url: str) -> str:
    here = quote(uri.removesuffix("index.html"))
    url = relative(there, here) or "./"
    link = f'<a href="{html.escape(url)}">{_name(redirect.new) or "all errors"}</a>'
    if redirect.old:
        words = f"The error {_name(redirect.old)} has a new code: {link}."
    elif redirect.new:
        words = f"This is another address of the error {link}."
    else:
        words = f"Each of these errors has a page of its own: {link}."
    return _STUB.format(
        title=html.escape(redirect.old or redirect.new or "Errors"),
        canonical=html.escape(urljoin(site_url, there) if site_url else url),
        url=html.escape(url),
        words=words,
        script=html.escape(relative(MOVED, here)),
    )


def _name(code: str) -> str:
    return f"<code>{html.escape(code)}</code>" if code else ""
