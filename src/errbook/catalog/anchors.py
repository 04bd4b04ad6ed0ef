"""The places on the page of a definition that links can name, and that stay what they are."""

from __future__ import annotations

from collections.abc import Iterator

from errbook.catalog.definition import Definition
from errbook.catalog.document import Document
from errbook.catalog.messages import INVALID
from errbook.findings import Finding

__all__ = ["FIXED", "Path", "anchors", "mistakes"]

FIXED = (
    "error", "example-response", "what-happened", "when-it-happens", "reproduce-it", "how-to-fix",
    "common-mistakes", "parameters", "notes", "related-errors", "returned-by", "see-also",
    "history",
)  # fmt: skip
"""The anchors of the page's own headings, which no id of a definition can be."""

Path = tuple[str | int, ...]


def anchors(definition: Definition) -> Iterator[tuple[Path, str]]:
    """Yield every id in a definition, and where it stands."""
    for index, fix in enumerate(definition.fixes):
        if fix.id:
            yield ("fixes", index, "id"), fix.id
        for number, step in enumerate(fix.steps):
            if step.id:
                yield ("fixes", index, "steps", number, "id"), step.id
    for index, section in enumerate(definition.sections):
        if section.id:
            yield ("sections", index, "id"), section.id


def mistakes(definition: Definition, document: Document) -> Iterator[Finding]:
    """Yield what is wrong with the ids: each names one place."""
    taken: set[str] = set()
    for path, id in anchors(definition):
        if id in FIXED:
            message = f"`{id}` is the anchor of a heading that every page has; choose another id"
            yield Finding(document.place(*path), INVALID, message)
        elif id in taken:
            yield Finding(document.place(*path), INVALID, f"the id `{id}` is taken already")
        taken.add(id)
