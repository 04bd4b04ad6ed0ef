"""What axe-core finds on the pages, and what it cannot judge: keys, focus, motion."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
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


def violations(page: Page, axe: str) -> tuple[list[str], set[Excepted]]:
    """Return what is wrong with the page that is open, and the exceptions that it needs."""
    page.evaluate(WHOLE)
    page.evaluate(axe)
    wrong, needed = [], set[Excepted]()
    for rule, optional, target, summary in page.evaluate(RUN):
        known = {
            each
            for each in EXCEPTIONS
            if optional and each.rule == rule and re.search(each.target, target)
        }
        needed |= known
        if not known:
            wrong.append(f"{page.url}: {rule}: {target}: {summary}")
    return wrong, needed


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(new_page: Callable[..., Page], axe: str, scheme: str, size: str) -> None:
    """On home, index, groups, errors and the page of what is not there."""
    page = new_page(color_scheme=scheme, viewport=SIZES[size], reduced_motion="reduce")
    wrong, needed = list[str](), set[Excepted]()
    for path in PAGES:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        found, excepted = violations(page, axe)
        wrong += found
        needed |= excepted
    assert not wrong, "\n".join(wrong)
    assert needed == set(EXCEPTIONS)


def test_axe_finds_nothing_where_something_was_found(
    new_page: Callable[..., Page], axe: str, scheme: str
) -> None:
    """In the filter while it is used, and in the box that an error was pasted into."""
    page = new_page(color_scheme=scheme, reduced_motion="reduce")
    for path, field, text in (
        ("errors/", ".errbook-filter-box input", "key"),
        ("", "textarea", "err:unkey:data:key_not_found"),
    ):
        page.goto(path)
        page.locator(field).first.fill(text)
        page.locator(".errbook-found > li:visible").first.wait_for()
        found, _ = violations(page, axe)
        assert not found, "\n".join(found)


def test_axe_finds_what_is_wrong(page: Page, axe: str) -> None:
    """Grey on white, a picture without words, a button without a name."""
    page.set_content(
        '<html lang="en"><title>T</title><main><h1>H</h1><p style="color: #aaa">faint</p>'
        '<img src="data:,"><button></button></main>'
    )
    page.evaluate(axe)
    found = {rule for rule, *_ in page.evaluate(RUN)}
    assert found >= {"color-contrast", "image-alt", "button-name"}


def test_headings_go_down_by_one_and_there_is_one_title(new_page: Callable[..., Page]) -> None:
    """So one can walk through a page by its headings, and tables have heads of columns."""
    page = new_page(java_script_enabled=False)  # as it is built
    for path in PAGES:
        page.goto(path)
        levels = [
            int(str(each.evaluate("heading => heading.localName"))[1])
            for each in page.locator("main").locator("h1, h2, h3, h4, h5, h6").all()
        ]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        for table in page.locator("article table").all():
            assert table.locator("thead th").count() > 1


def focused(page: Page) -> str:
    """Return what is seen of the focus: its outline, or that of the tabs that it is in."""
    return str(
        page.evaluate(
            """() => {
              const at = document.activeElement;
              const shown = at.matches(".tabbed-set > input")
                ? at.parentElement.querySelector(".tabbed-labels")
                : at.matches(".md-option") ? at.nextElementSibling : at;
              const style = getComputedStyle(shown);
              return at === document.body ? "" : style.outlineStyle;
            }"""
        )
    )


def test_a_page_is_read_by_keys_alone(page: Page) -> None:
    """Skip the menus, copy the code, follow a scenario to its fix, choose a tab, go on."""
    page.goto(ERROR)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("md-skip")
    page.keyboard.press("Enter")
    seen: list[str] = []
    tasks = {
        "md-code__button": ("Enter", "navigator.clipboard.readText().then(it => it === CODE)"),
        "errbook-cure": ("Enter", "document.querySelector(':target').matches('h3')"),
        "__tabbed_": ("ArrowRight", "document.activeElement.id.endsWith('_2')"),
        "md-footer__link--next": ("Enter", "!location.pathname.includes('key_not_found')"),
    }
    waiting = dict(tasks)
    for _ in range(120):
        page.keyboard.press("Tab")
        at = page.evaluate("document.activeElement.className + document.activeElement.id")
        assert focused(page) not in ("", "none"), at
        assert page.evaluate(
            "document.activeElement.closest('article, .md-footer, .md-top') !== null"
        ), at
        done = next((name for name in waiting if name in at), None)
        if done:
            key, wanted = waiting.pop(done)
            page.keyboard.press(key)
            page.wait_for_function(wanted.replace("CODE", "'err:unkey:data:key_not_found'"))
            seen.append(done)
        if not waiting:
            break
    assert seen == list(tasks)
