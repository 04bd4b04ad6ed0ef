"""Definitions as the source of Python modules: one a group, one class an error."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from jinja2 import Template

from errbook.catalog import Catalog, Entry, GroupEntry
from errbook.emit.expressions import body, template
from errbook.templates import environment

__all__ = ["module_source", "modules"]

_WIDTH = 96


@dataclass(frozen=True, slots=True)
class ProblemSource:
    """What the template writes of one class; expressions are Python, all else is data."""

    name: str
    base: str
    doc: str
    code: str
    status: int
    title: str
    type: str
    retryable: bool | None
    media_type: str
    variants: tuple[str, ...]
    constants: list[tuple[str, Any]]
    arguments: tuple[str, ...]
    optional: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    details: list[tuple[str, str]]
    headers: str
    body: str


@dataclass(frozen=True, slots=True)
class ModuleSource:
    """What the template writes of one module."""

    doc: str
    error_doc: str
    parent: str
    problems: list[ProblemSource]


def modules(catalog: Catalog) -> dict[tuple[str, ...], list[Entry]]:
    """Return every module of the catalog by its path, parents too, with the errors that are in it."""
    found: dict[tuple[str, ...], list[Entry]] = {(): []}
    for entry in catalog:
        for depth in range(len(entry.module) + 1):
            found.setdefault(entry.module[:depth], [])
        found[entry.module].append(entry)
    return dict(sorted(found.items()))


def module_source(catalog: Catalog, path: tuple[str, ...], entries: list[Entry], *, package: bool) -> str:
    """Return the source of the module at `path`, a package or a plain module."""
    group = _group(catalog, path, entries)
    title = group.title if group else catalog.manifest.name
    text = (group.declared.description if group else catalog.manifest.summary) or ""
    where = f"Any error of {title}."
    parent = "" if not path else (".." if package else ".")
    module = ModuleSource(
        "\n\n".join(part for part in (f"{title}: its errors.", text.strip()) if part),
        where,
        parent,
        [_problem(catalog, entry) for entry in entries],
    )
    return _template().render(module=module)


def _group(catalog: Catalog, path: tuple[str, ...], entries: list[Entry]) -> GroupEntry | None:
    """Return the group that the module at `path` is of, where the modules follow the groups."""
    if entries and entries[0].group:
        return catalog.groups[entries[0].group]
    if not path:
        return None
    for group in catalog.groups.values():
        if len(group.levels) == len(path) and _inside(catalog, group, path):
            return group
    return None


def _inside(catalog: Catalog, group: GroupEntry, path: tuple[str, ...]) -> bool:
    member = next(entry for entry in catalog if group.prefix in entry.code.groups)
    return member.module[: len(path)] == path


def _problem(catalog: Catalog, entry: Entry) -> ProblemSource:
    definition = entry.definition
    optional = {name for name, param in entry.params.items() if param.optional}
    return ProblemSource(
        name=entry.class_name,
        base="ClientProblem" if definition.status < 500 else "ServerProblem",
        doc=_doc(entry),
        code=definition.code,
        status=definition.status,
        title=definition.title,
        type=entry.type,
        retryable=entry.retryable,
        media_type=catalog.manifest.media_type,
        variants=definition.variants,
        constants=[(name, param.const) for name, param in entry.params.items() if param.is_const],
        arguments=tuple(sorted(entry.arguments)),
        optional=tuple(sorted(optional & set(entry.arguments))),
        members=tuple((param.wire(name), name) for name, param in entry.exposed.items()),
        details=[(variant, template(text)) for variant, text in definition.details.items()],
        headers=_headers(entry, optional),
        body=body(catalog.body, entry),
    )


def _headers(entry: Entry, optional: set[str]) -> str:
    """Return the expression of the headers' dict; a header whose param is absent is left out."""
    items = []
    for name, text in sorted(entry.headers.items()):
        item = f"{name!r}: _header({template(text)})"
        needed = sorted(param for param in optional if f"{{{param}}}" in text)
        if needed:
            condition = " and ".join(f"self.{param} is not None" for param in needed)
            item = f"**({{{item}}} if {condition} else {{}})"
        items.append(item)
    return f"{{{', '.join(items)}}}" if items else ""


def _doc(entry: Entry) -> str:
    definition = entry.definition
    scenarios = [
        textwrap.fill(" ".join(scenario.text.split()), _WIDTH - 8, initial_indent="- ", subsequent_indent="  ")
        for scenario in definition.scenarios
    ]
    status = HTTPStatus(definition.status).phrase if definition.status in set(HTTPStatus) else definition.title
    parts = [
        textwrap.fill(definition.summary, _WIDTH - 8),
        "\n".join(scenarios),
        f"HTTP {definition.status} {status}. {entry.type}",
    ]
    return "\n\n".join(part for part in parts if part)


@lru_cache(maxsize=1)
def _template() -> Template:
    jinja = environment("python")
    jinja.filters["literal"] = repr
    jinja.filters["docstring"] = docstring
    return jinja.get_template("module.py.j2")


def docstring(text: str) -> str:
    """Return `text` as a docstring literal: readable, and whatever it holds, a literal."""
    plain = text.isprintable() or all(c.isprintable() or c == "\n" for c in text)
    if plain and "\\" not in text and '"' not in text:
        lines = text.split("\n")
        indent = "    "
        body = "\n".join([lines[0], *(f"{indent}{line}" if line else "" for line in lines[1:])])
        return f'"""{body}"""' if len(lines) == 1 else f'"""{body}\n{indent}"""'
    return repr(text)
