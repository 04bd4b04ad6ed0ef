"""What all frameworks ask: which problem it is, and how it is sent."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hostile import ANYTHING

from errbook import Problem
from errbook.problem import request_id
from errbook.problems import Problems
from errbook.testing import mistakes
from errbook.web import Failure
from errbook.web._respond import Responder

Load = Callable[..., Problems]

FORKING = """
import os
from errbook.web._respond import Responder
responder = Responder.__new__(Responder)
responder._prefix = ""
def write():
    os.write(1, (responder.identify(None) + " ").encode())
write()
child = os.fork()
write()
if child:
    os.waitpid(child, 0)
    write()
"""
"""Writes four ids, of two processes."""

MANIFEST = """
errbook: 1
name: Shop
code: "{group}.{name}"
type: https://shop.example/errors/{group}/{name}
fallbacks: {"404": shop.nothing, validation: shop.invalid}
response:
  request_id: {header: X-Trace, prefix: t_}
  body: {v: 1, cost: $$0, ok: false, list: [$detail, $title], meta: {id: $request_id},
    error: {status: $status, type: $type, ...: $params}}
"""

DEFINITIONS = """
code: shop.nothing
status: 404
title: Nothing
summary: S.
what_happened: Nobody knows.
---
code: shop.invalid
status: 400
title: Invalid
summary: S.
params:
  errors: {type: array, items: {type: object, properties: {field: {type: string}}}}
---
code: shop.busy
status: 429
title: Busy
summary: S.
detail: "Come back, {who}."
params: {who: {type: string}, wait: {type: integer}}
headers: {Retry-After: "{wait}"}
---
code: shop.hidden
status: 403
title: Hidden
summary: S.
visibility: internal
what_happened: Secret things.
"""

BARE = "errbook: 1\nname: Shop\ncode: '{group}.{name}'\n"


@pytest.fixture(scope="module")
def errors(load: Load) -> Problems:
    """A catalog with an envelope in which everything occurs."""
    return load(DEFINITIONS, MANIFEST)


@pytest.fixture
def responder(errors: Problems) -> Responder:
    """What an app has."""
    return Responder(errors)


def body(problem: Problem) -> Any:
    """Return the body of the response."""
    return json.loads(problem.to_json())


class TestBlank:
    """A status that the catalog has no code for."""

    def test_it_has_the_catalogs_envelope(self, responder: Responder) -> None:
        """Title and type say no more than the status does."""
        problem = responder.http(415)
        assert body(problem) == {
            "v": 1,
            "cost": "$0",
            "ok": False,
            "list": ["Unsupported Media Type"],
            "meta": {},
            "error": {"status": 415, "type": "about:blank"},
        }
        assert problem.media_type == "application/json"

    def test_the_request_has_its_id(self, responder: Responder) -> None:
        """Wherever the template has it."""
        token = request_id.set("t_1")
        try:
            assert body(responder.http(415))["meta"] == {"id": "t_1"}
        finally:
            request_id.reset(token)

    def test_or_the_shape_of_rfc_9457(self, load: Load) -> None:
        """Where the catalog has no template."""
        problem = Responder(load(DEFINITIONS, BARE)).http(415, "no <xml>")
        assert body(problem) == {
            "type": "about:blank",
            "title": "Unsupported Media Type",
            "status": 415,
            "detail": "no <xml>",
        }
        assert problem.media_type == "application/problem+json"

    @pytest.mark.parametrize("said", [None, {"x": 1}, "Forbidden", b"x", 3])
    def test_only_words_of_the_developers_are_its_detail(
        self, responder: Responder, said: object
    ) -> None:
        """Not the phrase once more, and nothing that is no text."""
        assert responder.http(403, said).detail is None

    def test_those_of_a_fault_of_the_service_are_not(self, responder: Responder) -> None:
        """What is put there is often an exception's text."""
        assert responder.http(503, "db at 10.0.0.1 is down").detail is None

    @given(said=st.text(max_size=50_000))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
    def test_its_body_is_bounded(self, responder: Responder, said: str) -> None:
        """Whatever was said."""
        assert len(responder.http(400, said).to_json()) <= 16_384

    def test_a_status_without_a_phrase_has_a_title(self, responder: Responder) -> None:
        """As some proxies have them."""
        assert responder.http(499).title == "Status 499"


