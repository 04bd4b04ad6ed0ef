"""The OpenAPI document of a FastAPI app."""

import copy
import functools
import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Cookie, Depends, FastAPI, Form, Header, Query, Security
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.security import HTTPBearer
from fastapi.testclient import TestClient
from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from tests import openapi_documents as documents

from errbook.problems import Problems
from errbook.web import raises
from errbook.web._fastapi_openapi import declared_in
from errbook.web.fastapi import install

MANIFEST = """
errbook: 1
name: Shop
code: "{name}"
type: https://shop.example/errors/{name}
"""

WITH_FALLBACK = f"{MANIFEST}fallbacks: {{validation: invalid}}\n"

DEFINITIONS = """
{code: not_found, status: 404, title: Not Found, summary: It is not there.}
---
{code: gone, status: 404, title: Gone, summary: It was there.}
---
{code: sold_out, status: 409, title: Sold Out, summary: Others were faster.}
---
{code: unauthorized, status: 401, title: Unauthorized, summary: Who are you?}
---
{code: forbidden, status: 403, title: Forbidden, summary: You may not.}
---
code: too_many
status: 429
title: Too Many Requests
summary: Wait.
params: {retry_after: {type: integer, example: 3}}
headers: {Retry-After: "{retry_after}"}
---
code: invalid
status: 400
title: Bad Request
summary: The input is wrong.
params:
  errors:
    type: array
    example: [{field: name, message: is missing}]
    items: {type: object, properties: {field: {type: string}, message: {type: string}}}
---
{code: secret, status: 500, title: Secret, summary: Nobody may know., visibility: internal}
"""

Load = Callable[..., Problems]


@pytest.fixture(scope="module")
def errors(load: Load) -> Problems:
    """A catalog with a fallback for wrong input."""
    return load(DEFINITIONS, WITH_FALLBACK)


def returned(document: dict[str, Any]) -> dict[str, list[str]]:
    """Return the errors of every operation, by method and path; what is no error's is not there."""
    documents.check(document)
    return {
        f"{method.upper()} {path}": sorted(of_operation(operation))
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }


def of_operation(operation: dict[str, Any]) -> set[str]:
    """Return the names of the schemas of problems that an operation's responses refer to."""
    found = documents.references(
        [
            content["schema"]
            for response in operation["responses"].values()
            for media_type, content in response.get("content", {}).items()
            if media_type == "application/problem+json"
        ]
    )
    return {reference.rpartition("/")[2] for reference in found}


