"""What a catalog must be to be used at all, beyond the types of its fields.

Each finding carries the id of its rule; the rules that weigh quality are in `errbook.lint`.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from errbook.catalog.body import Object, Splice, walk
from errbook.catalog.catalog import Catalog, Entry
from errbook.catalog.definition import Definition
from errbook.catalog.messages import INVALID, did_you_mean
from errbook.catalog.param import Param
from errbook.catalog.reader import Document
from errbook.catalog.scheme import class_name, module_name, unsafe
from errbook.detail import Mistake, Placeholder, scan
from errbook.findings import Finding
from errbook.problem import Problem

__all__ = ["SCHEME", "codes", "entry", "manifest", "together", "type_of"]

DUPLICATE, SCHEME, PATH, NAME, PYTHON = "EB101", "EB102", "EB109", "EB115", "EB116"
TYPE, SHADOW = "EB202", "EB204"
UNDECLARED, HIDDEN, GRAMMAR, OPTIONAL = "EB302", "EB304", "EB305", "EB310"
ALIAS = "EB903"

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2
_NOT_OURS = frozenset({"content-type", "content-length", "transfer-encoding", "connection"})
_RESERVED_NAMES = frozenset(dir(Problem)) | {"self", "args", "params"}

_At = Iterator[Finding]


def entry(definition: Definition, document: Document, catalog: Catalog) -> tuple[Entry | None, list[Finding]]:
    """Return `definition` at its place in `catalog`, or None, and what is wrong with it, its code apart."""
    code = catalog.scheme.parse(definition.code)
    if code is None:
        return None, []
    findings: list[Finding] = []
    params, wrong = _params(definition, document, catalog)
    findings += wrong
    groups = [catalog.manifest.groups[prefix] for prefix in code.groups if prefix in catalog.manifest.groups]
    headers = {name: value for group in groups for name, value in group.headers.items()} | definition.headers
    own = catalog.manifest.python
    levels = catalog.scheme.fill(own.module, code).split(".") if own.module else code.levels
    made = Entry(
        definition,
        document,
        code,
        definition.type or type_of(catalog, definition.code),
        params,
        headers,
        _first([definition.retryable, *(group.retryable for group in reversed(groups))]),
        _first([definition.fixable_by, *(group.fixable_by for group in reversed(groups))]),
        tuple(module_name(level) for level in levels if level),
        class_name(code, own.class_, catalog.scheme),
    )
    if not wrong:
        findings += _details(made)
        findings += _headers(made)
    findings += _shadows(made, catalog.body)
    findings += _fixes(definition, document)
    return (None if findings else made), findings


def type_of(catalog: Catalog, code: str) -> str:
    """Return the type URI that the manifest's template gives to `code`, which fits the scheme."""
    parsed = catalog.scheme.parse(code)
    assert parsed is not None
    template = catalog.manifest.type
    return catalog.scheme.fill(template, parsed) if template else f"/errors/{parsed.path}"


def _first(values: list[Any]) -> Any:
    return next((value for value in values if value is not None), None)


def _params(definition: Definition, document: Document, catalog: Catalog) -> tuple[dict[str, Param], list[Finding]]:
    findings = list(_param_names(definition.params, document, "params"))
    resolved: dict[str, Param] = {}
    shared = catalog.manifest.params
    for name, param in definition.params.items():
        try:
            resolved[name] = param.resolved(shared)
        except KeyError:
            message = f"the manifest has no param `{param.use}`{did_you_mean(param.use or '', shared)}"
            findings.append(Finding(document.place("params", name, "use"), INVALID, message))
    return resolved, findings


def _param_names(names: Iterable[str], document: Document, field: str) -> _At:
    for name in names:
        wrong = None
        if not (name.isascii() and name.isidentifier()):
            wrong = "is not a Python name: ASCII letters, digits and `_`, no digit first"
        elif keyword.iskeyword(name):
            wrong = "is a Python keyword"
        elif name.startswith("_") or name in _RESERVED_NAMES:
            wrong = "is a name that every problem needs for itself"
        if wrong:
            help = f"call it something else, and keep its name in the body with `as: {name}`"
            yield Finding(document.key_place(field, name), NAME, f"param `{name}` {wrong}", help=help)


