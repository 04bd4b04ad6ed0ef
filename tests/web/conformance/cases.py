"""What is asked of every framework, and what it has to answer: cases as data."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.web.conformance.catalog import Answer, Form

__all__ = ["ANSWERED", "INPUT", "UNTOUCHED", "VALIDATED", "Case", "Fault", "Untouched"]

INPUT = "zebra-41"
"""Stands in input that is wrong; no response may carry it."""


@dataclass(frozen=True)
class Case:
    """A request, and the error that answers it."""

    name: str
    path: str
    answer: Answer
    headers: dict[str, str] = field(default_factory=dict)
    """What must be there, beside what all errors have."""
    method: str = "GET"
    sent: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


LAMP = Answer.of("shop.not_found", "There is no lamp called lamp_1.", thing="lamp", id="lamp_1")
NOWHERE = Answer.of("request.no_such_path")
BROKEN = Answer.of("shop.broken")
HERE = {"Origin": "https://here.example"}
ALLOWED = {"Access-Control-Allow-Origin": "https://here.example"}

ANSWERED = [
    # What the service raises.
    Case("a problem is its response", "/things/lamp_1", LAMP, {"X-Missing": "lamp_1"}),
    Case(
        "declared headers are sent",
        "/busy",
        Answer.of("shop.busy", "Try again in 30 seconds.", retryAfter=30),
        {"Retry-After": "30"},
    ),
    Case(
        "constant headers are sent",
        "/login",
        Answer.of("shop.no_login"),
        {"WWW-Authenticate": 'Bearer realm="the shop"'},
    ),
    Case(
        "a variant has its detail",
        "/sold-out/one",
        Answer.of("shop.sold_out", "The cup is sold out.", thing="cup"),
    ),
    Case(
        "another variant has its own",
        "/sold-out/all",
        Answer.of("shop.sold_out", "Everything is sold out."),
    ),
    Case(
        "an internal error is answered as declared",
        "/ledger",
        Answer.of("shop.ledger", "The ledger is off by 7.", cents=7),
    ),
    Case("a type may be a path", "/relative", Answer.of("shop.relative")),
    Case("a type may open no page", "/urn", Answer.of("shop.urn")),
    Case(
        "an instance is shown",
        "/instance",
        Answer(410, "shop.relative", instance="/instance#1"),
    ),
    Case("causes and notes are not", "/caused", LAMP, {"X-Missing": "lamp_1"}),
    Case(
        "a wrong argument keeps the status",
        "/mistaken",
        Answer.of("shop.busy", "Try again in null seconds.", retryAfter=None),
    ),
    Case(
        "a value cannot split the headers",
        "/split",
        Answer.of(
            "shop.not_found",
            "There is no lamp called a\r\nX-Evil: 1\r\n\r\n<h1>é\u20ac\0.",
            thing="lamp",
            id="a\r\nX-Evil: 1\r\n\r\n<h1>é\u20ac\0",
        ),
        {"X-Missing": "a  X-Evil: 1    <h1>é"},
    ),
    Case(
        "nor can one out of the path",
        "/things/b%0d%0aX-Evil:%201",
        Answer.of(
            "shop.not_found",
            "There is no lamp called b\r\nX-Evil: 1.",
            thing="lamp",
            id="b\r\nX-Evil: 1",
        ),
        {"X-Missing": "b  X-Evil: 1"},
    ),
    Case(
        "a dependency may raise",
        "/before",
        Answer.of("shop.no_login"),
        {"WWW-Authenticate": 'Bearer realm="the shop"'},
    ),
    Case("a group of one is that one", "/group/one", LAMP),
    Case("a nested group of one as well", "/group/nested", LAMP),
    Case("a group of two is unhandled", "/group/two", BROKEN),
    Case("a group of another one as well", "/group/unhandled", BROKEN),
    Case("what is unhandled says nothing", "/unhandled", BROKEN),
    Case("neither in a dependency", "/before/unhandled", BROKEN),
    Case("a received problem is unhandled", "/received", BROKEN),
    # What the framework raises.
    Case("an unknown path", "/nowhere", NOWHERE),
    Case("an unknown path is not repeated", f"/{INPUT}?{INPUT}", NOWHERE),
    Case("an unknown path below another", "/ok/more", NOWHERE),
    Case("a 404 by hand", "/http/404", NOWHERE),
    Case("an unknown method", "/ok", Answer.of("request.no_such_method"), method="DELETE"),
    Case("a method that nobody knows", "/ok", Answer.of("request.no_such_method"), method="BREW"),
    Case("a GET where it is POST", "/orders", Answer.of("request.no_such_method")),
    Case("a body that is too large", "/http/413", Answer.of("request.too_large")),
    Case("a media type that is not taken", "/http/415", Answer(415)),
    Case("a bad request", "/http/400", Answer(400)),
    Case(
        "a challenge survives",
        "/http/401",
        Answer(401),
        {"WWW-Authenticate": 'Bearer realm="the shop"'},
    ),
    Case("a refusal", "/http/403", Answer(403)),
    Case(
        "what a developer wrote is shown",
        "/http/409",
        Answer(409, detail="The basket is being changed."),
    ),
    Case("a rare status has its phrase", "/http/418", Answer(418)),
    Case("Retry-After survives with 429", "/http/429", Answer(429), {"Retry-After": "60"}),
    Case("Retry-After survives with 503", "/http/503", Answer(503), {"Retry-After": "120"}),
    Case("of a 502 no text is shown", "/http/502", Answer(502)),
    Case("of a 500 neither", "/http/500", Answer(500)),
    # What stands around it.
    Case("CORS with a problem", "/things/lamp_1", LAMP, ALLOWED, sent=HERE),
    Case("CORS with the unhandled", "/unhandled", BROKEN, ALLOWED, sent=HERE),
    Case(
        "CORS with the framework's",
        "/nowhere",
        NOWHERE,
        ALLOWED,
        sent=HERE,
    ),
    Case("cookies with a problem", "/cookie/declared", LAMP),
    Case("cookies with the unhandled", "/cookie/unhandled", BROKEN),
]


@dataclass(frozen=True)
class Fault:
    """Input that breaks a rule, and where the one failure has to be."""

    name: str
    where: str
    path: tuple[str | int, ...]
    target: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def location(self) -> str:
        """Return the place as the envelope's catalog has it."""
        steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path]
        return self.where + "".join(steps)

    def place(self, form: Form) -> dict[str, str]:
        """Return what a failure says of its place in that form."""
        if form == "envelope":
            return {"location": self.location()}
        if self.where == "body":
            return {"pointer": "#" + "".join(f"/{step}" for step in self.path)}
        return {"parameter": str(self.path[0])}


