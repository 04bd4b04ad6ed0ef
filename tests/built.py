"""A built site, read from disk: what its pages point at, and what of that is not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

__all__ = ["Read", "internal", "lost_files", "lost_fragments", "pages_of"]

ROOT = "http://site.test/"
TARGETS = {"action", "data", "formaction", "href", "poster", "src", "srcset"}


class Read(HTMLParser):
    """What a page points at, and the places on it that can be pointed at."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.places: set[str] = set()
        self.feed(path.read_text("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.places |= {values[name] for name in ("id", "name") if name in values}
        self.targets += [values[name] for name in TARGETS & values.keys()]
        if values.get("http-equiv") == "refresh":
            self.targets.append(values["content"].partition("url=")[2])


def pages_of(site: Path) -> dict[str, Read]:
    """Return every HTML file of the site in the folder `site`, by its path below it."""
    return {path.relative_to(site).as_posix(): Read(path) for path in site.rglob("*.html")}


def internal(pages: dict[str, Read]) -> Iterator[tuple[str, str, str]]:
    """Yield the file, path and fragment of every link that stays on the site."""
    for name, read in pages.items():
        here = urljoin(ROOT, name.removesuffix("index.html"))
        for target in read.targets:
            url, fragment = urldefrag(urljoin(here, target.strip()))
            if url.startswith(ROOT):
                yield name, unquote(urlsplit(url).path.lstrip("/")), unquote(fragment)


def lost_files(site: Path, pages: dict[str, Read]) -> dict[str, list[str]]:
    """Return what links, styles and scripts lead to and is no file, with some that lead there."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, path, _ in internal(pages):
        found[path].add(name)
    lost = {}
    for path, names in found.items():
        file = site / path
        if not (
            file.is_file() or ((path.endswith("/") or not path) and (file / "index.html").is_file())
        ):
            lost[path] = sorted(names)[:3]
    return lost


def lost_fragments(pages: dict[str, Read]) -> set[tuple[str, str]]:
    """Return the links to places on pages that have no such place, with where they stand."""
    lost = set()
    for name, path, fragment in internal(pages):
        file = f"{path}index.html" if path.endswith("/") or not path else path
        if fragment and file in pages and fragment not in pages[file].places:
            lost.add((name, f"{path}#{fragment}"))
    return lost
