"""What an error is called in a document, and the catalog that it is of."""

from __future__ import annotations

import re
import sys

from errbook.problem import Problem
from errbook.problems import Problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["declared_class", "folded", "legal", "name_of", "numbered", "problems_of"]

_ILLEGAL = re.compile(r"[^A-Za-z0-9._-]")


def declared_class(cls: type[Problem]) -> type[Problem]:
    """Return the class that the catalog declares, of which `cls` may be a subclass."""
    return next((base for base in cls.__mro__ if base.__dict__.get("code")), cls)


def _root(cls: type[Problem]) -> str:
    """Return the name of the root package of the catalog that `cls` is of."""
    ground = Problem.__module__
    above = [it for it in cls.__mro__ if issubclass(it, Problem) and it.__module__ != ground]
    return above[-1].__module__


def name_of(cls: type[Problem]) -> str:
    """Return a name that says the error's group as well: `UnkeyDataKeyNotFound`."""
    if not cls.code:
        return "".join(re.findall("[A-Za-z0-9]+", cls.title.title()))
    levels = cls.__module__.removeprefix(_root(cls)).split(".")
    words = [word for level in levels for word in level.split("_")]
    group = "".join(word[:1].upper() + word[1:] for word in words)
    return legal(group + cls.__name__.lstrip("_"))


def legal(name: str) -> str:
    """Return what may be the name of a component, made of `name`."""
    return _ILLEGAL.sub("-", name)


def folded(name: str) -> str:
    """Return what files and classes of generated code make of a name, at the least."""
    return re.sub("[^a-z0-9]", "", name.lower())


def numbered(name: str) -> Iterator[str]:
    """Yield `name`, and then it with a number."""
    yield name
    number = 2
    while True:
        yield f"{name}{number}"
        number += 1


def problems_of(cls: type[Problem]) -> Problems:
    """Return the catalog that `cls` is of."""
    return Problems.of(sys.modules[_root(cls)])