class TestFallback:
    """A status or a situation that the catalog has a code for."""

    def test_the_catalogs_code_answers(self, responder: Responder) -> None:
        """Whatever the framework says of it."""
        problem = responder.http(404, "No such page")
        assert (problem.code, problem.detail) == ("shop.nothing", None)

    def test_wrong_input_is_listed_as_declared(self, responder: Responder) -> None:
        """In the shape that `errors` has there."""
        problem = responder.invalid([Failure("x", path=("a", 0))])
        assert problem.status == 400
        assert body(problem)["error"]["errors"] == [{"field": "a[0]"}]

    def test_or_in_a_shape_of_our_own(self, load: Load) -> None:
        """Where the catalog has no code for it."""
        problem = Responder(load(DEFINITIONS, BARE)).invalid([Failure("x", "query", ("a",))], 422)
        assert body(problem)["errors"] == [{"parameter": "a", "detail": "x"}]
        assert (problem.status, problem.title) == (422, "Unprocessable Entity")

    def test_without_a_list_it_is_not_told(self, load: Load) -> None:
        """The code has no param for it."""
        manifest = MANIFEST.replace("shop.invalid", "shop.nothing")
        assert "errors" not in body(Responder(load(DEFINITIONS, manifest)).invalid([Failure("x")]))


class TestReply:
    """What is sent."""

    def test_the_headers_of_a_problem(self, responder: Responder, errors: Problems) -> None:
        """Its own, and those that every answer has."""
        reply = responder.reply(errors["shop.busy"](who="you", wait=7))
        assert dict(reply.headers) == {
            "Content-Type": "application/json",
            "Content-Length": str(len(reply.body)),
            "Vary": "Accept",
            "Link": '<https://shop.example/errors/shop/busy>; rel="help"',
            "Retry-After": "7",
        }

    def test_what_the_framework_has_survives(self, responder: Responder, errors: Problems) -> None:
        """But for what is ours; several of one name as well, and Vary is united."""
        kept = [
            ("retry-after", "99"),
            ("WWW-Authenticate", "Basic"),
            ("WWW-Authenticate", "Bearer"),
            ("vary", "Origin"),
            ("Content-Length", "1"),
            ("content-type", "text/html"),
            ("X-Split", "a\r\nSet-Cookie: b"),
            ("bad name", "x"),
        ]
        reply = responder.reply(errors["shop.busy"](who="you", wait=7), None, kept)
        names = [name for name, _ in reply.headers]
        assert names.count("WWW-Authenticate") == 2
        assert "bad name" not in names
        headers = dict(reply.headers)
        assert headers["Retry-After"] == "7"
        assert headers["Vary"] == "Accept, Origin"
        assert headers["Content-Type"] == "application/json"
        assert headers["X-Split"] == "a  Set-Cookie: b"

    def test_about_blank_has_no_help(self, responder: Responder) -> None:
        """There is no page of it."""
        assert "Link" not in dict(responder.reply(responder.http(415)).headers)

    def test_a_relative_type_is_a_link(self, load: Load) -> None:
        """It leads to the page from wherever the service is."""
        errors = load(DEFINITIONS, BARE)
        headers = dict(Responder(errors).reply(errors["shop.nothing"]()).headers)
        assert headers["Link"] == '</errors/shop/nothing>; rel="help"'

    @given(values=st.tuples(ANYTHING, ANYTHING))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @pytest.mark.errbook_tolerant
    def test_any_value_can_be_sent(
        self, responder: Responder, errors: Problems, values: tuple[Any, Any]
    ) -> None:
        """In every form; no header has a line break in it."""
        problem = errors["shop.busy"](who=values[0], wait=values[1])
        for accept in (None, "application/json", "text/markdown"):
            reply = responder.reply(problem, accept)
            assert reply.status == 429
            assert reply.body.decode()
            for name, value in reply.headers:
                assert not re.search("[\r\n\0]", name + value)
                assert value.encode("latin-1") is not None


