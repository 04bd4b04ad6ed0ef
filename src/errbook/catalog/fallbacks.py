"""What the manifest's `fallbacks` must be: a framework raises them, and it knows little."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from errbook.catalog.catalog import Catalog, Entry
from errbook.catalog.messages import INVALID, did_you_mean
from errbook.findings import Finding, Place
from errbook.web._failures import MEANINGS

__all__ = ["fallbacks"]

_SUPPLIED = {"validation": {"errors"}, "unhandled": set[str]()}
"""The params that a framework gives, by situation; those of a status are none."""


def fallbacks(catalog: Catalog, entries: Iterable[Entry]) -> Iterator[Finding]:
    """Check that there is such a situation, such a code, and no param that nobody can give."""
    document, known = catalog.document, {entry.code.text: entry for entry in entries}
    for situation, code in catalog.manifest.fallbacks.items():
        if situation not in _SUPPLIED and not re.fullmatch("[45][0-9][0-9]", situation):
            near = did_you_mean(situation, _SUPPLIED)
            there = "; there are `validation`, `unhandled` and statuses from 400 to 599"
            message = f"`{situation}` is no situation{near or there}"
            yield Finding(document.key_place("fallbacks", situation), INVALID, message)
        place = document.place("fallbacks", situation)
        if code not in catalog.claimed:
            message = f"`{code}` is not declared{did_you_mean(code, catalog.claimed)}"
            yield Finding(place, INVALID, message)
        elif code in known:
            yield from _check(situation, known[code], place)


def _check(situation: str, entry: Entry, place: Place) -> Iterator[Finding]:
    if entry.definition.retired:
        message = f"`{entry.code}` is retired, and cannot answer anything"
        yield Finding(place, INVALID, message)
    required = {name for name, param in entry.arguments.items() if not param.optional}
    missing = sorted(required - _SUPPLIED.get(situation, set()))
    if missing:
        names = ", ".join(f"`{name}`" for name in missing)
        message = f"`{entry.code}` cannot answer `{situation}`: nobody gives it {names}"
        given = "a validation failure comes with `errors`" if situation == "validation" else ""
        help = "make each `optional: true`, or name another code" + (given and f"; {given}")
        yield Finding(place, INVALID, message, help=help)
    if entry.definition.variants:
        message = f"`{entry.code}` cannot answer `{situation}`: nobody chooses one of its details"
        yield Finding(place, INVALID, message, help="give it a single `detail`, or none")
    if situation == "validation" and "errors" in entry.params:
        yield from _listed(entry)


def _listed(entry: Entry) -> Iterator[Finding]:
    """Check that `errors` can hold what a framework knows of each mistake in the input."""
    errors, document = entry.params["errors"], entry.document
    place = document.key_place("params", "errors")
    if errors.type != "array":
        message = f"`errors` of `{entry.code}` is no array, and cannot list what is wrong"
        yield Finding(place, INVALID, message)
    elif errors.items is not None and errors.items.properties is not None:
        for name, part in errors.items.properties.items():
            if name not in MEANINGS and not part.optional:
                message = f"`errors` needs `{name}` in each entry, which no framework gives"
                near = did_you_mean(name, MEANINGS)
                help = f"make it `optional: true`; known are {', '.join(MEANINGS)}"
                yield Finding(place, INVALID, message + near, help=help)
