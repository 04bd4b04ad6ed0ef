"""What the code of a project does with the errors of a catalog, and which of them tests mention."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Place
from errbook.lint.project import Module, Project
from errbook.lint.uses import Names, Usage
from errbook.lint.visitor import Visitor

__all__ = ["mentioned", "usage"]

_WORD = re.compile(r"[^\s\"'`,;()\[\]{}<>|]+")
"""What may be a code or a type in a text, as a whole."""


def usage(catalog: Catalog, project: Project) -> Usage:
    """Return what the project's source does with the errors of `catalog`; it is read once."""
    if "usage" not in project.memo:
        project.memo["usage"] = _usage(catalog, project)
    found: Usage = project.memo["usage"]
    return found


def _usage(catalog: Catalog, project: Project) -> Usage:
    found = Usage()
    names = Names(catalog, project)
    for module in project.modules:
        if not names.is_generated(module):
            tree = _parsed(module)
            if tree is None:
                told = "the file cannot be read as Python"
                found.undecided.append((Place(module.path), told))
            else:
                Visitor(module, names, found).visit(tree)
    return found


def mentioned(catalog: Catalog, project: Project) -> set[str]:
    """Return the codes that some test of the project mentions: as class, code, type or alias."""
    found, words = Usage(), set[str]()
    names = Names(catalog, project)
    for module in project.test_modules:
        tree = _parsed(module)
        if tree is not None and not names.is_generated(module):
            Visitor(module, names, found).visit(tree)
            words |= {word for text in _strings(tree) for word in _WORD.findall(text)}
    codes = {use.entry.code.text for use in found.uses}
    for entry in catalog:
        known = {entry.code.text, entry.type, *entry.definition.aliases}
        if not words.isdisjoint(known):
            codes.add(entry.code.text)
    return codes


def _strings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _parsed(module: Module) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the code's own, such as an invalid escape
            return ast.parse(module.text)
    except (SyntaxError, ValueError, RecursionError):
        return None
