"""Text of the catalog is data: whatever it holds, it comes back as it was, and none of it runs."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from errbook.emit.live import LoadedProblems
from errbook.emit.modules import modules
from errbook.emit.source import source

Load = Callable[..., LoadedProblems]

TRICKS = [
    '"""', "'''", '"', "'", "\\", '\\"', "\\N{DASH}", "\\x", "\\u12", "\n", "\n\n", "\r", "\t",
    "  ", "{{", "}}", "{", "}", "{% raise %}", "{{ 1/0 }}", "{# x #}", "${x}", "%s", "$$",
    '""")\nraise SystemExit\n', "\n    status = 200\n", "# coding: utf-7", "\x00", "\x1a", "\x85",
    "\u2028", "\ufeff", "\u202e", "😀", "é", "a" * 120, "- ", "```\ncode\n```", "+", ".", "$code",
]  # fmt: skip

TEXT = st.lists(st.sampled_from(TRICKS) | st.text(max_size=5), max_size=6).map("".join)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)


def _yaml(value: Any) -> str:
    """Return `value` as YAML on one line, with every unusual character escaped."""
    if isinstance(value, str):
        plain = "abcdefghijklmnopqrstuvwxyz"
        return '"' + "".join(c if c in plain else f"\\U{ord(c):08X}" for c in value) + '"'
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_yaml(key)}: {_yaml(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    return json.dumps(value)


def _load(load: Load, text: dict[str, str], const: Any = "x") -> LoadedProblems:
    """Load a catalog with every text of `text` in its place."""
    manifest = {
        "errbook": 1,
        "name": text["name"],
        "summary": text["summary"],
        "code": "{group}.{name}",
        "groups": {"g": {"title": text["group"], "description": text["description"]}},
        "response": {
            "body": {text["key"]: "$title", "constant": f"$${text['constant']}", "...": "$params"}
        },
    }
    braced = text["detail"].replace("{", "{{").replace("}", "}}")
    definition = {
        "code": "g.one",
        "status": 400,
        "title": text["title"],
        "summary": text["summary"],
        "detail": {text["variant"]: f"{braced}{{p}}", "else": braced},
        "scenarios": [text["scenario"]],
        "params": {"p": {"as": text["wire"]}, "c": {"const": const}},
        "type": text["type"],
    }
    return load(_yaml(definition), _yaml(manifest))


FIELDS = [
    "name", "summary", "group", "description", "key", "constant", "detail", "title", "variant",
    "scenario", "wire", "type",
]  # fmt: skip
PLAIN = {name: f"plain {name}" for name in FIELDS}
TEXTS = st.fixed_dictionaries(
    {name: TEXT.map(f"{name} {{}}".format) | TEXT.map(f"{{}} {name}".format) for name in FIELDS}
)
"""For each field a text that starts or ends with its name: none is empty, no two are equal."""


@given(TEXTS, JSON)
def test_any_text_comes_back_as_it_was(load: Load, text: dict[str, str], const: Any) -> None:
    """In the class, in its documentation and in the bytes it sends."""
    cls = _load(load, text, const)["g.one"]
    assert (cls.title, cls.type, cls.variants[0]) == (text["title"], text["type"], text["variant"])
    assert cls.c == const  # type: ignore[attr-defined]
    problem = cls(variant=text["variant"], p="é")
    assert problem.detail == f"{text['detail']}é"
    assert json.loads(problem.to_json()) == {
        text["key"]: text["title"],
        "constant": f"${text['constant']}",
        text["wire"]: "é",
        "c": const,
    }
    documented = _words(inspect.getdoc(cls) or "")
    assert _words(text["summary"]) in documented
    assert _words(text["scenario"]) in documented


@given(TEXTS)
def test_no_text_becomes_code(load: Load, text: dict[str, str]) -> None:
    """Text changes the literals of the source, and nothing else of it."""
    assert _shapes(_load(load, text)) == _shapes(_load(load, PLAIN))


def _words(text: str) -> str:
    return " ".join(text.split())


def _shapes(problems: LoadedProblems) -> list[str]:
    """Return the syntax trees of the catalog's modules, without the values of their literals."""
    catalog = problems.catalog
    trees = [ast.parse(source(catalog, module)) for module in modules(catalog).values()]
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant):
                node.value = type(node.value).__name__
    return [ast.dump(tree) for tree in trees]
