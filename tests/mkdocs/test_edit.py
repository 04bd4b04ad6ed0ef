"""Edit links: where a reader of a page mends the YAML that it is made of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config
from tests.mkdocs.conftest import CONFIG, Build

from errbook.catalog import load
from errbook.mkdocs.edit import EditLinks
from errbook.pages import Pages

Project = Callable[..., Path]

GITHUB = "repo_url: https://github.com/shop/api\nedit_uri: edit/main/docs/\n"


def links(
    config_file: Path, settings: str, docs: str = "docs", catalog: str = "catalog"
) -> dict[str, str | None]:
    """Return the edit links of all pages, for a site with these settings."""
    config_file.write_text(f"site_name: S\nsite_dir: out\ndocs_dir: {docs}\n{settings}", "utf-8")
    pages = Pages(load(config_file.parent / catalog))
    edit = EditLinks(load_config(str(config_file)), pages.catalog)
    return {page.uri.removeprefix("errors/"): edit.address(page) for page in pages}


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_a_page_links_to_its_lines_under_any_theme(
    project: Project, build: Build, theme: str
) -> None:
    """An error to its definition, a group to its entry in the manifest."""
    features = "theme: {name: %s, features: [content.action.edit]}"
    config = GITHUB + CONFIG.replace("theme: {name: %s}", features)
    folder = project(theme, config)
    assert build(folder).returncode == 0
    base = "https://github.com/shop/api/edit/main/catalog"
    for uri, address in {
        "errors/cart/empty": f"{base}/cart.yaml#L1",
        "errors/cart/gone": f"{base}/cart.yaml#L11",
        "errors/cart": f"{base}/catalog.yaml#L6",
        "errors": f"{base}/catalog.yaml#L2",
        "more": "https://github.com/shop/api/edit/main/docs/more.md",
    }.items():
        assert f'href="{address}"' in (folder / f"out/{uri}/index.html").read_text("utf-8"), uri


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ("", None),
        ("repo_url: https://github.com/shop/api\nedit_uri: ''\n", None),
        ("repo_url: https://code.shop.example/api\n", None),
        (
            "repo_url: https://github.com/shop/api\n",
            "https://github.com/shop/api/edit/master/catalog/cart.yaml#L11",
        ),
        (
            "repo_url: https://github.com/shop/api/\nedit_uri: blob/main/docs\n",
            "https://github.com/shop/api/blob/main/catalog/cart.yaml#L11",
        ),
        (
            "repo_url: https://gitlab.com/shop/api\nedit_uri: -/edit/main/docs/\n",
            "https://gitlab.com/shop/api/-/edit/main/catalog/cart.yaml#L11",
        ),
        (
            "repo_url: https://bitbucket.org/shop/api\n",
            "https://bitbucket.org/shop/api/src/default/catalog/cart.yaml#lines-11",
        ),
        (
            "repo_url: https://code.shop.example/api\nedit_uri: '?file=docs/'\n",
            "https://code.shop.example/api?file=catalog/cart.yaml#L11",
        ),
        (
            "repo_url: https://code.shop.example/api/tree\nedit_uri: docs\n",
            "https://code.shop.example/api/tree/catalog/cart.yaml#L11",
        ),
        (
            "edit_uri_template: 'https://code.shop.example/{path}?mode=edit'\n",
            "https://code.shop.example/catalog/cart.yaml?mode=edit#L11",
        ),
        ("edit_uri_template: 'https://code.shop.example/?page={path_noext!q}'\n", None),
    ],
)
def test_each_host_has_links_of_its_own(
    project: Project, settings: str, address: str | None
) -> None:
    """`repo_url`, `edit_uri` and its template are MkDocs' own; nothing is linked without them."""
    assert links(project() / "mkdocs.yml", settings)["cart/gone.md"] == address


@pytest.mark.parametrize(
    ("docs", "uri"),
    [
        ("docs", "edit/main/docs/"),
        ("site/docs", "edit/main/site/docs/"),
        ("site/docs", "edit/main/docs/"),
        ("site/docs", "edit/main/"),
        ("docs/docs", "edit/main/docs/docs/"),
    ],
)
@pytest.mark.parametrize("repository", [True, False], ids=["a repository", "its files alone"])
def test_the_place_of_the_catalog_follows_from_that_of_the_docs(
    project: Project, docs: str, uri: str, repository: bool
) -> None:
    """However deep `docs_dir` is, and though `edit_uri` may name a part of it only."""
    folder = project()
    (folder / docs).mkdir(parents=True, exist_ok=True)
    if repository:
        (folder / ".git").mkdir()
    settings = f"repo_url: https://github.com/shop/api\nedit_uri: {uri}\n"
    found = links(folder / "mkdocs.yml", settings, docs)
    assert found["cart/gone.md"] == "https://github.com/shop/api/edit/main/catalog/cart.yaml#L11"


def test_a_project_below_the_top_of_its_repository(project: Project) -> None:
    """The path in the repository starts at its top."""
    folder = project()
    (folder.parent / ".git").mkdir()
    try:
        settings = GITHUB.replace("docs/", f"{folder.name}/docs/")
        found = links(folder / "mkdocs.yml", settings)
    finally:
        (folder.parent / ".git").rmdir()
    base = f"https://github.com/shop/api/edit/main/{folder.name}/catalog"
    assert found["cart/gone.md"] == f"{base}/cart.yaml#L11"


def test_a_catalog_outside_the_repository_has_no_links(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """There is nothing to link to."""
    folder = project()
    (folder / ".git").mkdir()
    (folder / "catalog").rename(elsewhere := tmp_path_factory.mktemp("elsewhere") / "catalog")
    assert set(links(folder / "mkdocs.yml", GITHUB, catalog=str(elsewhere)).values()) == {None}


def test_a_link_has_the_line_of_the_first_field(project: Project) -> None:
    """Comments above a definition are passed over; odd names of files are quoted."""
    folder = project()
    (folder / "catalog/cart.yaml").unlink()
    (folder / "catalog/a & b.yaml").write_text(
        "# A comment.\n\n---\n# Another.\n\nstatus: 404\ncode: err:a:one\ntitle: T\nsummary: S.\n",
        "utf-8",
    )
    found = links(folder / "mkdocs.yml", GITHUB)
    base = "https://github.com/shop/api/edit/main/catalog"
    assert found["a/one.md"] == f"{base}/a%20%26%20b.yaml#L6"
    assert found["a/index.md"] == f"{base}/catalog.yaml#L5"
