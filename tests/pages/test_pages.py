"""Which pages there are, where they are, what they link to, and how templates are replaced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest

from errbook.catalog import load
from errbook.exceptions import UsageError
from errbook.pages import Pages
from errbook.pages.redirects import moved, redirects
from errbook.pages.view import relative

HERE = Path(__file__).parent

BARE = "{{code: {}, status: 404, title: Missing, summary: It is missing.}}"


class Write(Protocol):
    """Writes a catalog."""

    def __call__(self, definitions: str, manifest: str = ...) -> Path:
        """Return its folder."""


def manifest(scheme: str) -> str:
    """Return a manifest with that scheme for codes."""
    return f'{{errbook: 1, name: T, code: "{scheme}"}}'


def test_a_definition_a_group_and_the_index_have_pages() -> None:
    """Index first, then groups, then errors; internal ones and their groups have none."""
    pages = Pages(load(HERE / "catalog"))
    assert [(page.uri, page.name) for page in pages] == [
        ("errors/index.md", "Errors"),
        ("errors/cart/index.md", "Carts & baskets"),
        ("errors/cart/gone.md", "gone"),
        ("errors/cart/one_way.md", "one_way"),
        ("errors/cart/too_full.md", "too_full"),
    ]
    assert pages.counts == {"err:cart": 3}


@pytest.mark.parametrize(
    ("scheme", "code", "uri", "name"),
    [
        ("{name}", "missing", "errors/missing.md", "missing"),
        ("E{number}", "E1042", "errors/1042.md", "E1042"),
        ("{area}{number}", "AB12", "errors/AB/12.md", "AB12"),
        ("{category}.{name}", "billing.missing", "errors/billing/missing.md", "missing"),
    ],
)
def test_any_scheme_has_pages(write: Write, scheme: str, code: str, uri: str, name: str) -> None:
    """An error is called by its name, or by its code where its name is a bare number."""
    pages = Pages(load(write(BARE.format(code), manifest(scheme))))
    made = {page.uri: page for page in pages}
    assert made[uri].name == name
    text = pages.markdown(made[uri])
    assert f" Missing `{name}`" in text
    assert f"\n    {code}\n" in text
    index = pages.markdown(made["errors/index.md"])
    assert f"[`{code}`]({uri.removeprefix('errors/')})" in index


def test_former_codes_redirect_to_the_present_page() -> None:
    """The place of a page that an alias had leads to the page of today."""
    pages = Pages(load(HERE / "catalog"))
    [redirect] = redirects(pages)
    assert redirect == (
        "errors/cart/full",
        "errors/cart/too_full.md",
        "err:cart:full",
        "err:cart:too_full",
    )
    assert moved(redirect) == (
        "# Moved\n\nThe error `err:cart:full` has a new code: [`err:cart:too_full`](too_full.md).\n"
    )


def test_no_redirect_takes_the_place_of_a_page(write: Write) -> None:
    """An alias that differs in case alone, or fits no scheme, has no page to leave."""
    definitions = """
        code: err:a:one
        status: 404
        title: T
        summary: S.
        aliases: [err:a:ONE, something else, err:b:one]
        """
    pages = Pages(load(write(definitions, manifest("err:{area}:{name}"))))
    assert [redirect.path for redirect in redirects(pages)] == ["errors/b/one"]


def test_codes_in_brackets_link_to_their_pages(write: Write) -> None:
    """In Markdown of the catalog and in a page by hand; former codes too, internal ones never."""
    definitions = """
        code: err:a:one
        status: 404
        title: T
        summary: S.
        what_happened: See [err:b:two], [err:b:old], [err:b:secret] and [err:no:such].
        ---
        {code: "err:b:two", status: 404, title: T, summary: S., aliases: ["err:b:old"]}
        ---
        {code: "err:b:secret", status: 404, title: T, summary: S., visibility: internal}
        """
    pages = Pages(load(write(definitions, manifest("err:{area}:{name}"))))
    text = pages.markdown(pages.page(pages.entries[0]))
    assert text.endswith("\n[err:b:old]: ../b/two.md\n[err:b:two]: ../b/two.md\n")
    by_hand = pages.linked("See [err:b:two].\n", "guide/more.md")
    assert by_hand == "See [err:b:two].\n\n[err:b:two]: ../errors/b/two.md\n"
    assert pages.linked("Nothing [here].\n", "index.md") == "Nothing [here].\n"


@pytest.mark.parametrize(
    ("uri", "start", "expected"),
    [
        ("errors/a/b.md", "errors/a/c.md", "b.md"),
        ("errors/a/b.md", "errors/index.md", "a/b.md"),
        ("errors/index.md", "errors/a/b/c.md", "../../index.md"),
        ("a.md", "b.md", "a.md"),
        ("errors/a/b.md", "guide/x.md", "../errors/a/b.md"),
        ("errors/a/b.md", "errors/a/b.md", "b.md"),
    ],
)
def test_links_are_relative(uri: str, start: str, expected: str) -> None:
    """They work wherever the site is put."""
    assert relative(uri, start) == expected


def test_the_folder_of_the_pages_can_be_another() -> None:
    """The prefix may have several levels, or none."""
    catalog = load(HERE / "catalog")
    assert Pages(catalog, prefix="/api/errors/").index.uri == "api/errors/index.md"
    pages = Pages(catalog, prefix="")
    assert [page.uri for page in pages][:2] == ["index.md", "cart/index.md"]
    assert "(cart/gone.md)" in pages.markdown(pages.index)


def test_one_template_can_be_replaced(tmp_path: Path) -> None:
    """What an overrides folder lacks comes from errbook; one block of ours is still at hand."""
    (tmp_path / "definition.md.j2").write_text(
        "{% import blocks as block %}\n"
        "# {{ entry.code.text }}\n"
        "{{ block.callout(entry, view.retry) }}",
        "utf-8",
    )
    pages = Pages(load(HERE / "catalog"), overrides=tmp_path)
    made = {page.uri: pages.markdown(page) for page in pages}
    assert made["errors/cart/gone.md"].startswith("# err:cart:gone\n!!! danger")
    assert "# Errors of Shop" in made["errors/index.md"]


def test_a_template_added_later_is_found(tmp_path: Path) -> None:
    """Pages made anew, as under `serve`, look anew into the folder."""
    catalog = load(HERE / "catalog")
    assert "Mine" not in Pages(catalog, overrides=tmp_path).markdown(Pages(catalog).index)
    (tmp_path / "index.md.j2").write_text("# Mine\n", "utf-8")
    assert Pages(catalog, overrides=tmp_path).markdown(Pages(catalog).index) == "# Mine\n"


def test_a_name_that_a_template_does_not_have_is_an_error(tmp_path: Path) -> None:
    """A mistake in a template of one's own is no empty text."""
    (tmp_path / "index.md.j2").write_text("{{ nothing }}", "utf-8")
    pages = Pages(load(HERE / "catalog"), overrides=tmp_path)
    with pytest.raises(UsageError, match="nothing"):
        pages.markdown(pages.index)


