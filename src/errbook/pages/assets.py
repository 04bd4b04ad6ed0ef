"""The stylesheets and scripts of the pages: every `errbook*` file of `templates/site/assets`.

A file takes effect by its name: `errbook-plain*` where the theme is not Material,
`errbook-material*` where it is, every other stylesheet everywhere; the scripts of `_EVERYWHERE`
stand on every page, the first of them first, and load the others when they need them.
"""

from __future__ import annotations

from pathlib import Path

from errbook.templates import folder

__all__ = ["MOVED", "scripts", "shipped", "source", "styles"]

MOVED = "assets/errbook-moved.js"
"""Stands on a redirect: takes the query and the fragment along, which no refresh does."""

_PLAIN = "assets/errbook-plain"
_MATERIAL = "assets/errbook-material"
_EVERYWHERE = ("assets/errbook.js", "assets/errbook-search.js")


def shipped(*, material: bool) -> list[str]:
    """Return the paths, from the root of the site, of all that a site has with such a theme."""
    other = _PLAIN if material else _MATERIAL
    return [uri for uri in (*_named("css"), *_named("js")) if not uri.startswith(other)]


def styles(*, material: bool) -> list[str]:
    """Return the stylesheets of every page, in their order."""
    own = _MATERIAL if material else _PLAIN
    found = [uri for uri in shipped(material=material) if uri.endswith(".css")]
    return sorted(found, key=lambda uri: uri.startswith(own))


def scripts(*, material: bool) -> list[str]:
    """Return the scripts of every page, in their order."""
    own = _MATERIAL if material else _PLAIN
    found = [uri for uri in shipped(material=material) if uri.endswith(".js")]
    first = [uri for uri in _EVERYWHERE if uri in found]
    return first + [uri for uri in found if uri.startswith(own)]


def source(uri: str) -> Path:
    """Return the file that is to be at `uri`."""
    return folder() / "site" / uri


def _named(ending: str) -> list[str]:
    return sorted(f"assets/{path.name}" for path in source("assets").glob(f"errbook*.{ending}"))
