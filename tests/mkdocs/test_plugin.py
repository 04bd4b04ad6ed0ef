"""The plugin in a site of one's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.mkdocs.conftest import Build

Project = Callable[..., Path]


def page(folder: Path, uri: str) -> str:
    """Return the built page at `uri`."""
    return (folder / "out" / uri / "index.html").read_text("utf-8")


def navigation(html: str) -> list[tuple[str, str]]:
    """Return target and words of the links in the main navigation."""
    nav = html[html.index("md-nav--primary") : html.index("md-content")]
    links = re.findall(r'<a href="([^"]*)" class="md-nav__link[^"]*">(.*?)</a>', nav, re.DOTALL)
    return [(target, " ".join(re.sub("<[^>]*>", " ", words).split())) for target, words in links]


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_pages_join_the_site_under_any_theme(project: Project, build: Build, theme: str) -> None:
    """Index, groups and errors are built beside the author's pages; MkDocs warns of nothing."""
    folder = project(theme)
    done = build(folder)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    for uri in ("errors", "errors/cart", "errors/cart/empty", "errors/cart/gone", "more"):
        assert (folder / "out" / uri / "index.html").is_file()
    assert "The cart cart_1 is empty." in page(folder, "errors/cart/empty")


def test_codes_in_brackets_become_links(shop: Path) -> None:
    """`[code]` links to the error's page, in the author's pages and in the catalog's text."""
    assert (
        '<a href="errors/cart/empty/">err:cart:empty</a>' in (shop / "out/index.html").read_text()
    )
    assert '<a href="../gone/">err:cart:gone</a>' in page(shop, "errors/cart/empty")


def test_raw_html_passes_in_the_authors_pages_alone(shop: Path) -> None:
    """Tags in catalog text show as text; in the author's own pages they are tags."""
    assert "<b>now</b>" in (shop / "out/index.html").read_text()
    html = page(shop, "errors/cart/gone")
    assert "<b onclick" not in html
    assert "&lt;b onclick" in html
    assert "<code>&lt;i&gt;code&lt;/i&gt;</code>" in html


def test_internal_errors_reach_no_page(shop: Path) -> None:
    """Nothing of an internal definition is in the site, its group included."""
    built = [path for path in (shop / "out").rglob("*") if path.is_file()]
    assert not [path for path in built if "stock" in path.as_posix()]
    assert not [path for path in built if b"operators only" in path.read_bytes()]


def test_a_former_code_leads_to_the_page_of_the_present_one(shop: Path) -> None:
    """The page of an alias is a redirect."""
    assert 'http-equiv="refresh" content="0; url=../gone/"' in page(shop, "errors/cart/closed")


def test_the_navigation_of_an_error_shows_its_own_group(shop: Path) -> None:
    """Its siblings by name, and the rest of the site; other pages list the index alone."""
    shown = [words for _, words in navigation(page(shop, "errors/cart/empty"))]
    assert {"Home", "Carts", "empty", "gone", "More"} <= set(shown)
    assert "empty" not in [words for _, words in navigation(page(shop, "more"))]


def test_previous_and_next_stay_within_the_group(project: Project, build: Build) -> None:
    """The first error of a group has a next one, and the last one has none."""
    config = """\
site_name: s
theme: {name: %s, features: [navigation.footer]}
plugins: [{errbook: {catalog: catalog}}]
site_dir: out
"""
    folder = project(config=config)
    assert build(folder).returncode == 0
    assert 'href="../gone/" class="md-footer__link md-footer__link--next"' in page(
        folder, "errors/cart/empty"
    )
    assert "md-footer__link--next" not in page(folder, "errors/cart/gone")


def test_a_page_by_hand_may_be_the_index(project: Project, build: Build) -> None:
    """An index written by the author goes before ours."""
    folder = project(**{"errors/index": "# My own list\n"})
    assert build(folder).returncode == 0
    assert "My own list" in page(folder, "errors")


def test_a_page_by_hand_in_place_of_an_error_is_refused(project: Project, build: Build) -> None:
    """Two sources for one page are a mistake, and the message names the file."""
    done = build(project(**{"errors/cart/empty": "# Mine\n"}))
    assert done.returncode == 1
    assert "errors/cart/empty.md is in docs_dir" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_template_of_ones_own_goes_before_ours(project: Project, build: Build) -> None:
    """`templates` names a folder; what it lacks comes from errbook."""
    folder = project()
    (folder / "mine").mkdir()
    (folder / "mine" / "group.md.j2").write_text("# Group {{ group.title }}, my way\n", "utf-8")
    text = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(
        text.replace("catalog: catalog", "catalog: catalog, templates: mine"), "utf-8"
    )
    assert build(folder).returncode == 0
    assert "Group Carts, my way" in page(folder, "errors/cart")
    assert "The cart cart_1 is empty." in page(folder, "errors/cart/empty")


def test_a_broken_catalog_stops_the_build_in_words(project: Project, build: Build) -> None:
    """The findings are printed with file, line and column, and no traceback."""
    folder = project()
    (folder / "catalog" / "cart.yaml").write_text("code: err:cart:empty\nstatus: 200\n", "utf-8")
    done = build(folder)
    assert done.returncode == 1
    assert "catalog/cart.yaml:2:9: error EB203" in done.stderr
    assert "missing field `title`" in done.stderr
    assert "Traceback" not in done.stderr


def test_two_builds_are_equal_to_the_byte(
    project: Project, build: Build, build_in_a_process: Build
) -> None:
    """The same catalog gives the same site, in another process too; the sitemap's dates aside."""
    folder = project()
    assert build_in_a_process(folder).returncode == 0
    first = {path: path.read_bytes() for path in sorted((folder / "out").rglob("*.html"))}
    assert build(folder).returncode == 0
    assert first == {path: path.read_bytes() for path in sorted((folder / "out").rglob("*.html"))}


@pytest.mark.parametrize("text", ["{{ nope }}", "{% if %}"])
def test_a_mistake_in_a_template_of_ones_own_is_said_in_words(
    project: Project, build: Build, text: str
) -> None:
    """The message names the template, and there is no traceback."""
    folder = project()
    (folder / "mine").mkdir()
    (folder / "mine" / "group.md.j2").write_text(text, "utf-8")
    config = (folder / "mkdocs.yml").read_text("utf-8")
    changed = config.replace("catalog: catalog", "catalog: catalog, templates: mine")
    (folder / "mkdocs.yml").write_text(changed, "utf-8")
    done = build(folder)
    assert done.returncode == 1
    assert "group.md.j2" in done.stderr
    assert "Traceback" not in done.stderr


def test_operations_of_an_openapi_document_stand_on_the_page(
    project: Project, build: Build
) -> None:
    """A response that names the code's type makes its operation one that returns the error."""
    folder = project()
    (folder / "catalog" / "openapi.json").write_text(
        '{"paths": {"/carts": {"post": {"responses": {"409": {"example": "err:cart:empty"}}}}}}',
        "utf-8",
    )
    manifest = folder / "catalog" / "catalog.yaml"
    manifest.write_text(manifest.read_text("utf-8") + "openapi: [openapi.json]\n", "utf-8")
    assert build(folder).returncode == 0
    assert "POST /carts" in page(folder, "errors/cart/empty")
    assert "POST /carts" not in page(folder, "errors/cart/gone")
