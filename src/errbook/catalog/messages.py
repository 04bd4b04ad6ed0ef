"""Pydantic's errors as findings: at their place in the YAML, in the writer's words."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from errbook.catalog.document import Document
from errbook.catalog.model import PATTERNS, Model
from errbook.catalog.syntax import quote_it, short
from errbook.catalog.writing import renamed
from errbook.findings import Finding, Fix

__all__ = ["INVALID", "UNKNOWN_FIELD", "did_you_mean", "explain"]

UNKNOWN_FIELD, INVALID, STATUS = "EB104", "EB113", "EB203"

_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}
_KINDS = {
    str: "text",
    int: "a number",
    float: "a decimal number",
    list: "a list",
    dict: "a mapping",
}
_HELP = {
    "a list": "write each item on a line of its own that starts with `- `",
    "a mapping": "write `name: value` on the lines below it",
    "true or false": "write `true` or `false`",
    "a whole number": "write digits alone, without quotes and leading zeros",
}

Path = tuple[str | int, ...]

_MANY = 500
"""Names, from which on only those are compared that have a half of the word."""


def explain(error: ValidationError, document: Document, model: type[Model]) -> Iterator[Finding]:
    """Yield a finding for every mistake in `error`, which `document` made as a `model`."""
    wrong_types: dict[Path, list[str]] = {}
    sentences: set[Path] = set()
    for detail in sorted(error.errors(include_url=False, include_context=True), key=_is_missing):
        path = _existing(document.value, detail["loc"])
        if detail["type"] in _TYPES:
            wrong_types.setdefault(_meant(path, document), []).append(_TYPES[detail["type"]])
        elif detail["type"] == "extra_forbidden":
            fields = _fields_at(model, tuple(detail["loc"][:-1]))
            if len(path) > 1 and not any(name in fields for name in _at(document.value, path[:-1])):
                sentences.add(path[:-1])
            yield _unknown(detail, path, document, fields, sentence=path[:-1] in sentences)
        elif not (_is_missing(detail) and path in sentences):
            yield _other(detail, path, document)
    for path, expected in wrong_types.items():
        yield _wrong_type(path, expected, document)


def did_you_mean(word: str, known: Any) -> str:
    """Return ", did you mean `x`?" for the nearest of `known`; nothing where none is near."""
    near = _nearest(word, known)
    return f", did you mean `{near}`?" if near else ""


def _nearest(word: str, known: Any) -> str | None:
    """Return the nearest of `known`, if one is near; upper and lower case make no difference."""
    word = word.casefold()
    names = {str(name).casefold(): str(name) for name in known}
    if len(names) > _MANY:  # comparing takes long, and one slip leaves a half of the word as it is
        middle = len(word) // 2
        head, tail = word[: max(middle - 1, 1)], word[middle + 1 :]
        names = {
            name: names[name] for name in names if name.startswith(head) or name.endswith(tail)
        }
    near = get_close_matches(word, names, n=3, cutoff=0.6)
    return next((names[name] for name in near if _alike(word, name)), None)


def _alike(one: str, two: str) -> bool:
    """Tell whether two names are near without the groups that they share.

    `err:data:gone` and `err:data:old` are not, however much of the text is the same.
    """
    starts = [0, *(found.end() for found in re.finditer(r"\W", one))]
    shared = max(start for start in starts if two.startswith(one[:start]))
    return SequenceMatcher(None, one[shared:], two[shared:]).ratio() >= 0.6


def _is_missing(detail: ErrorDetails) -> bool:
    return detail["type"] == "missing"


def _unknown(
    detail: ErrorDetails, path: Path, document: Document, fields: list[str], *, sentence: bool
) -> Finding:
    """`sentence`: the mapping has no field that is known, so it may be text with a `: ` in it."""
    name = str(detail["loc"][-1])
    near = _nearest(name, fields)
    help = None if near or not fields else f"the fields here are {', '.join(fields)}"
    if help and sentence:
        help = f"if text with a `: ` in it was meant, {quote_it}; {help}"
    fix = None
    if near and near not in _at(document.value, path[:-1]):
        fix = Fix(f"call it `{near}`", (renamed(document, path, near),), safe=False)
    hint = f", did you mean `{near}`?" if near else ""
    message = f"unknown field `{short(name)}`{hint}"
    return Finding(document.key_place(*path), UNKNOWN_FIELD, message, help=help, fix=fix)


def _other(detail: ErrorDetails, path: Path, document: Document) -> Finding:
    kind, context = detail["type"], detail.get("ctx", {})
    label = _label(path)
    if detail["loc"][-1:] == ("[key]",):
        return Finding(document.key_place(*path), INVALID, f"a key in {_label(path[:-1])} is empty")
    if kind == "missing":
        where = f" in {_label(path)}" if path else ""
        return Finding(
            document.place(*path), INVALID, f"missing field `{detail['loc'][-1]}`{where}"
        )
    if kind == "string_pattern_mismatch":
        return Finding(document.place(*path), INVALID, f"{label} {PATTERNS[context['pattern']]}")
    if kind == "literal_error":
        expected = str(context["expected"]).replace("'", "`")
        near = did_you_mean(
            short(str(detail["input"])), expected.replace("`", "").replace(" or ", ", ").split(", ")
        )
        return Finding(document.place(*path), INVALID, f"{label} must be {expected}{near}")
    if kind in ("greater_than_equal", "less_than_equal") and path == ("status",):
        message = f"status {short(str(detail['input']))} is no error; it must be from 400 to 599"
        return Finding(document.place(*path), STATUS, message)
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"{context['ge']} or more" if "ge" in context else f"{context['le']} or less"
        return Finding(document.place(*path), INVALID, f"{label} must be {bound}")
    if kind in ("too_short", "dict_too_short"):
        return Finding(
            document.place(*path),
            INVALID,
            f"{label} is empty",
            help="fill it in, or leave the field out",
        )
    message = detail["msg"].removeprefix("Value error, ")
    return Finding(
        document.place(*path), INVALID, message if kind == "value_error" else f"{label}: {message}"
    )


def _wrong_type(path: Path, expected: list[str], document: Document) -> Finding:
    value = _at(document.value, path)
    raw = document.raw(*path).strip()
    words = " or ".join(dict.fromkeys(expected)).replace("a number or a whole number", "a number")
    if value is None and not raw:
        return Finding(
            document.place(*path), INVALID, f"{_label(path)} has no value; it must be {words}"
        )
    got = _KINDS.get(type(value), f"`{raw}`")
    help = _HELP.get(words)
    if "text" in expected:
        if raw[:1] in ("[", "{"):
            what = "list" if raw[0] == "[" else "mapping"
            help = f"`{raw[0]}` at the start of text starts a YAML {what}; {quote_it}"
        elif not isinstance(value, (list, dict)):
            help = f'quote it: "{short(raw)}"'
    return Finding(
        document.place(*path), INVALID, f"{_label(path)} must be {words}, not {got}", help=help
    )


def _at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


def _meant(path: Path, document: Document) -> Path:
    """Return the path of the text around `path`, if that is a name in braces: a mapping to YAML."""
    braced = (
        bool(path) and not document.raw(*path).strip() and document.raw(*path[:-1]).startswith("{")
    )
    return path[:-1] if braced else path


def _existing(value: Any, location: tuple[str | int, ...]) -> Path:
    """Return `location` without pydantic's tags, as deep as it leads into `value`."""
    path: list[str | int] = []
    for part in location:
        keys = range(len(value)) if isinstance(value, list) else value
        if isinstance(keys, (dict, range)) and part in keys:
            value = value[part]
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
