"""Two catalogs side by side, and what follows from their manifests for every definition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from errbook.catalog import Catalog, Entry
from errbook.catalog.body import Splice, Variable, walk

__all__ = ["Contract"]


@dataclass(frozen=True)
class Contract:
    """What one catalog promised, and what another keeps."""

    old: Catalog
    new: Catalog

    @cached_property
    def carries_params(self) -> bool:
        """Whether the params are members of both bodies."""
        return all(self._has(catalog, "params") for catalog in (self.old, self.new))

    @cached_property
    def carries_code(self) -> bool:
        """Whether the code is a member of both bodies."""
        return all(self._has(catalog, "code") for catalog in (self.old, self.new))

    @staticmethod
    def _has(catalog: Catalog, name: str) -> bool:
        wanted = (Variable(name), Splice()) if name == "params" else (Variable(name),)
        return any(node in wanted for node in walk(catalog.body))

    @property
    def types_are_moved(self) -> bool:
        """Whether the template of types differs: said once, and not of every definition."""
        return self.old.manifest.type != self.new.manifest.type

    @property
    def names_are_moved(self) -> bool:
        """Whether the templates of Python names differ: said once, and not of every definition."""
        return self.old.manifest.python != self.new.manifest.python

    def names(self, entry: Entry) -> str:
        """Return the Python name of a definition, with its module."""
        return ".".join((*entry.module, entry.class_name))

    @cached_property
    def paths(self) -> frozenset[str]:
        """The pages of the new catalog, and those that lead to one from a former code."""
        former = filter(None, map(self.new.scheme.parse, self.new.aliases))
        return frozenset(code.path for code in (*former, *(entry.code for entry in self.new)))

    @cached_property
    def python_names(self) -> frozenset[str]:
        """The Python names of the new catalog's own codes."""
        return frozenset(map(self.names, self.new))
