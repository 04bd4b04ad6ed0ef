"""The modules of a generated package: which there are, and what is in each."""

from __future__ import annotations

from dataclasses import dataclass, field

from errbook.catalog import Catalog, Entry
from errbook.catalog.checks import python_names

__all__ = ["Former", "Module", "modules"]


@dataclass(frozen=True, slots=True)
class Former:
    """The name that a class had under a former code, and the error that it stands for."""

    name: str
    code: str
    entry: Entry


@dataclass(slots=True)
class Module:
    """A module to be written: its path, the errors in it, and all errors from it downwards."""

    path: tuple[str, ...]
    entries: list[Entry] = field(default_factory=list)
    below: list[Entry] = field(default_factory=list)
    former: list[Former] = field(default_factory=list)
    package: bool = False
    """Whether it is a package: the root is, and what has modules below it."""

    @property
    def file(self) -> str:
        """Its file, seen from the root of the package."""
        return (
            "/".join((*self.path, "__init__.py")) if self.package else f"{'/'.join(self.path)}.py"
        )

    @property
    def name(self) -> str:
        """Its dotted name, seen from the root of the package; the root's is empty."""
        return ".".join(self.path)


def modules(catalog: Catalog) -> dict[tuple[str, ...], Module]:
    """Return every module of the catalog by its path, parents before children."""
    found: dict[tuple[str, ...], Module] = {(): Module((), package=True)}

    def at(path: tuple[str, ...]) -> Module:
        for depth in range(1, len(path) + 1):
            found[path[: depth - 1]].package = True
            found.setdefault(path[:depth], Module(path[:depth]))
        return found[path]

    for entry in catalog:
        at(entry.module).entries.append(entry)
        for depth in range(len(entry.module) + 1):
            found[entry.module[:depth]].below.append(entry)
    taken = {(entry.module, entry.class_name) for entry in catalog}
    for alias, code in sorted(catalog.aliases.items()):
        parsed = catalog.scheme.parse(alias)
        if parsed is None:
            continue
        path, name = python_names(catalog, parsed)
        if (path, name) not in taken:
            taken.add((path, name))
            at(path).former.append(Former(name, alias, catalog.entries[code]))
    return found