class TestOperations:
    """Which operation returns which errors."""

    def test_each_has_what_its_handler_declares(self, errors: Problems) -> None:
        """And no more."""
        app = FastAPI()
        install(app, errors)

        @app.get("/items")
        def items() -> None: ...

        @app.get("/items/first")
        @raises(errors["not_found"], errors["gone"])
        def first() -> None: ...

        @app.post("/items")
        @raises(errors["sold_out"])
        async def add() -> None: ...

        document = app.openapi()
        assert returned(document) == {
            "GET /items": [],
            "POST /items": ["SoldOut"],
            "GET /items/first": ["Gone", "NotFound"],
        }
        assert [*document["components"]["schemas"]] == ["Gone", "NotFound", "SoldOut"]
        responses = document["paths"]["/items/first"]["get"]["responses"]
        assert [*responses] == ["200", "404"]
        assert [*responses["404"]["content"]] == ["application/problem+json"]

    def test_those_of_dependencies_are_united_at_any_depth(self, errors: Problems) -> None:
        """Of functions, classes, objects, generators, partials; cached or not, and of security."""

        @raises(errors["unauthorized"])
        class Bearer(HTTPBearer):
            pass

        @raises(errors["forbidden"])
        def user(token: Annotated[object, Security(Bearer(auto_error=False))]) -> str:
            return "user"

        class Limit:
            @raises(errors["too_many"])
            def __call__(self, user: Annotated[str, Depends(user)]) -> None: ...

        @raises(errors["gone"])
        class Item:
            def __init__(self, limit: Annotated[None, Depends(Limit())]) -> None: ...

        @raises(errors["sold_out"])
        def stock(kind: str, item: Annotated[Item, Depends(Item)]) -> Any:
            yield kind

        app = FastAPI()
        install(app, errors)
        cached = functools.partial(stock, "a")

        @app.get("/item")
        @raises(errors["not_found"])
        def item(stock: Annotated[str, Depends(cached, use_cache=False)]) -> None: ...

        @app.get("/user")
        def who(user: Annotated[str, Depends(user)]) -> None: ...

        assert returned(app.openapi()) == {
            "GET /item": ["Forbidden", "Gone", "NotFound", "SoldOut", "TooMany", "Unauthorized"],
            "GET /user": ["Forbidden", "Unauthorized"],
        }

    def test_those_of_the_app_and_its_routers_apply_below_them(self, errors: Problems) -> None:
        """Of the app, a router, an inclusion of it and a route: wherever FastAPI takes them."""

        def depends(code: str) -> Any:
            return Depends(raises(errors[code])(lambda: None))

        app = FastAPI(dependencies=[depends("unauthorized")])
        install(app, errors)
        inner = APIRouter(prefix="/inner", dependencies=[depends("forbidden")])
        outer = APIRouter(prefix="/outer")

        @inner.get("/a", dependencies=[depends("gone")])
        def a() -> None: ...

        @inner.get("/b")
        def b() -> None: ...

        @outer.get("/c")
        def c() -> None: ...

        outer.include_router(inner, dependencies=[depends("sold_out")])
        app.include_router(outer, prefix="/v1", dependencies=[depends("too_many")])
        app.include_router(inner, prefix="/v2")

        @app.get("/d")
        def d() -> None: ...

        assert returned(app.openapi()) == {
            "GET /v1/outer/c": ["TooMany", "Unauthorized"],
            "GET /v1/outer/inner/a": ["Forbidden", "Gone", "SoldOut", "TooMany", "Unauthorized"],
            "GET /v1/outer/inner/b": ["Forbidden", "SoldOut", "TooMany", "Unauthorized"],
            "GET /v2/inner/a": ["Forbidden", "Gone", "Unauthorized"],
            "GET /v2/inner/b": ["Forbidden", "Unauthorized"],
            "GET /d": ["Unauthorized"],
        }

    def test_what_is_true_everywhere_is_everywhere(self, errors: Problems) -> None:
        """Beside the operation's own."""
        app = FastAPI()
        install(app, errors, everywhere=[errors["too_many"]])

        @app.get("/a")
        @raises(errors["gone"])
        def a() -> None: ...

        @app.get("/b")
        def b() -> None: ...

        assert returned(app.openapi()) == {"GET /a": ["Gone", "TooMany"], "GET /b": ["TooMany"]}

    def test_each_method_of_a_route_has_them(self, errors: Problems) -> None:
        """The answer to HEAD has no body, in the document either."""
        app = FastAPI()
        install(app, errors)

        @raises(errors["too_many"])
        def handler() -> None: ...

        app.add_api_route("/a", handler, methods=["GET", "DELETE"])
        app.add_api_route("/a", handler, methods=["HEAD"], name="head")
        with pytest.warns(UserWarning, match="Duplicate Operation ID"):  # FastAPI's, of a route
            document = app.openapi()
        found = returned(document)
        assert found == {"GET /a": ["TooMany"], "DELETE /a": ["TooMany"], "HEAD /a": []}
        head = document["paths"]["/a"]["head"]["responses"]["429"]
        assert [*head] == ["description", "headers"]
        assert [*head["headers"]] == ["Retry-After", "X-Request-Id"]

    def test_what_is_not_in_the_document_leaves_no_trace(self, errors: Problems) -> None:
        """Hidden routes, those of Starlette, apps that are mounted; also beside one that is."""
        app = FastAPI()
        install(app, errors)

        @app.get("/a")
        def a() -> None: ...

        @app.post("/a", include_in_schema=False)
        @raises(errors["gone"])
        def hidden() -> None: ...

        @raises(errors["gone"])
        def plain(request: Request) -> Response:
            return PlainTextResponse("")

        router = APIRouter(include_in_schema=False)
        router.add_api_route("/b", hidden, methods=["GET"])
        router.routes.append(Route("/c", plain))
        app.include_router(router)
        app.router.routes.append(Route("/d", plain))
        app.add_api_websocket_route("/e", hidden)
        app.mount("/f", Starlette(routes=[Route("/", plain)]))
        document = app.openapi()
        assert returned(document) == {"GET /a": []}
        assert "components" not in document

    def test_an_app_that_is_mounted_has_a_document_of_its_own(self, errors: Problems) -> None:
        """With its own errors, if they were installed there."""
        app, below = FastAPI(), FastAPI()
        for one in (app, below):
            install(one, errors)

        @below.get("/b")
        @raises(errors["gone"])
        def b() -> None: ...

        @app.get("/a")
        def a() -> None: ...

        app.mount("/below", below)
        assert returned(app.openapi()) == {"GET /a": []}
        assert returned(below.openapi()) == {"GET /b": ["Gone"]}

    def test_internal_errors_are_not_in_it(self, errors: Problems) -> None:
        """Neither code nor status."""
        app = FastAPI()
        install(app, errors, everywhere=[errors["secret"]])

        @app.get("/a")
        @raises(errors["secret"], errors["gone"])
        def a() -> None: ...

        document = app.openapi()
        assert returned(document) == {"GET /a": ["Gone"]}
        assert "ecret" not in json.dumps(document)
        assert "500" not in document["paths"]["/a"]["get"]["responses"]

    def test_of_two_routes_at_one_path_it_is_the_documented_one(self, errors: Problems) -> None:
        """FastAPI describes the last."""
        app = FastAPI()
        install(app, errors)

        @app.get("/a", summary="First")
        @raises(errors["gone"])
        def first() -> None: ...

        @app.get("/a", summary="Last")
        @raises(errors["sold_out"])
        def last() -> None: ...

        document = app.openapi()
        assert document["paths"]["/a"]["get"]["summary"] == "Last"
        assert returned(document) == {"GET /a": ["SoldOut"]}


