"""The receiving side: the same class back, and a problem of some kind whatever was received."""

from __future__ import annotations

import copy
import importlib
import json
import pickle
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import timedelta, timezone
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import errbook
from errbook import ClientProblem, Problem, ServerProblem
from errbook.catalog import Catalog, Entry
from errbook.catalog import load as load_catalog
from errbook.client import Received, Response, adopt, parse, raise_for_problem
from errbook.emit.live import LoadedProblems
from errbook.encode import plain
from errbook.exceptions import UsageError
from errbook.inverse import MISSING, typed
from errbook.package import files
from errbook.pages.example import sample
from errbook.problem import request_id
from errbook.problems import Problems
from errbook.targets.output import write_folder

Load = Callable[..., LoadedProblems]
Source = ModuleType | Problems

REFERENCE = Path(errbook.__file__).parents[2] / "catalog"

MANIFEST = """
errbook: 1
name: Shop
code: "{{group}}.{{name}}"
type: "{type}"
response:
  {response}
"""

DEFINITIONS = """
code: shop.order_not_found
status: 404
title: Order Not Found
summary: No order has the ID.
detail: "The order {order_id} does not exist; {{order_id}} is a param."
aliases: [shop.no_order]
params:
  order_id: {type: string, as: orderId}
  customer: {type: string, expose: false}
  place: {const: {aisle: [7]}}
---
code: shop.busy
status: 503
title: Busy
summary: Too many orders at once.
params: {retry_after: {type: integer, as: retryAfter, optional: true}}
headers: {Retry-After: "{retry_after}", Cache-Control: no-store}
---
code: shop.gone
status: 410
title: Gone
summary: It was there once.
---
code: shop.declined
status: 402
title: Payment Required
summary: The card was declined.
detail:
  funds: "The card ending in {card} has not enough on it."
  expired: "The card expired on {on}, {share} of them do: {card}"
  other: Declined.
params:
  card: {type: string, optional: true}
  on: {type: string, format: date-time, optional: true}
  share: {type: number, optional: true}
---
code: shop.invalid
status: 422
title: Invalid
summary: The body is not right.
detail: "{count} of {checked} are wrong ({first}): {anything}"
params:
  count: {type: integer}
  checked: {type: array, items: {type: boolean}}
  first: {type: string, format: uuid}
  anything: {}
  errors:
    type: array
    items:
      type: object
      properties:
        at: {type: string, format: date-time}
        in: {enum: [body, query], type: string}
        size: {type: number, optional: true}
  extra: {type: object}
---
code: shop.gateway_down
status: 502
title: Down
summary: The gateway does not answer.
detail: It does not answer.
params: {upstream: {type: string, optional: true}, since: {type: number}}
"""

WHOLE = "https://shop.example/errors/{group}/{name}"

MANIFESTS = {
    "of RFC 9457": (WHOLE, "media_type: application/problem+json"),
    "with relative types": ("/errors/{group}/{name}", "request_id: {header: Request-Id}"),
    "with a nested object": (
        WHOLE,
        "body: {ok: false, error: {code: $code, message: $detail, data: $params}, id: $request_id}",
    ),
    "with a list of one": (
        WHOLE,
        "body: {errors: [{status: $status, code: $code, links: {about: $instance, type: $type},"
        " title: $title, detail: $detail, meta: $params}], jsonapi: {version: '1.1'}}",
    ),
    "with a list of leaves": (
        WHOLE,
        "body: {error: [$detail, $instance, $code, [$params], $variant, $status, v1, $params]}",
    ),
    "with variants": (
        WHOLE,
        "body: {link: $type, price: $$5, which: $variant, at: $instance, ...: $params, x: {y: 1}}",
    ),
    "of its own media type": (
        WHOLE, "{media_type: application/vnd.shop, body: {code: $code, m: $detail, ...: $params}}",
    ),
    "without type and code": (
        WHOLE,
        "body: {ok: false, problem: {name: $title, message: $detail, http: $status, at: $instance,"
        " ...: $params}}",
    ),
}  # fmt: skip


