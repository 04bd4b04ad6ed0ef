"""What the index and the page of a group list where there are many errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from errbook.catalog import load
from errbook.pages import Pages


@pytest.fixture
def many(tmp_path: Path) -> Pages:
    """The pages of a catalog of 501 errors: 441 in one group, 60 in another."""
    (tmp_path / "catalog.yaml").write_text("{errbook: 1, name: T, code: '{area}.{name}'}", "utf-8")
    codes = [f"a.n{n}" for n in range(441)] + [f"b.n{n}" for n in range(60)]
    definitions = (f"{{code: {code}, status: 404, title: T, summary: S.}}" for code in codes)
    (tmp_path / "errors.yaml").write_text("\n---\n".join(definitions), "utf-8")
    return Pages(load(tmp_path))


def test_an_index_of_many_errors_lists_their_groups(many: Pages) -> None:
    """The page of each group lists its members, and the filter is on the index."""
    text = many.markdown(many.index)
    assert "501 errors." in text
    assert "\n {: .errbook-filter .errbook-paste }" in text
    assert "[A](a/index.md) `a` | **441**" in text
    assert "n440" not in text
    group = many.markdown(many.group_page(many.groups[0]))
    assert "[`a.n440`](n440.md)" in group


def test_a_large_group_has_a_filter_of_its_own(many: Pages) -> None:
    """Above what the navigation shows in full."""
    group = many.markdown(many.group_page(many.groups[1]))
    assert "60 errors.\n {: .errbook-filter }" in group


def test_an_index_of_errors_without_groups_lists_them_all(tmp_path: Path) -> None:
    """No other page would."""
    (tmp_path / "catalog.yaml").write_text("{errbook: 1, name: T, code: 'E{number}'}", "utf-8")
    definitions = (f"{{code: E{n}, status: 404, title: T, summary: S.}}" for n in range(501))
    (tmp_path / "errors.yaml").write_text("\n---\n".join(definitions), "utf-8")
    pages = Pages(load(tmp_path))
    assert "[`E500`](500.md)" in pages.markdown(pages.index)


def test_more_groups_than_a_page_should_list_are_listed_by_their_outermost(tmp_path: Path) -> None:
    """From there the groups further in are on the pages of the groups."""
    (tmp_path / "catalog.yaml").write_text("{errbook: 1, name: T, code: '{a}.{b}.{name}'}", "utf-8")
    definitions = (f"{{code: a.b{n}.c, status: 404, title: T, summary: S.}}" for n in range(501))
    (tmp_path / "errors.yaml").write_text("\n---\n".join(definitions), "utf-8")
    pages = Pages(load(tmp_path))
    text = pages.markdown(pages.index)
    assert "[A](a/index.md) `a` | **501**" in text
    assert "b500" not in text
