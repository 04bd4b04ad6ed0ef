"""The files of a site at every address that its errors have, or had."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from tests.mkdocs.conftest import CONFIG, Build, write_project

from errbook.catalog import load
from errbook.catalog.names import former_types

Project = Callable[..., Path]

SHOP = "https://shop.example/"
MORE = """\
code: err:till:void
status: 410
title: Void
summary: The receipt is void.
type: https://shop.example/errors/void.html
aliases: [err:till:lost, err:cash:void]
retired: {replaced_by: ["err:till:torn"]}
---
code: err:till:torn
status: 410
title: Torn
summary: The receipt is torn.
type: https://shop.example/p/caf%C3%A9%20&%20co/
---
code: err:till:burnt
status: 410
title: Burnt
summary: The receipt is burnt.
type: https://shop.example/more/#burnt
---
code: err:till:wet
status: 410
title: Wet
summary: The receipt is wet.
type: https://shop.example/all?code=wet
---
code: err:till:cold
status: 410
title: Cold
summary: The receipt is cold.
type: https://shop.example/all?code=cold
---
{code: "err:till:a", status: 410, title: A, summary: A., type: "https://shop.example/errors.json/a"}
---
{code: "err:till:b", status: 410, title: B, summary: B., type: "https://shop.example/errors/till/b.md"}
---
{code: "err:till:c", status: 410, title: C, summary: C., type: "https://elsewhere.example/c"}
"""


def built(folder: Path, address: str) -> Path | None:
    """Return the file that a plain server of files answers `address` with."""
    path = unquote(urlsplit(address).path).lstrip("/")
    candidates = (folder / "out" / path, folder / "out" / path / "index.html")
    return next((file for file in candidates if file.is_file()), None)


def led_to(folder: Path, address: str) -> str:
    """Return the address that the redirect at `address` leads to; `address` if it is a page."""
    file = built(folder, address)
    assert file is not None, address
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', file.read_text("utf-8"))
    start = SHOP + file.relative_to(folder / "out").as_posix().removesuffix("index.html")
    return urljoin(start, found[1]) if found else address


@pytest.fixture(scope="module")
def sites(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that builds a project with more errors and the settings given, once."""

    @cache
    def site(settings: str) -> Path:
        folder = write_project(tmp_path_factory.mktemp("shop"), config=settings + CONFIG)
        (folder / "catalog/till.yaml").write_text(MORE, "utf-8")
        done = build(folder)
        assert done.returncode == 0, done.stderr
        return folder

    return site


@pytest.mark.parametrize("settings", ["", f"site_url: {SHOP}\n", "use_directory_urls: false\n"])
def test_every_type_and_every_former_type_in_the_site_is_a_file(
    sites: Callable[[str], Path], settings: str
) -> None:
    """A page or a redirect, whatever the site's settings, where a server would look for it."""
    folder = sites(settings)
    catalog = load(folder / "catalog")
    public = [entry for entry in catalog if entry.definition.visibility == "public"]
    types = [uri for entry in public for uri in (entry.type, *former_types(catalog, entry))]
    assert len(types) == len(public) + 3
    for uri in types:
        assert uri.startswith(SHOP) != (uri == "https://elsewhere.example/c")
        there = built(folder, uri) is not None
        assert there == (uri not in ("https://elsewhere.example/c", f"{SHOP}errors.json/a")), uri


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("errors/cart/closed/", "errors/cart/gone/"),
        ("errors/till/lost/", "errors/till/void/"),
        ("errors/cash/void/", "errors/till/void/"),
        ("errors/void.html", "errors/till/void/"),
        ("p/caf%C3%A9%20&%20co/", "errors/till/torn/"),
        ("all/", "errors/"),
        ("more/", "more/"),
        ("errors/cart/gone/", "errors/cart/gone/"),
    ],
)
def test_an_address_leads_to_its_page(
    sites: Callable[[str], Path], address: str, page: str
) -> None:
    """By a relative link, which works wherever the site is put; a page stays what it is."""
    assert led_to(sites(""), SHOP + address) == SHOP + page


def test_a_redirect_says_what_it_is_and_is_no_result_of_a_search(
    sites: Callable[[str], Path],
) -> None:
    """It names the page as canonical, and a script takes query and fragment along."""
    folder = sites(f"site_url: {SHOP}\n")
    stub = (folder / "out/errors/cart/closed/index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{SHOP}errors/cart/gone/">' in stub
    assert '<meta name="robots" content="noindex">' in stub
    assert "<code>err:cart:closed</code> has a new code" in stub
    assert '<a href="../gone/"><code>err:cart:gone</code></a>' in stub
    script = re.search(r'<script src="([^"]*)"></script>', stub)
    assert script is not None
    assert (folder / "out/errors/cart/closed" / script[1]).is_file()
    assert not re.search(r"<style|<script>|\son\w+=|style=", stub)
    assert "closed" not in (folder / "out/sitemap.xml").read_text("utf-8")


def test_a_retired_error_keeps_its_page(sites: Callable[[str], Path]) -> None:
    """It says what took its place, and the place of its type leads to it."""
    html = (sites("") / "out/errors/till/void/index.html").read_text("utf-8")
    assert "Its place is taken by" in html
    assert 'href="../torn/"' in html


def test_a_page_of_ones_own_goes_before_a_redirect(project: Project, build: Build) -> None:
    """Where the author has a page at the address of a former code, that is what opens."""
    folder = project(**{"errors/cart/closed": "# We are closed\n"})
    assert build(folder).returncode == 0
    html = (folder / "out/errors/cart/closed/index.html").read_text("utf-8")
    assert "We are closed" in html
