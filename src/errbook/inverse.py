"""A body read back through the template that it was written by, and its values by their kinds.

The template is plain data, as the manifest has it. The sender leaves out what has no value, and a
consumer ignores what it does not know or what has the wrong type (RFC 9457, section 3): so nothing
has to be there, and reading never fails.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

__all__ = ["ALWAYS", "MISSING", "RFC9457", "Reading", "read", "typed", "variables"]

RFC9457: dict[str, str] = {
    "type": "$type", "title": "$title", "status": "$status", "detail": "$detail",
    "instance": "$instance", "code": "$code", "variant": "$variant", "...": "$params",
}  # fmt: skip
"""The shape of RFC 9457 itself, with what `Problem.to_dict` adds to it."""

ALWAYS = frozenset({"code", "status", "title", "type"})
"""The variables that have a value in every body."""

MISSING: Any = object()
"""Stands for a value that is of another kind."""


class Reading:
    """What a template finds in a body."""

    __slots__ = ("exact", "params", "values")

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        """The value of each variable that is there, by its name without the `$`."""
        self.params: dict[str, Any] = {}
        """The members that are params, or may be: by their name on the wire."""
        self.exact = True
        """Whether all that is the same in every body is there."""


def read(
    template: Mapping[str, Any],
    body: object,
    always: Collection[str] = ALWAYS,
    never: Collection[str] = (),
) -> Reading:
    """Return what `template` finds in `body`, which may be any JSON value.

    `always` and `never` name the variables that bodies of this kind have and do not have; items of
    an array are told apart by them.
    """
    reading = Reading()
    _read(template, body, reading, always, never)
    return reading


def variables(template: object) -> set[str]:
    """Return the names of the variables in `template`, those of `$params` and `...` included."""
    if isinstance(template, (dict, list)):
        below = template.values() if isinstance(template, dict) else template
        return {name for child in below for name in variables(child)}
    name = _variable(template)
    return {name} if name else set()


def _variable(node: object) -> str:
    """Return the name of the variable that a leaf is; empty where it is a constant or a branch."""
    if isinstance(node, str) and node.startswith("$") and not node.startswith("$$"):
        return node[1:]
    return ""


def _read(
    node: object,
    value: object,
    reading: Reading,
    always: Collection[str],
    never: Collection[str],
) -> None:
    if isinstance(node, dict) and isinstance(value, dict):
        named = node.keys() - {"..."}
        for name, child in node.items():
            if name == "...":
                spliced = {key: item for key, item in value.items() if key not in named}
                reading.params = {**spliced, **reading.params}
            elif name in value:
                _read(child, value[name], reading, always, never)
            elif not _variable(child):
                reading.exact = False
    elif isinstance(node, list) and isinstance(value, list):
        pairs = _aligned(node, value, always, never)
        for child, item in pairs:
            _read(child, item, reading, always, never)
        fixed = sum(not _variable(child) for child in node)
        reading.exact = reading.exact and fixed == sum(not _variable(child) for child, _ in pairs)
    elif not _fits(node, value):
        reading.exact = reading.exact and bool(_variable(node))
    elif _variable(node) == "params":
        assert isinstance(value, dict)
        reading.params = {**value, **reading.params}
    elif _variable(node):
        reading.values.setdefault(_variable(node), value)


def _fits(node: object, value: object) -> bool:
    """Tell whether `value` has the type that stands at `node`, or is the constant there."""
    if isinstance(node, (dict, list)):
        return type(value) is type(node)
    name = _variable(node)
    if not name:
        constant = node[1:] if isinstance(node, str) and node.startswith("$$") else node
        return type(value) is type(constant) and value == constant
    return type(value) is {"status": int, "params": dict}.get(name, str)


# Arrays: a leaf without a value was left out, and what stands behind it has moved up.

_MISSED = -8  # points for a node that has to be there, and is not
_MISFIT = -2
_POINTS = {"detail": 5, "params": 5, "request_id": 4, "variant": 3, "instance": 3}
_ANY = 6  # what is in every body


def _aligned(
    nodes: list[Any], items: list[Any], always: Collection[str], never: Collection[str]
) -> list[tuple[Any, Any]]:
    """Return the items, each with the node that wrote it.

    Where there are fewer, those are left out that leave the best fit. Two leaves that are both text
    and may both be absent cannot be told apart: the one that has a value more often gets it.
    """
    nodes = [node for node in nodes if _variable(node) not in never]
    if len(items) >= len(nodes):
        return [*zip(nodes, items, strict=False)]
    # The best reading of the items from each one on, by the nodes gone through: the last ones.
    impossible = _MISSED * (len(nodes) + 1) * 2
    best: list[tuple[int, list[tuple[Any, Any]]]] = [(impossible, []) for _ in items]
    best.append((0, []))
    for node in reversed(nodes):
        name = _variable(node)
        absent = 0 if name and name not in always else _MISSED
        fit = _ANY if name in always else _POINTS.get(name, _ANY)
        better = []
        for index, (points, pairs) in enumerate(best):
            choice = (points + absent, pairs)
            if index < len(items):
                points, pairs = best[index + 1]
                points += fit if _fits(node, items[index]) else _MISFIT
                if points > choice[0]:
                    choice = (points, [(node, items[index]), *pairs])
            better.append(choice)
        best = better
    return best[0][1]


# Values by the kinds of `Problem._members`.


def typed(kind: Any, value: Any) -> Any:
    """Return `value` as one of `kind`, as Python has it; `MISSING` where it is none.

    What is wrong inside of a list or an object is left out of it, and no more.
    """
    if kind is None:
        return value
    if isinstance(kind, list):
        return _list(kind[0], value) if isinstance(value, list) else MISSING
    if isinstance(kind, dict):
        return _object(kind, value) if isinstance(value, dict) else MISSING
    if isinstance(value, bool) or value is None:
        return value if kind == "boolean" and value is not None else MISSING
    if kind == "number":
        fits = isinstance(value, (int, float)) and value - value == 0  # no 1e999
        return value if fits else MISSING
    if kind in ("date-time", "uuid"):
        return _parsed(kind, value) if isinstance(value, str) else MISSING
    return value if type(value) is {"string": str, "integer": int}.get(kind) else MISSING


def _list(kind: Any, value: list[Any]) -> list[Any]:
    items = (typed(kind, item) for item in value)
    return [item for item in items if item is not MISSING]


def _object(kinds: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    members = {name: typed(kinds.get(name), item) for name, item in value.items()}
    return {name: item for name, item in members.items() if item is not MISSING}


def _parsed(kind: str, text: str) -> Any:
    from datetime import datetime
    from uuid import UUID

    try:
        return UUID(text) if kind == "uuid" else datetime.fromisoformat(text.upper())
    except (ValueError, OverflowError):
        return MISSING
