"""A new definition to be filled in: where it goes, and what stands in it from the start."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from errbook.catalog import Catalog, Entry
from errbook.catalog.names import words
from errbook.catalog.scalar import scalar
from errbook.catalog.scheme import Code
from errbook.edit.fitting import fitting
from errbook.edit.trial import tried
from errbook.exceptions import UsageError
from errbook.pages.words import phrase
from errbook.templates import environment

__all__ = ["Scaffold", "scaffold"]

_STATUSES = {
    "not found": 404, "no such": 404, "unknown": 404, "does not exist": 404,
    "already": 409, "exists": 409, "conflict": 409, "duplicate": 409, "taken": 409,
    "gone": 410, "deleted": 410, "precondition": 412, "too large": 413, "too long": 413,
    "unsupported media": 415, "locked": 423,
    "too many": 429, "rate limit": 429, "rate limited": 429, "quota": 429, "exhausted": 429,
    "method not allowed": 405, "not acceptable": 406,
    "unauthenticated": 401, "unauthorized": 401, "credentials": 401, "token": 401,
    "forbidden": 403, "permission": 403, "permissions": 403, "denied": 403, "not allowed": 403,
    "internal": 500, "unexpected": 500, "not implemented": 501, "bad gateway": 502,
    "unavailable": 503, "maintenance": 503, "overloaded": 503, "timeout": 504, "timed out": 504,
    "invalid": 400, "malformed": 400, "missing": 400,
}  # fmt: skip
"""What the words of a name say about its status; the first that is there counts."""

_RETRYABLE = frozenset({408, 425, 429, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Scaffold:
    """A file with the new definition in it, and whether it was there before."""

    path: Path
    data: bytes
    status: int
    appended: bool


def scaffold(
    catalog: Catalog, text: str, *, status: int | None = None, title: str | None = None
) -> Scaffold:
    """Return the file that declares the code `text`. Nothing is written.

    Raises `UsageError` if the catalog cannot take up that code, or the file's place is taken.
    """
    code = fitting(catalog, text)
    siblings = [entry for entry in catalog if entry.code.groups == code.groups]
    status = status or _status(code, siblings)
    path = _group_file(catalog, code, siblings)
    appended = path is not None
    if path is None:
        path = catalog.root / f"{code.path}.yaml"
        if path.exists():
            raise UsageError(
                f"{path}, where {text} belongs, is there already;"
                " move it, or add the definition to it by hand"
            )
    schema = os.path.relpath(catalog.root / ".schema" / "definition.json", path.parent)
    made = environment("init")
    made.filters["yaml"] = scalar
    body = made.get_template("definition.yaml.j2").render(
        modeline=None if appended else Path(schema).as_posix(),
        code=text,
        status=status,
        title=title or _title(code, status),
        retryable=status in _RETRYABLE,
        sibling=str(siblings[0].code) if siblings else None,
    )
    data = _behind(path.read_bytes(), body) if appended else body.encode()
    tried(catalog, {path.relative_to(catalog.root): data})
    return Scaffold(path, data, status, appended)


def _status(code: Code, siblings: list[Entry]) -> int:
    """Return the status that the name suggests, or else the one that most of its group have."""
    name = f" {' '.join(words(code.name))} "
    for said, status in _STATUSES.items():
        if f" {said} " in name:
            return status
    common = Counter(entry.definition.status for entry in siblings).most_common(1)
    return common[0][0] if common else 400


def _title(code: Code, status: int) -> str:
    """Return the words of the name, or those of the status where the name is a number."""
    said = " ".join(word.capitalize() for word in words(code.name))
    return said if any(c.isalpha() for c in said) else phrase(status) or f"Error {said}"


def _group_file(catalog: Catalog, code: Code, siblings: list[Entry]) -> Path | None:
    """Return the one file that the definitions of the group are in, if there is such a file."""
    place = catalog.root.joinpath(*code.levels)
    files = {place.with_name(f"{place.name}{ending}") for ending in (".yaml", ".yml")}
    held = [entry.document.source.path for entry in siblings if code.levels]
    return next((path for path in held if path in files), None)


def _behind(before: bytes, body: str) -> bytes:
    """Return `before` with `body` as one more document, in the line breaks that it has."""
    newline = "\r\n" if b"\r\n" in before else "\n"
    end = "" if before.endswith((b"\n", b"\r")) else newline
    return before + f"{end}---{newline}".encode() + body.replace("\n", newline).encode()