class Known:
    """A catalog, both ways: loaded, and as a generated package."""

    def __init__(self, folder: Path, package: ModuleType) -> None:
        self.catalog: Catalog = load_catalog(folder)
        self.loaded: Source = errbook.load(folder)
        self.generated: Source = package

    @property
    def sources(self) -> list[Source]:
        return [self.loaded, self.generated]

    @property
    def codes(self) -> list[tuple[str, str]]:
        return [(entry.code.text, variant) for entry, variant in self.entries()]

    def entries(self) -> Iterator[tuple[Entry, str]]:
        """Yield every definition with each of its variants."""
        for entry in self.catalog:
            for variant in entry.definition.variants or ("",):
                yield entry, variant


@pytest.fixture(scope="module")
def folders(
    tmp_path_factory: pytest.TempPathFactory, write: Callable[..., Path]
) -> Iterator[dict[str, Known]]:
    """The reference catalog and one of each body template."""
    above, numbers = tmp_path_factory.mktemp("packages"), count()

    def known(folder: Path) -> Known:
        name = f"client_errors_{next(numbers)}"
        write_folder(above / name, files(load_catalog(folder)))
        return Known(folder, importlib.import_module(name))

    sys.path.insert(0, str(above))
    try:
        yield {"the reference": known(REFERENCE)} | {
            name: known(write(DEFINITIONS, MANIFEST.format(type=type, response=response)))
            for name, (type, response) in MANIFESTS.items()
        }
    finally:
        sys.path.remove(str(above))


@pytest.fixture(scope="module", params=["the reference", *MANIFESTS])
def known(folders: dict[str, Known], request: pytest.FixtureRequest) -> Known:
    """Each of those catalogs."""
    return folders[request.param]


@pytest.fixture(scope="module")
def errors(load: Load) -> LoadedProblems:
    """The problem classes of the shop, with RFC 9457's body."""
    return load(DEFINITIONS, MANIFEST.format(type=WHOLE, response="{}"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=9), inside),
    max_leaves=8,
)
FINITE = st.floats(allow_nan=False, allow_infinity=False)
OFFSETS = st.integers(-86_399, 86_399).map(lambda s: timezone(timedelta(seconds=s)))
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    "string": st.text(max_size=30),
    "integer": st.integers(),
    "number": st.integers() | FINITE,
    "boolean": st.booleans(),
    "date-time": st.datetimes() | st.datetimes(timezones=OFFSETS),
    "uuid": st.uuids(),
    None: JSON.map(plain),
}


def _values(kind: Any) -> st.SearchStrategy[Any]:
    if isinstance(kind, list):
        return st.lists(_values(kind[0]), max_size=3)
    if isinstance(kind, dict):
        members = {name: _values(member) for name, member in kind.items()}
        return (
            st.fixed_dictionaries(members) if kind else st.dictionaries(st.text(), JSON).map(plain)
        )
    return VALUES[kind]


def _params(cls: type[Problem], entry: Entry) -> st.SearchStrategy[dict[str, Any]]:
    kinds = {attribute: kind for _, attribute, kind in cls._members}
    return st.fixed_dictionaries(
        {
            name: st.none() | _values(kinds.get(name))
            if param.optional
            else _values(kinds.get(name))
            for name, param in entry.arguments.items()
        }
    )


def _sent(problem: Problem, id: str | None = "req_1") -> Response:
    token = request_id.set(id)
    try:
        return Response(
            problem.status, problem.headers, problem.to_json(), "https://shop.example/v1"
        )
    finally:
        request_id.reset(token)


def _exposed(problem: Problem) -> dict[str, Any]:
    return {wire: getattr(problem, attribute) for wire, attribute, _ in problem._members}


def _is_the_same(parsed: Problem | None, raised: Problem) -> None:
    assert parsed is not None
    assert type(parsed) is type(raised)
    assert parsed.status == raised.status
    assert parsed.variant == raised.variant
    assert parsed.headers == raised.headers
    assert _exposed(parsed) == _exposed(raised)
    assert parsed.received is not None
    assert parsed.received.status == raised.status
    assert parsed.detail == raised.detail


