"""Problem classes as parts of an OpenAPI document."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests import openapi_documents as documents

import errbook
from errbook import Problem
from errbook.openapi import Components, components, merged, responses
from errbook.problem import request_id
from errbook.problems import Problems
from errbook.web._blank import blank_class

Load = Callable[..., Problems]

REFERENCE = Path(errbook.__file__).parents[2] / "catalog"

MANIFEST = """
errbook: 1
name: Shop
code: "err:{{group}}:{{name}}"
type: "{type}"
response: {response}
"""

DEFINITIONS = """
code: err:orders:not_found
status: 404
title: Not Found
summary: No order has the ID.
detail: "The order {order_id} does not exist."
params:
  order_id: {type: string, as: orderId, description: The order., example: o_1}
  customer: {type: string, expose: false, optional: true, example: c_1}
---
code: err:stock:not_found
status: 404
title: Not Found
summary: No item has the number.
params: {number: {type: integer, minimum: 1, example: 7}}
---
code: err:stock:declined
status: 402
title: Payment Required
summary: The card was declined.
detail:
  funds: "The card ending in {card} has not enough on it."
  expired: The card has expired.
params:
  card: {type: string, optional: true, example: "4242"}
  currency: {const: EUR}
  nothing: {const: []}
  place: {const: {aisle: [7, {shelf: null}], top: true}}
---
code: err:stock:busy
status: 503
title: Busy
summary: Too many orders at once.
params: {retry_after: {type: integer, as: retryAfter, example: 30}}
headers: {Retry-After: "{retry_after}", Cache-Control: no-store, Content-Language: en}
---
code: err:stock:slow
status: 503
title: Slow
summary: The stock is slow.
headers: {cache-control: no-store}
deprecated: {since: "2", reason: It is called busy.}
---
code: err:stock:invalid
status: 422
title: Unprocessable
summary: The order is wrong.
params:
  errors:
    type: array
    example: [{at: "2026-01-31T12:00:00Z", how: fast}]
    items:
      type: object
      properties:
        at: {type: string, format: date-time}
        how: {type: string, enum: [fast, slow]}
        more: {type: object, optional: true, properties: {ratio: {type: number}}}
  tags: {type: array, example: [a]}
  anything: {example: {a: [1, null]}}
---
code: err:stock:secret
status: 500
title: Secret
summary: Nobody may know.
visibility: internal
"""

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
TYPE = "https://shop.example/errors/{group}/{name}"

TEMPLATES = {
    "RFC 9457": "{}",
    "an envelope": "{body: {meta: {id: $request_id}, error: {type: $type, status: $status,"
    " detail: $detail, variant: $variant, ...: $params}}}",
    "params in a place of their own": "{body: {code: $code, v: 1, data: $params, $$: $$x}}",
    "an array": "{body: {errors: [{code: $code, status: $status, meta: $params}]},"
    " media_type: application/vnd.api+json}",
    "nothing that tells errors apart": "{body: {message: $detail, id: $request_id, ...: $params}}",
    "the reference": "",
}


@pytest.fixture(scope="module", params=TEMPLATES)
def errors(request: pytest.FixtureRequest, load: Load) -> Problems:
    """A catalog, with each of the body templates; and the reference catalog."""
    if request.param == "the reference":
        return errbook.load(REFERENCE)
    return load(DEFINITIONS, MANIFEST.format(type=TYPE, response=TEMPLATES[request.param]))


@pytest.fixture(scope="module")
def shop(load: Load) -> Problems:
    """The catalog with the body of RFC 9457."""
    return load(DEFINITIONS, MANIFEST.format(type=TYPE, response="{}"))


def classes(errors: Problems) -> list[type[Problem]]:
    """Return the classes of a catalog."""
    return [errors[code] for code in errors]


def whole(errors: Problems) -> dict[str, Any]:
    """Return a document that speaks of a whole catalog."""
    made = Components(classes(errors))
    return documents.of(made.to_dict(), made.responses(made.classes))


def contents(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every media type object of the operation's errors."""
    found = document["paths"]["/key"]["get"]["responses"].values()
    return [one for response in found for one in response.get("content", {}).values()]


