"""A new code for a definition: what has to change in the files of a catalog, and nothing else.

The type URI stays what it was, the old code becomes an alias, and whatever refers to the old code
by name refers to the new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from errbook.catalog import Catalog, Entry
from errbook.catalog.definition import Definition
from errbook.catalog.document import Document
from errbook.catalog.markdown import parts
from errbook.catalog.messages import did_you_mean
from errbook.catalog.scheme import Code
from errbook.edit.draft import Draft, Keys
from errbook.edit.fitting import fitting
from errbook.edit.trial import tried
from errbook.exceptions import UsageError
from errbook.findings import Place

__all__ = ["Renaming", "rename"]

_VERBATIM = frozenset(
    {
        *("code", "request", "replay", "example", "enum", "const", "detail"),
        *("aliases", "type", "response"),
    }
)
"""Fields whose text is not Markdown: brackets in it are no links."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """What a renaming writes, and what there is to tell about it."""

    files: dict[Path, bytes | None]
    """Every file that changes; None for one that goes."""
    changes: list[tuple[Place, str]]
    moved: tuple[Path, Path] | None
    mentions: list[Place]
    """Where the old code stands in text that is no reference, and was left alone."""
    inherited: list[str]
    """What the definition now has of another group."""


def rename(catalog: Catalog, old: str, new: str) -> Renaming:
    """Return what makes `old` of `catalog` into `new`. Nothing is written.

    Raises `UsageError` if there is no such code, or the new one cannot be had.
    """
    if old == new:
        raise UsageError(f"{new} is what it is called already")
    entry = _declared(catalog, old)
    code = fitting(catalog, new, but=entry)
    drafts = {path: Draft(documents) for path, documents in _documents(catalog).items()}
    path = entry.document.source.path.relative_to(catalog.root)
    _identity(drafts[path], entry, code)
    for draft in drafts.values():
        for document in draft.documents:
            _references(draft, document, old, new)
    place = _place(catalog, drafts[path], path, entry.code, code)
    changed = {
        place if one == path else one: draft for one, draft in drafts.items() if draft.changes
    }
    files: dict[Path, bytes | None] = {one: draft.data for one, draft in changed.items()}
    if place != path:
        files[path] = None
    after = tried(catalog, files, changed)
    return Renaming(
        {catalog.root / one: data for one, data in files.items()},
        _changes(after, changed, catalog.root),
        None if place == path else (catalog.root / path, catalog.root / place),
        _mentions(after, old, catalog.root),
        _inherited(entry, after.entries[new]),
    )


def _declared(catalog: Catalog, code: str) -> Entry:
    if code in catalog.entries:
        return catalog.entries[code]
    if code in catalog.aliases:
        raise UsageError(f"{code} is a former code of {catalog.aliases[code]}; rename that")
    near = did_you_mean(code, catalog.entries) or "; errbook list shows what there is"
    raise UsageError(f"{code} is not declared in {catalog.root}{near}")


def _documents(catalog: Catalog) -> dict[Path, list[Document]]:
    """Return the documents of every file, by its path below the catalog's folder."""
    found = [catalog.document, *(entry.document for entry in catalog)]
    files: dict[Path, list[Document]] = {}
    for document in sorted(found, key=lambda document: document.start):
        files.setdefault(document.source.path.relative_to(catalog.root), []).append(document)
    return files


def _identity(draft: Draft, entry: Entry, code: Code) -> None:
    """Change the code itself, keep the type URI, and keep the old code as an alias."""
    document, definition, old = entry.document, entry.definition, entry.code.text
    fields = [info.alias or name for name, info in Definition.model_fields.items()]
    draft.set(document, ("code",), code.text)
    if "type" not in document.value:
        draft.add(document, "type", entry.type, fields[: fields.index("type")])
    elif definition.type is None:
        draft.set(document, ("type",), entry.type)
    if code.text in definition.aliases:
        draft.set(document, ("aliases", definition.aliases.index(code.text)), old)
    elif "aliases" in document.value:
        draft.append(document, ("aliases",), old)
    else:
        draft.add(document, "aliases", [old], fields[: fields.index("aliases")])


def _references(draft: Draft, document: Document, old: str, new: str) -> None:
    """Change what refers to the old code: by name, and by links in text."""
    value = document.value
    for situation, code in value.get("fallbacks", {}).items():
        if code == old:
            draft.set(document, ("fallbacks", situation), new)
    for index, related in enumerate(value.get("related", [])):
        if related["code"] == old:
            draft.set(document, ("related", index, "code"), new)
    for end in ("deprecated", "retired"):
        for index, code in enumerate((value.get(end) or {}).get("replaced_by", [])):
            if code == old:
                draft.set(document, (end, "replaced_by", index), new)
    for keys, text in _texts(value):
        links = _links(text, f"[{old}]")
        if any(links):
            draft.replace(document, keys, f"[{old}]", f"[{new}]", links)


def _texts(value: Any, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield the texts below `value` that a page shows as Markdown, with the way to each."""
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*keys, index))
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in _VERBATIM and not name.startswith("x-"):
                yield from _texts(item, (*keys, name))


def _links(text: str, label: str) -> list[bool]:
    """Tell of each `label` in the Markdown `text` whether it is one: not in code, not escaped."""
    found = []
    for is_code, part in parts(text):
        for match in re.finditer(rf"(\\*){re.escape(label)}", part):
            found.append(not is_code and len(match[1]) % 2 == 0)
    return found


def _place(catalog: Catalog, draft: Draft, path: Path, old: Code, new: Code) -> Path:
    """Return where the file goes: where the code says, if that is so already."""
    place = Path(f"{new.path}{path.suffix}")
    named = path.with_suffix("") == Path(old.path)
    if len(draft.documents) > 1 or not named or (catalog.root / place).exists():
        return path
    return place


def _changes(after: Catalog, drafts: Mapping[Path, Draft], root: Path) -> list[tuple[Place, str]]:
    """Return what was changed, in words, at the places where it now stands."""
    documents = _documents(after)
    found = [
        (_below(root, after, documents[path][draft.index(document)].place(*keys)), words)
        for path, draft in drafts.items()
        for document, keys, words in draft.changes
    ]
    return sorted(found)


def _mentions(after: Catalog, old: str, root: Path) -> list[Place]:
    """Return the texts that still name the code in so many words."""
    if old.isidentifier():  # a word like any other
        return []
    word = re.compile(rf"(?<![\w.:~/-]){re.escape(old)}(?![.:]?[\w~/-])")
    return [
        _below(root, after, document.place(*keys))
        for documents in _documents(after).values()
        for document in documents
        for keys, text in _strings(document.value)
        if word.search(text) and keys[0] != "aliases"
    ]


def _below(root: Path, after: Catalog, place: Place) -> Place:
    """Return the place in the catalog at `root` that `place` in its copy stands for."""
    return replace(place, path=root / place.path.relative_to(after.root))


def _strings(value: Any, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, (list, dict)):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in pairs:
            yield from _strings(item, (*keys, key))


def _inherited(before: Entry, after: Entry) -> list[str]:
    names = ("headers", "retryable", "fixable_by")
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in names]
    return [f"{name} was {was}, and is now {now}" for name, was, now in pairs if was != now]
