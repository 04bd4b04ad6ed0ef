"""The fields of a definition are not in the usual order.

## What it does
Finds definitions whose fields stand in another order than that of the reference, which is the order
in which a page tells them: what it is, what it carries, what happened, how to fix it, what else
there is. Fields that start with `x-` come last.

## Why is this bad
Whoever reads many definitions looks for a field at its place. And a definition that is written anew
in another order shows as changed where it is not.

## Example
```yaml
code: err:unkey:data:key_not_found
title: Not Found
status: 404
summary: The key does not exist.
scenarios:
  - The key was deleted.
fixes:
  - intro: List the keys of the API and compare.
```

## Instead
```yaml
code: err:unkey:data:key_not_found
status: 404
title: Not Found
summary: The key does not exist.
scenarios:
  - The key was deleted.
fixes:
  - intro: List the keys of the API and compare.
```
"""

import re
from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.catalog.definition import Definition
from errbook.catalog.document import Document
from errbook.catalog.writing import end_of
from errbook.findings import Edit, Fix, Severity
from errbook.lint.rule import Report

ID = "EB906"
SEVERITY = Severity.INFO
FIX = "safe"

_ORDER = {name: index for index, name in enumerate(Definition.model_fields)}
_BREAK = re.compile(r"\r\n|\n|\r|\Z")


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every definition with a field before one that it belongs behind, once."""
    for entry in catalog:
        names = list(entry.document.value)
        wanted = sorted(names, key=lambda name: _ORDER.get(name, len(_ORDER)))
        if names == wanted:
            continue
        first = next(name for name, other in zip(names, wanted, strict=True) if name != other)
        before = wanted[names.index(first)]
        message = f"`{first}` stands before `{before}`"
        place = entry.document.key_place(first)
        yield Report(place, message, None, _fix(entry.document, names, wanted))


def _fix(document: Document, names: list[str], wanted: list[str]) -> Fix | None:
    """Return the fields put in order, each with the comments above it and behind it.

    None where fields share a line or are in braces, or the last one is text that would end
    otherwise elsewhere.
    """
    text = document.source.text
    if text[document.start] == "{":
        return None
    ends, at = {}, document.start
    pieces: dict[str, str] = {}
    for name in names:
        end = end_of(document, (name,))
        broken = end > 0 and text[end - 1] in "\r\n"
        found = _BREAK.search(text, end)
        ends[name] = end if broken or found is None else found.end()
        if ends[name] <= at or document.span(name).key < at:
            return None
        pieces[name] = text[at : ends[name]]
        at = ends[name]
    last = names[-1]
    if not pieces[last].endswith(("\n", "\r")):
        if document.raw(last).startswith(("|", ">")) or wanted[-1] == last:
            return None
        pieces[last] += "\n"
    edit = Edit(document.source.path, document.start, at, "".join(pieces[name] for name in wanted))
    return Fix("put the fields in order", (edit,))
