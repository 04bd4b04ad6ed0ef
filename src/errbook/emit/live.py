"""Problem classes without generated files: the emitter's source, executed when first asked for."""

from __future__ import annotations

import importlib.abc
import importlib.util
import os
import re
import sys
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from threading import RLock
from types import CodeType, ModuleType

from errbook.catalog import Catalog
from errbook.catalog import load as load_catalog
from errbook.catalog.messages import did_you_mean
from errbook.emit.source import Module, modules, source
from errbook.exceptions import UnknownCode
from errbook.problem import Problem

__all__ = ["Problems", "load"]

_PACKAGE = "errbook.loaded"
_numbers = count(1)


def load(root: str | os.PathLike[str]) -> Problems:
    """Read the catalog in the folder `root` and return its problem classes."""
    return Problems(load_catalog(Path(root)))


class Problems(Mapping[str, type[Problem]]):
    """The problem classes of a catalog, by code. A former code gives the class of the present one.

    Asking for a code executes the module of its group and those above it, once, whichever thread
    asks first.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        name = re.sub(r"[^a-z0-9]+", "_", catalog.manifest.name.lower()).strip("_") or "catalog"
        self._root = f"{_PACKAGE}.{name}_{next(_numbers)}"
        self._sources = modules(catalog)
        self._executed: dict[tuple[str, ...], ModuleType] = {}
        self._lock = RLock()

    def __getitem__(self, code: str) -> type[Problem]:
        entry = self.catalog.find(code)
        if entry is None:
            near = did_you_mean(str(code), self.catalog.entries)
            raise UnknownCode(f"{code} is not declared in {self.catalog.root}{near}")
        made: type[Problem] = getattr(self._module(entry.module), entry.class_name)
        return made

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self.catalog.find(code) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self.catalog.entries)

    def __len__(self) -> int:
        return len(self.catalog.entries)

    def __repr__(self) -> str:
        return f"<{len(self)} problems of {self.catalog.manifest.name}>"

    def forget(self) -> None:
        """Take the modules out of `sys.modules`, once this catalog has been read anew.

        Their classes keep working, but for pickle, which looks them up there.
        """
        with self._lock:
            for path in self._executed:
                sys.modules.pop(self._name(path), None)

    def _module(self, path: tuple[str, ...]) -> ModuleType:
        """Return the module at `path`, executed, after its parents."""
        with self._lock:
            if path not in self._executed:
                if path:
                    self._module(path[:-1])
                self._executed[path] = self._execute(self._sources[path])
            return self._executed[path]

    def _execute(self, module: Module) -> ModuleType:
        name = self._name(module.path)
        loader = _SourceLoader(source(self.catalog, module), module.package)
        spec = importlib.util.spec_from_loader(name, loader, is_package=module.package)
        assert spec is not None
        made = importlib.util.module_from_spec(spec)
        sys.modules[name] = made  # pickle looks the classes up there, and children their parents
        loader.exec_module(made)
        return made

    def _name(self, path: tuple[str, ...]) -> str:
        return ".".join((self._root, *path))


class _SourceLoader(importlib.abc.InspectLoader):
    """Loads a module from text that is at hand; tracebacks can show its lines."""

    def __init__(self, text: str, package: bool) -> None:
        self._text = text
        self._package = package

    def get_source(self, fullname: str) -> str:
        return self._text

    def is_package(self, fullname: str) -> bool:
        return self._package

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._text, f"{fullname.replace('.', '/')}.py", "exec", dont_inherit=True)