def _details(entry: Entry) -> _At:
    definition, document = entry.definition, entry.document
    for variant, template in definition.details.items():
        place = document.place("detail", variant) if variant else document.place("detail")
        for part in scan(template):
            if isinstance(part, Mistake):
                yield Finding(place, GRAMMAR, f"detail: {part}")
            elif isinstance(part, Placeholder) and part not in entry.params:
                known = did_you_mean(part, entry.params) or ""
                yield Finding(place, UNDECLARED, f"detail names `{{{part}}}`, which is no param{known}")
            elif isinstance(part, Placeholder) and not entry.params[part].expose:
                message = f"detail shows `{{{part}}}`, which `expose: false` keeps for logs"
                yield Finding(place, HIDDEN, message, help="take it out of the text, or expose it")
    yield from _optional_details(entry)


def _optional_details(entry: Entry) -> _At:
    """A detail that names an optional param needs a variant without it."""
    details = entry.definition.details
    for name, param in entry.params.items():
        if param.optional and details and all(f"{{{name}}}" in template for template in details.values()):
            place = entry.document.key_place("detail")
            message = f"every detail names `{{{name}}}`, which is optional"
            yield Finding(place, OPTIONAL, message, help="add a variant of `detail` that does without it")


def _headers(entry: Entry) -> _At:
    document = entry.document
    for name, value in entry.headers.items():
        own = name in entry.definition.headers
        place = document.place("headers", name) if own else document.place("code")
        if not _TOKEN.fullmatch(name):
            yield Finding(place, INVALID, f"`{name}` is no header name")
        elif name.casefold() in _NOT_OURS:
            yield Finding(place, INVALID, f"`{name}` is set when the response is sent; it cannot be declared")
        for part in scan(value):
            if isinstance(part, Mistake):
                yield Finding(place, GRAMMAR, f"header {name}: {part}")
            elif isinstance(part, Placeholder) and part not in entry.params:
                message = f"header {name} names `{{{part}}}`, which is no param{did_you_mean(part, entry.params)}"
                yield Finding(place, UNDECLARED, message)
            elif isinstance(part, Placeholder) and not entry.params[part].expose:
                message = f"header {name} shows `{{{part}}}`, which `expose: false` keeps for logs"
                yield Finding(place, HIDDEN, message)
            elif not isinstance(part, Placeholder) and not part.isprintable():
                yield Finding(place, INVALID, f"header {name} has a line break or a control character")


def _shadows(entry: Entry, body: Object) -> _At:
    """Names in the body are there once: a param may neither repeat another nor a member beside it."""
    beside: set[str] = set()
    for node in walk(body):
        if isinstance(node, Object) and any(isinstance(child, Splice) for _, child in node.members):
            beside = {name for name, child in node.members if not isinstance(child, Splice)}
    seen: dict[str, str] = {}
    for name, param in entry.exposed.items():
        wire = param.wire(name)
        place = entry.document.key_place("params", name)
        if wire in beside:
            message = f"param `{name}` would stand in the body as `{wire}`, which is a member already"
            yield Finding(place, SHADOW, message, help="give it another name with `as`")
        elif wire in seen:
            message = f"params `{seen[wire]}` and `{name}` are both `{wire}` in the body"
            yield Finding(place, SHADOW, message, help="give one of them another name with `as`")
        seen.setdefault(wire, name)


def _fixes(definition: Definition, document: Document) -> _At:
    ids: list[str] = []
    for index, fix in enumerate(definition.fixes):
        if fix.id in ids:
            yield Finding(document.place("fixes", index, "id"), INVALID, f"two fixes have the id `{fix.id}`")
        if fix.id:
            ids.append(fix.id)
    for index, scenario in enumerate(definition.scenarios):
        if scenario.fix is not None and scenario.fix not in ids:
            message = f"no fix has the id `{scenario.fix}`{did_you_mean(scenario.fix, ids)}"
            yield Finding(document.place("scenarios", index, "fix"), INVALID, message)


