"""What a reader's HTML has of a definition: everything, in order, and nested as it was meant."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from errbook.catalog import load as load_catalog
from errbook.pages import Pages

EVERYTHING = "errors/cart/too_full.md"
CATALOG = Path(__file__).parent / "catalog"

ORDER = [
    "Example response",
    "Parameters",
    "What happened",
    "When it happens",
    "Reproduce it",
    "How to fix",
    "Common mistakes",
    "Notes",
    'What "full" means',
    "Related errors",
    "Returned by",
    "See also",
    "History",
]


@pytest.fixture(scope="module")
def mkdocs(pages_of: Callable[..., dict[str, str]]) -> dict[str, str]:
    """The pages for MkDocs."""
    return pages_of()


@pytest.fixture(scope="module")
def commonmark(pages_of: Callable[..., dict[str, str]]) -> dict[str, str]:
    """The pages for every other reader."""
    return pages_of(flavor="commonmark")


@pytest.fixture(scope="module")
def page(mkdocs: dict[str, str], read: Callable[..., Any]) -> Any:
    """The page with everything on it, as Python-Markdown renders it."""
    return read(mkdocs[EVERYTHING])


def headings(text: str) -> list[str]:
    """Return the headings of the second level, as written."""
    return re.findall(r"^## (.+?)(?: \{:.*)?$", text, re.MULTILINE)


@pytest.mark.parametrize("flavor", ["mkdocs", "commonmark"])
def test_everything_is_there_and_in_order(
    pages_of: Callable[..., dict[str, str]], flavor: str
) -> None:
    """Title, summary and callout come first, then the sections, the history last."""
    text = pages_of(flavor=flavor)[EVERYTHING]
    assert headings(text) == ORDER
    start = text[text.index("\n# ") : text.index("\n## ")]
    places = [start.index(part) for part in ('Cart "Too Full"', "holds as much", "429 Too Many")]
    assert places == sorted(places)
    for part in (
        "err:cart:too_full",
        "Worth retrying",
        "the caller",
        "https://shop.example/errors",
    ):
        assert part in start


def test_only_what_is_declared_is_there(mkdocs: dict[str, str]) -> None:
    """A definition with nothing but the required fields has a callout and an example."""
    text = mkdocs["errors/cart/gone.md"]
    assert headings(text) == ["Example response"]
    assert "retry" not in text
    assert "Who can fix it" not in text


def test_what_is_for_operators_is_on_no_page(mkdocs: dict[str, str]) -> None:
    """Owner, runbook and internal definitions reach no page."""
    everything = "\n".join(mkdocs.values())
    for secret in ("team-carts", "internal.example", "err:stock", "Nobody sees this"):
        assert secret not in everything
    assert not [uri for uri in mkdocs if "stock" in uri]


def test_the_example_is_what_the_run_time_sends(page: Any) -> None:
    """Each variant's example is its body, byte for byte as JSON, with its headers above."""
    pages = Pages(load_catalog(CATALOG))
    problem = pages.problems["err:cart:too_full"]
    sent = problem(
        variant="by_count",
        cart_id="cart|1",
        limit=10,
        unit="piece",
        lines=[
            {"sku": "A-1", "added": "2026-01-31T12:00:00Z"},
            {"sku": "B-2", "added": "2026-01-31T12:00:01Z"},
        ],
    )
    bodies = [json.loads(block) for block in page.blocks if block.startswith('{\n  "ok"')]
    assert bodies[0] == json.loads(sent.to_json())
    assert len(bodies) == 2
    head = next(block for block in page.blocks if block.startswith("HTTP/1.1"))
    lines = head.strip().split("\n")
    assert lines[0] == "HTTP/1.1 429 Too Many Requests"
    assert dict(line.split(": ", 1) for line in lines[1:]) == sent.headers


def test_code_is_shown_to_the_letter(page: Any) -> None:
    """Blank lines, backticks, tags and braces in samples and in Markdown survive any nesting."""
    for code in (
        "def f():\n    return 1\n\n\nprint(f())\n",
        "# Notes\n\n```sh\nls\n```\n\n    ```` four\n",
        "console.log(`1`);\n",
        '<script>alert("{{ not a template }}")</script>\n\n\n{% not_a_tag %}\n',
        '{"ok": false}\n',
    ):
        assert code in page.blocks


