"""Problem classes without generated files: the emitter's source, executed when a code is first asked for."""

from __future__ import annotations

import importlib.abc
import importlib.util
import os
import re
import sys
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from types import CodeType, ModuleType

from errbook.catalog import Catalog
from errbook.catalog import load as load_catalog
from errbook.catalog.messages import did_you_mean
from errbook.emit.source import module_source, modules
from errbook.exceptions import UnknownCode
from errbook.problem import Problem

__all__ = ["Problems", "load"]

_PACKAGE = "errbook.loaded"
_numbers = count(1)


def load(root: str | os.PathLike[str]) -> Problems:
    """Read the catalog in the folder `root` and return its problem classes."""
    return Problems(load_catalog(Path(root)))


class Problems(Mapping[str, type[Problem]]):
    """The problem classes of a catalog, by code. A former code gives the class of the present one."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._sources = modules(catalog)
        self._parents = {path[:-1] for path in self._sources if path}
        name = re.sub(r"[^a-z0-9]+", "_", catalog.manifest.name.lower()).strip("_") or "catalog"
        self._root = f"{_PACKAGE}.{name}_{next(_numbers)}"
        self._modules: dict[tuple[str, ...], ModuleType] = {}

    def __getitem__(self, code: str) -> type[Problem]:
        entry = self.catalog.find(code)
        if entry is None:
            near = did_you_mean(code, self.catalog.entries)
            raise UnknownCode(f"{code} is not declared in {self.catalog.root}{near}")
        made: type[Problem] = getattr(self._module(entry.module), entry.class_name)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self.catalog.entries)

    def __len__(self) -> int:
        return len(self.catalog.entries)

    def __repr__(self) -> str:
        return f"<{len(self)} problems of {self.catalog.manifest.name}>"

    def _module(self, path: tuple[str, ...]) -> ModuleType:
        """Return the module at `path`, executed, after its parents."""
        if path not in self._modules:
            if path:
                self._module(path[:-1])
            self._modules[path] = self._execute(path)
        return self._modules[path]

    def _execute(self, path: tuple[str, ...]) -> ModuleType:
        package = not path or path in self._parents
        source = module_source(self.catalog, path, self._sources[path], package=package)
        name = ".".join((self._root, *path))
        loader = _SourceLoader(source, package)
        spec = importlib.util.spec_from_loader(name, loader, is_package=package)
        assert spec is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module  # pickle looks the classes up there, and children their parents
        loader.exec_module(module)
        return module


class _SourceLoader(importlib.abc.InspectLoader):
    """Loads a module from text that is at hand; tracebacks can show its lines."""

    def __init__(self, source: str, package: bool) -> None:
        self._source = source
        self._package = package

    def get_source(self, fullname: str) -> str:
        return self._source

    def is_package(self, fullname: str) -> bool:
        return self._package

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._source, f"{fullname.replace('.', '/')}.py", "exec", dont_inherit=True)
