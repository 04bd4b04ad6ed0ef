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

__all__ = ["Closed", "Told", "dropped", "explain", "quote_it", "refused", "short"]

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


_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{0,2}|u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8})")

_BREAKS = ("\x85", "\u2028", "\u2029")
"""Line breaks to YAML 1.1, and to no editor."""


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
    if "tab character" in problem or (here == "\t" and "cannot start any token" in problem):
        return Told(at, "a tab cannot indent YAML", "indent with spaces")
    if "cannot start any token" in problem:
        return Told(at, _STARTS.get(here, f"`{here}` cannot start text in YAML"), quote_it)
    if "anchor" in context or "alias" in context or "tag" in context or "block scalar" in context:
        start = text[began : began + 1]
        return Told(began, _STARTS.get(start, problem), quote_it)
    if "quoted scalar" in context and ("escape" in problem or "hexdecimal" in problem):
        return _escape(text, at)
    if "quoted scalar" in context:
        return Told(
            began,
            f"this `{text[began]}` is never closed",
            f"close the quote; {_in_quotes(text[began])}",
        )
    if "flow" in context:
        if text[began : began + 1] not in ("[", "{"):  # what cannot stand inside is what is marked
            began = max(text.rfind("[", 0, at), text.rfind("{", 0, at), 0)
        return Told(
            began,
            f"this `{text[began]}` is never closed, or a `,` is missing in it",
            f"close it; if text was meant, {quote_it}",
        )
    if "mapping values" in problem:
        return _glued(text, at) or Told(
            at,
            "a `: ` inside text, which YAML reads as a key",
            f"{quote_it}; if a field was meant, align it with the others",
        )
    if "mapping keys" in problem:
        return Told(at, "`? ` cannot start text in YAML", quote_it)
    if "block sequence entries" in problem:
        return Told(
            at,
            "`- ` cannot start text on the line of its key",
            f"{quote_it}; a list starts on the next line",
        )
    if "node content" in problem and here in _STARTS:
        return Told(at, _STARTS[here], quote_it)
    if "directive" in context or ("document start" in problem and text.startswith("%")):
        offset = began if "directive" in context else 0
        return Told(
            offset,
            "a line that starts with `%` is a YAML directive, which a catalog does without",
            "remove the line",
        )
    if "document start" in problem:
        return Told(at, "text behind the end of the document", "start each document with `---`")
    return _misplaced(text, began if "simple key" in context else at, closed)


def _escape(text: str, at: int) -> Told:
    """Explain a backslash in double quotes that starts no escape; `at` is there or behind it."""
    at = text.rfind("\\", 0, at + 1)
    found = _ESCAPE.match(text, at)
    sign = found[0] if found else text[at : at + 2]
    if re.fullmatch(r"\\[uU]0*[dD][89a-fA-F][0-9a-fA-F]{2}", sign):
        return Told(
            at, f"`{sign}` is half of a character (a surrogate)", "write the character itself"
        )
    return Told(
        at,
        f"`{sign}` is no escape in double quotes",
        "use single quotes, or write `\\\\` for a backslash",
    )


def _glued(text: str, at: int) -> Told | None:
    """Find a `name:` without a space behind it in the line above: it is text, and goes on here."""
    line = text.rfind("\n", 0, at)
    above = text[text.rfind("\n", 0, max(line, 0)) + 1 : max(line, 0)]
    found = re.match(r"[ -]*([A-Za-z_]\w*):(?=[^\s/])", above)
    if found is None or ": " in above:
        return None
    offset = line - len(above) + found.start(1)
    return Told(
        offset, f"`{found[1]}:` has no space behind it, so it is no field", f"write `{found[1]}: `"
    )


def _misplaced(text: str, at: int, closed: Closed) -> Told:
    """Explain an item that does not continue the mapping or list around it."""
    if text[at - 1 : at] in _BREAKS:
        message = (
            f"U+{ord(text[at - 1]):04X}, a character that cannot be seen, ends the line for YAML"
        )
        return Told(at - 1, message, f"remove it, or {quote_it}")
    between = text[closed.end : at] if 0 <= closed.end <= at else "\n"
    if "\n" not in between:
        start = text[closed.start]
        if start in "[{":
            return Told(closed.start, f"{_STARTS[start]}, and more text follows its end", quote_it)
        if "\n" in text[closed.start : closed.end]:
            message = f"this `{start}` is closed on a later line, and more text follows there"
            return Told(closed.start, message, f"close the quote; {_in_quotes(start)}")
        help = f"put all of the text in quotes, or none of it; {_in_quotes(start)}"
        return Told(at, "text behind the closing quote", help)
    line = text.rfind("\n", 0, at)
    before = text[text.rfind("\n", 0, max(line, 0)) + 1 : max(line, 0)]
    comment = re.search(r"(?<=\S)[ \t]+#", before)
    if comment:
        offset = line - len(before) + comment.end() - 1
        return Told(
            offset,
            "` #` starts a comment, so the text above ends here and cannot go on below",
            quote_it,
        )
    if text[at : at + 2] == "- ":
        return Told(
            at,
            "this list item is not in line with the ones before it",
            "give all items of a list the same indentation",
        )
    return Told(
        at,
        "this line does not continue what stands above it",
        "align fields with their siblings; indent continued text below `|`",
    )


def _in_quotes(quote: str) -> str:
    return (
        "inside of quotes write `''` for `'`"
        if quote == "'"
        else 'inside of quotes write `\\"` for `"`'
    )


def refused(event: Any, text: str) -> Told:
    """Explain an anchor, alias or tag that parsed: a YAML feature that a catalog does without."""
    offset = event.start_mark.index
    sign = text[offset : offset + 1]
    if sign not in ("*", "&", "!"):  # a property behind another one
        return Told(offset, "anchors, aliases and tags are not used in a catalog", quote_it)
    help = quote_it if sign == "!" else f"{quote_it}; a param that is shared stands in the manifest"
    name = {"*": "an alias", "&": "an anchor", "!": "a tag"}[sign]
    return Told(offset, f"{_STARTS[sign]}, and {name} is not used in a catalog", help)


def dropped(text: str, start: int, end: int) -> Told | None:
    """Find a ` #` behind the plain scalar that seems to be text rather than the start of a comment.

    A comment stands behind a single word, or two spaces away from the text, and has a space after
    its `#`. Anything else, `Issue #42` or `Press the # key`, is text that YAML drops in silence.
    """
    stop = text.find("\n", end)
    rest = text[end : stop if stop >= 0 else len(text)]
    behind = rest.lstrip(" \t")
    if not behind.startswith("#") or len(behind) == len(rest):
        return None
    away = len(rest) - len(behind)
    spaced = behind[1:2] in ("", " ", "#", "!", "\r")
    meant = away >= 2 or " " not in text[start:end] or behind.startswith("# errbook: ")
    if spaced and meant:
        return None
    message = f"YAML drops `{short(behind)}`: ` #` starts a comment"
    return Told(end + away, message, f"{quote_it}; put a comment on a line of its own")


def short(text: str) -> str:
    """Return `text` cut to what a message has room for."""
    text = text.strip()
    return text if len(text) <= 30 else f"{text[:29]}…"