class TestDocument:
    """What makes a document valid, whatever the body's template is."""

    def test_it_is_valid_and_its_examples_are(self, errors: Problems) -> None:
        """Held against OpenAPI's own schema; the examples against the schemas beside them."""
        documents.check(whole(errors))

    def test_an_example_is_of_one_error_alone(self, errors: Problems) -> None:
        """Its own, unless the template has nothing that tells errors apart."""
        document = whole(errors)
        schemas = document["components"]["schemas"]
        apart = all("oneOf" in one["schema"] for one in contents(document))
        for name, example in document["components"]["examples"].items():
            fits = [
                other
                for other, schema in schemas.items()
                if documents.validator(document, schema).is_valid(example["value"])
            ]
            assert name.split(".")[0] in fits
            assert len(fits) == 1 or not apart

    def test_it_is_the_same_whatever_the_order(self, errors: Problems) -> None:
        """Of the classes; and twice the same."""
        backwards = classes(errors)[::-1]
        for make in (components, responses):
            once, again = make(classes(errors)), make(backwards * 2)
            assert json.dumps(once) == json.dumps(again)

    def test_a_public_generator_takes_all_of_it(self, errors: Problems, tmp_path: Path) -> None:
        """Without a warning, and with a model for each error."""
        document = whole(errors)
        documents.generate_client(document, tmp_path / "client")
        models = (tmp_path / "client/models/__init__.py").read_text("utf-8")
        for name in document["components"]["schemas"]:
            assert f'"{name}"' in models


OCCURRENCES: dict[str, list[dict[str, Any]]] = {
    "err:orders:not_found": [{"order_id": "7"}, {"order_id": "", "customer": "c_2"}],
    "err:stock:not_found": [{"number": 1}],
    "err:stock:declined": [{"variant": "expired"}, {"variant": "funds", "card": "1"}],
    "err:stock:busy": [{"retry_after": 0}],
    "err:stock:invalid": [
        {"errors": [], "tags": [], "anything": None},
        {"errors": [{"at": NOW, "how": "slow", "more": {"ratio": 1}}], "tags": [1], "anything": 1},
    ],
}


@pytest.mark.parametrize("response", [one for one in TEMPLATES.values() if one])
def test_what_a_service_sends_fits(response: str, load: Load) -> None:
    """Other values than the examples', an id of the request, an instance."""
    errors = load(DEFINITIONS, MANIFEST.format(type=TYPE, response=response))
    document = whole(errors)
    token = request_id.set("req_1")
    for code, given in OCCURRENCES.items():
        for one in given:
            problem = errors[code](**one, instance="/orders/7")
            found = document["paths"]["/key"]["get"]["responses"][str(problem.status)]
            schema = found["content"][problem.headers["Content-Type"]]["schema"]
            body = json.loads(problem.to_json())
            assert not [*documents.validator(document, schema).iter_errors(body)]
    request_id.reset(token)


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "about:blank"},
        {"code": "err:stock:not_found"},
        {"status": 410},
        {"title": "Gone"},
        {"orderId": 7},
        {"orderId": None},
        {"detail": None},
    ],
    ids=str,
)
def test_what_it_does_not_send_does_not_fit(wrong: dict[str, Any], shop: Problems) -> None:
    """Constants are constant, params have types, and what is always there is required."""
    document = whole(shop)
    body = document["components"]["examples"]["OrdersNotFound"]["value"]
    schema = documents.validator(document, document["components"]["schemas"]["OrdersNotFound"])
    assert schema.is_valid(body)
    assert not schema.is_valid({**body, **wrong})
    for name in ("type", "title", "status", "code", "detail", "orderId"):
        assert not schema.is_valid({key: it for key, it in body.items() if key != name})


