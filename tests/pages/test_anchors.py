"""Anchors of an error's page: links to them from elsewhere hold, whatever is written anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Write

from errbook.catalog import read_catalog
from errbook.catalog.anchors import FIXED

Pages = Callable[..., dict[str, str]]

FULL: dict[str, Any] = {
    "code": "shop.gone",
    "status": 410,
    "title": "Gone",
    "summary": "It is gone.",
    "params": {"id": {"type": "string", "description": "Which one.", "example": "1"}},
    "what_happened": "### How to fix\n\nNot yet.\n\n### Notes\n\nNone.",
    "scenarios": ["It went."],
    "trigger": {"request": {"method": "GET", "path": "/"}},
    "fixes": [{"id": "wait", "intro": "Wait."}],
    "mistakes": [{"text": "Waiting too long."}],
    "notes": [{"text": "It may come back."}],
    "related": [{"code": "shop.shut"}],
    "operations": ["GET /"],
    "links": [{"title": "More", "url": "https://shop.example"}],
    "since": "1",
}
SHUT = {"code": "shop.shut", "status": 410, "title": "Shut", "summary": "It is shut."}

LOOK = {"id": "look", "title": "Look again", "text": "Where was it?"}
FIXES = [{"id": "wait", "title": "Wait a while", "steps": [LOOK]}, {"id": "ask", "intro": "Ask."}]
SECTIONS = [{"id": "hours", "title": "Opening hours", "text": "Nine to five."}]


@pytest.fixture
def ids(write: Write, pages_of: Pages, read: Callable[..., Any]) -> Callable[..., list[str]]:
    """Return a function from the fields of a definition to the ids of its page's places."""

    def found(**fields: Any) -> list[str]:
        folder = write(f"{json.dumps({**FULL, **fields})}\n---\n{json.dumps(SHUT)}")
        page = read(pages_of(folder)["errors/shop/gone.md"])
        every = [given["id"] for _, given in page.elements if "id" in given]
        assert len(every) == len(set(every)), "an id is there twice"
        return [id for id in every if not id.startswith("__")]

    return found


def test_the_headings_of_a_page_have_these_ids(ids: Callable[..., list[str]]) -> None:
    """They are for good: what stands in a text of the catalog takes none of them."""
    expected = {
        "error", "example-response", "what-happened", "when-it-happens", "reproduce-it",
        "how-to-fix", "common-mistakes", "parameters", "notes", "related-errors", "returned-by",
        "see-also", "history",
    }  # fmt: skip
    assert expected == set(FIXED)
    assert expected <= set(ids())
    assert {"how-to-fix_1", "notes_1"} <= set(ids())


def test_the_ids_of_fixes_steps_and_sections_are_anchors(ids: Callable[..., list[str]]) -> None:
    """In any order, and whatever their titles are."""
    given = {"wait", "look", "ask", "hours"}
    assert given <= set(ids(fixes=FIXES, sections=SECTIONS))
    turned = json.loads(json.dumps([*reversed(FIXES)]).replace("Wait a while", "Be patient"))
    renamed = [{**SECTIONS[0], "title": "When we are open"}]
    assert given <= set(ids(fixes=turned, sections=renamed))


def test_the_id_of_a_single_fix_is_an_anchor_beside_that_of_its_heading(
    ids: Callable[..., list[str]],
) -> None:
    """So that it stays where it is when there is a second one, or a title."""
    for fixes in (FULL["fixes"], FIXES, FIXES[:1]):
        assert {"wait", "how-to-fix"} <= set(ids(fixes=fixes))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"fixes": [{"id": "notes", "intro": "A."}]}, "heading that every page has"),
        ({"fixes": FIXES, "sections": [{**SECTIONS[0], "id": "look"}]}, "is taken already"),
        ({"fixes": [FIXES[1], FIXES[1]]}, "is taken already"),
        ({"fixes": [{"steps": [{"id": "a", "text": "A."}]}]}, "this step has none"),
        ({"sections": [{**SECTIONS[0], "id": "Hours"}]}, "lower-case words joined by hyphens"),
    ],
)
def test_an_id_names_one_place(write: Write, fields: dict[str, Any], said: str) -> None:
    """One that a page has already, or that could be no anchor, is refused."""
    folder: Path = write(json.dumps({**SHUT, **fields}))
    assert [said in str(finding) for finding in read_catalog(folder).findings] == [True]
