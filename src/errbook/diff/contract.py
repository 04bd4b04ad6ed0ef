"""Two catalogs side by side: which error is which, and what both of their bodies carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from errbook.catalog import Catalog, Entry
from errbook.catalog.body import Splice, Variable, walk
from errbook.emit.modules import modules

__all__ = ["Contract"]


@dataclass(frozen=True)
class Contract:
    """What one catalog promised, and what another keeps."""

    old: Catalog
    new: Catalog

    @cached_property
    def successors(self) -> dict[str, Entry | None]:
        """By the codes of the old catalog, the same error in the new one; None if it is gone.

        It is the same if it has the code, or has it as an alias. Where the code is forgotten, the
        error that has one of its former codes is the same, too, unless that is another old one.
        """
        return {entry.code.text: self._successor(entry) for entry in self.old}

    def _successor(self, entry: Entry) -> Entry | None:
        found = self.new.find(entry.code.text)
        if found is not None:
            return found
        former = filter(None, map(self.new.find, entry.definition.aliases))
        return next((one for one in former if one.code.text not in self.old.entries), None)

    def pairs(self) -> Iterator[tuple[Entry, Entry]]:
        """Yield each old error with what it is now, those that became part of another left out."""
        for entry in self.old:
            now = self.successors[entry.code.text]
            if now is not None and not self.is_merged(entry, now):
                yield entry, now

    def is_merged(self, entry: Entry, now: Entry) -> bool:
        """Whether `now` is another old error, of which `entry` has become a former code."""
        return now.code.text != entry.code.text and now.code.text in self.old.entries

    @cached_property
    def renamed(self) -> dict[str, str]:
        """By its old code, the new one of each error that has another."""
        named = {code: now.code.text for code, now in self.successors.items() if now is not None}
        return {old: new for old, new in named.items() if old != new}

    @cached_property
    def additions(self) -> list[Entry]:
        """The errors of the new catalog that are no old one, and none that could not be read."""
        unread = self.old.claimed - self.old.entries.keys() - self.old.aliases.keys()
        known = [*self.successors.values(), *map(self.new.find, unread)]
        codes = {entry.code.text for entry in known if entry is not None}
        return [entry for entry in self.new if entry.code.text not in codes]

    def carries(self, name: str) -> bool:
        """Whether the variable `$name` is in both bodies."""
        return name in self._variables[0] and name in self._variables[1]

    def carried(self, name: str) -> bool:
        """Whether the variable `$name` was in the old body."""
        return name in self._variables[0]

    @cached_property
    def _variables(self) -> tuple[frozenset[str], frozenset[str]]:
        return _variables(self.old), _variables(self.new)

    @property
    def types_are_moved(self) -> bool:
        """Whether types are made otherwise: said once, and not of every definition."""
        old, new = self.old.manifest, self.new.manifest
        return (old.type, old.code) != (new.type, new.code)

    @property
    def names_are_moved(self) -> bool:
        """Whether Python names are made otherwise: said once, and not of every definition."""
        old, new = self.old.manifest, self.new.manifest
        return (old.python, old.code) != (new.python, new.code)

    def is_internal(self, code: str) -> bool:
        """Whether the public knows an error neither from the old catalog nor from the new one."""
        found = [entry for entry in (self.old.find(code), self.new.find(code)) if entry]
        return bool(found) and all(one.definition.visibility == "internal" for one in found)

    @cached_property
    def classes(self) -> tuple[dict[str, str], dict[str, str]]:
        """The names of classes in Python, old and new, each with the code that it is made from.

        Names that are kept for former codes are among them.
        """
        return _classes(self.old), _classes(self.new)

    @cached_property
    def pages(self) -> dict[str, str]:
        """The public pages of the new catalog and their redirects, by path, with their codes.

        Paths are folded: two that differ in case alone are one file on some systems.
        """
        public = [entry for entry in self.new if entry.definition.visibility == "public"]
        found: dict[str, str] = {}
        for entry in public:
            for alias in entry.definition.aliases:
                former = self.new.scheme.parse(alias)
                if former is not None:
                    found[former.path.casefold()] = entry.code.text
        return found | {entry.code.path.casefold(): entry.code.text for entry in public}


def _variables(catalog: Catalog) -> frozenset[str]:
    names = {node.name for node in walk(catalog.body) if isinstance(node, Variable)}
    if any(isinstance(node, Splice) for node in walk(catalog.body)):
        names.add("params")
    return frozenset(names)


def _classes(catalog: Catalog) -> dict[str, str]:
    found: dict[str, str] = {}
    for module in modules(catalog).values():
        for former in module.former:
            found[".".join((*module.path, former.name))] = former.code
        for entry in module.entries:
            found[".".join((*module.path, entry.class_name))] = entry.code.text
    return found