class TestSchemas:
    """One schema a status, in which errors are told apart."""

    def schema(self, errors: Problems, status: int) -> dict[str, Any]:
        """Return the schema of the bodies with `status`."""
        [content] = responses(classes(errors))[str(status)]["content"].values()
        found: dict[str, Any] = content["schema"]
        return found

    def test_each_status_has_one_list_of_its_errors(self, shop: Problems) -> None:
        """Also where there is one, so that a second changes no more than the list."""
        assert self.schema(shop, 402) == {"oneOf": [{"$ref": "#/components/schemas/StockDeclined"}]}
        assert self.schema(shop, 404)["oneOf"] == [
            {"$ref": "#/components/schemas/OrdersNotFound"},
            {"$ref": "#/components/schemas/StockNotFound"},
        ]

    def test_a_code_on_the_surface_is_a_discriminator(self, shop: Problems) -> None:
        """Its values lead to the schemas."""
        assert self.schema(shop, 404)["discriminator"] == {
            "propertyName": "code",
            "mapping": {
                "err:orders:not_found": "#/components/schemas/OrdersNotFound",
                "err:stock:not_found": "#/components/schemas/StockNotFound",
            },
        }

    @pytest.mark.parametrize(
        ("template", "discriminator"),
        [
            ("{t: $type, ...: $params}", None),
            ("{type: $type, ...: $params}", "type"),
            ("{type: $type, code: $code}", "code"),
            ("{code: x, type: $type}", "type"),
            ("{error: {code: $code}}", None),
            ("{code: $title, error: {code: $code}}", None),
        ],
    )
    def test_there_is_none_where_it_would_be_wrong(
        self, template: str, discriminator: str | None, load: Load
    ) -> None:
        """A discriminator is a member of the body itself, and each error has its own value."""
        response = f"{{body: {template}}}"
        found = self.schema(load(DEFINITIONS, MANIFEST.format(type=TYPE, response=response)), 404)
        assert [*found] == ["oneOf", *(["discriminator"] if discriminator else [])]
        assert found.get("discriminator", {}).get("propertyName") == discriminator

    def test_errors_that_nothing_tells_apart_are_any_of_them(self, load: Load) -> None:
        """As one body can be of both."""
        response = "{body: {title: $title}}"
        found = self.schema(load(DEFINITIONS, MANIFEST.format(type=TYPE, response=response)), 404)
        assert [*found] == ["anyOf"]

    def test_what_is_deprecated_says_so(self, shop: Problems) -> None:
        """And nothing else does."""
        made = components(classes(shop))["schemas"]
        assert [name for name, one in made.items() if one.get("deprecated")] == ["StockSlow"]

    def test_a_class_of_the_services_own_is_the_error_that_it_is_of(self, shop: Problems) -> None:
        """It is in the document once."""
        declared = shop["err:stock:busy"]
        own = type("Own", (declared,), {})
        assert components([own, declared]) == components([declared])
        assert Components([own]).name(own) == "StockBusy"

    def test_what_is_internal_is_not_mentioned(self, shop: Problems) -> None:
        """Nor is its status."""
        assert "err:stock:secret" in shop
        made = [components(classes(shop)), responses(classes(shop))]
        assert "ecret" not in json.dumps(made)
        assert "500" not in made[1]
        assert components([shop["err:stock:secret"]]) == {"responses": {}}

    def test_a_problem_that_no_catalog_declares_has_the_catalogs_body(self, load: Load) -> None:
        """As frameworks' own refusals do: what they send fits the schema."""
        for response in filter(None, TEMPLATES.values()):
            errors = load(DEFINITIONS, MANIFEST.format(type=TYPE, response=response))
            cls = blank_class(errors, 422)
            made = Components([cls, errors["err:stock:invalid"]])
            document = documents.of(made.to_dict(), made.responses(made.classes))
            documents.check(document)
            name = made.name(cls)
            assert name == cls.title.replace(" ", "")
            failures = [{"pointer": "#/a", "detail": "is missing", "code": "missing"}]
            schema = documents.validator(document, document["components"]["schemas"][name])
            for problem in (cls(), cls(said="No.", instance="/x"), cls(errors=failures)):
                assert not [*schema.iter_errors(json.loads(problem.to_json()))]


