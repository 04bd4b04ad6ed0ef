"""What the plugin adds to a site so that its readers find the error that they have."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.mkdocs.conftest import Build

from errbook.mkdocs.search import SEPARATOR

Project = Callable[..., Path]

CONFIG = """\
site_name: s
theme: {name: %s}
plugins: [{errbook: {catalog: catalog}}]
site_dir: out
use_directory_urls: USE
"""


def data(folder: Path) -> dict[str, Any]:
    """Return what the data file of a built site holds."""
    script = (folder / "out/assets/errbook-data.js").read_text("utf-8")
    found = re.search(r"JSON\.parse\('(.*)'\);", script)
    assert found is not None
    text = found[1].replace("\\'", "'").replace("\\\\", "\\")
    made: dict[str, Any] = json.loads(text)
    return made


@pytest.mark.parametrize("use", ["true", "false"])
def test_the_data_file_knows_where_every_page_is(project: Project, build: Build, use: str) -> None:
    """The address of each error and group is that of a built file, from the root of the site."""
    folder = project(config=CONFIG.replace("USE", use))
    assert build(folder).returncode == 0
    found = data(folder)
    urls = [error["url"] for error in found["errors"]] + [group[2] for group in found["groups"]]
    assert len(urls) == 3
    for url in urls:
        assert (folder / "out" / (f"{url}index.html" if url.endswith("/") else url)).is_file()


SEARCHED = """\
site_name: s
theme: {name: %s}
plugins: PLUGINS
site_dir: out
"""
ERRBOOK = "errbook: {catalog: catalog}"


def index(folder: Path) -> dict[str, Any]:
    """Return the index of the search of a built site."""
    made: dict[str, Any] = json.loads((folder / "out/search/search_index.json").read_text("utf-8"))
    return made


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
@pytest.mark.parametrize("plugins", [f"[search, {{{ERRBOOK}}}]", f"[{{{ERRBOOK}}}, search]"])
def test_the_search_takes_codes_apart(
    project: Project, build: Build, theme: str, plugins: str
) -> None:
    """Whichever plugin is named first."""
    folder = project(theme, SEARCHED.replace("PLUGINS", plugins))
    assert build(folder).returncode == 0
    assert index(folder)["config"]["separator"] == SEPARATOR
    parts = re.split(SEPARATOR.replace(r"\u200b", "\u200b"), "err:cart:not_empty and KeyNotFound")
    assert parts == ["err", "cart", "not", "empty", "and", "Key", "Not", "Found"]


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_a_pattern_of_the_sites_own_stays(project: Project, build: Build, theme: str) -> None:
    """Its author had a reason."""
    plugins = f"[search: {{separator: '[ ]+'}}, {ERRBOOK}]"
    folder = project(theme, SEARCHED.replace("PLUGINS", plugins))
    assert build(folder).returncode == 0
    assert index(folder)["config"]["separator"] == "[ ]+"


def test_the_index_of_material_knows_code_and_messages(project: Project, build: Build) -> None:
    """As tags of the page itself, and the code as single words in a field of its own."""
    folder = project("material", SEARCHED.replace("PLUGINS", f"[search, {{{ERRBOOK}}}]"))
    assert build(folder).returncode == 0
    [told] = [one for one in index(folder)["docs"] if one["location"] == "errors/cart/empty/"]
    assert told["tags"] == ["err:cart:empty", "The cart … is empty."]
    assert told["errbook"].replace("\N{WORD JOINER}", "+").split() == [
        "+empty", "+cartempty", "+errcartempty", "+httpsshopexampleerrorscartempty",
    ]  # fmt: skip
    assert "Add something first." in json.dumps(index(folder))


def test_messages_in_the_index_of_material_are_no_html(project: Project, build: Build) -> None:
    """Its results are written as HTML, in which quotes would be shown as entities."""
    folder = project("material", SEARCHED.replace("PLUGINS", f"[search, {{{ERRBOOK}}}]"))
    catalog = folder / "catalog" / "cart.yaml"
    text = catalog.read_text("utf-8").replace("{cart_id} is empty.", "{cart_id}'s <b>empty</b>.")
    catalog.write_text(text, "utf-8")
    assert build(folder).returncode == 0
    [told] = [one for one in index(folder)["docs"] if one["location"] == "errors/cart/empty/"]
    assert told["tags"][1] == "The cart …'s &lt;b&gt;empty&lt;/b&gt;."


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_an_index_of_titles_has_codes_and_messages(
    project: Project, build: Build, theme: str
) -> None:
    """Of the errors' pages; those of the author are read whole, and all pages stay whole."""
    plugins = f"[search, {{{ERRBOOK[:-1]}, indexing: titles}}}}]"
    folder = project(theme, SEARCHED.replace("PLUGINS", plugins), more="# More\n\nA rhinoceros.\n")
    assert build(folder).returncode == 0
    text = json.dumps(index(folder), ensure_ascii=False)
    assert "The cart … is empty." in text
    assert "err:cart:empty" in text
    assert "rhinoceros" in text
    assert "Add something first." not in text
    assert "Add something first." in (folder / "out/errors/cart/empty/index.html").read_text(
        "utf-8"
    )


def test_a_page_for_unknown_addresses_of_the_authors_goes_before_ours(
    project: Project, build: Build
) -> None:
    """The one in `custom_dir`; ours goes before the theme's."""
    folder = project(config=CONFIG.replace("USE", "true"))
    assert build(folder).returncode == 0
    page = (folder / "out/404.html").read_text("utf-8")
    assert 'class="errbook-not-found"' in page
    assert 'href="/errors/"' in page
    config = CONFIG.replace("USE", "true").replace("%s}", "%s, custom_dir: own}")
    (folder / "own").mkdir()
    (folder / "own" / "404.html").write_text("My own page", "utf-8")
    (folder / "mkdocs.yml").write_text(config % "material", "utf-8")
    assert build(folder).returncode == 0
    assert (folder / "out/404.html").read_text("utf-8") == "My own page"
