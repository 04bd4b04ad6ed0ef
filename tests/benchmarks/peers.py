"""Bodies by peers: errors as their documentation has them authored, bytes by their own code.

Of each there are two rows. `body` is the bytes alone, which leaves out the response's headers;
`response` is what the peer's handler does for each error that is raised. They get the least that
they need: no logger, no hooks, no instance from the request; no event loop and no thread pool
around their handlers. Annotations are no strings here: fastapi-rfc9457 would compile each string
again for every error.
"""

from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse
from fastapi_problem.error import NotFoundProblem
from fastapi_problem.handler import new_exception_handler
from fastapi_rfc9457 import Problem
from fastapi_rfc9457.handlers import build_wire, make_handlers
from litestar.plugins.problem_details import ProblemDetailsConfig, ProblemDetailsException
from litestar.serialization import get_serializer

from .candidate import Candidate, Makers

__all__ = ["PEERS"]

DISABLED = "https://api.bench.example/docs/errors/bench/keys/disabled"
NOT_FOUND = "https://api.bench.example/docs/errors/bench/keys/not_found"
DISABLED_DETAIL = "The key exists and is disabled, so it counts as not found."

request: Any = Request({"type": "http", "app": None, "headers": []})


# fastapi-problem: its handler is that of starlette-problem, its errors are those of rfc9457.


class Disabled(NotFoundProblem):
    type_ = DISABLED
    title = "Key disabled"


class NotFound(NotFoundProblem):
    type_ = NOT_FOUND
    title = "Key not found"


def problem_static() -> Any:
    return Disabled(DISABLED_DETAIL)


def problem_dynamic(key_id: str, api_id: str) -> Any:
    detail = f"The key {key_id} does not exist in the API {api_id}."
    return NotFound(detail, key_id=key_id, api_id=api_id)


problem_handler = new_exception_handler()
problem_response = JSONResponse(None)


def problem_body(made: Any) -> Any:
    return problem_response.render(made.marshal())


# fastapi-rfc9457: pydantic dataclasses, written by a pydantic model.


class TypedDisabled(Problem):
    type = DISABLED
    title = "Key disabled"
    status = 404


class TypedNotFound(Problem):
    type = NOT_FOUND
    title = "Key not found"
    status = 404
    key_id: str
    api_id: str


def typed_static() -> Any:
    return TypedDisabled(detail=DISABLED_DETAIL)


def typed_dynamic(key_id: str, api_id: str) -> Any:
    detail = f"The key {key_id} does not exist in the API {api_id}."
    return TypedNotFound(detail=detail, key_id=key_id, api_id=api_id)


typed_handler = make_handlers(strip_debug=False, instance_from_request=False)[Problem]


def typed_body(made: Any) -> Any:
    wire = build_wire(made, instance=None, type_uri=made.type)
    return wire.model_dump_json(exclude_none=True).encode()


def typed_response(made: Any) -> Any:
    coroutine: Any = typed_handler(request, made)
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value.body
    raise AssertionError("the handler waits for something")


# litestar: one class, whose arguments are the problem; the plugin adds the handler.


def litestar_static() -> Any:
    return ProblemDetailsException(
        detail=DISABLED_DETAIL, status_code=404, type_=DISABLED, title="Key disabled"
    )


def litestar_dynamic(key_id: str, api_id: str) -> Any:
    return ProblemDetailsException(
        detail=f"The key {key_id} does not exist in the API {api_id}.",
        status_code=404,
        type_=NOT_FOUND,
        title="Key not found",
        extra={"key_id": key_id, "api_id": api_id},
    )


litestar_handler = ProblemDetailsConfig().exception_handler
litestar_serializer = get_serializer()


def litestar_body(made: Any) -> Any:
    response = made.to_response(request)
    return response.render(response.content, response.media_type, litestar_serializer)


def litestar_response(made: Any) -> Any:
    return litestar_handler(request, made).to_asgi_response(app=None, request=request).body


def columns(static: Any, dynamic: Any) -> Makers:
    return {"static": static, "dynamic": dynamic, "escaped": dynamic}


PROBLEM = columns(problem_static, problem_dynamic)
TYPED = columns(typed_static, typed_dynamic)
LITESTAR = columns(litestar_static, litestar_dynamic)

PEERS = {
    "fastapi-problem, body": Candidate(PROBLEM, problem_body),
    "fastapi-problem, response": Candidate(
        PROBLEM, lambda made: problem_handler(request, made).body
    ),
    "fastapi-rfc9457, body": Candidate(TYPED, typed_body),
    "fastapi-rfc9457, response": Candidate(TYPED, typed_response),
    "litestar, body": Candidate(LITESTAR, litestar_body),
    "litestar, response": Candidate(LITESTAR, litestar_response),
}
