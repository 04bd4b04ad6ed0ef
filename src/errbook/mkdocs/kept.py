"""What a dirty build has of the build before it: `errbook serve`, and `mkdocs serve --dirty`.

A dirty build makes only those pages whose source is newer than they are. It knows nothing of what
pages show of each other, and its search index has the new pages alone. Both are seen to here.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

__all__ = ["Kept"]


class Kept:
    """Keeps the Markdown of generated pages, as files whose time tells whether it is new."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="errbook-")
        self._shown: object = None
        self._urls: list[str] = []
        self._indexed: dict[str, list[dict[str, Any]]] = {}

    def forget(self) -> None:
        """Remove the files."""
        self._folder.cleanup()

    def file(self, config: MkDocsConfig, uri: str, content: str, inclusion: InclusionLevel) -> File:
        """Return a file of the site with `content`, as old as that is."""
        path = Path(self._folder.name, uri)
        if not path.exists() or path.read_text("utf-8") != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
        return File.generated(config, uri, abs_src_path=str(path), inclusion=inclusion)

    def compare(self, nav: Navigation, ours: object, files: Files, config: MkDocsConfig) -> None:
        """Have every page made anew if what stands on all of them has changed.

        That is the site's navigation and its settings, and `ours`: what our pages show of each
        other. Pages that are not made anew are read for their titles, which the others show.
        """
        for page in nav.pages:
            if page.title is None:
                page.read_source(config)
        settings = Path(config.config_file_path or os.devnull).read_bytes()
        shown = ([(page.url, page.title) for page in nav.pages], ours, settings)
        if self._shown not in (None, shown):
            for file in files.documentation_pages():
                if Path(file.abs_dest_path).exists():
                    os.utime(file.abs_dest_path, (0, 0))
        self._shown = shown
        urls = (file.url for file in files.documentation_pages())
        self._urls = ["" if url in (".", "./") else url for url in urls]

    def indexed(self, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the entries of the search index: `entries`, and those of pages not made anew."""
        new: dict[str, list[dict[str, Any]]] = {}
        for entry in entries:
            new.setdefault(entry["location"].partition("#")[0], []).append(entry)
        self._indexed.update(new)
        self._indexed = {url: self._indexed[url] for url in self._urls if url in self._indexed}
        return [entry for found in self._indexed.values() for entry in found]
