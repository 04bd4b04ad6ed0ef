"""The site's own search, Material's and MkDocs': it finds an error by code and by message."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from errbook.catalog import load
from errbook.pages import Pages
from errbook.settings import Settings

CATALOG = Path(__file__).parents[2] / "catalog"
KEY_NOT_FOUND = "errors/unkey/data/key_not_found/"
RESULT = ".md-search-result__item > a:first-child"

RENDERED = "The API api_123 does not exist, or was deleted."

PLAIN = """\
site_name: Docs
theme: {name: mkdocs, highlightjs: false}
plugins: [search, {errbook: {catalog: catalog}}]
docs_dir: docs
"""

MATERIAL = """
async () => {
  const { base, search } = JSON.parse(document.getElementById("__config").textContent);
  const root = new URL(base + "/", location);
  const worker = new Worker(search);
  const said = () => new Promise(done => worker.onmessage = message => done(message.data));
  const index = await (await fetch(new URL("search/search_index.json", root))).json();
  worker.postMessage({ type: 0, data: { ...index, options: { suggest: true } } });
  await said();
  window.asked = async text => {
    worker.postMessage({ type: 2, data: text });
    return (await said()).data.items.map(group => group[0].location.split("#")[0]);
  };
}
"""
MKDOCS = """
async () => {
  while (!document.querySelector("#mkdocs-search-query")) await new Promise(requestAnimationFrame);
  window.asked = text => new Promise(done => {
    const show = window.displayResults;
    window.displayResults = results => {
      window.displayResults = show;
      done([...new Set(results.map(result => result.location.split("#")[0]))]);
    };
    searchWorker.postMessage({ query: text });
  });
}
"""


@pytest.fixture(scope="module")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    """Where the reference site is served, with all that its search reads."""
    return serve(site)


@pytest.fixture(scope="module")
def errors() -> list[dict[str, Any]]:
    """Address, code, name, type and rendered messages of each error of the reference catalog."""
    pages = Pages(load(CATALOG))
    return [
        {
            "url": pages.page(entry).uri.removesuffix(".md") + "/",
            "code": entry.code.text,
            "name": entry.code.name,
            "type": entry.type,
            "messages": [
                json.loads(example.body)["error"]["detail"]
                for example in pages.examples(entry)
                if "detail" in json.loads(example.body).get("error", {})
            ],
        }
        for entry in pages.entries
    ]


@pytest.fixture(scope="module")
def plain(
    build_site: Callable[..., Path],
    serve: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """Where the same catalog is served under MkDocs' own theme, with its own search."""
    folder = tmp_path_factory.mktemp("plain")
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Home\n", "utf-8")
    (folder / "mkdocs.yml").write_text(PLAIN, "utf-8")
    shutil.copytree(CATALOG, folder / "catalog")
    return serve(build_site(folder / "catalog", Settings(mkdocs=folder / "mkdocs.yml")))


@pytest.fixture(params=["material", "mkdocs"])
def asked(
    request: pytest.FixtureRequest, new_page: Callable[..., Page]
) -> Callable[[list[str]], list[list[str]]]:
    """A function that puts queries to the search's own worker, through what the site adds to it.

    It returns the addresses of the pages that each of them finds, the best first.
    """
    own = {} if request.param == "material" else {"base_url": request.getfixturevalue("plain")}
    page = new_page(**own)
    page.goto("errors/")
    page.evaluate(MATERIAL if request.param == "material" else MKDOCS)

    def results(queries: list[str]) -> list[list[str]]:
        program = (
            "async all => { const r = []; for (const q of all) r.push(await asked(q)); return r }"
        )
        found: list[list[str]] = page.evaluate(program, queries)
        return found

    return results


SPELLINGS: dict[str, Callable[[dict[str, Any]], str]] = {
    "as it is": lambda error: error["code"],
    "type": lambda error: error["type"],
    "type with a fragment": lambda error: error["type"] + "/#how-to-fix",
    "capitals": lambda error: error["name"].upper(),
    "words": lambda error: error["name"].replace("_", " "),
    "kebab": lambda error: error["name"].replace("_", "-"),
    "camel": lambda error: error["name"].title().replace("_", ""),
}


def test_a_code_is_found_in_any_spelling(
    asked: Callable[[list[str]], list[list[str]]], errors: list[dict[str, Any]]
) -> None:
    """First, or next to another error that has all of its words; one that is whole always first.

    Every error by its code, by its type and in words; in other spellings a third of them.
    """
    for spelling, spelt in SPELLINGS.items():
        some = errors if spelling in ("as it is", "type", "words") else errors[::3]
        queries = [spelt(error) for error in some]
        allowed = {"as it is": 1, "type": 1, "type with a fragment": 1}.get(spelling, 3)
        for error, query, found in zip(some, queries, asked(queries), strict=True):
            same = [other["url"] for other in errors if other["name"] == error["name"]]
            most = allowed + (0 if allowed == 1 else len(same) - 1)
            assert error["url"] in found[:most], (query, found[:5])


