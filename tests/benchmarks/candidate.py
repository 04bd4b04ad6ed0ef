"""One way to make the body of an occurrence, and what is measured of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

__all__ = ["COLUMNS", "Candidate", "Makers"]

COLUMNS = {
    "static": "",
    "dynamic": "key_id, api_id",
    "default static": "",
    "default dynamic": "key_id, api_id",
    "envelope static": "request_id",
    "envelope dynamic": "key_id, api_id, request_id",
    "escaped": "quoted, quoted",
}
"""What is measured, and what a function written by hand is given for it.

Static is an error without params, dynamic one with a detail and two params. Their members are RFC
9457's and the params; by default errbook adds the code; an envelope carries the request's id.
Escaped is dynamic with values in which JSON has to escape a character.
"""

Makers: TypeAlias = Mapping[str, Callable[..., Any]]


class Candidate(NamedTuple):
    """A row: a function for every column that it takes part in, and what makes it bytes."""

    make: Makers
    body: Callable[[Any], Any]
    statement: str = "body(make({arguments}))"
    """What is timed."""
    arguments: Mapping[str, str] = COLUMNS
