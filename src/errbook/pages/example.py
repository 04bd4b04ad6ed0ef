"""Example responses: what the run time would send, with the params' examples in it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from errbook.catalog import Entry
from errbook.detail import names
from errbook.problem import Problem, request_id

__all__ = ["Example", "examples", "sample", "sample_request_id"]

_SAMPLE_ID = "2s8f6kQv1xWz"


@dataclass(frozen=True, slots=True)
class Example:
    """One response; `variant` is empty where the detail has none."""

    variant: str
    status: int
    headers: dict[str, str]
    body: str


def sample_request_id(prefix: str) -> str:
    """Return the request id that stands in every example: always the same one."""
    return f"{prefix}{_SAMPLE_ID}"


def sample(entry: Entry, cls: type[Problem], variant: str = "") -> Problem:
    """Return an occurrence of `entry` with the params' examples.

    An optional param that the details of other variants show, and that of this one does not, is left out.
    """
    shown = {name: [key for key, text in entry.definition.details.items() if name in names(text)] for name in entry.params}
    params = {
        name: param.sample(name)
        for name, param in entry.arguments.items()
        if not (param.optional and shown[name] and variant not in shown[name])
    }
    return cls(variant=variant or None, **params)


def examples(entry: Entry, cls: type[Problem], prefix: str = "") -> list[Example]:
    """Return an example response for each variant of `entry`."""
    token = request_id.set(sample_request_id(prefix))
    try:
        return [_example(sample(entry, cls, variant), variant) for variant in entry.definition.variants or ("",)]
    finally:
        request_id.reset(token)


def _example(problem: Problem, variant: str) -> Example:
    body = json.dumps(json.loads(problem.to_json()), indent=2, ensure_ascii=False)
    return Example(variant, problem.status, problem.headers, body)