def nothing_of() -> Callable[[], None]:
    """Return a new handler that does nothing."""
    return lambda: None


class Item(BaseModel):
    """A body."""

    name: str


class NotFound(BaseModel):
    """A model of the app's, called as one of the errors is."""

    reason: str


class NotFoundModel(BaseModel):
    """Another one."""

    reason: str


class Page(BaseModel):
    """Several parameters of a query."""

    number: int = 1


def in_path(id: int) -> None:
    """Take a parameter in the path."""


def in_query(q: str = "") -> None:
    """Take a parameter of the query."""


def in_model(page: Annotated[Page, Query()]) -> None:
    """Take parameters of the query as a model."""


def in_header(x: Annotated[int, Header()]) -> None:
    """Take a header."""


def in_cookie(x: Annotated[int, Cookie()]) -> None:
    """Take a cookie."""


def in_body(item: Item) -> None:
    """Take a body."""


def in_form(name: Annotated[str, Form()]) -> None:
    """Take a field of a form."""


def in_dependency(found: Annotated[None, Depends(in_query)]) -> None:
    """Take what a dependency takes."""


def nothing() -> None:
    """Take nothing."""


def as_it_is(request: Request) -> None:
    """Take the request, which nobody validates."""


class TestInvalid:
    """What answers wrong input."""

    @pytest.mark.parametrize(
        "handler",
        [
            in_path, in_query, in_model, in_header, in_cookie, in_body, in_form, in_dependency,
            nothing, as_it_is,
        ],
    )  # fmt: skip
    def test_it_is_where_fastapi_would_have_its_own(
        self, handler: Callable[..., None], errors: Problems
    ) -> None:
        """That is where the operation takes anything; and FastAPI's is gone."""
        app, bare = FastAPI(), FastAPI()
        install(app, errors)
        path = "/{id}" if handler is in_path else "/"
        for one in (app, bare):
            one.add_api_route(path, handler, methods=["POST"])
        document = app.openapi()
        theirs = bare.openapi()["paths"][path]["post"]["responses"]
        assert ("422" in theirs) is (handler not in (nothing, as_it_is))
        assert returned(document) == {f"POST {path}": ["Invalid"] if "422" in theirs else []}
        ours = document["paths"][path]["post"]["responses"]
        assert [*ours] == (["200", "400"] if "422" in theirs else ["200"])
        assert "ValidationError" not in json.dumps(document)

    def test_without_a_fallback_it_says_what_is_wrong_all_the_same(self, load: Load) -> None:
        """As about:blank, with the status that FastAPI has for it."""
        app = FastAPI()
        install(app, load(DEFINITIONS, MANIFEST))
        app.add_api_route("/", in_query)
        document = app.openapi()
        [name] = returned(document)["GET /"]
        schema = document["components"]["schemas"][name]
        assert schema["properties"]["status"]["const"] == 422
        assert schema["properties"]["type"]["const"] == "about:blank"
        failure = schema["properties"]["errors"]["items"]["properties"]
        assert [*failure] == ["pointer", "parameter", "detail", "code"]
        assert "422" in document["paths"]["/"]["get"]["responses"]

    def test_what_someone_else_refers_to_stays(self, errors: Problems) -> None:
        """FastAPI's schemas, as long as a webhook or a callback of the app has them."""
        app = FastAPI()
        install(app, errors)
        app.add_api_route("/", in_query)
        app.webhooks.add_api_route("hook", in_body, methods=["POST"])
        document = app.openapi()
        bare = FastAPI()
        bare.webhooks.add_api_route("hook", in_body, methods=["POST"])
        assert document["webhooks"] == bare.openapi()["webhooks"]
        names = ["HTTPValidationError", "Invalid", "Item", "ValidationError"]
        assert [*document["components"]["schemas"]] == names

    def test_callbacks_are_left_alone(self, errors: Problems) -> None:
        """They are requests that the service sends."""
        callbacks = APIRouter()
        callbacks.add_api_route("{$request.body.url}", in_body, methods=["POST"])
        documents_of = []
        for installed in (True, False):
            app = FastAPI()
            if installed:
                install(app, errors, everywhere=[errors["too_many"]])
            app.get("/", callbacks=callbacks.routes)(nothing)
            documents_of.append(app.openapi()["paths"]["/"]["get"]["callbacks"])
        assert documents_of[0] == documents_of[1]

    def test_a_handler_of_the_apps_own_is_not_spoken_for(self, errors: Problems) -> None:
        """Whether it was there before or came later: what it sends is not what we would."""
        for before in (True, False):
            app = FastAPI()
            if before:
                app.add_exception_handler(RequestValidationError, as_it_is)  # type: ignore[arg-type]
            install(app, errors)
            if not before:
                app.add_exception_handler(RequestValidationError, as_it_is)  # type: ignore[arg-type]
            app.add_api_route("/", in_query)
            document = app.openapi()
            assert returned(document) == {"GET /": []}
            reference = "#/components/schemas/HTTPValidationError"
            assert reference in documents.references(document)


