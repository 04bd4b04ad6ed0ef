"""The plugin under ProperDocs, the fork that continues MkDocs 1."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.built import lost_files, lost_fragments, pages_of

CATALOG = Path(__file__).parents[1] / "pages" / "catalog"
"""Few definitions, which have every field and every kind of text."""

CONFIG = f"""\
site_name: Shop & Co
site_url: https://docs.example/
repo_url: https://github.com/shop/docs
strict: true
theme: {{name: material, font: false}}
plugins:
  - search
  - errbook: {{catalog: "{CATALOG}"}}
nav:
  - Home: index.md
  - errors/index.md
"""

pytestmark = pytest.mark.xdist_group("properdocs")


def built(program: str, folder: Path) -> Path:
    """Build the project in `folder` with `program`, and return the site."""
    out = folder / program
    done = subprocess.run(
        [sys.executable, "-m", program, "build", "-f", "properdocs.yml", "-d", str(out)],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not re.search("warning|error", done.stdout + done.stderr, re.IGNORECASE)
    return out


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with that catalog."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# Home\n\n[err:cart:too_full]\n", "utf-8")
    (folder / "properdocs.yml").write_text(CONFIG, "utf-8")
    return folder


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    """The site that ProperDocs builds of it."""
    return built("properdocs", project)


def test_it_builds_the_site_that_mkdocs_builds(project: Path, site: Path) -> None:
    """File by file and byte by byte, but for the name of the program and the date."""
    other = built("mkdocs", project)
    files = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    assert files == {path.relative_to(other) for path in other.rglob("*") if path.is_file()}
    assert Path("errors/cart/too_full/index.html") in files
    for name in files - {Path("sitemap.xml.gz")}:
        one, two = ((folder / name).read_bytes() for folder in (site, other))
        differing = rb'content="mkdocs-[^"]*"|<lastmod>[^<]*'
        assert re.sub(differing, b"", one) == re.sub(differing, b"", two), name


def test_its_links_lead_somewhere(site: Path) -> None:
    """From page to page and to places on them, to styles, scripts, Markdown and data."""
    pages = pages_of(site)
    assert len(pages) > 6
    assert lost_files(site, pages) == {}
    assert lost_fragments(pages) == set()
