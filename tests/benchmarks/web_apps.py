"""Apps that raise errors: with handlers written by hand, with errbook, and with its peers.

Each is installed as its documentation has it. What is written by hand has no request id, no
negotiation, no `Vary` and no `Link`; errbook has all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any, TypeAlias

import fastapi_problem.handler
import fastapi_problem_details
import fastapi_rfc9457.integration
import litestar
import starlette_problem.handler
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from litestar.plugins.problem_details import ProblemDetailsPlugin
from starlette.applications import Starlette
from starlette.routing import Route

import errbook.web.fastapi
import errbook.web.litestar
import errbook.web.starlette

from . import peers

__all__ = ["BY_HAND", "VALUES", "apps"]

App: TypeAlias = Any
Makers: TypeAlias = Mapping[str, Callable[..., Any]]

BY_HAND = "by hand"
VALUES = ("key_2cGKbMxRyIzhCxo1Idjz8q", "api_3TqVcVvTqk7WJbYbZzBk")
"""The params of the dynamic error."""

MEDIA_TYPE = "application/problem+json"


def apps(keys: ModuleType, package: ModuleType) -> dict[str, dict[str, App]]:
    """Return the apps by framework and name. `keys` has the errors of the generated `package`."""
    ours = {
        "static": keys.Disabled,
        "dynamic": lambda key_id, api_id: keys.NotFound(key_id=key_id, api_id=api_id),
    }
    by_peers = made(peers.problem_static, peers.problem_dynamic)
    return {
        "Starlette": {
            BY_HAND: in_starlette(WRITTEN, lambda app: app.exception_handler(ApiError)(handle)),
            "errbook": in_starlette(ours, lambda app: errbook.web.starlette.install(app, package)),
            "starlette-problem": in_starlette(
                by_peers, starlette_problem.handler.add_exception_handler
            ),
        },
        "FastAPI": {
            BY_HAND: in_fastapi(WRITTEN, lambda app: app.exception_handler(ApiError)(handle)),
            "errbook": in_fastapi(ours, lambda app: errbook.web.fastapi.install(app, package)),
            "fastapi-problem": in_fastapi(
                by_peers,
                lambda app: fastapi_problem.handler.add_exception_handler(
                    app, fastapi_problem.handler.new_exception_handler()
                ),
            ),
            "fastapi-problem-details": in_fastapi(
                made(details_static, details_dynamic), fastapi_problem_details.init_app
            ),
            "fastapi-rfc9457": in_fastapi(
                made(peers.typed_static, peers.typed_dynamic),
                lambda app: fastapi_rfc9457.integration.add_problem_handlers(
                    app, instance_from_request=False
                ),
            ),
        },
        "Litestar": {
            BY_HAND: in_litestar(WRITTEN, exception_handlers={ApiError: handle_in_litestar}),
            "errbook": in_litestar(ours, lambda app: errbook.web.litestar.install(app, package)),
            "its plugin": in_litestar(
                made(peers.litestar_static, peers.litestar_dynamic),
                plugins=[ProblemDetailsPlugin()],
            ),
        },
    }


def made(static: Any, dynamic: Any) -> Makers:
    """Return the functions that make the two errors."""
    return {"static": static, "dynamic": dynamic}


# The apps: two paths, at which the one and the other error is raised.


def in_starlette(makers: Makers, install: Callable[[Any], Any]) -> App:
    """Return an app in Starlette."""

    async def static(request: Any) -> Any:
        raise makers["static"]()

    async def dynamic(request: Any) -> Any:
        raise makers["dynamic"](*VALUES)

    app: Any = Starlette(routes=[Route("/static", static), Route("/dynamic", dynamic)])
    app.exception_handler = lambda error: lambda one: app.add_exception_handler(error, one)
    install(app)
    return app


def in_fastapi(makers: Makers, install: Callable[[Any], Any]) -> App:
    """Return an app in FastAPI."""
    app = FastAPI()

    @app.get("/static")
    async def static() -> None:
        raise makers["static"]()

    @app.get("/dynamic")
    async def dynamic() -> None:
        raise makers["dynamic"](*VALUES)

    install(app)
    return app


def in_litestar(
    makers: Makers, install: Callable[[Any], Any] = lambda app: None, **options: Any
) -> App:
    """Return an app in Litestar."""

    @litestar.get("/static")
    async def static() -> None:
        raise makers["static"]()

    @litestar.get("/dynamic")
    async def dynamic() -> None:
        raise makers["dynamic"](*VALUES)

    app = litestar.Litestar([static, dynamic], **options)
    install(app)
    return app


# By hand: an exception, and a handler that writes the body that all the others write.


class ApiError(Exception):
    """An error with what is told of it."""

    def __init__(self, status: int, type: str, title: str, detail: str, **params: object) -> None:
        super().__init__(detail)
        self.status = status
        self.type = type
        self.title = title
        self.detail = detail
        self.params = params


def body(error: ApiError) -> dict[str, object]:
    """Return the body of its response."""
    return {
        "type": error.type,
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        **error.params,
    }


async def handle(request: Any, error: Any) -> JSONResponse:
    """Answer it in Starlette and FastAPI."""
    return JSONResponse(body(error), status_code=error.status, media_type=MEDIA_TYPE)


def handle_in_litestar(request: Any, error: Any) -> Any:
    """Answer it in Litestar."""
    return litestar.Response(body(error), status_code=error.status, media_type=MEDIA_TYPE)


def written_static() -> ApiError:
    """Return the static error."""
    return ApiError(404, peers.DISABLED, "Key disabled", peers.DISABLED_DETAIL)


def written_dynamic(key_id: str, api_id: str) -> ApiError:
    """Return the dynamic one."""
    detail = f"The key {key_id} does not exist in the API {api_id}."
    return ApiError(404, peers.NOT_FOUND, "Key not found", detail, key_id=key_id, api_id=api_id)


WRITTEN = made(written_static, written_dynamic)


# fastapi-problem-details: the exception's arguments are the problem.


def details_static() -> Any:
    """Return the static error."""
    return fastapi_problem_details.ProblemException(
        404, "Key disabled", peers.DISABLED_DETAIL, peers.DISABLED
    )


def details_dynamic(key_id: str, api_id: str) -> Any:
    """Return the dynamic one."""
    detail = f"The key {key_id} does not exist in the API {api_id}."
    return fastapi_problem_details.ProblemException(
        404, "Key not found", detail, peers.NOT_FOUND, key_id=key_id, api_id=api_id
    )
