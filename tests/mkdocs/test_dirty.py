"""Builds of what has changed alone: `errbook serve`, and `mkdocs serve --dirty`."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.mkdocs.conftest import write_project
from tests.mkdocs.test_serve import WATCHER, get, serving, until

CONFIG = """\
site_name: Shop
docs_dir: docs
site_dir: out
strict: true
theme: {name: %s, font: false}
plugins:
  - search
  - errbook: {catalog: catalog}
nav:
  - index.md
  - errors/index.md
  - more.md
"""
CART = "catalog/cart.yaml"
EMPTY, GONE = "errors/cart/empty", "errors/cart/gone"
EVERY = {".", "more", "errors", "errors/cart", EMPTY, GONE}


class Served:
    """A site that is served from a folder, and what of it was built when."""

    def __init__(self, folder: Path, address: str, said: Path, out: Path) -> None:
        self.folder = folder
        self.address = address
        self._said = said
        self._out = out
        self._texts = {path: path.read_text("utf-8") for path in self._sources()}

    def edit(self, name: str, old: str, new: str, shows: str, at: str) -> set[str]:
        """Edit a file, and do as `write` does."""
        text = (self.folder / name).read_text("utf-8")
        assert old in text
        return self.write(name, text.replace(old, new), shows, at)

    def write(self, name: str, text: str, shows: str, at: str) -> set[str]:
        """Write a file; once `shows` is on the page `at`, return which pages were built anew."""
        before, builds = self._times(), self._builds()
        (self.folder / name).write_text(text, "utf-8")
        until(lambda: shows in get(f"{self.address}/{at}"), self._said)
        until(lambda: self._builds() > builds, self._said)
        after = self._times()
        return {name for name, at in after.items() if before.get(name) != at}

    def restore(self) -> None:
        """Take all edits back, and wait until that is built."""
        builds, edited = self._builds(), False
        for path in self._sources() - self._texts.keys():
            path.unlink()
            edited = True
        for path, text in self._texts.items():
            if path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")
                edited = True
        until(lambda: self._builds() > builds or not edited, self._said)

    def _sources(self) -> set[Path]:
        folders = (self.folder / "catalog", self.folder / "docs")
        found = {path for folder in folders for path in folder.rglob("*.*")}
        return found | {self.folder / "mkdocs.yml"}

    def _builds(self) -> int:
        return self._said.read_text("utf-8").count("Reloading browsers")

    def _times(self) -> dict[str, int]:
        pages = (
            path
            for path in self._out.rglob("index.html")
            if path.parent.name != "closed"  # a redirect
        )
        return {
            path.parent.relative_to(self._out).as_posix(): path.stat().st_mtime_ns for path in pages
        }

    def indexed(self) -> dict[str, list[str]]:
        """Return the titles in the search index, by their page."""
        found: dict[str, list[str]] = {}
        index: Any = json.loads(get(f"{self.address}/search/search_index.json"))
        for entry in index["docs"]:
            found.setdefault(entry["location"].partition("#")[0], []).append(entry["title"])
        return found


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((theme, command), id=id, marks=pytest.mark.xdist_group(f"serve {id}"))
        for id, theme, command in (
            ("errbook", "material", ["errbook", "serve"]),
            ("errbook-plain", "mkdocs", ["errbook", "serve"]),
            ("mkdocs", "material", ["mkdocs", "serve", "--dirty", "--no-strict"]),
        )
    ],
)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A site that is up, and whose files are watched."""
    theme, command = request.param
    folder = write_project(tmp_path_factory.mktemp("served"), theme, CONFIG)
    temporary = folder / "temporary"
    temporary.mkdir()
    (folder / "pyproject.toml").write_text('[tool.errbook]\nmkdocs = "mkdocs.yml"\n', "utf-8")
    with serving(command, folder, TMPDIR=str(temporary)) as (address, said):
        until(lambda: "is empty" in get(f"{address}/{EMPTY}/"), said)
        time.sleep(WATCHER)
        [out] = temporary.glob("mkdocs_*")
        yield Served(folder, address, said, out)


@pytest.fixture
def served(server: Served) -> Served:
    """The site as it was before the edits of other tests."""
    server.restore()
    return server


def test_an_edit_builds_the_pages_that_show_it_and_no_other(served: Served) -> None:
    """The error's own page; for its summary also those that list it. Search goes on finding all."""
    found = served.indexed()
    built = served.edit(CART, "Add something first.", "Add a thing.", "Add a thing.", f"{EMPTY}/")
    assert built == {EMPTY}
    assert served.indexed() == found
    built = served.edit(CART, "has nothing in it.", "holds nothing.", "holds nothing.", f"{EMPTY}/")
    assert built == {EMPTY, "errors/cart", "errors"}
    built = served.edit("docs/more.md", "# More", "# More\n\nWords.", "Words.", "more/")
    assert built == {"more"}
    assert served.indexed() == found


def test_what_stands_on_every_page_builds_every_page(served: Served) -> None:
    """A new error, which is in the navigation; the title of a page; a setting of the site."""
    full = "code: err:cart:full\nstatus: 409\ntitle: Full\nsummary: It is full.\n"
    built = served.write("catalog/full.yaml", full, "It is full.", "errors/")
    assert built == EVERY | {"errors/cart/full"}
    assert "errors/cart/full/" in served.indexed()
    assert re.search(r'href="\.\./full/"', get(f"{served.address}/{GONE}/"))
    built = served.edit("docs/more.md", "# More", "# Other", "Other", "more/")
    assert built >= EVERY
    built = served.edit("mkdocs.yml", "site_name: Shop", "site_name: Store", "Store", f"{GONE}/")
    assert built >= EVERY
    served.write("catalog/full.yaml", "", "", "errors/")
    assert "errors/cart/full/" not in served.indexed()


def test_a_page_built_alone_shows_the_others_as_before(served: Served) -> None:
    """Their titles in the navigation, and the mark of one that is deprecated."""

    def links() -> list[str]:
        return re.findall(r"<a href[^>]*>|md-status--\w+", get(f"{served.address}/{EMPTY}/"))

    end = "deprecated: {reason: Old news.}\nstatus: 410"
    built = served.edit(CART, "status: 410", end, "Old news", f"{GONE}/")
    assert built == EVERY
    before = links()
    built = served.edit(CART, "Add something first.", "Add a thing.", "Add a thing.", f"{EMPTY}/")
    assert built == {EMPTY}
    assert links() == before