class TestByHand:
    """What the developer wrote, and ours beside it."""

    def test_a_response_of_the_same_status_is_kept(self, errors: Problems) -> None:
        """Other media types, words, headers; its model."""
        app = FastAPI()
        install(app, errors)
        theirs: dict[int | str, dict[str, Any]] = {
            404: {
                "model": NotFoundModel,
                "description": "It is not here.",
                "content": {"text/plain": {"schema": {"type": "string"}}},
                "headers": {"X-Where": {"schema": {"type": "string"}}},
            },
            418: {"description": "Teapot."},
            "5XX": {"description": "Down."},
        }
        app.add_api_route("/", raises(errors["gone"])(nothing_of()), responses=theirs)
        document = app.openapi()
        assert returned(document) == {"GET /": ["Gone"]}
        found = document["paths"]["/"]["get"]["responses"]
        assert [*found] == ["200", "404", "418", "5XX"]
        assert found["404"]["description"] == (
            "It is not here.\n\n[`gone`](https://shop.example/errors/gone): It was there."
        )
        assert [*found["404"]["headers"]] == ["X-Where", "X-Request-Id"]
        assert {*found["404"]["content"]} == {
            "text/plain", "application/json", "application/problem+json",
        }  # fmt: skip
        model = {"$ref": "#/components/schemas/NotFoundModel"}
        assert found["404"]["content"]["application/json"]["schema"] == model
        assert found["418"] == {"description": "Teapot."}

    def test_a_body_of_the_same_media_type_is_either(self, load: Load) -> None:
        """With an envelope, problems are `application/json` as well."""
        errors = load(DEFINITIONS, f"{MANIFEST}response: {{body: {{error: {{code: $code}}}}}}\n")
        app = FastAPI()
        install(app, errors)
        handler = raises(errors["gone"])(nothing_of())
        app.add_api_route("/", handler, responses={404: {"model": NotFoundModel}})
        document = app.openapi()
        documents.check(document)
        content = document["paths"]["/"]["get"]["responses"]["404"]["content"]
        assert content["application/json"]["schema"] == {
            "anyOf": [
                {"$ref": "#/components/schemas/Gone"},
                {"$ref": "#/components/schemas/NotFoundModel"},
            ]
        }

    def test_a_422_of_the_developers_stays_beside_ours(self, load: Load) -> None:
        """Where wrong input is answered with the same status."""
        app = FastAPI()
        install(app, load(DEFINITIONS, MANIFEST))
        app.add_api_route("/", in_query, responses={422: {"model": NotFoundModel}})
        document = app.openapi()
        [name] = returned(document)["GET /"]
        content = document["paths"]["/"]["get"]["responses"]["422"]["content"]
        assert {*content} == {"application/json", "application/problem+json"}
        assert name in document["components"]["schemas"]

    def test_a_response_that_is_shared_is_united_here_only(self, errors: Problems) -> None:
        """What it refers to stays as it is for the others."""
        app = FastAPI()
        install(app, errors)
        shared = {"description": "Shared.", "content": {"text/plain": {}}}

        def made() -> dict[str, Any]:
            document = get_openapi(title="T", version="1", routes=app.routes)
            document.setdefault("components", {})["responses"] = {"Shared": shared}
            for item in document["paths"].values():
                item["get"]["responses"]["404"] = {"$ref": "#/components/responses/Shared"}
            return document

        app.openapi = made  # type: ignore[method-assign]
        app.add_api_route("/a", raises(errors["gone"])(nothing_of()))
        app.add_api_route("/b", nothing)
        document = app.openapi()
        assert returned(document) == {"GET /a": ["Gone"], "GET /b": []}
        assert document["components"]["responses"] == {"Shared": shared}
        found = document["paths"]["/a"]["get"]["responses"]["404"]
        assert found["description"].startswith("Shared.\n\n")
        assert {*found["content"]} == {"text/plain", "application/problem+json"}

    def test_a_model_with_the_name_of_an_error_keeps_it(self, errors: Problems) -> None:
        """The error has another then."""
        app = FastAPI()
        install(app, errors)

        @app.post("/")
        @raises(errors["not_found"])
        def handler() -> NotFound:
            return NotFound(reason="")

        document = app.openapi()
        assert returned(document) == {"POST /": ["NotFound2"]}
        assert document["components"]["schemas"]["NotFound"]["properties"].keys() == {"reason"}


