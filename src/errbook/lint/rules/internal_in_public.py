"""A public text names what is internal.

## What it does
Finds codes, former codes and types of internal definitions in the text of public ones and of the
manifest, and in a definition's text its own `owner` and `runbook`.

## Why is this bad
A build for the public leaves all of these out. A text that names one hands it to readers who cannot
look it up: a code in brackets is a link to them everywhere else, and here it is plain text.

## Example
```yaml
code: err:unkey:data:key_not_found
what_happened: The key was not found, as after [err:unkey:data:shard_offline].
---
code: err:unkey:data:shard_offline
visibility: internal
```

## Instead
```yaml
code: err:unkey:data:key_not_found
what_happened: The key was not found. Not all of the data can be reached at times.
---
code: err:unkey:data:shard_offline
visibility: internal
```
"""

import re
from collections.abc import Iterator
from typing import Any

from errbook.catalog import Catalog, Entry
from errbook.catalog.document import Document
from errbook.catalog.request import standing_alone
from errbook.catalog.writing import Keys
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB705"
SEVERITY = Severity.WARNING

_HELP = "say it without the name: readers of the public pages cannot look it up"

_JOINTS = ".:~/-"
_UNSEEN = {"aliases", "code", "owner", "runbook", "type", "visibility"}
"""Fields that are no text, or that a public build leaves out by itself."""


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every such name, at each place, the manifest's first."""
    public = [entry for entry in catalog if entry.definition.visibility == "public"]
    named = _Internal([entry for entry in catalog if entry.definition.visibility != "public"])
    groups = {prefix for entry in public for prefix in entry.code.groups}
    if named.may_be_in(catalog.document):
        for path, text in _leaves(catalog.document.value, ()):
            is_of_public = path[0] == "groups" and path[1] in groups
            if is_of_public or path[0] in ("summary", "params"):
                yield from named.reports(catalog.document, path, text)
    for entry in public:
        own = _own(entry)
        if own or named.may_be_in(entry.document):
            for path, text in _leaves(entry.document.value, ()):
                yield from named.reports(entry.document, path, text)
                for field, pattern in own.items():
                    for found in pattern.finditer(text):
                        place = entry.document.place_in(found.start(), path)
                        yield Report(place, f"`{found[0]}`, the `{field}`, is internal", _HELP)


class _Internal:
    """The names of internal definitions, and the way to find them quickly."""

    def __init__(self, entries: list[Entry]) -> None:
        codes = {name for it in entries for name in (it.code.text, *it.definition.aliases)}
        types = {entry.type for entry in entries}
        self.names = codes | types
        # Codes have a start in common, and so have types: to look for it comes before all else.
        starts = [_common_start(names) for names in (codes, types) if names]
        self.patterns = [_standing_alone_from(re.escape(start)) for start in starts]

    def may_be_in(self, document: Document) -> bool:
        text = document.source.text
        return any(True for _ in self._found(text, document.start, document.end))

    def reports(self, document: Document, path: Keys, text: str) -> Iterator[Report]:
        for at, name in self._found(text, 0, len(text)):
            if not name.isalpha() or text[at - 1 : at] == "[":  # a word may be just a word
                message = f"`{name}` is internal, and this text is public"
                yield Report(document.place_in(at, path), message, _HELP)

    def _found(self, text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
        for pattern in self.patterns:
            for found in pattern.finditer(text, start, end):
                name = found[0].rstrip(_JOINTS)
                if name in self.names:
                    yield found.start(), name


def _common_start(names: set[str]) -> str:
    first, last = min(names), max(names)
    differ = (at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    return first[: next(differ, len(first))]


def _standing_alone_from(start: str) -> re.Pattern[str]:
    # What is before it is looked at behind it: `re` is quick to find plain text at the start.
    return re.compile(rf"{start}(?<![\w{_JOINTS}]{start})[\w{_JOINTS}]*")


def _own(entry: Entry) -> dict[str, re.Pattern[str]]:
    """Return patterns of the owner and the runbook that are in the document more than once."""
    given = {"owner": entry.definition.owner, "runbook": entry.definition.runbook}
    text = entry.document.source.text[entry.document.start : entry.document.end]
    return {
        field: re.compile(standing_alone(name))
        for field, name in given.items()
        if name and not name.isalpha() and text.count(name) > 1
    }


def _leaves(value: Any, path: Keys) -> Iterator[tuple[Keys, str]]:
    """Yield every text of a public page below `value`."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, child in value.items() if value.get("expose") is not False else ():
            if not _is_unseen((*path, key)):
                yield from _leaves(child, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _leaves(child, (*path, index))


def _is_unseen(path: Keys) -> bool:
    first, last = path[0], path[-1]
    if len(path) == 1:
        return first in _UNSEEN
    pointed = {"related": "code", "deprecated": "replaced_by", "retired": "replaced_by"}
    return pointed.get(str(first)) == last or (last == "replay" and "json" not in path)
