"""What a reader has of a definition compared: its page, the places on it, and what it tells."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from errbook.catalog import Entry
from errbook.catalog.anchors import anchors
from errbook.catalog.definition import Definition, FixableBy
from errbook.catalog.param import Schema
from errbook.diff.change import Change, change, key_place, origin, place, quoted
from errbook.diff.contract import Contract

__all__ = ["page"]

_ALIKE = 0.35
"""How like a text has to be to the one before it to tell of the same thing, of 1."""

_CODE = re.compile(r"""(?<=[\["])[^\[\]"]+(?=[\]"])""")
"""What may be a code in JSON: text in quotes, or in the brackets of a link."""

_LONGEST = 2_000
"""Characters of a text that count for that."""

_TEXTS = (
    "summary", "what_happened", "scenarios", "trigger", "fixes", "mistakes", "notes", "sections",
    "related", "links", "operations", "since", "tags",
)  # fmt: skip
"""The fields that are on the page and nowhere else. Owners and runbooks are never published."""

_SENT = ("status", "title", "detail", "headers", "retryable")
"""The fields that are on the page alone where the error is retired."""


def page(old: Entry, new: Entry, contract: Contract) -> Iterator[Change]:
    """Yield what changed for readers, and for links to the page."""
    code, shown, document = new.code.text, quoted(new.code.text), new.document
    public = old.definition.visibility == new.definition.visibility == "public"
    if public and contract.new.find(old.code.text) is new:
        leads_to = contract.pages.get(old.code.path.casefold())
        if leads_to != code:
            what = f"is of {quoted(leads_to)} now" if leads_to else "is no redirect"
            message = f"the page of {shown} was at {quoted(old.code.path)}, and there {what}"
            yield change("page-moved", place(document, "code"), code, message)
    for anchor in _anchors(old.definition) - _anchors(new.definition):
        message = f"the page of {shown} has no place {quoted(anchor)} any more"
        yield change("anchor-removed", place(document, "code"), code, message, "keep the `id`")
    if old.fixable_by != new.fixable_by:
        message = f"{shown} {_who_fixes(old.fixable_by, new.fixable_by)}"
        yield change("fixer-changed", origin(contract.new, new, "fixable_by"), code, message)
    changed = [*_changed(old, new, contract)]
    if "summary" in changed and _tells_of_another(old.definition, new.definition):
        message = f"{shown} tells of something else: {quoted(new.definition.summary)}"
        help = "if it is another error, give it a code of its own"
        yield change("meaning-changed", place(document, "summary"), code, message, help)
    if changed:
        here = key_place(document, changed[0])
        message = f"the page of {shown} has changed: {', '.join(map(quoted, changed))}"
        yield change("text-changed", here, code, message)


def _who_fixes(old: FixableBy | None, new: FixableBy | None) -> str:
    if new is None:
        return "does not say any more who is to fix it"
    if old is None:
        return f"says now that it is for the {new} to fix"
    return f"was for the {old} to fix, and is for the {new} to fix"


def _anchors(definition: Definition) -> set[str]:
    """Return the ids of the places on the page."""
    return {id for _, id in anchors(definition)}


def _changed(old: Entry, new: Entry, contract: Contract) -> Iterator[str]:
    """Yield the fields by which the page differs, and whose change is no kind of its own."""
    before, after = old.definition, new.definition
    unsent = [name for name in ("title",) if not contract.carries(name)]
    if not contract.carries("detail") and bool(before.detail) != bool(after.detail):
        unsent.append("detail")
    if before.retired or after.retired:
        unsent = [*_SENT]
    for name in (*unsent, *_TEXTS):
        if getattr(before, name) == getattr(after, name):
            continue
        if name in _SENT or _told(before, name, contract.renamed) != _told(after, name, {}):
            yield name
    for name in ("deprecated", "retired"):
        then, now = getattr(before, name), getattr(after, name)
        is_told = bool(then) == bool(now) or (before.retired and after.retired)
        if then != now and is_told:
            yield name
    if old.params != new.params and _are_told_otherwise(old, new):
        yield "params"
    extensions = (before.extensions, after.extensions)
    for name in dict.fromkeys(name for some in extensions for name in some):
        if extensions[0].get(name, extensions) != extensions[1].get(name, extensions):
            yield name


def _are_told_otherwise(old: Entry, new: Entry) -> bool:
    """Whether the page says something else of a param than its type; of a retired one, at all."""
    if old.definition.retired or new.definition.retired:
        return True
    return _words_differ(old.params, new.params)


def _words_differ(old: Mapping[str, Schema], new: Mapping[str, Schema]) -> bool:
    """Whether another description or example stands at what both have."""
    pairs = [(one, new[name]) for name, one in old.items() if name in new]
    for before, after in pairs:
        if _words(before) != _words(after):
            return True
        if _words_differ(before.properties or {}, after.properties or {}):
            return True
        items = [{"": one.items} if one.items else {} for one in (before, after)]
        if _words_differ(*items):
            return True
    return False


def _words(schema: Schema) -> tuple[Any, ...]:
    return schema.description, schema.example, schema.has_example


def _told(definition: Definition, field: str, renamed: Mapping[str, str]) -> str:
    """Return what the page has of a field, with the names that other errors have now."""
    text = json.dumps(_shown(definition.model_dump(include={field})))
    return _CODE.sub(lambda code: renamed.get(code[0], code[0]), text)


def _shown(value: Any) -> Any:
    """Return `value` without how requests are replayed, which is on no page."""
    if isinstance(value, dict):
        left_out = "replay" if "request" in value else None
        return {name: _shown(part) for name, part in value.items() if name != left_out}
    return [_shown(part) for part in value] if isinstance(value, list) else value


def _tells_of_another(old: Definition, new: Definition) -> bool:
    """Whether summary and explanation are both unlike what they were, as far as there are any."""
    pairs = [(old.summary, new.summary), (old.what_happened or "", new.what_happened or "")]
    return all(_likeness(one, two) < _ALIKE for one, two in pairs if one or two)


def _likeness(one: str, two: str) -> float:
    """Return how much of their runs of three characters two texts have in common.

    It needs no knowledge of the language, and takes words in another order for the same.
    """
    runs = [Counter(zip(t, t[1:], t[2:], strict=False)) for t in map(_normal, (one, two))]
    total = runs[0].total() + runs[1].total()
    return 2 * (runs[0] & runs[1]).total() / total if total else 1.0


def _normal(text: str) -> str:
    return f" {' '.join(text.casefold().split())} "[:_LONGEST]
