"""Every framework answers as every other does, seen on the wire of a real server.

The cases are data, in `cases.py`; what they are asked of are the apps in `apps/`.
"""

from __future__ import annotations

import json
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.web.conformance import wire
from tests.web.conformance.apps.shop import CANARY, LIMIT
from tests.web.conformance.cases import (
    ANSWERED,
    BROKEN,
    HERE,
    INPUT,
    LAMP,
    UNTOUCHED,
    VALIDATED,
    Case,
    Fault,
    Untouched,
)
from tests.web.conformance.catalog import Answer
from tests.web.conformance.servers import FRAMEWORKS, Service

import errbook.web

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
JSON = "application/json"
MARKDOWN = "text/markdown"
OWN = "the catalog's"


def named(case: Case | Fault | Untouched) -> str:
    """Return the name of a case."""
    return case.name.replace(" ", "-")


def assert_answered(service: Service, received: wire.Received, answer: Answer) -> None:
    """Assert that `received` is `answer`, whole: status, headers and body."""
    answer = answer.seen(service.form)
    assert received.status == answer.status, received.body
    assert received.header("Content-Type") == service.media_type
    assert received.header("Content-Length") == str(len(received.body))
    assert "accept" in received.listed("Vary")
    assert received.header("Link") == answer.link
    names = [name.casefold() for name, _ in received.headers]
    assert sorted({*names} - {"set-cookie", "vary"}) == sorted(
        name for name in names if name not in ("set-cookie", "vary")
    )
    request_id = received.header("X-Request-Id")
    assert request_id is not None
    assert received.json() == answer.body(service.form, request_id)
    assert_discreet(received)


def assert_discreet(received: wire.Received) -> None:
    """Assert that nothing of an exception, and nothing of what was wrong, is in it."""
    for secret in (CANARY, INPUT, "Traceback", "ValueError"):
        assert secret not in received.raw.decode("latin-1")
    assert received.header("X-Evil") is None


@pytest.mark.usefixtures("also_without_fallbacks")
@pytest.mark.parametrize("case", ANSWERED, ids=named)
def test_an_error_is_answered(service: Service, case: Case) -> None:
    """With the declared response, whole, and nothing of what the client may not know."""
    received = service.send(case.method, case.path, case.sent, case.body)
    answer = case.answer
    if service.framework == "asgi" and case.path in ("/http/409",):
        answer = Answer(409)  # there is no exception that says who wrote its text
    assert_answered(service, received, answer)
    for name, value in case.headers.items():
        assert received.header(name) == value


@pytest.mark.parametrize("case", UNTOUCHED, ids=named)
def test_what_is_no_error_stays_as_it_is(service: Service, case: Untouched) -> None:
    """But for the request's id."""
    received = service.send(case.method, case.path)
    assert received.status == case.status
    for name, value in case.headers.items():
        assert received.header(name) == value
    assert received.header("X-Request-Id")
    if case.body is not None:
        assert received.body == case.body


def test_an_error_that_was_adopted_is_ones_own(service: Service) -> None:
    """Then it is sent on."""
    received = service.get("/adopted")
    assert received.status == 404
    assert received.header("X-Missing") == CANARY
    assert "shop.not_found" in json.dumps(received.json())


def test_every_framework_is_asked() -> None:
    """Whatever module there is for one."""
    found = Path(errbook.web.__file__).parent.glob("[a-z]*.py")
    assert sorted(path.stem for path in found) == FRAMEWORKS


# The framework's own headers.


@pytest.mark.parametrize(("path", "method"), [("/ok", "DELETE"), ("/orders", "GET")])
def test_allow_says_which_methods_there_are(service: Service, path: str, method: str) -> None:
    """As RFC 9110 (15.5.6) asks of a 405."""
    received = service.send(method, path)
    assert len(received.all("Allow")) == 1
    assert ("post" if path == "/orders" else "get") in received.listed("Allow")


@pytest.mark.parametrize("path", ["/cookie/declared", "/cookie/unhandled"])
def test_both_cookies_survive(service: Service, path: str) -> None:
    """Of what a middleware or a hook sets."""
    cookies = [value.partition(";")[0] for value in service.get(path).all("Set-Cookie")]
    assert sorted(cookies) == ["a=1", "b=2"]


