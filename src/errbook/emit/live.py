"""Problem classes without generated files: the emitter's source, imported when first asked for."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import re
import sys
from collections.abc import Callable, Sequence
from itertools import count
from types import CodeType, ModuleType
from weakref import WeakValueDictionary

from errbook.catalog import Catalog
from errbook.emit.index import index
from errbook.emit.modules import Module, modules
from errbook.emit.source import source
from errbook.problem import Problem
from errbook.problems import Problems

__all__ = ["LoadedProblems"]

_ABOVE = "errbook.loaded"
_numbers = count(1)
_loaded: WeakValueDictionary[str, LoadedProblems] = WeakValueDictionary()


class LoadedProblems(Problems):
    """The problem classes of `catalog`.

    `data` gives the text of the data file of a module, which `errbook.about` reads. The
    classes in `brief` do the same, and say less to readers.
    """

    def __init__(
        self,
        catalog: Catalog,
        data: Callable[[Module], str] = lambda module: "{}",
        *,
        brief: bool = False,
    ) -> None:
        name = re.sub(r"[^a-z0-9]+", "_", catalog.manifest.name.lower()).strip("_") or "catalog"
        super().__init__(f"{_ABOVE}.{name}_{next(_numbers)}")
        self.catalog = catalog
        self.data = data
        self._brief = brief
        self.modules = {module.name: module for module in modules(catalog).values()}
        self._sources: dict[str, str] = {}
        _loaded[self.package] = self
        _Finder.install()

    def __getitem__(self, code: str) -> type[Problem]:
        # The catalog is at hand, so that there is no need of the index made from it.
        entry = self.catalog.find(code)
        if entry is None:
            return super().__getitem__(code)
        return self._class(".".join(entry.module), entry.class_name)

    @property
    def _named(self) -> str:
        return str(self.catalog.root)

    def source(self, name: str) -> str:
        """Return the source of the module `name`, which is also what is imported."""
        if name not in self._sources:
            module = self.modules.get(name)
            self._sources[name] = (
                source(self.catalog, module, brief=self._brief) if module else index(self.catalog)
            )
        return self._sources[name]

    def forget(self) -> None:
        """Take the modules out of `sys.modules`, once this catalog has been read anew.

        Their classes keep working, but for pickle, which looks them up there.
        """
        _loaded.pop(self.package, None)
        for name in [name for name in sys.modules if f"{name}.".startswith(f"{self.package}.")]:
            del sys.modules[name]


class _Finder(importlib.abc.MetaPathFinder):
    """Finds the modules of loaded catalogs."""

    @classmethod
    def install(cls) -> None:
        """See to it that imports ask it."""
        if _ABOVE not in sys.modules:
            above = ModuleType(_ABOVE, "The catalogs that `errbook.load` has loaded.")
            above.__path__ = []
            sys.modules[_ABOVE] = above
        if not any(isinstance(finder, cls) for finder in sys.meta_path):
            sys.meta_path.append(cls())

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the spec of a module of a loaded catalog."""
        if not fullname.startswith(f"{_ABOVE}."):
            return None
        name, _, below = fullname.removeprefix(f"{_ABOVE}.").partition(".")
        problems = _loaded.get(f"{_ABOVE}.{name}")
        if problems is None or not (below == "_index" or below in problems.modules):
            return None
        loader = _Loader(problems, below)
        spec = importlib.util.spec_from_loader(
            fullname, loader, origin=loader.origin, is_package=loader.is_package(fullname)
        )
        if spec is not None:
            spec.has_location = True  # so that `inspect` finds the source of a class
        return spec


class _Loader(importlib.abc.InspectLoader):
    """Loads a module of a catalog; tracebacks can show its lines, and `errbook.about` its data."""

    def __init__(self, problems: LoadedProblems, name: str) -> None:
        self._problems = problems
        self._name = name
        self._module = problems.modules.get(name)
        file = self._module.file if self._module else f"{name}.py"
        self.origin = f"{problems.package}/{file}"

    def get_source(self, fullname: str) -> str:
        """Return the source that `errbook build python` would write."""
        return self._problems.source(self._name)

    def get_data(self, path: str) -> str:
        """Return the text of the module's data file."""
        return self._problems.data(self._module) if self._module else "{}"

    def is_package(self, fullname: str) -> bool:
        """Tell whether it is a package."""
        return self._module is not None and self._module.package

    def get_code(self, fullname: str) -> CodeType:
        """Compile the source."""
        return compile(self.get_source(fullname), self.origin, "exec", dont_inherit=True)
