"""Pages: a catalog as Markdown, for a site generator, a terminal, or any other reader."""

from errbook.pages.pages import Page, Pages

__all__ = ["Page", "Pages"]
