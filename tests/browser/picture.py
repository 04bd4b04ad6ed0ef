"""Take the README's picture anew: `.venv/bin/python -m tests.browser.picture`.

It is the page of one error of the reference catalog, in Chromium, by day.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright
from tests.browser.conftest import CATALOG, CHROMIUMS, served

from errbook.catalog import load
from errbook.settings import Settings
from errbook.targets.site import build
from errbook.targets.target import Job

ERROR = "errors/unkey/data/key_not_found/"
PICTURE = CATALOG.parent / "site" / "docs" / "images" / "page.png"
SIZE: ViewportSize = {"width": 1280, "height": 860}


def take(picture: Path = PICTURE) -> None:
    """Build the site and write the picture. Raises `StopIteration` without a Chromium."""
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)))
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        build(Job(load(CATALOG), Settings(), site))
        with served(site) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
            page.goto(f"{address}{ERROR}")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=picture)
            browser.close()


if __name__ == "__main__":
    take()
