"""The files that the plugin adds and that are no pages: redirects, stylesheets, scripts, data."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from errbook.mkdocs.assets import asset_files
from errbook.mkdocs.redirects import redirect_files
from errbook.mkdocs.twins import Twins
from errbook.pages import Page, Pages
from errbook.pages.finder import FILE, finder_script

__all__ = ["added_files"]


def added_files(pages: Pages, twins: Twins, files: Files, config: MkDocsConfig) -> Iterator[File]:
    """Yield all of them; `files` has the pages already, and takes up each in turn."""
    yield from asset_files(files, config)
    yield _finder(pages, files, config)
    yield from twins.files(files, config)
    yield from redirect_files(pages, files, config)  # where nothing else stands


def _finder(pages: Pages, files: Files, config: MkDocsConfig) -> File:
    def url(page: Page) -> str:
        file = files.get_file_from_path(page.uri)
        assert file is not None
        return file.url

    return File.generated(config, FILE, content=finder_script(pages, url))
