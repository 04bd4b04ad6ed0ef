"""Definitions as the source of Python modules: one a group, one class an error."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from jinja2 import Template

from errbook.catalog import Catalog, Entry, GroupEntry
from errbook.catalog.scheme import module_name
from errbook.emit.expressions import body, detail, headers
from errbook.templates import environment

__all__ = ["Module", "modules", "source"]

_WIDTH = 88


@dataclass(slots=True)
class Module:
    """A module to be written: its path, the errors in it, and all errors from it downwards."""

    path: tuple[str, ...]
    entries: list[Entry] = field(default_factory=list)
    below: list[Entry] = field(default_factory=list)

    @property
    def package(self) -> bool:
        """Whether it is a package: the root is, and what has modules below it."""
        return not self.path or len(self.below) > len(self.entries)


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
    variants: tuple[str, ...]
    arguments: tuple[str, ...]
    optional: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    params: list[tuple[str, Any]]
    details: list[tuple[str, str]]
    headers: str
    body: str


@dataclass(frozen=True, slots=True)
class ModuleSource:
    """What the template writes of one module."""

    doc: str
    error_doc: str
    parent: str
    media_type: str
    problems: list[ProblemSource]


def modules(catalog: Catalog) -> dict[tuple[str, ...], Module]:
    """Return every module of the catalog by its path, parents too."""
    found: dict[tuple[str, ...], Module] = {(): Module(())}
    for entry in catalog:
        for depth in range(len(entry.module) + 1):
            path = entry.module[:depth]
            found.setdefault(path, Module(path)).below.append(entry)
        found[entry.module].entries.append(entry)
    return found


def source(catalog: Catalog, module: Module) -> str:
    """Return the source of `module`. It imports its parent, and the run time of errbook."""
    group = _group(catalog, module)
    title = group.title if group else catalog.manifest.name
    text = (group.declared.description if group else catalog.manifest.summary) or ""
    made = ModuleSource(
        doc="\n\n".join(filter(None, (f"{title}: its errors.", _paragraphs(text)))),
        error_doc=f"Any error of {title}.",
        parent="" if not module.path else ".." if module.package else ".",
        media_type=catalog.manifest.media_type,
        problems=[_problem(catalog, entry) for entry in module.entries],
    )
    return _template().render(module=made)


def _group(catalog: Catalog, module: Module) -> GroupEntry | None:
    """Return the group that `module` holds: of its own name, or the innermost of all its errors."""
    if not module.path:
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


def _problem(catalog: Catalog, entry: Entry) -> ProblemSource:
    definition = entry.definition
    return ProblemSource(
        name=entry.class_name,
        base="ClientProblem" if definition.status < 500 else "ServerProblem",
        doc=_doc(entry),
        code=definition.code,
        status=definition.status,
        title=definition.title,
        type=entry.type,
        retryable=entry.retryable,
        variants=definition.variants,
        arguments=tuple(sorted(entry.arguments)),
        optional=tuple(sorted(name for name, param in entry.arguments.items() if param.optional)),
        members=tuple((param.wire(name), name) for name, param in entry.exposed.items()),
        params=[(name, param.const) for name, param in entry.params.items()],
        details=[(variant, detail(text, entry)) for variant, text in definition.details.items()],
        headers=headers(entry),
        body=body(catalog.body, entry),
    )


def _doc(entry: Entry) -> str:
    definition = entry.definition
    status = definition.status
    phrase = HTTPStatus(status).phrase if status in list(HTTPStatus) else definition.title
    scenarios = (
        _filled(" ".join(scenario.text.split()), "- ") for scenario in definition.scenarios
    )
    parts = (
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
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=bullet,
        subsequent_indent=" " * len(bullet),
        break_long_words=False,
        break_on_hyphens=False,
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    jinja = environment("python")
    jinja.filters.update(literal=repr, docstring=docstring)
    return jinja.get_template("module.py.j2")


def docstring(text: str, indent: int) -> str:
    """Return `text` as a docstring at `indent`: readable, and a literal whatever it holds."""
    clean = "\\" not in text and text.replace("\n", "").isprintable()
    escaped = text if clean else "".join(_escaped(character) for character in text)
    if '"""' in escaped or escaped.endswith('"'):
        escaped = escaped.replace('"', r"\"")
    first, *rest = escaped.split("\n")
    if not rest:
        return f'"""{first}"""'
    margin = " " * indent
    lines = [first, *(f"{margin}{line}" if line else "" for line in rest), margin]
    return '"""' + "\n".join(lines) + '"""'


def _escaped(character: str) -> str:
    if character == "\\":
        return r"\\"
    return character if character.isprintable() or character == "\n" else repr(character)[1:-1]
