"""The names that errors have: codes, former codes, types, and pieces of a code in any spelling.

A piece is looked for in the words of every code, so that spelling does not matter: pieces of
`err:unkey:data:key_not_found` are `KEY_NOT_FOUND`, `KeyNotFound` and `data key-not-found`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Literal

from errbook.catalog.catalog import Catalog, Entry
from errbook.catalog.checks import type_of

__all__ = ["Kind", "Names", "former_types", "words"]

Kind = Literal["type", "code", "alias"]
"""What a name is: a type URI, a code, or a former code. A former type is a type."""

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+|[0-9]+")
_AROUND = " \t\r\n\"'`[]()<>{},;."
"""What clings to a code that is copied out of a sentence, a log or JSON."""

_FILE = re.compile(r"(/index)?\.(html?|md)\Z")
_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/]*(?=/)")


def words(text: str) -> list[str]:
    """Return the words of a name in any spelling, in lower case: `KeyNotFound` has three."""
    return [word.casefold() for word in _WORD.findall(text)]


def former_types(catalog: Catalog, entry: Entry) -> list[str]:
    """Return the type URIs that the former codes of `entry` had, as far as they are not its own."""
    fitting = (alias for alias in entry.definition.aliases if catalog.scheme.parse(alias))
    types = (type_of(catalog, alias) for alias in fitting)
    return [uri for uri in dict.fromkeys(types) if uri != entry.type]


class Names:
    """The names of all errors of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def named(self, text: str) -> list[tuple[Entry, Kind]]:
        """Return the errors that have `text` as a name; several only if it is a part of a type.

        As it is written; else in any case, without query, fragment and what a file's name ends in;
        else, where types are paths, as an address on whatever host.
        """
        if text in self._exact:
            return [self._exact[text]]
        plain = _plain(text)
        if not plain:
            return []
        return self._plain.get(plain) or self._plain.get(_ORIGIN.sub("", plain, count=1), [])

    def spelled(self, text: str) -> list[Entry]:
        """Return the errors whose fields, at least two, are what `text` ends in, in any spelling.

        So is an address of a page on whatever host, and the full name of a class.
        """
        asked = words(_cut(text))
        if len(asked) < 2 or asked[-1] not in self._last:
            return []
        runs = (" ".join(asked[-number:]) for number in self._lengths if number <= len(asked))
        return next((self._fields[run] for run in runs if run in self._fields), [])

    def ending(self, asked: list[str]) -> list[Entry]:
        """Return the errors whose codes have `asked` as the words of their last fields."""
        return self._ends.get(" ".join(asked), [])

    def find(self, text: str) -> list[Entry]:
        """Return the definitions that `text` can stand for, in the catalog's order.

        The first of these that finds any: a code, a former code or a type URI; all words of a code;
        those of its last fields; words in a row; letters in a row.
        """
        text = text.strip(_AROUND)
        named = [entry for entry, _ in self.named(text)] if text else []
        asked = words(text)
        if named or not asked:
            return named
        run = " ".join(asked)
        steps: tuple[Callable[[], list[Entry]], ...] = (
            lambda: self._whole.get(run, []),
            lambda: self._ends.get(run, []),
            lambda: self._with(f" {run} "),
            lambda: self._with(run),
        )
        return next((found for step in steps if (found := step())), [])

    def _with(self, run: str) -> list[Entry]:
        fitting = (known for known in self._whole if run in f" {known} ")
        return [entry for known in fitting for entry in self._whole[known]]

    def _all(self) -> Iterator[tuple[str, Entry, Kind]]:
        for entry in self._catalog:
            yield entry.type, entry, "type"
        for entry in self._catalog:
            yield entry.code.text, entry, "code"
        for alias, code in self._catalog.aliases.items():
            yield alias, self._catalog.entries[code], "alias"
        for entry in self._catalog:
            for uri in former_types(self._catalog, entry):
                yield uri, entry, "type"

    @cached_property
    def _exact(self) -> dict[str, tuple[Entry, Kind]]:
        found: dict[str, tuple[Entry, Kind]] = {}
        for name, entry, kind in self._all():
            found.setdefault(name, (entry, kind))
        return found

    @cached_property
    def _plain(self) -> dict[str, list[tuple[Entry, Kind]]]:
        found: dict[str, list[tuple[Entry, Kind]]] = {}
        for name, entry, kind in self._all():
            there = found.setdefault(_plain(name), [])
            if all(other is not entry for other, _ in there):
                there.append((entry, kind))
        return found

    @cached_property
    def _whole(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self._catalog:
            found.setdefault(" ".join(words(entry.code.text)), []).append(entry)
        return found

    @cached_property
    def _fields(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self._catalog:
            if entry.group:
                found.setdefault(" ".join(words(entry.code.path)), []).append(entry)
        return found

    @cached_property
    def _lengths(self) -> list[int]:
        """How many words the fields of a code have: the most first; one tells too little."""
        return sorted({run.count(" ") + 1 for run in self._fields} - {1}, reverse=True)

    @cached_property
    def _last(self) -> set[str]:
        return {run.rpartition(" ")[2] for run in self._fields}

    @cached_property
    def _ends(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self._catalog:
            tail: list[str] = []
            for value in reversed(entry.code.values.values()):
                tail = [*words(value), *tail]
                found.setdefault(" ".join(tail), []).append(entry)
        return found


def _plain(name: str) -> str:
    """Return a name, or what may be one, as two that mean the same are equal."""
    return _cut(name.casefold()).rstrip("/")


def _cut(name: str) -> str:
    """Return an address without query and fragment, and what the name of a file ends in."""
    name = name.partition("#")[0].partition("?")[0]
    return _FILE.sub("", name) if "." in name else name
