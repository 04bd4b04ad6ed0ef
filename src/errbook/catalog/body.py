"""The body template: what a response looks like, as a tree of constants and variables.

The same tree is compiled for sending, shown in pages and (later) inverted for parsing. A leaf
without a value is left out of the body, and so is a `$params` that has no member.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from errbook.catalog.messages import did_you_mean
from errbook.exceptions import ErrbookError

__all__ = [
    "RFC9457",
    "VARIABLES",
    "Array",
    "BodyMistake",
    "Constant",
    "Node",
    "Object",
    "Splice",
    "Variable",
    "parse",
]

VARIABLES = (
    "code",
    "detail",
    "status",
    "title",
    "type",
    "instance",
    "variant",
    "params",
    "request_id",
)
"""What a leaf that starts with `$` may name."""

RFC9457: dict[str, Any] = {
    "type": "$type", "title": "$title", "status": "$status", "detail": "$detail",
    "instance": "$instance", "code": "$code", "...": "$params",
}  # fmt: skip
"""The body where the manifest gives none: RFC 9457, section 3; code and params are extensions."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that is the same in every body."""

    value: Any


@dataclass(frozen=True, slots=True)
class Variable:
    """A value of the occurrence or of its definition."""

    name: str


@dataclass(frozen=True, slots=True)
class Splice:
    """The exposed params, as members of the object around it."""


@dataclass(frozen=True, slots=True)
class Object:
    """Members in their order; a `Splice` stands under the name `...`."""

    members: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Array:
    """Items in their order."""

    items: tuple[Node, ...]


Node: TypeAlias = Constant | Variable | Splice | Object | Array


class BodyMistake(ErrbookError):
    """A part of the template that has no meaning; `path` leads to it."""

    def __init__(self, path: tuple[str | int, ...], message: str) -> None:
        super().__init__(message)
        self.path = path


def parse(template: dict[str, Any]) -> tuple[Object, list[BodyMistake]]:
    """Return the tree of `template`, and everything that is wrong with it."""
    mistakes: list[BodyMistake] = []
    node = _node(template, (), mistakes)
    assert isinstance(node, Object)
    for path in [*_splices(template, ())][1:]:
        mistakes.append(
            BodyMistake(path, "`...` stands twice; the params can be spliced in at one place only")
        )
    return node, mistakes


def _splices(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every `...` in a template."""
    if not isinstance(value, (dict, list)):
        return
    for name, child in value.items() if isinstance(value, dict) else enumerate(value):
        yield from [(*path, name)] if name == "..." else _splices(child, (*path, name))


def walk(node: Node) -> Iterator[Node]:
    """Yield `node` and every node below it."""
    yield node
    below = (
        (child for _, child in node.members)
        if isinstance(node, Object)
        else getattr(node, "items", ())
    )
    for child in below:
        yield from walk(child)


def _node(value: Any, path: tuple[str | int, ...], mistakes: list[BodyMistake]) -> Node:
    if isinstance(value, dict):
        members = []
        for name, child in value.items():
            members.append((name, _member(name, child, (*path, name), mistakes)))
        return Object(tuple(members))
    if isinstance(value, list):
        return Array(
            tuple(_node(child, (*path, index), mistakes) for index, child in enumerate(value))
        )
    if isinstance(value, str) and value.startswith("$"):
        if value.startswith("$$"):
            return Constant(value[1:])
        if value[1:] not in VARIABLES:
            known = [f"${name}" for name in VARIABLES]
            hint = (
                did_you_mean(value, known)
                or f"; there are {', '.join(known)}, and `$$` for a dollar sign"
            )
            mistakes.append(BodyMistake(path, f"`{value}` is no variable{hint}"))
        return Variable(value[1:])
    return Constant(value)


def _member(
    name: str, child: Any, path: tuple[str | int, ...], mistakes: list[BodyMistake]
) -> Node:
    if name != "...":
        return _node(child, path, mistakes)
    if child != "$params":
        mistakes.append(BodyMistake(path, "`...` splices the params in; write `...: $params`"))
    return Splice()
