"""The MkDocs plugin `errbook`: a catalog's pages in a site of one's own."""

from errbook.mkdocs.plugin import ErrbookPlugin

__all__ = ["ErrbookPlugin"]
