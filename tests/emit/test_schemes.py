"""Catalogs of other shapes than the reference one: each raises, and sends its own body."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import errbook
from errbook import ClientProblem, Problem, ServerProblem
from errbook.catalog import read_catalog

Write = Callable[..., Path]

NAME_ONLY = """
errbook: 1
name: Names
code: "{name}"
"""

NUMBERS = """
errbook: 1
name: Numbers
code: E{number}
type: https://numbers.example/E{number}
response:
  body: {number: $code, message: $detail}
"""

ENVELOPE = """
errbook: 1
name: Envelope
code: "{category}.{name}"
type: urn:envelope:{category}:{name}
response:
  body: {ok: false, error: {code: $code, message: $detail, data: $params}}
"""

DEFINITION = """
code: {code}
status: {status}
title: Not Found
summary: There is no such thing.
detail: "Thing {{thing_id}} is not there."
params:
  thing_id: {{type: string, as: thingId, description: Its ID., example: t_1}}
  tries: {{type: integer, description: How often., example: 1, optional: true}}
"""


@pytest.mark.parametrize(
    ("manifest", "code", "status", "name", "media_type", "expected"),
    [
        (
            NAME_ONLY,
            "thing_not_found",
            404,
            "ThingNotFound",
            "application/problem+json",
            b'{"type":"/errors/thing_not_found","title":"Not Found","status":404,'
            b'"detail":"Thing t\\u2014 is not there.","code":"thing_not_found",'
            b'"thingId":"t\\u2014"}',
        ),
        (
            NUMBERS,
            "E1042",
            500,
            "E1042",
            "application/json",
            b'{"number":"E1042","message":"Thing t\\u2014 is not there."}',
        ),
        (
            ENVELOPE,
            "data.thing_not_found",
            404,
            "ThingNotFound",
            "application/json",
            b'{"ok":false,"error":{"code":"data.thing_not_found",'
            b'"message":"Thing t\\u2014 is not there.","data":{"thingId":"t\\u2014"}}}',
        ),
    ],
    ids=["{name}", "E{number}", "envelope"],
)
def test_any_scheme_and_any_body(
    write: Write,
    manifest: str,
    code: str,
    status: int,
    name: str,
    media_type: str,
    expected: bytes,
) -> None:
    """The catalog has no findings, its class is raised and caught, and the bytes are these."""
    folder = write(DEFINITION.format(code=code, status=status), manifest)
    assert read_catalog(folder).findings == []
    cls = errbook.load(folder)[code]
    assert cls.__name__ == name
    with pytest.raises(ServerProblem if status == 500 else ClientProblem) as caught:
        raise cls(thing_id="t—")
    assert isinstance(caught.value, Problem)
    assert caught.value.status == status
    assert caught.value.headers == {"Content-Type": media_type}
    assert caught.value.to_json() == expected
    assert str(caught.value) == f"{code}: Thing t— is not there."
