"""Text as Markdown: what is kept, what is escaped, and what is written anew."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from errbook.catalog import load
from errbook.catalog.model import texts
from errbook.pages import markup, rewrite
from errbook.pages.safe import _ORDINARY, first_paragraph, safe

CATALOG = Path(__file__).parents[2] / "catalog"

PIECES = [
    "`", "``", "```", "```\n", "```py x\n", "~~~", "<script>", "alert(1)", "</script>", "<b", ">",
    "<img src=x onerror=alert(1)>", "[x]", "(javascript:alert(1))", "[x]:", " javascript:alert(1)",
    "<javascript:alert(1)>", "{: onclick=x }", "{onclick=x}", "{", "}", "*", "**", "_", "\\", "\n",
    "\n\n", "- ", "1. ", "    ", "  ", "\t", "> ", "# ", "|", "---", "| a | b |\n| - | - |\n", "(",
    "(&#106;avascript:alert(1))", "(java\nscript:x)", "&lt;", "&", "a", "word ", "](", "[", ")",
    "!", "!!! note\n", '=== "x"\n', ' "t"', ":", "//evil", "(http://ok.example/)", "(#frag)", "\r",
    "\x0c", "\x02", "\x03", "\x02wzxhzdk:0\x03", "<!--", "-->", "<?php", "?>", "<![CDATA[", "=",
    '<div markdown="1">', "</div>", "+", "C#", "\u2028", "é", "err:a:b", "[TOC]", "1986.",
]  # fmt: skip
"""What Markdown, its extensions and HTML are made of, and what has been smuggled in elsewhere."""

hostile = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)
written = hostile.filter(lambda text: bool(text.strip()))


PLACES: list[Callable[[str], str]] = [
    lambda text: text,
    lambda text: f'!!! note "x"\n\n{markup.prefixed(text, "    ")}',
    lambda text: f"{markup.item(text)}\n{markup.item('next')}",
    lambda text: markup.item(text, 3),
    lambda text: f'=== "a"\n\n{markup.prefixed(text, "    ")}',
    lambda text: markup.prefixed(text, "> "),
    lambda text: f'!!! note "x"\n\n{markup.prefixed(markup.item(text), "    ")}',
    lambda text: f"{text} [words](x.md)",
    lambda text: f"{text}\n[words](x.md)",
    lambda text: markup.item(f"{text} [words](x.md)"),
]
"""Where Markdown of a catalog stands on a page."""

PLAIN_PLACES: list[Callable[[str], str]] = [
    lambda text: text,
    lambda text: f"## {text}",
    lambda text: f"- **{text}** x",
    lambda text: f"| a | b |\n| - | - |\n| {markup.python_markdown_cell(text)} | {text[:0]} |",
    lambda text: f'=== "{text}"\n\n    x',
    lambda text: f'!!! note "{text}"\n\n    x',
    lambda text: f"[{text}](x.md)",
]
"""Where plain text of a catalog stands on a page."""


@settings(max_examples=100)
@given(text=written, place=st.sampled_from(PLACES))
def test_no_markdown_smuggles_anything_in(
    read: Callable[..., Any], text: str, place: Callable[[str], str]
) -> None:
    """Whatever the text and wherever it stands: no tag, handler or active link of its own."""
    page = read(f"# Title\n\n{place(safe(text))}\n\nend\n\n[err:a:b]: x.md\n")
    assert page.bad == []


@settings(max_examples=100)
@given(text=written, place=st.sampled_from(PLAIN_PLACES))
def test_no_plain_text_smuggles_anything_in(
    read: Callable[..., Any], text: str, place: Callable[[str], str]
) -> None:
    """Titles, summaries, reasons and labels are characters, and never markup."""
    page = read(f"# Title\n\n{place(markup.plain(text))}\n\nend\n\n[err:a:b]: x.md\n")
    assert page.bad == []


@settings(max_examples=100)
@given(text=hostile)
def test_no_code_caption_or_language_smuggles_anything_in(
    read: Callable[..., Any], text: str
) -> None:
    """A block of code shows its text, whatever stands in it, above it, or for its language."""
    language, caption = markup.language(text), markup.caption(text)
    lines = markup.lines(text)
    ticks = markup.fence(lines)
    block = f'{ticks}{language} title="{caption}"\n{lines}\n{ticks}'
    page = read(f"{markup.item(block)}\n\n{markup.code(text)} end\n")
    assert page.bad == []
    assert len(page.blocks) == 1


def visible(rendered: str) -> str:
    """Return the characters that a reader sees."""
    return re.sub(r"[\s\xa0]+", "", html.unescape(re.sub(r"<[^>]*>", "", rendered)))


HONEST = [
    "`", "``", "<b>", "<script>", "[x]", "(javascript:1)", "(http://a.b/c)", "[x]: http://a",
    "{: a=b }", "{a=b}", " *a* ", " **b** ", " _c_ ", "\\", "\n", "\n\n", "- ", "1. ", "    ",
    "> ", "# ", "|", "| a | b |\n| - | - |\n| c `|` | d |\n", "&lt;", "&", "a", "word ", "]", "[",
    "!", "!!! note\n", '=== "x"\n', ":", "~~~\n", "```\n", "```py\n", "<!-- x -->", "+", "C#",
    "a_b_c", "2 * 3", "1986.", "[err:a:b]", "é",
]  # fmt: skip


@settings(max_examples=100)
@given(text=st.lists(st.sampled_from(HONEST), max_size=10).map("".join).filter(str.strip))
def test_what_is_seen_is_what_commonmark_shows(read: Callable[..., Any], text: str) -> None:
    """To Python-Markdown and to CommonMark the text is what CommonMark without HTML makes of it."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.validateLink = rewrite._parser().validateLink  # type: ignore[method-assign]
    expected = visible(reader.render(text))
    assert visible(reader.render(safe(text))) == expected
    assert "".join(read(safe(text)).text.split()) == expected