def test_an_error_is_found_by_its_message(
    asked: Callable[[list[str]], list[list[str]]], errors: list[dict[str, Any]]
) -> None:
    """With the values that it was sent with; first for most, among the first ten for all."""
    pairs = [(error["url"], message) for error in errors for message in error["messages"]]
    results = asked([message for _, message in pairs])
    ranks = [
        found.index(url) if url in found else len(found)
        for (url, _), found in zip(pairs, results, strict=True)
    ]
    assert sum(rank == 0 for rank in ranks) >= 0.8 * len(ranks)
    assert sum(rank < 3 for rank in ranks) >= 0.95 * len(ranks)
    missed = [pair for pair, rank in zip(pairs, ranks, strict=True) if rank >= 10]
    assert len(missed) <= 0.02 * len(ranks), missed


def test_the_box_of_material_opens_the_page(page: Page) -> None:
    """By keys alone: `/`, what one has at hand, and Enter on the first result."""
    page.goto("errors/")
    page.wait_for_function("!!window.errbook")
    page.keyboard.press("/")
    first = page.locator(RESULT).first
    for text, url in (
        (RENDERED, "errors/unkey/data/api_not_found/"),
        ("err:unkey:data:key_not_found", KEY_NOT_FOUND),
        ("err:unkey:data:ratelimit_namespace_not_found", "data/ratelimit_namespace_not_found/"),
        ("data/key-not-found", KEY_NOT_FOUND),
        ("err:unkey:data:api_not_found", "errors/unkey/data/api_not_found/"),
        ("https://unkey.com/docs/errors/unkey/data/key_not_found", KEY_NOT_FOUND),
    ):
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(text)
        page.keyboard.press("End")  # it looks at keys alone
        expect(first).to_have_attribute("href", re.compile(re.escape(url)))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{KEY_NOT_FOUND}*")


def test_a_result_shows_the_code_and_the_message(page: Page) -> None:
    """And nothing of the words that only the index has."""
    page.goto("errors/")
    page.locator("input.md-search__input").fill("err:unkey:data:api_not_found")
    page.keyboard.press("End")
    expect(page.locator(f"{RESULT} .md-tag").first).to_have_text("err:unkey:data:api_not_found")
    result = page.locator(RESULT).first.inner_text()
    assert "notfound" not in result


def test_the_box_of_mkdocs_lists_the_page(new_page: Callable[..., Page], plain: str) -> None:
    """Its own syntax is still there for those who want it."""
    page = new_page(base_url=plain)
    page.goto("errors/")
    page.wait_for_function("window.min_search_length !== undefined")
    page.keyboard.press("s")
    field = page.locator("#mkdocs-search-query")
    expect(field).to_be_focused()
    first = page.locator("#mkdocs-search-results a").first
    for text, url in (
        ("err:unkey:data:key_not_found", KEY_NOT_FOUND),
        (RENDERED, "errors/unkey/data/api_not_found/"),
        ("UNKEY_DATA_KEY_NOT_FOUND", KEY_NOT_FOUND),
    ):
        field.fill(text)
        page.keyboard.press("End")  # it looks at keys alone
        expect(first).to_have_attribute("href", re.compile(re.escape(url)))
    field.fill("+key -root")
    page.keyboard.press("End")
    expect(first).to_be_visible()


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_an_index_of_titles_finds_codes_and_messages(
    build_site: Callable[..., Path],
    serve: Callable[[Path], str],
    new_page: Callable[..., Page],
    tmp_path: Path,
    theme: str,
) -> None:
    """What a site has above a thousand errors: a small index, by which all are still found."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n\nA rhinoceros.\n", "utf-8")
    config = PLAIN.replace("catalog: catalog", "catalog: catalog, indexing: titles")
    if theme == "material":
        config = config.replace("mkdocs, highlightjs: false", "material, font: false")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    shutil.copytree(CATALOG, tmp_path / "catalog")
    site = build_site(tmp_path / "catalog", Settings(mkdocs=tmp_path / "mkdocs.yml"))
    page = new_page(base_url=serve(site))
    page.goto("errors/")
    page.evaluate(MATERIAL if theme == "material" else MKDOCS)
    for text, url in (
        ("data:keyNotFound", KEY_NOT_FOUND),
        ("err:unkey:data:key_not_found", KEY_NOT_FOUND),
        (RENDERED, "errors/unkey/data/api_not_found/"),
        ("rhinoceros", ""),
    ):
        assert page.evaluate("text => asked(text)", text)[0] == url
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert "How to fix" not in {told["title"] for told in index["docs"]}
    assert "How to fix" in (site / KEY_NOT_FOUND / "index.html").read_text("utf-8")
