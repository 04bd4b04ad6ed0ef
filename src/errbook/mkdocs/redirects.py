"""Redirects: small pages at the addresses that an error has beside its page's, or once had."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from errbook.pages import Pages
from errbook.pages.stubs import stubs

__all__ = ["redirect_files"]


def redirect_files(pages: Pages, files: Files, config: MkDocsConfig) -> Iterator[File]:
    """Yield a redirect for every address at which `files`, which has the pages, has none.

    A redirect that is no page is not in the sitemap, and not in search.
    """

    def url(uri: str) -> str | None:
        file = files.get_file_from_path(uri)
        return None if file is None else file.url

    taken = (file.dest_uri for file in files if file.inclusion.is_included())
    for uri, text in stubs(pages, taken, url, config.site_url or ""):
        yield File.generated(config, uri, content=text)
