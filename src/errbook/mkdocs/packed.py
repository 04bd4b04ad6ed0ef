"""Pages that take little memory: MkDocs keeps the text of all of them until the last is written."""

from __future__ import annotations

import zlib

from mkdocs.structure.pages import Page

__all__ = ["PackedPage"]

_FASTEST = 1


class PackedPage(Page):
    """A page whose Markdown and HTML are a fourth of their size while nobody looks at them."""

    @property
    def markdown(self) -> str | None:
        """Its Markdown."""
        return _unpacked(self._markdown)

    @markdown.setter
    def markdown(self, text: str | None) -> None:
        self._markdown = _packed(text)

    @property
    def content(self) -> str | None:
        """The HTML of its Markdown."""
        return _unpacked(self._content)

    @content.setter
    def content(self, text: str | None) -> None:
        self._content = _packed(text)


def _packed(text: str | None) -> bytes | None:
    return None if text is None else zlib.compress(text.encode("utf-8", "surrogatepass"), _FASTEST)


def _unpacked(data: bytes | None) -> str | None:
    return None if data is None else zlib.decompress(data).decode("utf-8", "surrogatepass")
