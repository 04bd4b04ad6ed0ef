"""Where the addresses that an error has, or had, lead to: former codes, and every `type` URI.

A `type` is an address that clients have kept: it opens the page for good, whatever the page's own
place. So does the place of the page of a former code, and the type that the code had.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from errbook.catalog import Entry
from errbook.catalog.checks import type_of
from errbook.detail import Placeholder, scan
from errbook.pages import markup
from errbook.pages.pages import Page, Pages
from errbook.pages.view import relative

__all__ = ["Redirect", "addresses", "moved", "redirects"]

_PORTS = {"http": ":80", "https": ":443"}
_LONGEST = 255
"""Bytes of a file's name."""


class Redirect(NamedTuple):
    """From an address to the page that it stands for."""

    path: str
    """The address from the root of the site, without a slash at its end: `errors/cart/gone`."""
    target: str
    """Path of the page's Markdown."""
    old: str
    """The former code that the address is of; empty for a `type` that is another address."""
    new: str
    """The code of the page; empty for the index, where several types differ in fragments alone."""

    @property
    def uri(self) -> str:
        """Path of the Markdown that stands at the address."""
        return re.sub(r"\.html?\Z", "", self.path) + ".md"


def redirects(pages: Pages, site_url: str = "") -> Iterator[Redirect]:
    """Yield a redirect for every address at which no page of `pages` stands.

    Two addresses that differ in case alone are one: they would be one file on some systems.
    """
    taken = {name.casefold() for page in pages for name in (page.uri, _address(page))}
    for redirect in addresses(pages, site_url):
        if redirect.uri.casefold() not in taken:
            taken.add(redirect.uri.casefold())
            yield redirect


def addresses(pages: Pages, site_url: str = "") -> Iterator[Redirect]:
    """Yield every address of the errors in the site, those that are the page's own among them.

    A type is in the site if it is below `site_url`, or else below what the template of types and
    the place of the pages have in common: `https://parcels.example/` if the types are
    `https://parcels.example/errors/…`. One that is elsewhere has no address here.
    """
    path_of, found = _paths(pages, site_url), dict[str, Redirect]()
    for entry in pages.entries:
        for address in _former(pages, entry, path_of):
            found.setdefault(address.path, address)
    own: dict[str, Redirect] = {}
    for entry in pages.entries:
        path = path_of(entry.type)
        if path is None or (path in found and found[path].new == entry.code.text):
            continue
        target = pages.page(entry).uri
        if path in own:  # such as `errors#gone` and `errors#empty`
            own[path] = Redirect(path, pages.index.uri, "", "")
        else:
            own[path] = Redirect(path, target, "", entry.code.text)
    yield from (found | own).values()


def moved(redirect: Redirect) -> str:
    """Return the Markdown that stands at the address of a redirect."""
    to = relative(redirect.target, redirect.path)
    if not redirect.new:
        return f"# Moved\n\nEach of these errors has a page of its own: [all errors]({to}).\n"
    link = f"[{markup.code(redirect.new)}]({to})"
    if not redirect.old:
        return f"# Moved\n\nThis is another address of the error {link}.\n"
    return f"# Moved\n\nThe error {markup.code(redirect.old)} has a new code: {link}.\n"


def _former(pages: Pages, entry: Entry, path_of: Callable[[str], str | None]) -> Iterator[Redirect]:
    """Yield the addresses that come from the former codes of `entry`."""
    target, new = pages.page(entry).uri, entry.code.text
    for alias in entry.definition.aliases:
        code = pages.catalog.scheme.parse(alias)
        if code is None or alias in pages.catalog.entries:
            continue
        before = f"{pages.prefix}/{code.path}" if pages.prefix else code.path
        for path in (before, path_of(type_of(pages.catalog, alias))):
            if path is not None:
                yield Redirect(path, target, alias, new)


def _address(page: Page) -> str:
    """Return what a redirect's `uri` would be where a reader finds `page`."""
    return re.sub(r"/index\.md\Z", ".md", page.uri)


def _paths(pages: Pages, site_url: str) -> Callable[[str], str | None]:
    """Return a function from a type to its path in the site; to None for one that is elsewhere."""
    bases = [base for base in (_split(site_url), _common(pages)) if base is not None]

    def path_of(uri: str) -> str | None:
        parts = _split(uri)
        found = (_below(base, parts) for base in bases) if parts is not None else iter(())
        return next((path for path in found if path), None)

    return path_of


def _common(pages: Pages) -> SplitResult | None:
    """Return the address of the site's root, if the template of types tells it."""
    template = pages.catalog.manifest.type or "/errors/{name}"
    first = next(scan(template), "")
    parts = _split("" if isinstance(first, Placeholder) else first)
    if parts is None:
        return None
    if not pages.prefix:
        return parts._replace(path=parts.path[: parts.path.rfind("/") + 1])
    root, folder, _ = f"{parts.path}/".rpartition(f"/{pages.prefix}/")
    return parts._replace(path=f"{root}/") if folder else None


def _below(base: SplitResult, parts: SplitResult) -> str | None:
    """Return the path of an address from `base`; None if it is not below it, or can be no file."""
    if parts.netloc and _host(parts) != _host(base):
        return None
    root = base.path.rstrip("/") + "/"
    if not parts.path.startswith(root) or "%2f" in parts.path.casefold():
        return None
    try:
        path = unquote(parts.path[len(root) :], errors="strict")
    except UnicodeDecodeError:
        return None
    names = [name for name in path.split("/") if name]
    if not all(map(_is_name, names)):
        return None
    return "/".join(names[:-1] if names and names[-1] == "index.html" else names)


def _is_name(name: str) -> bool:
    good = name not in (".", "..") and "\\" not in name and name.isprintable()
    return good and len(name.encode()) <= _LONGEST


def _host(parts: SplitResult) -> str:
    return parts.netloc.casefold().removesuffix(_PORTS.get(parts.scheme, ""))


def _split(address: str) -> SplitResult | None:
    """Return the parts of an address that a browser could open, or a path from a root."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    web = parts.scheme in _PORTS and parts.netloc
    return parts if web or (not parts.scheme and parts.path.startswith("/")) else None
