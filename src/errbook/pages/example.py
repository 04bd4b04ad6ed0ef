"""Example responses: what the run time would send, with the params' examples in it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from errbook.catalog import Entry
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

    @property
    def head(self) -> str:
        """What stands before the body: status line and headers."""
        lines = [f"HTTP/1.1 {self.status} {phrase(self.status)}".rstrip()]
        return "\n".join(lines + [f"{name}: {value}" for name, value in self.headers.items()])


def sample_request_id(prefix: str) -> str:
    """Return the request id that stands in every example: always the same one."""
    return f"{prefix}{_SAMPLE_ID}"


def sample(entry: Entry, cls: type[Problem], variant: str = "") -> Problem:
    """Return an occurrence of `entry` with the params' examples.

    An optional param that the details of other variants show, and that of this one does not, is
    left out.
    """
    shown = {variant: set(names(text)) for variant, text in entry.definition.details.items()}
    elsewhere = set().union(*shown.values()) - shown.get(variant, set())
    params = {
        name: param.sample(name)
        for name, param in entry.arguments.items()
        if not (param.optional and name in elsewhere)
    }
    problem = blank(cls)  # a deprecated or retired error is shown without a warning
    problem.__dict__.update({"variant": variant, **params} if variant else params)
    return problem


def examples(entry: Entry, cls: type[Problem], prefix: str = "") -> list[Example]:
    """Return an example response for each variant of `entry`."""
    token = request_id.set(sample_request_id(prefix))
    try:
        variants = entry.definition.variants or ("",)
        return [_example(sample(entry, cls, variant), variant) for variant in variants]
    finally:
        request_id.reset(token)


def _example(problem: Problem, variant: str) -> Example:
    body = json.dumps(json.loads(problem.to_json()), indent=2, ensure_ascii=False)
    return Example(variant, problem.status, problem.headers, body)
