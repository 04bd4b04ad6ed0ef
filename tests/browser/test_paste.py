"""The box for an error that a reader has, and the reader's own values on the page of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from tests.browser.axe import violations
from tests.keys_api import errors
from tests.keys_api.app import create_app
from tests.keys_api.seed import LIMIT, seed
from tests.keys_api.serving import serving

from errbook.client import parse
from errbook.settings import Settings

CATALOG = Path(__file__).parents[2] / "catalog"
FILLED = "Filled with your values, which are underlined."
ODD = '<img src=x onerror=alert(1)> "quoted" {é} \'n 日本'
REQUEST_ID = "req_2s8f6kQv1xWz"
"""The one in every example."""


class Sent(NamedTuple):
    """A request that a client sent, and in what form its author has the answer at hand."""

    form: str
    operation: str
    body: dict[str, Any]
    root_key: str | None = "unkey_everything"
    header: str = "Bearer {}"
    times: int = 1


SENT = {
    "key_not_found": Sent("body", "keys.getKey", {"keyId": "key_nonexistent"}),
    "api_not_found": Sent("curl -i", "apis.getApi", {"apiId": ODD}),
    "identity_not_found": Sent("log with body", "identities.getIdentity", {"identity": "a b"}),
    "insufficient_permissions": Sent(
        "log in JSON", "apis.listKeys", {"apiId": "api_payments"}, "unkey_nothing"
    ),
    "invalid_input": Sent(
        "body", "keys.createKey", {"apiId": "api_payments", "byteLength": 8, "expires": "soon"}
    ),
    "no_bearer": Sent("pretty body", "keys.getKey", {"keyId": "k"}, header="{}"),
    "foreign_jwt": Sent("str of the problem", "keys.getKey", {"keyId": "k"}, "e30.e30.c2ln"),
    "rate_limited": Sent("curl -i", "apis.createApi", {"name": "a"}, "unkey_limited", times=LIMIT),
    "override_not_found": Sent(
        "message", "ratelimit.getOverride", {"namespace": "sms_login", "identifier": ODD}
    ),
    "namespace_gone": Sent(
        "traceback", "ratelimit.limit",
        {"namespace": "sms_deleted", "identifier": "user_1", "limit": 10, "duration": 60_000},
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, httpx.Response]]:
    """What a real service answers."""
    path = tmp_path_factory.mktemp("keys") / "keys.db"
    seed(path)
    with serving(create_app(path)) as url, httpx.Client(base_url=f"{url}/v2/") as client:
        found = {}
        for name, sent in SENT.items():
            headers = {"Authorization": sent.header.format(sent.root_key)}
            for _ in range(sent.times + 1):
                found[name] = client.post(sent.operation, json=sent.body, headers=headers)
        yield found


def written(form: str, answer: httpx.Response) -> str:
    """The answer as its author has it."""
    problem = parse(answer, errors)
    assert problem is not None
    head = f"HTTP/1.1 {answer.status_code} {answer.reason_phrase}\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in answer.headers.items())
    return {
        "body": answer.text,
        "pretty body": json.dumps(answer.json(), indent=4, ensure_ascii=False),
        "curl -i": f"$ curl -i https://api.example/\n{head}\r\n{answer.text}\n",
        "log with body": f"2026-11-25 10:31:00,123 WARNING [api] got 404: {answer.text} (3 ms)",
        "log in JSON": json.dumps({"level": "error", "msg": "call failed", "body": answer.text}),
        "str of the problem": f"10:31 ERROR api {problem}",
        "message": problem.detail or "",
        "traceback": f'Traceback (most recent call last):\n  File "a.py"\nerrors.Gone: {problem}',
    }[form]


def box(page: Page) -> Locator:
    """The field to paste into."""
    return page.get_by_label("Paste your error")


def rows(page: Page) -> Locator:
    """What is recognised."""
    return page.locator(".errbook-paste-box li")


def told(page: Page) -> Locator:
    """What is said of it."""
    return page.locator(".errbook-paste-box [role=status]")


def body(page: Page) -> Locator:
    """The body of the example that is in sight."""
    return page.locator(".highlight:visible code", has_text='"requestId"').first


def example(page: Page) -> Any:
    """What that says."""
    return json.loads(body(page).inner_text())


def opened(page: Page) -> Page:
    """The page of an error, once it is filled."""
    page.wait_for_url(re.compile(r"/errors/\w+/\w+/\w+/$"))
    expect(page.locator(".errbook-filled [role=status]")).to_have_text(FILLED)
    return page


@pytest.mark.parametrize("name", SENT)
def test_a_real_answer_opens_its_page_with_its_own_values(
    page: Page, answers: dict[str, httpx.Response], name: str
) -> None:
    """The example then is the answer that the reader got; nothing of it is in the address."""
    answer, form = answers[name], SENT[name].form
    page.goto("errors/")
    box(page).fill(written(form, answer))
    expect(rows(page)).to_have_count(1)
    code = rows(page).locator("a code").inner_text()
    assert code.replace(":", "/").endswith(answer.json()["error"]["type"].rpartition("errors/")[2])
    box(page).press("Control+Enter")
    expected = answer.json()
    if form in ("traceback", "message", "str of the problem"):  # in which there is no request
        expected["meta"]["requestId"] = REQUEST_ID
    assert example(opened(page)) == expected
    assert "?" not in page.url
    assert page.evaluate("sessionStorage.length") == 0
    marked = page.locator(".highlight:visible mark").all_inner_texts()
    assert marked
    assert all(json.dumps(expected["error"]["status"]) != each for each in marked)


def test_what_it_was_recognised_by_is_said_and_which_values_were_found(page: Page) -> None:
    """Long ones in short."""
    page.goto("errors/")
    box(page).fill("err:unkey:data:api_not_found: The API a <b> does not exist, or was deleted.")
    expect(rows(page).locator(".errbook-found-message")).to_have_text(
        "By its code. With apiId a <b>"
    )
    expect(told(page)).to_have_text("This one. Ctrl Enter opens its page.")
    box(page).fill(f"The API {'x' * 200} does not exist, or was deleted.")
    expect(rows(page).locator(".errbook-found-message")).to_have_text(
        f"By its message. With apiId {'x' * 79}…"
    )


def test_one_can_go_back_to_the_plain_example_and_forth(page: Page) -> None:
    """The plain one is what it was, colours and all; the filled one has colours as well."""
    page.goto("errors/unkey/data/api_not_found/")
    code = body(page)
    plain = code.inner_html()
    page.goto("errors/")
    box(page).fill("The API mine does not exist, or was deleted.")
    rows(page).locator("a").click()
    opened(page)
    marked = code.locator("mark.errbook-own")
    expect(marked).to_have_text(
        ['"The API mine does not exist, or was deleted."', '"mine"'], use_inner_text=True
    )
    quiet = "each => getComputedStyle(each).color"
    assert marked.last.locator("span").evaluate(quiet) == code.locator(".s2").last.evaluate(quiet)
    page.get_by_role("button", name="Show the plain example").click()
    assert code.inner_html() == plain
    expect(page.locator(".errbook-filled [role=status]")).to_have_text("The plain example.")
    page.get_by_role("button", name="Show your values").click()
    assert example(page)["error"]["apiId"] == "mine"
    page.reload()
    expect(page.locator(".errbook-filled")).to_have_count(0)
    assert code.inner_html() == plain


def test_the_filled_example_is_what_is_copied(page: Page) -> None:
    """The button copies what is in sight."""
    page.goto("errors/")
    box(page).fill("The API mine does not exist, or was deleted.")
    rows(page).locator("a").click()
    opened(page)
    body(page).hover()
    body(page).locator("xpath=..").get_by_role("button").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert json.loads(copied)["error"]["apiId"] == "mine"
    assert json.loads(copied) == example(page)


def test_a_header_that_tells_a_param_is_filled(
    page: Page, answers: dict[str, httpx.Response]
) -> None:
    """As the body is."""
    page.goto("errors/")
    box(page).fill(written("body", answers["rate_limited"]))
    rows(page).locator("a").click()
    seconds = answers["rate_limited"].headers["Retry-After"]
    expect(opened(page).locator(".highlight mark").first).to_have_text(seconds)
    assert (
        f"Retry-After: {seconds}\n" in page.locator(".highlight:has-text('HTTP/1.1')").inner_text()
    )


def test_a_whole_number_keeps_all_its_digits(page: Page) -> None:
    """Where JavaScript would round it."""
    type_uri = "https://unkey.com/docs/errors/user/too_many_requests/workspace_rate_limited"
    page.goto("errors/")
    box(page).fill(f'{{"type": "{type_uri}", "limit": 12345678901234567890}}')
    rows(page).locator("a").click()
    assert example(opened(page))["error"]["limit"] == 12345678901234567890


def test_keys_alone_are_enough(page: Page) -> None:
    """Down from the end of the text to the errors, up again, and Enter."""
    page.goto("errors/")
    box(page).focus()
    page.keyboard.type("KEY_NOT_FOUND")
    expect(rows(page)).to_have_count(2)
    expect(told(page)).to_have_text("2 errors fit:")
    page.keyboard.press("Home")
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    expect(rows(page).nth(0).locator("a")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(rows(page).nth(1).locator("a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(rows(page).nth(0).locator("a")).to_be_focused()
    page.keyboard.press("Escape")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/errors/unkey/data/key_not_found/")
    expect(page.locator(".errbook-filled")).to_have_count(0)


def test_what_is_no_error_is_said_to_be_none(page: Page) -> None:
    """With what is near, if it may be a misspelt name; an empty field says nothing."""
    page.goto("errors/")
    box(page).fill("err:unkey:data:key_not_fuond")
    expect(told(page)).to_have_text("No error is in this. The nearest:")
    assert rows(page).locator("a code").first.inner_text() == "err:unkey:data:key_not_found"
    box(page).fill('{"status": "fine"}' * 100)
    expect(told(page)).to_have_text("No error is in this.")
    expect(rows(page)).to_have_count(0)
    box(page).fill("")
    expect(told(page)).to_have_text("")


def test_many_are_shown_in_part(page: Page) -> None:
    """The number of all is told."""
    page.goto("errors/")
    box(page).fill("not found")
    expect(rows(page)).to_have_count(12)
    expect(told(page)).to_have_text(re.compile(r"^\d\d errors fit; the first 12 of them:$"))


def test_what_is_pasted_shows_at_once(page: Page, answers: dict[str, httpx.Response]) -> None:
    """From the clipboard."""
    page.goto("errors/")
    page.evaluate("text => navigator.clipboard.writeText(text)", answers["api_not_found"].text)
    box(page).press("Control+v")
    expect(rows(page)).to_have_count(1)


def test_a_huge_text_keeps_the_page_alive(page: Page) -> None:
    """A log of a megabyte."""
    page.goto("errors/")
    line = (
        '2026-11-25T10:31:00Z INFO {"path": "/v2/keys.getKey", "took": 0.3} a=b:c key not found\n'
    )
    log = line * 13_000 + "err:unkey:data:api_not_found: x"
    page.evaluate(
        """text => {
            const field = document.querySelector("#errbook-paste-text");
            field.focus();
            field.value = text.slice(-1000000);
            field.dispatchEvent(new Event("input"));
        }""",
        log[-1_000_000:],
    )
    expect(rows(page)).to_have_count(1, timeout=15_000)


@pytest.mark.parametrize("path", ["", "nothing/here/"])
def test_the_box_is_on_the_home_page_and_on_the_404_page(
    page: Page, missing: set[str], path: str
) -> None:
    """From any place it finds the page."""
    missing.add("/nothing/here/")
    page.goto(path)
    box(page).fill("The API mine does not exist, or was deleted.")
    rows(page).locator("a").click()
    assert example(opened(page))["error"]["apiId"] == "mine"


def test_a_page_from_a_disk_does_the_same(
    context: Callable[..., BrowserContext], site: Path
) -> None:
    """Without a server, where the search of the theme does not work, and says so."""
    page = context().new_page()
    page.goto((site / "errors/index.html").as_uri())
    box(page).fill("The API mine does not exist, or was deleted.")
    rows(page).locator("a").click()
    page.wait_for_url("**/api_not_found/index.html")
    expect(page.locator(".errbook-filled [role=status]")).to_have_text(FILLED)
    assert example(page)["error"]["apiId"] == "mine"
    page.close()


def test_values_of_one_error_are_not_kept_for_another_page(page: Page) -> None:
    """Whoever goes elsewhere in between finds the plain example afterwards."""
    page.goto("errors/")
    page.evaluate("""sessionStorage.setItem("errbook.own", '{"path": "/elsewhere/"}')""")
    page.goto("errors/unkey/data/api_not_found/")
    page.wait_for_function("sessionStorage.length === 0")
    expect(page.locator(".errbook-filled")).to_have_count(0)


def test_a_new_tab_shows_the_plain_example(page: Page) -> None:
    """Values stay in the tab that they were pasted into."""
    page.goto("errors/")
    box(page).fill("The API mine does not exist, or was deleted.")
    with page.context.expect_page() as other:
        rows(page).locator("a").click(modifiers=["Control"])
    other.value.wait_for_load_state("networkidle")
    expect(other.value.locator(".errbook-filled")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0


def test_a_browser_without_storage_opens_the_plain_page(page: Page) -> None:
    """And without a complaint."""
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('no') }})"
    )
    page.goto("errors/")
    box(page).fill("The API mine does not exist, or was deleted.")
    rows(page).locator("a").click()
    page.wait_for_url("**/api_not_found/")
    expect(page.locator("h1")).to_contain_text("Not Found")
    expect(page.locator(".errbook-filled")).to_have_count(0)


def test_the_box_stands_above_the_filter(page: Page) -> None:
    """Whichever script is there first: results of the filter would push it out of sight."""
    page.goto("errors/")
    box(page).wait_for()
    page.locator(".errbook-filter-box").wait_for()
    order = page.locator(".errbook-paste-box, .errbook-filter-box").evaluate_all(
        "all => all.map(each => each.className)"
    )
    assert order == ["errbook-paste-box", "errbook-filter-box"]


def test_without_scripts_there_is_no_box(new_page: Callable[..., Page]) -> None:
    """It could do nothing."""
    page = new_page(java_script_enabled=False)
    page.goto("errors/")
    expect(page.locator("textarea")).to_have_count(0)
    expect(page.locator("h1")).to_contain_text("Errors")


CONFIG = """\
site_name: Docs
site_url: %s
theme: {name: %s%s}
plugins: [search, {errbook: {catalog: catalog}}]
"""
SHOP = {
    "catalog.yaml": "{errbook: 1, name: Shop, code: '{area}.{name}'}",
    "errors.yaml": """\
