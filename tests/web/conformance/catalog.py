"""The catalog of the conformance suite, in three forms, and what its errors look like on the wire.

What is expected is put together here from the YAML by hand: errbook has no part in it.
"""

from __future__ import annotations

import http
import textwrap
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import yaml

__all__ = [
    "DEFINITIONS",
    "FORMS",
    "MEDIA_TYPES",
    "PREFIXES",
    "Answer",
    "Form",
    "definitions",
    "manifest",
]

Form = Literal["envelope", "bare", "blank"]
"""With an envelope; with the bare body of RFC 9457; and so, but without any fallbacks."""

FORMS: list[Form] = ["envelope", "bare", "blank"]
MEDIA_TYPES = {
    "envelope": "application/vnd.shop+json",
    "bare": "application/problem+json",
    "blank": "application/problem+json",
}
PREFIXES = {"envelope": "req_", "bare": "", "blank": ""}

_MANIFEST = """
errbook: 1
name: Shop
code: "{group}.{name}"
type: https://shop.example/errors/{group}/{name}
"""

_FALLBACKS = """
fallbacks:
  unhandled: shop.broken
  validation: request.invalid
  "404": request.no_such_path
  "405": request.no_such_method
  "413": request.too_large
"""

_RESPONSE = """
response:
  media_type: application/vnd.shop+json
  request_id: {header: X-Request-Id, prefix: req_}
  body:
    meta: {requestId: $request_id}
    error: {code: $code, status: $status, title: $title, type: $type, detail: $detail,
      instance: $instance, "...": $params}
"""

DEFINITIONS = """
code: shop.not_found
status: 404
title: Nothing There
summary: The shop does not have this thing.
detail: There is no {thing} called {id}.
params:
  thing: {type: string, example: lamp}
  id: {type: string, example: lamp_1}
headers: {X-Missing: "{id}"}
fixes: [{intro: Ask for the list of lamps first.}]
---
code: shop.busy
status: 503
title: Too Busy
summary: The shop is full.
detail: Try again in {retry_after} seconds.
params: {retry_after: {type: integer, example: 30, as: retryAfter}}
headers: {Retry-After: "{retry_after}"}
retryable: true
---
code: shop.sold_out
status: 409
title: Sold Out
summary: There are none left.
detail:
  one: The {thing} is sold out.
  all: Everything is sold out.
params: {thing: {type: string, example: lamp, optional: true}}
---
code: shop.no_login
status: 401
title: Log In
summary: The request has no token.
detail: Send a token.
headers: {WWW-Authenticate: Bearer realm="the shop"}
---
code: shop.ledger
status: 500
title: Broken Ledger
summary: The ledger does not add up.
detail: The ledger is off by {cents}.
params: {cents: {type: integer, example: 1}}
visibility: internal
---
code: shop.relative
status: 410
title: Relative
summary: Its type is a path.
type: /errors/shop/relative
---
code: shop.urn
status: 410
title: Urn
summary: Its type opens no page.
type: urn:shop:urn
---
code: shop.anything
status: 402
title: Anything
summary: It takes any value.
detail: It was {value}.
params: {value: {example: lamp}, more: {example: lamp, optional: true}}
headers: {X-Value: "{value}"}
---
code: shop.broken
status: 500
title: Broken
summary: The shop made a mistake.
detail: Nothing is wrong with the request.
---
code: request.no_such_path
status: 404
title: No Such Path
summary: Nothing is at this path.
---
code: request.no_such_method
status: 405
title: No Such Method
summary: Something is at this path, and it does not take this method.
---
code: request.too_large
status: 413
title: Too Large
summary: The body is too large.
detail: Send less.
---
code: request.invalid
status: 422
title: Invalid
summary: The request breaks a rule.
detail: The list of errors says what is wrong.
params:
  errors:
    type: array
    example: [FAILURE]
"""

_SHAPE = """\
    items:
      type: object
      properties:
        location: {type: string}
        message: {type: string}
"""
_SHAPED = "{location: body.customer, message: is missing}"
_USUAL = '{pointer: "#/customer", detail: is missing, code: missing}'


def manifest(form: Form) -> str:
    """Return the manifest."""
    fallbacks = "" if form == "blank" else _FALLBACKS
    return _MANIFEST + fallbacks + (_RESPONSE if form == "envelope" else "")


def definitions(form: Form) -> str:
    """Return the definitions; the envelope's list of failures has a shape of its own."""
    if form == "envelope":
        return DEFINITIONS.replace("FAILURE", _SHAPED) + _SHAPE
    return DEFINITIONS.replace("FAILURE", _USUAL)


@cache
def _fallbacks() -> frozenset[str]:
    return frozenset(yaml.safe_load(_FALLBACKS)["fallbacks"].values())


@cache
def _declared() -> dict[str, Any]:
    return {one["code"]: one for one in yaml.safe_load_all(textwrap.dedent(DEFINITIONS))}


@dataclass(frozen=True)
class Answer:
    """An error response as it is expected. Without a code it is `about:blank`."""

    status: int
    code: str | None = None
    detail: str | None = None
    params: dict[str, Any] = field(default_factory=dict)
    instance: str | None = None

    @classmethod
    def of(cls, code: str, detail: str | None = None, **params: Any) -> Answer:
        """Return the error with `code`; `detail` is the declared one where that has no params."""
        declared = _declared()[code]
        own = declared.get("detail") if detail is None else detail
        return cls(declared["status"], code, own, params)

    def seen(self, form: Form) -> Answer:
        """Return it as it is in that form: without fallbacks, `about:blank` stands in for them."""
        if form != "blank" or self.code not in _fallbacks():
            return self
        return Answer(self.status, params=self.params)

    @property
    def title(self) -> str:
        """The declared one, or the phrase of the status."""
        if self.code is None:
            return http.HTTPStatus(self.status).phrase
        title: str = _declared()[self.code]["title"]
        return title

    @property
    def type(self) -> str:
        """The declared one, or the one that means no more than the status."""
        if self.code is None:
            return "about:blank"
        pinned: str | None = _declared()[self.code].get("type")
        return pinned or f"https://shop.example/errors/{self.code.replace('.', '/')}"

    @property
    def link(self) -> str | None:
        """The value of the Link header; None where the type opens no page."""
        return f'<{self.type}>; rel="help"' if self.type.startswith(("https:", "/")) else None

    def body(self, form: Form, request_id: str) -> dict[str, Any]:
        """Return the JSON body of what is seen in that form."""
        members = {
            "code": self.code, "status": self.status, "title": self.title, "type": self.type,
            "detail": self.detail, "instance": self.instance,
        }  # fmt: skip
        problem = {name: value for name, value in members.items() if value is not None}
        problem |= self.params
        if form != "envelope":
            return problem
        return {"meta": {"requestId": request_id}, "error": problem}
