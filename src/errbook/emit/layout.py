"""Text and data as Python source, laid out as ruff's formatter lays it out.

The generated package is read by people and checked by the tools of the project it lands in, so it
is written in that form from the start; nobody needs a formatter to build it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

__all__ = [
    "WIDTH", "Field", "Piece", "assigned", "assignment", "called", "docstring", "formatted",
    "joined", "literal",
]  # fmt: skip

WIDTH = 88
"""Columns of a line, ruff's default."""


class Field(str):
    """A Python expression that stands in braces inside of an f-string; plain `str` is text."""

    __slots__ = ()


Piece = str | Field


def literal(text: str) -> str:
    """Return `text` as a string literal, in the quotes that need fewer escapes."""
    escaped = repr(text)
    body, quote = escaped[1:-1], escaped[0]
    body = body.replace(r"\'", "'") if quote == "'" else body
    quote = _quote(text)
    return f"{quote}{body.replace(quote, chr(92) + quote)}{quote}"


def formatted(pieces: Iterable[Piece]) -> str:
    """Return the literal of what `pieces` make: an f-string if there is a field among them."""
    parts = joined(pieces)
    if not any(isinstance(part, Field) for part in parts):
        return literal("".join(parts))
    text = "".join(part for part in parts if not isinstance(part, Field))
    quote = _quote(text)
    body = ""
    for part in parts:
        if isinstance(part, Field):
            body += f"{{{part}}}"
        else:
            inner = literal(part)
            inner = inner[1:-1].replace(f"{chr(92)}{inner[0]}", inner[0])
            inner = inner.replace(quote, chr(92) + quote)
            body += inner.replace("{", "{{").replace("}", "}}")
    return f"f{quote}{body}{quote}"


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return `pieces` with neighbouring texts made one."""
    made: list[Piece] = []
    for piece in pieces:
        if not isinstance(piece, Field) and made and not isinstance(made[-1], Field):
            made[-1] += piece
        elif piece:
            made.append(piece)
    return made


def assignment(target: str, value: str, indent: int) -> str:
    """Return `target = value`, or `return value`; `value` is a literal, which cannot be split."""
    margin = " " * indent
    start = f"{margin}{target} " if target == "return" else f"{margin}{target} = "
    if _width(start + value) > WIDTH >= indent + 4 + _width(value):
        return f"{start}(\n{margin}    {value}\n{margin})"
    return start + value


def assigned(target: str, value: Any, indent: int) -> str:
    """Return `target = value` for a value made of tuples, lists, dicts, text and constants."""
    margin = " " * indent
    if isinstance(value, str):
        return assignment(target, literal(value), indent)
    return f"{margin}{target} = {_data(value, indent, len(target) + 3)}"


def called(name: str, text: str, indent: int) -> str:
    """Return the call of `name` with `text`, which stands behind a `@` at `indent`."""
    flat, margin = f"{name}({literal(text)})", " " * indent
    if indent + 1 + _width(flat) <= WIDTH:
        return flat
    return f"{name}(\n{margin}    {literal(text)}\n{margin})"


def docstring(text: str, indent: int) -> str:
    """Return `text` as a docstring at `indent`: readable, and a literal whatever it holds."""
    lines = [line.rstrip() for line in text.strip().split("\n")]
    text = "\n".join(lines)
    clean = "\\" not in text and text.replace("\n", "").isprintable()
    escaped = text if clean else "".join(_escaped(character) for character in text)
    if '"""' in escaped or escaped.endswith('"') or escaped.startswith('"'):
        escaped = escaped.replace('"', r"\"")
    first, *rest = escaped.split("\n")
    if not rest and indent + len(first) + 6 <= WIDTH:
        return f'"""{first}"""'
    margin = " " * indent
    made = [first, *(f"{margin}{line}" if line else "" for line in rest), margin]
    return '"""' + "\n".join(made) + '"""'


def _data(value: Any, indent: int, before: int, after: int = 0) -> str:
    """Return `value` as it stands `before` columns behind its line's start, `after` before its end.

    On one line if it fits; else an item a line.
    """
    flat = _flat(value)
    if not isinstance(value, (tuple, list, dict)) or not value:
        return flat
    if indent + before + _width(flat) + after <= WIDTH:
        return flat
    margin = " " * (indent + 4)
    lines = []
    if isinstance(value, dict):
        for key, item in value.items():
            name = _flat(key)
            lines.append(f"{margin}{name}: {_data(item, indent + 4, _width(name) + 2, 1)},")
    else:
        lines = [f"{margin}{_data(item, indent + 4, 0, 1)}," for item in value]
    braces = {tuple: "()", list: "[]", dict: "{}"}[type(value)]
    return "\n".join([braces[0], *lines, " " * indent + braces[1]])


def _flat(value: Any) -> str:
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, tuple):
        inside = ", ".join(map(_flat, value))
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    if isinstance(value, list):
        return f"[{', '.join(map(_flat, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_flat(key)}: {_flat(item)}' for key, item in value.items())}}}"
    return repr(value)


def _quote(text: str) -> str:
    return "'" if text.count('"') > text.count("'") else '"'


def _width(text: str) -> int:
    """Return the columns that `text` takes up: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 1 + (_is_wide(c)) for c in text
    )


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _escaped(character: str) -> str:
    if character == "\\":
        return r"\\"
    return character if character.isprintable() or character == "\n" else repr(character)[1:-1]