class TestNames:
    """What components are called."""

    def test_a_name_tells_the_group(self) -> None:
        """And so the class, as generated clients have it."""
        reference = errbook.load(REFERENCE)
        made = Components([reference["err:unkey:data:key_not_found"]])
        assert [*made.to_dict()["schemas"]] == ["UnkeyDataKeyNotFound"]
        assert made.to_dict()["schemas"]["UnkeyDataKeyNotFound"]["title"] == "UnkeyDataKeyNotFound"

    @pytest.mark.parametrize(
        ("scheme", "code", "name"),
        [
            ("{name}", "not_found", "NotFound"),
            ("E{number}", "E1042", "E1042"),
            ("{a}.{name}", "too_many.in", "TooManyIn"),
            ("{a}:{b}:{name}", "4th:class:404", "4thClassE404"),
            ("{a}/{name}", "a-b.c/d~e", "ABCDE"),
        ],
    )
    def test_it_is_legal_whatever_the_code(
        self, scheme: str, code: str, name: str, load: Load
    ) -> None:
        """The levels of its group, and the name of its class."""
        manifest = f'{{errbook: 1, name: N, code: "{scheme}"}}'
        errors = load(f'{{code: "{code}", status: 404, title: T, summary: S.}}', manifest)
        assert [*components(classes(errors))["schemas"]] == [name]

    def test_names_that_would_be_the_same_get_numbers(self, load: Load) -> None:
        """Also those that are the same for the files of a generated client."""
        codes = ["x.y_z.gone", "x_y.z.gone", "xy.z.gone", "x.y.gone"]
        text = "\n---\n".join(
            f'{{code: "{code}", status: 404, title: T, summary: S.}}' for code in codes
        )
        errors = load(text, '{errbook: 1, name: N, code: "{a}.{b}.{name}"}')
        made = components(classes(errors))
        assert [*made["schemas"]] == ["XYGone", "XYZGone", "XYZGone2", "XyZGone3"]
        found = [one["properties"]["code"]["const"] for one in made["schemas"].values()]
        assert found == ["x.y.gone", "x.y_z.gone", "x_y.z.gone", "xy.z.gone"]
        for kind in ("examples", "responses"):
            assert [*made[kind]] == [*made["schemas"]]

    def test_two_catalogs_may_have_an_error_of_one_name(self, load: Load, shop: Problems) -> None:
        """And other media types."""
        response = TEMPLATES["an envelope"]
        other = load(DEFINITIONS, MANIFEST.format(type=TYPE, response=response))
        made = Components([shop["err:stock:busy"], other["err:stock:busy"]])
        assert {*made.to_dict()["schemas"]} == {"StockBusy", "StockBusy2"}
        [found] = made.responses(made.classes).values()
        assert [*found["content"]] == ["application/json", "application/problem+json"]
        documents.check(documents.of(made.to_dict(), {"503": found}))

    def test_what_the_document_has_already_keeps_its_name(self, shop: Problems) -> None:
        """In whichever kind of component, and whatever the case."""
        cls = shop["err:stock:busy"]
        theirs: dict[str, dict[str, Any]] = {
            "schemas": {"stock_busy": {"type": "string"}},
            "headers": {"Retry-After": {"schema": {"type": "integer"}}},
        }
        made = Components([cls], theirs)
        assert made.name(cls) == "StockBusy2"
        assert {*made.to_dict()["headers"]} >= {"Retry-After2"}
        assert not made.to_dict()["schemas"].keys() & theirs["schemas"].keys()
        response = made.responses([cls])["503"]
        assert response["headers"]["Retry-After"] == {"$ref": "#/components/headers/Retry-After2"}

    def test_what_is_there_already_and_the_same_is_used(self, shop: Problems) -> None:
        """So that a document to which the same was added before stays as it is."""
        before = Components(classes(shop))
        again = Components(classes(shop), before.to_dict())
        assert again.to_dict() == before.to_dict()


