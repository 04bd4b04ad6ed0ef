"""Text as Markdown: escaped, quoted, cut to lines, cells, items and fences."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

__all__ = [
    "caption", "cell", "code", "ends_in_list", "escaped", "fence", "in_prose", "item",
    "language", "line_start", "lines", "one_line", "plain", "prefixed",
    "python_markdown_cell", "quoted", "url", "without_controls",
]  # fmt: skip

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_SPECIAL = re.compile(
    r"[\\`*\[\]{]|(?<![^\W_])_|_(?![^\W_])|(?P<entity><|&(?=\#?\w+;))",
)
_START = re.compile(
    r"""(?P<escape>\#+ | [+-](?=[\s+-]|\Z) | !(?=!!))
      | (?P<number>\d+)(?=[.)](?:\s|\Z))
      | (?P<entity>> | [=~|:?/](?=[=~|:?/\s-]|\Z))""",
    re.VERBOSE,
)
_END = re.compile(r"(\\*)(#+)\Z")
_IN_BLOCK = re.compile(r"```|[-*+>|] |\d+[.)] ")
_FENCED = re.compile(r"^([> ]*)(`{3,})[^`\n]*\n(?:.*\n)*?\1\2$", re.MULTILINE)
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)")


@lru_cache(maxsize=256)  # the flavors of a page, and the pages that list it, say the same
def plain(text: str) -> str:
    """Return Markdown that renders as `text` itself on one line; `code` in backticks is code."""
    text = without_controls(one_line(text))
    made, at = [], 0
    for span in _SPAN.finditer(text):
        made += [escaped(text[at : span.start()]), code(span[2])]
        at = span.end()
    made.append(escaped(text[at:]))
    return line_start("".join(made))


def escaped(text: str) -> str:
    """Return Markdown that renders as the characters of `text`, where they start no line."""
    return _SPECIAL.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return html.escape(found[0]) if found["entity"] else f"\\{found[0]}"


def line_start(line: str) -> str:
    """Return inline Markdown, as it starts no block and ends no heading.

    To superfences a code span at the start is a fence, if `{}` or any words are behind it.
    """
    if line.startswith("```"):
        line = f"&nbsp;{line}"
    line = _START.sub(_escape_start, line, count=1) if _START.match(line) else line
    return _END.sub(_escape_end, line) if line.endswith("#") else line


def _escape_start(found: re.Match[str]) -> str:
    if found["number"]:
        return f"{found[0]}\\"
    if found["entity"]:
        return f"&#{ord(found[0])};"
    return "".join(f"\\{character}" for character in found[0])


def _escape_end(found: re.Match[str]) -> str:
    done = len(found[1]) % 2  # the first is escaped already
    return f"{found[1]}{'#' * done}" + "\\#" * (len(found[2]) - done)


def one_line(text: str) -> str:
    """Return `text` with every run of white space a single space."""
    return " ".join(text.split())


def lines(text: str) -> str:
    """Return a piece of code with line feeds between its lines, as all readers see them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def without_controls(text: str) -> str:
    """Return `text` without characters that no text needs and a terminal may obey."""
    return text if text.isprintable() else _CONTROLS.sub("", text)


def code(text: str) -> str:
    """Return `text` as a code span, between as few backticks as it takes."""
    text = without_controls(one_line(text))
    if "`" not in text:
        return f"`{text or ' '}`"
    runs = _runs(text)
    ticks = "`" * min(set(range(1, len(runs) + 2)) - runs)
    return f"{ticks} {text} {ticks}"


def fence(text: str) -> str:
    """Return the fence for a block of code that holds `text`: longer than any in it."""
    return "`" * (max(_runs(text)) + 1) if "```" in text else "```"


def _runs(text: str) -> set[int]:
    """Return how many backticks there are in a row."""
    return set(map(len, re.findall("`+", text)))


def language(text: str) -> str:
    """Return the language of a block of code as one harmless word, or nothing."""
    found = re.match(r"[\w+#.-]*", text.strip(), re.ASCII)
    return found[0] if found else ""


def url(text: str) -> str:
    """Return the target of a link as it may stand in parentheses."""
    return re.sub(r"&(?=#?\w+;)", "&amp;", quote(text, safe="/?#@!$&'*+,;=:%~"))


def quoted(text: str) -> str:
    """Return `text` on one line as a double-quoted YAML scalar."""
    return json.dumps(without_controls(one_line(text)), ensure_ascii=False)


def caption(text: str) -> str:
    """Return `text` as the title of a block of code: plain text that may stand in double quotes."""
    return re.sub(r"[\"`]", "'", without_controls(one_line(text)))


def cell(text: str) -> str:
    """Return inline Markdown as it may stand in a cell: no pipe is bare, in code neither."""
    return one_line(text).replace("|", "\\|")


def python_markdown_cell(text: str) -> str:
    """Do as `cell` does for Python-Markdown, which shows a backslash in code."""
    text = one_line(text)
    if "|" not in text:
        return text
    made, at = [], 0
    for span in _SPAN.finditer(text):
        made += [text[at : span.start()].replace("|", "\\|"), span[0]]
        at = span.end()
    return "".join([*made, text[at:].replace("|", "\\|")])


def prefixed(text: str, prefix: str, first: str | None = None) -> str:
    """Return `text` with `prefix` before its lines, `first` before the first, none if blank."""
    text = text.strip("\n").replace("\n", f"\n{prefix}")
    blank, bare = f"\n{prefix}\n", f"\n{prefix.rstrip()}\n"
    while blank in text:
        text = text.replace(blank, bare)
    return f"{prefix if first is None else first}{text}"


def item(text: str, number: int = 0) -> str:
    """Return Markdown as an item of a list, of an ordered one if it has a number."""
    text = text.strip("\n")
    if not text or _IN_BLOCK.match(text):  # Python-Markdown wants words behind a list's marker
        text = f"&nbsp;\n\n{text}"
    end = "\n" if "\n\n" in text else ""
    marker = f"{number}. ".ljust(4) if number else "- "
    return prefixed(text, " " * max(4, len(marker)), marker) + end


def in_prose(text: str, change: Callable[[str], str]) -> str:
    """Return Markdown of ours with `change` applied to what is outside of blocks of code."""
    made, at = [], 0
    for block in _FENCED.finditer(text):
        made += [change(text[at : block.start()]), block[0]]
        at = block.end()
    made.append(change(text[at:]))
    return "".join(made)


def ends_in_list(text: str) -> bool:
    """Whether Markdown ends in a list, which would take up the items of one that follows it."""
    tops = [line for line in text.split("\n") if line[:1].strip()]
    return bool(tops) and re.match(r"- |\d+\. ", tops[-1]) is not None