class TestRoundTrip:
    """Raised, sent and parsed, it is the same problem."""

    def test_every_definition_with_its_examples(self, known: Known) -> None:
        """Each variant, loaded and generated."""
        for source in known.sources:
            for entry, variant in known.entries():
                cls = Problems.of(source)[entry.code.text]
                raised = sample(entry, cls, variant)
                for wire, attribute, kind in cls._members:
                    given = getattr(raised, attribute)
                    if attribute in cls._arguments and given is not None:
                        value = typed(kind, given)  # an example of a date is its text
                        assert value is not MISSING, wire
                        raised.__dict__[attribute] = value
                _is_the_same(parse(_sent(raised), source), raised)

    @settings(max_examples=40)
    @given(data=st.data())
    def test_every_definition_with_any_values(self, known: Known, data: st.DataObject) -> None:
        """Of the declared types, with and without an instance and a request's id."""
        source = data.draw(st.sampled_from(known.sources), "source")
        code, variant = data.draw(st.sampled_from(known.codes), "code")
        cls, entry = Problems.of(source)[code], known.catalog.entries[code]
        instance = data.draw(st.none() | st.text(max_size=9), "instance")
        raised = cls(
            variant=variant or None,
            instance=instance,
            **data.draw(_params(cls, entry), "params"),
        )
        sent = _sent(raised, data.draw(st.none() | st.text(max_size=9), "id"))
        parsed = parse(sent, source)
        assert parsed is not None
        _is_the_same(parsed, raised)
        if "$instance" in str(Problems.of(source).body):
            assert parsed.instance == instance

    def test_what_is_adopted_is_sent_as_it_was(self, known: Known) -> None:
        """Byte for byte, where the values were of the declared types."""
        for entry, variant in known.entries():
            raised = sample(entry, Problems.of(known.loaded)[entry.code.text], variant)
            parsed = parse(_sent(raised), known.loaded)
            assert parsed is not None
            if "date-time" not in str(raised._members):
                assert adopt(parsed).to_json() == raised.to_json()

    def test_the_dict_is_parsed_as_well(self, known: Known) -> None:
        """`to_dict` is RFC 9457's shape whatever the template: jobs and queues carry it."""
        for entry, variant in known.entries():
            raised = sample(entry, Problems.of(known.loaded)[entry.code.text], variant)
            body = json.dumps(raised.to_dict()).encode()
            parsed = parse((None, {}, body), known.loaded)
            assert type(parsed) is type(raised)
            assert parsed.variant == raised.variant
            assert parsed.detail == raised.detail


PROBLEM = {"Content-Type": "application/problem+json; charset=utf-8"}
ORDER = "https://shop.example/errors/shop/order_not_found"
GONE = "https://shop.example/errors/shop/gone"


FULL: dict[str, Any] = {
    "type": ORDER, "title": "Order Not Found", "status": 404, "detail": "Theirs.",
    "instance": "/i", "code": "shop.order_not_found", "orderId": "o_1", "place": None,
}  # fmt: skip


def _received(body: object, status: int | None = 404, url: str | None = None) -> Response:
    return Response(status, PROBLEM, json.dumps(body).encode(), url)