class TestDocument:
    """Which function makes the document, and when."""

    def app(self, errors: Problems) -> FastAPI:
        """Return an app with one operation."""
        app = FastAPI()
        install(app, errors)
        app.add_api_route("/", raises(errors["gone"])(nothing_of()))
        return app

    def test_it_is_made_once(self, errors: Problems) -> None:
        """And again when a route has been added."""
        app = self.app(errors)
        first = app.openapi()
        assert app.openapi() is first
        assert app.openapi_schema is first
        app.add_api_route("/b", raises(errors["too_many"])(nothing_of()))
        app.openapi_schema = None  # what one had to do before FastAPI noticed
        assert returned(app.openapi()) == {"GET /": ["Gone"], "GET /b": ["TooMany"]}

    def test_what_is_changed_in_it_stays(self, errors: Problems) -> None:
        """As in FastAPI's own."""
        app = self.app(errors)
        app.openapi()["info"]["x-logo"] = "logo.png"
        assert app.openapi()["info"]["x-logo"] == "logo.png"

    @pytest.mark.parametrize("caches", [True, False])
    @pytest.mark.parametrize("later", [True, False])
    def test_a_function_of_the_developers_may_make_it(
        self, caches: bool, later: bool, errors: Problems
    ) -> None:
        """As FastAPI's guide has it: before `install` or after, kept in the app or not."""
        app = FastAPI()
        if later:
            install(app, errors)

        def custom() -> dict[str, Any]:
            if app.openapi_schema:
                return app.openapi_schema
            made = get_openapi(title="Mine", version="7", routes=app.routes)
            made["info"]["x-logo"] = "logo.png"
            if caches:
                app.openapi_schema = made
            return made

        app.openapi = custom  # type: ignore[method-assign]
        if not later:
            install(app, errors)
        app.add_api_route("/", raises(errors["gone"])(nothing_of()))
        for _ in range(2):
            document = app.openapi()
            assert returned(document) == {"GET /": ["Gone"]}
            assert document["info"]["x-logo"] == "logo.png"

    def test_it_may_call_the_one_that_was_there(self, errors: Problems) -> None:
        """Nothing is there twice then, even in a copy."""
        app = self.app(errors)
        before = app.openapi

        def custom() -> dict[str, Any]:
            return {**copy.deepcopy(before()), "x-own": 1}

        app.openapi = custom  # type: ignore[method-assign]
        document = app.openapi()
        assert document["x-own"] == 1
        assert {**before(), "x-own": 1} == document

    def test_it_may_be_a_method_of_a_class(self, errors: Problems) -> None:
        """An app of a class of its own is one still."""

        class Own(FastAPI):
            """Mine."""

            def openapi(self) -> dict[str, Any]:
                return {**super().openapi(), "x-own": 1}

        app = Own()
        install(app, errors)
        app.add_api_route("/", raises(errors["gone"])(nothing_of()))
        document = app.openapi()
        assert document["x-own"] == 1
        assert returned(document) == {"GET /": ["Gone"]}
        assert isinstance(app, Own)
        assert (type(app).__name__, type(app).__doc__) == ("Own", "Mine.")

    def test_paths_may_be_written_otherwise(self, errors: Problems) -> None:
        """The id of the operation leads to it."""
        app = self.app(errors)

        def custom() -> dict[str, Any]:
            made = get_openapi(title="T", version="1", routes=app.routes)
            made["paths"] = {f"/api{path}": item for path, item in made["paths"].items()}
            return made

        app.openapi = custom  # type: ignore[method-assign]
        handler = raises(errors["too_many"])(nothing_of())
        app.add_api_route("/named", handler, operation_id="named")
        assert returned(app.openapi()) == {"GET /api/": ["Gone"], "GET /api/named": ["TooMany"]}

    def test_one_app_is_not_another(self, errors: Problems) -> None:
        """What is put into one leaves the class alone."""
        self.app(errors)
        app = FastAPI()
        app.add_api_route("/", raises(errors["gone"])(nothing_of()))
        assert returned(app.openapi()) == {"GET /": []}
        assert type(app) is FastAPI

    def test_it_is_what_the_app_serves(self, errors: Problems) -> None:
        """As JSON, below the path that the app was given."""
        app = self.app(errors)
        with TestClient(app, root_path="/v1") as client:
            served = client.get("/v1/openapi.json").json()
        assert served == {**app.openapi(), "servers": [{"url": "/v1"}]}

    def test_two_catalogs_may_be_installed(self, errors: Problems, load: Load) -> None:
        """Each adds its own."""
        other = load("{code: teapot, status: 418, title: T, summary: S.}", MANIFEST)
        app = self.app(errors)
        install(app, other, everywhere=[other["teapot"]])
        assert returned(app.openapi()) == {"GET /": ["Gone", "Teapot"]}