def _posted(name: str, path: tuple[str | int, ...], order: Any) -> Fault:
    headers = {"Content-Type": "application/json"}
    return Fault(name, "body", path, "/orders", "POST", headers, json.dumps(order).encode())


_LINE = {"sku": "sku-1", "count": 1}

VALIDATED = [
    _posted("a field of another type", ("customer",), {"customer": {"zebra-41": "zebra-41"}}),
    _posted("a field that is missing", ("customer",), {"colour": "red", "more": INPUT}),
    _posted("a choice that is none", ("colour",), {"customer": "c", "colour": INPUT}),
    _posted(
        "a field in a list",
        ("items", 1, "count"),
        {"customer": "c", "items": [_LINE, {"sku": "sku-1", "count": INPUT}]},
    ),
    _posted(
        "a field that is missing in a list",
        ("items", 0, "count"),
        {"customer": INPUT, "items": [{"sku": "sku-1"}]},
    ),
    _posted(
        "a number that is too small",
        ("items", 0, "count"),
        {"customer": INPUT, "items": [{"sku": "sku-1", "count": -4141}]},
    ),
    _posted(
        "a check of the service's own",
        ("items", 0, "sku"),
        {"customer": "c", "items": [{"sku": INPUT, "count": 1}]},
    ),
    Fault("a parameter of the query", "query", ("page",), f"/search?page={INPUT}"),
    Fault("a header", "header", ("X-Tenant",), "/tenant", headers={"X-Tenant": INPUT}),
    Fault("a header that is missing", "header", ("X-Tenant",), "/tenant"),
]
"""Input with one mistake each; the framework's own validation finds it where it has one."""


@dataclass(frozen=True)
class Untouched:
    """A request, and the response of the app's own that it still gets."""

    name: str
    path: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = b""
    method: str = "GET"


UNTOUCHED = [
    Untouched("a redirection", "/redirect", 302, {"Location": "/ok"}, None),
    Untouched("a redirection that is raised", "/moved", 307, {"Location": "/ok"}, None),
    Untouched("nothing", "/no_content", 204),
    Untouched("nothing new", "/not_modified", 304, {"ETag": '"1"'}),
    Untouched(
        "an error written by hand", "/by_hand", 409, {"Content-Type": "application/json"}, None
    ),
]