class TestResponses:
    """The rest of a response: headers, words, examples."""

    def test_headers_are_those_that_the_errors_declare(self, shop: Problems) -> None:
        """And the id of the request; each once, whatever its case."""
        found = responses(classes(shop))
        assert [*found["404"]["headers"]] == ["X-Request-Id"]
        names = ["cache-control", "Content-Language", "Retry-After", "X-Request-Id"]
        assert [name.lower() for name in found["503"]["headers"]] == [it.lower() for it in names]

    def test_a_header_shows_what_the_example_has(self, shop: Problems) -> None:
        """Made from the same param."""
        assert components(classes(shop))["headers"]["Retry-After"] == {
            "schema": {"type": "string"},
            "example": "30",
        }

    def test_the_id_has_the_header_of_the_manifest(self, load: Load) -> None:
        """Which may have characters that no component's name can have."""
        response = "{request_id: {header: X!Id}}"
        errors = load(DEFINITIONS, MANIFEST.format(type=TYPE, response=response))
        found = responses(classes(errors))["404"]
        assert found["headers"] == {"X!Id": {"$ref": "#/components/headers/X-Id"}}
        documents.check(whole(errors))

    def test_the_description_names_each_error_and_links_its_page(self, shop: Problems) -> None:
        """A line each; one that is alone is no list."""
        found = responses(classes(shop))
        assert found["404"]["description"] == (
            "- [`err:orders:not_found`](https://shop.example/errors/orders/not_found):"
            " No order has the ID.\n"
            "- [`err:stock:not_found`](https://shop.example/errors/stock/not_found):"
            " No item has the number."
        )
        assert found["402"]["description"] == (
            "[`err:stock:declined`](https://shop.example/errors/stock/declined):"
            " The card was declined."
        )

    @pytest.mark.parametrize(
        "type", ["urn:shop:{group}:{name}", "tag:shop.example,2026:{group}-{name}"]
    )
    def test_a_type_that_is_no_address_is_no_link(self, type: str, load: Load) -> None:
        """The code stands alone then."""
        errors = load(DEFINITIONS, MANIFEST.format(type=type, response="{}"))
        assert responses(classes(errors))["402"]["description"].startswith("`err:stock:declined`:")

    def test_each_variant_has_an_example(self, shop: Problems) -> None:
        """Named after the code and the variant, for those who choose one in a list."""
        [content] = responses([shop["err:stock:declined"]])["402"]["content"].values()
        assert content["examples"] == {
            "StockDeclined.funds": {"$ref": "#/components/examples/StockDeclined.funds"},
            "StockDeclined.expired": {"$ref": "#/components/examples/StockDeclined.expired"},
        }
        made = components([shop["err:stock:declined"]])["examples"]["StockDeclined.expired"]
        assert made["summary"] == "err:stock:declined (expired)"
        assert made["value"]["detail"] == "The card has expired."

    def test_the_answer_to_head_has_no_body(self, shop: Problems) -> None:
        """It has headers."""
        cls = shop["err:stock:busy"]
        found = Components([cls]).responses([cls], bodies=False)["503"]
        assert [*found] == ["description", "headers"]


OURS = {
    "description": "Ours.",
    "headers": {"X-Id": {"$ref": "#/components/headers/X-Id"}},
    "content": {
        "application/json": {
            "schema": {"oneOf": [{"$ref": "#/components/schemas/Ours"}]},
            "examples": {"Ours": {"$ref": "#/components/examples/Ours"}},
        }
    },
}