@settings(max_examples=100)
@given(text=st.lists(st.sampled_from(HONEST), max_size=10).map("".join).filter(str.strip))
def test_words_behind_a_text_leave_it_as_it_is(read: Callable[..., Any], text: str) -> None:
    """What a template writes on the last line ends no paragraph early, and undoes no fence."""
    line = f"{safe(text)} [words](x.md)"
    expected = "".join(read(safe(text)).text.split())
    assert "".join(read(line).text.split()) == expected + "words"
    assert read(line).found("a")[-1:] == [{"href": "x.md"}]
    assert visible(MarkdownIt("commonmark").enable("table").render(line)) == expected + "words"


def test_ordinary_text_stays_as_it_was_written() -> None:
    """Hardly any text of the reference catalog has to be parsed; all the other is left alone."""
    found = [text.strip("\n") for entry in load(CATALOG) for _, text in texts(entry.definition)]
    ordinary = [text for text in found if _ORDINARY.fullmatch(text)]
    assert len(ordinary) >= 0.95 * len(found)
    assert [safe(text) for text in ordinary] == ordinary


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Words:\n- a\n- b", "Words:\n\n- a\n- b\n\n"),
        ("- a\n  - b\n\n    c", "- a\n    - b\n\n        c\n\n"),
        (
            "1. Do\n\n   ```sh -x\n   ls\n   ```\n2. So",
            "1.  Do\n\n    ```sh\n    ls\n    ```\n\n2.  So\n\n",
        ),
        ("    <b>", "```\n<b>\n```\n\n"),
        ("<b>bold</b>", "&lt;b>bold&lt;/b>"),
        ("`a\nb` <i>", "`a b` &lt;i>"),
        ("*x*{onclick=y}", "*x*\\{onclick=y}"),
        ("[a](javascript:b)", "\\[a\\](javascript:b)"),
        ("[a](java&#115;cript:b)", "\\[a\\](javascript:b)"),
        ("[a]\n\n[a]: javascript:b", "[a]\n\n\\[a\\]: javascript:b"),
        ("[a]\n\n[a]: /b", "[a](/b)"),
        ("<javascript:a>", "&lt;javascript:a>"),
        ("<https://a.b/>", "[https://a.b/](https://a.b/)"),
        ("!!! danger\n    <b>", "\\!!! danger\n&lt;b>"),
        ("# Top", "### Top\n\n"),
        ("a \\{ b", "a \\{ b"),
        ("See [err:a:b]: it", "See [err:a:b]: it"),
        ("![a](data:image/png;base64,x)", "!\\[a\\](data:image/png;base64,x)"),
    ],
)
def test_text_that_readers_could_take_differently_is_written_anew(text: str, expected: str) -> None:
    """Structure is kept, code is fenced, and all that could be active is characters."""
    assert safe(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("uses `keyId` here", "uses `keyId` here"),
        ("a ` b", "a \\` b"),
        ("`a|b`", "`a|b`"),
        ("<b> & &lt; [x](y) {z}", "&lt;b> & &amp;lt; \\[x\\](y) \\{z}"),
        ("snake_case and _so_", "snake_case and \\_so\\_"),
        ("1986. A year", "1986\\. A year"),
        ("#1 of C#", "\\#1 of C\\#"),
        ("- dash", "\\- dash"),
        ("two\n lines", "two lines"),
        ("\x1b[31mred\x07", "\\[31mred"),
    ],
)
def test_plain_text_is_escaped(text: str, expected: str) -> None:
    """A line of text shows as it is; only `code` in backticks is code."""
    assert markup.plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", "`a`"),
        ("a`b", "`` a`b ``"),
        ("```", "` ``` `"),
        ("` ``", "``` ` `` ```"),
        ("", "` `"),
        ("a\nb", "`a b`"),
    ],
)
def test_a_code_span_has_as_many_backticks_as_it_takes(text: str, expected: str) -> None:
    """No text ends the span it is in, and few start a line as a fence does."""
    assert markup.code(text) == expected


