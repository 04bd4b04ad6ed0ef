"""The manifest held against what it was: what every response, and every class, has of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from errbook.catalog import Catalog, Entry
from errbook.catalog.body import RFC9457
from errbook.catalog.manifest import Group
from errbook.diff.change import Change, both, change, key_place, place, quoted
from errbook.diff.contract import Contract

__all__ = ["manifest_changes"]

Path = tuple[str | int, ...]


def manifest_changes(contract: Contract) -> Iterator[Change]:
    """Yield what changed in the manifest, and what follows from it for all definitions at once."""
    yield from _body(contract.old, contract.new)
    yield from _media_type(contract.old, contract.new)
    yield from _request_id(contract.old, contract.new)
    yield from _limit(contract.old, contract.new)
    yield from _types(contract)
    yield from _fallbacks(contract)
    yield from _about(contract.old, contract.new)


def _body(old: Catalog, new: Catalog) -> Iterator[Change]:
    before, after = (
        dict(_leaves(catalog.manifest.response.body or RFC9457)) for catalog in (old, new)
    )
    for path, leaf in before.items():
        here = ("response", "body", *path)
        if path not in after:
            message = _told(path, leaf, "is gone from every body", "are no members of {} any more")
            yield change("body-member-removed", key_place(new.document, *here), "", message)
        elif _shown(after[path]) != _shown(leaf):
            message = f"{_label(path)} was {_shown(leaf)} in every body, and is "
            message += _shown(after[path])
            yield change("body-member-changed", place(new.document, *here), "", message)
    for path, leaf in after.items():
        if path not in before:
            here = ("response", "body", *path)
            message = _told(path, leaf, "is new in every body", "are members of {} now")
            yield change("body-member-added", key_place(new.document, *here), "", message)


def _leaves(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(node, (dict, list)) and node:
        children = node.items() if isinstance(node, dict) else enumerate(node)
        for key, child in children:
            yield from _leaves(child, (*path, key))
    else:
        yield path, node


def _told(path: Path, leaf: Any, what: str, of_params: str) -> str:
    """Return what became of a leaf; `of_params` is what became of the params, as members of it."""
    if path[-1] == "...":
        return f"the params {of_params.format(_label(path[:-1]) if path[1:] else 'the body')}"
    return f"{_label(path)}, which is {_shown(leaf)}, {what}"


def _shown(leaf: Any) -> str:
    """Return a leaf as it is written: a variable, or JSON."""
    is_variable = isinstance(leaf, str) and leaf.startswith("$") and not leaf.startswith("$$")
    return quoted(leaf if is_variable else json.dumps(leaf, ensure_ascii=False))


def _label(path: Path) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return quoted(text.lstrip("."))


def _media_type(old: Catalog, new: Catalog) -> Iterator[Change]:
    before, after = old.manifest.media_type, new.manifest.media_type
    if before.casefold() != after.casefold():
        message = f"the media type was {quoted(before)}, and is {quoted(after)}"
        yield change(
            "media-type-changed", place(new.document, "response", "media_type"), "", message
        )


def _request_id(old: Catalog, new: Catalog) -> Iterator[Change]:
    before, after = (catalog.manifest.response.request_id for catalog in (old, new))
    here = place(new.document, "response", "request_id")
    if before and not after:
        message = f"the request's id was in {quoted(before.header)}, and is nowhere now"
        yield change("request-id-removed", here, "", message)
    elif after and not before:
        message = f"the request's id is in {quoted(after.header)} now"
        yield change("request-id-added", here, "", message)
    elif before and after:
        if before.header.casefold() != after.header.casefold():
            message = f"the request's id was in {quoted(before.header)}, and is in "
            message += quoted(after.header)
            yield change("request-id-changed", here, "", message)
        if before.prefix != after.prefix:
            shown = [quoted(one.prefix) if one.prefix else "nothing" for one in (before, after)]
            message = f"an id that is made for a request started with {shown[0]}, and starts"
            message += f" with {shown[1]}"
            yield change("request-id-changed", here, "", message)


def _limit(old: Catalog, new: Catalog) -> Iterator[Change]:
    before, after = old.manifest.response.limit, new.manifest.response.limit
    if before != after:
        name = "limit-lowered" if after < before else "limit-raised"
        message = f"a body could have {before:,} bytes, and can have {after:,}"
        yield change(name, place(new.document, "response", "limit"), "", message)


def _types(contract: Contract) -> Iterator[Change]:
    """Find the types that are moved by the template, or by the scheme that it is filled from."""
    if not contract.types_are_moved:
        return
    moved = [
        (old, new)
        for old, new in contract.pairs()
        if old.code.text == new.code.text
        and old.definition.type is None is new.definition.type
        and old.type != new.type
    ]
    if moved:
        old, new = moved[0]
        was, now = both(old.type, new.type)
        message = f"{_number(moved, 'type')} made otherwise: {was} is {now} now"
        is_other = contract.old.manifest.type != contract.new.manifest.type
        here = place(contract.new.document, "type" if is_other else "code")
        yield change("type-template-changed", here, "", message, "pin those types with `type`")


def _number(moved: list[tuple[Entry, Entry]], what: str) -> str:
    return f"1 {what} is" if len(moved) == 1 else f"{len(moved):,} {what}s are"


def _fallbacks(contract: Contract) -> Iterator[Change]:
    old, new = contract.old, contract.new
    before, after = old.manifest.fallbacks, new.manifest.fallbacks
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name), after.get(name)
        here = place(new.document, "fallbacks", name)
        internal = all(contract.is_internal(code) for code in (was, now) if code)
        if was is None or now is None:
            kind = "fallback-added" if was is None else "fallback-removed"
            then, since = (quoted(code) if code else "about:blank" for code in (was, now))
            message = f"{quoted(name)} was answered by {then}, and is answered by {since}"
            yield change(kind, here, "", message, internal=internal)
        elif new.find(was) is not new.find(now):
            message = f"{quoted(name)} was answered by {quoted(was)}, and is answered by "
            message += quoted(now)
            kind = "fallback-succeeded" if _succeeds(contract, was, now) else "fallback-changed"
            yield change(kind, here, "", message, internal=internal)


def _succeeds(contract: Contract, was: str, now: str) -> bool:
    """Whether clients have been told that `now` takes the place of `was`."""
    before = contract.old.find(was)
    told = before.definition.deprecated if before else None
    successors = map(contract.new.find, told.replaced_by if told else ())
    return any(one is contract.new.find(now) for one in successors if one)


def _about(old: Catalog, new: Catalog) -> Iterator[Change]:
    before, after = old.manifest, new.manifest
    fields = ("name", "summary", "server", "auth")
    changed: list[Path] = [
        (name,) for name in fields if getattr(before, name) != getattr(after, name)
    ]
    for prefix in dict.fromkeys((*before.groups, *after.groups)):
        groups = (before.groups.get(prefix), after.groups.get(prefix))
        told = [
            (one.title, one.description, one.notes) if one else (None, None, []) for one in groups
        ]
        if told[0] != told[1]:
            changed.append(("groups", prefix))
    if changed:
        named = ", ".join(_label(path) for path in changed)
        message = f"the manifest says something else of the API: {named}"
        yield change("about-changed", key_place(new.document, *changed[0]), "", message)


def _told_of(group: Group | None) -> tuple[object, ...]:
    return (group.title, group.description, group.notes) if group else (None, None, [])
