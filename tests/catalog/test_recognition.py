"""Recognising errors in what somebody has at hand: in Python, and alike in a browser's language."""

from __future__ import annotations

import json
import textwrap
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.recognising import Told, in_javascript, in_python

from errbook.catalog import Catalog, Entry, load
from errbook.catalog.param import Schema
from errbook.catalog.recognition import recognise
from errbook.emit.live import LoadedProblems
from errbook.problem import Problem, blank

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = json.loads((HERE / "recognition.json").read_text("utf-8"))
REFERENCE = HERE.parents[1] / "catalog"

NOTHING: Told = {
    "variant": "", "values": {}, "is_whole": False, "message": None, "request_id": None,
}  # fmt: skip

ODD = [
    "plain",
    "two words, and a list",
    "a \"quoted\" 'thing' `here`",
    "naïve – 日本語 😀",
    "<img src=x onerror=alert(1)> &amp;",
    "",
    "{braces} {{two}} $1 \\d+ %s",
    "lines\nand\ttabs\r\nof a log",
    "err:none:such:code: https://example.com/?a=b#c",
    "x" * 1_000,
]
"""Texts that a client may have sent."""
NUMBERS = [0, 1, -7, 2**31, 12345678901234567890]


@cache
def catalog(name: str) -> Catalog:
    """One of the catalogs of the cases, or the reference catalog."""
    return load(REFERENCE if name == "reference" else HERE / "recognition" / name)


def expected(case: dict[str, Any]) -> list[Told]:
    """What a case says that is found, with what it leaves out."""
    return [NOTHING | found for found in case["found"]]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["about"]) for case in CASES])
def test_an_error_is_recognised_in(case: dict[str, Any]) -> None:
    """Whatever has its type, its code or its detail."""
    [found] = in_python(catalog(case["catalog"]), [case["text"]])
    assert found == expected(case)


@pytest.mark.parametrize("name", ["shop", "plain"])
def test_a_browser_recognises_the_same(name: str) -> None:
    """The scripts of a site give the answers of the cases."""
    cases = [case for case in CASES if case["catalog"] == name]
    found = in_javascript(catalog(name), [case["text"] for case in cases])
    assert {case["about"]: each for case, each in zip(cases, found, strict=True)} == {
        case["about"]: expected(case) for case in cases
    }


def odd(schema: Schema, number: int) -> Any:
    """A value that is allowed, and that nobody has thought of."""
    text = ODD[number % len(ODD)]
    if schema.enum:
        return schema.enum[number % len(schema.enum)]
    if schema.type == "integer":
        return NUMBERS[number % len(NUMBERS)]
    if schema.type == "number":
        return NUMBERS[number % len(NUMBERS)] + 0.5
    if schema.type == "boolean":
        return number % 2 == 0
    if schema.type == "array":
        return [
            odd(schema.items or Schema.model_validate({}), number + n) for n in range(number % 4)
        ]
    if schema.type == "object":
        properties = (schema.properties or {}).items()
        return {name: odd(each, number) for name, each in properties} | {text: text}
    return text


def occurrences(number: int) -> Iterator[tuple[Entry, str, Problem]]:
    """Every definition and variant of the reference catalog, once, with odd values."""
    classes = LoadedProblems(catalog("reference"))
    for entry in catalog("reference"):
        for variant in entry.definition.variants or ("",):
            problem = blank(classes[entry.code.text])
            params = enumerate(entry.arguments.items(), start=number)
            own: dict[str, Any] = {name: odd(param, n) for n, (name, param) in params}
            problem.__dict__.update(own | ({"variant": variant} if variant else {}))
            yield entry, variant, problem


@pytest.mark.parametrize("number", range(len(ODD)))
def test_every_error_is_recognised_whatever_its_values(number: int) -> None:
    """By its body, its line in a log and its detail alone; in a browser as in Python."""
    made = [*occurrences(number)]
    bodies = [problem.to_json().decode() for _, _, problem in made]
    lines = [f"2026-11-25T10:31:00Z ERROR api.errors {problem}" for _, _, problem in made]
    details = [problem.detail or "" for _, _, problem in made]
    texts = [*bodies, *lines, *details]
    found = in_python(catalog("reference"), texts)
    for (entry, variant, problem), body, line, detail in zip(
        made, found, found[len(made) :], found[2 * len(made) :], strict=False
    ):
        code, wire = entry.code.text, problem.to_dict()
        assert [one["code"] for one in body] == [code]
        assert (body[0]["by"], body[0]["variant"]) == ("type", variant)
        assert body[0]["message"] == (problem.detail and problem.detail.strip())
        assert body[0]["values"] == {
            name: wire[param.wire(name)]
            for name, param in entry.exposed.items()
            if not param.is_const
        }
        assert (line[0]["code"], line[0]["by"]) == (code, "code")
        assert code in [one["code"] for one in detail]
    assert in_javascript(catalog("reference"), texts) == found


HOSTILE = {
    "braces": "{" * 1_000_000,
    "objects in objects": '{"a":' * 200_000,
    "strings without end": '{"' * 300_000,
    "quotes": '\\"' * 400_000,
    "colons": ":=" * 500_000,
    "words": " ".join(f"w{n}:x=y" for n in range(100_000)),
    "one word": "err:" * 250_000,
    "starts of messages": "The API The key The role " * 40_000,
    "messages without end": "The API " + "x" * 1_000_000 + " does not exist, or was deleted.",
    "spaces": " " * 1_000_000 + "x",
    "a deep list": '{"a":' + "[" * 90_000 + "]" * 90_000 + "}",
    "every sign": "".join(map(chr, range(0xD800))),
    "half a character": '{"code": "\\ud800", "type": "\ud800 \\ud83d"}',
    "more than is looked at": "x " * 5_000_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_no_text_takes_long(what: str) -> None:
    """Nothing fails, and a megabyte takes seconds at most, even where it is made for that."""
    started = time.process_time()
    in_python(catalog("reference"), [HOSTILE[what]])
    assert time.process_time() - started < 10


def test_no_text_takes_long_in_a_browser() -> None:
    """All of them one behind the other."""
    started = time.monotonic()
    in_javascript(
        catalog("reference"), [text.encode(errors="replace").decode() for text in HOSTILE.values()]
    )
    assert time.monotonic() - started < 60


def test_ten_thousand_definitions_are_no_matter(tmp_path: Path) -> None:
    """Once they are loaded."""
    (tmp_path / "catalog.yaml").write_text("{errbook: 1, name: T, code: '{area}.{name}'}", "utf-8")
    definition = """\
        code: area{m}.thing_{n}_not_found
        status: 404
        title: Not Found
        summary: Nothing.
        detail: "The thing {n} with the ID {{id}} does not exist in area {m}."
        params: {{id: {{type: string}}}}
        """
    for m in range(200):
        made = [textwrap.dedent(definition).format(m=m, n=50 * m + n) for n in range(50)]
        (tmp_path / f"{m}.yaml").write_text("\n---\n".join(made), "utf-8")
    many = load(tmp_path)
    started = time.process_time()
    [found] = recognise(many, "WARN The thing 4711 with the ID a b does not exist in area 94.")
    assert time.process_time() - started < 2  # on a machine that is busy
    assert (found.entry.code.text, found.values) == ("area94.thing_4711_not_found", {"id": "a b"})
