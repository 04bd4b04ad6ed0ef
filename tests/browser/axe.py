"""What axe-core finds on a page, but for what need not be met."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from playwright.sync_api import Page
from tests.browser.node import package

SCHEMES = {
    "light": (
        "default",
        ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    ),
    "dark": ("slate", ["color-contrast"]),  # all that is not the same by night
}
"""Schemes, with what Material calls them, and what is looked for."""
RUN = """
only => axe.run(document, { resultTypes: ["violations"], runOnly: only })
  .then(found => found.violations.flatMap(rule => rule.nodes.map(node =>
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


def raw(page: Page, scheme: str = "light") -> list[Any]:
    """Return each violation: rule, whether it is no criterion of WCAG, selector, and what to do."""
    page.evaluate((package("axe-core") / "axe.min.js").read_text("utf-8"))
    found: list[Any] = page.evaluate(RUN, SCHEMES[scheme][1])
    return found


def violations(page: Page) -> tuple[list[str], set[Excepted]]:
    """Return what is wrong with the page that is open, and the exceptions that it needs.

    It is looked at by day and by night, and left so.
    """
    page.evaluate(WHOLE)
    wrong, needed = [], set[Excepted]()
    for scheme, (own, _) in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.wait_for_function("own => document.body.dataset.mdColorScheme === own", arg=own)
        for rule, optional, target, summary in raw(page, scheme):
            known = {
                each
                for each in EXCEPTIONS
                if optional and each.rule == rule and re.search(each.target, target)
            }
            needed |= known
            if not known:
                wrong.append(f"{page.url}, {scheme}: {rule}: {target}: {summary}")
    return wrong, needed
