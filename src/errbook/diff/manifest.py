"""The manifest held against what it was: what every response, and every class, has of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from errbook.catalog import Catalog
from errbook.catalog.body import RFC9457
from errbook.diff.change import Change, change
from errbook.diff.contract import Contract
from errbook.findings import Place

__all__ = ["manifest_changes"]

Path = tuple[str | int, ...]


def manifest_changes(contract: Contract) -> Iterator[Change]:
    """Yield what changed in the manifest."""
    yield from _body(contract.old, contract.new)
    yield from _response(contract.old, contract.new)
    yield from _templates(contract)
    yield from _fallbacks(contract.old, contract.new)


def _body(old: Catalog, new: Catalog) -> Iterator[Change]:
    before, after = dict(_leaves(_template(old))), dict(_leaves(_template(new)))
    for path, leaf in before.items():
        where = _label(path)
        if path not in after:
            message = f"`{where}`, which is `{leaf}`, is gone from every body"
            yield change("body-member-removed", _place(new, path), "", message)
        elif after[path] != leaf or type(after[path]) is not type(leaf):
            message = f"`{where}` was `{leaf}` in every body, and is `{after[path]}`"
            yield change("body-member-changed", _place(new, path), "", message)
    for path, leaf in after.items():
        if path not in before:
            message = f"`{_label(path)}`, which is `{leaf}`, is new in every body"
            yield change("body-member-added", _place(new, path), "", message)


def _template(catalog: Catalog) -> dict[str, Any]:
    return catalog.manifest.response.body or RFC9457


def _leaves(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(node, (dict, list)) and node:
        children = node.items() if isinstance(node, dict) else enumerate(node)
        for key, child in children:
            yield from _leaves(child, (*path, key))
    else:
        yield path, node


def _place(catalog: Catalog, path: Path) -> Place:
    return catalog.document.place("response", "body", *path)


def _label(path: Path) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.lstrip(".")


def _response(old: Catalog, new: Catalog) -> Iterator[Change]:
    place = new.document.place("response", "media_type")
    before, after = old.manifest.media_type, new.manifest.media_type
    if before != after:
        message = f"the media type was `{before}`, and is `{after}`"
        yield change("media-type-changed", place, "", message)
    ids = [catalog.manifest.response.request_id for catalog in (old, new)]
    was, now = (one.header if one else None for one in ids)
    if (was or "").casefold() != (now or "").casefold():
        place = new.document.place("response", "request_id")
        told = f"is in `{now}`" if now else "is in no header any more"
        message = f"the request's id {f'was in `{was}`' if was else 'was in no header'}, and {told}"
        yield change("request-id-changed", place, "", message)


def _templates(contract: Contract) -> Iterator[Change]:
    old, new = contract.old, contract.new
    if contract.types_are_moved:
        message = f"types were made as {old.manifest.type}, and are made as {new.manifest.type}"
        place = new.document.place("type")
        yield change("type-template-changed", place, "", message, "pin the types that are out")
    if contract.names_are_moved:
        place = new.document.place("python")
        message = "the names of classes and modules are made by other templates"
        yield change("python-template-changed", place, "", message)


def _fallbacks(old: Catalog, new: Catalog) -> Iterator[Change]:
    before, after = old.manifest.fallbacks, new.manifest.fallbacks
    for name, code in before.items():
        place = new.document.place("fallbacks", name)
        if name not in after:
            message = f"`{name}` was answered by `{code}`, and is answered by about:blank"
            yield change("fallback-removed", place, "", message)
        elif _present(old, code) != after[name] and new.aliases.get(code, code) != after[name]:
            message = f"`{name}` was answered by `{code}`, and is answered by `{after[name]}`"
            yield change("fallback-changed", place, "", message)
    for name, code in after.items():
        if name not in before:
            place = new.document.place("fallbacks", name)
            message = f"`{name}` was answered by about:blank, and is answered by `{code}`"
            yield change("fallback-added", place, "", message)


def _present(catalog: Catalog, code: str) -> str:
    return catalog.aliases.get(code, code)
