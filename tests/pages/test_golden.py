"""Whole pages, held against files. To write them anew: ERRBOOK_GOLDEN=write pytest tests/pages.

The catalog is in `catalog/`, the pages in `golden/`, each in both flavours.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
PAGES = {
    "everything": "errors/cart/too_full.md",
    "minimal": "errors/cart/gone.md",
    "one_way": "errors/cart/one_way.md",
    "group": "errors/cart/index.md",
    "index": "errors/index.md",
}


@pytest.mark.parametrize("flavor", ["mkdocs", "commonmark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_it_was(
    pages_of: Callable[..., dict[str, str]], name: str, flavor: str
) -> None:
    """What is written for a definition, a group and the index changes on purpose only."""
    made = pages_of(flavor=flavor)[PAGES[name]]
    file = GOLDEN / f"{name}.{flavor}.md"
    if os.environ.get("ERRBOOK_GOLDEN") == "write":
        file.write_text(made, "utf-8")
    assert made == file.read_text("utf-8"), f"see the docstring of {Path(__file__).name}"