def manifest(catalog: Catalog, claimed: set[str]) -> _At:
    """Check what the manifest says of codes, groups and names."""
    declared, document = catalog.manifest, catalog.document
    yield from _param_names(declared.params, document, "params")
    templates = {("type",): declared.type, ("python", "module"): declared.python.module, ("python", "class"): declared.python.class_}
    for path, template in templates.items():
        for part in scan(template or ""):
            if isinstance(part, Mistake):
                yield Finding(document.place(*path), GRAMMAR, str(part))
            elif isinstance(part, Placeholder) and part not in catalog.scheme.fields:
                message = f"`{{{part}}}` is no field of the scheme `{declared.code}`{did_you_mean(part, catalog.scheme.fields)}"
                yield Finding(document.place(*path), UNDECLARED, message)
    for prefix in declared.groups:
        if catalog.scheme.group(prefix) is None:
            message = f"no code of the scheme `{declared.code}` is in a group `{prefix}`"
            help = "a group is written as its codes start, as in `err:unkey:data`"
            yield Finding(document.key_place("groups", prefix), INVALID, message, help=help)
    for situation, code in declared.fallbacks.items():
        if situation not in ("validation", "unhandled") and not re.fullmatch("[45][0-9][0-9]", situation):
            message = f"`{situation}` is no situation; there are `validation`, `unhandled` and statuses from 400 to 599"
            yield Finding(document.key_place("fallbacks", situation), INVALID, message)
        if code not in claimed:
            message = f"`{code}` is not declared{did_you_mean(code, claimed)}"
            yield Finding(document.place("fallbacks", situation), INVALID, message)


def codes(documents: Iterable[Document], catalog: Catalog) -> _At:
    """Check the code of every document that has one, in use or not: it fits the scheme and is there once."""
    seen: dict[str, tuple[str, Document]] = {}
    for document in documents:
        text = document.value.get("code") if isinstance(document.value, dict) else None
        if not isinstance(text, str):
            continue
        place = document.place("code")
        code = catalog.scheme.parse(text)
        if code is None:
            yield Finding(place, SCHEME, f"`{text}` does not fit the scheme `{catalog.scheme.template}`")
            continue
        reason = unsafe(code)
        if reason:
            yield Finding(place, PATH, f"the page of `{code}` cannot be written: {reason}")
        first, other = seen.setdefault(unicodedata.normalize("NFKC", text).casefold(), (text, document))
        if other is not document and first == text:
            yield Finding(place, DUPLICATE, f"`{text}` is declared twice", help=f"the first is at {other.place('code')}")
        elif other is not document:
            message = f"`{text}` and `{first}` differ in case alone; their pages would be one file on some systems"
            yield Finding(place, PATH, message, help=f"the other is at {other.place('code')}")


def together(entries: list[Entry]) -> _At:
    """Check that what must be unique is: pages, types and Python names. The codes are, already."""
    distinct = list({entry.code.text.casefold(): entry for entry in reversed(entries)}.values())[::-1]
    yield from _unique(distinct, PATH, "page", lambda entry: entry.code.path.casefold())
    yield from _unique(distinct, TYPE, "type", lambda entry: entry.type)
    yield from _unique(distinct, PYTHON, "Python class", lambda entry: ".".join((*entry.module, entry.class_name)))
    yield from _aliases(distinct)


def _unique(entries: list[Entry], rule: str, what: str, name: Callable[[Entry], str]) -> _At:
    seen: dict[str, Entry] = {}
    for entry in entries:
        first = seen.setdefault(name(entry), entry)
        if first is not entry:
            pinned = rule == TYPE and entry.definition.type is not None
            place = entry.document.place("type") if pinned else entry.document.place("code")
            message = f"`{entry.code}` and `{first.code}` have one {what}, `{name(entry)}`"
            yield Finding(place, rule, message, help=f"the other is at {first.document.place('code')}")


def _aliases(entries: list[Entry]) -> _At:
    living = {entry.code.text for entry in entries}
    seen: dict[str, Entry] = {}
    for entry in entries:
        for index, alias in enumerate(entry.definition.aliases):
            place = entry.document.place("aliases", index)
            first = seen.setdefault(alias, entry)
            if alias in living:
                yield Finding(place, ALIAS, f"`{alias}` is a living code, so it cannot be a former one")
            elif first is not entry:
                yield Finding(place, ALIAS, f"`{alias}` is a former code of `{first.code}` already")
