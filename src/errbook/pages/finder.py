"""What the scripts of a site find errors with: the catalog in short, as a script that holds data.

It is a script and no JSON file so that pages opened from a disk can read it as well.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic_core import to_json

from errbook.catalog import Entry
from errbook.catalog.names import former_types
from errbook.catalog.param import Param
from errbook.pages import markup
from errbook.pages.pages import Page, Pages

__all__ = ["FILE", "finder_data", "finder_script"]

FILE = "assets/errbook-data.js"
"""Where the script is, from the root of the site."""

_START = "window.errbook = window.errbook || {};\nwindow.errbook.data = JSON.parse('"
_END = "');\n"


def finder_script(pages: Pages, url: Callable[[Page], str]) -> str:
    """Return the script; `url` gives the address of a page, from the root of the site."""
    # Parsed, for as an expression `{"__proto__": …}` would be no member but a prototype.
    made = to_json(finder_data(pages, url)).decode()
    quoted = made.replace("\\", "\\\\").replace("'", "\\'")
    return f"{_START}{quoted}{_END}"


def finder_data(pages: Pages, url: Callable[[Page], str]) -> dict[str, Any]:
    """Return what `pages` show of their errors and groups, in their order.

    A group is its prefix, title, address and the number of the group around it, -1 at the top. Of
    an error is left out what would be empty, `retryable` where it is not declared, and `group`
    where there is none.
    """
    numbers = {group.prefix: number for number, group in enumerate(pages.groups)}
    places = {group.levels: number for number, group in enumerate(pages.groups)}
    return {
        "prefix": pages.prefix,
        "groups": [
            [
                group.prefix,
                markup.one_line(group.title),
                url(pages.group_page(group)),
                places.get(group.levels[:-1], -1),
            ]
            for group in pages.groups
        ],
        "errors": [
            _error(entry, pages, url(pages.page(entry)), numbers) for entry in pages.entries
        ],
    }


def _error(entry: Entry, pages: Pages, url: str, groups: dict[str, int]) -> dict[str, Any]:
    definition = entry.definition
    state = "retired" if definition.retired else "deprecated" if definition.deprecated else ""
    told = {
        "code": entry.code.text,
        "status": definition.status,
        "title": definition.title,
        "summary": definition.summary,
        "type": entry.type,
        "url": url,
        "group": groups.get(entry.group),
        "retryable": entry.retryable,
        "state": state,
        "aliases": definition.aliases,
        "former": former_types(pages.catalog, entry),
        "details": definition.details,
        "params": {name: _param(name, param) for name, param in entry.exposed.items()},
    }
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def _param(name: str, param: Param) -> dict[str, Any]:
    told: dict[str, Any] = {"as": param.wire(name)}
    if param.type is not None:
        told["type"] = param.type
    if param.optional:
        told["optional"] = True
    if param.is_const:
        return told | {"const": param.const}
    return told | {"example": param.sample(name)}
