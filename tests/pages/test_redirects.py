"""Addresses that an error has beside its page's: former codes, and types of every form."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest
from tests.conftest import Write

from errbook.catalog import Catalog, load
from errbook.catalog.names import former_types
from errbook.pages import Pages
from errbook.pages.redirects import addresses, moved, redirects

Made = Callable[[str | None, dict[str, str]], Catalog]

SHOP = "https://shop.example/errors/{area}/{name}"


@pytest.fixture
def catalog(write: Write) -> Made:
    """A function that returns a catalog with a template of types and definitions by code."""

    def made(type: str | None, definitions: dict[str, str]) -> Catalog:
        manifest = 'errbook: 1\nname: Shop\ncode: "err:{area}:{name}"\n'
        manifest += f'type: "{type}"\n' if type else ""
        least = "status: 404\ntitle: T\nsummary: S.\n"
        documents = [
            f"code: {code}\n{least}{textwrap.dedent(more)}" for code, more in definitions.items()
        ]
        return load(write("\n---\n".join(documents), manifest))

    return made


def led(catalog: Catalog, site_url: str = "", **options: str) -> dict[str, str]:
    """Return the paths of all redirects, and where they lead."""
    pages = Pages(catalog, **options)  # type: ignore[arg-type]
    return {redirect.path: redirect.target for redirect in redirects(pages, site_url)}


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("https://shop.example/errors/cart/old", "errors/cart/old"),
        ("https://shop.example/errors/cart/old/", "errors/cart/old"),
        ("http://SHOP.example:80/errors/cart/old", "errors/cart/old"),
        ("https://shop.example/errors/cart/old.html", "errors/cart/old.html"),
        ("https://shop.example/errors/cart/old/index.html", "errors/cart/old"),
        ("https://shop.example/errors/cart/old#why", "errors/cart/old"),
        ("https://shop.example/errors/cart/old?lang=en", "errors/cart/old"),
        ("https://shop.example/errors//cart/old", "errors/cart/old"),
        ("https://shop.example/errors/cart/caf%C3%A9%20au%20lait", "errors/cart/café au lait"),
        ("https://shop.example/problems/1042", "problems/1042"),
        ("/errors/cart/old", "errors/cart/old"),
    ],
)
def test_a_pinned_type_is_an_address_of_the_page(catalog: Made, uri: str, path: str) -> None:
    """However it is written: the site answers where a browser would ask."""
    made = catalog(SHOP, {"err:cart:gone": f'type: "{uri}"'})
    assert led(made) == {path: "errors/cart/gone.md"}


@pytest.mark.parametrize(
    "uri",
    [
        "https://elsewhere.example/errors/cart/old",
        "https://shop.example:8443/errors/cart/old",
        "https://shop.example",
        "ftp://shop.example/errors/cart/old",
        "urn:shop:cart-gone",
        "about:blank",
        "https://shop.example/errors/../../etc/passwd",
        "https://shop.example/errors/%2e%2e/%2E%2E/passwd",
        "https://shop.example/errors/a%2Fb",
        "https://shop.example/errors/a%5Cb",
        "https://shop.example/errors/a%00b",
        "https://shop.example/errors/%ff",
        f"https://shop.example/errors/{'x' * 300}",
        "https://[::1/errors/cart/old",
        "errors/cart/old",
    ],
)
def test_a_type_that_is_elsewhere_or_can_be_no_file_is_left_alone(catalog: Made, uri: str) -> None:
    """Another host, another scheme, a way out of the site, or a name that no file has."""
    assert led(catalog(SHOP, {"err:cart:gone": f'type: "{uri}"'})) == {}


@pytest.mark.parametrize(
    ("template", "site_url", "prefix", "path"),
    [
        (SHOP, "", "errors", None),
        (None, "", "errors", None),
        ("https://shop.example/docs/errors/{area}/{name}", "", "errors", None),
        ("https://shop.example/errors/{area}-{name}", "", "errors", "errors/cart-gone"),
        ("https://shop.example/errors/v1/{area}/{name}", "", "errors", "errors/v1/cart/gone"),
        ("https://shop.example/errors/{name}.html", "", "errors", "errors/gone.html"),
        ("https://shop.example/errors/{area}/{name}", "", "", None),
        ("https://shop.example/errors/E{name}", "", "", "Egone"),
        ("https://shop.example/api/errors/{name}", "", "/api/errors/", "api/errors/gone"),
        ("https://errors/{name}", "", "errors", None),
        ("https://shop.example/problems/{name}", "", "errors", None),
        ("https://shop.example/problems/{name}", "https://shop.example", "errors", "problems/gone"),
        ("https://shop.example/docs/p/{name}", "https://shop.example/docs/", "errors", "p/gone"),
        ("https://shop.example/p/{name}", "https://shop.example/docs/", "errors", None),
        (SHOP, "https://preview.example/", "errors", None),
        ("https://shop.example/errors/{name}", "https://preview.example/", "errors", "errors/gone"),
        ("{area}{name}", "", "errors", None),
        ("urn:shop:{area}:{name}", "https://shop.example/", "errors", None),
    ],
)
def test_the_base_of_the_site_tells_the_path_of_a_type(
    catalog: Made, template: str | None, site_url: str, prefix: str, path: str | None
) -> None:
    """`site_url` does, or else what the template and the folder of the pages have in common."""
    found = led(catalog(template, {"err:cart:gone": ""}), site_url, prefix=prefix)
    assert list(found) == ([path] if path else [])


def test_a_former_code_leaves_the_place_of_its_page_and_its_type(catalog: Made) -> None:
    """Both lead to the page of today, whatever type is pinned."""
    made = catalog(
        "https://shop.example/errors/{area}-{name}",
        {"err:cart:gone": "aliases: [err:basket:lost]\ntype: https://shop.example/errors/7"},
    )
    assert led(made) == dict.fromkeys(
        ["errors/basket/lost", "errors/basket-lost", "errors/7"], "errors/cart/gone.md"
    )
    assert former_types(made, made.entries["err:cart:gone"]) == [
        "https://shop.example/errors/basket-lost"
    ]


def test_after_a_renaming_the_pinned_type_is_the_place_of_the_former_code(catalog: Made) -> None:
    """There is one redirect, which says what the code was."""
    pinned = "aliases: [err:cart:lost]\ntype: https://shop.example/errors/cart/lost"
    [redirect] = redirects(Pages(catalog(SHOP, {"err:cart:gone": pinned})))
    assert redirect == (
        "errors/cart/lost", "errors/cart/gone.md", "err:cart:lost", "err:cart:gone"
    )  # fmt: skip


def test_the_type_of_a_retired_code_stays_an_address(catalog: Made) -> None:
    """Its page stays as well, and says what took its place."""
    made = catalog(
        SHOP,
        {
            "err:cart:gone": "",
            "err:cart:lost": """\
                retired: {replaced_by: ["err:cart:gone"]}
                type: https://shop.example/lost
                """,
        },
    )
    assert led(made) == {"lost": "errors/cart/lost.md"}
    pages = Pages(made)
    text = pages.markdown(pages.page(made.entries["err:cart:lost"]))
    assert "Its place is taken by [`err:cart:gone`](gone.md)." in text


def test_no_redirect_stands_where_a_page_does(catalog: Made) -> None:
    """A type may be the address of another error's page, of a group's or of the index."""
    made = catalog(
        SHOP,
        {
            "err:cart:gone": "type: https://shop.example/errors/cart",
            "err:cart:lost": "type: https://shop.example/errors/cart/Gone.html",
            "err:cart:void": "type: https://shop.example/errors/",
        },
    )
    assert led(made) == {}
    assert [redirect.path for redirect in addresses(Pages(made))] == [
        "errors/cart", "errors/cart/Gone.html", "errors"
    ]  # fmt: skip


def test_a_type_goes_before_a_former_code(catalog: Made) -> None:
    """Where one error has the type that another's former code had, clients mean the former."""
    made = catalog(
        SHOP,
        {
            "err:cart:gone": "aliases: [err:cart:lost]",
            "err:cart:void": "type: https://shop.example/errors/cart/lost",
        },
    )
    assert led(made) == {"errors/cart/lost": "errors/cart/void.md"}


def test_types_that_differ_in_fragments_lead_to_the_index(catalog: Made) -> None:
    """A server sees no fragment: one page has to do for all of them."""
    made = catalog(
        "https://shop.example/errors/all#{name}", {"err:cart:gone": "", "err:cart:lost": ""}
    )
    [redirect] = redirects(Pages(made))
    assert redirect == ("errors/all", "errors/index.md", "", "")
    assert "[all errors](index.md)" in moved(redirect)


def test_what_is_internal_has_addresses_in_an_internal_build_alone(catalog: Made) -> None:
    """Neither its type nor its former codes are in a public one."""
    secret = "aliases: [err:cart:old]\ntype: https://shop.example/s\nvisibility: internal"
    made = catalog(SHOP, {"err:cart:secret": secret})
    assert led(made) == {}
    assert set(led(made, visibility="internal")) == {"errors/cart/old", "s"}
