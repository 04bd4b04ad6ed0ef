"""Example responses: what the run time would send, with the params' examples in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from errbook.catalog import Entry
from errbook.catalog.body import Node, Object, Variable
from errbook.catalog.recognition import Recognised
from errbook.detail import names
from errbook.pages.words import phrase
from errbook.problem import Problem, blank, request_id

__all__ = ["Example", "examples", "sample", "sample_request_id"]

_SAMPLE_ID = "2s8f6kQv1xWz"


@dataclass(frozen=True, slots=True)
class Example:
    """One response; `variant` is empty where the detail has none."""

    variant: str
    status: int
    headers: dict[str, str]
    body: str
    params: tuple[range, ...] = ()
    """The lines of the body that tell params; the first line is number 1."""

    @property
    def head(self) -> str:
        """What stands before the body: status line and headers."""
        lines = [f"HTTP/1.1 {self.status} {phrase(self.status)}".rstrip()]
        return "\n".join(lines + [f"{name}: {value}" for name, value in self.headers.items()])


def sample_request_id(prefix: str) -> str:
    """Return the request id that stands in every example: always the same one."""
    return f"{prefix}{_SAMPLE_ID}"


def sample(
    entry: Entry, cls: type[Problem], variant: str = "", own: Recognised | None = None
) -> Problem:
    """Return an occurrence of `entry` with the params' examples, or a reader's `own` values.

    An optional param that the details of other variants show, and that of this one does not, is
    left out; so is one that the reader's response had no value for.
    """
    shown = {variant: set(names(text)) for variant, text in entry.definition.details.items()}
    elsewhere = set().union(*shown.values()) - shown.get(variant, set())
    params = {
        name: param.sample(name)
        for name, param in entry.arguments.items()
        if not (param.optional and name in elsewhere)
    }
    if own is not None:
        lacking = [name for name in params if own.is_whole and entry.params[name].optional]
        params = {name: it for name, it in params.items() if name not in lacking} | own.values
    problem = blank(cls)  # a deprecated or retired error is shown without a warning
    problem.__dict__.update({"variant": variant, **params} if variant else params)
    return problem


def examples(
    entry: Entry,
    cls: type[Problem],
    prefix: str = "",
    shape: Node | None = None,
    own: Recognised | None = None,
) -> list[Example]:
    """Return an example response for each variant of `entry`; `shape` is the catalog's body.

    `own` is an occurrence of it that a reader has: its values go before the examples, and if it
    tells the variant, there is no example of another.
    """
    token = request_id.set((own and own.request_id) or sample_request_id(prefix))
    try:
        variants = (own.variant,) if own and own.variant else entry.definition.variants or ("",)
        return [_example(sample(entry, cls, each, own), each, shape) for each in variants]
    finally:
        request_id.reset(token)


def _example(problem: Problem, variant: str, shape: Node | None) -> Example:
    value = json.loads(problem.to_json())
    body = json.dumps(value, indent=2, ensure_ascii=False)
    params = tuple(_params(shape, value, 1)) if shape else ()
    return Example(variant, problem.status, problem.headers, body, params)


def _params(node: Node | None, value: Any, line: int) -> Iterator[range]:
    """Yield the lines that tell params in a `value` of the shape `node` that starts at `line`."""
    if isinstance(node, Variable) and node.name == "params":
        yield range(line, line + _height(value))
    if not isinstance(node, Object) or not isinstance(value, dict):
        return
    members = dict(node.members)
    splices = "..." in members
    line += 1
    for name, child in value.items():
        height = _height(child)
        if name in members:
            yield from _params(members[name], child, line)
        elif splices:
            yield range(line, line + height)
        line += height


def _height(value: Any) -> int:
    """Return how many lines a value takes: one, or for what is not empty its brackets' as well."""
    if not value or not isinstance(value, (dict, list)):
        return 1
    return 2 + sum(map(_height, value.values() if isinstance(value, dict) else value))