class TestConsumer:
    """RFC 9457's rules for those who receive a problem."""

    @pytest.mark.parametrize(
        ("body", "status", "expected"),
        [
            pytest.param({}, 404, {"instance": "/i", "order_id": "o_1"}, id="all is there"),
            pytest.param({"new": {"a": 1}}, 404, {"order_id": "o_1"}, id="an unknown member"),
            pytest.param({"title": "Anders"}, 404, {"title": "Order Not Found"}, id="translated"),
            pytest.param({"title": 7, "detail": [], "instance": {}}, 404,
                         {"instance": None, "order_id": "o_1"}, id="members of the wrong type"),
            pytest.param({"orderId": 7}, 404, {"order_id": None}, id="a param of the wrong type"),
            pytest.param({"orderId": None}, 404, {"order_id": None}, id="a param that is null"),
            pytest.param({"status": 500}, 404, {"status": 404}, id="another status in the body"),
            pytest.param({"status": "404"}, 404, {"status": 404}, id="a status that is text"),
            pytest.param({"status": 200}, 404, {"status": 404}, id="a success in the body"),
            pytest.param({}, 502, {"status": 404}, id="another status on the way"),
            pytest.param({}, None, {"status": 404}, id="an unknown status"),
            pytest.param({"code": "shop.gone"}, 404, {"code": "shop.order_not_found"},
                         id="a type and another code"),
            pytest.param({"code": 7}, 404, {"code": "shop.order_not_found"}, id="a wrong code"),
            pytest.param({"type": f"{ORDER}?x"}, 404, {"order_id": "o_1"},
                         id="an unknown type and a known code"),
            pytest.param({"place": "x"}, 404, {"place": {"aisle": [7]}}, id="another constant"),
            pytest.param({"customer": "c"}, 404, {"customer": None}, id="a param that is not sent"),
        ],
    )  # fmt: skip
    def test_the_class_stands_and_members_are_taken_or_left(
        self, errors: LoadedProblems, body: dict[str, Any], status: int | None, expected: Any
    ) -> None:
        """Unknown and wrong-typed members are ignored; the declared status stays."""
        problem = parse(_received(FULL | body, status), errors)
        assert type(problem) is errors["shop.order_not_found"]
        assert {name: getattr(problem, name) for name in expected} == expected
        assert problem.received is not None
        assert problem.received.status == (status or 404)

    @pytest.mark.parametrize("left_out", FULL)
    def test_anything_may_be_missing(self, errors: LoadedProblems, left_out: str) -> None:
        """Type or code will do."""
        body = {name: value for name, value in FULL.items() if name != left_out}
        assert type(parse(_received(body), errors)) is errors["shop.order_not_found"]
        assert type(parse(_received({"type": ORDER}), errors)) is errors["shop.order_not_found"]

    @pytest.mark.parametrize(
        "type",
        [
            f"{ORDER}/", f"{ORDER}#x", ORDER.upper(), ORDER[:-1], f" {ORDER}", f"{ORDER}\n",
            "https://shop.example/errors/shop/x/../order_not_found", "order_not_found", "", 7, None,
            [ORDER], "about:blank", "/errors/shop/order_not_found", "//[",
        ],
    )  # fmt: skip
    def test_a_type_is_compared_whole(self, errors: LoadedProblems, type: object) -> None:
        """As it stands, to the letter."""
        problem = parse(_received({"type": type, "status": 404, "orderId": "x"}), errors)
        assert problem.__class__ is ClientProblem

    @pytest.mark.parametrize("catalog", ["of RFC 9457", "with relative types"])
    @pytest.mark.parametrize(
        ("type", "url", "is_known"),
        [
            (ORDER, "https://shop.example/v1/orders", True),
            (ORDER, None, None),
            ("/errors/shop/order_not_found", "https://shop.example/v1/orders?a=/", True),
            ("/errors/shop/order_not_found", None, None),
            ("../errors/shop/order_not_found", "https://shop.example/v1/orders", True),
            ("//shop.example/errors/shop/order_not_found", "https://shop.example/", True),
            ("order_not_found", "https://shop.example/errors/shop/", True),
            ("order_not_found", "https://shop.example/", False),
            ("order_not_found", "not a url", False),
            ("//[", "https://shop.example/", False),
            (ORDER, "https://other.example/v1", None),
            ("/errors/shop/order_not_found", "https://other.example/v1", None),
            ("https://other.example/errors/shop/order_not_found", "https://shop.example/", False),
        ],
    )
    def test_relative_types_are_resolved(
        self, folders: dict[str, Known], catalog: str, type: str, url: str | None, is_known: Any
    ) -> None:
        """Received ones and those of the catalog, against the response's URL."""
        if is_known is None:  # one of two that differ: where it was received decides
            is_known = type.startswith("/") == (catalog == "with relative types")
        for source in folders[catalog].sources:
            problem = parse(_received({"type": type}, url=url), source)
            assert (problem.__class__ is not ClientProblem) == is_known

    @pytest.mark.parametrize(
        ("declared", "received"),
        [
            ("gone", "https://a.example/v1/gone"),
            ("../x/./gone", "https://a.example/x/gone"),
            ("/x/../gone", "https://a.example/gone"),
            ("?gone", "https://a.example/v1/orders?gone"),
            ("#gone", "https://a.example/v1/orders#gone"),
        ],
    )
    def test_a_catalog_may_have_any_relative_type(
        self, load: Load, declared: str, received: str
    ) -> None:
        """Dots, queries and fragments included."""
        definition = f"code: a.b\nstatus: 404\ntitle: T\nsummary: S.\ntype: '{declared}'\n"
        errors = load(definition)
        url = "https://a.example/v1/orders"
        assert type(parse(_received({"type": received}, url=url), errors)) is errors["a.b"]
        assert type(parse(_received({"type": declared}), errors)) is errors["a.b"]
        assert type(parse(_received({"type": f"{received}x"}, url=url), errors)) is ClientProblem

    def test_about_blank_means_no_more_than_the_status(self, load: Load) -> None:
        """A catalog may declare it; another status is then another problem."""
        definition = "code: a.b\nstatus: 404\ntitle: Not Found\nsummary: S.\ntype: about:blank"
        errors = load(definition)
        assert type(parse(_received({"type": "about:blank"}), errors)) is errors["a.b"]
        assert type(parse(_received({"type": "about:blank"}, 403), errors)) is ClientProblem


