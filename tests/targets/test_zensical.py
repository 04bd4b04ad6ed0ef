"""The target `zensical`, and the site that Zensical builds of what it writes."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import jsonschema
import pytest
from tests.built import Read, lost_files, lost_fragments, pages_of
from tests.conftest import Write
from tests.pages.test_hostile import catalog as hostile_catalog
from tests.zensical_site import zensical_site

from errbook.catalog import load
from errbook.pages import Pages

CATALOG = Path(__file__).parents[2] / "catalog"
KEY = "errors/unkey/data/key_not_found"

pytestmark = pytest.mark.xdist_group("zensical")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the reference catalog."""
    return zensical_site(tmp_path_factory.mktemp("reference"), CATALOG)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Read]:
    """Every HTML file of it."""
    return pages_of(site)


@pytest.fixture(scope="module")
def key_not_found(site: Path) -> str:
    """The page of one error."""
    return (site / KEY / "index.html").read_text("utf-8")


def test_every_definition_and_group_has_a_page_and_its_markdown(
    site: Path, pages: dict[str, Read]
) -> None:
    """And the index has; the Markdown is as it was written, with the way to all of them."""
    for page in Pages(load(CATALOG)):
        folder = re.sub(r"index\.md$|\.md$", "", page.uri).rstrip("/")
        assert f"{folder}/index.html" in pages
        markdown = (site / page.uri).read_text("utf-8")
        assert "> For programs: [llms.txt]" in markdown
        assert "!!!" not in markdown


def test_links_lead_somewhere(site: Path, pages: dict[str, Read]) -> None:
    """Between pages, to places on them, to styles, scripts, Markdown and data."""
    assert lost_files(site, pages) == {}
    assert lost_fragments(pages) == set()


def test_callouts_tabs_code_and_anchors_are_rendered(key_not_found: str) -> None:
    """Nothing of their Markdown is left over."""
    assert '<div class="admonition danger errbook-callout">' in key_not_found
    assert 'class="tabbed-set tabbed-alternate"' in key_not_found
    assert '<div class="language-json highlight">' in key_not_found
    assert '<h2 id="how-to-fix">' in key_not_found
    assert 'class="errbook-status errbook-4xx">404</strong>' in key_not_found
    words = re.sub(r"<pre.*?</pre>|<[^>]*>", "", key_not_found, flags=re.DOTALL)
    assert not re.search(r"^(?:!!!|===!?) |\{: |```", words, re.MULTILINE)


def test_a_page_names_its_markdown_and_the_data(key_not_found: str, site: Path) -> None:
    """In its head, beside what previews show."""
    head = key_not_found[: key_not_found.index("</head>")]
    assert '<link rel="alternate" type="text/markdown" href="../key_not_found.md">' in head
    assert 'type="application/json" href="../../../../errors.json"' in head
    assert '<meta property="og:type" content="article">' in head
    assert '<meta property="og:site_name" content="Shop &amp; Co">' in head
    assert f'<meta property="og:url" content="https://shop.example/{KEY}/">' in head
    assert '<meta property="og:type" content="website">' in (site / "errors/index.html").read_text(
        "utf-8"
    )
    assert "alternate" not in (site / "index.html").read_text("utf-8")


def test_the_data_for_programs_is_valid_and_leads_to_the_pages(site: Path) -> None:
    """errors.json fits its schema; each address in it is a file of the site."""
    data, schema = (
        json.loads((site / name).read_text("utf-8"))
        for name in ("errors.json", "errors.schema.json")
    )
    jsonschema.validate(data, schema)
    assert len(data["errors"]) == len(Pages(load(CATALOG)).entries)
    for error in data["errors"]:
        assert (site / error["url"] / "index.html").is_file()
        assert (site / error["markdown"]).is_file()
    links = re.findall(r"\]\(([^)]*)\)", (site / "llms.txt").read_text("utf-8"))
    assert len(links) > len(data["errors"])
    assert [link for link in links if not (site / link).is_file()] == []
    assert (site / "llms-full.txt").is_file()


@pytest.fixture(scope="module")
def shop(write: Write) -> Path:
    """A catalog with former codes, a pinned type and an internal error."""
    return write(
        """
        {code: "err:cart:gone", status: 410, title: Gone, summary: It is gone.,
         type: "https://shop.example/errors/lost.html", aliases: ["err:cart:closed"]}
        ---
        {code: "err:stock:secret", status: 500, title: S, summary: For operators only.,
         visibility: internal}
        """,
        """
        {errbook: 1, name: Shop, code: "err:{area}:{name}",
         type: "https://shop.example/errors/{area}/{name}"}
        """,
    )


def test_former_codes_and_types_lead_to_the_page(shop: Path, tmp_path: Path) -> None:
    """For people, and for those who read the Markdown."""
    site = zensical_site(tmp_path, shop)
    for name in ("errors/cart/closed/index.html", "errors/lost.html"):
        [target] = [found for found in Read(site / name).targets if "gone" in found][:1]
        assert urljoin(f"/{name}", target) == "/errors/cart/gone/"
    assert "](gone.md)" in (site / "errors/cart/closed.md").read_text("utf-8")
    assert not [path for path in site.rglob("*") if "stock" in path.as_posix()]


def test_it_can_be_for_operators(shop: Path, tmp_path: Path) -> None:
    """With `--visibility internal` internal errors are there; without it they go again."""
    site = zensical_site(tmp_path, shop, "--visibility", "internal")
    page = site / "errors/stock/secret/index.html"
    assert "For operators only." in page.read_text("utf-8")
    zensical_site(tmp_path, shop)
    assert not page.exists()
    sources = (
        path for path in tmp_path.rglob("*") if path.is_file() and ".cache" not in path.parts
    )
    assert not [path for path in sources if b"operators only" in path.read_bytes()]


class Active(HTMLParser):
    """Finds what would run: handlers, and scripts that are none of the site's."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and "alert(" in data:
            self.found.append(data)


def test_a_hostile_catalog_reaches_its_pages_as_text(tmp_path: Path) -> None:
    """The theme writes titles and descriptions as if they were HTML; so they are escaped."""
    payload = "\"><svg onload=alert(1)> </title><script>alert(1)</script> ' onclick='alert(1)"
    catalog = hostile_catalog(tmp_path / "catalog", payload)
    site = zensical_site(tmp_path / "project", catalog)
    for path in site.rglob("*.html"):
        assert Active(path.read_text("utf-8")).found == [], path
    assert "onload=alert(1)" in (site / "errors/a/hostile/index.html").read_text("utf-8")


def test_what_is_as_it_was_is_left_alone(shop: Path, tmp_path: Path) -> None:
    """The site's own files too: `zensical serve` sees nothing new."""
    zensical_site(tmp_path, shop)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("docs/**/*")}
    zensical_site(tmp_path, shop)
    own = {path: at for path, at in before.items() if path != tmp_path / "docs/index.md"}
    assert {path: path.stat().st_mtime_ns for path in own} == own
