"""A definition as data: everything that is public of it, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from errbook.catalog import Catalog, load
from errbook.catalog.definition import Visibility
from errbook.pages import Pages
from errbook.pages.machine import DATA, SCHEMA, MachineFiles
from errbook.pages.record import declared, record

HERE = Path(__file__).parent
CATALOGS = {"reference": HERE.parents[1] / "catalog", "odd": HERE / "catalog"}

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def odd() -> Catalog:
    """A catalog with everything in it."""
    return load(CATALOGS["odd"])


def made(catalog: Catalog, folder: Path, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return `errors.json` and its schema."""
    pages = Pages(catalog, **options).in_commonmark()
    with MachineFiles(pages, folder) as machine:
        for page in pages:
            machine.add(page, pages.markdown(page), page.uri.removesuffix(".md") + "/")
    data, schema = (json.loads((folder / name).read_text("utf-8")) for name in (DATA, SCHEMA))
    Draft202012Validator.check_schema(schema)
    return data, schema


def test_a_record_has_what_the_definition_says_with_what_it_inherits(odd: Catalog) -> None:
    """Texts as they are written; the group's part, the type and the class filled in."""
    entry = odd.entries["err:cart:too_full"]
    told = record(entry, Pages(odd), url="there/", markdown="there.md")
    definition = entry.definition
    assert (told["code"], told["status"], told["title"]) == (
        "err:cart:too_full",
        429,
        'Cart "Too Full"',
    )
    assert told["type"] == "https://shop.example/errors/cart/too_full"
    assert (told["url"], told["markdown"]) == ("there/", "there.md")
    assert (told["group"], told["python"]) == ("err:cart", "cart.TooFull")
    assert told["detail"] == definition.detail
    assert told["what_happened"] == definition.what_happened
    assert [one["text"] for one in told["scenarios"]] == [one.text for one in definition.scenarios]
    assert told["fixes"][0]["steps"][0] == {"text": "List what is in it."}
    assert told["trigger"]["request"]["json"]["options"]["wrap"] is None
    assert told["operations"] == ["POST /carts", "DELETE /carts/{id}"]
    assert [one["kind"] for one in told["notes"]] == ["warning", "note"]
    assert told["aliases"] == ["err:cart:full"]


def test_its_examples_are_what_the_run_time_sends(odd: Catalog) -> None:
    """One for each variant, with headers and body."""
    entry = odd.entries["err:cart:too_full"]
    by_count, by_weight = record(entry, Pages(odd))["examples"]
    sent = Pages(odd).problems["err:cart:too_full"](
        variant="by_weight",
        cart_id="cart|1",
        unit="piece",
        lines=[
            {"sku": "A-1", "added": "2026-01-31T12:00:00Z"},
            {"sku": "B-2", "added": "2026-01-31T12:00:01Z"},
        ],
    )
    assert by_weight == {
        "variant": "by_weight",
        "status": 429,
        "headers": sent.headers,
        "body": json.loads(sent.to_json()),
    }
    assert by_count["body"]["error"]["message"] == "The cart cart|1 holds 10 things already."


def test_what_is_empty_is_left_out(odd: Catalog) -> None:
    """A consumer asks for a field, and need not tell an empty one from one that is not there."""
    told = record(odd.entries["err:cart:gone"], Pages(odd))
    assert " ".join(told) == "code status title type summary group python examples"


def test_nothing_for_operators_is_in_a_public_record(write: Callable[..., Path]) -> None:
    """No owner, no runbook, no hidden param, no replay, no definition without a page."""
    folder = write(
        """
        code: a.one
        status: 404
        title: T
        summary: S.
        detail: "It {seen}."
        params: {seen: {type: string, use: shared}, hidden: {type: string, expose: false}}
        owner: canary-owner
        runbook: canary-runbook
        related: [{code: a.secret, reason: canary-reason}, {code: a.two}]
        deprecated: {reason: R., replaced_by: [a.secret, a.two]}
        trigger:
          request: {method: GET, path: /one}
          replay: {skip: canary-replay}
        fixes:
          - steps:
              - text: T.
                samples: [{request: {method: GET, path: /one}, replay: {skip: canary-replay}}]
            samples: [{request: {method: GET, path: /one}, replay: {skip: canary-replay}}]
        tags: [kept]
        x-kept: {replay: kept}
        ---
        {code: a.secret, status: 500, title: T, summary: canary-secret, visibility: internal}
        ---
        {code: a.two, status: 404, title: T, summary: S., aliases: [a.old]}
        """,
        "{errbook: 1, name: X, code: '{a}.{b}', params: {shared: {description: D.}}}",
    )
    catalog = load(folder)
    told = record(catalog.entries["a.one"], Pages(catalog))
    text = json.dumps(told)
    assert "canary" not in text
    assert "hidden" not in text
    assert "secret" not in text
    assert told["params"] == {"seen": {"type": "string", "description": "D."}}
    assert told["related"] == [{"code": "a.two"}]
    assert told["deprecated"] == {"reason": "R.", "replaced_by": ["a.two"]}
    assert (told["tags"], told["x-kept"]) == (["kept"], {"replay": "kept"})

    pages = Pages(catalog, visibility="internal")
    internal = record(catalog.entries["a.one"], pages)
    assert (internal["owner"], internal["runbook"]) == ("canary-owner", "canary-runbook")
    assert internal["params"]["hidden"] == {"type": "string", "expose": False}
    assert [one["code"] for one in internal["related"]] == ["a.secret", "a.two"]
    assert "canary-replay" not in json.dumps(internal)

    everything = declared(catalog.entries["a.one"])
    assert everything["trigger"]["replay"] == {"skip": "canary-replay"}


