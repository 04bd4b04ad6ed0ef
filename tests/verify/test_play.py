"""What is sent, in which order, and with which values: set-up, variables, fixes."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import Any

import pytest
from tests.conftest import Load
from tests.verify.conftest import Replay
from tests.verify.service import MANIFEST, SECRET, Asked, Reply, found_in, json_reply

from errbook.exceptions import UsageError
from errbook.verify.outcome import State
from errbook.verify.run import Result

ERROR = """
code: keys.busy
status: 409
title: Busy
summary: The key is in use.
"""


def _busy(**more: Any) -> Reply:
    error = {"title": "Busy", "status": 409, "type": "https://keys.example/errors/keys/busy"}
    meta = {"requestId": "req_1", "version": 2}
    reply = json_reply(409, {"meta": meta, "error": {**error, "code": "keys.busy", **more}})
    return reply.with_header("X-Request-Id", "req_1")


def _answer(asked: Asked) -> Reply:
    """Answer `/busy` with the error, and all else with what was asked."""
    if asked.path.startswith("/busy"):
        return _busy()
    return json_reply(200, {"data": [{"id": "real/id", "n": 17, "on": True, "none": None}]})


def _sent(
    load: Load, replay: Replay, definition: str, **options: Any
) -> tuple[Result, list[Asked]]:
    """Replay one definition against `_answer`; return the result and the requests."""
    seen: list[Asked] = []
    problems = load(ERROR + dedent(definition), MANIFEST)
    result = replay(problems=problems, **{"app": _answer, "seen": seen, **options})
    return result, seen


def test_a_conforming_api_is_verified(replay: Replay) -> None:
    """All that can be sent is; the rest is listed with the reason."""
    result = replay()
    assert {one.code: (one.state, one.reason) for one in result.outcomes} == {
        "auth.missing": (State.VERIFIED, ""),
        "keys.exists": (State.VERIFIED, ""),
        "keys.gone": (State.UNVERIFIED, "it has no trigger"),
        "keys.limited": (State.VERIFIED, ""),
        "keys.unknown": (State.VERIFIED, ""),
        "service.down": (
            State.UNVERIFIED,
            "skipped: The database would have to be taken away.",
        ),
    }
    assert [(left.request, left.reason) for one in result.outcomes for left in one.left_out] == [
        ("GET /keys/no_such_key", "skipped: It is what not to do.")
    ]


def test_one_definition_can_be_replayed_alone(replay: Replay) -> None:
    """Nothing is sent for the others."""
    seen: list[Asked] = []
    result = replay(lambda asked, reply: reply, "keys.unknown", seen=seen)
    assert [one.code for one in result.outcomes] == ["keys.unknown"]
    assert [asked.path for asked in seen] == ["/keys/key_nonexistent", "/keys"]


def test_set_up_comes_first_and_fixes_last(replay: Replay) -> None:
    """In the order of the page, each with what was saved from an answer before."""
    seen: list[Asked] = []
    replay(lambda asked, reply: reply, "keys.exists", seen=seen)
    sent = [(asked.method, re.sub(r"\d+", "…", asked.path)) for asked in seen]
    assert sent == [
        ("POST", "/keys"),
        ("POST", "/keys"),
        ("GET", "/keys/key_…"),
        ("POST", "/keys"),
        ("DELETE", "/keys/key_…"),
    ]
    assert seen[0].json == seen[1].json


def test_what_is_fresh_is_new_in_every_run(replay: Replay) -> None:
    """So that what a run leaves behind is in nobody's way."""
    seen: list[Asked] = []
    for _ in range(2):
        replay(lambda asked, reply: reply, "keys.exists", seen=seen)
    names = [asked.json["name"] for asked in seen if asked.method == "POST"]
    assert len({*names}) == 4
    assert all(re.fullmatch("(payments|invoices)[0-9a-f]{8}", name) for name in names)


