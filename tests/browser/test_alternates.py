"""The alternates of a page, its Markdown and data, in the browser: Material leaves them alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request

from errbook.settings import Settings

CATALOG = {
    "catalog.yaml": "{errbook: 1, name: Shop API, code: '{area}.{name}'}",
    "cart.yaml": (
        "{code: cart.empty, status: 409, title: T, summary: S., related: [{code: cart.gone}]}\n"
        "---\n{code: cart.gone, status: 410, title: T, summary: S.}\n"
    ),
}
CONFIG = """\
site_name: Shop
site_url: %s
theme: {name: material, font: false, features: [%s]}
plugins: [{errbook: {catalog: catalog}}]
"""


@pytest.fixture
def shop(tmp_path: Path, build_site: Callable[..., Path]) -> Callable[[str, str], Path]:
    """A function that builds a small site under Material with a feature turned on."""

    def built(feature: str, url: str) -> Path:
        for name, text in CATALOG.items():
            (tmp_path / "catalog").mkdir(exist_ok=True)
            (tmp_path / "catalog" / name).write_text(text, "utf-8")
        (tmp_path / "docs").mkdir()
        (tmp_path / "docs/index.md").write_text("# Shop\n", "utf-8")
        config = tmp_path / "mkdocs.yml"
        config.write_text(CONFIG % (url, feature), "utf-8")
        return build_site(tmp_path / "catalog", Settings(mkdocs=config))

    return built


@pytest.mark.parametrize("feature", ["content.code.copy", "navigation.instant"])
def test_no_site_map_of_another_language_is_asked_for(
    shop: Callable[[str, str], Path],
    serve: Callable[[Path], str],
    new_page: Callable[..., Page],
    tmp_path: Path,
    feature: str,
) -> None:
    """Neither when a page is opened nor when Material puts the next one into it."""
    site = tmp_path / "served"
    site.mkdir()
    address = serve(site)
    address = f"{address}docs/"
    shop(feature, address).rename(site / "docs")
    page: Any = new_page(base_url=address)
    asked: list[str] = []

    def see(request: Request) -> None:
        asked.append(request.url)

    page.on("request", see)
    page.goto("errors/cart/empty/")
    page.wait_for_load_state("networkidle")
    kept = page.locator("head link[rel~=alternate]")
    assert kept.count() == 2
    page.evaluate("window.isTheSame = true")
    page.locator("article").get_by_role("link", name="cart.gone").first.click()
    page.wait_for_url("**/cart/gone/")
    page.wait_for_load_state("networkidle")
    assert bool(page.evaluate("window.isTheSame")) == (feature == "navigation.instant")
    assert page.locator('link[rel~=alternate][type="text/markdown"]').get_attribute("href")
    assert not [url for url in asked if url.endswith("sitemap.xml") and "cart" in url]
    assert not [url for url in asked if url.endswith((".md", "errors.json"))]
