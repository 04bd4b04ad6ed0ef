"""Definitions and their params: shorthands, variants, extensions, samples and what is shared."""

from typing import Any

import pytest
from pydantic import ValidationError

from errbook.catalog.definition import Definition
from errbook.catalog.model import texts
from errbook.catalog.param import Param, Schema, SharedParam

REQUIRED = {"code": "a", "status": 404, "title": "Not Found", "summary": "It is gone."}


def _definition(**fields: Any) -> Definition:
    return Definition.model_validate({**REQUIRED, **fields})


def test_four_fields_are_enough() -> None:
    """All others have a value that says nothing."""
    definition = _definition()
    assert definition.details == {}
    assert definition.variants == ()
    assert definition.visibility == "public"
    assert definition.is_stub


@pytest.mark.parametrize("name", REQUIRED)
def test_each_of_the_four_is_required(name: str) -> None:
    """A definition without it is none."""
    with pytest.raises(ValidationError, match=name):
        Definition.model_validate({key: value for key, value in REQUIRED.items() if key != name})


@pytest.mark.parametrize("status", [True, "404", 404.0, 399, 600, None])
def test_a_status_is_a_whole_number_of_an_error(status: object) -> None:
    """Nothing is converted: neither true, nor text, nor 404.0."""
    with pytest.raises(ValidationError):
        _definition(status=status)


def test_a_detail_is_text_or_several_by_variant() -> None:
    """A single detail has no name; variants keep their order."""
    assert _definition(detail="Gone.").details == {"": "Gone."}
    several = _definition(detail={"by_name": "No such name.", "by_id": "No such ID."})
    assert several.variants == ("by_name", "by_id")


def test_scenarios_and_steps_may_be_text_alone() -> None:
    """The short form and the long one are the same."""
    short = _definition(scenarios=["Deleted."], fixes=[{"steps": ["List the keys."]}])
    long = _definition(
        scenarios=[{"text": "Deleted."}], fixes=[{"steps": [{"text": "List the keys."}]}]
    )
    assert short == long
    assert not short.is_stub


def test_fields_of_one_s_own_are_kept_apart() -> None:
    """Whatever starts with `x-` is passed through, and nothing else is."""
    assert _definition(**{"x-team": ["keys"]}).extensions == {"x-team": ["keys"]}
    with pytest.raises(ValidationError, match="extra_forbidden"):
        _definition(team=["keys"])


def test_a_request_knows_whether_it_has_json() -> None:
    """Null is a JSON body as well; two bodies are refused."""
    request = {"method": "POST", "path": "/keys"}
    made = [
        _definition(trigger={"request": {**request, **extra}}).trigger
        for extra in ({}, {"json": None}, {"body": "{"})
    ]
    assert [trigger and trigger.request.has_json for trigger in made] == [False, True, False]
    with pytest.raises(ValidationError, match="two bodies"):
        _definition(trigger={"request": {**request, "json": None, "body": ""}})


def test_a_replay_is_of_a_request() -> None:
    """Code is not sent, so there is nothing to say about how."""
    code = [{"language": "json", "text": "{}"}]
    request = {"method": "GET", "path": "/keys"}
    sample = {"code": code, "request": request, "replay": {"skip": "It is wrong."}}
    made = _definition(fixes=[{"samples": [sample]}]).fixes[0].samples[0]
    assert made.replay is not None
    assert made.replay.skip == "It is wrong."
    with pytest.raises(ValidationError, match="this sample has none"):
        _definition(fixes=[{"samples": [{"code": code, "replay": {"skip": "It is wrong."}}]}])


def test_every_markdown_text_is_found_with_its_path() -> None:
    """In the order of the fields, through lists and mappings; what is not Markdown is left out."""
    definition = _definition(
        what_happened="Looked.",
        scenarios=["Deleted."],
        fixes=[
            {
                "title": "List",
                "steps": [{"text": "One."}],
                "samples": [{"intro": "So.", "code": [{"language": "json", "text": "{}"}]}],
            }
        ],
        notes=[{"text": "Careful."}],
        deprecated={"reason": "Old."},
    )
    assert list(texts(definition)) == [
        (("what_happened",), "Looked."),
        (("scenarios", 0, "text"), "Deleted."),
        (("fixes", 0, "steps", 0, "text"), "One."),
        (("fixes", 0, "samples", 0, "intro"), "So."),
        (("notes", 0, "text"), "Careful."),
        (("deprecated", "reason"), "Old."),
    ]


@pytest.mark.parametrize(
    ("schema", "sample"),
    [
        ({"const": None, "example": 1}, None),
        ({"example": None, "type": "string"}, None),
        ({"enum": ["b", "a"]}, "b"),
        ({"type": "array", "items": {"type": "integer", "minimum": 3}}, [3]),
        ({"type": "array"}, []),
        ({"type": "object", "properties": {"on": {"type": "boolean"}}}, {"on": True}),
        ({"type": "number"}, 1),
        ({"type": "string"}, "<key>"),
        ({}, "<key>"),
        ({"type": "string", "format": "date-time"}, "2026-01-31T12:00:00Z"),
    ],
)
def test_a_schema_has_a_sample(schema: dict[str, Any], sample: object) -> None:
    """The constant, the example, or something that fits."""
    assert Schema.model_validate(schema).sample("key") == sample


def test_a_param_takes_up_a_shared_one() -> None:
    """Fields beside `use` replace those of the shared param; the rest is taken over."""
    shared = {
        "key_id": SharedParam.model_validate({"type": "string", "as": "keyId", "example": "key_1"})
    }
    param = Param.model_validate({"use": "key_id", "example": "key_2"}).resolved(shared)
    assert (param.type, param.example, param.wire("key_id")) == ("string", "key_2", "keyId")
    with pytest.raises(KeyError):
        Param.model_validate({"use": "api_id"}).resolved(shared)
