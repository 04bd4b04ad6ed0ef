"""Apps of Litestar for tests, and what they are asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from litestar import Litestar, get
from starlette.testclient import TestClient

from errbook.problem import request_id
from errbook.problems import Problems
from errbook.web.litestar import install

__all__ = ["DEFINITIONS", "INPUT", "MANIFEST", "ask", "client", "fine", "installed"]

MANIFEST = """
errbook: 1
name: Shop
code: "{group}.{name}"
type: https://shop.example/errors/{group}/{name}
fallbacks: {unhandled: shop.broken, "404": shop.nowhere, validation: shop.invalid}
"""

DEFINITIONS = """
code: shop.not_found
status: 404
title: Not Found
summary: S.
detail: There is no {thing}.
params: {thing: {type: string, example: lamp}}
---
code: shop.nowhere
status: 404
title: Nowhere
summary: S.
---
code: shop.closed
status: 503
title: Closed
summary: S.
headers: {Retry-After: "30"}
---
code: shop.locked
status: 403
title: Locked
summary: S.
---
code: shop.busy
status: 429
title: Busy
summary: S.
---
code: shop.secret
status: 409
title: Secret
summary: S.
visibility: internal
---
code: shop.broken
status: 500
title: Broken
summary: S.
---
code: shop.invalid
status: 422
title: Invalid
summary: S.
params: {errors: {type: array, example: [{pointer: "#/a", detail: is missing}]}}
"""

INPUT = "zebra-41"
"""Stands in input that is wrong; no response may carry it."""


def client(app: Any, raising: bool = False) -> TestClient:
    """Return a client that is answered as one over a socket is, or is told what comes out.

    Litestar's own forgets what was sent when an exception comes out of the app.
    """
    return TestClient(app, raise_server_exceptions=raising)


def ask(app: Litestar, path: str, method: str = "GET", **options: Any) -> Any:
    """Return the response to one request."""
    with client(app) as asking:
        return asking.request(method, path, **options)


def installed(errors: Problems, handlers: Iterable[Any], **options: Any) -> Litestar:
    """Return an app of `handlers`."""
    app = Litestar([*handlers], openapi_config=None, **options)
    install(app, errors)
    return app


@get("/fine")
async def fine() -> str:
    """Answer with the request's id."""
    return str(request_id.get())