@pytest.mark.parametrize("path", ["/things/lamp_1", "/unhandled", "/nowhere"])
def test_vary_names_what_cors_varies_by_as_well(service: Service, path: str) -> None:
    """Each once."""
    received = service.send("GET", path, HERE)
    assert sorted(received.listed("Vary")) == ["accept", "origin"]


def test_the_preflight_of_cors_is_answered(service: Service) -> None:
    """By the one who answers it without errbook; it has an id as well."""
    received = service.send("OPTIONS", "/ok", {**HERE, "Access-Control-Request-Method": "GET"})
    assert received.status in (200, 204)
    assert received.header("Access-Control-Allow-Origin") == "https://here.example"
    assert received.header("X-Request-Id")


def test_options_is_as_the_framework_has_it(service: Service) -> None:
    """Answered, or refused like any other method."""
    received = service.send("OPTIONS", "/ok")
    assert received.header("X-Request-Id")
    assert "get" in received.listed("Allow")
    if received.status not in (200, 204):
        assert_answered(service, received, Answer.of("request.no_such_method"))


# HEAD.


@pytest.mark.parametrize("path", ["/things/lamp_1", "/unhandled", "/group/one", "/nowhere"])
def test_an_answer_to_head_has_no_body(service: Service, path: str) -> None:
    """Not one byte of it is on the wire; the headers are those of GET."""
    head, get = service.send("HEAD", path), service.get(path)
    assert head.raw.endswith(b"\r\n\r\n")
    assert head.body == b""
    assert head.status == get.status
    for name in ("Content-Type", "Link", "Vary", "X-Missing"):
        assert head.header(name) == get.header(name)
    assert head.header("Content-Length") in (None, get.header("Content-Length"))


def test_a_connection_can_be_used_again(service: Service) -> None:
    """Every answer ends where its length says."""
    asked = [("HEAD", "/things/a"), ("GET", "/things/b"), ("GET", "/nowhere"), ("GET", "/busy")]
    statuses = []
    with socket.create_connection(service.address, timeout=20) as connection:
        stream = connection.makefile("rb")
        for method, path in asked:
            connection.sendall(wire.request(method, path, [], close=False))
            status = stream.readline()
            head = b"".join(iter(stream.readline, b"\r\n"))
            length = re.search(rb"(?i)content-length: *(\d+)", head)
            assert length is not None
            if method != "HEAD":
                stream.read(int(length[1]))
            statuses.append(int(status.split()[1]))
        stream.close()
    assert statuses == [404, 404, 404, 503]


# Negotiation.

NEGOTIATED = [
    ("none", None, OWN),
    ("empty", "", OWN),
    ("anything", "*/*", OWN),
    ("any-application", "application/*", OWN),
    ("json", "application/json", JSON),
    ("json-in-capitals", "Application/JSON", JSON),
    ("json-and-html", "text/html, application/json", JSON),
    ("json-with-a-charset", "application/json; charset=utf-8", JSON),
    ("json-or-anything", "application/json, */*;q=0.1", OWN),
    ("json-never", "application/json;q=0, */*", OWN),
    ("problem", "application/problem+json", OWN),
    ("problem-and-json", "application/problem+json, application/json", None),
    ("markdown", "text/markdown", MARKDOWN),
    ("markdown-first", "text/markdown, application/json;q=0.9", MARKDOWN),
    ("markdown-or-anything", "text/markdown, */*;q=0.1", MARKDOWN),
    ("markdown-last", "text/markdown;q=0.5, application/json", JSON),
    ("markdown-never", "text/markdown;q=0, */*", OWN),
    ("html", "text/html", OWN),
    ("browser", BROWSER, OWN),
    ("image", "image/png", OWN),
    ("garbage", ";;;=,,/,q=x,*", OWN),
    ("garbage-weight", "text/markdown;q=high", OWN),
    ("garbage-letters", "\xe4\xf6\xfc/\xdf", OWN),
    ("huge", "text/x;q=0.1," * 800, OWN),
]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [pytest.param(accept, expected, id=name) for name, accept, expected in NEGOTIATED],
)
def test_the_form_is_the_one_that_is_accepted(
    service: Service, accept: str | None, expected: str | None
) -> None:
    """The catalog's own, plain JSON when only that is, and Markdown for who asks for it."""
    received = service.send("GET", "/things/lamp_1", {} if accept is None else {"Accept": accept})
    if expected is None:  # both are named: the catalog's own where it is one of them
        expected = JSON if service.form == "envelope" else OWN
    own = service.media_type if expected is OWN else expected
    assert received.status == 404
    assert (received.header("Content-Type") or "").partition(";")[0] == own
    assert received.listed("Vary").count("accept") == 1
    assert received.header("Link") == LAMP.link
    assert received.header("Content-Length") == str(len(received.body))
    if expected is not MARKDOWN:
        request_id = received.header("X-Request-Id")
        assert request_id
        assert received.json() == LAMP.body(service.form, request_id)


