"""The grammar of detail templates and header values: `{name}`, `{{`, `}}`, and nothing else.

One scanner serves the linter, which wants every mistake with its place, and the emitter, which
wants the parts. No attribute, index, conversion or format: a template is text with holes in it, so
that it can be shown, translated and matched backwards.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeVar

    _Part = TypeVar("_Part", bound="Placeholder | Mistake")

__all__ = ["Mistake", "Placeholder", "names", "scan"]


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
    literal: list[str] = []
    at, end = 0, len(template)
    while at < end:
        here = template[at]
        if here not in "{}":
            stop = min((i for i in (template.find("{", at), template.find("}", at)) if i >= 0), default=end)
            literal.append(template[at:stop])
            at = stop
            continue
        if template[at : at + 2] in ("{{", "}}"):
            literal.append(here)
            at += 2
            continue
        if literal:
            yield "".join(literal)
            literal.clear()
        if here == "}":
            yield _at(Mistake("a lone `}`; write `}}` for a brace"), at)
            at += 1
            continue
        close = template.find("}", at)
        if close < 0:
            yield _at(Mistake("a `{` that is never closed; write `{{` for a brace"), at)
            return
        yield _hole(template[at + 1 : close], at)
        at = close + 1
    if literal:
        yield "".join(literal)


def names(template: str) -> list[str]:
    """Return the names of the placeholders in `template`, in order, each once."""
    return list(dict.fromkeys(str(part) for part in scan(template) if isinstance(part, Placeholder)))


def _hole(text: str, at: int) -> Placeholder | Mistake:
    if text.isascii() and text.isidentifier():
        return _at(Placeholder(text), at)
    if not text.strip():
        return _at(Mistake("empty braces; name a param, or write `{{}}` for braces"), at)
    name = text.strip()
    for sign, what in ((".", "attribute"), ("[", "index"), ("!", "conversion"), (":", "format")):
        before = text.partition(sign)[0].strip()
        if sign in text and before.isidentifier():
            return _at(Mistake(f"`{{{text}}}` has {_a(what)}; write `{{{before}}}`"), at)
    if name.isascii() and name.isidentifier():
        return _at(Mistake(f"`{{{text}}}` has spaces in it; write `{{{name}}}`"), at)
    return _at(Mistake(f"`{{{text}}}` is not a name; write `{{name}}`, or `{{{{` for a brace"), at)


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'ai' else 'a'} {noun}"


def _at(part: _Part, start: int) -> _Part:
    part.start = start
    return part
