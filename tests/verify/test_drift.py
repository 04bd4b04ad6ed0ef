"""An API that has drifted from its documentation: each drift is found where it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.verify.conftest import Replay
from tests.verify.service import Asked, Reply, found_in

from errbook.verify.outcome import State

PAGE = b"<html>404 page not found</html>"
KEY = "text that matches ^key_"


def of(status: int, change: Callable[[Reply], Reply]) -> Callable[[Asked, Reply], Reply]:
    """Return a change of all replies that have a status."""
    return lambda asked, reply: change(reply) if reply.status == status else reply


def error(status: int, /, **members: Any) -> Callable[[Asked, Reply], Reply]:
    """Return a change of members of the body's `error`; None takes one out."""
    return of(status, lambda reply: reply.with_error(**members))


def header(status: int, name: str, value: str | None) -> Callable[[Asked, Reply], Reply]:
    """Return a change of a header; None takes it out."""
    return of(status, lambda reply: reply.with_header(name, value))


def body(status: int, made: bytes) -> Callable[[Asked, Reply], Reply]:
    """Return a change to another body."""
    return of(status, lambda reply: replace(reply, body=made))


DRIFTS: list[tuple[str, Callable[[Asked, Reply], Reply], str, list[tuple[str, str, str]]]] = [
    (
        "the status",
        of(404, lambda reply: replace(reply, status=410)),
        "keys.unknown",
        [("status", "404 Not Found", "410 Gone")],
    ),
    (
        "the status in the body",
        error(404, status=410),
        "keys.unknown",
        [("body /error/status", "404", "410")],
    ),
    (
        "the title",
        error(404, title="No Such Key"),
        "keys.unknown",
        [("body /error/title", '"Not Found"', '"No Such Key"')],
    ),
    (
        "the type",
        error(404, type="https://keys.example/errors/keys/missing"),
        "keys.unknown",
        [
            (
                "body /error/type",
                '"https://keys.example/errors/keys/unknown"',
                '"https://keys.example/errors/keys/missing"',
            )
        ],
    ),
    (
        "the code",
        error(404, code="keys.not_found"),
        "keys.unknown",
        [("body /error/code", '"keys.unknown"', '"keys.not_found"')],
    ),
    (
        "the detail",
        error(404, detail="There is no key key_nonexistent."),
        "keys.unknown",
        [
            (
                "body /error/detail",
                '"The key key_nonexistent does not exist."',
                '"There is no key key_nonexistent."',
            )
        ],
    ),
    (
        "a detail that says another value than the param",
        error(404, detail="The key key_1 does not exist."),
        "keys.unknown",
        [
            (
                "body /error/detail",
                '"The key key_nonexistent does not exist."',
                '"The key key_1 does not exist."',
            )
        ],
    ),
    (
        "the detail of a variant",
        error(429, detail="Try again in a while."),
        "keys.limited",
        [("body /error/detail", '"Try again in 30 seconds."', '"Try again in a while."')],
    ),
    (
        "no detail",
        error(404, detail=None),
        "keys.unknown",
        [("body /error/detail", '"The key {key_id} does not exist."', "(absent)")],
    ),
    (
        "a detail where none is declared",
        error(401, detail="Who are you?"),
        "auth.missing",
        [("body /error/detail", "(absent)", '"Who are you?"')],
    ),
    ("no param", error(404, keyId=None), "keys.unknown", [("body /error/keyId", KEY, "(absent)")]),
    (
        "a param of another type",
        error(404, keyId=17),
        "keys.unknown",
        [("body /error/keyId", KEY, "17")],
    ),
    (
        "a param that matches no pattern",
        error(404, keyId="nonexistent"),
        "keys.unknown",
        [("body /error/keyId", KEY, '"nonexistent"')],
    ),
    (
        "a number as text",
        error(429, retryAfter="30"),
        "keys.limited",
        [("body /error/retryAfter", "a whole number from 0 to 60", '"30"')],
    ),
    (
        "a number out of range",
        error(429, retryAfter=61),
        "keys.limited",
        [("body /error/retryAfter", "a whole number from 0 to 60", "61")],
    ),
    (
        "a value that is none of the enum",
        error(429, limit=4),
        "keys.limited",
        [("body /error/limit", "one of 3, 10", "4")],
    ),
    (
        "true in the place of a number",
        error(429, retryAfter=True),
        "keys.limited",
        [("body /error/retryAfter", "a whole number from 0 to 60", "true")],
    ),
    (
        "a constant param",
        error(429, scope="account"),
        "keys.limited",
        [("body /error/scope", '"secret"', '"account"')],
    ),
    (
        "a member that is not declared",
        error(404, hint={"see": "keys.list"}),
        "keys.unknown",
        [("body /error/hint", "(absent)", '{"see": "keys.list"}')],
    ),
    (
        "a member that is not in the template",
        of(404, lambda reply: reply.with_json({**reply.json, "ok": False})),
        "keys.unknown",
        [("body /ok", "(absent)", "false")],
    ),
    (
        "a member with a slash in its name",
        error(404, **{"a/b~c": 1}),
        "keys.unknown",
        [("body /error/a~1b~0c", "(absent)", "1")],
    ),
    (
        "a constant of the template",
        of(404, lambda reply: reply.with_json({**reply.json, "meta": {"requestId": "req_14"}})),
        "keys.unknown",
        [
            ("body /meta/version", "2", "(absent)"),
            ("header X-Request-Id", "req_14", "…"),
        ],
    ),
    (
        "no envelope",
        of(404, lambda reply: reply.with_json(reply.json["error"])),
        "keys.unknown",
        [
            ("body /meta", "an object", "(absent)"),
            ("body /error", "an object", "(absent)"),
            ("body /title", "(absent)", '"Not Found"'),
            ("body /detail", "(absent)", '"The key key_nonexistent does not exist."'),
            ("body /status", "(absent)", "404"),
            ("body /type", "(absent)", '"https://keys.example/errors/keys/unknown"'),
            ("body /code", "(absent)", '"keys.unknown"'),
            ("body /keyId", "(absent)", '"key_nonexistent"'),
        ],
    ),
    (
        "an envelope of text",
        of(404, lambda reply: reply.with_json({**reply.json, "error": "Not Found"})),
        "keys.unknown",
        [("body /error", "an object", '"Not Found"')],
    ),
    (
        "no id of the request in the body",
        of(404, lambda reply: reply.with_json({**reply.json, "meta": {"version": 2}})),
        "keys.unknown",
        [("body /meta/requestId", "the request's id", "(absent)")],
    ),
    (
        "no id of the request in its header",
        header(404, "X-Request-Id", None),
        "keys.unknown",
        [("header X-Request-Id", "…", "(absent)")],
    ),
    (
        "the content type",
        header(404, "Content-Type", "text/plain"),
        "keys.unknown",
        [("header Content-Type", "application/json", "text/plain")],
    ),
    (
        "no content type",
        header(404, "Content-Type", None),
        "keys.unknown",
        [("header Content-Type", "application/json", "(absent)")],
    ),
    (
        "no header",
        header(429, "Retry-After", None),
        "keys.limited",
        [("header Retry-After", "30", "(absent)")],
    ),
    (
        "a header with another value than the param",
        header(429, "Retry-After", "60"),
        "keys.limited",
        [("header Retry-After", "30", "60")],
    ),
    (
        "a constant header",
        header(401, "WWW-Authenticate", "Basic"),
        "auth.missing",
        [("header WWW-Authenticate", "Bearer", "Basic")],
    ),
    (
        "a body that is no JSON",
        body(404, b"404 not found\n"),
        "keys.unknown",
        [("body", "an object in JSON", "404 not found")],
    ),
    ("no body", body(404, b""), "keys.unknown", [("body", "an object in JSON", "an empty body")]),
    ("a body that is a list", body(404, b"[]"), "keys.unknown", [("body", "an object", "[]")]),
    (
        "a body with NaN in it",
        body(404, b'{"error": NaN}'),
        "keys.unknown",
        [("body", "an object in JSON", '{"error": NaN}')],
    ),
    (
        "a body that is no UTF-8",
        body(404, b'{"error": "\xff"}'),
        "keys.unknown",
        [("body", "an object in JSON", '{"error": "\ufffd"}')],
    ),
    (
        "an endpoint that is gone",
        of(404, lambda reply: Reply(404, {"Content-Type": "text/html"}, PAGE)),
        "keys.unknown",
        [
            ("header Content-Type", "application/json", "text/html"),
            ("body", "an object in JSON", PAGE.decode()),
            ("header X-Request-Id", "the request's id", "(absent)"),
        ],
    ),
    (
        "no error any more",
        of(404, lambda reply: Reply(200, {}, b'{"data": {}}')),
        "keys.unknown",
        [("status", "404 Not Found", "200 OK"), ("answer", "the error", '{"data": {}}')],
    ),
    (
        "a redirect",
        of(404, lambda reply: Reply(302, {"Location": "/login"})),
        "keys.unknown",
        [("status", "404 Not Found", "302 Found"), ("answer", "the error", "redirects to /login")],
    ),
    (
        "a status without a name",
        of(404, lambda reply: replace(reply, status=499)),
        "keys.unknown",
        [("status", "404 Not Found", "499")],
    ),
]