def test_codes_are_the_present_ones(write: Callable[..., Path]) -> None:
    """What a definition calls by a former code is called by the one that a consumer can find."""
    catalog = load(
        write(
            "{code: a.one, status: 404, title: T, summary: S., related: [{code: a.old}]}\n---\n"
            "{code: a.two, status: 404, title: T, summary: S., aliases: [a.old]}",
            "{errbook: 1, name: X, code: '{a}.{b}'}",
        )
    )
    told = record(catalog.entries["a.one"], Pages(catalog))
    assert told["related"] == [{"code": "a.two"}]


@pytest.mark.parametrize("visibility", ["public", "internal"])
@pytest.mark.parametrize("name", CATALOGS)
def test_errors_json_fits_its_schema(name: str, visibility: Visibility, tmp_path: Path) -> None:
    """Every record of the catalogs does, in both kinds of builds."""
    data, schema = made(load(CATALOGS[name]), tmp_path, visibility=visibility)
    mistakes = [
        f"{mistake.json_path}: {mistake.message}"
        for mistake in Draft202012Validator(schema).iter_errors(data)
    ]
    assert not mistakes
    assert data["$schema"] == SCHEMA
    assert [one["code"] for one in data["errors"]] == [
        entry.code.text for entry in Pages(load(CATALOGS[name]), visibility=visibility).entries
    ]


@pytest.mark.parametrize("name", CATALOGS)
def test_a_field_of_another_type_does_not_fit(name: str, tmp_path: Path) -> None:
    """Nor does a record that lacks one of those that every error has."""
    data, schema = made(load(CATALOGS[name]), tmp_path)
    validator = Draft202012Validator({"$ref": "#/$defs/Error", "$defs": schema["$defs"]})
    needed = {"code", "status", "title", "type", "summary", "markdown", "python", "examples"}
    for one in data["errors"]:
        assert validator.is_valid(one), one["code"]
        for field, value in one.items():
            if field.startswith("x-"):
                continue
            other = 1 if isinstance(value, (str, list, dict)) else "text"
            assert not validator.is_valid({**one, field: other}), (one["code"], field)
        for field in needed:
            rest = {key: value for key, value in one.items() if key != field}
            assert not validator.is_valid(rest), (one["code"], field)


CHANGES: dict[str, Change] = {
    "a status that is no error": lambda one: one.update(status=200),
    "a code of another scheme": lambda one: one.update(code="cart.too_full"),
    "an empty title": lambda one: one.update(title=" "),
    "a field that there is not": lambda one: one.update(titel="T"),
    "an owner": lambda one: one.update(owner="team-carts"),
    "a runbook": lambda one: one.update(runbook="https://internal.example"),
    "a visibility": lambda one: one.update(visibility="internal"),
    "a replay": lambda one: one["trigger"].update(replay={"skip": "no"}),
    "a replay of a sample": lambda one: one["fixes"][1]["samples"][0].update(replay={}),
    "a param that is hidden": lambda one: one["params"]["limit"].update(expose=False),
    "a param of no type": lambda one: one["params"]["limit"].update(type="whole"),
    "a step as text": lambda one: one["fixes"][0]["steps"].append("Wait."),
    "a scenario as text": lambda one: one["scenarios"].append("It rained."),
    "a related error without a code": lambda one: one["related"].append({"reason": "R."}),
    "a related error of another scheme": lambda one: one["related"].append({"code": "E1"}),
    "a kind of note": lambda one: one["notes"][0].update(kind="loud"),
    "a method": lambda one: one["trigger"]["request"].update(method="SEND"),
    "no example": lambda one: one.update(examples=[]),
    "an example without a body": lambda one: one["examples"][0].pop("body"),
    "somebody who can act": lambda one: one.update(fixable_by="nobody"),
    "an operation": lambda one: one["operations"].append("carts"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_record_with_a_changed_fact_does_not_fit(what: str, odd: Catalog, tmp_path: Path) -> None:
    """The schema knows what each field may be."""
    data, schema = made(odd, tmp_path)
    one = next(one for one in data["errors"] if one["code"] == "err:cart:too_full")
    assert Draft202012Validator(schema).is_valid(data)
    CHANGES[what](one)
    assert not Draft202012Validator(schema).is_valid(data)
