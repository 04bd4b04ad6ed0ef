"""How the pages look: by day and by night, on a desk, on a phone and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

ERROR = "errors/unkey/data/key_not_found/"
LONG = "errors/unkey/application/invalid_input/"
FAILURE = "errors/unkey/application/unexpected_error/"
PAGES = {
    "home": "",
    "index": "errors/",
    "group": "errors/unkey/",
    "inner group": "errors/unkey/data/",
    "error": ERROR,
    "long error": LONG,
    "not found": "404.html",
}
PHONE = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 640}
SCHEME = "document.body.dataset.mdColorScheme"

MEASURED = """
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] + below[i] * (1 - top[3]));
  const ground = element => element
    ? over(rgba(getComputedStyle(element).backgroundColor), ground(element.parentElement))
    : [255, 255, 255];
  const light = colour => {
    const [r, g, b] = colour.map(c =>
      (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (colour, element) => {
    const below = ground(element);
    const [a, b] = [light(over(rgba(colour), below)), light(below)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
"""
CONTRASTS = (
    f"() => {{ {MEASURED}"
    + """
  const found = {};
  const own = "h1, h1 > code, [class*='errbook-'], .errbook-callout li, .errbook-callout code";
  for (const element of document.querySelectorAll(own)) {
    const name = `${element.localName}.${element.className}`;
    found[name] = contrast(getComputedStyle(element).color, element);
  }
  const kinds = ["comment", "constant", "function", "generic", "keyword", "name", "number",
    "operator", "punctuation", "special", "string", "variable"];
  for (const place of [".language-json code", ".language-json .hll"]) {
    const element = document.querySelector(place);
    for (const kind of kinds) {
      element.style.color = `var(--md-code-hl-${kind}-color)`;
      found[`${kind} in ${place}`] = contrast(getComputedStyle(element).color, element);
    }
  }
  for (const status of ["4xx", "5xx"]) {
    const badge = document.querySelector("h1 > .errbook-status");
    badge.className = `errbook-status errbook-${status}`;
    found[status] = contrast(getComputedStyle(badge).color, badge);
  }
  return found;
}
"""
)
ON_PAPER = (
    f"() => {{ {MEASURED}"
    + """
  const found = {};
  for (const element of document.querySelectorAll("article *")) {
    const { color } = getComputedStyle(element);
    if (element.checkVisibility() && element.textContent.trim()) found[color] = contrast(color);
  }
  return found;
}
"""
)


def test_nothing_is_wider_than_a_phone(new_page: Callable[..., Page]) -> None:
    """Codes wrap, tables and code scroll inside themselves; no page scrolls sideways.

    320 pixels are a desk's window at 400% zoom (WCAG 1.4.10).
    """
    page = new_page(viewport=PHONE)
    for name, path in PAGES.items():
        page.goto(path)
        for size in (PHONE, SMALL):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
            wide = page.evaluate(
                """[...document.querySelectorAll("h1, h1 code, article p, article li, article td")]
                   .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
                   .filter(each => !each.closest("pre, .md-typeset__table, nav"))
                   .map(each => each.outerHTML.slice(0, 80))"""
            )
            assert wide == [], name


def test_the_status_is_a_badge_before_the_title(page: Page) -> None:
    """In words of its own, and in the colour of its class, which the callout's edge has too."""
    for path, status in ((ERROR, "404"), (FAILURE, "500")):
        page.goto(path)
        badge = page.locator("h1 > .errbook-status")
        assert badge.inner_text() == status
        colour = badge.evaluate("badge => getComputedStyle(badge).color")
        edge = page.locator(".errbook-callout").evaluate(
            "callout => getComputedStyle(callout).borderLeftColor"
        )
        assert colour == edge


def test_the_lines_of_the_example_that_tell_params_are_marked(page: Page) -> None:
    """Those, and no others; the members in the table below have the same mark."""
    page.goto(LONG)
    marked = page.locator(".language-json .hll").all_inner_texts()
    names = [found[1] for line in marked if (found := re.match(r' {4}"(\w+)":', line))]
    members = page.locator("td > .errbook-member").all_inner_texts()
    assert names == [member for member in members if re.fullmatch(r"\w+", member)]
    assert names
    shadow = "each => getComputedStyle(each).boxShadow"
    line = page.locator(".language-json .hll").first.evaluate(shadow)
    row = page.locator("td:has(> .errbook-member)").first.evaluate(shadow)
    assert "inset" in line
    assert line.partition(")")[0] == row.partition(")")[0]  # the colour


def test_a_row_of_a_table_is_a_block_on_a_phone(new_page: Callable[..., Page]) -> None:
    """Nothing has to be scrolled sideways to be read, and an example is called one."""
    page = new_page(viewport=PHONE)
    for path in (LONG, PAGES["inner group"]):
        page.goto(path)
        for row in page.locator("article tbody tr").all()[:5]:
            boxes = [cell.bounding_box() for cell in row.locator("td:visible").all()]
            tops = [box["y"] for box in boxes if box]
            assert len(tops) > 1
            assert tops == sorted(set(tops))
    page.goto(LONG)
    label = page.locator("tr:has(.errbook-member) td:last-child").first.evaluate(
        "cell => getComputedStyle(cell, '::before').content"
    )
    assert label == '"Example: "'


def test_wrong_and_right_stand_side_by_side_where_there_is_room(page: Page) -> None:
    """On a phone one is below the other."""
    page.goto(ERROR)
    boxes = page.locator(".errbook-compare > .admonition")
    for size, beside in (({"width": 1440, "height": 900}, True), (PHONE, False)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        wrong, right = boxes.nth(0).bounding_box(), boxes.nth(1).bounding_box()
        assert wrong is not None
        assert right is not None
        assert (right["y"] == wrong["y"]) is beside
        assert (right["x"] > wrong["x"]) is beside


def test_light_and_dark_follow_the_system_and_the_switch(page: Page) -> None:
    """The scheme changes with the system's preference, and by the button in the header."""
    page.goto(ERROR)
    assert page.evaluate(SCHEME) == "default"
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{SCHEME} === 'slate'")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"{SCHEME} === 'default'")
    page.locator("label[for^=__palette]:visible").first.click()  # always light
    page.locator("label[for^=__palette]:visible").first.click()  # always dark
    page.wait_for_function(f"{SCHEME} === 'slate'")
    page.goto(PAGES["index"])
    page.wait_for_function(f"{SCHEME} === 'slate'")  # which it remembers


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_ours_is_told_from_its_ground(
    new_page: Callable[..., Page], scheme: str
) -> None:
    """Text by 4.5 to 1: badges, hints, and code of every kind on plain and on marked lines."""
    page = new_page(color_scheme=scheme)
    page.goto(LONG)
    found = page.evaluate(CONTRASTS)
    assert len(found) > 30
    assert {name: ratio for name, ratio in found.items() if ratio < 4.5} == {}


def test_motion_is_reduced_where_that_is_asked_for(new_page: Callable[..., Page]) -> None:
    """Nothing moves for as long as one could see it."""
    slow = """[...document.querySelectorAll("*")].filter(each => {
      const style = getComputedStyle(each);
      return [style.transitionDuration, style.animationDuration].some(
        all => all.split(", ").some(one => parseFloat(one) > 0.001));
    }).length"""
    page = new_page(reduced_motion="no-preference")
    page.goto(ERROR)
    assert page.evaluate(slow) > 0
    page = new_page(reduced_motion="reduce")
    page.goto(ERROR)
    assert page.evaluate(slow) == 0


@pytest.fixture
def printed(page: Page) -> Page:
    """An error's page as it goes to paper."""
    page.goto(ERROR)
    page.emulate_media(media="print")
    return page


def test_a_printed_page_cuts_nothing_off(printed: Page) -> None:
    """On paper code wraps, since nobody can scroll it."""
    assert printed.evaluate(
        """[...document.querySelectorAll("pre > code")].filter(each => each.offsetParent)
           .every(each => each.scrollWidth <= each.clientWidth + 1)"""
    )


def test_a_printed_page_has_nothing_to_press(printed: Page) -> None:
    """No header, no menus, no buttons: the article alone."""
    for chrome in ("header", "nav", "footer", "button", ".headerlink", "input"):
        assert printed.locator(chrome).locator("visible=true").count() == 0, chrome
    assert printed.locator("article h1").is_visible()


def test_a_printed_page_shows_every_tab_with_its_label(printed: Page) -> None:
    """The label stands right above its block."""
    tabs = printed.locator("#reproduce-it ~ .tabbed-set").first
    labels, blocks = tabs.locator(".tabbed-labels > label"), tabs.locator(".tabbed-block")
    assert labels.count() == blocks.count() == 3
    for number in range(3):
        label, block = labels.nth(number).bounding_box(), blocks.nth(number).bounding_box()
        assert label is not None
        assert block is not None
        assert 0 <= block["y"] - label["y"] <= 60


def test_a_printed_page_tells_where_links_lead_that_leave_the_site(printed: Page) -> None:
    """Those within it are found by their words."""
    behind = "link => getComputedStyle(link, '::after').content"
    outside = printed.locator("article a[href^='https:']").first
    assert str(outside.get_attribute("href")) in outside.evaluate(behind)
    assert printed.locator("article .errbook-cure").first.evaluate(behind) == "none"


def test_a_page_that_is_dark_prints_in_the_colours_of_day(new_page: Callable[..., Page]) -> None:
    """Browsers leave grounds out on paper, and light words on white cannot be read."""
    page = new_page(color_scheme="dark", reduced_motion="reduce")
    page.goto(ERROR)
    page.wait_for_function(f"{SCHEME} === 'slate'")
    page.emulate_media(media="print")
    page.wait_for_function("matchMedia('print').matches")
    assert page.evaluate(SCHEME) == "slate"
    found = page.evaluate(ON_PAPER)
    assert len(found) > 5
    assert {colour: ratio for colour, ratio in found.items() if ratio < 4.5} == {}