class TestIdentity:
    """Which class a problem is of."""

    def test_a_former_code_gives_the_present_class(self, folders: dict[str, Known]) -> None:
        """A sender may be older than the catalog."""
        errors = folders["with a nested object"].loaded
        for code in ("shop.no_order", "shop.order_not_found"):
            problem = parse(_received({"error": {"code": code, "data": {"orderId": "x"}}}), errors)
            assert problem is not None
            assert (problem.code, problem.order_id) == ("shop.order_not_found", "x")  # type: ignore[attr-defined]

    def test_the_first_catalog_that_knows_it_wins(
        self, folders: dict[str, Known], errors: LoadedProblems
    ) -> None:
        """Loaded or generated, in any number."""
        shop, other = folders["of RFC 9457"], folders["the reference"]
        sent = _sent(Problems.of(shop.loaded)["shop.gone"]())
        for sources in ([shop.loaded], [other.loaded, shop.loaded, errors], [shop.loaded, errors]):
            assert type(parse(sent, *sources)) is Problems.of(shop.loaded)["shop.gone"]
        package: Any = shop.generated
        assert type(parse(sent, other.generated, package)) is package.shop.Gone
        assert type(parse(sent, other.loaded)) is ClientProblem

    @pytest.mark.parametrize(
        ("content_type", "is_known"),
        [
            ("application/problem+json", True), ("application/json", True), ("text/json", True),
            ("Application/JSON ; charset=utf-8", True), (None, True), ("", True),
            ("text/html", False), ("text/plain", False), ("application/jsonp", False),
            ("application/vnd.shop", False),
        ],
    )  # fmt: skip
    def test_the_media_type_must_be_json(
        self, errors: LoadedProblems, content_type: str | None, is_known: bool
    ) -> None:
        """Or missing, or the very one that the catalog declares; see the round trips."""
        headers = {} if content_type is None else {"CONTENT-TYPE": content_type}
        body = json.dumps({"type": ORDER, "title": "T"}).encode()
        problem = parse((404, headers, body), errors)
        assert problem is not None
        assert problem.code == ("shop.order_not_found" if is_known else "")
        assert problem.title == ("Order Not Found" if is_known else "Not Found")
        assert parse((404, headers, body)).title == ("T" if is_known else "Not Found")  # type: ignore[union-attr]

    def test_a_body_of_another_shape_is_another_services(self, folders: dict[str, Known]) -> None:
        """But for RFC 9457's own, which any service may speak."""
        errors = folders["with a nested object"].loaded
        assert type(parse(_received({"code": "shop.gone"}), errors)) is ClientProblem
        assert type(parse(_received({"error": "shop.gone"}), errors)) is ClientProblem
        problem = parse(_received({"type": GONE, "extra": 1}, 410), errors)
        assert type(problem) is Problems.of(errors)["shop.gone"]

    @pytest.mark.parametrize(
        ("change", "status"),
        [
            ({"name": "Go"}, 410), ({"name": None}, 410), ({"message": "x"}, 410),
            ({"new": 1}, 410), ({}, 404), ({"name": "Down", "since": 1}, 502),
            ({"name": "Down", "message": "It does not answer."}, 502),
        ],
    )  # fmt: skip
    def test_without_type_and_code_all_has_to_fit(
        self, folders: dict[str, Known], change: dict[str, Any], status: int
    ) -> None:
        """Status, title, the set of params, the detail, and the template's constants."""
        errors = folders["without type and code"].loaded
        body = {"ok": False, "problem": {"name": "Gone", "http": 410}}
        assert type(parse(_received(body, 410), errors)) is Problems.of(errors)["shop.gone"]
        assert type(parse(_received(body, None), errors)) is Problems.of(errors)["shop.gone"]
        assert type(parse(_received({**body, "ok": True}, 410), errors)) is ClientProblem
        changed = {"ok": False, "problem": {"name": "Gone", "http": 410} | change}
        problem = parse(_received(changed, status), errors)
        assert problem is not None
        assert problem.code == ""

    def test_two_classes_that_fit_are_none(self, load: Load) -> None:
        """Which of them it is, nobody knows."""
        one = "code: a.{}\nstatus: 404\ntitle: T\nsummary: S.\nparams: {{id: {{const: {}}}}}\n"
        manifest = MANIFEST.format(type=WHOLE, response="body: {title: $title, ...: $params}")
        errors = load(f"{one.format('b', 1)}---\n{one.format('c', 2)}", manifest)
        assert type(parse(_received({"title": "T", "id": 2}), errors)) is errors["a.c"]
        same = load(f"{one.format('b', 1)}---\n{one.format('c', 1)}", manifest)
        assert type(parse(_received({"title": "T", "id": 1}), same)) is ClientProblem

    def test_a_variant_that_cannot_be_told_is_none(self, errors: LoadedProblems) -> None:
        """Neither its name nor a detail that fits was received; theirs is shown."""
        body = {"code": "shop.declined", "detail": "Abgelehnt.", "variant": "new", "card": "42"}
        problem = parse(_received(body, 402), errors)
        assert problem is not None
        assert (problem.variant, problem.detail) == (None, "Abgelehnt.")
        assert adopt(problem).variant == "funds"