def test_no_line_of_text_starts_as_a_fence_does() -> None:
    """To superfences three backticks are one, even if more of them follow on the line."""
    assert markup.plain("``` {.a} `` ` }") == "\\`\\`\\` \\{.a} \\`\\` \\` }"
    assert markup.plain("``` {.a ````}```") == "` {.a ````} `"
    assert markup.plain("```` {` `` }````") == "&nbsp;``` {` `` } ```"
    assert safe("a\n```` {` `` }````") == "a\n&nbsp;``` {` `` } ```"


def test_pipes_in_cells_are_escaped_as_the_reader_wants_it() -> None:
    """GitHub wants them escaped in code as well, Python-Markdown shows the backslash."""
    assert markup.cell("a | `b|c`") == "a \\| `b\\|c`"
    assert markup.python_markdown_cell("a | `b|c`") == "a \\| `b|c`"
    table = "| a | b |\n| --- | --- |\n| `c \\| <b>` | d |\n\n"
    assert safe(table, cell=markup.cell) == table
    assert safe(table) == table.replace("\\", "")
    assert markup.cell(first_paragraph("| a |\n| - |\n| `b\\|c` |")).endswith("\\| `b\\|c` \\|")


def test_the_target_of_a_link_ends_nothing() -> None:
    """Whatever could end a link, or start markup, is percent-encoded."""
    assert markup.url("https://a.b/?x=1&y=(2)") == "https://a.b/?x=1&y=%282%29"
    assert markup.url('https://a.b/>)"<b>{x}') == "https://a.b/%3E%29%22%3Cb%3E%7Bx%7D"
    assert markup.url("/a?x=&lt;") == "/a?x=&amp;lt;"


def test_yaml_scalars_are_read_back() -> None:
    """Front matter takes any line of text."""
    import yaml

    for text in ('say "hi"', "a: b # c", "back\\slash", "é 😀", "-", "\x07bell"):
        assert yaml.safe_load(markup.quoted(text)) == text.replace("\x07", "")


def test_an_item_starts_with_words() -> None:
    """Python-Markdown takes no block behind a list's marker, so a blank line of text goes first."""
    assert markup.item("a") == "- a"
    assert markup.item("a\n\nb", 2) == "2.  a\n\n    b\n"
    assert markup.item("```\nx\n```").startswith("- &nbsp;\n\n    ```")


def test_a_text_that_ends_in_a_list_is_told_from_others() -> None:
    """The items of a list after it would become its own."""
    assert markup.ends_in_list("a\n\n- b\n    c")
    assert markup.ends_in_list("1.  a\n\n    b")
    assert not markup.ends_in_list("- a\n\nb")
    assert not markup.ends_in_list("")


def test_the_first_paragraph_is_one_line() -> None:
    """Tables show no more of a description."""
    assert first_paragraph("One\ntwo <b>.\n\nThree.") == "One two &lt;b>."
    assert first_paragraph(" \n") == ""
