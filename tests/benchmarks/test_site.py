"""What the plugin costs beside MkDocs' own work, and how a build grows with the catalog."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable
from pathlib import Path

import pytest

from errbook.catalog import load
from errbook.pages import Pages

pytestmark = pytest.mark.bench

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
  - errbook: {catalog: %s}
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


def project(folder: Path, catalog: Path, *, plugin: bool) -> Path:
    """Write a MkDocs project: with the plugin, or of the same Markdown in docs_dir."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Bench\n", "utf-8")
    (folder / "mkdocs.yml").write_text(BASE + (PLUGIN % catalog if plugin else PLAIN), "utf-8")
    if not plugin:
        (folder / "trim.py").write_text(HOOK, "utf-8")
        (docs / "assets").mkdir()
        (docs / "assets" / "errbook.css").write_text("", "utf-8")
        pages = Pages(load(catalog))
        for page in pages:
            path = docs / page.uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages.markdown(page), "utf-8")
    return folder


BUILD = ["-m", "mkdocs", "build", "--quiet"]


def test_the_plugin_costs_little_beside_mkdocs_own_work(
    catalog_of: Callable[..., Path],
    cpu_seconds: Callable[..., float],
    tmp_path: Path,
    record: Callable[[str, dict[str, object]], None],
) -> None:
    """1,000 definitions cost at most 1.15 times the same Markdown in docs_dir."""
    catalog = catalog_of(1_000)
    ours = project(tmp_path / "plugin", catalog, plugin=True)
    plain = project(tmp_path / "plain", catalog, plugin=False)
    ratios, times = [], []
    for _ in range(3):
        one, two = cpu_seconds(BUILD, ours), cpu_seconds(BUILD, plain)
        ratios.append(one / two)
        times.append((round(one, 2), round(two, 2)))
    ratio = statistics.median(ratios)
    record(
        "site: plugin / plain mkdocs, 1,000 definitions", {"ratio": round(ratio, 3), "cpu_s": times}
    )
    built = {path.relative_to(ours / "out") for path in (ours / "out").rglob("*.html")}
    assert built == {path.relative_to(plain / "out") for path in (plain / "out").rglob("*.html")}
    assert ratio <= 1.15, times


def test_a_build_grows_with_the_catalog_and_no_faster(
    catalog_of: Callable[..., Path],
    cpu_seconds: Callable[..., float],
    tmp_path: Path,
    record: Callable[[str, dict[str, object]], None],
) -> None:
    """5,000 definitions, 50 a group, cost at most 6.5 times what 1,000 cost."""
    small = project(tmp_path / "small", catalog_of(1_000), plugin=True)
    large = project(tmp_path / "large", catalog_of(5_000), plugin=True)
    before = cpu_seconds(BUILD, small)
    five = cpu_seconds(BUILD, large)
    after = cpu_seconds(BUILD, small)
    ratio = five / ((before + after) / 2)
    record(
        "site: 5,000 / 1,000 definitions",
        {"ratio": round(ratio, 2), "cpu_s": [round(before, 2), round(five, 2), round(after, 2)]},
    )
    assert ratio <= 6.5, json.dumps([before, five, after])
