"""The pages of a catalog: one per definition, one per group, an index. Each is Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Literal

from jinja2 import Environment

from errbook.catalog import Catalog, Entry, GroupEntry
from errbook.catalog.definition import Visibility
from errbook.catalog.recognition import Recognised
from errbook.catalog.request import Request
from errbook.emit.live import LoadedProblems
from errbook.pages import markup, words
from errbook.pages.example import Example, examples
from errbook.pages.requests import snippets
from errbook.pages.safe import first_paragraph, safe
from errbook.pages.view import DefinitionView, View, relative
from errbook.templates import environment, rendered

__all__ = ["Flavor", "Page", "Pages"]

Flavor = Literal["mkdocs", "commonmark"]
"""`mkdocs`: admonitions, tabs, attribute lists (Material, Zensical). `commonmark`: none of them."""

Snippet = tuple[str, str, str]

_LABEL = re.compile(r"\[([^\[\]\n]+)\]")
_GAP = re.compile(r"\n *\n(?: *\n)+")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it goes, what it is called and about. `Pages.markdown` has its Markdown."""

    uri: str
    """Path of its Markdown from the root of the site: `errors/unkey/data/key_not_found.md`."""
    name: str
    """Its name in navigation."""
    subject: Entry | GroupEntry | None
    """The definition or group; None for the index."""


class Latest:
    """What was made of the definition asked for last: its pages in several flavors share it."""

    def __init__(self) -> None:
        self.entry: Entry | None = None
        self.examples: list[Example] | None = None
        self.snippets: dict[int, list[Snippet]] = {}

    def of(self, entry: Entry) -> Latest:
        """Return itself, emptied if it was of another definition."""
        if self.entry is not entry:
            self.entry, self.examples, self.snippets = entry, None, {}
        return self


