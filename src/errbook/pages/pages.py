"""The pages of a catalog: one per definition, one per group, an index. Each is Markdown."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from jinja2 import Environment

from errbook.catalog import Catalog, Entry, GroupEntry
from errbook.catalog.definition import Scenario
from errbook.emit.live import Problems
from errbook.pages import markup
from errbook.pages.example import examples
from errbook.pages.requests import snippets
from errbook.pages.words import WORDS, phrase, retry_advice
from errbook.templates import environment

__all__ = ["Flavor", "Page", "Pages"]

Flavor = Literal["mkdocs", "commonmark"]
"""`mkdocs`: admonitions, content tabs and attribute lists (Material, Zensical). `commonmark`: none of these."""

_LABEL = re.compile(r"\[([^\[\]\n]+)\]")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it goes, what it is called, what it is about. Its Markdown is `Pages.markdown`."""

    uri: str
    """Path of the Markdown file, from the root of the site: `errors/unkey/data/key_not_found.md`."""
    name: str
    """Its name in navigation."""
    subject: Entry | GroupEntry | None
    """The definition or group; None for the index."""


class Pages:
    """The public pages of `catalog`: internal definitions have none.

    `prefix` is the folder they are in, `overrides` a folder whose templates go before ours.
    """

    def __init__(
        self, catalog: Catalog, *, flavor: Flavor = "mkdocs", prefix: str = "errors", overrides: Path | None = None
    ) -> None:
        self.catalog = catalog
        self.flavor = flavor
        self.prefix = prefix.strip("/")
        self.problems = Problems(catalog)
        self._overrides = overrides

    def __iter__(self) -> Iterator[Page]:
        yield self.index
        for group in self.groups:
            yield Page(self._path(group.path, "index.md"), markup.one_line(group.title), group)
        for entry in self.entries:
            yield self.page(entry)

    @property
    def index(self) -> Page:
        """The page of all errors."""
        return Page(self._path("index.md"), "Errors", None)

    @cached_property
    def entries(self) -> list[Entry]:
        """The definitions that have a page."""
        return [entry for entry in self.catalog if self.shows(entry)]

    @cached_property
    def groups(self) -> list[GroupEntry]:
        """The groups that have a page: those with a public member, at any depth."""
        used = {prefix for entry in self.entries for prefix in entry.code.groups}
        return [group for prefix, group in self.catalog.groups.items() if prefix in used]

    @staticmethod
    def shows(entry: Entry) -> bool:
        """Whether the definition is for the public."""
        return entry.definition.visibility == "public"

    def page(self, entry: Entry) -> Page:
        """Return the page of a definition."""
        return Page(self._path(f"{entry.code.path}.md"), entry.code.name, entry)

    def redirects(self) -> Iterator[tuple[str, str]]:
        """Yield the path of every former code's page, without its ending, and the page that it is now."""
        taken = {entry.code.path.casefold() for entry in self.catalog}
        for alias in self.catalog.aliases:
            code, entry = self.catalog.scheme.parse(alias), self.catalog.find(alias)
            if code is not None and entry is not None and self.shows(entry) and code.path.casefold() not in taken:
                yield self._path(code.path), self.page(entry).uri

    def moved(self, path: str, target: str) -> str:
        """Return the Markdown that stands at the `path` of a former code."""
        return f"# Moved\n\nThis error has a new code: [its page]({relative(target, path)}).\n"

    def markdown(self, page: Page) -> str:
        """Return the page as Markdown."""
        if page.subject is None:
            name, found = "index.md.j2", {}
        elif isinstance(page.subject, GroupEntry):
            name, found = "group.md.j2", {"group": page.subject}
        else:
            name, found = "definition.md.j2", _view(page.subject, self)
        view = _View(self, page)
        text = self._jinja.get_template(name).render(view=view, catalog=self.catalog, pages=self, **found)
        return _tidy(text) + self._definitions_of_links(text, page)

    def linked(self, text: str, uri: str) -> str:
        """Return Markdown of the page at `uri` with every `[code]` in it made a link."""
        return text + self._definitions_of_links(text, Page(uri, "", None))

    def _definitions_of_links(self, text: str, page: Page) -> str:
        """Return reference definitions for the codes that `text` names in brackets.

        `[err:…]` is a shortcut reference to every Markdown reader; all that it lacks is its target.
        """
        found = {}
        for label in _LABEL.findall(text):
            entry = self.catalog.find(label)
            if entry is not None and self.shows(entry):
                found[label] = relative(self.page(entry).uri, page.uri)
        lines = [f"[{label}]: {uri}" for label, uri in sorted(found.items())]
        return "\n" + "\n".join(lines) + "\n" if lines else ""

    def _path(self, *parts: str) -> str:
        return "/".join(part for part in (self.prefix, *parts) if part)

    @cached_property
    def _jinja(self) -> Environment:
        jinja = environment("markdown", self._overrides)
        filters = {
            "md": markup.safe,
            "plain": markup.plain,
            "cell": markup.cell,
            "code": markup.code,
            "line": markup.one_line,
            "prefixed": markup.prefixed,
            "yaml": _yaml_text,
            "json": lambda value: json.dumps(value, ensure_ascii=False),
        }
        jinja.filters.update(filters)
        jinja.globals.update(blocks=f"blocks/{self.flavor}.md.j2", fence=markup.fence, words=WORDS, phrase=phrase)
        return jinja


