"""The problem classes of a catalog by code: of a generated package, or of `errbook.load`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module

from errbook.exceptions import UnknownCode, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType
    from typing import Any

    from errbook.problem import Problem

__all__ = ["Problems", "former"]


class Problems(Mapping[str, "type[Problem]"]):
    """The problem classes of a catalog, by code. A former code gives the class of the present one.

    Asking for a code imports the module of its group and those above it, and no other.
    """

    def __init__(self, package: str) -> None:
        self.package = package
        """The name of the root package."""

    @classmethod
    def of(cls, source: ModuleType | Problems) -> Problems:
        """Return the classes of a generated package, given as the module of its root.

        What `errbook.load` returned is given back as it is. Raises `UsageError` for anything else.
        """
        if isinstance(source, Problems):
            return source
        name = getattr(source, "__name__", "")
        if name in sys.modules and sys.modules[name] is source:
            try:
                import_module(f"{name}._index")
            except ModuleNotFoundError as error:
                if error.name != f"{name}._index":
                    raise
            else:
                return cls(name)
        given = name or type(source).__name__
        raise UsageError(
            f"{given} is no package of errors; give the root package that `errbook build python`"
            " wrote, or what `errbook.load` returns"
        )

    def __getitem__(self, code: str) -> type[Problem]:
        codes: dict[str, tuple[str, str]] = self._index.CODES
        found = codes.get(self.aliases.get(code, code))
        if found is None:
            raise UnknownCode(f"{code} is not declared in {self._named}{_near(str(code), codes)}")
        return self._class(*found)

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self.aliases.get(code, code) in self._index.CODES

    def __iter__(self) -> Iterator[str]:
        return iter(self._index.CODES)

    def __len__(self) -> int:
        return len(self._index.CODES)

    def __repr__(self) -> str:
        return f"<{len(self)} problems of {self._index.NAME}>"

    @property
    def by_type(self) -> Mapping[str, str]:
        """The code of every type URI."""
        types: Mapping[str, str] = self._index.TYPES
        return types

    @property
    def aliases(self) -> Mapping[str, str]:
        """The present code of every former one."""
        aliases: Mapping[str, str] = self._index.ALIASES
        return aliases

    @property
    def fallbacks(self) -> Mapping[str, str]:
        """The code that answers what the framework raises, by situation: `404`, `unhandled`, …."""
        fallbacks: Mapping[str, str] = self._index.FALLBACKS
        return fallbacks

    @property
    def body(self) -> Mapping[str, Any]:
        """The body template, as the manifest has it."""
        body: Mapping[str, Any] = self._index.BODY
        return body

    @property
    def root(self) -> type[Problem]:
        """The class above all of them, which has the media type and the bound of their bodies."""
        return self._class("", "Error")

    @property
    def request_id(self) -> tuple[str, str]:
        """The header that carries a request's id, and what a made one starts with."""
        header, prefix = self._index.REQUEST_ID
        return header, prefix

    @property
    def _index(self) -> Any:
        return sys.modules.get(f"{self.package}._index") or import_module(f"{self.package}._index")

    @property
    def _named(self) -> str:
        return self.package

    def _class(self, module: str, name: str) -> type[Problem]:
        found = import_module(f"{self.package}.{module}" if module else self.package)
        made: type[Problem] = getattr(found, name)
        return made


def former(
    name: str, names: Mapping[str, tuple[str, str]], module: str, root: str
) -> type[Problem]:
    """Return the class that the former name `name` of `module` stands for; it is deprecated.

    `names` says where each is, seen from the root of the package, which is `root` in dots from
    `module`. The warning cannot take the place of the class, even where warnings are errors.
    Raises `AttributeError` for any other name.
    """
    if name not in names:
        raise AttributeError(f"module {module!r} has no attribute {name!r}", name=name)
    import warnings

    path, present = names[name]
    spec = sys.modules[module].__spec__
    assert spec is not None
    made: type[Problem] = getattr(import_module(f"{root}{path}", spec.parent), present)
    try:
        warnings.warn(f"{name} is now called {present}", DeprecationWarning, stacklevel=3)
    except Warning:  # they are errors here; the class is what was asked for
        return made
    return made


def _near(word: str, known: Mapping[str, object]) -> str:
    """Return ", did you mean `x`?" for the nearest of `known`; nothing where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1, cutoff=0.8)
    return f", did you mean `{near[0]}`?" if near else ""