class TestGeneric:
    """What no catalog declares is a problem all the same."""

    @pytest.mark.parametrize(
        ("status", "cls", "title"),
        [
            (400, ClientProblem, "Bad Request"), (499, ClientProblem, "Status 499"),
            (500, ServerProblem, "Internal Server Error"), (599, ServerProblem, "Status 599"),
            (600, Problem, "Status 600"), pytest.param(10**5_000, Problem, None, id="huge"),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize(
        "body",
        [
            b"", b"<html>Bad Gateway</html>", b"{", b"\xff\xfe\x00", b"[]", b"null", b"7", b'"x"',
            b"[" * 100_000, b"[" * 200 + b"]" * 200, b'{"a":' * 200 + b"1" + b"}" * 200,
            b"9" * 10_000, b"NaN", b"\x00" * 9,
        ],
    )  # fmt: skip
    def test_any_body_of_an_error_status_gives_a_problem(
        self, errors: LoadedProblems, status: int, cls: type, title: str | None, body: bytes
    ) -> None:
        """By its status alone: class and title."""
        for sources in ((), (errors,)):
            problem = parse((status, PROBLEM, body), *sources)
            assert problem is not None
            assert type(problem) is cls
            assert (problem.status, problem.type, problem.code) == (status, "about:blank", "")
            assert title in (None, problem.title)
            assert problem.detail is None
            assert pickle.loads(pickle.dumps(problem)).status == status

    def test_its_members_are_taken_where_they_are_right(self, errors: LoadedProblems) -> None:
        """RFC 9457's, the code, and the others by name."""
        body = {
            "type": "x/out-of-credit", "title": "You do not have enough credit.", "status": 422,
            "detail": "30", "instance": "/a", "code": "credit", "balance": 30, "a": [1],
        }  # fmt: skip
        problem = parse(_received(body, 403, "https://bank.example/v1/"), errors)
        assert type(problem) is ClientProblem
        assert problem.to_dict() == {
            **{name: body[name] for name in ("title", "detail", "instance", "code")},
            "type": "https://bank.example/v1/x/out-of-credit",
            "status": 403,
        }
        assert str(problem) == "credit: 30"
        assert problem.received is not None
        assert problem.received.members == {"balance": 30, "a": [1]}
        assert problem.received.type == "x/out-of-credit"
        wrong = parse(_received(dict.fromkeys(body, 7), 403), errors)
        assert wrong is not None
        assert wrong.to_dict() == {"type": "about:blank", "title": "Forbidden", "status": 403}

    def test_a_newer_senders_error_is_read_through_the_template(
        self, folders: dict[str, Known]
    ) -> None:
        """A known envelope with an unknown code; with several catalogs, the one that fits best."""
        sources = [known.loaded for known in folders.values()]
        data = {"code": "shop.new", "message": "News.", "data": {"x": 1}}
        problem = parse(_received({"ok": False, "error": data, "id": "req_7"}, 409), *sources)
        assert problem is not None
        assert (problem.code, problem.detail, problem.title) == ("shop.new", "News.", "Conflict")
        assert problem.received is not None
        assert problem.received.members == {"x": 1}
        assert problem.received.request_id == "req_7"

    def test_a_template_may_have_no_place_for_params(self, load: Load) -> None:
        """Of an unknown error all that it does not name is kept; of a known one nothing is."""
        manifest = MANIFEST.format(type=WHOLE, response="body: {err: {c: $code, m: $detail}}")
        errors = load(DEFINITIONS, manifest)
        body: dict[str, Any] = {"err": {"c": "shop.new", "m": "x"}, "orderId": "y"}
        problem = parse(_received(body), errors)
        assert problem is not None
        assert problem.received is not None
        assert (problem.code, problem.received.members) == ("shop.new", {"orderId": "y"})
        body["err"]["c"] = "shop.order_not_found"
        problem = parse(_received(body), errors)
        assert problem is not None
        assert problem.received is not None
        assert (problem.code, problem.received.members) == ("shop.order_not_found", {})
        assert vars(problem).keys() == {"received"}

    @pytest.mark.parametrize(
        ("body", "status"),
        [
            ({"status": 404}, 404), ({"status": 503, "title": "T"}, 503), ({"detail": "x"}, None),
            ({"type": "urn:x", "status": 7}, None),
        ],
    )  # fmt: skip
    def test_without_a_status_the_bodys_counts(self, body: object, status: int | None) -> None:
        """A queue or a job has none."""
        problem = parse(_received(body, None))
        assert problem is not None
        assert problem.received is not None
        assert problem.received.status == status
        assert problem.status == (status or 500)

    @pytest.mark.parametrize("body", [{}, [], {"status": 200, "title": "T"}, {"status": 7}, "x"])
    def test_what_does_not_say_that_it_is_an_error_is_none(self, body: object) -> None:
        """Neither status nor a member of RFC 9457's."""
        assert parse(_received(body, None)) is None


ANY_BODY = st.one_of(
    st.binary(max_size=200),
    JSON.map(lambda value: json.dumps(value).encode()),
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ["type", "title", "status", "detail", "instance", "code", "error", "errors", "orderId"],
            st.sampled_from([ORDER, "shop.invalid", "shop.declined", "about:blank", "//[", 404])
            | JSON,
        ),
    ).map(lambda value: json.dumps(value).encode()),
)
HEADERS = st.dictionaries(
    st.sampled_from(["Content-Type", "content-type", "X-Request-Id", "Retry-After"]) | st.text(),
    st.sampled_from(["application/json", "text/html", ";"]) | st.text(),
    max_size=4,
)


