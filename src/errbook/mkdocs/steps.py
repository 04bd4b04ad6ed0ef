"""How far the build of a site is: each page is read, and then written."""

from __future__ import annotations

from mkdocs.structure.files import Files

from errbook.pages.progress import told

__all__ = ["Steps"]


class Steps:
    """Tells of each step of the build of `files`, where its command shows progress."""

    def __init__(self, files: Files, *, dirty: bool) -> None:
        self._told = told()
        self._done = self._total = 0
        if self._told is not None:
            pages = files.documentation_pages()
            self._total = 2 * sum(not dirty or file.is_modified() for file in pages)

    def step(self) -> None:
        """Tell that one more is done."""
        if self._told is not None:
            self._done += 1
            self._told(self._done, self._total)
