"""What templates ask of the page that they make: its links, and what follows from a definition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from errbook.catalog import Entry, GroupEntry
from errbook.catalog.definition import Fix, Related, Scenario
from errbook.catalog.request import Request
from errbook.pages import words
from errbook.pages.example import Example

if TYPE_CHECKING:
    from errbook.pages.pages import Pages

__all__ = ["DefinitionView", "View", "relative"]

_MOST = 500
"""Errors, or else groups, that one page lists in full."""

_PLACE = re.compile(r"\]\(#([^()\s]+)\)")


class View:
    """The page of a group, or the index."""

    def __init__(self, pages: Pages, uri: str) -> None:
        self._pages = pages
        self._uri = uri

    def variables(self, subject: object) -> dict[str, Any]:
        """What the template has beside `view`, `catalog` and `pages`."""
        return {"group": subject}

    def prose(self, text: str) -> str:
        """The page's text outside of blocks of code, as it is to be in the end."""
        return text

    def to(self, entry: Entry) -> str:
        """The relative path of a definition's page."""
        return relative(self._pages.page(entry).uri, self._uri)

    def to_group(self, group: GroupEntry) -> str:
        """The relative path of a group's page."""
        return relative(self._pages.group_page(group).uri, self._uri)

    def to_index(self) -> str:
        """The relative path of the index."""
        return relative(self._pages.index.uri, self._uri)

    def entry(self, code: str) -> Entry | None:
        """The definition of `code`, if it has a page."""
        found = self._pages.catalog.find(code)
        return found if found is not None and self._pages.shows(found) else None

    def entries(self, codes: Iterable[str]) -> list[Entry]:
        """The definitions of `codes`, as far as they have a page."""
        return [entry for entry in map(self.entry, codes) if entry is not None]

    def members(self, group: GroupEntry) -> list[Entry]:
        """The definitions in the very group that have a page."""
        return [entry for entry in group.entries if self._pages.shows(entry)]

    def holding(self) -> list[GroupEntry]:
        """The groups with definitions of their own that have a page."""
        return [group for group in self._pages.groups if self.members(group)]

    def overview(self) -> list[GroupEntry]:
        """The groups that the index lists in place of their errors, where these are too many."""
        if len(self._pages.entries) <= _MOST:
            return []
        holding = self.holding()
        if len(holding) <= _MOST:
            return holding
        return self.groups(group.prefix for group in self._pages.catalog.top_groups)

    def loose(self) -> list[Entry]:
        """The definitions in no group."""
        return [entry for entry in self._pages.entries if not entry.group]

    def groups(self, prefixes: Iterable[str]) -> list[GroupEntry]:
        """The groups of `prefixes`, as far as they have a page."""
        groups, counts = self._pages.catalog.groups, self._pages.counts
        return [groups[prefix] for prefix in prefixes if prefix in counts]

    def is_internal(self, group: GroupEntry) -> bool:
        """Whether the group has internal definitions alone."""
        return self._pages.is_internal(group)

    def count(self, group: GroupEntry) -> int:
        """How many definitions are in the group, at any depth."""
        return self._pages.counts[group.prefix]


class DefinitionView(View):
    """The page of a definition."""

    def __init__(self, pages: Pages, uri: str, entry: Entry) -> None:
        super().__init__(pages, uri)
        self._entry = entry
        self._fixes = {fix.id: fix for fix in entry.definition.fixes if fix.id}

    def variables(self, subject: object) -> dict[str, Any]:
        """What the template has beside `view`, `catalog` and `pages`."""
        return {"entry": self._entry, "definition": self._entry.definition}

    @property
    def name(self) -> str:
        """What the error is called among its group."""
        return words.name_of(self._entry)

    @property
    def retry(self) -> tuple[str, str] | None:
        """Whether to send the request again, in a word and in full."""
        return words.retry_advice(self._entry)

    def examples(self) -> list[Example]:
        """The response for each variant, made by the run time."""
        return self._pages.examples(self._entry)

    def snippets(self, request: Request) -> list[tuple[str, str, str]]:
        """Label, language and code of a request."""
        return self._pages.snippets(self._entry, request)

    def parameters(self) -> Iterator[tuple[str, str, str, str]]:
        """Path, type, description and example of all that the error tells."""
        return words.members(self._entry)

    def related(self) -> list[tuple[Related, Entry]]:
        """The related errors that have a page."""
        pairs = [(one, self.entry(one.code)) for one in self._entry.definition.related]
        return [(one, entry) for one, entry in pairs if entry is not None]

    def fix_of(self, scenario: Scenario) -> Fix | None:
        """The fix that cures a scenario."""
        return self._fixes.get(scenario.fix) if scenario.fix else None

    def prose(self, text: str) -> str:
        """The page's text with links that work: CommonMark can give headings and steps no id."""
        if self._pages.flavor == "mkdocs" or "](#" not in text:
            return text
        anchors = self._anchors
        return _PLACE.sub(lambda found: f"](#{anchors.get(found[1], found[1])})", text)

    @cached_property
    def _anchors(self) -> dict[str, str]:
        """The anchors that GitHub makes of headings, by the ids of what is at or below them."""
        fixes, sections = self._entry.definition.fixes, self._entry.definition.sections
        made = {section.id: _slug(section.title) for section in sections if section.id}
        headed = len(fixes) > 1 or any(fix.title for fix in fixes)
        for number, fix in enumerate(fixes, 1):
            place = _slug(fix.title or f"Fix {number}") if headed else "how-to-fix"
            ids = (fix.id, *(step.id for step in fix.steps))
            made.update(dict.fromkeys((id for id in ids if id), place))
        return made


def _slug(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def relative(uri: str, start: str) -> str:
    """Return the path from the page at `start` to the page at `uri`."""
    here, there = start.split("/")[:-1], uri.split("/")
    same = 0
    while same < len(here) and same < len(there) - 1 and here[same] == there[same]:
        same += 1
    return "/".join([".."] * (len(here) - same) + there[same:])
