"""Where the parts of a document stand, by its text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errbook.catalog.document import Document, Source
from errbook.catalog.reader import read


def _read(folder: Path, text: str) -> list[Document]:
    path = folder / "file.yaml"
    path.write_bytes(text.encode())
    return read(path)


def test_every_entry_has_its_place(tmp_path: Path) -> None:
    """Keys, values and items are found by their path; a path beyond ends at its last part."""
    text = "# comment\nrelated:\n  - code: one\n    reason:   two\n  - {code: three}\n"
    (document,) = _read(tmp_path, text)

    def at(*path: str | int) -> str:
        place = document.place(*path)
        return f"{place.line}:{place.column}"

    assert at() == "2:1"
    assert at("related", 0) == "3:5"
    assert at("related", 0, "reason") == "4:15"
    assert at("related", 1, "code") == "5:12"
    assert at("related", 1, "reason") == at("related", 1) == "5:5"
    key = document.key_place("related", 0, "reason")
    assert (key.line, key.column) == (4, 5)
    assert document.raw("related", 1) == "{code: three}"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: one {two}", (1, 8)),
        ("a: 'one {two}'", (1, 9)),
        ('a: "one {two}"', (1, 9)),
        ('a: "\\x6fne {two}"', (1, 4)),
        ("a: >-\n  one\n  {two}", (3, 3)),
        ("a: |\n  one\n\n    so {two}\n", (4, 8)),
        ("a: one\n  {two}", (2, 3)),
        ('a: "one\n\n  {two}"', (3, 3)),
        ("a: 'it''s\n  {two}'", (1, 4)),
    ],
)
def test_a_place_inside_of_text_is_exact_where_it_can_be(
    tmp_path: Path, text: str, place: tuple[int, int]
) -> None:
    """With escapes it is where the text starts."""
    (document,) = _read(tmp_path, text)
    found = document.place_in(document.value["a"].index("{"), ("a",))
    assert (found.line, found.column) == place


def test_lines_and_columns_are_those_of_an_editor(tmp_path: Path) -> None:
    """CR LF is one break, U+2028, U+2029 and U+0085 are none, and an emoji is one column."""
    text = "a: \"\u2028\u2029\u0085😀\"\r\nb: 1\rc: {d: '😀', e: 2}\n"
    (document,) = _read(tmp_path, text)
    places = [document.place(*path) for path in (("b",), ("c", "e"))]
    assert [(place.line, place.column) for place in places] == [(2, 4), (3, 16)]


def test_a_byte_order_mark_takes_no_column(tmp_path: Path) -> None:
    """Editors do not show it."""
    (document,) = _read(tmp_path, "\ufeffa: 1")
    assert document.value == {"a": 1}
    assert document.key_place("a").column == 1


@pytest.mark.parametrize(
    "before", ["a: 1", "{[1, {b: 2}]: 3}: {c: [4]}", "? [x, y]\n: z", "a: {b: [1], b: [2, 3]}"]
)
def test_what_is_refused_moves_no_other_place(tmp_path: Path, before: str) -> None:
    """Keys that are no text, and keys that stand there twice, with all that is in them."""
    text = f"{before}\na: {{twice: [1, 2]}}\nlast: [one, {{two: three}}]\n"
    (document,) = _read(tmp_path, text)
    assert document.findings
    assert document.raw("last", 1, "two") == "three"
    assert [document.raw("last", number) for number in (0, 1)] == ["one", "{two: three}"]
    written = [text[span.key : span.end] for _, _, span in document.entries()]
    assert written[-4:] == ["last: [one, {two: three}]", "one", "{two: three}", "two: three"]


words = st.text("abc é😀", max_size=8)
trees = st.recursive(
    st.integers(0, 99) | words,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(words, below, max_size=4),
    max_leaves=12,
)


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _paths(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _paths(below, (*path, index))


@given(st.dictionaries(words, trees, max_size=4))
def test_every_part_is_where_it_is_written(
    tmp_path_factory: pytest.TempPathFactory, value: dict[str, Any]
) -> None:
    """Each is found by its path, and all of them come in the order of the text."""
    text = json.dumps(value, ensure_ascii=False)
    (document,) = _read(tmp_path_factory.getbasetemp(), f"# é\n--- {text}\n")
    paths = [*_paths(value)]
    for path in paths:
        part: Any = value
        for key in path:
            part = part[key]
        assert json.loads(document.raw(*path)) == part
    entries = [(key, span) for key, _, span in document.entries()]
    assert entries == [(path[-1], document.span(*path)) for path in paths]


@given(st.text(), st.integers(0, 200))
def test_an_offset_is_on_the_line_that_it_is_on(text: str, offset: int) -> None:
    """The place of every offset counts the breaks before it, and the characters since the last."""
    offset = min(offset, len(text))
    place = Source(Path("file.yaml"), text).place(offset)
    before = text[:offset]
    if before.endswith("\r") and text[offset:].startswith("\n"):
        before = before[:-1]  # between CR and LF: still the line that they end
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert place.line == len(lines)