class TestAnything:
    """Whatever was received, parsing it and looking at the result does not fail."""

    @settings(max_examples=100)
    @given(
        status=st.none() | st.integers() | st.sampled_from([404, 402, 422, 500]),
        headers=HEADERS,
        body=ANY_BODY,
        url=st.none() | st.text() | st.just("https://shop.example/v1"),
    )
    def test_parsing_never_fails(
        self,
        folders: dict[str, Known],
        status: int | None,
        headers: dict[str, str],
        body: bytes,
        url: str | None,
    ) -> None:
        """And an error status always gives a problem."""
        sources = [known.loaded for known in folders.values()]
        for some in ((), sources, sources[::-1]):
            problem = parse((status, headers, body, url), *some)
            if problem is None:
                assert status is None or status < 400
                continue
            assert status is None or status >= 400
            assert json.loads(problem.to_json())
            assert all(map(str, (problem, repr(problem), problem.headers, problem.log_fields())))
            again = pickle.loads(pickle.dumps(problem))
            assert again.received == problem.received
            if problem.__class__.code:
                assert json.loads(adopt(problem).to_json())


@pytest.fixture
def gone(errors: LoadedProblems) -> Problem:
    """A received problem."""
    sent = _sent(errors["shop.busy"](retry_after=7, instance="/i"))
    parsed = parse(
        sent._replace(headers={"retry-after": "8", "CACHE-CONTROL": "x", "Via": "y"}), errors
    )
    assert parsed is not None
    return parsed