def test_a_request_is_sent_as_the_page_shows_it(load: Load, replay: Replay) -> None:
    """Method, query, headers, secret and body; nothing is added that changes the answer."""
    definition = """
    trigger:
      request:
        method: PATCH
        path: /busy/ü
        query: {all: true, n: 1, q: "ü&"}
        headers: {X-Name: "ü"}
        json: {name: "ü", list: [1, null]}
    """
    result, [asked] = _sent(load, replay, definition)
    assert result.counts[State.VERIFIED] == 1
    assert (asked.method, asked.path) == ("PATCH", "/busy/%C3%BC?all=true&n=1&q=%C3%BC%26")
    assert asked.body.decode() == '{"name": "ü", "list": [1, null]}'
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["authorization"] == f"Bearer {SECRET}"
    assert asked.headers["x-name"].encode("latin-1").decode() == "ü"
    assert "cookie" not in asked.headers


@pytest.mark.parametrize(
    ("request_", "headers", "body"),
    [
        (
            "{method: POST, path: /busy, body: '{', auth: false}",
            {"content-type": "text/plain"},
            "{",
        ),
        ("{method: POST, path: /busy, json: null}", {"content-type": "application/json"}, "null"),
        ("{method: POST, path: /busy}", {}, ""),
        (
            "{method: PUT, path: /busy, body: a, headers: {content-type: x/y, authorization: z}}",
            {"content-type": "x/y", "authorization": "z"},
            "a",
        ),
    ],
)
def test_bodies_and_headers_of_one_s_own(
    load: Load, replay: Replay, request_: str, headers: dict[str, str], body: str
) -> None:
    """Text is sent as it is; a header that the request names is sent once."""
    _, [asked] = _sent(load, replay, f"trigger: {{request: {request_}}}")
    names = {"content-type"} | ({"authorization"} & headers.keys())
    assert {name: asked.headers.get(name) for name in names} == dict.fromkeys(names) | headers
    assert asked.body.decode() == body
    if "auth: false" in request_:
        assert "authorization" not in asked.headers


def test_a_saved_value_takes_the_place_of_its_sample(load: Load, replay: Replay) -> None:
    """In path, query, headers, at any depth of JSON, and in text; never inside of another word."""
    definition = """
    trigger:
      request:
        method: POST
        path: /busy/key_1/key_12
        query: {id: key_1, n: 4321}
        headers: {X-Keys: "key_1, key_12"}
        json: {ids: [{id: key_1, n: 4321, s: "4321", on: false}], key_1: "say key_1."}
      replay:
        before:
          - request: {method: GET, path: /set-up/key_1}
            save: {key_1: /data/0/id, "4321": /data/0/n}
    fixes:
      - samples:
          - request: {method: POST, path: /fix, body: "key_1,key_12"}
    """
    result, [before, trigger, fix] = _sent(load, replay, definition)
    assert found_in(result) == {}
    assert before.path == "/set-up/key_1"
    assert trigger.path == "/busy/real%2Fid/key_12?id=real%2Fid&n=17"
    assert trigger.headers["x-keys"] == "real/id, key_12"
    ids = [{"id": "real/id", "n": 17, "s": "17", "on": False}]
    assert trigger.json == {"ids": ids, "real/id": "say real/id."}
    assert fix.body == b"real/id,key_12"


def test_fixes_do_not_see_what_other_fixes_saved(load: Load, replay: Replay) -> None:
    """Each starts where the trigger has left off: a reader follows one of them."""
    definition = """
    trigger: {request: {method: GET, path: /busy}}
    fixes:
      - samples:
          - request: {method: GET, path: /one/key_1}
            replay: {save: {key_1: /data/0/id}}
          - request: {method: GET, path: /two/key_1}
      - samples:
          - request: {method: GET, path: /three/key_1}
    """
    _, seen = _sent(load, replay, definition)
    paths = ["/busy", "/one/key_1", "/two/real%2Fid", "/three/key_1"]
    assert [asked.path for asked in seen] == paths


def test_a_variable_takes_the_place_of_its_sample(load: Load, replay: Replay) -> None:
    """And another one can hold the secret, of a single request."""
    definition = """
    trigger:
      request: {method: GET, path: /busy/ws_1234}
      replay:
        env: {ws_1234: WORKSPACE}
        auth: OTHER
        before:
          - {request: {method: GET, path: /set-up/ws_1234}, auth: THIRD}
          - {request: {method: GET, path: /set-up}}
    fixes:
      - samples:
          - request: {method: GET, path: /fix/ws_1234}
    """
    environment = {"KEYS_SECRET": "one", "OTHER": "two", "THIRD": "three", "WORKSPACE": "ws_9"}
    _, seen = _sent(load, replay, definition, environment=environment)
    assert [(asked.path, asked.headers["authorization"]) for asked in seen] == [
        ("/set-up/ws_9", "Bearer three"),
        ("/set-up", "Bearer one"),
        ("/busy/ws_9", "Bearer two"),
        ("/fix/ws_9", "Bearer one"),
    ]


