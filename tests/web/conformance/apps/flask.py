"""The shop in Flask."""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import ModuleType
from typing import Any, NoReturn

from flask import Flask, Response, abort, jsonify, redirect, request
from tests.web.conformance.apps import shop
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import ServiceUnavailable, TooManyRequests, Unauthorized

from errbook.problem import request_id
from errbook.problems import Problems
from errbook.web.flask import install

__all__ = ["make"]


def _refuse(status: int, said: str | None) -> NoReturn:
    """Raise the exception that werkzeug has for `status`."""
    if status == 401:
        raise Unauthorized(www_authenticate=WWWAuthenticate("bearer", {"realm": "the shop"}))
    if status == 429:
        raise TooManyRequests(retry_after=60)
    if status == 503:
        raise ServiceUnavailable(retry_after=120)
    if said is None:
        abort(status)
    abort(status, said)


def make(errors: ModuleType | Problems) -> Flask:
    """Return the app."""
    problems = Problems.of(errors)
    app = Flask("shop")
    app.config["MAX_CONTENT_LENGTH"] = shop.LIMIT

    for path, function in shop.RAISING.items():
        app.add_url_rule(path, path, lambda function=function: function(problems))
    for path, (status, said, _) in shop.HTTP.items():
        app.add_url_rule(path, path, lambda status=status, said=said: _refuse(status, said))

    @app.before_request
    def before() -> None:
        if request.path == "/before":
            raise problems["shop.no_login"]()
        if request.path == "/before/unhandled":
            shop.RAISING["/unhandled"](problems)

    @app.after_request
    def after(response: Response) -> Response:
        if request.origin == "https://here.example":
            response.headers["Access-Control-Allow-Origin"] = request.origin
            response.vary.add("Origin")
            if request.method == "OPTIONS":
                response.headers["Access-Control-Allow-Methods"] = "GET"
        if request.path.startswith("/cookie"):
            response.set_cookie("a", "1")
            response.set_cookie("b", "2")
        return response

    @app.get("/things/<id>")
    def thing(id: str) -> NoReturn:
        raise shop.missing(problems, id)

    @app.get("/slow/<id>")
    def slow(id: str) -> NoReturn:
        time.sleep(0.01)
        raise shop.slow(problems, id)

    @app.get("/anything/<int:index>")
    def anything(index: int) -> NoReturn:
        shop.raise_anything(problems, index)

    @app.get("/exception/<int:index>")
    def exception(index: int) -> NoReturn:
        shop.raise_exception(index)

    @app.get("/ok")
    def ok() -> Any:
        return {"id": request_id.get()}

    @app.get("/by_hand")
    def by_hand() -> Any:
        return jsonify(by="hand"), 409

    @app.get("/redirect")
    def to_ok() -> Any:
        return redirect("/ok")

    @app.get("/moved")
    def moved() -> NoReturn:
        abort(redirect("/ok", 307))

    @app.get("/no_content")
    def no_content() -> Any:
        return "", 204

    @app.get("/not_modified")
    def not_modified() -> Any:
        return Response(status=304, headers={"ETag": '"1"'})

    @app.get("/stream/<how>")
    def stream(how: str) -> Any:
        def parts() -> Iterator[bytes]:
            yield b"first\n"
            raise shop.in_parts(problems, how)

        return Response(parts(), content_type="text/plain")

    @app.post("/orders")
    def order() -> Any:
        return shop.read_order(request.get_json()).model_dump()

    @app.post("/upload")
    def upload() -> Any:
        return jsonify(len(request.get_data()))

    @app.get("/search")
    def search() -> Any:
        return jsonify(shop.read_page(request.args.get("page", "1")))

    @app.get("/tenant")
    def tenant() -> Any:
        return jsonify(shop.read_tenant(request.headers.get("X-Tenant")))

    install(app, errors)
    return app
