"""What axe-core finds on the pages, and what it cannot judge: keys, focus, motion."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from playwright.sync_api import Page
from tests.browser.axe import EXCEPTIONS, Excepted, raw, violations

ERROR = "errors/unkey/data/key_not_found/"
ON_A_PHONE_TOO = ["errors/", "errors/unkey/data/", ERROR]
"""Of the pages below, one of each kind that has a form of its own there."""
PAGES = [
    *ON_A_PHONE_TOO,
    "",
    "errors/unkey/",
    "errors/unkey/application/invalid_input/",
    "404.html",
]
SIZES = {"desk": {"width": 1440, "height": 1000}, "phone": {"width": 390, "height": 844}}


def test_axe_finds_nothing(new_page: Callable[..., Page]) -> None:
    """On home, index, groups, errors and the page of what is not there; by day and by night."""
    page = new_page(reduced_motion="reduce")
    wrong, needed = list[str](), set[Excepted]()
    for path in PAGES:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        for name in SIZES if path in ON_A_PHONE_TOO else ("desk",):
            page.set_viewport_size(SIZES[name])  # type: ignore[arg-type]
            found, excepted = violations(page)
            wrong += [f"{name}: {each}" for each in found]
            needed |= excepted
    assert not wrong, "\n".join(wrong)
    assert needed == set(EXCEPTIONS)


def test_axe_finds_nothing_where_something_was_found(new_page: Callable[..., Page]) -> None:
    """In the filter while it is used, and in the box that an error was pasted into."""
    page = new_page(reduced_motion="reduce")
    for path, field, text in (
        ("errors/", ".errbook-filter-box input", "key"),
        ("", "textarea", "err:unkey:data:key_not_found"),
    ):
        page.goto(path)
        page.locator(field).first.fill(text)
        page.locator(".errbook-found > li:visible").first.wait_for()
        found, _ = violations(page)
        assert not found, "\n".join(found)


def test_axe_finds_what_is_wrong(page: Page) -> None:
    """Grey on white, a picture without words, a button without a name."""
    page.set_content(
        '<html lang="en"><title>T</title><main><h1>H</h1><p style="color: #aaa">faint</p>'
        '<img src="data:,"><button></button></main>'
    )
    found = {rule for rule, *_ in raw(page)}
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
