"""The index of a generated package: where the class of each code is, and what responses look like.

It is a module of its own, so that raising an error does not load what only parsing needs.
"""

from __future__ import annotations

from errbook.catalog import Catalog
from errbook.catalog.body import RFC9457
from errbook.emit.layout import assigned

__all__ = ["index"]

_HEAD = '''\
"""Where each error is, and what a response looks like: for `errbook.problems`."""

from typing import Any

'''


def index(catalog: Catalog) -> str:
    """Return the source of the module `_index` of the package made from `catalog`."""
    manifest = catalog.manifest
    ids = manifest.response.request_id
    places = {entry.code.text: (".".join(entry.module), entry.class_name) for entry in catalog}
    values = {
        "NAME": manifest.name,
        "CODES: dict[str, tuple[str, str]]": places,
        "TYPES: dict[str, str]": {entry.type: entry.code.text for entry in catalog},
        "ALIASES: dict[str, str]": dict(sorted(catalog.aliases.items())),
        "FALLBACKS: dict[str, str]": dict(sorted(manifest.fallbacks.items())),
        "BODY: dict[str, Any]": manifest.response.body or RFC9457,
        "REQUEST_ID": (ids.header, ids.prefix) if ids else ("X-Request-Id", ""),
    }
    return _HEAD + "".join(f"{assigned(name, value, 0)}\n" for name, value in values.items())
