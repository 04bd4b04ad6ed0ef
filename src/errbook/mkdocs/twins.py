"""Beside each page its Markdown, and at the root of the site what programs read of the catalog."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from errbook.pages import Page, Pages
from errbook.pages.machine import FILES, MachineFiles
from errbook.pages.redirects import moved, redirects

__all__ = ["Twins"]


class Twins:
    """Writes them while the pages are made, so that what both say alike is made once.

    The Markdown of a page is no file to MkDocs, which would take it for a page: it goes into the
    folder of the site at once.
    """

    def __init__(self, pages: Pages, config: MkDocsConfig) -> None:
        self._pages = pages.in_commonmark()
        self._site = Path(config.site_dir)
        self._site_url = config.site_url or ""
        self._folder = tempfile.TemporaryDirectory(prefix="errbook-")
        self._machine = MachineFiles(self._pages, Path(self._folder.name), self._site_url)

    def __enter__(self) -> Self:
        self._machine.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            for redirect in redirects(self._pages, self._site_url):
                self._write(redirect.uri, moved(redirect))
        self._machine.__exit__(kind, error, traceback)

    def add(self, page: Page, url: str) -> None:
        """Write the Markdown of `page`, whose address below that of the site is `url`."""
        text = self._pages.markdown(page)
        self._machine.add(page, text, url)
        self._write(page.uri, text)

    def files(self, files: Files, config: MkDocsConfig) -> Iterator[File]:
        """Yield the files at the root; one that the author has in `docs_dir` goes before ours."""
        for name in FILES:
            if files.get_file_from_path(name) is None:
                path = str(Path(self._folder.name, name))
                yield File.generated(config, name, abs_src_path=path)

    def close(self) -> None:
        """Remove the files at the root, once MkDocs has copied them."""
        self._folder.cleanup()

    def _write(self, uri: str, text: str) -> None:
        path = self._site / uri
        data = self._machine.pointed(text, uri).encode()
        try:
            path.write_bytes(data)
        except FileNotFoundError:  # the first of its folder
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
