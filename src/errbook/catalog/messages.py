"""Pydantic's errors as findings: at their place in the YAML, in the writer's words."""

from __future__ import annotations

import types
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from errbook.catalog.model import PATTERNS, Model
from errbook.catalog.reader import Document
from errbook.catalog.syntax import quote_it
from errbook.findings import Finding

__all__ = ["INVALID", "UNKNOWN_FIELD", "did_you_mean", "explain"]

UNKNOWN_FIELD, INVALID, STATUS = "EB104", "EB113", "EB203"

_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list, each item on a line that starts with `- `",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}
_KINDS = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a mapping"}

Path = tuple[str | int, ...]


def explain(error: ValidationError, document: Document, model: type[Model]) -> Iterator[Finding]:
    """Yield a finding for every mistake in `error`, which came of validating `document` as `model`."""
    wrong_types: dict[Path, list[str]] = {}
    for detail in error.errors(include_url=False, include_context=True):
        path = _existing(document.value, detail["loc"])
        if detail["type"] in _TYPES:
            wrong_types.setdefault(path, []).append(_TYPES[detail["type"]])
        elif detail["type"] == "extra_forbidden":
            yield _unknown(detail, document, model)
        else:
            yield _other(detail, path, document)
    for path, expected in wrong_types.items():
        yield _wrong_type(path, expected, document)


def did_you_mean(word: str, known: Any) -> str:
    """Return ", did you mean `x`?" for the nearest of `known`; nothing where none is near."""
    near = get_close_matches(word, [str(name) for name in known], n=1, cutoff=0.6)
    return f", did you mean `{near[0]}`?" if near else ""


def _unknown(detail: ErrorDetails, document: Document, model: type[Model]) -> Finding:
    *above, name = detail["loc"]
    fields = _fields_at(model, tuple(above))
    near = did_you_mean(str(name), fields)
    known = None if near or not fields else f"the fields here are {', '.join(fields)}"
    path = (*_existing(document.value, tuple(above)), name)
    return Finding(document.key_place(*path), UNKNOWN_FIELD, f"unknown field `{name}`{near}", help=known)


def _other(detail: ErrorDetails, path: Path, document: Document) -> Finding:
    kind, context = detail["type"], detail.get("ctx", {})
    label = _label(path)
    if kind == "missing":
        where = f" in {_label(path)}" if path else ""
        return Finding(document.place(*path), INVALID, f"missing field `{detail['loc'][-1]}`{where}")
    if kind == "string_pattern_mismatch":
        return Finding(document.place(*path), INVALID, f"{label} {PATTERNS[context['pattern']]}")
    if kind == "literal_error":
        expected = str(context["expected"]).replace("'", "`")
        near = did_you_mean(str(detail["input"]), expected.replace("`", "").replace(" or ", ", ").split(", "))
        return Finding(document.place(*path), INVALID, f"{label} must be {expected}{near}")
    if kind in ("greater_than_equal", "less_than_equal") and path == ("status",):
        message = f"status {detail['input']} is no error; it must be from 400 to 599"
        return Finding(document.place(*path), STATUS, message)
    if kind in ("too_short", "dict_too_short"):
        return Finding(document.place(*path), INVALID, f"{label} is empty", help="fill it in, or leave the field out")
    message = detail["msg"].removeprefix("Value error, ")
    return Finding(document.place(*path), INVALID, message if kind == "value_error" else f"{label}: {message}")


def _wrong_type(path: Path, expected: list[str], document: Document) -> Finding:
    value: Any = document.value
    for part in path:
        value = value[part]
    words = " or ".join(dict.fromkeys(expected))
    got = "nothing" if value is None else _KINDS.get(type(value), "that")
    help = None
    raw = document.raw(*path).lstrip()
    if "text" in expected:
        if raw[:1] in ("[", "{"):
            help = f"`{raw[0]}` at the start of text starts a YAML {'list' if raw[0] == '[' else 'mapping'}; {quote_it}"
        elif isinstance(value, (int, float)):
            help = f'quote it: "{raw.strip()}"'
    elif isinstance(value, str) and expected == ["a whole number"] and value.strip().isdigit():
        help = "write it without quotes and leading zeros"
    return Finding(document.place(*path), INVALID, f"{_label(path)} must be {words}, not {got}", help=help)


def _existing(value: Any, location: tuple[str | int, ...]) -> Path:
    """Return the part of `location` that leads through `value`: without pydantic's tags, and as deep as it goes."""
    path: list[str | int] = []
    for part in location:
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            continue
        path.append(part)
    return tuple(path)


def _label(path: Path) -> str:
    """Name the entry at `path`: `status`, `related[0].code`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return f"`{text.lstrip('.')}`" if text else "the document"


def _fields_at(model: type[Model], path: Path) -> list[str]:
    """Return the names of the fields at `path` below `model`."""
    kinds: list[Any] = [model]
    for part in path:
        kinds = [below for kind in kinds for below in _below(kind, part)]
    return [
        info.alias or name
        for kind in kinds
        if isinstance(kind, type) and issubclass(kind, Model)
        for name, info in kind.model_fields.items()
        if info.alias != "x-…"
    ]


def _below(kind: Any, part: str | int) -> Iterator[Any]:
    if isinstance(kind, type) and issubclass(kind, Model):
        for name, info in kind.model_fields.items():
            if (info.alias or name) == part:
                yield from _alternatives(info.annotation)
        return
    arguments = get_args(kind)
    if get_origin(kind) is list:
        yield from _alternatives(arguments[0])
    elif get_origin(kind) is dict:
        yield from _alternatives(arguments[1])


def _alternatives(annotation: Any) -> Iterator[Any]:
    """Yield what `annotation` allows, without `Annotated` and unions around it."""
    if hasattr(annotation, "__metadata__"):
        yield from _alternatives(annotation.__origin__)
    elif get_origin(annotation) in (Union, types.UnionType):
        for argument in get_args(annotation):
            yield from _alternatives(argument)
    else:
        yield annotation
