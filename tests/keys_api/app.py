"""The app: the Unkey API in small, with the errors that its catalog declares."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from tests.keys_api import errors
from tests.keys_api.answers import Alive, Answer
from tests.keys_api.errors.unkey import application
from tests.keys_api.reading import EVERYWHERE, MAX_BODY, Route
from tests.keys_api.routes import apis, identities, keys, permissions, ratelimit, verifying
from tests.keys_api.store import Database

from errbook.web.fastapi import install

__all__ = ["create_app"]


def create_app(database: Path, *, body_timeout: float = 10.0, patience: float = 2.0) -> FastAPI:
    """Return the app over the SQLite file `database`.

    A body may take `body_timeout` seconds to arrive, and a transaction waits `patience` seconds for
    others.
    """
    app = FastAPI(
        title="Keys API",
        summary="The Unkey API in small.",
        version="2.0.0",
        docs_url=None,
        redoc_url=None,
        max_body_size=MAX_BODY,
    )
    app.state.database = Database(database, patience)
    app.state.body_timeout = body_timeout
    app.router.route_class = Route
    app.get("/v2/liveness", operation_id="liveness", tags=["service"])(liveness)
    for module in (apis, keys, verifying, identities, permissions, ratelimit):
        app.include_router(module.router)
    install(
        app,
        errors,
        everywhere=[*EVERYWHERE, application.UnexpectedError],
        undeclared="strict",
    )
    return app


def liveness() -> Answer[Alive]:
    """Tell that the service is up."""
    return Answer(data=Alive())
