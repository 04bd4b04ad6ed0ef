"""What a catalog must be to be used at all, beyond the types of its fields.

Each finding carries the id of its rule; the rules that weigh quality are in `errbook.lint`.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from errbook.catalog import anchors
from errbook.catalog.body import Object, Splice, walk
from errbook.catalog.catalog import Catalog, Entry
from errbook.catalog.definition import Definition
from errbook.catalog.document import Document
from errbook.catalog.messages import INVALID, did_you_mean
from errbook.catalog.param import Param
from errbook.catalog.scheme import Code, class_name, module_name, unsafe
from errbook.catalog.syntax import short
from errbook.detail import Mistake, Placeholder, names, scan
from errbook.findings import Finding
from errbook.problem import Problem

__all__ = ["SCHEME", "codes", "entry", "manifest", "python_names", "together", "type_of"]

DUPLICATE, SCHEME, PATH, NAME, PYTHON = "EB101", "EB102", "EB109", "EB115", "EB116"
TYPE, SHADOW = "EB202", "EB204"
UNDECLARED, HIDDEN, GRAMMAR, OPTIONAL = "EB302", "EB304", "EB305", "EB310"
ALIAS = "EB903"

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2
_UNSENDABLE = re.compile("[^ -~\xa0-\xff]")  # RFC 9110, 5.5, without tabs
_NOT_OURS = frozenset({"content-type", "content-length", "transfer-encoding", "connection"})
_RESERVED_NAMES = frozenset(dir(Problem)) | {"self", "args", "params"}

_At = Iterator[Finding]


def entry(
    definition: Definition, document: Document, catalog: Catalog
) -> tuple[Entry | None, list[Finding]]:
    """Return `definition` at its place in `catalog`, or None, and what is wrong with it.

    Its code is another matter: `codes` checks it.
    """
    code = catalog.scheme.parse(definition.code)
    if code is None:
        return None, []
    findings: list[Finding] = []
    params, wrong = _params(definition, document, catalog)
    findings += wrong
    groups = [
        catalog.manifest.groups[prefix]
        for prefix in code.groups
        if prefix in catalog.manifest.groups
    ]
    headers = _combined([*(group.headers for group in groups), definition.headers])
    module, class_ = python_names(catalog, code)
    made = Entry(
        definition,
        document,
        code,
        definition.type or type_of(catalog, definition.code),
        params,
        headers,
        _first([definition.retryable, *(group.retryable for group in reversed(groups))]),
        _first([definition.fixable_by, *(group.fixable_by for group in reversed(groups))]),
        (*definition.notes, *(note for group in reversed(groups) for note in group.notes)),
        module,
        class_,
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


def python_names(catalog: Catalog, code: Code) -> tuple[tuple[str, ...], str]:
    """Return the module, level by level, and the class that stand for `code` in Python."""
    own = catalog.manifest.python
    levels = catalog.scheme.fill(own.module, code).split(".") if own.module else code.levels
    module = tuple(module_name(level) for level in levels if level)
    return module, class_name(code, own.class_, catalog.scheme)


def _first(values: list[Any]) -> Any:
    return next((value for value in values if value is not None), None)


def _combined(headers: Iterable[dict[str, str]]) -> dict[str, str]:
    """Return all of `headers`; of equal names, which have no case, the last one counts."""
    found = {name.casefold(): (name, value) for some in headers for name, value in some.items()}
    return dict(found.values())


def _params(
    definition: Definition, document: Document, catalog: Catalog
) -> tuple[dict[str, Param], list[Finding]]:
    findings = list(_param_names(definition.params, document, "params"))
    resolved: dict[str, Param] = {}
    shared = catalog.manifest.params
    for name, param in definition.params.items():
        try:
            resolved[name] = param.resolved(shared)
        except KeyError:
            message = (
                f"the manifest has no param `{param.use}`{did_you_mean(param.use or '', shared)}"
            )
            findings.append(Finding(document.place("params", name, "use"), INVALID, message))
    return resolved, findings


def _param_names(names: Iterable[str], document: Document, field: str) -> _At:
    for name in names:
        wrong = None
        help = f'call it something else; `as: "{name}"` keeps the name in the body'
        if not (name.isascii() and name.isidentifier()):
            wrong = "is not a Python name: ASCII letters, digits and `_`, no digit first"
        elif keyword.iskeyword(name):
            wrong = "is a Python keyword"
        elif name.startswith("_"):
            wrong = "starts with `_`, as what a problem needs for itself does"
        elif name in _RESERVED_NAMES:
            wrong = "is a name that every problem needs for itself"
            help = f"say whose it is, as in `key_{name}`"
        if wrong:
            yield Finding(
                document.key_place(field, name), NAME, f"param `{name}` {wrong}", help=help
            )


def _details(entry: Entry) -> _At:
    definition, document = entry.definition, entry.document
    for variant, template in definition.details.items():
        path = ("detail", variant) if variant else ("detail",)
        yield from _grammar(template, "detail", document, *path)
        yield from _names(template, "detail", entry, path)
    yield from _optional_details(entry)


def _grammar(template: str, what: str, document: Document, *path: str) -> _At:
    """Find what is no placeholder and no text in the template at `path`."""
    for part in scan(template):
        if isinstance(part, Mistake):
            yield Finding(document.place_in(part.start, path), GRAMMAR, f"{what}: {part}")


def _names(template: str, what: str, entry: Entry, path: tuple[str, ...] | None) -> _At:
    """Find the placeholders in the template at `path` that no client may see filled in.

    A template without a path is inherited; what is wrong is then the code that inherits it.
    """
    document = entry.document
    for part in scan(template):
        if not isinstance(part, Placeholder) or _is_shown(part, entry):
            continue
        place = document.place_in(part.start, path) if path else document.place("code")
        if part not in entry.params:
            near = did_you_mean(part, entry.params)
            message = f"{what} names `{{{part}}}`, which is no param{near}"
            help = None if near else "declare it below `params`"
            yield Finding(place, UNDECLARED, message, help=help)
        else:
            message = f"{what} shows `{{{part}}}`, which `expose: false` keeps for logs"
            yield Finding(place, HIDDEN, message, help="take it out of the text, or expose it")


def _is_shown(name: str, entry: Entry) -> bool:
    param = entry.params.get(name)
    return param is not None and param.expose


def _optional_details(entry: Entry) -> _At:
    """A detail that names an optional param needs a variant without it."""
    details = entry.definition.details
    for name, param in entry.params.items():
        if (
            param.optional
            and details
            and all(name in names(template) for template in details.values())
        ):
            place = entry.document.key_place("detail")
            message = f"every detail names `{{{name}}}`, which is optional"
            yield Finding(
                place, OPTIONAL, message, help="add a variant of `detail` that does without it"
            )


def _headers(entry: Entry) -> _At:
    document, own = entry.document, entry.definition.headers
    yield from _header_form(own, document, "headers")
    for name, value in (entry.headers | own).items():
        path = ("headers", name) if name in own else None
        yield from _names(value, f"header {name}", entry, path)


def _header_form(headers: dict[str, str], document: Document, *path: str) -> _At:
    """Check that the headers at `path` can be sent, whatever the params in them."""
    first: dict[str, str] = {}
    for name, value in headers.items():
        place = document.key_place(*path, name)
        yield from _grammar(value, f"header {name}", document, *path, name)
        if not _TOKEN.fullmatch(name):
            yield Finding(
                place,
                INVALID,
                f"`{name}` is no header name",
                help="use letters, digits and hyphens",
            )
        elif name.casefold() in _NOT_OURS:
            message = f"`{name}` is set when the response is sent; it cannot be declared"
            yield Finding(place, INVALID, message, help="take it out")
        elif first.setdefault(name.casefold(), name) != name:
            message = (
                f"`{name}` and `{first[name.casefold()]}` are one header; its name has no case"
            )
            yield Finding(place, INVALID, message, help="keep one of the two")
        bad = _UNSENDABLE.search(value)
        if bad:
            message = f"header {name} holds U+{ord(bad[0]):04X}, which no header can carry"
            place = document.place_in(bad.start(), (*path, name))
            yield Finding(
                place, INVALID, message, help="a header is one line of latin-1 characters"
            )


def _shadows(entry: Entry, body: Object) -> _At:
    """Names in the body are there once: a param repeats neither another nor a member beside it."""
    beside = _beside(body)
    seen: dict[str, str] = {}
    for name, param in entry.exposed.items():
        wire = param.wire(name)
        if wire not in beside and wire not in seen:
            seen[wire] = name
            continue
        place = entry.document.key_place("params", name)
        if wire in beside:
            message = (
                f"param `{name}` would stand in the body as `{wire}`, which is a member already"
            )
            yield Finding(place, SHADOW, message, help="give it another name with `as`")
        else:
            message = f"params `{seen[wire]}` and `{name}` are both `{wire}` in the body"
            yield Finding(place, SHADOW, message, help="give one of them another name with `as`")


@lru_cache(maxsize=1)
def _beside(body: Object) -> frozenset[str]:
    """Return the names of the members that stand beside the params."""
    for node in walk(body):
        if isinstance(node, Object) and any(isinstance(child, Splice) for _, child in node.members):
            return frozenset(name for name, child in node.members if not isinstance(child, Splice))
    return frozenset()


def _fixes(definition: Definition, document: Document) -> _At:
    yield from anchors.mistakes(definition, document)
    ids = [fix.id for fix in definition.fixes if fix.id]
    for index, scenario in enumerate(definition.scenarios):
        if scenario.fix is not None and scenario.fix not in ids:
            message = f"no fix has the id `{scenario.fix}`{did_you_mean(scenario.fix, ids)}"
            yield Finding(document.place("scenarios", index, "fix"), INVALID, message)


def manifest(catalog: Catalog) -> _At:
    """Check what the manifest says of codes, groups and names."""
    declared, document = catalog.manifest, catalog.document
    yield from _param_names(declared.params, document, "params")
    templates = {
        ("type",): declared.type,
        ("python", "module"): declared.python.module,
        ("python", "class"): declared.python.class_,
    }
    for path, template in templates.items():
        yield from _grammar(template or "", ".".join(path), document, *path)
        for part in scan(template or ""):
            if isinstance(part, Placeholder) and part not in catalog.scheme.fields:
                near = did_you_mean(part, catalog.scheme.fields)
                message = f"`{{{part}}}` is no field of the scheme `{declared.code}`{near}"
                yield Finding(document.place_in(part.start, path), UNDECLARED, message)
    for prefix, group in declared.groups.items():
        if catalog.scheme.group(prefix) is None:
            message = f"no code of the scheme `{declared.code}` is in a group `{prefix}`"
            forms = " or ".join(f"`{form}`" for form in catalog.scheme.group_forms)
            help = (
                f"a group is written as its codes start: {forms}"
                if forms
                else "codes of this scheme have no groups"
            )
            yield Finding(document.key_place("groups", prefix), INVALID, message, help=help)
        yield from _header_form(group.headers, document, "groups", prefix, "headers")


def codes(documents: Iterable[Document], catalog: Catalog) -> _At:
    """Check the code of every document, in use or not: it fits the scheme and is there once."""
    seen: dict[str, tuple[str, Document]] = {}
    for document in documents:
        text = document.value.get("code") if isinstance(document.value, dict) else None
        if not isinstance(text, str):
            continue
        code = catalog.scheme.parse(text)
        if code is None:
            place = document.place("code")
            message = f"`{short(text)}` does not fit the scheme `{catalog.scheme.template}`"
            help = "a field takes letters, digits, `.`, `_`, `~` and `-`; `{number}` takes digits"
            yield Finding(place, SCHEME, message, help=help)
            continue
        reason = unsafe(code)
        if reason:
            message = f"the page of `{short(text)}` cannot be written: {reason}"
            yield Finding(
                document.place("code"), PATH, message, help="a page is a file: change the code"
            )
        first, other = seen.setdefault(
            unicodedata.normalize("NFKC", text).casefold(), (text, document)
        )
        if other is document:
            continue
        place = document.place("code")
        if first == text:
            yield Finding(
                place,
                DUPLICATE,
                f"`{text}` is declared twice",
                help=f"the first is at {other.place('code')}",
            )
        else:
            message = (
                f"`{text}` and `{first}` differ in case alone;"
                " their pages would be one file on some systems"
            )
            yield Finding(place, PATH, message, help=f"the other is at {other.place('code')}")


def together(entries: list[Entry]) -> _At:
    """Check that what must be unique is: pages, types and Python names. The codes are, already."""
    distinct = list({entry.code.text.casefold(): entry for entry in reversed(entries)}.values())[
        ::-1
    ]
    yield from _unique(distinct, PATH, "page", lambda entry: entry.code.path.casefold())
    yield from _unique(distinct, TYPE, "type", lambda entry: entry.type)
    yield from _unique(
        distinct, PYTHON, "Python class", lambda entry: ".".join((*entry.module, entry.class_name))
    )
    yield from _aliases(distinct)


def _unique(entries: list[Entry], rule: str, what: str, name: Callable[[Entry], str]) -> _At:
    seen: dict[str, Entry] = {}
    for entry in entries:
        first = seen.setdefault(name(entry), entry)
        if first is not entry:
            pinned = rule == TYPE and entry.definition.type is not None
            place = entry.document.place("type") if pinned else entry.document.place("code")
            message = f"`{entry.code}` and `{first.code}` have one {what}, `{name(entry)}`"
            yield Finding(
                place, rule, message, help=f"the other is at {first.document.place('code')}"
            )


def _aliases(entries: list[Entry]) -> _At:
    living = {entry.code.text for entry in entries}
    seen: dict[str, Entry] = {}
    for entry in entries:
        for index, alias in enumerate(entry.definition.aliases):
            place = entry.document.place("aliases", index)
            first = seen.setdefault(alias, entry)
            if alias in living:
                yield Finding(
                    place, ALIAS, f"`{alias}` is a living code, so it cannot be a former one"
                )
            elif first is not entry:
                yield Finding(place, ALIAS, f"`{alias}` is a former code of `{first.code}` already")
