"""The links of a catalog: those of its Markdown, and those below `links`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from errbook.catalog import Catalog, Entry, GroupEntry
from errbook.catalog.anchors import FIXED, anchors
from errbook.catalog.checks import type_of
from errbook.catalog.document import Document
from errbook.catalog.model import texts
from errbook.catalog.writing import Keys
from errbook.findings import Place
from errbook.lint.texts import MarkdownText

__all__ = ["Link", "anchors_of", "declared", "in_text", "is_type", "pages_of"]


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads to, and where it stands."""

    url: str
    document: Document
    path: Keys
    offset: int | None = None
    """In characters of the text at `path`; None where the link is all of it."""

    @property
    def place(self) -> Place:
        """Where the address stands."""
        if self.offset is None:
            return self.document.place(*self.path)
        return self.document.place_in(self.offset, self.path)


def declared(entry: Entry) -> Iterator[Link]:
    """Yield the links to pages elsewhere."""
    for index, link in enumerate(entry.definition.links):
        yield Link(link.url, entry.document, ("links", index, "url"))


def in_text(text: MarkdownText) -> Iterator[Link]:
    """Yield the links and images of a text."""
    if not any(sign in text.text for sign in ("](", "]:", "<http")):
        return
    behind = 0
    for token, start in text.located():
        url = token.attrGet("href") if token.type == "link_open" else None
        if token.type == "image":
            url = token.attrGet("src")
        if isinstance(url, str):
            at = max(start, behind)
            offset = _inline(text.text, url, at)
            behind = at if offset is None else offset
            if offset is None:
                offset = _defined(text.text, url) or at
            yield Link(url, text.document, text.path, offset)


def _inline(text: str, url: str, start: int) -> int | None:
    """Return where an address is written from `start` on: behind `](` or `<`."""
    for form in dict.fromkeys((url, unquote(url))):
        for before in ("](", "](<", "<"):
            at = text.find(f"{before}{form}", start)
            if at >= 0:
                return at + len(before)
    return None


def _defined(text: str, url: str) -> int | None:
    """Return where an address is written as a reference's target."""
    forms = "|".join(map(re.escape, (url, unquote(url))))
    found = re.search(rf"^ {{0,3}}\[[^\]]+\]:[ \n]*<?(?={forms})", text, re.MULTILINE)
    return found.end() if found else None


def pages_of(text: MarkdownText, catalog: Catalog) -> list[Entry | GroupEntry]:
    """Return what the pages are about that a text stands on; none where that cannot be said."""
    if text.entry is not None:
        return [text.entry]
    if text.path[0] != "groups":
        return []
    prefix, field = str(text.path[1]), text.path[2]
    if field == "notes":
        return [entry for entry in catalog if prefix in entry.code.groups]
    return [catalog.groups[prefix]] if prefix in catalog.groups else []


def anchors_of(entry: Entry) -> set[str]:
    """Return what a link can name on the page of a definition."""
    definition = entry.definition
    titles = [section.title for section in definition.sections if not section.id]
    if len(definition.fixes) > 1 or any(fix.title for fix in definition.fixes):
        titles += [fix.title or f"Fix {number}" for number, fix in enumerate(definition.fixes, 1)]
    for _, text in texts(definition):
        if "#" in text:
            titles += re.findall(r"^ {0,3}#{1,6} (.+?)(?: #+)?$", text, re.MULTILINE)
    made = {anchor for title in titles for anchor in _of_heading(title)}
    return {*FIXED, *(id for _, id in anchors(definition)), *made}


def _of_heading(title: str) -> tuple[str, str]:
    """Return the anchors that GitHub and Python-Markdown make of a heading."""
    slug = re.sub(r"[^\w\s-]", "", title.strip().lower()).strip()
    return slug.replace(" ", "-"), re.sub(r"[-\s]+", "-", slug)


def is_type(url: str, catalog: Catalog) -> bool | None:
    """Whether an address is the type of an error; None if it has not the form of one."""
    template = catalog.manifest.type or ""
    if "{" not in template or not url.startswith(template.partition("{")[0]):
        return None
    address = re.sub(r"(?:\.md|\.html|/)?(?:[?#].*)?\Z", "", url, count=1)
    fields = re.split(r"\{\w+\}", template)
    if not re.fullmatch("[^/?#]+".join(map(re.escape, fields)), address):
        return None
    if address in catalog.by_type:
        return True
    return any(address == type_of(catalog, alias) for alias in _former(catalog))


def _former(catalog: Catalog) -> Iterator[str]:
    return (alias for alias in catalog.aliases if catalog.scheme.parse(alias) is not None)
