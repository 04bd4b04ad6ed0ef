"""A folder becomes a catalog, or everything that is wrong with it."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from errbook.catalog import checks, messages
from errbook.catalog.body import RFC9457, BodyMistake, Object
from errbook.catalog.body import parse as parse_body
from errbook.catalog.catalog import Catalog, Entry
from errbook.catalog.definition import Definition
from errbook.catalog.document import Document
from errbook.catalog.fallbacks import fallbacks
from errbook.catalog.manifest import Manifest
from errbook.catalog.model import Model
from errbook.catalog.openapi import OpenApi, OpenApiError
from errbook.catalog.reader import UNREADABLE, read
from errbook.catalog.scheme import CodeScheme, SchemeError
from errbook.exceptions import CatalogError, UsageError
from errbook.findings import Finding, Place, Severity, in_order
from errbook.findings.report import summary

__all__ = ["MANIFEST", "Reading", "collecting_later", "load", "read_catalog"]

MANIFEST = "catalog.yaml"

AnyModel = TypeVar("AnyModel", bound=Model)


@dataclass(slots=True)
class Reading:
    """What reading a folder gave: the catalog, as far as it can be used, and every finding."""

    catalog: Catalog | None
    findings: list[Finding]
    files: int = 0
    unreadable: bool = False
    """True when the manifest could not even be read as text."""


def load(root: str | Path) -> Catalog:
    """Return the catalog in the folder `root`.

    Raises `CatalogError` if it has mistakes, with all of them; `UsageError` if there is no catalog.
    """
    reading = read_catalog(root)
    errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    if errors or reading.catalog is None:
        first = f"; the first: {errors[0]}" if errors else ""
        raise CatalogError(f"the catalog {root} cannot be used: {summary(errors)}{first}", errors)
    return reading.catalog


@contextmanager
def collecting_later() -> Iterator[None]:
    """Put off the search for unreachable objects.

    Where very many objects are made and kept, it takes a third of the time, and finds nothing.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def read_catalog(root: str | Path, unsaved: Mapping[Path, bytes] | None = None) -> Reading:
    """Read the folder `root`, finding every mistake in one pass.

    `unsaved` is what some of its files are to hold, where that is not on disk.
    Raises `UsageError` if there is no such folder, or no manifest in it.
    """
    with collecting_later():
        return _read_catalog(Path(root), unsaved or {})


def _read_catalog(root: Path, unsaved: Mapping[Path, bytes]) -> Reading:
    manifest_path = root / MANIFEST
    _must_exist(root, manifest_path)
    manifests = read(manifest_path, unsaved.get(manifest_path))
    others = {manifest_path, *_openapi(manifests, root)}
    paths = [path for path in _yaml_files(root) if path not in others]
    documents = [document for path in paths for document in read(path, unsaved.get(path))]
    findings: list[Finding] = []
    manifest_document = _only(manifests, manifest_path, findings)
    manifest = _model(manifest_document, Manifest, findings) if manifest_document else None
    scheme = _scheme(manifest, manifest_document, findings)
    body = _body(manifest, manifest_document, findings)
    definitions = [_model(document, Definition, findings) for document in documents]
    catalog = None
    if manifest is not None and scheme is not None and manifest_document is not None:
        catalog = Catalog(root, manifest, manifest_document, scheme, body or parse_body(RFC9457)[0])
        _fill(catalog, documents, definitions, findings)
    findings = _merged([*manifests, *documents], findings)
    unreadable = any(
        finding.rule == UNREADABLE for found in manifests for finding in found.findings
    )
    return Reading(catalog, findings, len(paths) + 1, unreadable)


def _fill(
    catalog: Catalog,
    documents: list[Document],
    definitions: list[Definition | None],
    findings: list[Finding],
) -> None:
    """Put the definitions of `documents` into `catalog`, by their codes, and check them."""
    catalog.claimed.update(code for document in documents for code in _claims(document))
    entries = []
    for definition, document in zip(definitions, documents, strict=True):
        if definition is not None:
            entry, wrong = checks.entry(definition, document, catalog)
            findings += wrong
            entries += [entry] if entry is not None else []
    findings += checks.codes(documents, catalog)
    findings += checks.manifest(catalog)
    findings += checks.together(entries)
    findings += fallbacks(catalog, entries)
    catalog.entries = _by_code(entries)
    catalog.aliases = {
        alias: entry.code.text for entry in entries for alias in entry.definition.aliases
    }
    findings += _read_openapi(catalog)
    used = {id(entry.document) for entry in catalog}
    catalog.unusable = [document for document in documents if id(document) not in used]


