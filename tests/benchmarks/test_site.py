"""What the plugin costs beside MkDocs' own work, and how a build grows with the catalog."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from tests.benchmarks.conftest import Spent

from errbook.catalog import load
from errbook.pages import Pages

pytestmark = pytest.mark.bench

Record: TypeAlias = Callable[[str, dict[str, object]], None]

BASE = """\
site_name: Bench
docs_dir: docs
site_dir: out
theme:
  name: material
  font: false
  features: [navigation.indexes, navigation.footer, content.code.copy, content.tabs.link]
extra_css: [assets/errbook.css]
markdown_extensions:
  - admonition
  - attr_list
  - tables
  - toc: {permalink: true}
  - pymdownx.highlight: {anchor_linenums: false}
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
nav:
  - Home: index.md
  - errors/index.md
"""

PLUGIN = """\
plugins:
  - search
  - errbook: {%s}
"""

PLAIN = """\
plugins: [search]
hooks: [trim.py]
"""

HOOK = '''\
"""Trims the navigation of plain pages as the plugin trims that of its own."""

from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.pages import Page

from errbook.mkdocs.navigation import ErrorNavigation, Place

state = {}


def on_files(files, config):
    for file in files.documentation_pages():
        if file.src_uri not in ("index.md", "errors/index.md"):
            file.inclusion = InclusionLevel.NOT_IN_NAV
            Page(file.name if file.name != "index" else file.src_uri.split("/")[-2], file, config)
    return files


def on_nav(nav, config, files):
    def places():
        for file in sorted(files.documentation_pages(), key=lambda file: file.src_uri):
            parts = file.src_uri.split("/")
            if parts[0] == "errors" and len(parts) > 2:
                yield Place(file.page, tuple(parts[1:-1]), parts[-1] == "index.md")

    state["nav"] = ErrorNavigation(nav, files.get_file_from_path("errors/index.md").page, places())
    return nav


def on_page_context(context, page, config, nav):
    context["nav"] = state["nav"].of(page)
    return context
'''


def project(
    folder: Path, catalog: Path, *, plain: Path | None = None, indexing: str | None = None
) -> Path:
    """Write a MkDocs project with the plugin; or of the same files, as `plain` was built to have.

    MkDocs takes every file that ends in `.md` for a page. So the Markdown that stands beside the
    pages gets another ending there.
    """
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Bench\n", "utf-8")
    if plain is None:
        options = f"catalog: {catalog}" + (f", indexing: {indexing}" if indexing else "")
        (folder / "mkdocs.yml").write_text(BASE + PLUGIN % options, "utf-8")
        return folder
    (folder / "mkdocs.yml").write_text(BASE + PLAIN, "utf-8")
    (folder / "trim.py").write_text(HOOK, "utf-8")
    for path in [*plain.glob("assets/errbook*"), *plain.glob("*.json"), *plain.glob("llms*")]:
        copied(path, docs / path.relative_to(plain))
    for path in plain.rglob("errors/**/*.md"):
        copied(path, docs / f"{path.relative_to(plain)}.txt")
    pages = Pages(load(catalog))
    for page in pages:
        path = docs / page.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages.markdown(page), "utf-8")
    return folder


def copied(path: Path, to: Path) -> None:
    """Copy a file to a folder that may not be there yet."""
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, to)


BUILD = ["-m", "mkdocs", "build", "--quiet"]


def html(site: Path) -> dict[Path, int]:
    """Return the size of every HTML file of a built site, by its path."""
    return {path.relative_to(site): path.stat().st_size for path in site.rglob("*.html")}


def largest(folder: Path) -> int:
    """Return the size of the largest page of an error in the site of a project."""
    return max(size for path, size in html(folder / "out").items() if "_not_found" in str(path))


def test_the_plugin_costs_little_beside_mkdocs_own_work(
    catalog_of: Callable[..., Path],
    cpu_seconds: Callable[..., float],
    tmp_path: Path,
    record: Record,
) -> None:
    """1,000 definitions cost at most 1.15 times the same files in docs_dir."""
    catalog = catalog_of(1_000)
    ours = project(tmp_path / "plugin", catalog)
    cpu_seconds(BUILD, ours)  # makes what the plain one gets
    plain = project(tmp_path / "plain", catalog, plain=ours / "out")
    times = [(cpu_seconds(BUILD, ours), cpu_seconds(BUILD, plain)) for _ in range(3)]
    ratio = statistics.median(one / two for one, two in times)
    cpu = [(round(one, 2), round(two, 2)) for one, two in times]
    record(
        "site: plugin / plain mkdocs, 1,000 definitions", {"ratio": round(ratio, 3), "cpu_s": cpu}
    )
    assert html(ours / "out").keys() == html(plain / "out").keys()
    assert ratio <= 1.15, times


@pytest.mark.parametrize("per_group", [50, 500])
def test_ten_thousand_definitions_cost_what_their_pages_cost(
    catalog_of: Callable[..., Path],
    spent: Callable[..., Spent],
    tmp_path: Path,
    record: Record,
    per_group: int,
) -> None:
    """At most 1.15 times the same files in docs_dir, 800 MiB, and pages as small as of 100.

    Those hundred are two groups of 50, each of which the navigation shows whole.
    """
    ours = project(tmp_path / "ours", catalog_of(10_000, per_group))
    hundred = project(tmp_path / "hundred", catalog_of(100))
    spent(BUILD, hundred)
    ours_spent = spent(BUILD, ours)
    plain = project(tmp_path / "plain", catalog_of(10_000, per_group), plain=ours / "out")
    plain_spent = spent(BUILD, plain)
    ratio, pages = ours_spent.seconds / plain_spent.seconds, largest(ours) / largest(hundred)
    record(
        f"site: plugin / plain mkdocs, 10,000 definitions, {per_group} a group",
        {
            "ratio": round(ratio, 3),
            "cpu_s": [round(one.seconds, 1) for one in (ours_spent, plain_spent)],
            "MiB": [round(one.memory) for one in (ours_spent, plain_spent)],
            "page / one of 100": round(pages, 3),
        },
    )
    assert html(ours / "out").keys() == html(plain / "out").keys()
    assert ratio <= 1.15
    assert ours_spent.memory < 800
    assert pages <= 1.1


def test_a_build_grows_with_the_catalog_and_no_faster(
    catalog_of: Callable[..., Path],
    spent: Callable[..., Spent],
    tmp_path: Path,
    record: Record,
) -> None:
    """10,000 definitions, 50 a group, cost at most 12 times what 1,000 cost.

    By itself the search reads titles, codes and messages of so many pages, which saves time and
    memory. Here it reads all of both, as of fewer pages.
    """
    small = project(tmp_path / "small", catalog_of(1_000))
    large = project(tmp_path / "large", catalog_of(10_000), indexing="full")
    before, ten, after = (spent(BUILD, one) for one in (small, large, small))
    ratio = 2 * ten.seconds / (before.seconds + after.seconds)
    record(
        "site: 10,000 / 1,000 definitions",
        {
            "ratio": round(ratio, 2),
            "cpu_s": [round(one.seconds, 1) for one in (before, ten, after)],
            "MiB": [round(one.memory) for one in (before, ten, after)],
        },
    )
    assert ratio <= 12