class Pages:
    """The pages of `catalog` for the public, or for those who operate the service.

    The public ones have nothing of internal definitions, and no owners or runbooks. `prefix` is the
    folder they are in, `overrides` a folder whose templates go before ours, `problems` the
    catalog's classes, if there are some already, `own` an occurrence that a reader has: the page of
    its error shows that one for an example.
    """

    def __init__(
        self,
        catalog: Catalog,
        *,
        flavor: Flavor = "mkdocs",
        visibility: Visibility = "public",
        prefix: str = "errors",
        overrides: Path | None = None,
        problems: LoadedProblems | None = None,
        own: Recognised | None = None,
    ) -> None:
        self.catalog = catalog
        self.flavor = flavor
        self.internal = visibility == "internal"
        self.prefix = prefix.strip("/")
        self.problems = LoadedProblems(catalog, brief=True) if problems is None else problems
        self._overrides = overrides
        self._own = own
        self._latest = Latest()

    def __iter__(self) -> Iterator[Page]:
        yield self.index
        yield from map(self.group_page, self.groups)
        yield from map(self.page, self.entries)

    @property
    def index(self) -> Page:
        """The page of all errors."""
        return Page(self.uri("index.md"), "Errors", None)

    @cached_property
    def entries(self) -> list[Entry]:
        """The definitions that have a page."""
        return [entry for entry in self.catalog if self.shows(entry)]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many definitions with a page are in each group, at any depth."""
        return Counter(prefix for entry in self.entries for prefix in entry.code.groups)

    @cached_property
    def groups(self) -> list[GroupEntry]:
        """The groups that have a page: those with a member that has one, at any depth."""
        return [group for prefix, group in self.catalog.groups.items() if prefix in self.counts]

    def shows(self, entry: Entry) -> bool:
        """Whether the definition has a page, and may be spoken of on others."""
        return self.internal or entry.definition.visibility == "public"

    def is_internal(self, group: GroupEntry) -> bool:
        """Whether the group has internal definitions alone, at any depth."""
        return group.prefix not in self._public_groups

    @cached_property
    def _public_groups(self) -> frozenset[str]:
        public = (entry for entry in self.entries if entry.definition.visibility == "public")
        return frozenset(prefix for entry in public for prefix in entry.code.groups)

    def page(self, entry: Entry) -> Page:
        """Return the page of a definition."""
        return Page(self.uri(f"{entry.code.path}.md"), words.name_of(entry), entry)

    def group_page(self, group: GroupEntry) -> Page:
        """Return the page of a group."""
        return Page(self.uri(f"{group.path}/index.md"), markup.one_line(group.title), group)

    def in_commonmark(self) -> Pages:
        """Return the same pages in CommonMark.

        What both say alike of a definition is made once, if they say it one after the other.
        """
        other = copy(self)
        other.flavor = "commonmark"
        other.__dict__.pop("_jinja", None)
        return other

    def examples(self, entry: Entry) -> list[Example]:
        """Return the response for each variant of `entry`, made by the run time."""
        latest = self._latest.of(entry)
        if latest.examples is None:
            ids = self.catalog.manifest.response.request_id
            prefix = ids.prefix if ids else ""
            shape = self.catalog.body if entry.exposed else None
            own = self._own if self._own and self._own.entry is entry else None
            latest.examples = examples(entry, self.problems[entry.code.text], prefix, shape, own)
        return latest.examples

    def snippets(self, entry: Entry, request: Request) -> list[Snippet]:
        """Return label, language and code of a request of `entry`, one for each language."""
        made = self._latest.of(entry).snippets
        if id(request) not in made:
            made[id(request)] = snippets(request, self.catalog.manifest)
        return made[id(request)]

    def markdown(self, page: Page) -> str:
        """Return the page as Markdown."""
        if page.subject is None:
            name, view = "index.md.j2", View(self, page.uri)
        elif isinstance(page.subject, GroupEntry):
            name, view = "group.md.j2", View(self, page.uri)
        else:
            name, view = "definition.md.j2", DefinitionView(self, page.uri, page.subject)
        names = {"catalog": self.catalog, "pages": self, **view.variables(page.subject)}
        text = rendered(self._jinja, name, view=view, **names)
        return _tidy(text, view.prose) + self._targets(text, page.uri)

    def linked(self, text: str, uri: str) -> str:
        """Return Markdown of the page at `uri` with every `[code]` in it made a link."""
        return text + self._targets(text, uri)

    def _targets(self, text: str, uri: str) -> str:
        """Return reference definitions for the codes that `text` names in brackets.

        `[err:…]` is a shortcut reference to every Markdown reader; all that it lacks is its target.
        """
        found = {}
        for label in _LABEL.findall(text):
            entry = self.catalog.find(label)
            if entry is not None and self.shows(entry):
                found[label] = relative(self.page(entry).uri, uri)
        lines = [f"[{label}]: {target}" for label, target in sorted(found.items())]
        return "\n" + "\n".join(lines) + "\n" if lines else ""

    @cached_property
    def _jinja(self) -> Environment:
        found = self._overrides.rglob("*.j2") if self._overrides else ()
        times = ((path, path.stat().st_mtime_ns) for path in found)
        return _templates(self.flavor, self._overrides, frozenset(times))

    def uri(self, path: str) -> str:
        """Return where `path`, below the folder of the pages, is from the root of the site."""
        return f"{self.prefix}/{path}" if self.prefix else path


@lru_cache(maxsize=4)
def _templates(
    flavor: Flavor, overrides: Path | None, found: frozenset[tuple[Path, int]]
) -> Environment:
    """Return the compiled templates: to compile them takes as long as to render a hundred pages.

    `found` are the templates in `overrides`, and when they were changed: where that is something
    else, the choice is made anew.
    """
    jinja = environment("markdown", overrides)
    jinja.auto_reload = False
    cell = markup.cell if flavor == "commonmark" else markup.python_markdown_cell
    jinja.filters.update(
        md=partial(safe, cell=cell),
        plain=markup.plain,
        code=markup.code,
        cell=cell,
        item=markup.item,
        prefixed=markup.prefixed,
        caption=markup.caption,
        fence=markup.fence,
        first_paragraph=first_paragraph,
        language=markup.language,
        lines=markup.lines,
        url=markup.url,
        yaml=markup.quoted,
        phrase=words.phrase,
        language_name=words.language_name,
    )
    jinja.tests["ending_in_list"] = markup.ends_in_list
    jinja.globals.update(blocks=f"blocks/{flavor}.md.j2", fixers=words.FIXERS)
    return jinja


def _tidy(text: str, prose: Callable[[str], str]) -> str:
    """Return `text` with `prose` applied outside of blocks of code, and no runs of blank lines."""
    tidied = markup.in_prose(text, lambda part: prose(_GAP.sub("\n\n", part)))
    return tidied.strip("\n") + "\n"