def test_a_trigger_is_repeated_until_the_error_comes(replay: Replay) -> None:
    """And no longer; where it never comes, that is the difference."""
    seen: list[Asked] = []
    assert found_in(replay(lambda asked, reply: reply, "keys.limited", seen=seen)) == {}
    assert len(seen) == 4

    def generous(asked: Asked, reply: Reply) -> Reply:
        return json_reply(200, {})

    seen.clear()
    found = found_in(replay(generous, "keys.limited", seen=seen))
    assert len(seen) == 5
    assert found["keys.limited"][0] == ("status", "429 Too Many Requests", "200 OK")


def test_a_set_up_request_is_repeated_as_often_as_it_says(load: Load, replay: Replay) -> None:
    """Each time it has to succeed."""
    definition = """
    trigger:
      request: {method: GET, path: /busy}
      replay:
        before: [{request: {method: GET, path: /count}, repeat: 3}]
    """
    _, seen = _sent(load, replay, definition)
    assert [asked.path for asked in seen] == ["/count"] * 3 + ["/busy"]


def test_a_set_up_that_fails_ends_the_replay(replay: Replay) -> None:
    """It is told at its own place; neither the trigger nor the fixes are sent."""
    seen: list[Asked] = []

    def full(asked: Asked, reply: Reply) -> Reply:
        return json_reply(507, {"error": "full"}) if asked.method == "POST" else reply

    result = replay(full, "keys.exists", seen=seen)
    assert len(seen) == 1
    [outcome] = result.outcomes
    [mismatch] = outcome.mismatches
    assert (mismatch.role, mismatch.request, mismatch.place.line) == ("set-up", "POST /keys", 25)
    assert found_in(result)["keys.exists"] == [
        ("status", "201 Created", '507 Insufficient Storage: {"error": "full"}')
    ]


def test_a_fix_that_does_not_succeed_is_told(replay: Replay) -> None:
    """What follows in that fix is not sent; the next fix is."""
    seen: list[Asked] = []

    def forgetful(asked: Asked, reply: Reply) -> Reply:
        return json_reply(404, {}) if asked.method == "GET" else reply

    result = replay(forgetful, "keys.exists", seen=seen)
    assert [asked.method for asked in seen] == ["POST", "POST", "GET", "POST", "DELETE"]
    [mismatch] = result.outcomes[0].mismatches
    assert (mismatch.role, mismatch.request[:9]) == ("fix", "GET /keys")
    assert found_in(result)["keys.exists"] == [("status", "200 to 299", "404 Not Found: {}")]


def test_a_redirect_is_no_success(replay: Replay) -> None:
    """It is not followed."""
    seen: list[Asked] = []

    def moved(asked: Asked, reply: Reply) -> Reply:
        return Reply(307, {"Location": "/keys/"}) if reply.status == 200 else reply

    found = found_in(replay(moved, "keys.unknown", seen=seen))
    expected = ("status", "200 to 299", "307 Temporary Redirect: an empty body")
    assert found["keys.unknown"] == [expected]
    assert [asked.path for asked in seen] == ["/keys/key_nonexistent", "/keys"]


@pytest.mark.parametrize(
    ("pointer", "got"),
    [
        ("/data/1/id", "(absent)"),
        ("/data/x", "(absent)"),
        ("/data/0/id/x", "(absent)"),
        ("/data/0/none", "null"),
        ("/data/0", '{"id": "real/id", "n": 17, "on": true, "none": null}'),
    ],
)
def test_what_cannot_be_saved_is_told(load: Load, replay: Replay, pointer: str, got: str) -> None:
    """A sample has to have a value: later requests would be sent with the sample itself."""
    before = f"{{request: {{method: GET, path: /a}}, save: {{key_1: {pointer}}}}}"
    definition = (
        f"trigger: {{request: {{method: GET, path: /busy}}, replay: {{before: [{before}]}}}}"
    )
    result, seen = _sent(load, replay, definition)
    assert found_in(result)["keys.busy"] == [(f"body {pointer}", "the value of key_1", got)]
    assert len(seen) == 1


