"""The grammar of detail templates: `{name}`, and braces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errbook.detail import Mistake, Placeholder, names, scan


def test_a_template_is_text_with_holes_in_it() -> None:
    """The parts come in order, and a hole knows where it is."""
    parts = list(scan("The key {key_id} of {{api}} {api_id}."))
    assert parts == ["The key ", "key_id", " of {api} ", "api_id", "."]
    assert [part.start for part in parts if isinstance(part, Placeholder)] == [8, 28]


def test_names_are_those_of_the_holes() -> None:
    """Each once, in order; what stands between doubled braces is text."""
    assert names("{b} {a} {{c}} {b}") == ["b", "a"]


@pytest.mark.parametrize(
    ("template", "start", "said"),
    [
        ("a } b", 2, "a lone `}`; write `}}` for a brace"),
        ("a {b", 2, "a `{` that is never closed; write `{{` for a brace"),
        ("{{{b", 2, "a `{` that is never closed; write `{{` for a brace"),
        ("{}", 0, "empty braces; name a param, or write `{{}}` for braces"),
        ("x{ }", 1, "empty braces; name a param, or write `{{}}` for braces"),
        ("{a.b}", 0, "`{a.b}` has an attribute; write `{a}`"),
        ("{a[0]}", 0, "`{a[0]}` has an index; write `{a}`"),
        ("{a!r}", 0, "`{a!r}` has a conversion; write `{a}`"),
        ("{a:>3}", 0, "`{a:>3}` has a format; write `{a}`"),
        ("{ a }", 0, "`{ a }` has spaces in it; write `{a}`"),
        ("{a-b}", 0, "`{a-b}` is not a name; write `{name}`, or `{{` for a brace"),
        ("{schlüssel}", 0, "`{schlüssel}` is not a name; write `{name}`, or `{{` for a brace"),
        ("{a{b}", 0, "`{a{b}` is not a name; write `{name}`, or `{{` for a brace"),
    ],
)
def test_a_mistake_says_what_to_write(template: str, start: int, said: str) -> None:
    """Everything but the name of a param is a mistake, at its place."""
    (mistake,) = [part for part in scan(template) if isinstance(part, Mistake)]
    assert (mistake, mistake.start) == (said, start)


@given(st.lists(st.text() | st.from_regex("[a-z_]+", fullmatch=True).map(Placeholder)))
def test_any_text_can_be_written(parts: list[str]) -> None:
    """With its braces doubled, every text comes back as it was."""
    found = list(scan(_written(parts)))
    assert not any(isinstance(part, Mistake) for part in found)
    assert "".join(found) == "".join(parts)
    assert names(_written(parts)) == list(dict.fromkeys(filter(_is_hole, parts)))


@given(st.text(st.sampled_from("{}ab_")))
def test_any_template_is_read_to_its_end(template: str) -> None:
    """However the braces stand, it is either all understood or has a mistake."""
    parts = list(scan(template))
    understood = not any(isinstance(part, Mistake) for part in parts)
    assert (_written(parts) == template) == understood


def _is_hole(part: str) -> bool:
    return isinstance(part, Placeholder)


def _written(parts: list[str]) -> str:
    """Return the template of `parts`."""
    doubled = (part.replace("{", "{{").replace("}", "}}") for part in parts)
    return "".join(
        f"{{{text}}}" if _is_hole(part) else text for part, text in zip(parts, doubled, strict=True)
    )
