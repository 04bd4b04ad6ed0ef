"""What programs read of a catalog: `llms.txt`, `llms-full.txt`, `errors.json` and its schema.

All of it is made from the catalog, page by page, and what grows with the catalog goes to disk as it
is made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from posixpath import dirname, join, normpath
from types import TracebackType
from typing import Self
from urllib.parse import quote

from pydantic_core import to_json

from errbook.catalog import Entry, GroupEntry
from errbook.pages import markup
from errbook.pages.pages import Page, Pages
from errbook.pages.record import record
from errbook.pages.record_schema import record_schema
from errbook.pages.view import relative

__all__ = ["DATA", "FILES", "FULL", "INDEX", "SCHEMA", "MachineFiles"]

INDEX, FULL, DATA, SCHEMA = "llms.txt", "llms-full.txt", "errors.json", "errors.schema.json"
FILES = (INDEX, FULL, DATA, SCHEMA)
"""The names of the files, at the root of the site."""

_FRONT_MATTER = re.compile(r"---\n(?:.*\n)*?---\n+")
_LINK = re.compile(r"(\](?:\(|: ))([^\s()#:]+\.md)?(#[^\s()]*)?(?=[)\n])")


class MachineFiles:
    """The files of a site, written to `folder` while its pages are made.

    `pages` are those in CommonMark. `site` is the address of the site, which may be unknown: links
    are relative then.
    """

    def __init__(self, pages: Pages, folder: Path, site: str = "") -> None:
        self._pages = pages
        self._folder = folder
        self._site = f"{site.rstrip('/')}/" if site else ""
        self._open = ExitStack()
        self._first = True

    def __enter__(self) -> Self:
        opened = (self._folder / name for name in (FULL, DATA))
        self._full, self._data = (
            self._open.enter_context(path.open("w", encoding="utf-8", newline="\n"))
            for path in opened
        )
        self._full.write(self._full_start())
        self._data.write(self._data_start())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if kind is None:
            self._data.write("\n]}\n")
            with (self._folder / INDEX).open("w", encoding="utf-8", newline="\n") as index:
                index.writelines(self._index())
            schema = json.dumps(record_schema(self._pages), indent=2, ensure_ascii=False)
            (self._folder / SCHEMA).write_text(f"{schema}\n", "utf-8", newline="\n")
        self._open.close()

    def add(self, page: Page, text: str, url: str = "") -> None:
        """Add a page: `text` is its Markdown, `url` its address below that of the site."""
        body = markup.in_prose(
            text, lambda prose: _LINK.sub(lambda found: self._from_root(found, page.uri), prose)
        )
        body = body[_front_matter(body) :]
        self._full.write(f"\n---\n\nPage: [{page.uri}]({self._address(page.uri)})\n\n{body}")
        if isinstance(page.subject, Entry):
            made = record(
                page.subject,
                self._pages,
                url=f"{self._site}{url}" if url else "",
                markdown=self._address(page.uri),
            )
            self._data.write("\n" if self._first else ",\n")
            self._data.write(to_json(made).decode())
            self._first = False

    def pointed(self, text: str, uri: str) -> str:
        """Return the Markdown of the page at `uri` with a word at its top on where all are."""
        pointer = (
            f"> For programs: {self._link(INDEX, uri)} lists every error of {self._name}, and"
            f" {self._link(DATA, uri)} holds all of them as data.\n\n"
        )
        at = _front_matter(text)
        return f"{text[:at]}{pointer}{text[at:]}"

    @property
    def _name(self) -> str:
        return markup.plain(self._pages.catalog.manifest.name)

    def _address(self, uri: str) -> str:
        """Return where `uri` is, as a link in a file at the root."""
        return f"{self._site}{quote(uri)}"

    def _link(self, name: str, uri: str = "") -> str:
        """Return the link of a page at `uri` to the file `name` at the root."""
        return f"[{name}]({self._site + name if self._site else relative(name, uri)})"

    def _from_root(self, found: re.Match[str], uri: str) -> str:
        """Return a link of the page at `uri` as it is at the root."""
        start, path, place = found.groups(default="")
        if not path and not place:
            return found[0]
        target = normpath(join(dirname(uri), path)) if path else uri
        return f"{start}{self._address(target)}{place}"

    def _full_start(self) -> str:
        return (
            f"# Errors of {self._name}, in full\n\n{self._summary}"
            "Every page about them, one after the other. Before each stands the address that it has"
            f" alone. {self._link(INDEX)} is a list of them, and {self._link(DATA)} holds them as"
            " data.\n"
        )

    @property
    def _summary(self) -> str:
        summary = self._pages.catalog.manifest.summary
        return f"> {markup.plain(summary)}\n\n" if summary else ""

    def _data_start(self) -> str:
        manifest = self._pages.catalog.manifest
        about = {"$schema": f"{self._site}{SCHEMA}", "name": manifest.name}
        if manifest.summary:
            about["summary"] = manifest.summary
        return f'{to_json(about).decode()[:-1]},"errors":['

    def _index(self) -> Iterator[str]:
        """Yield the lines of `llms.txt`, in the form that llmstxt.org describes."""
        yield f"# Errors of {self._name}\n\n{self._summary}"
        yield from self._how_to_look_up()
        loose = [entry for entry in self._pages.entries if not entry.group]
        if loose:
            yield "\n## Errors\n\n"
            yield from map(self._line, loose)
        for group in self._pages.groups:
            members = [entry for entry in group.entries if self._pages.shows(entry)]
            if members:
                yield f"\n## {markup.plain(group.title)}\n\n{self._group_line(group)}"
                yield from map(self._line, members)
        yield "\n## Optional\n\n"
        yield f"- {self._link(FULL)}: every page in one file\n"
        yield f"- {self._link(DATA)}: every error as data\n"
        yield f"- {self._link(SCHEMA)}: the JSON Schema of {DATA}\n"

    def _how_to_look_up(self) -> Iterator[str]:
        count = len(self._pages.entries)
        scheme = self._pages.catalog.scheme
        path = "/".join(f"{{{field}}}" for field in scheme.fields)
        where = self._site + self._pages.uri(f"{path}.md")
        yield (
            f"{'One error' if count == 1 else f'{count} errors'}. Each has a page that says what"
            " happened, when it happens and how to fix it. To look one up:\n\n"
            f"- By its type, the URI in a response: in {self._link(DATA)}, find the error whose"
            " `type` is equal to it. Its `markdown` is the address of its page.\n"
            f"- By its code: the page of {markup.code(scheme.template)} is at"
            f" {markup.code(where)}.\n"
            "- By a former code: it is among the `aliases` of the error that had it.\n"
        )

    def _group_line(self, group: GroupEntry) -> str:
        address = self._address(self._pages.group_page(group).uri)
        link = f"[{markup.escaped(group.prefix)}]({address})"
        return f"- {link}: what the errors of this group have in common\n"

    def _line(self, entry: Entry) -> str:
        definition = entry.definition
        link = f"[{markup.escaped(entry.code.text)}]({self._address(self._pages.page(entry).uri)})"
        end = " Retired." if definition.retired else " Deprecated." if definition.deprecated else ""
        return f"- {link}: {markup.plain(definition.summary)}{end}\n"


def _front_matter(text: str) -> int:
    """Return where the front matter of a page ends: 0 if it has none."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found else 0