def test_several_lines_of_accept_are_one(service: Service) -> None:
    """As RFC 9110 (5.3) has it."""
    for accepted in (("text/html", JSON), (JSON, "text/html")):
        lines = [("Accept", one) for one in accepted]
        sent = wire.request("GET", "/things/lamp_1", lines)
        received = wire.read(wire.exchange(service.address, sent))
        assert received.header("Content-Type") == JSON


MARKDOWN_OF = [
    ("/things/lamp_1", LAMP, "Ask for the list of lamps first."),
    ("/unhandled", BROKEN, "Nothing is wrong with the request."),
    ("/nowhere", Answer.of("request.no_such_path"), "Nothing is at this path."),
    ("/http/418", Answer(418), ""),
    ("/ledger", Answer.of("shop.ledger", "The ledger is off by 7.", cents=7), ""),
]


@pytest.mark.usefixtures("also_without_fallbacks")
@pytest.mark.parametrize(("path", "answer", "told"), MARKDOWN_OF, ids=[it[0] for it in MARKDOWN_OF])
def test_markdown_tells_of_this_response_and_of_the_fix(
    service: Service, path: str, answer: Answer, told: str
) -> None:
    """The title, the very body, and the page where there is a public one."""
    received = service.get(path, Accept=MARKDOWN)
    text, answer = received.body.decode(), answer.seen(service.form)
    assert received.status == answer.status
    assert (received.header("Content-Type") or "").startswith("text/markdown")
    assert answer.title in text.partition("\n")[0]
    block = re.search(r"^```json\n(.*?)\n```$", text, re.DOTALL | re.MULTILINE)
    assert block is not None
    request_id = received.header("X-Request-Id") or ""
    assert json.loads(block[1]) == answer.body(service.form, request_id)
    assert told in text or not answer.code
    assert "does not add up" not in text  # the page of an internal error
    assert_discreet(received)


# Validation.


def failures(service: Service, received: wire.Received) -> list[dict[str, str]]:
    """Return the list of what is wrong."""
    body = received.json()
    found: list[dict[str, str]] = (body["error"] if service.form == "envelope" else body)["errors"]
    return found


def invalid(service: Service, received: wire.Received, failure: dict[str, str]) -> Answer:
    """Return the answer to input in which one thing is wrong.

    Without a fallback it has the status that the framework has for that.
    """
    answer = Answer.of("request.invalid", errors=[failure])
    if service.form == "blank" and received.status == 400:
        return Answer(400, params=answer.params)
    return answer


@pytest.mark.usefixtures("also_without_fallbacks")
@pytest.mark.parametrize("fault", VALIDATED, ids=named)
def test_what_is_wrong_is_told_where_it_is(service: Service, fault: Fault) -> None:
    """In the shape that the catalog declares, and never with the input."""
    received = service.send(fault.method, fault.target, fault.headers, fault.body)
    [failure] = failures(service, received)
    assert_answered(service, received, invalid(service, received, failure))
    place = fault.place(service.form)
    said = "message" if service.form == "envelope" else "detail"
    told = {name: failure[name] for name in place}
    if fault.where == "header":  # FastAPI has its name in lower case
        place, told = ({name: it.casefold() for name, it in one.items()} for one in (place, told))
    assert told == place
    assert failure[said]
    assert failure.keys() <= {*place, said, *([] if service.form == "envelope" else ["code"])}


@pytest.mark.usefixtures("also_without_fallbacks")
def test_a_body_that_is_no_json_is_refused(service: Service) -> None:
    """As a failure of the whole body, or as the bad request that the framework takes it for."""
    headers = {"Content-Type": "application/json"}
    received = service.send("POST", "/orders", headers, f'{{"customer": "{INPUT}'.encode())
    if b"errors" not in received.body:
        assert_answered(service, received, Answer(400))
    else:
        [failure] = failures(service, received)
        assert_answered(service, received, invalid(service, received, failure))
        assert failure.get("location", "body") == "body"
        assert failure.get("pointer", "#") == "#"