class TestReceived:
    """It is marked, and stays so until it is adopted."""

    def test_it_holds_what_came_over_the_wire(self, gone: Problem) -> None:
        """Headers are the received ones, spelled as they are declared."""
        received = gone.received
        assert isinstance(received, Received)
        assert received.headers == {"retry-after": "8", "CACHE-CONTROL": "x", "Via": "y"}
        assert received.body["retryAfter"] == received.members["retryAfter"] == 7
        assert received.type == gone.type
        assert received.declared(("RETRY-after", "Age")) == {"RETRY-after": "8"}
        assert gone.headers["Retry-After"] == "8"
        assert gone.headers["Cache-Control"] == "x"
        assert "Via" not in gone.headers

    def test_its_repr_shows_no_header_and_no_value(self, gone: Problem) -> None:
        """They may be secrets."""
        assert repr(gone.received) == f"<Received 503 {gone.type}>"
        assert repr(parse((404, {"Set-Cookie": "s"}, b"s")).received) == "<Received 404 of no type>"  # type: ignore[union-attr]

    def test_it_survives_pickle_and_copy(self, gone: Problem) -> None:
        """Every protocol; a problem without a class as well."""
        other = parse((418, {}, b'{"code":"tea","a":[{}]}'))
        assert other is not None
        for problem in (gone, other):
            made = [pickle.loads(pickle.dumps(problem, number)) for number in range(6)]
            for again in (*made, copy.copy(problem), copy.deepcopy(problem)):
                assert type(again) is type(problem)
                assert vars(again) == vars(problem)
                assert again.received == problem.received
                assert again.to_json() == problem.to_json()
        assert gone.received != other.received
        assert gone.received != 7

    def test_a_success_raises_nothing(self, errors: LoadedProblems) -> None:
        """And an error its problem, without clutter in the traceback."""
        raise_for_problem((204, {}, b""), errors)
        with pytest.raises(errors["shop.gone"]) as caught:
            raise_for_problem(_received({"type": GONE}, 410), errors)
        frames = traceback.extract_tb(caught.value.__traceback__)
        assert [frame.name for frame in frames] == [
            "test_a_success_raises_nothing", "raise_for_problem",
        ]  # fmt: skip
        assert caught.value.__context__ is None

    def test_adopted_it_is_ones_own(self, gone: Problem) -> None:
        """The same class, params and instance; headers are made anew."""
        own = adopt(gone)
        assert own is not gone
        assert type(own) is type(gone)
        assert own.received is None
        assert (own.retry_after, own.instance) == (7, "/i")  # type: ignore[attr-defined]
        assert own.headers["Retry-After"] == "7"
        assert own.headers["Cache-Control"] == "no-store"
        assert adopt(own) is own

    def test_what_no_catalog_declares_cannot_be_adopted(self) -> None:
        """It has no class that would say what to send."""
        problem = parse((502, {}, b""))
        assert problem is not None
        with pytest.raises(TypeError, match="ServerProblem of type about:blank is declared in no"):
            adopt(problem)

    def test_a_source_that_is_none_is_told_at_once(self) -> None:
        """For a success, too."""
        with pytest.raises(UsageError, match="json is no package of errors"):
            parse((200, {}, b""), json)
