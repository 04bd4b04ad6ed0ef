"""Parsers of many languages behind one door: whatever the text is, they say where, or nothing."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from errbook.lint.languages import syntax_mistake

LANGUAGES = (
    "json", "jsonc", "yaml", "toml", "xml", "python", "bash", "javascript", "typescript", "tsx",
)  # fmt: skip
ALPHABET = st.sampled_from([*"{}[]()<>'\"`$&|;:=,.#-+*/\\ \n\r\taü😀01", "if ", "<!DOCTYPE ", "é"])


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(LANGUAGES), st.lists(ALPHABET, max_size=30).map("".join))
@example("python", "\0")
@example("toml", "\r\r\n'")
@example("xml", "<?xml version='1.0' encoding='utf-16'?><a/>")
def test_a_mistake_is_at_a_character_of_the_text(language: str, text: str) -> None:
    """No text makes a parser fail, and none gives a place outside of it."""
    mistake = syntax_mistake(language, text)
    if mistake is not None:
        assert 0 <= mistake.offset < max(len(text), 1)
        assert mistake.message
        assert "\n" not in mistake.message


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_nested_too_deeply_is_no_mistake_by_accident(language: str) -> None:
    """A parser that gives up has not found one; the text closes all that it opens."""
    text = "[" * 5_000 + "1" + "]" * 5_000
    mistake = syntax_mistake(language, f"a = {text}" if language == "toml" else text)
    assert mistake is None or language in ("python", "bash", "yaml")


def test_an_unknown_language_has_no_mistakes() -> None:
    """Nobody here can tell."""
    assert syntax_mistake("cobol", "IF (") is None