def test_a_retired_error_is_not_asked_for(load: Load, replay: Replay) -> None:
    """The service no longer raises it."""
    definition = "retired: {reason: Keys wait.}\ntrigger: {request: {method: GET, path: /busy}}"
    result, seen = _sent(load, replay, definition)
    assert [one.reason for one in result.outcomes] == ["it is retired"]
    assert seen == []


@pytest.mark.parametrize(
    ("replay_", "reason"),
    [
        ("{env: {a: ONE}}", "ONE is not set"),
        ("{env: {a: ONE, b: TWO, c: ONE}, auth: EMPTY}", "ONE and TWO and EMPTY are not set"),
        ("{auth: EMPTY}", "EMPTY is not set"),
        ("{before: [{request: {method: GET, path: /a}, auth: ONE}]}", "ONE is not set"),
    ],
)
def test_a_variable_that_is_not_set_leaves_the_definition_unverified(
    load: Load, replay: Replay, replay_: str, reason: str
) -> None:
    """It says which one."""
    definition = f"trigger: {{request: {{method: GET, path: /busy}}, replay: {replay_}}}"
    result, seen = _sent(load, replay, definition, environment={"KEYS_SECRET": SECRET, "EMPTY": ""})
    assert [(one.state, one.reason) for one in result.outcomes] == [(State.UNVERIFIED, reason)]
    assert seen == []


def test_the_manifest_s_secret_has_to_be_set(load: Load, replay: Replay) -> None:
    """Nearly all would fail without it; who needs none needs none."""
    busy = "trigger: {request: {method: GET, path: /busy}}"
    with pytest.raises(UsageError, match="KEYS_SECRET is not set; it holds the secret"):
        _sent(load, replay, busy, environment={})
    result, _ = _sent(load, replay, busy.replace("/busy", "/busy, auth: false"), environment={})
    assert result.counts[State.VERIFIED] == 1


def test_a_request_of_a_fix_that_is_not_sent_is_left_out(load: Load, replay: Replay) -> None:
    """With those behind it that need its answer; the definition is verified all the same."""
    definition = """
    trigger: {request: {method: GET, path: /busy}}
    fixes:
      - steps:
          - title: One
            samples:
              - request: {method: GET, path: /one}
                replay: {env: {a: NOT_THERE}, save: {key_1: /data/0/id}}
              - request: {method: GET, path: /two/key_1}
      - samples:
          - request: {method: GET, path: /three}
            replay: {skip: It is wrong.}
          - request: {method: GET, path: /four}
    """
    result, seen = _sent(load, replay, definition)
    [outcome] = result.outcomes
    assert outcome.state is State.VERIFIED
    assert [(left.request, left.reason) for left in outcome.left_out] == [
        ("GET /one", "NOT_THERE is not set"),
        ("GET /two/key_1", "it needs the answer to GET /one, which is not sent"),
        ("GET /three", "skipped: It is wrong."),
    ]
    assert [asked.path for asked in seen] == ["/busy", "/four"]


def test_no_cookie_goes_from_one_request_to_another(load: Load, replay: Replay) -> None:
    """The requests of a page know nothing of each other."""
    definition = "trigger: {request: {method: GET, path: /busy}}\n"
    definition += "fixes: [{samples: [{request: {method: GET, path: /fix}}]}]"
    _, seen = _sent(
        load,
        replay,
        definition,
        app=lambda asked: _answer(asked).with_header("Set-Cookie", "session=1; Path=/"),
    )
    assert ["cookie" in asked.headers for asked in seen] == [False, False]


def test_a_head_request_has_no_body_to_compare(load: Load, replay: Replay) -> None:
    """Status and headers are."""
    definition = "trigger: {request: {method: HEAD, path: /busy}}"
    result, _ = _sent(load, replay, definition)
    assert result.counts[State.VERIFIED] == 1
    result, _ = _sent(
        load,
        replay,
        definition,
        app=lambda asked: _busy().with_header("Content-Type", "text/html"),
    )
    [difference] = found_in(result)["keys.busy"]
    assert difference[0] == "header Content-Type"
