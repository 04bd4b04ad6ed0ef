"""A definition as data: all that it says, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from errbook.catalog import Entry
from errbook.catalog.definition import Deprecation
from errbook.catalog.param import Param

if TYPE_CHECKING:
    from errbook.pages.pages import Pages

__all__ = ["INTERNAL", "declared", "record"]

INTERNAL = ("visibility", "owner", "runbook")
"""The fields of a definition that are in internal builds alone."""

_SAMPLES = {"samples": {"__all__": {"replay"}}}
_REPLAYS: Any = {
    "trigger": {"replay"},
    "fixes": {"__all__": {**_SAMPLES, "steps": {"__all__": _SAMPLES}}},
}
_OTHERWISE = (
    "code", "status", "title", "summary", "detail", "type", "params", "headers", "retryable",
    "fixable_by", "notes", "related", "operations", "deprecated", "retired", "extensions",
)  # fmt: skip
"""The fields that a record has filled in, or without what has no page."""
_EXCLUDE: Any = {**dict.fromkeys((*_OTHERWISE, *INTERNAL), True), **_REPLAYS}


def declared(entry: Entry) -> dict[str, Any]:
    """Return the definition as declared, with what it inherits and what its code gives it."""
    written = entry.definition.model_dump(
        mode="json", by_alias=True, exclude_unset=True, exclude={"extensions"}
    )
    resolved = {
        "type": entry.type,
        "params": _params(entry.params),
        "headers": entry.headers,
        "retryable": entry.retryable,
        "fixable_by": entry.fixable_by,
        "python": _python(entry),
    }
    return {**written, **entry.definition.extensions, **resolved}


def record(entry: Entry, pages: Pages, *, url: str = "", markdown: str = "") -> dict[str, Any]:
    """Return what `pages` may say of a definition, with example responses.

    `url` and `markdown` are the addresses of its page and of the page's Markdown. What would be
    empty is left out. No way of replaying a request is in it, and of other definitions those alone
    that have a page.
    """
    definition = entry.definition
    internal = {name: getattr(definition, name) for name in INTERNAL} if pages.internal else {}
    params = entry.params if pages.internal else entry.exposed
    replaced = {
        word: _ending(end, pages)
        for word, end in (("deprecated", definition.deprecated), ("retired", definition.retired))
        if end is not None
    }
    told = {
        "code": entry.code.text,
        "status": definition.status,
        "title": definition.title,
        "type": entry.type,
        "summary": definition.summary,
        "detail": definition.detail,
        "group": entry.group,
        "url": url,
        "markdown": markdown,
        "python": _python(entry),
        "params": _params(params, {"use"} if pages.internal else {"use", "expose"}),
        "headers": entry.headers,
        "retryable": entry.retryable,
        "fixable_by": entry.fixable_by,
        **definition.model_dump(
            mode="json",
            by_alias=True,
            exclude_unset=True,
            exclude=_EXCLUDE,
        ),
        "examples": list(_examples(entry, pages)),
        "notes": [{"kind": note.kind, "text": note.text} for note in entry.notes],
        "related": list(_related(entry, pages)),
        "operations": pages.catalog.operations(entry),
        **internal,
    }
    filled = {name: value for name, value in told.items() if value not in (None, "", [], {})}
    return {**filled, **replaced, **definition.extensions}


def _params(params: dict[str, Param], exclude: set[str] | None = None) -> dict[str, Any]:
    return {
        name: param.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude=exclude)
        for name, param in params.items()
    }


def _python(entry: Entry) -> str:
    return ".".join((*entry.module, entry.class_name))


def _examples(entry: Entry, pages: Pages) -> Iterator[dict[str, Any]]:
    for one in pages.examples(entry):
        named = {"variant": one.variant} if one.variant else {}
        body = json.loads(one.body)
        yield {**named, "status": one.status, "headers": one.headers, "body": body}


def _related(entry: Entry, pages: Pages) -> Iterator[dict[str, str]]:
    for one in entry.definition.related:
        for code in _shown([one.code], pages):
            yield {"code": code, "reason": one.reason} if one.reason else {"code": code}


def _ending(end: Deprecation, pages: Pages) -> dict[str, Any]:
    told = {
        "since": end.since,
        "reason": end.reason,
        "replaced_by": list(_shown(end.replaced_by, pages)),
    }
    return {name: value for name, value in told.items() if value}


def _shown(codes: Iterable[str], pages: Pages) -> Iterator[str]:
    """Yield the present codes of those of `codes` that have a page."""
    for code in codes:
        entry = pages.catalog.find(code)
        if entry is not None and pages.shows(entry):
            yield entry.code.text
