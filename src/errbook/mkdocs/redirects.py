"""Redirects: small pages at the addresses that an error has beside its page's, or once had."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from errbook.pages import Pages
from errbook.pages.redirects import Redirect, addresses

__all__ = ["redirect_files"]

_SCRIPT = "assets/errbook-moved.js"
"""Takes the query and the fragment along, which no refresh does."""

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


def redirect_files(pages: Pages, files: Files, config: MkDocsConfig) -> Iterator[File]:
    """Yield a redirect for every address at which `files`, which has the pages, has none.

    A redirect that is no page is not in the sitemap, and not in search.
    """
    made = _Taken(file.dest_uri for file in files if file.inclusion.is_included())
    made.update(page.uri for page in pages)  # their Markdown, which stands beside them
    for redirect in addresses(pages, config.site_url or ""):
        there = files.get_file_from_path(redirect.target)
        uri = _dest_uri(redirect.path)
        if there is not None and made.takes(uri):
            made.update([redirect.uri])
            yield File.generated(config, uri, content=_stub(redirect, there, uri, config))


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


def _dest_uri(path: str) -> str:
    return path if path.endswith((".html", ".htm")) else f"{path}/index.html"


def _stub(redirect: Redirect, there: File, uri: str, config: MkDocsConfig) -> str:
    here = quote(uri.removesuffix("index.html"))
    url = get_relative_url(there.url, here)
    link = f'<a href="{html.escape(url)}">{_name(redirect.new) or "all errors"}</a>'
    if redirect.old:
        words = f"The error {_name(redirect.old)} has a new code: {link}."
    elif redirect.new:
        words = f"This is another address of the error {link}."
    else:
        words = f"Each of these errors has a page of its own: {link}."
    return _STUB.format(
        title=html.escape(redirect.old or redirect.new or "Errors"),
        canonical=html.escape(urljoin(config.site_url, there.url) if config.site_url else url),
        url=html.escape(url),
        words=words,
        script=html.escape(get_relative_url(_SCRIPT, here)),
    )


def _name(code: str) -> str:
    return f"<code>{html.escape(code)}</code>" if code else ""