class TestMarkdown:
    """For agents."""

    def test_the_response_and_how_to_fix_it(self, responder: Responder, errors: Problems) -> None:
        """With no front matter in between."""
        problem = errors["shop.nothing"]()
        text = responder.reply(problem, "text/markdown").body.decode()
        assert text.startswith("# 404 Nothing\n")
        assert f"```json\n{problem.to_json().decode()}\n```" in text
        assert "Nobody knows." in text
        assert "\n---\n" not in text

    def test_a_value_cannot_leave_its_fence(self, responder: Responder, errors: Problems) -> None:
        """The fence is longer than any in the body."""
        problem = errors["shop.busy"](who="````\n# Not a heading", wait=1)
        text = responder.reply(problem, "text/markdown").body.decode()
        assert "\n`````json\n" in text
        assert "\n# Not a heading" not in text

    def test_an_internal_error_has_no_page(self, responder: Responder, errors: Problems) -> None:
        """Not for agents either."""
        text = responder.reply(errors["shop.hidden"](), "text/markdown").body.decode()
        assert "Secret things" not in text
        assert text.startswith("# 403 Hidden\n")

    def test_a_page_that_cannot_be_read_is_left_out(
        self, responder: Responder, errors: Problems, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An answer is sent whatever became of the data files."""

        def broken(module: str) -> Any:
            raise ValueError("no JSON")

        monkeypatch.setattr("errbook.about._data", broken)
        text = responder.reply(errors["shop.nothing"](), "text/markdown").body.decode()
        assert text.startswith("# 404 Nothing\n")

    def test_about_blank_is_the_response_alone(self, responder: Responder) -> None:
        """There is nothing to be said of it."""
        text = responder.reply(responder.http(415), "text/markdown").body.decode()
        assert text.startswith("# 415 Unsupported Media Type\n")


class TestRequestId:
    """Of the request, or a new one."""

    @pytest.mark.parametrize("given_", ["a", "4bf92f3577b34da6", "A-z_0.9~+/=:@", "x" * 128])
    def test_a_well_formed_one_is_kept(self, responder: Responder, given_: str) -> None:
        """It is somebody's who looks for it later."""
        assert responder.identify(given_) == given_

    @pytest.mark.parametrize("given_", [None, "", "x" * 129, "a b", "a\r\nb", "é", '"', "<a>"])
    def test_any_other_is_replaced(self, responder: Responder, given_: str | None) -> None:
        """By one with the manifest's prefix."""
        assert re.fullmatch("t_[0-9a-f]{24}", responder.identify(given_))

    def test_no_two_are_equal(self, responder: Responder) -> None:
        """Each is new."""
        assert len({responder.identify(None) for _ in range(1_000)}) == 1_000

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
    def test_nor_are_those_of_two_processes(self) -> None:
        """One of which is a fork of the other, as workers of a server are."""
        done = subprocess.run([sys.executable, "-c", FORKING], capture_output=True, check=True)
        assert len({*done.stdout.split()}) == 4


class TestUnhandled:
    """What nobody raised on purpose."""

    def test_the_traceback_tells_the_request(self, responder: Responder) -> None:
        """Once, however often it is asked about."""
        error = ValueError("x")
        token = request_id.set("t_1")
        try:
            assert responder.unhandled(error).status == 500
            responder.unhandled(error)
        finally:
            request_id.reset(token)
        assert error.__notes__ == ["errbook: request t_1"]


class TestUndeclared:
    """An operation that raises what it does not say."""

    def test_nobody_looks_unless_asked(self, errors: Problems) -> None:
        """An app without `raises` is as good as before."""
        responder = Responder(errors)
        responder.observe(errors["shop.nothing"](), (), "GET /")
        assert not responder.undeclared

    def test_observed_it_is_counted_and_logged_once(
        self, errors: Problems, caplog: pytest.LogCaptureFixture
    ) -> None:
        """With the operation and the code."""
        responder = Responder(errors, undeclared="observe")
        with caplog.at_level(logging.WARNING, "errbook"):
            for _ in range(3):
                responder.observe(errors["shop.nothing"](), (), "GET /things")
        assert responder.undeclared == {("GET /things", "shop.nothing"): 3}
        assert [record.getMessage() for record in caplog.records] == [
            "shop.nothing is raised by GET /things, which does not declare it: add it to its"
            " `@raises`"
        ]

    def test_strict_it_fails_the_test(self, errors: Problems) -> None:
        """As a wrong argument does."""
        responder = Responder(errors, undeclared="strict")
        with mistakes() as found:
            responder.observe(errors["shop.nothing"](), (), "GET /things")
        assert len(found) == 1
        assert found[0].startswith("shop.nothing is raised by GET /things")

    def test_what_is_declared_is_none(self, errors: Problems) -> None:
        """By the operation, by a class above, for all; and what the framework finds wrong."""
        nothing, busy = errors["shop.nothing"], errors["shop.busy"]
        responder = Responder(errors, [busy], "strict")
        responder.observe(nothing(), (nothing,), "GET /")
        responder.observe(busy(who="x", wait=1), (), "GET /")
        responder.observe(responder.invalid([]), (), "GET /")
        responder.observe(responder.http(415), (), "GET /")
        assert not responder.undeclared
