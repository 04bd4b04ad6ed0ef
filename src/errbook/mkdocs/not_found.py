"""The page that answers for an address with no page: it finds the errors that were meant."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from errbook.pages import Pages
from errbook.templates import folder

__all__ = ["add_not_found", "tell_index"]

_THEMES = ("mkdocs", "readthedocs", "material")
"""Those with a `main.html` and a block `content` in it; another theme keeps its own page."""


def add_not_found(config: MkDocsConfig) -> None:
    """Put our `404.html` before the theme's, and behind that of the author's `custom_dir`."""
    theme = config.theme
    if theme.name in _THEMES:
        theme.dirs.insert(1 if theme.custom_dir else 0, str(folder() / "site" / "theme"))


def tell_index(env: Environment, pages: Pages, files: Files) -> None:
    """Tell the templates of the theme where the index of errors is."""
    index = files.get_file_from_path(pages.index.uri)
    if index is not None:
        env.globals["errbook"] = {"index": index.url}
