"""What Litestar finds wrong with input, by any of the libraries that it asks."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import pytest
from litestar import Request, get, post
from litestar.di import NamedDependency, Provide
from litestar.dto import DataclassDTO
from litestar.enums import RequestEncodingType
from litestar.exceptions import (
    ValidationException,
)
from litestar.params import (
    Body,
    CookieParameter,
    FromHeader,
    FromQuery,
    HeaderParameter,
    JSONBody,
    PathParameter,
    QueryParameter,
)
from litestar.plugins.pydantic import PydanticDTO
from litestar.serialization import decode_json
from msgspec import Struct
from pydantic import AfterValidator, BaseModel
from tests.web.litestar_apps import DEFINITIONS, INPUT, MANIFEST, ask, installed

from errbook.problems import Problems
from errbook.testing import assert_problem
from errbook.web import Failure, Invalid

Load = Callable[..., Problems]


@pytest.fixture(scope="module")
def errors(load: Load) -> Problems:
    """A catalog."""
    return load(DEFINITIONS, MANIFEST)


class Colour(enum.Enum):
    """A choice."""

    RED = "red"


class Line(Struct, forbid_unknown_fields=True):
    """Validated by msgspec."""

    name: str
    colour: Colour = Colour.RED
    counts: list[int] = []
    by_name: dict[str, int] = {}

    def __post_init__(self) -> None:
        if self.name == INPUT:
            raise ValueError(f"{self.name} is no name")


@dataclass
class Order:
    """Validated by the DTO that reads it."""

    count: int
    lines: list[int]


def _known(sku: str) -> str:
    if sku == "sku":
        return sku
    raise ValueError(f"{sku} is not one of ours")


class Item(BaseModel):
    """Validated by pydantic."""

    sku: Annotated[str, AfterValidator(_known)]
    parts: list[int] = []


@post("/line")
async def line(data: JSONBody[Line], page: FromQuery[int] = 1) -> None:
    """Take a struct."""


@post("/lines")
async def lines(data: JSONBody[list[Line]]) -> None:
    """Take several."""


@post("/order", dto=DataclassDTO[Order], return_dto=None)
async def order(data: JSONBody[Order]) -> None:
    """Take what a DTO reads."""


@post("/item")
async def item(data: JSONBody[Item]) -> None:
    """Take a model."""


@post("/item/dto", dto=PydanticDTO[Item], return_dto=None)
async def item_by_dto(data: JSONBody[Item]) -> None:
    """Take a model that a DTO reads."""


@post("/form")
async def form(data: Annotated[Line, Body(media_type=RequestEncodingType.URL_ENCODED)]) -> None:
    """Take a form."""


@get("/query/{number:int}")
async def query(
    number: Annotated[int, PathParameter(ge=10)],
    page: Annotated[int, QueryParameter(name="the-page")],
    ids: FromQuery[list[int] | None] = None,
    data_of: FromQuery[int] = 1,
    tenant: Annotated[int, HeaderParameter(name="X-Tenant")] = 1,
    basket: Annotated[int, CookieParameter(name="Basket")] = 1,
) -> None:
    """Take parameters of all kinds."""


async def paged(size: Annotated[int, QueryParameter(name="page-size")] = 1) -> int:
    """Need a parameter."""
    return size


@get("/dependent", dependencies={"paged": Provide(paged)})
async def dependent(paged: NamedDependency[int]) -> None:
    """Need a dependency that takes one."""


@post("/by_hand")
async def by_hand(request: Request[Any, Any, Any]) -> None:
    """Read what was sent."""
    await request.json()


def posted(path: str, body: Any, **options: Any) -> dict[str, Any]:
    """Return a request with a JSON body."""
    return {"path": path, "method": "POST", "json": body, **options}


OF_A_NUMBER = "Expected `int`, got `str`"

WRONG: list[tuple[dict[str, Any], list[dict[str, Any]]]] = [
    (posted("/line", {}), [{"pointer": "#/name", "detail": "is missing", "code": "missing"}]),
    (posted("/line", {"name": 41}), [{"pointer": "#/name", "detail": "Expected `str`, got `int`"}]),
    (
        posted("/line", {"name": "n", "colour": INPUT}),
        [
            {
                "pointer": "#/colour",
                "detail": "is none of the values that are allowed",
                "code": "enum",
            }
        ],
    ),
    (
        posted("/line", {"name": "n", INPUT: 1}),
        [
            {
                "pointer": "#",
                "detail": "has a member that is not declared",
                "code": "extra_forbidden",
            }
        ],
    ),
    (
        posted("/line", {"name": "n", "counts": [1, INPUT]}),
        [{"pointer": "#/counts/1", "detail": OF_A_NUMBER}],
    ),
    (
        posted("/line", {"name": "n", "by_name": {INPUT: INPUT}}),
        [{"pointer": "#/by_name", "detail": OF_A_NUMBER}],
    ),
    (posted("/line", {"name": INPUT}), [{"pointer": "#", "detail": "is not valid"}]),
    (posted("/line", [INPUT]), [{"pointer": "#", "detail": "Expected `object`, got `array`"}]),
    (
        posted("/line", {}, params={"page": INPUT}),
        [
            {"pointer": "#/name", "detail": "is missing", "code": "missing"},
            {"parameter": "page", "detail": OF_A_NUMBER},
        ],
    ),
    (
        posted("/lines", [{"name": 41}]),
        [{"pointer": "#/0/name", "detail": "Expected `str`, got `int`"}],
    ),
    (
        {"path": "/line", "method": "POST", "content": f'{{"name": "{INPUT}'.encode()},
        [{"pointer": "#", "detail": "is no JSON", "code": "json_invalid"}],
    ),
    (
        {"path": "/line", "method": "POST"},
        [{"pointer": "#", "detail": "is missing", "code": "missing"}],
    ),
    (
        {"path": "/by_hand", "method": "POST", "content": b"{"},
        [{"pointer": "#", "detail": "is no JSON", "code": "json_invalid"}],
    ),
    (
        posted("/order", {"count": INPUT, "lines": []}),
        [{"pointer": "#/count", "detail": OF_A_NUMBER}],
    ),
    (
        posted("/order", {"count": 1, "lines": [1, INPUT]}),
        [{"pointer": "#/lines/1", "detail": OF_A_NUMBER}],
    ),
    (
        posted("/order", {"count": 41}),
        [{"pointer": "#/lines", "detail": "is missing", "code": "missing"}],
    ),
    (
        posted("/item", {"sku": INPUT, "parts": [1, INPUT]}),
        [
            {"pointer": "#/sku", "detail": "is not valid", "code": "value_error"},
            {
                "pointer": "#/parts/1",
                "detail": "Input should be a valid integer, unable to parse string as an integer",
                "code": "int_parsing",
            },
        ],
    ),
    (
        posted("/item/dto", {"sku": INPUT}),
        [{"pointer": "#/sku", "detail": "is not valid", "code": "value_error"}],
    ),
    (
        {"path": "/form", "method": "POST", "data": {"name": "n", "colour": INPUT}},
        [
            {
                "parameter": "colour",
                "detail": "is none of the values that are allowed",
                "code": "enum",
            }
        ],
    ),
    (
        {"path": "/query/10"},
        [{"parameter": "the-page", "detail": "is missing", "code": "missing"}],
    ),
    (
        {"path": f"/query/10?the-page=1&ids=1&ids={INPUT}&data_of={INPUT}"},
        [
            {"parameter": "ids", "detail": OF_A_NUMBER},
            {"parameter": "data_of", "detail": OF_A_NUMBER},
        ],
    ),
    (
        {"path": "/query/1?the-page=1&number=1"},
        [{"parameter": "number", "detail": "Expected `int` >= 10"}],
    ),
    (
        {"path": "/query/10?the-page=1&tenant=1", "headers": {"X-Tenant": INPUT}},
        [{"parameter": "X-Tenant", "detail": OF_A_NUMBER}],
    ),
    (
        {"path": "/query/10?the-page=1", "headers": {"Cookie": f"Basket={INPUT}"}},
        [{"parameter": "Basket", "detail": OF_A_NUMBER}],
    ),
    (
        {"path": f"/dependent?page-size={INPUT}"},
        [{"parameter": "page-size", "detail": OF_A_NUMBER}],
    ),
]
"""Requests, and what is wrong with them."""


class TestInput:
    """What Litestar, or a handler, finds wrong."""

    HANDLERS = (
        line, lines, order, item, item_by_dto, form, query, dependent, by_hand,
    )  # fmt: skip

    @pytest.mark.parametrize(("request_", "failures"), WRONG)
    def test_it_is_told_where_it_is_and_never_what(
        self, errors: Problems, request_: dict[str, Any], failures: Any
    ) -> None:
        """Whichever library has found it."""
        response = ask(installed(errors, self.HANDLERS), **request_)
        assert response.json().get("errors") == failures
        assert response.status_code == 422
        assert INPUT not in response.text

    def test_a_developers_words_are_kept(self, errors: Problems) -> None:
        """With the place, where there is one in Litestar's form."""

        @get("/words")
        async def words(listed: FromQuery[bool] = False) -> None:
            extra = [{"message": "Is before the start.", "key": "end", "source": "query"}]
            extra += [{"message": "Is empty.", "key": "lines.0"}]
            raise ValidationException("Comes too late.", extra=extra if listed else None)

        @get("/invalid")
        async def invalid() -> None:
            raise Invalid([Failure("is odd", "query", ("n",))])

        app = installed(errors, [words, invalid])
        assert ask(app, "/words").json()["errors"] == [
            {"pointer": "#", "detail": "Comes too late."}
        ]
        assert ask(app, "/words?listed=1").json()["errors"] == [
            {"parameter": "end", "detail": "Is before the start."},
            {"pointer": "#/lines/0", "detail": "Is empty."},
        ]
        assert ask(app, "/invalid").json()["errors"] == [{"parameter": "n", "detail": "is odd"}]

    def test_without_a_fallback_it_has_litestars_status(self, load: Load) -> None:
        """Which is 400."""
        without = load(DEFINITIONS, MANIFEST.partition("fallbacks")[0])
        response = ask(installed(without, [line]), **posted("/line", {}))
        assert (response.status_code, response.json()["type"]) == (400, "about:blank")
        assert response.json()["errors"][0]["pointer"] == "#/name"

    def test_other_data_that_cannot_be_read_is_no_input(self, errors: Problems) -> None:
        """Nor is what cannot be written."""

        @get("/upstream")
        async def upstream() -> None:
            decode_json(b"{")

        @get("/unwritable")
        async def unwritable() -> Any:
            return {"o": object()}

        app = installed(errors, [upstream, unwritable])
        assert_problem(ask(app, "/upstream"), errors["shop.broken"])
        assert_problem(ask(app, "/unwritable"), errors["shop.broken"])

    def test_a_body_beyond_the_limit_is_refused(self, errors: Problems) -> None:
        """By Litestar, with its status."""
        app = installed(errors, [line], request_max_body_size=5)
        response = ask(app, **posted("/line", {"name": INPUT}))
        assert (response.status_code, response.json()["type"]) == (413, "about:blank")


def test_a_header_that_is_taken_as_it_is_named(errors: Problems) -> None:
    """`FromHeader` names it by the parameter."""

    @get("/named")
    async def named(tenant: FromHeader[int]) -> None: ...

    response = ask(installed(errors, [named]), "/named", headers={"Tenant": INPUT})
    assert response.json()["errors"] == [{"parameter": "tenant", "detail": OF_A_NUMBER}]