def test_steps_are_one_list_with_all_that_belongs_to_them(page: Any) -> None:
    """A list in the intro, a list in a step and samples with tabs leave the steps one list."""
    html_lists = [tag for tag, _ in page.elements if tag in ("ol", "/ol")]
    assert len(html_lists) == 2  # the steps, and the list inside the second
    assert page.found("div", "errbook-compare")
    labels = page.text
    for words in ("Step by step:", "Take things out", "the oldest", "with a remark", "One by one."):
        assert words in labels


def test_samples_in_a_row_are_tabs_of_their_own(page: Any) -> None:
    """Each request has three tabs; two samples after one another do not flow together."""
    counts = [element["data-tabs"].split(":")[1] for element in page.found("div", "tabbed-set")]
    assert counts == ["2", "3", "3", "2", "3", "3"]  # variants, trigger, and the samples


def test_quotes_pipes_and_brackets_are_shown(page: Any) -> None:
    """They end no title, label, cell or link."""
    for words in (
        'Cart "Too Full"',
        "which is limit | max.",
        'The "other"',
        "The weight is | the matter.",
        "The cart, a|b. cart|1",
        "The [guide]",
        "There is no cart, *at all*.",
    ):
        assert words in page.text
    targets = [element["href"] for element in page.found("a")]
    assert "https://shop.example/guide?a=1&b=%282%29" in targets


def test_every_place_on_the_page_that_is_linked_is_there(
    mkdocs: dict[str, str], read: Callable[..., Any]
) -> None:
    """The links of scenarios and texts lead to the ids of fixes."""
    for uri, text in mkdocs.items():
        page = read(text)
        ids = {element["id"] for _, element in page.elements if "id" in element}
        places = [element["href"][1:] for element in page.found("a") if element["href"][:1] == "#"]
        assert set(places) <= ids, uri
        if uri == EVERYTHING:
            assert {"empty-it", "second-cart"} <= set(places)


def test_in_commonmark_places_are_what_github_makes_of_headings(
    commonmark: dict[str, str],
) -> None:
    """There is no way to give a heading an id, so links to fixes are to the headings' own."""
    assert '[Empty "it"](#empty-it)' in commonmark[EVERYTHING]
    assert "[the other way](#take-a-second-cart)" in commonmark[EVERYTHING]
    assert "[How to fix it](#how-to-fix)" in commonmark["errors/cart/one_way.md"]


def test_commonmark_needs_no_extension(commonmark: dict[str, str]) -> None:
    """No attribute list, admonition or tab is in it, and no raw HTML."""
    reader = MarkdownIt("commonmark").enable("table")
    for text in commonmark.values():
        tokens = reader.parse(text)
        inside = [child for token in tokens for child in token.children or ()]
        assert not [token for token in [*tokens, *inside] if token.type.startswith("html")]
        prose = [token.content for token in inside if token.type == "text"]
        assert not [line for line in prose if line.startswith(("!!!", "===", "{:")) or "{:" in line]


@pytest.mark.parametrize("uri", [EVERYTHING, "errors/cart/index.md", "errors/index.md"])
def test_both_flavours_say_the_same(
    mkdocs: dict[str, str], commonmark: dict[str, str], read: Callable[..., Any], uri: str
) -> None:
    """Every word of one is in the other."""

    def words(text: str) -> set[str]:
        return set(re.findall(r"\w+", read(text).text))

    assert words(mkdocs[uri]) == words(commonmark[uri])


def test_front_matter_is_yaml_for_the_title_of_a_tab_and_for_searches(
    mkdocs: dict[str, str],
) -> None:
    """It has the name before the title, and the summary; an error on its way out says so."""
    import yaml

    meta = yaml.safe_load(mkdocs[EVERYTHING].split("---\n")[1])
    assert meta["title"] == 'too_full: Cart "Too Full"'
    assert meta["description"].startswith("The cart holds")
    assert meta["status"] == "deprecated"
    assert "status" not in yaml.safe_load(mkdocs["errors/cart/gone.md"].split("---\n")[1])


def test_nested_members_have_rows(page: Any) -> None:
    """The members of objects in a list are described, with the way to them."""
    assert "lines[].sku string The thing." in page.text
    assert "limit integer, 1 to 50, optional How many things fit. 10" in page.text
    assert "region always eu" in page.text
    assert "unit string: piece, kilo" in page.text
