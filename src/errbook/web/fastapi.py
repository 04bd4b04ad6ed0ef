"""Problems in a FastAPI app, and in its OpenAPI document.

```python
from errbook.web import raises
from errbook.web.fastapi import install

install(app, errors)


@app.get("/keys/{key_id}")
@raises(data.KeyNotFound)
async def get_key(key_id: str) -> Key: ...
```
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import Any

from fastapi import FastAPI
from fastapi.exception_handlers import (
    http_exception_handler,
    request_validation_exception_handler,
    websocket_request_validation_exception_handler,
)
from fastapi.exceptions import RequestValidationError, WebSocketRequestValidationError
from starlette.exceptions import HTTPException

from errbook.problem import Problem
from errbook.problems import Problems
from errbook.web._failures import Invalid, of_pydantic
from errbook.web._fastapi_openapi import declared_in, document
from errbook.web._respond import Responder, Undeclared
from errbook.web.starlette import Handlers, put_into

__all__ = ["install"]


def install(
    app: FastAPI,
    errors: ModuleType | Problems,
    *,
    everywhere: Iterable[type[Problem]] = (),
    undeclared: Undeclared = "ignore",
) -> Responder:
    """Have `app` answer with the errors of `errors`, its generated package or loaded catalog.

    Its OpenAPI document gets what `raises` says of handlers and dependencies. `everywhere` names
    the errors that any operation can return, as those of a middleware; `undeclared` says what
    happens when one raises what it does not declare. Handlers that the app has of its own, for an
    exception or a status, stay. Raises `UsageError` if `errors` is no catalog, and if the app has
    begun to serve.
    """
    responder = Responder(errors, everywhere, undeclared)
    handlers = Handlers(responder, http_exception_handler)
    known: dict[Any, Any] = app.exception_handlers
    for error, theirs, ours in (
        (HTTPException, http_exception_handler, handlers.http),
        (RequestValidationError, request_validation_exception_handler, _invalid),
        (WebSocketRequestValidationError, websocket_request_validation_exception_handler, _invalid),
    ):
        if known.get(error, theirs) is theirs:
            known[error] = ours
    put_into(app, handlers, declared_in)
    document(app, responder, _invalid)
    return responder


async def _invalid(connection: object, error: Exception) -> None:
    """Raise what FastAPI found wrong with the input as what a handler would: it is answered so."""
    assert isinstance(error, (RequestValidationError, WebSocketRequestValidationError))
    raise Invalid(of_pydantic(error.errors())) from None
