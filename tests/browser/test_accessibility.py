"""What axe-core finds on the pages, and what it cannot judge: keys, focus, motion."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from playwright.sync_api import Page
from tests.browser.node import package

ERROR = "errors/unkey/data/key_not_found/"
PAGES = [
    "",
    "errors/",
    "errors/unkey/",
    "errors/unkey/data/",
    ERROR,
    "errors/unkey/application/invalid_input/",
    "404.html",
]
SIZES = {"desk": {"width": 1440, "height": 1000}, "phone": {"width": 390, "height": 844}}
RUN = """
axe.run(document, {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}).then(found => found.violations.flatMap(rule => rule.nodes.map(node =>
  [rule.id, rule.tags.includes("best-practice"), node.target.join(" "), node.failureSummary])))
"""
WHOLE = """
document.querySelectorAll(".md-sidebar__scrollwrap").forEach(each => each.scrollTop = 0)
"""  # so that no link of the menu is half below its title, where it is too small a target


class Excepted(NamedTuple):
    """A rule that need not be met by elements whose selector matches."""

    rule: str
    target: str
    reason: str


EXCEPTIONS = [
    Excepted(
        "landmark-unique",
        r"md-nav|md-path|md-code__nav|data-md-level",
        "No criterion of WCAG asks for it. Material calls menu and path the same, leaves the menus"
        " of open groups without a name, and makes a toolbar of each block of code.",
    ),
]


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    return (package("axe-core") / "axe.min.js").read_text("utf-8")


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """By day and by night."""
    return str(request.param)


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(new_page: Callable[..., Page], axe: str, scheme: str, size: str) -> None:
    """On home, index, groups, errors and the page of what is not there."""
    page = new_page(color_scheme=scheme, viewport=SIZES[size], reduced_motion="reduce")
    wrong, needed = [], set[Excepted]()
    for path in PAGES:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.evaluate(WHOLE)
        page.evaluate(axe)
        for rule, optional, target, summary in page.evaluate(RUN):
            known = {
                each
                for each in EXCEPTIONS
                if optional and each.rule == rule and re.search(each.target, target)
            }
            needed |= known
            if not known:
                wrong.append(f"/{path}: {rule}: {target}: {summary}")
    assert not wrong, "\n".join(wrong)
    assert needed == set(EXCEPTIONS)


def test_axe_finds_what_is_wrong(page: Page, axe: str) -> None:
    """Grey on white, a picture without words, a button without a name."""
    page.set_content(
        '<html lang="en"><title>T</title><main><h1>H</h1><p style="color: #aaa">faint</p>'
        '<img src="data:,"><button></button></main>'
    )
    page.evaluate(axe)
    found = {rule for rule, *_ in page.evaluate(RUN)}
    assert found >= {"color-contrast", "image-alt", "button-name"}