@pytest.mark.usefixtures("also_without_fallbacks")
def test_a_parameter_of_the_path_that_is_wrong_is_not_repeated(service: Service) -> None:
    """Be it that the path is then unknown, or that the input is wrong."""
    received = service.get(f"/anything/{INPUT}")
    if received.status == 404:
        assert_answered(service, received, Answer.of("request.no_such_path"))
    else:
        [failure] = failures(service, received)
        assert_answered(service, received, invalid(service, received, failure))
        assert "index" in json.dumps(failure)


@pytest.mark.usefixtures("also_without_fallbacks")
def test_a_body_of_another_media_type_is_refused(service: Service) -> None:
    """Where the framework looks at it: as such, or as input that is wrong."""
    order, headers = {"customer": "c"}, {"Content-Type": "text/plain"}
    received = service.send("POST", "/orders", headers, json.dumps(order).encode())
    if service.framework in ("asgi", "litestar", "starlette"):
        assert received.status == 200
    elif b"errors" in received.body:
        [failure] = failures(service, received)
        assert_answered(service, received, invalid(service, received, failure))
    else:
        assert_answered(service, received, Answer(415))


@pytest.mark.usefixtures("also_without_fallbacks")
def test_a_body_over_the_frameworks_limit_is_refused(service: Service) -> None:
    """By the framework itself, before or while the body is read."""
    received = service.send("POST", "/upload", {}, INPUT.encode() * (LIMIT // 6))
    assert_answered(service, received, Answer.of("request.too_large"))
    assert service.send("POST", "/upload", {}, b"short").json() == 5


def test_input_that_is_right_is_taken(service: Service) -> None:
    """So that the cases above fail for their one mistake."""
    order = {"customer": "c", "colour": "blue", "items": [{"sku": "sku-1", "count": 2}]}
    headers = {"Content-Type": "application/json"}
    assert service.send("POST", "/orders", headers, json.dumps(order).encode()).json() == order
    assert service.get("/search?page=3").json() == 3
    assert service.get("/tenant", X_Tenant="4").json() == 4


# The request's id.

GIVEN = ["a", "req_2s8f6kQv1xWz", "A-Z.a_z~0+9/=:@", "x" * 128]
MALFORMED = ["", "x" * 129, "a b", "a,b", "a;b", '"a"', "<b>", "\xe9", "a\tb", "{id}"]


@pytest.mark.parametrize("path", ["/things/lamp_1", "/unhandled", "/nowhere", "/ok"])
@pytest.mark.parametrize("given", GIVEN, ids=["short", "usual", "signs", "long"])
def test_a_well_formed_id_is_the_requests(service: Service, path: str, given: str) -> None:
    """In the header, in the body, and in the context of who serves it."""
    received = service.get(path, X_Request_Id=given)
    assert received.header("X-Request-Id") == given
    assert_in_body(service, path, received, given)


@pytest.mark.parametrize("given", [None, *MALFORMED], ids=range(len(MALFORMED) + 1))
@pytest.mark.parametrize("path", ["/things/lamp_1", "/ok"])
def test_any_other_id_is_replaced(service: Service, path: str, given: str | None) -> None:
    """By one that is made, which starts as the manifest says."""
    headers = {} if given is None else {"X-Request-Id": given}
    received = service.send("GET", path, headers)
    made = received.header("X-Request-Id") or ""
    assert re.fullmatch(rf"{service.prefix}[0-9a-f]{{24}}", made)
    assert_in_body(service, path, received, made)


def assert_in_body(service: Service, path: str, received: wire.Received, id: str) -> None:
    """Assert that the body has that id, where it has one."""
    if path == "/ok":
        assert received.json() == {"id": id}
    elif service.form == "envelope":
        assert received.json()["meta"] == {"requestId": id}


def test_no_two_requests_have_the_same_id(service: Service) -> None:
    """That is made."""
    made = {service.get("/ok").header("X-Request-Id") for _ in range(20)}
    assert len(made) == 20


def test_requests_at_the_same_time_are_not_mixed_up(service: Service) -> None:
    """Each has its own id and its own params."""

    def ask(number: int) -> wire.Received:
        return service.get(f"/slow/lamp_{number}", X_Request_Id=f"id_{number}")

    with ThreadPoolExecutor(50) as pool:
        for number, received in enumerate(pool.map(ask, range(50))):
            id = f"lamp_{number}"
            answer = Answer.of(
                "shop.not_found", f"There is no slow lamp called {id}.", thing="slow lamp", id=id
            )
            assert received.header("X-Request-Id") == f"id_{number}"
            assert received.header("X-Missing") == id
            assert_answered(service, received, answer)


# The log.


LOGGERS = {
    "asgi": "[uvicorn.error]",
    "django": "[django.request]",
    "fastapi": "[uvicorn.error]",
    "flask": "[shop]",
    "litestar": "- uvicorn.error -",
    "starlette": "[uvicorn.error]",
}


@pytest.mark.usefixtures("also_without_fallbacks")
@pytest.mark.parametrize("path", ["/unhandled", "/before/unhandled", "/cookie/unhandled"])
def test_what_is_unhandled_is_logged_with_its_traceback(service: Service, path: str) -> None:
    """By the framework, with the request's id; an error reporter sees it as well."""
    since, id = service.log.stat().st_size, f"log{path.replace('/', '-')}"
    assert_answered(service, service.get(path, X_Request_Id=id), BROKEN)
    log = service.logged(
        "Traceback (most recent call last)",
        f"ValueError: text {CANARY}",
        f"KeyError: 'cause {CANARY}'",
        f"\nerrbook: request {id}",
        "saw ValueError",
        LOGGERS[service.framework],
        since=since,
    )
    assert log.count("saw ") == 1
    assert log.count(f"ValueError: text {CANARY}") == 1


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("/group/two", "ExceptionGroup"),
        ("/group/unhandled", "ExceptionGroup"),
        ("/received", "NotFound"),
    ],
)
def test_so_is_what_is_taken_for_unhandled(service: Service, path: str, seen: str) -> None:
    """A group of several, and a problem of another service."""
    since, id = service.log.stat().st_size, f"log{path.replace('/', '-')}"
    service.get(path, X_Request_Id=id)
    service.logged("Traceback", f"errbook: request {id}", f"saw {seen}", since=since)


