"""What can be found about the errors of a catalog in Python code, and the names to look for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from errbook.catalog import Catalog, Entry
from errbook.emit.modules import modules
from errbook.findings import Place
from errbook.lint.project import Module, Project

__all__ = ["How", "Names", "Usage", "Use"]

How = Literal["raised", "made", "caught", "passed"]
"""In a `raise`; called elsewhere; what to catch or compare with; anything else."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place at which the code does something with a class of the catalog."""

    place: Place
    entry: Entry
    name: str
    """As it is written there: `data.KeyNotFound`."""
    how: How
    former: str = ""
    """The former code that the name belongs to; empty for the present one."""


@dataclass
class Usage:
    """All that the code does with the errors."""

    uses: list[Use] = field(default_factory=list)
    undeclared: list[tuple[Place, str]] = field(default_factory=list)
    """Names of the package that no definition gives, and codes that nobody declares."""
    foreign: list[tuple[Place, str]] = field(default_factory=list)
    """What a framework answers by, raised beside the catalog."""
    undecided: list[tuple[Place, str]] = field(default_factory=list)
    """What is raised and cannot be told, in words."""


class Names:
    """The names that generated packages have."""

    def __init__(self, catalog: Catalog, project: Project) -> None:
        self.catalog = catalog
        self.classes: dict[str, tuple[Entry, str]] = {}
        self.modules: set[str] = set()
        for module in modules(catalog).values():
            self.modules.add(module.name)
            for entry in module.entries:
                self.classes[".".join((*module.path, entry.class_name))] = entry, ""
            for former in module.former:
                self.classes[".".join((*module.path, former.name))] = former.entry, former.code
        generated = [module.path for module in project.modules if _is_index(module)]
        self._folders = {path.parent for path in generated}
        self.packages = {folder.name for folder in self._folders} or {"errors"}

    def is_generated(self, module: Module) -> bool:
        """Whether the file is part of a generated package."""
        return any(folder in module.path.parents for folder in self._folders)

    def within(self, dotted: str) -> str | None:
        """Return what a dotted name is called inside of the generated package; None outside."""
        parts = dotted.split(".")
        for index, part in enumerate(parts[:-1]):
            rest = parts[index + 1 :]
            if part in self.packages and self._leads_in(rest):
                return ".".join(rest)
        return None

    def _leads_in(self, rest: list[str]) -> bool:
        name = ".".join(rest)
        return name in self.classes or name in self.modules or ".".join(rest[:-1]) in self.modules


def _is_index(module: Module) -> bool:
    return module.path.name == "_index.py" and "errbook.problems" in module.text[:200]
