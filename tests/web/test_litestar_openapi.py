"""What `raises` says in Litestar's layers: its document, and what is held against it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from litestar import Controller, Litestar, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.exceptions import NotAuthorizedException, NotFoundException
from litestar.middleware import DefineMiddleware
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, JSONBody
from msgspec import Struct
from tests import openapi_documents
from tests.web.litestar_apps import DEFINITIONS, MANIFEST, ask, fine, installed

from errbook.problems import Problems
from errbook.testing import mistakes
from errbook.web import raises
from errbook.web.litestar import install

Load = Callable[..., Problems]


@pytest.fixture(scope="module")
def errors(load: Load) -> Problems:
    """A catalog."""
    return load(DEFINITIONS, MANIFEST)


class Line(Struct):
    """What is posted."""

    name: str


@post("/line")
async def line(data: JSONBody[Line]) -> None:
    """Take it."""


class TestDeclared:
    """What `raises` says, at all layers."""

    @pytest.fixture
    def app(self, errors: Problems) -> Litestar:
        """An app that declares something at each."""

        @raises(errors["shop.busy"])
        class Limit:
            def __init__(self, app: Any, **_: Any) -> None:
                self.app = app

            async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
                await self.app(scope, receive, send)

        @raises(errors["shop.locked"])
        def guard(connection: Any, handler: Any) -> None: ...

        @raises(errors["shop.closed"], errors["shop.secret"])
        async def open_shop() -> str:
            return "open"

        async def through(shop: NamedDependency[str]) -> str:
            return shop

        @raises(errors["shop.locked"])
        async def unused() -> str:
            return "unused"

        class Things(Controller):
            path = "/things"
            guards = [guard]  # noqa: RUF012
            dependencies = {"through": Provide(through)}  # noqa: RUF012

            @get("/{thing:str}")
            @raises(errors["shop.not_found"])
            async def one(self, thing: FromPath[str], through: NamedDependency[str]) -> None:
                raise errors[f"shop.{thing}"](**({"thing": "x"} if thing == "not_found" else {}))

            @get("/all", raises=[NotAuthorizedException, NotFoundException])
            async def all(self) -> list[str]:
                return []

            @post("/", responses={400: ResponseSpec(dict[str, str], description="Own.")})
            async def make(self, data: JSONBody[Line]) -> None: ...

        @get("/plain", sync_to_thread=True)
        @raises(errors["shop.closed"])
        def plain() -> None: ...

        return Litestar(
            [
                Router("/shop", route_handlers=[Things], middleware=[DefineMiddleware(Limit)]),
                plain,
                fine,
            ],
            dependencies={"shop": Provide(open_shop), "unused": Provide(unused)},
        )

    def test_the_document_tells_of_each_operation(self, app: Litestar, errors: Problems) -> None:
        """Exactly what it can return, and nothing of what is internal."""
        install(app, errors)
        document = app.openapi_schema.to_schema()
        openapi_documents.check(document)
        paths = document["paths"]
        told = {
            f"{method} {path}": {
                status: sorted(self.codes(document, response), key=str)
                for status, response in operation["responses"].items()
                if status >= "400"
            }
            for path, methods in paths.items()
            for method, operation in methods.items()
        }
        assert told == {
            "get /fine": {},
            "get /plain": {"503": ["shop.closed"]},
            "get /shop/things/{thing}": {
                "403": ["shop.locked"],
                "404": ["shop.not_found"],
                "422": ["shop.invalid"],
                "429": ["shop.busy"],
                "503": ["shop.closed"],
            },
            "get /shop/things/all": {
                "401": [None],
                "403": ["shop.locked"],
                "404": ["shop.nowhere"],
                "429": ["shop.busy"],
            },
            "post /shop/things": {
                "400": [None],
                "403": ["shop.locked"],
                "422": ["shop.invalid"],
                "429": ["shop.busy"],
            },
        }
        assert paths["/shop/things"]["post"]["responses"]["400"]["description"] == "Own."
        assert "shop.secret" not in json.dumps(document)
        headers = paths["/plain"]["get"]["responses"]["503"]["headers"]
        assert headers["Retry-After"] == {"$ref": "#/components/headers/Retry-After"}

    def codes(self, document: Any, response: Any) -> list[str | None]:
        """Return the codes in the schemas of a response."""
        found: list[str | None] = []
        for content in response["content"].values():
            schema = content["schema"]
            for one in schema.get("oneOf", [schema]):
                own = openapi_documents.resolved(document, one["$ref"]) if "$ref" in one else one
                found.append(own.get("properties", {}).get("code", {}).get("const"))
        return found

    def test_what_is_true_everywhere_is_told_everywhere(
        self, app: Litestar, errors: Problems
    ) -> None:
        """In the document that is served, and of routes that are added later."""
        install(app, errors, everywhere=[errors["shop.busy"]])
        assert "later" not in json.dumps(app.openapi_schema.to_schema())

        @get("/later")
        @raises(errors["shop.closed"])
        async def later() -> None: ...

        app.register(later)
        served = ask(app, "/schema/openapi.json").json()
        assert served == app.openapi_schema.to_schema()
        assert sorted(served["paths"]["/later"]["get"]["responses"]) == ["200", "429", "503"]
        assert sorted(served["paths"]["/fine"]["get"]["responses"]) == ["200", "429"]

    def test_other_apps_have_their_documents(self, app: Litestar, errors: Problems) -> None:
        """Though all share what Litestar has by default."""
        other = Litestar([line])
        install(app, errors)
        content = other.openapi_schema.to_schema()["paths"]["/line"]["post"]["responses"]["400"]
        assert "application/json" in content["content"]
        assert ask(other, "/nowhere").json() == {"status_code": 404, "detail": "Not Found"}

    def test_an_app_without_a_document_stays_so(self, errors: Problems) -> None:
        """There is nothing to tell of the errors then."""
        app = installed(errors, [fine])
        assert ask(app, "/schema/openapi.json").status_code == 404

    def test_an_undeclared_problem_fails_a_strict_test(
        self, app: Litestar, errors: Problems
    ) -> None:
        """It names the operation; what is declared anywhere does not."""
        responder = install(app, errors, undeclared="strict")
        with mistakes() as found:
            for name in ("not_found", "closed", "locked", "busy", "secret"):
                ask(app, f"/shop/things/{name}")
            ask(app, "/nowhere")
            assert not found
            ask(app, "/shop/things/broken")
        assert len(found) == 1
        assert found[0].startswith("shop.broken is raised by GET /shop/things/{thing}")
        assert [*responder.undeclared] == [("GET /shop/things/{thing}", "shop.broken")]
