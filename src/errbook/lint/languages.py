"""Code held against the grammar of its language, by a parser of that language.

JSON, YAML, TOML, XML and Python have one at hand. Shell, JavaScript and TypeScript are parsed by
tree-sitter, which every editor stands on: it parses on behind a mistake, and what it says is where.
"""

from __future__ import annotations

import json
import re
import tomllib
import warnings
from ast import PyCF_ALLOW_TOP_LEVEL_AWAIT, PyCF_ONLY_AST
from collections.abc import Callable
from functools import cache
from typing import NamedTuple
from xml.parsers import expat

import yaml

__all__ = ["SyntaxMistake", "syntax_mistake"]

_AT = re.compile(r"(.+) \(at (?:line (\d+), column (\d+)|end of document)\)")
_SHOWN = 20
"""Characters of the code that a message shows."""


class SyntaxMistake(NamedTuple):
    """The first thing in a piece of code that is against the grammar of its language."""

    offset: int
    """In characters."""
    message: str
    language: str
    """The language's proper name."""


class _Bad(Exception):
    """What is wrong, and where: line from 0, column from 0."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def syntax_mistake(language: str, text: str) -> SyntaxMistake | None:
    """Return the first mistake in `text`; None if there is none, or the language is unknown.

    `language` is what Pygments calls it, in any case.
    """
    known = _LANGUAGES.get(language.casefold())
    if known is None:
        return None
    name, parse = known
    try:
        parse(text)
    except _Bad as bad:
        lines = text.splitlines(keepends=True)
        offset = sum(map(len, lines[: bad.line])) + bad.column
        return SyntaxMistake(min(offset, len(text)), str(bad), name)
    except (RecursionError, MemoryError):  # more than the parser can take, and no mistake
        return None
    return None


def _json(text: str) -> None:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise _Bad(_lower(error.msg), error.lineno - 1, error.colno - 1) from None


def _yaml(text: str) -> None:
    try:
        for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        raise _Bad(error.problem or "cannot be parsed", line, column) from None
    except yaml.reader.ReaderError as error:
        raise _Bad(error.reason, 0, 0) from None


def _toml(text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT.fullmatch(str(error))
        message, line, column = found.groups() if found else (str(error), None, None)
        if line is None:
            raise _Bad(f"{_lower(message)} at the end", len(text), 0) from None
        raise _Bad(_lower(message), int(line) - 1, int(column) - 1) from None


def _xml(text: str) -> None:
    """An excerpt of several elements is XML enough; a whole document has one."""
    parser = expat.ParserCreate()
    whole = text.lstrip().startswith(("<?xml", "<!DOCTYPE"))
    before = "" if whole else "<_>"
    try:
        parser.Parse(text if whole else f"{before}{text}</_>", True)
    except expat.ExpatError as error:
        column = error.offset - (len(before) if error.lineno == 1 else 0)
        raise _Bad(expat.ErrorString(error.code), error.lineno - 1, max(column, 0)) from None


def _python(text: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            flags = PyCF_ONLY_AST | PyCF_ALLOW_TOP_LEVEL_AWAIT
            compile(text, "<sample>", "exec", flags, dont_inherit=True)
    except SyntaxError as error:
        line, column = error.lineno or 1, error.offset or 1
        raise _Bad(error.msg, line - 1, max(column - 1, 0)) from None
    except ValueError as error:
        raise _Bad(str(error), 0, 0) from None


def _by_tree_sitter(grammar: str) -> Callable[[str], None]:
    def parse(text: str) -> None:
        data = text.encode("utf-8", "surrogatepass")
        node = _tree_sitter(grammar).parse(data).root_node
        if not node.has_error:
            return
        while not (node.is_error or node.is_missing):
            node = next(child for child in node.children if child.has_error)
        line, column = node.start_point
        start = node.start_byte - column
        before = data[start : node.start_byte].decode("utf-8", "surrogatepass")
        if node.is_missing:
            raise _Bad(f"`{node.type}` is missing", line, len(before))
        shown = data[node.start_byte : node.end_byte].decode("utf-8", "surrogatepass")
        shown = shown.splitlines()[0] if shown.strip() else shown.strip()
        cut = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
        raise _Bad(f"unexpected `{cut}`", line, len(before))

    return parse


@cache
def _tree_sitter(grammar: str):  # type: ignore[no-untyped-def]
    """Return tree-sitter's parser for `grammar`, which is loaded when a sample first needs it."""
    from tree_sitter import Language, Parser

    if grammar == "bash":
        import tree_sitter_bash

        return Parser(Language(tree_sitter_bash.language()))
    if grammar == "javascript":
        import tree_sitter_javascript

        return Parser(Language(tree_sitter_javascript.language()))
    import tree_sitter_typescript

    made = getattr(tree_sitter_typescript, f"language_{grammar}")
    return Parser(Language(made()))


def _lower(message: str) -> str:
    """Return `message` as it goes on behind a colon."""
    return message[:1].lower() + message[1:] if message[1:2].islower() else message
