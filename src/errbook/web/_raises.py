"""What a handler or a dependency says of the errors that it raises, and where that is read.

The word of the code, not of a document: OpenAPI is made from it, and what a service raises can be
held against it.
"""

from __future__ import annotations

import functools

from errbook.problem import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    _Decorated = TypeVar("_Decorated")

__all__ = ["declared", "raises"]

_RAISES = "__errbook_raises__"


def raises(*classes: type[Problem]) -> Callable[[_Decorated], _Decorated]:
    """Say that what is decorated raises problems of `classes`; nothing else of it changes.

    It may be a function, a method, a class that is called, or an object that is. Raised by a
    dependency, an error is declared there, and counts for every handler that needs the dependency.
    Raises `TypeError` for what is no class of a declared error, and for what cannot be marked.
    """
    for cls in classes:
        if not (isinstance(cls, type) and issubclass(cls, Problem) and cls.code):
            given = cls.__qualname__ if hasattr(cls, "__qualname__") else repr(cls)
            raise TypeError(
                f"`raises` takes the classes of declared errors, as in"
                f" `@raises(data.KeyNotFound)`, not {given}"
            )

    def mark(decorated: _Decorated) -> _Decorated:
        # What a class hands out of these two is the function itself.
        descriptor = isinstance(decorated, (staticmethod, classmethod))
        marked: Any = decorated.__func__ if descriptor else decorated  # type: ignore[attr-defined]
        try:
            setattr(marked, _RAISES, _united(classes, getattr(marked, _RAISES, ())))
        except (AttributeError, TypeError):
            raise TypeError(
                f"`raises` cannot mark {decorated!r}; decorate the function that it calls"
            ) from None
        return decorated

    return mark


def declared(function: object) -> tuple[type[Problem], ...]:
    """Return the classes that `function` is said to raise, each once, in the order of the source.

    Those of the functions that it wraps are among them: behind `functools.partial`,
    `functools.wraps`, bound methods, and the `__call__` or `__init__` of an object or a class.
    """
    found: tuple[type[Problem], ...] = ()
    seen: dict[int, object] = {}
    waiting: list[Any] = [function]
    while waiting:
        one = waiting.pop(0)
        if id(one) not in seen:
            seen[id(one)] = one
            found = _united(found, getattr(one, _RAISES, ()))
            waiting += _behind(one)
    return found


def _behind(one: Any) -> list[Any]:
    """Return what is called when `one` is called, as far as `raises` may have marked it."""
    if isinstance(one, functools.partial):
        return [one.func]
    if isinstance(one, type):
        return [getattr(one, "__init__")]  # noqa: B009 - only its mark is read
    wrapped = [one.__wrapped__] if hasattr(one, "__wrapped__") else []
    own = callable(one) and not hasattr(one, "__code__")  # an object, no function or method
    return [*wrapped, type(one).__call__] if own else wrapped


def _united(*many: tuple[type[Problem], ...]) -> tuple[type[Problem], ...]:
    return tuple(dict.fromkeys(cls for classes in many for cls in classes))
