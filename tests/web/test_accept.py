"""In which form a problem is shown, by the Accept header."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errbook.web._accept import JSON, MARKDOWN, preferred

OWN = "application/problem+json"

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"

CASES = {
    "nothing": (None, OWN),
    "empty": ("", OWN),
    "anything": ("*/*", OWN),
    "the catalog's own": (OWN, OWN),
    "any application": ("application/*", OWN),
    "JSON alone": ("application/json", JSON),
    "JSON alone, in capitals": ("Application/JSON", JSON),
    "JSON, and anything else": ("application/json, text/plain, */*", OWN),
    "JSON, its own refused": (f"application/json, {OWN};q=0", JSON),
    "its own, liked less": (f"application/json, {OWN};q=0.1", OWN),
    "a browser": (BROWSER, OWN),
    "Markdown": ("text/markdown", MARKDOWN),
    "Markdown with a parameter": ("text/markdown;variant=GFM", MARKDOWN),
    "any text": ("text/*", MARKDOWN),
    "an agent": ("text/markdown, text/html, */*", MARKDOWN),
    "Markdown, liked less": ("text/markdown;q=0.5, application/json", JSON),
    "Markdown, liked as much": ("text/markdown, application/json", JSON),
    "Markdown, refused": ("text/markdown;q=0, */*", OWN),
    "Markdown, before anything": ("text/markdown;q=0.2, */*;q=0.1", MARKDOWN),
    "what is not there": ("image/png", OWN),
    "a weight that is none": ("text/markdown;q=high", OWN),
    "a weight beyond all": ("text/markdown;q=2", OWN),
    "no header at all": (";;,,/,q=1", OWN),
    "ten thousand characters": ("text/markdown," * 1_000, OWN),
}


@pytest.mark.parametrize(("accept", "form"), CASES.values(), ids=CASES)
def test_the_form_is_what_the_client_likes_best(accept: str | None, form: str) -> None:
    """The catalog's own unless something else was asked for."""
    assert preferred(accept, OWN) == form


@pytest.mark.parametrize("accept", [None, "application/json", "*/*", "application/problem+json"])
def test_a_catalog_of_plain_json_has_no_other_json(accept: str | None) -> None:
    """An envelope is `application/json` whoever asks."""
    assert preferred(accept, JSON) == JSON


@given(st.text() | st.from_regex(r"([a-z*]+/[a-z*]+(;q=[0-9.]+)?,? ?)*", fullmatch=True))
def test_any_header_has_an_answer(accept: str) -> None:
    """One of the three forms, whatever it says."""
    assert preferred(accept, OWN) in (OWN, JSON, MARKDOWN)
