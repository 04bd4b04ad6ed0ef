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
from functools import cache, partial
from typing import Any, NamedTuple
from xml.parsers import expat

import yaml

from errbook.catalog.syntax import Closed, explain
from errbook.exceptions import MissingExtra

__all__ = ["SyntaxMistake", "syntax_mistake"]

_AT = re.compile(r"(.+) \(at (?:line (\d+), column (\d+)|end of document)\)")
_SHOWN = 20
"""Characters of the code that a message shows."""


class SyntaxMistake(NamedTuple):
    """The first thing in a piece of code that is against the grammar of its language."""

    offset: int
    """In characters: that of one that can be seen, so what is missing is missing behind it."""
    message: str
    language: str
    """The language's proper name."""


class _Bad(Exception):
    """What is wrong, and at which character."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def syntax_mistake(language: str, text: str) -> SyntaxMistake | None:
    """Return the first mistake in `text`; None if there is none, or the language is unknown.

    `language` is what Pygments calls it, in any case. Raises `MissingExtra` if its parser is not
    installed.
    """
    known = _LANGUAGES.get(language.casefold())
    if known is None:
        return None
    name, parse = known
    try:
        parse(text)
    except _Bad as bad:
        visible = max(len(text[: bad.offset + 1].rstrip()) - 1, 0)
        return SyntaxMistake(visible, str(bad), name)
    except (RecursionError, MemoryError):  # more than the parser can take, and no mistake
        return None
    return None


def _json(text: str) -> None:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise _Bad(_lower(error.msg), error.pos) from None


def _json_with_comments(text: str) -> None:
    """Comments, commas at the end, names without quotes: it is an expression of JavaScript."""
    try:
        _by_tree_sitter("javascript", f"({text}\n)")
    except _Bad as bad:
        raise _Bad(str(bad), max(bad.offset - 1, 0)) from None


def _yaml(text: str) -> None:
    try:
        for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        told = explain(error, text, Closed())
        raise _Bad(told.message, told.offset) from None
    except yaml.reader.ReaderError as error:
        raise _Bad(error.reason, 0) from None


def _toml(text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT.fullmatch(str(error))
        at = len(text)
        if found and found[2]:
            at = _offset(text, int(found[2]), int(found[3]) - 1)
        raise _Bad(_lower(found[1] if found else str(error)), at) from None


def _xml(text: str) -> None:
    """An excerpt of several elements is XML enough; a whole document has one."""
    whole = text.lstrip().startswith(("<?xml", "<!DOCTYPE"))
    before, after = ("", "") if whole else ("<_>", "</_>")
    data = f"{before}{text}{after}".encode()
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        offset = len(data[: parser.ErrorByteIndex].decode()) - len(before)
        raise _Bad(expat.ErrorString(error.code), max(offset, 0)) from None


def _python(text: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            flags = PyCF_ONLY_AST | PyCF_ALLOW_TOP_LEVEL_AWAIT
            compile(text, "<sample>", "exec", flags, dont_inherit=True)
    except SyntaxError as error:
        at = _offset(text, error.lineno or 1, max((error.offset or 1) - 1, 0))
        raise _Bad(_lower(error.msg), at) from None
    except ValueError as error:  # a null character, on Python 3.11
        raise _Bad(str(error), 0) from None


def _by_tree_sitter(grammar: str, text: str) -> None:
    data = f"{text}\n".encode()  # to some grammars a line ends with its end
    node = _tree_sitter(grammar).parse(data).root_node
    if not node.has_error:
        return
    while not (node.is_error or node.is_missing):
        inside = next((child for child in node.children if child.has_error), None)
        if inside is None:
            break
        node = inside
    before = data[: node.start_byte].decode()
    if node.is_missing:
        raise _Bad(f"`{node.type}` is missing behind this", len(before.rstrip()) - 1)
    line = data[node.start_byte : node.end_byte].decode().partition("\n")[0].strip()
    shown = line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
    raise _Bad(f"unexpected `{shown}`", len(before))


@cache
def _tree_sitter(grammar: str) -> Any:
    """Return tree-sitter's parser for `grammar`, which is loaded when a sample first needs it."""
    MissingExtra.check(
        "tree_sitter", f"tree_sitter_{'typescript' if grammar == 'tsx' else grammar}"
    )
    from tree_sitter import Language, Parser

    if grammar == "bash":
        import tree_sitter_bash

        return Parser(Language(tree_sitter_bash.language()))
    if grammar == "javascript":
        import tree_sitter_javascript

        return Parser(Language(tree_sitter_javascript.language()))
    import tree_sitter_typescript as typescript

    tsx = grammar == "tsx"
    return Parser(Language(typescript.language_tsx() if tsx else typescript.language_typescript()))


def _offset(text: str, line: int, column: int) -> int:
    """Return the offset of a place; lines count from 1, columns from 0."""
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]
    return starts[min(line, len(starts)) - 1] + column


def _lower(message: str) -> str:
    """Return `message` as it goes on behind a colon."""
    return message[:1].lower() + message[1:] if message[1:2].islower() else message


_SHELL = ("Bash", partial(_by_tree_sitter, "bash"))
_JAVASCRIPT = ("JavaScript", partial(_by_tree_sitter, "javascript"))
_TYPESCRIPT = ("TypeScript", partial(_by_tree_sitter, "typescript"))
_PYTHON = ("Python", _python)
_LANGUAGES: dict[str, tuple[str, Callable[[str], None]]] = {
    "json": ("JSON", _json),
    "jsonc": ("JSON with comments", _json_with_comments),
    "json5": ("JSON5", _json_with_comments),
    **dict.fromkeys(("yaml", "yml"), ("YAML", _yaml)),
    "toml": ("TOML", _toml),
    "xml": ("XML", _xml),
    **dict.fromkeys(("python", "python3", "py"), _PYTHON),
    **dict.fromkeys(("bash", "sh", "shell"), _SHELL),
    **dict.fromkeys(("javascript", "js", "jsx"), _JAVASCRIPT),
    **dict.fromkeys(("typescript", "ts"), _TYPESCRIPT),
    "tsx": ("TypeScript", partial(_by_tree_sitter, "tsx")),
}
