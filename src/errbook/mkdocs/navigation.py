"""Each page's own navigation: the top level, and its own group.

A navigation of all errors in every page makes a build quadratic and a page heavy. So the site's
navigation holds the index alone, and a page of the catalog gets, in its place, the groups with its
own one opened. Of more than `MOST` items only the neighbours are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from errbook.catalog import Entry, GroupEntry
from errbook.pages import Pages

__all__ = ["MOST", "NEIGHBOURS", "ErrorNavigation", "near"]

MOST = 50
"""Items of one level that a page's navigation shows in full."""

NEIGHBOURS = 5
"""Items shown on either side of the page's own, where there are more than `MOST`."""

Item = TypeVar("Item")


def near(items: Sequence[Item], own: Item | None) -> list[Item]:
    """Return `items`, or those around `own` where they are more than `MOST`."""
    if len(items) <= MOST:
        return list(items)
    if own is None:
        return []
    at = items.index(own)
    start = min(max(at - NEIGHBOURS, 0), max(len(items) - 2 * NEIGHBOURS - 1, 0))
    return list(items[start : start + 2 * NEIGHBOURS + 1])


class ErrorNavigation:
    """The navigation of every page of a site with a catalog in it."""

    def __init__(self, pages: Pages, nav: Navigation, files: Files) -> None:
        self._nav = nav
        found = files.get_file_from_path(pages.index.uri)
        self._index = found.page if found else None
        self._groups: dict[tuple[str, ...], list[tuple[str, ...]]] = {(): []}
        self._members: dict[tuple[str, ...], list[Page]] = {}
        self._titles: dict[tuple[str, ...], str] = {}
        self._pages: dict[tuple[str, ...], Page] = {}
        self._own: dict[str, tuple[str, ...]] = {}
        for page in pages:
            file = files.get_file_from_path(page.uri)
            if file is not None and file.page is not None and page.subject is not None:
                self._add(page.subject, file.page)
        self._trail = self._find(nav.items)
        for members in self._members.values():
            for one, two in zip(members, members[1:], strict=False):
                one.next_page, two.previous_page = two, one

    def _add(self, subject: Entry | GroupEntry, page: Page) -> None:
        if isinstance(subject, GroupEntry):
            levels = subject.levels
            self._groups.setdefault(levels[:-1], []).append(levels)
            self._groups.setdefault(levels, [])
            self._titles[levels] = subject.title
            self._pages[levels] = page
        else:
            levels = subject.code.levels
            self._members.setdefault(levels, []).append(page)
        self._own[page.file.src_uri] = levels

    def of(self, page: Page) -> Navigation:
        """Return the navigation of `page`."""
        levels = self._own.get(page.file.src_uri)
        if self._index is None or not self._trail:
            return self._nav
        if levels is None and page is not self._index:
            return self._nav
        section = self._section(levels or (), page)
        return self._replaced(section)

    def _section(self, levels: tuple[str, ...], page: Page) -> Section:
        """Return the section of all errors, opened down to `levels`."""
        assert self._index is not None
        children: list[Any] = [self._index, *self._below((), levels, page)]
        return self._opened(self._index.title or "Errors", children)

    def _below(self, here: tuple[str, ...], levels: tuple[str, ...], page: Page) -> list[Any]:
        """Return the items of the group `here`, of which `levels` is a part."""
        own = levels[: len(here) + 1] if len(levels) > len(here) else None
        items: list[Any] = []
        for group in near(self._groups.get(here, []), own):
            if group == own:
                children = [self._pages[group], *self._below(group, levels, page)]
                items.append(self._opened(self._titles[group], children))
            else:
                items.append(self._pages[group])
        if here == levels:
            members = self._members.get(here, [])
            items += near(members, page if page in members else None)
        return items

    @staticmethod
    def _opened(title: str, children: list[StructureItem]) -> Section:
        """Return a section around the page at hand. The page knows its parents; other pages keep theirs."""
        section = Section(title, children)
        section.active = True
        for child in children:
            if child.active:
                child.parent = section
        return section

    def _find(self, items: list[Any]) -> list[Any]:
        """Return the items that lead to the index, from the top of the navigation."""
        for item in items:
            if item is self._index:
                return [item]
            if item.children:
                below = self._find(item.children)
                if below:
                    return [item, *below]
        return []

    def _replaced(self, section: Section) -> Navigation:
        """Return the site's navigation with `section` in place of the index."""
        new: Any = section
        for parent, old in zip(self._trail[-2::-1], self._trail[::-1], strict=False):
            new = self._opened(parent.title, [new if child is old else child for child in parent.children])
        top = self._trail[0]
        items = [new if item is top else item for item in self._nav.items]
        made = Navigation.__new__(Navigation)
        made.items, made.pages, made.homepage = items, self._nav.pages, self._nav.homepage
        return made