class TestDeclared:
    """What a request's operation declares, for those who observe."""

    def test_it_is_what_its_route_declares_with_all_around_it(self, errors: Problems) -> None:
        """The same as in the document, and of what is not in it as well."""
        app = FastAPI(dependencies=[Depends(raises(errors["unauthorized"])(nothing_of()))])
        seen: dict[str, set[str]] = {}

        class Watch:
            def __init__(self, app: Any) -> None:
                self.app = app

            async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
                await self.app(scope, receive, send)
                if scope["type"] == "http":
                    seen[scope["path"]] = {cls.code for cls in declared_in(scope)}

        @raises(errors["sold_out"])
        def plain(request: Request) -> Response:
            return PlainTextResponse("")

        router = APIRouter()
        router.add_api_route("/a", raises(errors["gone"])(nothing_of()))
        router.routes.append(Route("/b", plain))
        app.include_router(router, dependencies=[Depends(raises(errors["too_many"])(nothing_of()))])
        app.add_api_route("/c", raises(errors["not_found"])(nothing_of()), include_in_schema=False)
        app.router.routes.append(Route("/d", plain))
        below = FastAPI()
        below.add_api_route("/f", raises(errors["forbidden"])(nothing_of()))
        below.router.routes.append(Route("/g", plain))
        app.mount("/e", below)
        app.add_middleware(Watch)
        with TestClient(app) as client:
            for path in ("/a", "/b", "/c", "/d", "/e/f", "/e/g", "/a"):
                assert client.get(path).status_code == 200
        assert seen == {
            "/a": {"unauthorized", "too_many", "gone"},
            "/b": {"sold_out"},
            "/c": {"unauthorized", "not_found"},
            "/d": {"sold_out"},
            "/e/f": {"forbidden"},
            "/e/g": {"sold_out"},
        }


