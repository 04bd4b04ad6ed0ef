"""The Markdown of a catalog, text by text, parsed once for all rules that read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from errbook.catalog import Catalog, Entry
from errbook.catalog.definition import Definition
from errbook.catalog.document import Document
from errbook.catalog.model import texts
from errbook.catalog.writing import Keys
from errbook.findings import Place

__all__ = ["MarkdownText", "markdown_texts", "one_line_texts", "written_at"]


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """One Markdown text of a catalog."""

    entry: Entry | None
    """The definition that it is in; None for one of the manifest."""
    document: Document
    path: Keys
    text: str
    tokens: list[Token]
    """The blocks as markdown-it has them: CommonMark with tables, raw HTML as tokens of its own."""

    def inline(self) -> Iterator[tuple[Token, int]]:
        """Yield every token inside of a line, with the line that its block starts on."""
        for token in self.tokens:
            for child in token.children or ():
                yield child, token.map[0] if token.map else 0

    def located(self) -> Iterator[tuple[Token, int]]:
        """Yield every token inside of a line, with the offset from which on it is written.

        Its own text stands there, if it has one, or else behind some signs of markup. Where text is
        written with escapes or entities, the offset is that of the last one before it.
        """
        starts = [0]
        for line in self.text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        for token in self.tokens:
            at = starts[token.map[0]] if token.children and token.map else 0
            for child in token.children or ():
                piece = "![" if child.type == "image" else child.content
                found = self.text.find(piece, at)
                at = max(at, found)
                yield child, at
                at += len(piece) if found >= 0 else 0

    def place(self, offset: int = 0) -> Place:
        """Return where the character at `offset` of the text stands."""
        return self.document.place_in(offset, self.path)

    def place_of(self, piece: str, line: int = 0) -> Place:
        """Return where `piece` first stands in the text from its line `line` on."""
        start = sum(len(each) for each in self.text.splitlines(keepends=True)[:line])
        at = self.text.find(piece, start)
        return self.place(max(at, start) if at < 0 else at)


def markdown_texts(catalog: Catalog) -> Iterator[MarkdownText]:
    """Yield every Markdown text: the manifest's, then those of the definitions, in order.

    Each is parsed when it is reached, and kept by nobody: ten thousand definitions have a hundred
    thousand of them.
    """
    owners = [(None, catalog.document, catalog.manifest)]
    everything = [*owners, *((entry, entry.document, entry.definition) for entry in catalog)]
    parser = _parser()
    for entry, document, model in everything:
        for path, text in texts(model):
            own = written_at(document, path)
            yield MarkdownText(entry, document, own, text, parser.parse(text))


def written_at(document: Document, path: Keys) -> Keys:
    """Return the path at which the text stands: where it is short for a mapping, that has none."""
    node = document.value
    for index, part in enumerate(path):
        if isinstance(node, str):
            return path[:index]
        node = node[part]
    return path


def one_line_texts(definition: Definition) -> Iterator[tuple[Keys, str]]:
    """Yield the texts of one line that readers see, each with its path."""
    yield ("title",), definition.title
    yield ("summary",), definition.summary
    for variant, text in definition.details.items():
        yield (("detail", variant) if variant else ("detail",)), text
    for index, fix in enumerate(definition.fixes):
        yield from _named(("fixes", index), fix.title, fix.when)
        for number, step in enumerate(fix.steps):
            if step.title:
                yield ("fixes", index, "steps", number, "title"), step.title
    for field in ("mistakes", "sections", "links"):
        for index, one in enumerate(getattr(definition, field)):
            if one.title:
                yield (field, index, "title"), one.title
    for index, related in enumerate(definition.related):
        if related.reason:
            yield ("related", index, "reason"), related.reason


def _named(path: Keys, title: str | None, when: str | None) -> Iterator[tuple[Keys, str]]:
    if title:
        yield (*path, "title"), title
    if when:
        yield (*path, "when"), when


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")