class TestMerged:
    """A response that someone wrote by hand, and ours."""

    def test_what_was_written_stays(self) -> None:
        """Words first, other media types, headers of the same name."""
        theirs = {
            "description": "Theirs.",
            "headers": {"x-id": {"schema": {"type": "integer"}}},
            "content": {"text/plain": {"schema": {"type": "string"}}},
            "links": {"next": {"operationId": "next"}},
            "x-own": 1,
        }
        assert merged(theirs, OURS) == {
            **theirs,
            "description": "Theirs.\n\nOurs.",
            "content": {**theirs["content"], **OURS["content"]},  # type: ignore[dict-item]
        }

    @pytest.mark.parametrize(
        ("theirs", "schema"),
        [
            ({"$ref": "#/a"}, {"anyOf": [{"$ref": "#/components/schemas/Ours"}, {"$ref": "#/a"}]}),
            ({}, {"anyOf": [{"$ref": "#/components/schemas/Ours"}, {}]}),
            (
                {"oneOf": [{"$ref": "#/a"}, {"$ref": "#/b"}]},
                {
                    "anyOf": [
                        {"$ref": "#/components/schemas/Ours"},
                        {"oneOf": [{"$ref": "#/a"}, {"$ref": "#/b"}]},
                    ]
                },
            ),
            (None, {"oneOf": [{"$ref": "#/components/schemas/Ours"}]}),
        ],
    )
    def test_a_body_of_the_same_media_type_is_one_or_the_other(
        self, theirs: Any, schema: dict[str, Any]
    ) -> None:
        """Or both, which nobody can know."""
        content = {"application/json": {} if theirs is None else {"schema": theirs}}
        made = merged({"description": "", "content": content}, OURS)
        assert made["content"]["application/json"]["schema"] == schema

    @pytest.mark.parametrize(
        ("theirs", "names"),
        [
            ({"examples": {"own": {"value": 1}}}, ["own", "Ours"]),
            ({"example": 1}, ["example", "Ours"]),
            ({}, ["Ours"]),
        ],
    )
    def test_examples_stand_beside_each_other(self, theirs: Any, names: list[str]) -> None:
        """A single one becomes one of several, as there may be either."""
        content = {"application/json": {"schema": {}, **theirs}}
        made = merged({"description": "", "content": content}, OURS)["content"]["application/json"]
        assert [*made["examples"]] == names
        assert "example" not in made

    def test_to_merge_again_changes_nothing(self) -> None:
        """Whatever was there at first."""
        content = {"application/json": {"schema": {"type": "object"}, "example": {}}}
        for theirs in ({"description": ""}, {"description": "Theirs.", "content": content}):
            once = merged(theirs, OURS)
            assert merged(once, OURS) == once

    def test_nothing_that_is_given_is_changed(self) -> None:
        """Neither of them."""
        theirs = {"description": "T.", "content": {"application/json": {"example": 1}}}
        before = json.dumps([theirs, OURS])
        merged(theirs, OURS)
        assert json.dumps([theirs, OURS]) == before


@pytest.fixture(scope="module", params=["RFC 9457", "an envelope"])
def client(
    request: pytest.FixtureRequest, load: Load, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Any, Any, Problems]]:
    """The operation and the models of a generated client, and the errors that it may receive."""
    errors = load(DEFINITIONS, MANIFEST.format(type=TYPE, response=TEMPLATES[request.param]))
    above = tmp_path_factory.mktemp("generated")
    name = f"client_{request.param.replace(' ', '_').lower()}"
    documents.generate_client(whole(errors), above / name)
    sys.path.insert(0, str(above))
    operation = importlib.import_module(f"{name}.api.default.get_key")
    yield operation, importlib.import_module(f"{name}.models"), errors
    sys.path.remove(str(above))


def received(client: tuple[Any, Any, Problems], problem: Problem) -> Any:
    """Return what a generated client makes of `problem`, sent as a response."""
    operation, _, _ = client
    package = importlib.import_module(operation.__name__.partition(".")[0])

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(problem.status, headers=problem.headers, content=problem.to_json())

    made = package.Client(
        base_url="http://test", httpx_args={"transport": httpx.MockTransport(answer)}
    )
    return operation.sync(client=made)


def test_a_generated_client_tells_the_errors_of_a_status_apart(
    client: tuple[Any, Any, Problems],
) -> None:
    """Each is a type of its own, with its params typed."""
    _, models, errors = client
    first = received(client, errors["err:orders:not_found"](order_id="o_7"))
    second = received(client, errors["err:stock:not_found"](number=8))
    assert type(first) is models.OrdersNotFound
    assert type(second) is models.StockNotFound
    inner = getattr(first, "error", first), getattr(second, "error", second)
    assert (inner[0].order_id, inner[1].number) == ("o_7", 8)


def test_a_generated_client_reads_what_is_nested(client: tuple[Any, Any, Problems]) -> None:
    """Objects in lists, and dates in them."""
    _, models, errors = client
    problem = errors["err:stock:invalid"](
        errors=[{"at": NOW, "how": "slow"}], tags=["a"], anything=None
    )
    found = received(client, problem)
    assert type(found) is models.StockInvalid
    [failure] = getattr(found, "error", found).errors
    assert (failure.at, failure.how.value) == (NOW, "slow")