def test_a_generated_client_gets_what_the_app_sends(errors: Problems, tmp_path: Path) -> None:
    """Raised by a handler, by a dependency, and by FastAPI: each as a type of its own."""

    @raises(errors["too_many"])
    def limit(calls: int = 0) -> None:
        if calls > 3:
            raise errors["too_many"](retry_after=17)

    app = FastAPI()
    install(app, errors)

    @app.get("/item", operation_id="getItem", dependencies=[Depends(limit)])
    @raises(errors["not_found"], errors["gone"])
    def item(name: str) -> Item:
        if name == "old":
            raise errors["gone"]
        if name != "new":
            raise errors["not_found"]
        return Item(name=name)

    documents.generate_client(app.openapi(), tmp_path / "shop_client")
    sys.path.insert(0, str(tmp_path))
    package = importlib.import_module("shop_client")
    operation = importlib.import_module("shop_client.api.default.get_item")
    models = importlib.import_module("shop_client.models")
    sys.path.remove(str(tmp_path))
    with TestClient(app) as transport:
        client = package.Client(base_url="http://test").set_httpx_client(transport)
        assert operation.sync(client=client, name="new") == models.Item(name="new")
        assert type(operation.sync(client=client, name="old")) is models.Gone
        assert type(operation.sync(client=client, name="x")) is models.NotFound
        limited = operation.sync(client=client, name="new", calls=4)
        assert (type(limited), limited.retry_after) == (models.TooMany, 17)
        wrong = operation.sync(client=client, name="new", calls="four")
        assert type(wrong) is models.Invalid
        assert [one.field for one in wrong.errors] == ["calls"]