def test_groups_within_groups_are_listed(write: Write) -> None:
    """A group lists its errors and the groups below it, with how many errors are in each."""
    definitions = "\n---\n".join(
        BARE.format(f'"err:a:{path}"') for path in ("x:one", "x:two", "y:three")
    )
    pages = Pages(load(write(definitions, manifest("err:{system}:{area}:{name}"))))
    made = {page.uri: pages.markdown(page) for page in pages}
    assert "| [X](x/index.md) `err:a:x` | **2**" in made["errors/a/index.md"]
    assert "| [Y](y/index.md) `err:a:y` | **1**" in made["errors/a/index.md"]
    assert "[`err:a:x:one`](one.md)" in made["errors/a/x/index.md"]
    assert "(a/x/one.md)" in made["errors/index.md"]


def test_retired_and_deprecated_errors_say_so(write: Write, read: Callable[..., Any]) -> None:
    """On their page and in tables, with the errors that take their place."""
    definitions = """
        code: err:a:old
        status: 404
        title: T
        summary: S.
        retired: {since: "2", replaced_by: ["err:a:new", "err:a:secret"]}
        ---
        {code: "err:a:new", status: 500, title: T, summary: S., deprecated: {}}
        ---
        {code: "err:a:secret", status: 404, title: T, summary: S., visibility: internal}
        """
    pages = Pages(load(write(definitions, manifest("err:{area}:{name}"))))
    made = {page.uri: pages.markdown(page) for page in pages}
    old = read(made["errors/a/old.md"]).text
    assert "Retired since 2 Its place is taken by err:a:new." in old
    assert "secret" not in old
    assert "Deprecated The service still answers with it" in read(made["errors/a/new.md"]).text
    assert "*Retired.*" in made["errors/index.md"]
    assert "errbook-5xx" in made["errors/index.md"]
