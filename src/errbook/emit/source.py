"""Definitions as the source of Python modules: one a group, one class an error."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from jinja2 import Template

from errbook.catalog import Catalog, Entry, GroupEntry
from errbook.catalog.scheme import module_name
from errbook.emit.body import detail, general, headers
from errbook.emit.former import former, former_imports
from errbook.emit.layout import WIDTH, assigned, called, docstring, literal
from errbook.emit.modules import Module
from errbook.emit.quick import quick
from errbook.emit.types import Types, kind
from errbook.templates import environment

__all__ = ["source"]

_RUN_TIME = (
    ("PLAIN", "_PLAIN"),
    ("ClientProblem", "_ClientProblem"),
    ("Problem", "_Problem"),
    ("ServerProblem", "_ServerProblem"),
    ("header_value", "_header"),
    ("request_id", "_request_id"),
)
"""What modules import of `errbook.problem`, where they need it."""


@dataclass(frozen=True, slots=True)
class ParamSource:
    """What the template writes of one param; `value` is that of a constant."""

    name: str
    type: str
    doc: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class ProblemSource:
    """What the template writes of one class; statements are Python, all else is data."""

    name: str
    base: str
    doc: str
    code: str
    status: int
    title: str
    type: str
    retryable: bool | None
    retired: bool
    discouraged: str
    """Why not to raise it; empty where it is neither deprecated nor retired."""
    variants: tuple[str, ...]
    arguments: tuple[str, ...]
    optional: tuple[str, ...]
    members: tuple[tuple[str, str, Any], ...]
    header_names: tuple[str, ...]
    params: list[ParamSource]
    constants: list[ParamSource]
    signature: str
    variant_type: str
    plain: bool
    """Whether every argument has to be given, and nothing else happens when one is raised."""
    detail: str
    headers: str
    body: str
    quick: str
    property: str
    str_type: str
    bytes_type: str
    headers_type: str


@dataclass(frozen=True, slots=True)
class ModuleSource:
    """What the template writes of one module."""

    doc: str
    error_doc: str
    parent: str
    media_type: str
    limit: int
    problems: list[ProblemSource]
    former: str
    imports: list[str]
    declarations: list[str]
    deprecates: bool
    run_time: list[str]
    brief: bool


def source(catalog: Catalog, module: Module, *, brief: bool = False) -> str:
    """Return the source of `module`. It imports its parent, and the run time of errbook.

    In `brief` its classes do the same, without what readers, checkers and those who raise very many
    want: docstrings, signatures, and a second, quick way to write an ordinary occurrence.
    """
    group = _group(catalog, module)
    title = group.title if group else catalog.manifest.name
    text = (group.declared.description if group else catalog.manifest.summary) or ""
    types = Types()
    problems = [_problem(catalog, entry, types, brief) for entry in module.entries]
    if module.former:
        types.use("_deprecated")
    made = ModuleSource(
        doc="\n\n".join(filter(None, (f"{title}: its errors.", _paragraphs(text)))),
        error_doc=f"Any error of {title}.",
        parent="" if not module.path else ".." if module.package else ".",
        media_type=catalog.manifest.media_type,
        limit=catalog.manifest.response.limit,
        problems=problems,
        former=former(module),
        imports=[*types.imports, *former_imports(module)],
        declarations=types.declarations,
        deprecates="_deprecated" in types.used and any(one.discouraged for one in problems),
        run_time=_run_time(module, problems),
        brief=brief,
    )
    return _template().render(module=made)


def _run_time(module: Module, problems: list[ProblemSource]) -> list[str]:
    """Return the import statements of the run time that the module needs."""
    text = "\n".join(
        part for one in problems for part in (one.detail, one.headers, one.body, one.quick)
    )
    used = {*re.findall(r"\b_\w+", text), *(f"_{one.base}" for one in problems)}
    used |= set() if module.path else {"_Problem"}
    names = [("errbook.encode", *pair) for pair in (("json_text", "_json"), ("shown", "_shown"))]
    names += [("errbook.problem", *pair) for pair in _RUN_TIME]
    lines = [
        f"from {where} import {name} as {alias}" for where, name, alias in names if alias in used
    ]
    if module.former:
        lines.append("from errbook.problems import former as _former")
    return lines


def _group(catalog: Catalog, module: Module) -> GroupEntry | None:
    """Return the group that `module` holds: of its own name, or the innermost of all its errors."""
    if not module.path or not module.below:
        return None
    first = module.below[0].code.groups
    shared = [
        catalog.groups[prefix]
        for prefix in first
        if all(prefix in entry.code.groups for entry in module.below)
    ]
    for group in shared:
        if tuple(map(module_name, group.levels)) == module.path:
            return group
    return shared[-1] if shared else None


def _problem(catalog: Catalog, entry: Entry, types: Types, brief: bool) -> ProblemSource:
    definition = entry.definition
    types.taken = {*entry.params}
    arguments = {
        name: types.of(param, f"{entry.class_name}_{name}")
        for name, param in entry.arguments.items()
    }
    variant = (
        types.variants(definition.variants, f"{entry.class_name}_variant")
        if definition.variants
        else ""
    )
    optional = tuple(sorted(name for name, param in entry.arguments.items() if param.optional))
    discouraged = _discouraged(entry)
    if discouraged:
        types.use("_deprecated")
    plain = not (optional or definition.variants or discouraged)
    return ProblemSource(
        name=entry.class_name,
        base="ClientProblem" if definition.status < 500 else "ServerProblem",
        doc="" if brief else _doc(entry),
        code=definition.code,
        status=definition.status,
        title=definition.title,
        type=entry.type,
        retryable=entry.retryable,
        retired=definition.retired is not None,
        discouraged=discouraged,
        variants=definition.variants,
        arguments=tuple(sorted(arguments)),
        optional=optional,
        members=tuple(
            (param.wire(name), name, None if param.is_const else kind(param))
            for name, param in entry.exposed.items()
        ),
        header_names=tuple(sorted(entry.headers)),
        params=[
            ParamSource(
                name,
                f"{made} | None" if entry.params[name].optional else made,
                _paragraphs(entry.params[name].description or ""),
            )
            for name, made in arguments.items()
        ],
        constants=[
            ParamSource(
                name,
                types.of(param, name),
                _paragraphs(param.description or ""),
                param.const,
            )
            for name, param in entry.params.items()
            if param.is_const
        ],
        signature=_signature(entry, arguments, variant, types),
        variant_type=variant,
        plain=plain,
        detail=detail(entry),
        headers=headers(entry),
        body=general(catalog.body, entry),
        quick="" if brief else quick(catalog.body, entry, catalog.manifest.response.limit),
        property=types.builtin("property"),
        str_type=types.builtin("str"),
        bytes_type="bytes",
        headers_type=f"{types.builtin('dict')}[{types.builtin('str')}, {types.builtin('str')}]",
    )


def _signature(entry: Entry, arguments: dict[str, str], variant: str, types: Types) -> str:
    """Return the exact signature, for checkers: required params first, as they are declared."""
    required = [f"{name}: {made}" for name, made in arguments.items() if not _optional(entry, name)]
    optional = [
        f"{name}: {made} | None = None"
        for name, made in arguments.items()
        if _optional(entry, name)
    ]
    if variant:
        required.insert(0, f"variant: {variant}")
    takes = [*required, *optional, f"instance: {types.builtin('str')} | None = None"]
    flat = f"def __init__(self, *, {', '.join(takes)}) -> None: ..."
    if 8 + len(flat) <= WIDTH:
        return flat
    lines = "".join(f"            {one},\n" for one in ("self", "*", *takes))
    return f"def __init__(\n{lines}        ) -> None: ..."


def _optional(entry: Entry, name: str) -> bool:
    return entry.params[name].optional


def _discouraged(entry: Entry) -> str:
    """Return why not to raise it, in a sentence; empty where it is in use."""
    definition = entry.definition
    for word, end in (("retired", definition.retired), ("deprecated", definition.deprecated)):
        if end is not None:
            since = f" since {end.since}" if end.since else ""
            why = f": {' '.join(end.reason.split())}" if end.reason else ""
            instead = f"; use {', '.join(end.replaced_by)}" if end.replaced_by else ""
            return f"{definition.code} is {word}{since}{why.rstrip('.')}{instead}"
    return ""


def _doc(entry: Entry) -> str:
    definition = entry.definition
    status = definition.status
    phrase = HTTPStatus(status).phrase if status in list(HTTPStatus) else definition.title
    scenarios = (
        _filled(" ".join(scenario.text.split()), "- ") for scenario in definition.scenarios
    )
    parts: Iterable[str] = (
        _filled(definition.summary),
        "\n".join(scenarios),
        f"HTTP {status} {phrase}. {entry.type}",
    )
    return "\n\n".join(filter(None, parts))


def _paragraphs(text: str) -> str:
    """Return Markdown with its long paragraphs filled; what has lines of its own keeps them."""
    parts = text.strip().split("\n\n")
    return "\n\n".join(part if "\n" in part else _filled(part) for part in parts)


def _filled(text: str, bullet: str = "") -> str:
    if len(bullet) + len(text) <= WIDTH - 8 and " ".join(text.split()) == text:
        return bullet + text
    return textwrap.fill(
        text,
        WIDTH - 8,
        initial_indent=bullet,
        subsequent_indent=" " * len(bullet),
        break_long_words=False,
        break_on_hyphens=False,
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    jinja = environment("python")
    jinja.filters.update(
        text_literal=literal, assigned=assigned, called=called, docstring=docstring
    )
    return jinja.get_template("module.py.j2")