code: cart.full
status: 409
title: Cart Is Full
summary: It holds no more.
detail:
  by_count: "The cart {cart_id} holds {limit} things."
  by_weight: "The cart {cart_id} weighs {weight} kg."
params:
  cart_id: {type: string, example: cart_1}
  limit: {type: integer, example: 10, optional: true}
  weight: {type: number, example: 20.0, optional: true}
---
{code: cart.gone, status: 410, title: Gone, summary: It is gone.}
""",
}


@pytest.mark.parametrize(
    ("theme", "options"),
    [
        ("material", ", font: false, features: [navigation.instant, content.code.copy]"),
        ("mkdocs", ", highlightjs: false"),
        ("readthedocs", ", highlightjs: false"),
    ],
)
def test_any_theme_can_do_it(
    build_site: Callable[..., Path],
    serve: Callable[[Path], str],
    new_page: Callable[..., Page],
    tmp_path: Path,
    theme: str,
    options: str,
) -> None:
    """And a site that puts one page into another without loading it."""
    for name, text in {"docs/index.md": "# Home\n", **SHOP}.items():
        file = tmp_path / (name if "/" in name else f"catalog/{name}")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    host = tmp_path / "host"
    host.mkdir()
    address = f"{serve(host)}docs/"
    config = tmp_path / "mkdocs.yml"
    config.write_text(CONFIG % (address, theme, options), "utf-8")
    build_site(tmp_path / "catalog", Settings(mkdocs=config)).rename(host / "docs")
    page: Any = new_page(base_url=address)
    page.goto("errors/")
    page.evaluate("window.isTheSame = true")
    for text in ("The cart c 1 weighs 3.5 kg.", "The cart c <2> holds 7 things."):
        box(page).fill(text)
        rows(page).locator("a").click()
        page.wait_for_url("**/errors/cart/full/")
        expect(page.locator(".errbook-filled [role=status]")).to_have_text(FILLED)
        shown = page.locator(".highlight:visible code", has_text=text).inner_text()
        assert json.loads(shown)["cart_id"] == text[9:].partition(" w")[0].partition(" h")[0]
        assert bool(page.evaluate("window.isTheSame")) == ("instant" in options)
        page.go_back()
        page.wait_for_url("**/errors/")
    expect(box(page)).to_have_count(1)


def test_axe_finds_nothing_in_use(new_page: Callable[..., Page]) -> None:
    """With errors found, and with values filled in."""
    page = new_page(reduced_motion="reduce")
    page.goto("errors/")
    box(page).fill("The deployment d_7 is failed, and has to be ready.")
    expect(rows(page)).to_have_count(1)
    assert violations(page)[0] == []
    rows(page).locator("a").click()
    opened(page)
    assert violations(page)[0] == []
