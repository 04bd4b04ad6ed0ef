"""Every link of the built reference site leads somewhere: the pages' files, read from disk."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from tests.built import Read, internal, lost_files, lost_fragments, pages_of

NOT_FOUND = "404.html"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Read]:
    """Every HTML file of the site, by its path below it."""
    return pages_of(site)


def test_every_link_and_source_is_a_file_of_the_site(site: Path, pages: dict[str, Read]) -> None:
    """Pages, styles, scripts, icons, the Markdown and the data: each is there."""
    assert lost_files(site, pages) == {}
    assert len({path for _, path, _ in internal(pages)}) > len(pages)


def test_every_fragment_is_an_element_of_its_page(pages: dict[str, Read]) -> None:
    """A link to a place on a page finds the place."""
    assert lost_fragments(pages) == set()
    assert len([fragment for _, _, fragment in internal(pages) if fragment]) > 10 * len(pages)


def test_every_page_is_led_to(pages: dict[str, Read]) -> None:
    """But for the page of what is not there and the redirects, each is a few links from home."""
    below: dict[str, set[str]] = defaultdict(set)
    for name, path, _ in internal(pages):
        below[name].add(f"{path}index.html" if path.endswith("/") or not path else path)
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        new = below[waiting.pop()] - reached
        reached |= new
        waiting += new
    redirects = {name for name, read in pages.items() if not read.places}
    assert pages.keys() - reached - redirects == {NOT_FOUND}


def test_no_page_loads_or_links_insecurely(pages: dict[str, Read]) -> None:
    """No `http:`, no script in a link."""
    wrong = {
        target
        for read in pages.values()
        for target in read.targets
        if target.lower().startswith(("http://", "javascript:", "//", "vbscript:"))
    }
    assert wrong == set()