class _View:
    """What a template asks of the page it makes."""

    def __init__(self, pages: Pages, page: Page) -> None:
        self._pages = pages
        self.page = page

    def to(self, entry: Entry) -> str:
        """The relative path of a definition's page."""
        return relative(self._pages.page(entry).uri, self.page.uri)

    def to_group(self, group: GroupEntry) -> str:
        """The relative path of a group's page."""
        return relative(self._pages._path(group.path, "index.md"), self.page.uri)

    def to_index(self) -> str:
        """The relative path of the index."""
        return relative(self._pages.index.uri, self.page.uri)

    def entry(self, code: str) -> Entry | None:
        """The definition of `code`, if it has a page."""
        found = self._pages.catalog.find(code)
        return found if found is not None and self._pages.shows(found) else None

    def members(self, group: GroupEntry) -> list[Entry]:
        """The definitions in the very group that have a page."""
        return [entry for entry in group.entries if self._pages.shows(entry)]

    def groups(self, prefixes: tuple[str, ...]) -> list[GroupEntry]:
        """The groups among `prefixes` that have a page."""
        return [group for group in self._pages.groups if group.prefix in prefixes]

    def count(self, group: GroupEntry) -> int:
        """How many definitions are in the group, at any depth."""
        return sum(group.prefix in entry.code.groups for entry in self._pages.entries)


def _view(entry: Entry, pages: Pages) -> dict[str, object]:
    """Return what the template of a definition needs beside the definition itself."""
    definition = entry.definition
    ids = pages.catalog.manifest.response.request_id
    made = examples(entry, pages.problems[definition.code], ids.prefix if ids else "")
    fixes = {fix.id: fix for fix in definition.fixes if fix.id}

    def fix_of(scenario: Scenario) -> object:
        return fixes.get(scenario.fix)

    return {
        "entry": entry,
        "definition": definition,
        "examples": made,
        "fix_of": fix_of,
        "retry": retry_advice(entry),
        "snippets": lambda request: snippets(request, pages.catalog.manifest),
        "variants": definition.variants,
    }


def relative(uri: str, start: str) -> str:
    """Return the path from the page at `start` to the page at `uri`."""
    return posixpath.relpath(uri, posixpath.dirname(start) or ".")


def _tidy(text: str) -> str:
    """Return `text` with no run of blank lines outside code, and one newline at its end."""
    made: list[str] = []
    fence = ""
    for line in text.split("\n"):
        stripped = line.lstrip(" ")
        if fence:
            if stripped.rstrip() == fence:
                fence = ""
        elif stripped.startswith("```"):
            fence = stripped[: len(stripped) - len(stripped.lstrip("`"))]
        elif not stripped and (not made or not made[-1].strip()):
            continue
        made.append(line if fence or stripped else "")
    return "\n".join(made).rstrip("\n") + "\n"


def _yaml_text(text: str) -> str:
    """Return `text` as a double-quoted YAML scalar, for front matter."""
    escaped = markup.one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