@pytest.mark.parametrize(
    ("change", "code", "expected"), [case[1:] for case in DRIFTS], ids=[case[0] for case in DRIFTS]
)
def test_a_drift_is_found_where_it_is(
    replay: Replay,
    change: Callable[[Asked, Reply], Reply],
    code: str,
    expected: list[tuple[str, str, str]],
) -> None:
    """One definition has it, and of that one nothing else is said; `…` is any text."""
    result = replay(change)
    assert {code: len(expected)} == {code: len(found) for code, found in found_in(result).items()}
    for shown, wanted in zip(found_in(result)[code], expected, strict=True):
        assert [one for one, two in zip(shown, wanted, strict=True) if two not in ("…", one)] == []
    assert result.counts == {State.VERIFIED: 3, State.MISMATCH: 1, State.UNVERIFIED: 2}


def test_what_may_vary_is_no_drift(replay: Replay) -> None:
    """Parameters of the media type, another value of a param, another variant, an instance's id."""

    def varied(asked: Asked, reply: Reply) -> Reply:
        if reply.status == 429:
            late = {"detail": "The allowance of 10 is used up.", "limit": 10, "retryAfter": None}
            return reply.with_error(**late).with_header("Retry-After", None)
        return reply.with_header("Content-Type", "Application/JSON; charset=utf-8")

    assert found_in(replay(varied)) == {}


def test_several_drifts_are_all_found(replay: Replay) -> None:
    """Each is told at the definition that it touches, with all that is different there."""
    changes = [
        drift[1] for drift in DRIFTS if drift[0] in ("the title", "no header", "a constant header")
    ]

    def all_of_them(asked: Asked, reply: Reply) -> Reply:
        for change in changes:
            reply = change(asked, reply)
        return reply

    found = found_in(replay(all_of_them))
    assert {code: [one[0] for one in each] for code, each in found.items()} == {
        "auth.missing": ["header WWW-Authenticate"],
        "keys.limited": ["header Retry-After"],
        "keys.unknown": ["body /error/title"],
    }