def _read_openapi(catalog: Catalog) -> Iterator[Finding]:
    """Note in `catalog` which operations there are, and which of them give its errors."""
    names = {name for entry in catalog for name in (entry.code.text, entry.type)}
    documents = []
    for index, name in enumerate(catalog.manifest.openapi):
        try:
            documents.append(OpenApi.read(catalog.root / name))
        except OpenApiError as error:
            place = catalog.document.place("openapi", index)
            yield Finding(place, messages.INVALID, f"`{name}` {error}")
    for document in documents:
        for mentioned, operations in document.returned_by(names).items():
            catalog.returned_by.setdefault(mentioned, []).extend(operations)
    if len(documents) == len(catalog.manifest.openapi):
        for document in documents:
            for path, method in document.methods():
                catalog.documented.setdefault(path, set()).add(method)


def _merged(documents: list[Document], findings: list[Finding]) -> list[Finding]:
    """Return what is wrong with the YAML of `documents`, and the `findings` not due to it."""
    first = [finding for document in documents for finding in document.findings]
    blamed = {(finding.place.path, finding.place.line) for finding in first}
    rest = [
        finding for finding in findings if (finding.place.path, finding.place.line) not in blamed
    ]
    return in_order([*first, *rest])


def _must_exist(root: Path, manifest: Path) -> None:
    if not root.exists():
        raise UsageError(
            f"{root} does not exist; name a catalog folder, or start one with: errbook init"
        )
    if not root.is_dir():
        raise UsageError(f"{root} is not a folder; a catalog is a folder with a {MANIFEST}")
    if not manifest.exists():
        near = next(
            (path.name for path in sorted(root.glob("*.y*ml")) if path.stem == "catalog"), None
        )
        hint = f"rename {near}" if near else "start one with: errbook init"
        raise UsageError(f"{root} has no {MANIFEST}; {hint}")


def _only(documents: list[Document], path: Path, findings: list[Finding]) -> Document | None:
    """Return the one document of the manifest."""
    for document in documents[1:]:
        message = "a manifest is one document; this is a second one"
        findings.append(
            Finding(
                document.place(),
                messages.INVALID,
                message,
                help="move definitions to a file of their own",
            )
        )
    if not documents:
        findings.append(
            Finding(
                Place(path),
                messages.INVALID,
                "the manifest is empty",
                help="it needs `errbook: 1` and `name`",
            )
        )
    return documents[0] if documents else None


def _yaml_files(root: Path) -> list[Path]:
    """Return the YAML files in the folder and below it, without hidden ones, in order."""
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            f"{folder}{os.sep}{name}"
            for name in files
            if name.endswith((".yaml", ".yml")) and not name.startswith(".")
        ]
    return [Path(path) for path in sorted(found)]


def _openapi(manifests: list[Document], root: Path) -> list[Path]:
    """Return the OpenAPI documents that the manifest names: they define no errors."""
    value = manifests[0].value if manifests else None
    named = value.get("openapi") if isinstance(value, dict) else None
    return (
        [root / name for name in named if isinstance(name, str)] if isinstance(named, list) else []
    )


def _model(document: Document, model: type[AnyModel], findings: list[Finding]) -> AnyModel | None:
    """Return the document as `model`; where it is none, say why, unless its YAML is broken."""
    if document.broken:
        return None
    if not isinstance(document.value, dict):
        what = "a manifest" if model is Manifest else "a definition"
        message = f"{what} is a mapping of fields, `name: value` on each line"
        findings.append(Finding(document.place(), messages.INVALID, message))
        return None
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        findings += messages.explain(error, document, model)
        return None


def _claims(document: Document) -> set[str]:
    """Return the codes that the document claims, as far as it can be read."""
    if isinstance(document.value, dict):
        value: Any = document.value
        names = [
            value.get("code"),
            *(value.get("aliases") or [] if isinstance(value.get("aliases"), list) else []),
        ]
        return {name for name in names if isinstance(name, str)}
    text = document.source.text[document.start : document.end]
    found = re.findall(r"^(?:code|aliases):(.*(?:\n[ \t-].*)*)", text, re.MULTILINE)
    return {word for value in found for word in re.findall(r"[^\s\"'\[\],-][^\s\"'\[\],]*", value)}


def _scheme(
    manifest: Manifest | None, document: Document | None, findings: list[Finding]
) -> CodeScheme | None:
    if manifest is None or document is None:
        return None
    try:
        return CodeScheme(manifest.code)
    except SchemeError as error:
        findings.append(
            Finding(document.place("code"), checks.SCHEME, f"the scheme `{manifest.code}` {error}")
        )
        return None


def _body(
    manifest: Manifest | None, document: Document | None, findings: list[Finding]
) -> Object | None:
    if manifest is None or document is None or manifest.response.body is None:
        return None
    body, mistakes = parse_body(manifest.response.body)
    findings += [_body_finding(mistake, document) for mistake in mistakes]
    return body


def _body_finding(mistake: BodyMistake, document: Document) -> Finding:
    return Finding(
        document.place("response", "body", *mistake.path), messages.INVALID, str(mistake)
    )


def _by_code(entries: list[Entry]) -> dict[str, Entry]:
    ordered = sorted(entries, key=lambda entry: tuple(entry.code.values.values()))
    made: dict[str, Entry] = {}
    for entry in ordered:
        made.setdefault(entry.code.text, entry)
    return made
