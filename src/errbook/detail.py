"""The grammar of detail templates and header values: `{name}`, `{{`, `}}`, and nothing else.

One scanner serves the linter, which wants every mistake with its place, and the emitter, which
wants the parts. No attribute, index, conversion or format: a template is text with holes in it, so
that it can be shown, translated and matched backwards.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeVar

    _Part = TypeVar("_Part", bound="Placeholder | Mistake")

__all__ = ["Mistake", "Placeholder", "names", "scan"]

_TOKEN = re.compile(r"[^{}]+|\{\{|\}\}|\{[^}]*\}?|\}")


class Placeholder(str):
    """The name between a pair of braces; `start` is the offset of the opening brace."""

    __slots__ = ("start",)
    start: int


class Mistake(str):
    """What is wrong with the template; `start` is the offset at which it is."""

    __slots__ = ("start",)
    start: int


def scan(template: str) -> Iterator[str | Placeholder | Mistake]:
    """Yield the parts of `template` in order: literal text (unescaped), placeholders, mistakes."""
    literal = ""
    for found in _TOKEN.finditer(template):
        token, at = found[0], found.start()
        if token in ("{{", "}}"):
            literal += token[0]
        elif token[0] not in "{}":
            literal += token
        else:
            if literal:
                yield literal
            literal = ""
            yield _hole(token, at)
    if literal:
        yield literal


def names(template: str) -> list[str]:
    """Return the names of the placeholders in `template`, in order, each once."""
    found = (str(part) for part in scan(template) if isinstance(part, Placeholder))
    return list(dict.fromkeys(found))


def _hole(token: str, at: int) -> Placeholder | Mistake:
    """Return what `token`, which starts with a single brace, means at the offset `at`."""
    if token == "}":
        return _at(Mistake("a lone `}`; write `}}` for a brace"), at)
    if not token.endswith("}"):
        return _at(Mistake("a `{` that is never closed; write `{{` for a brace"), at)
    text = token[1:-1]
    if text.isascii() and text.isidentifier():
        return _at(Placeholder(text), at)
    return _at(Mistake(_explained(text)), at)


def _explained(text: str) -> str:
    """Say why `text` between braces is no placeholder, and what to write instead."""
    name = text.strip()
    if not name:
        return "empty braces; name a param, or write `{{}}` for braces"
    signs = ((".", "an attribute"), ("[", "an index"), ("!", "a conversion"), (":", "a format"))
    for sign, what in signs:
        before = text.partition(sign)[0].strip()
        if sign in text and before.isidentifier():
            return f"`{{{text}}}` has {what}; write `{{{before}}}`"
    if name.isascii() and name.isidentifier():
        return f"`{{{text}}}` has spaces in it; write `{{{name}}}`"
    return f"`{{{text}}}` is not a name; write `{{name}}`, or `{{{{` for a brace"


def _at(part: _Part, start: int) -> _Part:
    part.start = start
    return part
