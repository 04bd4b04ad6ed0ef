"""What programs find in a built site: the Markdown of each page, an index, and data."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from tests.mkdocs.conftest import Build

from errbook.catalog import load
from errbook.pages import Pages

Project = Callable[..., Path]

CONFIG = """\
site_name: Shop
site_dir: out
strict: true
theme: {name: %s}
plugins: [{errbook: {catalog: catalog}}]
"""


class Alternates(HTMLParser):
    """Reads the links in a page's head to other forms of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.in_head = True
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.in_head = self.in_head and tag != "body"
        if tag == "link" and told.get("rel") == "alternate" and self.in_head:
            self.found.append((told["type"], told["href"]))


def uris(folder: Path) -> list[str]:
    """Return where the Markdown of each page of the catalog is."""
    return [page.uri for page in Pages(load(folder / "catalog"))]


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
@pytest.mark.parametrize("directories", [True, False])
def test_each_page_names_its_markdown_and_the_data(
    project: Project, build: Build, theme: str, directories: bool
) -> None:
    """In its head, under any theme, whatever the addresses of pages look like."""
    config = f"{CONFIG}use_directory_urls: {str(directories).lower()}\n"
    folder = project(theme, config)
    done = build(folder)
    assert done.returncode == 0, done.stderr
    out = folder / "out"
    for uri in uris(folder):
        stem = uri.removesuffix(".md")
        html = f"{stem}.html"
        if directories and not stem.endswith("index"):
            html = f"{stem}/index.html"
        found = Alternates((out / html).read_text("utf-8")).found
        assert [kind for kind, _ in found] == ["text/markdown", "application/json"]
        places = [unquote(urljoin(f"/{html}", href)) for _, href in found]
        assert places == [f"/{uri}", "/errors.json"]
        text = (out / uri).read_text("utf-8")
        assert "llms.txt)" in text
    assert "The cart has nothing in it." in (out / "errors/cart/empty.md").read_text("utf-8")
    home = Alternates((out / "index.html").read_text("utf-8")).found
    assert home == []


def test_the_data_names_each_page_as_it_is_built(project: Project, build: Build) -> None:
    """With the address of the site, where it is known."""
    folder = project(config=f"{CONFIG}site_url: https://docs.example/shop\n")
    assert build(folder).returncode == 0
    data = json.loads((folder / "out/errors.json").read_text("utf-8"))
    first = data["errors"][0]
    assert first["url"] == "https://docs.example/shop/errors/cart/empty/"
    assert first["markdown"] == "https://docs.example/shop/errors/cart/empty.md"
    assert data["$schema"] == "https://docs.example/shop/errors.schema.json"
    index = (folder / "out/llms.txt").read_text("utf-8")
    assert "- [err:cart:empty](https://docs.example/shop/errors/cart/empty.md): The cart" in index


def test_a_former_code_has_markdown_that_leads_on(shop: Path) -> None:
    """To that of the present one, as its page does."""
    text = (shop / "out/errors/cart/closed.md").read_text("utf-8")
    assert "`err:cart:closed`" in text
    assert "](gone.md)" in text


def test_pages_of_ones_own_may_link_to_the_data(project: Project, build: Build) -> None:
    """To MkDocs it is a file like any other."""
    folder = project(
        config=CONFIG,
        index="# Shop\n\n[All](errors.json), [for models](llms.txt), [err:cart:gone]\n",
    )
    done = build(folder)
    assert done.returncode == 0, done.stderr
    assert 'href="errors.json"' in (folder / "out/index.html").read_text("utf-8")


def test_a_file_of_ones_own_goes_before_ours(project: Project, build: Build) -> None:
    """And one that is not wanted can be kept out, as any file can."""
    folder = project(config=f"{CONFIG}exclude_docs: llms-full.txt\n")
    (folder / "docs/llms.txt").write_text("# Mine\n", "utf-8")
    assert build(folder).returncode == 0
    assert (folder / "out/llms.txt").read_text("utf-8") == "# Mine\n"
    assert not (folder / "out/llms-full.txt").exists()
    assert (folder / "out/errors.json").is_file()


def test_an_index_by_hand_has_the_catalogs_markdown_beside_it(
    project: Project, build: Build
) -> None:
    """So that every link between the Markdown files leads somewhere."""
    folder = project(config=CONFIG, **{"errors/index": "# My own list\n"})
    assert build(folder).returncode == 0
    assert "err:cart:gone" in (folder / "out/errors/index.md").read_text("utf-8")
    assert not Alternates((folder / "out/errors/index.html").read_text("utf-8")).found


def test_a_prefix_with_a_space_is_escaped_where_it_has_to_be(
    project: Project, build: Build
) -> None:
    """In links, and not in the names of files."""
    config = CONFIG.replace("{catalog: catalog}", "{catalog: catalog, prefix: my errors}")
    folder = project(config=config)
    assert build(folder).returncode == 0
    found = Alternates((folder / "out/my errors/cart/gone/index.html").read_text("utf-8")).found
    assert found[0] == ("text/markdown", "../gone.md")
    assert (folder / "out/my errors/cart/gone.md").is_file()
    assert "](my%20errors/cart/gone.md)" in (folder / "out/llms.txt").read_text("utf-8")


def test_nothing_is_left_beside_the_site(
    project: Project,
    build_in_a_process: Build,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was made to be copied is gone, also where the build fails."""
    scratch = tmp_path_factory.mktemp("scratch")
    monkeypatch.setenv("TMPDIR", str(scratch))
    folder = project()
    assert build_in_a_process(folder).returncode == 0
    assert not list(scratch.iterdir())
    (folder / "docs/more.md").write_text("[gone](gone.md)\n", "utf-8")
    assert build_in_a_process(folder).returncode == 1
    assert not list(scratch.iterdir())
