"""What is written is what ruff's formatter would write, and means what it should."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from errbook.emit.layout import Field, assigned, assignment, docstring, formatted, literal

PIECES = [
    '"', "'", "\\", "\n", "\t", "{", "}", "é", "中", "\u0301", "\u202e", "\x00", "\ud7ff", "😀",
    " ", "word", "a longer run of words ", '{"json":"text"}', "#", "%s", "x" * 30,
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join)
DATA = st.recursive(
    TEXT | st.integers() | st.booleans() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(TEXT, inner, max_size=3)
    ),
    max_leaves=8,
)


def _formatted(source: str) -> str:
    """Return `source` as ruff formats it with its own settings."""
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "-"]
    return subprocess.run(
        command, input=source.encode(), capture_output=True, check=True
    ).stdout.decode()


def _evaluated(source: str, name: str = "name") -> Any:
    names: dict[str, Any] = {"field": "<field>"}
    exec(compile(source, "source", "exec"), names)
    return names[name]


@given(TEXT)
def test_a_literal_is_its_text(text: str) -> None:
    """Whatever is in it, it comes back; and it is a literal and nothing else."""
    assert ast.literal_eval(literal(text)) == text


@given(st.lists(TEXT | st.just(Field("field")), max_size=6))
def test_a_formatted_literal_is_its_pieces(pieces: list[str]) -> None:
    """Text stays text, braces and quotes too; a field is what it evaluates to."""
    source = f"name = {formatted(pieces)}"
    expected = "".join("<field>" if isinstance(piece, Field) else piece for piece in pieces)
    assert _evaluated(source) == expected


@given(DATA)
def test_assigned_data_is_that_data(value: Any) -> None:
    """Tuples stay tuples, an empty one too."""
    assert _evaluated(assigned("name", value, 0)) == value


@given(TEXT)
def test_a_docstring_is_its_text(text: str) -> None:
    """But for the blanks around it and at the ends of its lines."""
    source = f"class name:\n    {docstring(text, 4)}\n"
    kept = "\n".join(line.rstrip() for line in text.strip().split("\n"))
    found = ast.get_docstring(ast.parse(source).body[0], clean=False) or ""  # type: ignore[arg-type]
    assert [line.strip() for line in found.strip().split("\n")] == [
        line.strip() for line in kept.split("\n")
    ]


@settings(max_examples=40, phases=[Phase.generate])  # to shrink would take minutes
@given(
    st.lists(
        st.tuples(TEXT, DATA, st.lists(TEXT | st.just(Field("field")))), min_size=3, max_size=6
    )
)
def test_ruff_has_nothing_to_change(parts: list[tuple[str, Any, list[str]]]) -> None:
    """At any length, in any script, with whatever quotes."""
    lines = ["field = 1"]
    for index, (text, value, pieces) in enumerate(parts):
        lines += [
            assignment("name", literal(text), 0),
            assigned(f"name_{index}", value, 0),
            "if field:",
            assignment("other", formatted(pieces), 4),
            assigned("longer_name", text * 2, 4),
        ]
    source = "\n".join(lines) + "\n"
    assert _formatted(source) == source


def test_a_line_breaks_where_ruffs_does() -> None:
    """Around the width of a line, character by character."""
    lines = ["field = 1"]
    for length in range(60, 100):
        text = "x" * length
        lines += [
            assigned("name", text, 0),
            assigned("names", (text, "y"), 0),
            assigned("one", (text,), 0),
            assigned("table", {"key": text}, 0),
            assignment("name", formatted([text, Field("field")]), 0),
            "if field:",
            assigned("name", {"key": [text[30:], "b"]}, 4),
        ]
    source = "\n".join(lines) + "\n"
    assert _formatted(source) == source
