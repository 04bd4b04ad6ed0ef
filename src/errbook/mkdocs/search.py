"""The site's own search, MkDocs' or Material's: how it finds an error by code and by message.

Both cut text into words where a pattern says so, and know nothing of codes. So the pattern is one
that takes codes apart, in whatever spelling. And each error's page tells the search its code as one
word without signs, `keynotfound`, which the script of `errbook-search.js` makes of what a reader
types: of a hundred codes with the same words, that finds the one.
"""

from __future__ import annotations

import html
import re
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as SitePage

from errbook.catalog import Entry
from errbook.catalog.names import former_types, words
from errbook.detail import Placeholder, scan
from errbook.mkdocs.kept import Kept
from errbook.pages import Pages

__all__ = ["SEPARATOR", "Search"]

SEPARATOR = r"[\s\u200b\-_:.,;/()\[\]{}<>\"'`=!?…、。，．]+|(?!\b)(?=[A-Z][a-z])"
"""Between words: signs, and the humps of `KeyNotFound`."""

_NAMES = ("search", "material/search")
_MANY = 1000
"""Errors above which the search reads no more than titles, codes and messages by itself."""

_FIELD, _BOOST = "errbook", 1e7
"""Material's index has a field of ours, for words that are not shown among the results."""
_MARK = "\N{WORD JOINER}"
"""Before the words in it, so that nothing that a reader types begins one; it is not seen."""
_END = "0x"
"""Behind them in the index of MkDocs, which would else take `ratelimited` for `ratelimit`."""

_LOW = 1e-3
"""How much pages of errors count: with their code and messages as tags, as much as other titles."""

_HEADING = re.compile(r"<h1\b.*?</h1>", re.DOTALL)


class Search:
    """What the search of a site is told of the errors of `pages`; `indexing` is the site's wish."""

    def __init__(self, config: MkDocsConfig, pages: Pages, indexing: str | None) -> None:
        self._plugin: Any = next(filter(None, map(config.plugins.get, _NAMES)), None)
        self._pages = pages
        self._subjects = {page.uri: page.subject for page in pages}
        self._entries: dict[str, Entry] = {}
        chosen = indexing or ("full" if len(pages.entries) <= _MANY else "titles")
        self._titles = chosen == "titles"
        self._content: str | None = None

    @staticmethod
    def prepare(config: MkDocsConfig) -> None:
        """Set the pattern where the site has the default one, before the search looks at it."""
        for plugin in filter(None, map(config.plugins.get, _NAMES)):
            settings: Any = plugin.config
            if not any("separator" in given for given in settings.user_configs):
                settings["separator"] = SEPARATOR
            if "fields" in settings:  # Material's
                settings["fields"] = {_FIELD: {"boost": _BOOST}, **settings["fields"]}

    def before(self, page: SitePage) -> None:
        """Let the search read of one of our pages what it is to know."""
        subject = self._subjects[page.file.src_uri]
        if isinstance(subject, Entry):
            self._entries[page.url] = subject
        if self._plugin is not None and self._titles:
            heading = _HEADING.search(page.content or "")
            self._content, page.content = page.content, heading[0] if heading else ""

    def after(self, page: SitePage) -> None:
        """Give the page its content back, which others are still to see."""
        if self._content is not None:
            self._content, page.content = None, self._content

    def finish(self) -> None:
        """Add to the index, which is all read and not yet written, what no page shows."""
        index = getattr(self._plugin, "search_index", None)
        entries = getattr(index, "entries", None) or getattr(index, "_entries", None) or []
        short: list[dict[str, str]] = []
        for told in entries:
            url, _, place = told["location"].partition("#")
            entry = self._entries.get(url)
            if entry is None:
                continue
            if _is_material(index):
                told["boost"] = _LOW * (1 + 1 / len(words(entry.code.name) or [""]))
                if not place:
                    tags = (entry.code.text, *_messages(entry))  # which Material takes for HTML
                    told["tags"] = [html.escape(tag, quote=False) for tag in tags]
                    told[_FIELD] = " ".join(f"{_MARK}{word}" for word in _exact(entry, self._pages))
            elif not place:
                exact = (f"{word}{_END}" for word in _exact(entry, self._pages))
                told["text"] = " ".join((told["text"], *exact))
                short.append(_short(told["location"], entry))
        entries += short

    def complete(self, kept: Kept) -> None:
        """Have the index of a dirty build hold all pages, and not the new ones alone."""
        index = getattr(self._plugin, "search_index", None)
        for name in ("entries", "_entries"):
            if hasattr(index, name):
                setattr(index, name, kept.indexed(getattr(index, name)))
        if hasattr(self._plugin, "search_index_prev"):  # with which Material would do it
            self._plugin.search_index_prev = None


def _short(location: str, entry: Entry) -> dict[str, str]:
    """Return one more entry for MkDocs, to which a word in a short text is worth more."""
    return {
        "title": entry.code.text,
        "text": " ".join(_messages(entry)),
        "location": f"{location}#",
    }


def _is_material(index: Any) -> bool:
    return "fields" in index.config


def _messages(entry: Entry) -> list[str]:
    """Return the details of an error, with dots for what differs from one to the next."""
    return [
        "".join("…" if isinstance(part, Placeholder) else part for part in scan(template))
        for template in entry.definition.details.values()
    ]


def _exact(entry: Entry, pages: Pages) -> list[str]:
    """Return as single words what stands for an error alone: code and type, former ones too.

    And the end of its code, from each field on, for who leaves out what all codes start with.
    """
    values = list(entry.code.values.values())
    ends = ["".join(values[at:]) for at in reversed(range(len(values)))]
    aliases = entry.definition.aliases
    types = (entry.type, *former_types(pages.catalog, entry))
    names = (*ends, entry.code.text, *aliases, *types)
    return list(dict.fromkeys(re.sub(r"[\W_]+", "", name).casefold() for name in names))
