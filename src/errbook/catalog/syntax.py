"""What YAML makes of text that was meant as Markdown, said in the writer's words.

libyaml reports where its parser gave up, in the parser's terms. A writer wants to know which
character started it, and how to write the text instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from errbook.findings import Place

__all__ = ["Closed", "Told", "dropped", "explain", "quote_it", "refused"]

quote_it = "put the text in quotes, or on lines of its own below `|`"

_STARTS = {
    "*": "`*` at the start of text is a YAML alias",
    "&": "`&` at the start of text is a YAML anchor",
    "!": "`!` at the start of text is a YAML tag",
    "[": "`[` at the start of text starts a YAML list",
    "{": "`{` at the start of text starts a YAML mapping",
    ">": "`>` at the start of text folds the lines below it; no text may follow on its own line",
    "|": "`|` at the start of text keeps the lines below it; no text may follow on its own line",
    "%": "`%` cannot start text in YAML",
    "@": "`@` cannot start text in YAML",
    "`": "a backtick cannot start text in YAML",
    ",": "`,` cannot start text in YAML",
    "]": "`]` cannot start text in YAML",
    "}": "`}` cannot start text in YAML",
}


class Closed(NamedTuple):
    """The last flow collection or quoted text: the offsets of its start and of its end."""

    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Told:
    """One explanation: the offset of the character that started it, what is wrong, what to do."""

    offset: int
    message: str
    help: str | None = None

    def covers(self, place: Place, source: Any, base: int) -> bool:
        """Tell whether a finding at `place` already says it: the same line of the same file."""
        here: Place = source.place(base + self.offset)
        return here.line == place.line


def explain(error: yaml.MarkedYAMLError, text: str, closed: Closed) -> Told:
    """Return what the syntax error `error` in `text` means to a writer."""
    problem = error.problem or "cannot be parsed"
    context = error.context or ""
    at = min(error.problem_mark.index, len(text)) if error.problem_mark else 0
    began = error.context_mark.index if error.context_mark else at
    here = text[at : at + 1]
    if "cannot start any token" in problem:
        if here == "\t":
            return Told(at, "a tab cannot indent YAML", "indent with spaces")
        return Told(at, _STARTS.get(here, f"`{here}` cannot start text in YAML"), quote_it)
    if "anchor" in context or "alias" in context or "tag" in context or "block scalar" in context:
        start = text[began : began + 1]
        return Told(began, _STARTS.get(start, problem), quote_it)
    if "quoted scalar" in context and "end of stream" in problem:
        return Told(began, f"this `{text[began]}` is never closed", "close the quote, or double it if it is part of the text")
    if "quoted scalar" in context:
        sign = text[at : at + 2] if here == "\\" else text[max(at - 2, 0) : at + 4]
        return Told(at, f"`{sign}` is no escape in double quotes", "use single quotes, or write `\\\\` for a backslash")
    if "flow" in context:
        start = text[began : began + 1]
        return Told(began, f"this `{start}` is never closed, or a `,` is missing behind it", f"close it; if text was meant, {quote_it}")
    if "mapping values" in problem:
        return Told(at, "a `: ` inside text, which YAML reads as a key", f"{quote_it}; if a field was meant, align it with the others")
    if "block sequence entries" in problem:
        return Told(at, "`- ` cannot start text on the line of its key", f"{quote_it}; a list starts on the next line")
    if "node content" in problem and here in _STARTS:
        return Told(at, _STARTS[here], quote_it)
    if "document start" in problem:
        if text.lstrip("\ufeff").startswith("%"):
            return Told(0, "YAML directives are not used here", "remove the line")
        return Told(at, "text behind the end of the document", "start each document with `---`")
    return _misplaced(text, at, closed, problem)


def _misplaced(text: str, at: int, closed: Closed, problem: str) -> Told:
    """Explain an item that does not continue the mapping or list around it."""
    between = text[closed.end : at] if 0 <= closed.end <= at else "\n"
    if "\n" not in between:
        start = text[closed.start]
        if start in "[{":
            return Told(closed.start, f"{_STARTS[start]}, and more text follows its end", quote_it)
        return Told(at, "text behind the closing quote", "put all of the text in quotes, or none of it")
    line = text.rfind("\n", 0, at)
    before = text[text.rfind("\n", 0, max(line, 0)) + 1 : max(line, 0)]
    comment = re.search(r"(?<=\S)[ \t]+#", before)
    if comment:
        offset = line - len(before) + comment.end() - 1
        return Told(offset, "` #` starts a comment, so the text above ends here and cannot go on below", quote_it)
    if text[at : at + 2] == "- ":
        return Told(at, "this list item is not in line with the ones before it", "give all items of a list the same indentation")
    return Told(at, "this line does not continue what stands above it", "align fields with their siblings; indent continued text below `|`")


def refused(event: Any, text: str) -> Told:
    """Explain an anchor, alias or tag that parsed: a YAML feature that a catalog does without."""
    offset = event.start_mark.index
    sign = text[offset : offset + 1]
    name = {"*": "an alias", "&": "an anchor", "!": "a tag"}.get(sign, "a tag")
    if sign not in "*&!":  # a property behind another one
        return Told(offset, "anchors, aliases and tags are not used in a catalog", quote_it)
    return Told(offset, f"{_STARTS[sign]}, and {name} is not used in a catalog", quote_it)


def dropped(text: str, start: int, end: int) -> Told | None:
    """Find a ` #` behind the plain scalar that seems to be text rather than the start of a comment.

    A comment stands behind a single word, or two spaces away from the text, and has a space after
    its `#`. Anything else, `Issue #42` or `Press # to go on`, is text that YAML drops in silence.
    """
    stop = text.find("\n", end)
    rest = text[end : stop if stop >= 0 else len(text)]
    behind = rest.lstrip(" \t")
    if not behind.startswith("#") or len(behind) == len(rest):
        return None
    away = len(rest) - len(behind)
    spaced = behind[1:2] in ("", " ", "#", "!", "\r")
    if spaced and (away >= 2 or " " not in text[start:end]):
        return None
    message = f"YAML drops `{_short(behind)}`: ` #` starts a comment"
    return Told(end + away, message, f"{quote_it}; put a comment on a line of its own")


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 30 else f"{text[:29]}…"
