"""Each page's own navigation: the top level, and its own group.

A navigation of all errors in every page makes a build quadratic and a page heavy. So the site's
navigation holds the index alone, and a page of the catalog gets, in its place, the groups with its
own one opened. Of more than `MOST` items only the neighbours are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias, TypeVar

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

__all__ = ["MOST", "NEIGHBOURS", "ErrorNavigation", "Place", "near"]

MOST = 50
"""Items of one level that a page's navigation shows in full."""

NEIGHBOURS = 5
"""Items shown on either side of the page's own, where there are more than `MOST`."""

Item = TypeVar("Item")
Levels: TypeAlias = tuple[str, ...]


def near(items: Sequence[Item], own: Item | None) -> list[Item]:
    """Return `items`, or those around `own` where they are more than `MOST`."""
    if len(items) <= MOST:
        return list(items)
    if own is None:
        return []
    at = items.index(own)
    start = min(max(at - NEIGHBOURS, 0), max(len(items) - 2 * NEIGHBOURS - 1, 0))
    return list(items[start : start + 2 * NEIGHBOURS + 1])


class Place(NamedTuple):
    """A page in the tree of errors: the levels it is below, or is the group of."""

    page: Page
    levels: tuple[str, ...]
    is_group: bool


class ErrorNavigation:
    """The navigation of every page of a site with a catalog in it.

    `nav` is the site's own, `index` the page of all errors in it, `places` every group and error.
    """

    def __init__(self, nav: Navigation, index: Page, places: Iterable[Place]) -> None:
        self._nav = nav
        self._index = index
        self._groups: dict[Levels, list[Levels]] = {(): []}
        self._group_pages: dict[Levels, Page] = {}
        self._members: dict[Levels, list[Page]] = {}
        self._levels: dict[str, Levels] = {index.file.src_uri: ()}
        for place in places:
            self._levels[place.page.file.src_uri] = place.levels
            if place.is_group:
                self._groups.setdefault(place.levels[:-1], []).append(place.levels)
                self._group_pages[place.levels] = place.page
            else:
                self._members.setdefault(place.levels, []).append(place.page)
        self._trail = self._find(nav.items)
        for members in self._members.values():
            for one, two in pairwise(members):
                one.next_page, two.previous_page = two, one

    def of(self, page: Page) -> Navigation:
        """Return the navigation of `page`."""
        levels = self._levels.get(page.file.src_uri)
        if levels is None or not self._trail:
            return self._nav
        children = [self._index, *self._below((), levels, page)]
        return self._replaced(self._opened(self._index.title or "Errors", children))

    def _below(self, here: Levels, levels: Levels, page: Page) -> list[StructureItem]:
        """Return the items of the group `here`, of which `levels` is a part."""
        own = levels[: len(here) + 1] if len(levels) > len(here) else None
        items: list[StructureItem] = []
        for group in near(self._groups.get(here, []), own):
            of_group = self._group_pages[group]
            if group == own:
                children = [of_group, *self._below(group, levels, page)]
                items.append(self._opened(of_group.title or group[-1], children))
            else:
                items.append(of_group)
        if here == levels:
            members = self._members.get(here, [])
            items += near(members, page if page in members else None)
        return items

    @staticmethod
    def _opened(title: str, children: list[StructureItem]) -> Section:
        """Return a section around the page at hand, which alone learns that it is in it."""
        section = Section(title, children)
        section.active = True
        for child in children:
            if getattr(child, "active", False):
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
            new = self._opened(
                parent.title, [new if child is old else child for child in parent.children]
            )
        top = self._trail[0]
        items = [new if item is top else item for item in self._nav.items]
        made = Navigation.__new__(Navigation)
        made.items, made.pages, made.homepage = items, self._nav.pages, self._nav.homepage
        return made