def test_what_is_answered_as_declared_is_no_news(service: Service) -> None:
    """Neither to the log nor to a reporter."""
    since = service.log.stat().st_size
    for path in ("/things/quiet", "/group/one", "/nowhere", "/http/409", "/orders"):
        service.get(path)
    service.get("/unhandled", X_Request_Id="after-them")
    log = service.logged("\nerrbook: request after-them", "saw ValueError", since=since)
    assert log.count("Traceback (most recent call last)") == 2  # the cause and the exception
    assert log.count("saw ") == 1


@pytest.mark.usefixtures("only_asynchronous")
def test_no_thread_is_taken_on_the_way(service: Service) -> None:
    """To an answer, whatever it is to; a handler that is not asynchronous is called in one."""
    since = service.log.stat().st_size
    service.send("DELETE", "/ok")
    for path in ("/busy", "/group/one", "/nowhere", "/http/418", f"/search?page={INPUT}"):
        service.get(path)
        service.get(path, Accept=MARKDOWN)
    service.get("/unhandled", X_Request_Id="without-a-thread")
    log = service.logged("\nerrbook: request without-a-thread", since=since)
    assert "took a thread" not in log
    if service.framework in ("fastapi", "litestar"):
        service.get("/things/lamp_1")
        service.logged("took a thread", since=since)


# A response that has already started.


@pytest.mark.parametrize("path", ["/stream/problem", "/stream/unhandled"])
def test_a_response_that_has_started_is_not_started_again(service: Service, path: str) -> None:
    """It ends early; the exception is logged, and the next request is served."""
    since, id = service.log.stat().st_size, f"log{path.replace('/', '-')}"
    received = service.get(path, X_Request_Id=id)
    assert received.status == 200
    assert received.body == b"first\n"
    assert received.header("X-Request-Id") == id
    assert received.raw.count(b"HTTP/1.") == 1
    assert_discreet(received)
    service.logged("Traceback", CANARY, since=since)
    assert service.get("/ok").status == 200
