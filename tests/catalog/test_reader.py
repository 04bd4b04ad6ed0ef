"""YAML, read: what a scalar means, and what is refused."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from errbook.catalog.document import Document
from errbook.catalog.reader import MAX_BYTES, MAX_DEPTH, read, resolve


def _read(folder: Path, text: str) -> list[Document]:
    path = folder / "file.yaml"
    path.write_bytes(text.encode())
    return read(path)


def _value(folder: Path, text: str) -> Any:
    (document,) = _read(folder, text)
    assert document.findings == []
    return document.value


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "on",
        "Yes",
        "014",
        "12:30:45",
        "1_000",
        "0b11",
        "2026-01-31",
        ".inf",
        ".NaN",
        "-",
        "1.2.3",
    ],
)
def test_a_scalar_that_only_looks_like_something_else_is_text(text: str) -> None:
    """YAML 1.1 takes these for booleans, octals, base 60, dates and not-a-number."""
    assert resolve(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("404", 404),
        ("-1", -1),
        ("+1", 1),
        ("0", 0),
        ("0x1F", 31),
        ("0o17", 15),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_a_scalar_that_is_plainly_a_number_a_boolean_or_null_is_one(
    text: str, value: object
) -> None:
    """The core schema of YAML 1.2, types included: 1 is not True."""
    assert resolve(text) == value
    assert type(resolve(text)) is type(value)


@pytest.mark.parametrize("text", ["9" * 5000, "1e999", "0x" + "f" * 4000, "." * 500])
def test_a_number_without_end_stays_text(text: str) -> None:
    """No input makes Python's own conversions fail."""
    assert resolve(text) == text


def test_keys_are_text_whatever_they_look_like(tmp_path: Path) -> None:
    """`on`, `1.0` and `1` are three keys; in YAML 1.1 they are one."""
    assert _value(tmp_path, "{on: a, 1.0: b, 1: c, ~: d}") == {
        "on": "a",
        "1.0": "b",
        "1": "c",
        "~": "d",
    }


def test_a_file_is_a_stream_of_documents(tmp_path: Path) -> None:
    """Each stands between `---` lines; what is only space and comments is none."""
    text = "# first\n---\na: 1\n--- # note\n- 2\n---\n\n# nothing\n---\nb: |\n  ---\n  text\n"
    values = [document.value for document in _read(tmp_path, text)]
    assert values == [{"a": 1}, [2], {"b": "---\ntext\n"}]


def test_a_broken_document_hides_no_other(tmp_path: Path) -> None:
    """The documents before and behind it are read, each with places in the whole file."""
    first, broken, last = _read(tmp_path, "a: 1\n---\nb: 'never closed\n---\nc: 3\n")
    assert (first.value, broken.value, last.value) == ({"a": 1}, None, {"c": 3})
    assert (first.broken, broken.broken, last.broken) == (False, True, False)
    assert [finding.place.line for finding in broken.findings] == [3]
    assert last.place("c").line == 5


def test_of_two_equal_keys_the_first_counts(tmp_path: Path) -> None:
    """The second is a finding that tells where the first is."""
    (document,) = _read(tmp_path, "a: 1\nb: {c: 2, c: 3}\na: 4\n")
    assert document.value == {"a": 1, "b": {"c": 2}}
    assert [(found.rule, found.place.line) for found in document.findings] == [
        ("EB103", 2),
        ("EB103", 3),
    ]
    assert "the first is on line 1" in document.findings[1].message


def test_depth_is_bounded(tmp_path: Path) -> None:
    """As deep as the bound is read, one deeper is refused, and 100,000 levels cost nothing."""
    for levels, broken in ((MAX_DEPTH, False), (MAX_DEPTH + 1, True), (100_000, True)):
        (document,) = _read(tmp_path, "[" * levels + "]" * levels)
        assert document.broken is broken


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("[" * 100_000, 33),
        ("[" * 1_000 + "]" * 1_000, 33),
        ("{" * 100_000, 33),
        ("[{" * 50_000, 33),
        ("[ " * 50_000, 65),
        ("- " * 50_000, 65),
        ("? " * 50_000, 65),
        ("- " * 20 + "[" * 100_000, 53),
        ("['['," * 40 + "[" * 100_000, 161),
        ("[" * 40 + "@", 33),
        ("[" * 40 + "*a", 33),
    ],
)
def test_the_bound_on_depth_is_what_is_told(tmp_path: Path, text: str, column: int) -> None:
    """Neither libyaml's own bound, nor what it stumbles over as it reads on, goes before it."""
    for before in ("", "a: [[], '[[']\nb:\n  "):
        started = time.perf_counter()
        (document,) = _read(tmp_path, before + text)
        assert time.perf_counter() - started < 5
        assert document.broken
        assert {each.rule for each in document.findings} == {"EB112"}
        found = document.findings[-1]
        assert found.message == "nested deeper than 32 levels"
        assert found.place.line == 1 + before.count("\n")
        assert before or found.place.column == column


def test_size_is_bounded(tmp_path: Path) -> None:
    """A file of the very size is read, and one byte more is refused in a word."""
    (fits,) = _read(tmp_path, "a: b".ljust(MAX_BYTES))
    assert fits.value == {"a": "b"}
    (large,) = _read(tmp_path, "a: b".ljust(MAX_BYTES + 1))
    assert large.broken
    assert [(found.rule, found.help) for found in large.findings] == [
        ("EB110", "split it into several files")
    ]


def test_a_file_that_cannot_be_opened_is_a_broken_document(tmp_path: Path) -> None:
    """The system's own reason is told."""
    (document,) = read(tmp_path)
    assert document.broken
    assert document.findings[0].message == "cannot be read: Is a directory"


def test_a_file_that_is_not_utf8_is_refused_at_its_byte(tmp_path: Path) -> None:
    """The column counts the characters before it."""
    path = tmp_path / "file.yaml"
    path.write_bytes("a: 1\nb: é".encode() + b"\xe9 c")
    (document,) = read(path)
    (finding,) = document.findings
    assert (finding.place.line, finding.place.column) == (2, 5)
    assert finding.message == "not UTF-8: byte 0xe9"


printable = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"),
    max_size=40,
)
numbers = st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
trees = st.recursive(
    st.none() | st.booleans() | numbers | printable,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(printable, below, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(printable, trees, max_size=4))
def test_json_is_read_as_what_it_is(
    tmp_path_factory: pytest.TempPathFactory, value: dict[str, Any]
) -> None:
    """JSON is YAML 1.2: values and types survive."""
    text = json.dumps(value, ensure_ascii=False)
    read_back = _value(tmp_path_factory.getbasetemp(), text)
    assert json.dumps(read_back, ensure_ascii=False) == text


@settings(deadline=None)
@given(st.dictionaries(printable, st.text(), min_size=1, max_size=4), st.integers(20, 200))
def test_text_that_a_yaml_library_quotes_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, value: dict[str, str], width: int
) -> None:
    """Escapes and folded lines in double quotes are undone, whatever the text."""
    text = yaml.safe_dump(value, default_style='"', width=width)
    assert _value(tmp_path_factory.getbasetemp(), text) == value
