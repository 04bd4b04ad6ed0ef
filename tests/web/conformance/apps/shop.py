"""The shop behind every app of the suite: what it raises, whatever framework it stands in.

Each app gives these the routes of its framework; what is the framework's own (its exceptions, its
validation, its middleware) is written out in the app.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal, NoReturn

from pydantic import AfterValidator, BaseModel, Field, TypeAdapter, ValidationError
from tests.web.conformance.values import EXCEPTIONS, VALUES

from errbook.client import adopt, parse
from errbook.problem import Problem
from errbook.problems import Problems
from errbook.web import Failure, Invalid

__all__ = [
    "CANARY", "HTTP", "LIMIT", "RAISING", "Item", "Order", "in_parts", "missing", "raise_anything",
    "raise_exception", "read_order", "read_page", "read_tenant", "slow",
]  # fmt: skip

CANARY = "canary-7f3e"
"""Stands in what no client may learn: texts, causes and locals of exceptions."""

LIMIT = 4_000
"""The longest body that the frameworks let in which have a limit of their own."""


def missing(problems: Problems, id: str) -> Problem:
    """Return the error of a thing that is not there; its id is also in a header."""
    return problems["shop.not_found"](thing="lamp", id=id)


def slow(problems: Problems, id: str) -> Problem:
    """Return the same, for routes that wait before they raise it."""
    return problems["shop.not_found"](thing="slow lamp", id=id)


def raise_anything(problems: Problems, index: int) -> NoReturn:
    """Raise an error with one of the values that misbehave."""
    raise problems["shop.anything"](value=VALUES[index])


def raise_exception(index: int) -> NoReturn:
    """Raise one of the exceptions that misbehave."""
    cls = EXCEPTIONS[index]
    raise cls.__new__(cls)


def _break(problems: Problems) -> NoReturn:
    secret = f"local {CANARY}"
    try:
        raise KeyError(f"cause {CANARY}")
    except KeyError as error:
        raise ValueError(f"text {CANARY} {len(secret)}") from error


def _received(problems: Problems) -> Problem:
    sent = missing(problems, CANARY)
    found = parse((sent.status, sent.headers, sent.to_json()), problems)
    assert found is not None
    return found


def _raise(make: Callable[[Problems], BaseException]) -> Callable[[Problems], NoReturn]:
    def function(problems: Problems) -> NoReturn:
        raise make(problems)

    return function


def _caused(problems: Problems) -> NoReturn:
    try:
        raise KeyError(CANARY)
    except KeyError as error:
        problem = missing(problems, "lamp_1")
        problem.add_note(f"note {CANARY}")
        raise problem from error


def _group(*errors: Exception) -> Exception:
    return ExceptionGroup(CANARY, errors)


RAISING: dict[str, Callable[[Problems], NoReturn]] = {
    "/busy": _raise(lambda problems: problems["shop.busy"](retry_after=30)),
    "/sold-out/one": _raise(lambda problems: problems["shop.sold_out"](variant="one", thing="cup")),
    "/sold-out/all": _raise(lambda problems: problems["shop.sold_out"](variant="all")),
    "/login": _raise(lambda problems: problems["shop.no_login"]()),
    "/ledger": _raise(lambda problems: problems["shop.ledger"](cents=7)),
    "/relative": _raise(lambda problems: problems["shop.relative"]()),
    "/urn": _raise(lambda problems: problems["shop.urn"]()),
    "/instance": _raise(lambda problems: problems["shop.relative"](instance="/instance#1")),
    "/caused": _caused,
    "/mistaken": _raise(lambda problems: problems["shop.busy"](unknown=CANARY)),
    "/split": _raise(lambda problems: missing(problems, "a\r\nX-Evil: 1\r\n\r\n<h1>é\u20ac\0")),
    "/group/one": _raise(lambda problems: _group(missing(problems, "lamp_1"))),
    "/group/nested": _raise(lambda problems: _group(_group(missing(problems, "lamp_1")))),
    "/group/two": _raise(lambda problems: _group(missing(problems, "x"), missing(problems, "y"))),
    "/group/unhandled": _raise(lambda problems: _group(ValueError(CANARY))),
    "/unhandled": _break,
    "/received": _raise(_received),
    "/adopted": _raise(lambda problems: adopt(_received(problems))),
    "/cookie/declared": _raise(lambda problems: missing(problems, "lamp_1")),
    "/cookie/unhandled": _break,
}
"""What is raised at each path, by GET and by HEAD."""

HTTP: dict[str, tuple[int, str | None, dict[str, str]]] = {
    "/http/400": (400, None, {}),
    "/http/401": (401, None, {"WWW-Authenticate": 'Bearer realm="the shop"'}),
    "/http/403": (403, None, {}),
    "/http/404": (404, None, {}),
    "/http/409": (409, "The basket is being changed.", {}),
    "/http/413": (413, None, {}),
    "/http/415": (415, None, {}),
    "/http/418": (418, None, {}),
    "/http/429": (429, None, {"Retry-After": "60"}),
    "/http/500": (500, f"Told by {CANARY}.", {}),
    "/http/502": (502, f"Told by {CANARY}.", {}),
    "/http/503": (503, None, {"Retry-After": "120"}),
}
"""What is raised at each path as an exception of the framework: status, text and headers."""


# Validation, for frameworks that leave it to the handler.


def _known(sku: str) -> str:
    if sku.startswith("sku-"):
        return sku
    raise ValueError(f"{sku} is not one of ours")


class Item(BaseModel):
    """One line of an order."""

    sku: Annotated[str, AfterValidator(_known)]
    count: Annotated[int, Field(ge=1)]


class Order(BaseModel):
    """What is posted to `/orders`."""

    customer: str
    colour: Literal["red", "blue"] = "red"
    items: list[Item] = []


def read_order(body: Any) -> Order:
    """Return what was posted, as bytes or as the framework read them. Raises `Invalid`."""
    try:
        if isinstance(body, bytes):
            return Order.model_validate_json(body)
        return Order.model_validate(body)
    except ValidationError as error:
        raise Invalid.of(error) from None


def read_page(page: str) -> int:
    """Return the parameter `page` of the query. Raises `Invalid`."""
    try:
        return TypeAdapter(int).validate_python(page)
    except ValidationError as error:
        what = [Failure(one["msg"], "query", ("page",), one["type"]) for one in error.errors()]
        raise Invalid(what) from None


def read_tenant(given: str | None) -> int:
    """Return the header `X-Tenant`. Raises `Invalid`."""
    if given is None:
        raise Invalid([Failure("is missing", "header", ("X-Tenant",), "missing")])
    if not given.isdecimal():
        raise Invalid([Failure("is no number", "header", ("X-Tenant",), "int_parsing")])
    return int(given)


def in_parts(problems: Problems, path: str) -> Any:
    """Return the exception that a response fails with after its first part has been sent."""
    return missing(problems, CANARY) if path.endswith("problem") else ValueError(CANARY)
