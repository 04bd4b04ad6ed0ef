"""Catalog text inside Markdown: safe to render, and still Markdown.

A catalog's text is CommonMark without raw HTML. Python-Markdown and others pass HTML through, run
`javascript:` links and let attribute lists set event handlers, so what could be any of those is
escaped here, outside code. Whatever needs no escaping is left as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["cell", "code", "fence", "one_line", "plain", "prefixed", "safe"]

_SUSPECT = re.compile(r"[<{]|\]\(|^ {0,3}\[[^\]]*\]:|&[#a-zA-Z]", re.MULTILINE)
_AUTOLINK = re.compile(r"<(?:https?://[^\s<>]*|mailto:[^\s<>]*)>")
_DESTINATION = re.compile(r"""\(\s*<?(?:https?://|mailto:|\.{0,2}/|\#|[A-Za-z0-9._~/-]+(?=[)\s>#?]))""")
_REFERENCE = re.compile(r"""[ \t]*\n?[ \t]*<?(?:https?://|mailto:|\.{0,2}/|\#|[A-Za-z0-9._~/-]+(?=[\s>#?]|\Z))""")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_SPECIAL = re.compile(r"([\\`*\[\]<>{}|])|(?<![A-Za-z0-9])(_)|(_)(?![A-Za-z0-9])|(&)(?=[#a-zA-Z])")


def safe(text: str) -> str:
    """Return Markdown that renders as `text` does, less raw HTML, active links and attribute lists."""
    text = text.strip("\n")
    if not _SUSPECT.search(text):
        return text
    return "".join(part if is_code else _escaped(part) for is_code, part in _parts(text))


def plain(text: str) -> str:
    """Return Markdown that renders as the characters of `text` themselves."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", one_line(text))


def one_line(text: str) -> str:
    """Return `text` with every run of white space a single space."""
    return " ".join(text.split())


def cell(text: str) -> str:
    """Return the inline Markdown `text` as it may stand in a cell of a table."""
    return one_line(text).replace("\\|", "|").replace("|", "\\|")


def code(text: str) -> str:
    """Return `text` as a code span, with as many backticks as it takes."""
    ticks = "`" * (_longest_run(text) + 1)
    space = " " if text[:1] in ("`", "") or text[-1:] == "`" else ""
    return f"{ticks}{space}{one_line(text)}{space}{ticks}"


def fence(text: str) -> str:
    """Return the fence for a block of code that holds `text`: longer than any in it."""
    return "`" * max(3, _longest_run(text) + 1)


def prefixed(text: str, prefix: str, first: str | None = None) -> str:
    """Return `text` with `prefix` before every line (`first` before the first), none before blank ones."""
    lines = text.split("\n")
    made = [f"{prefix if index or first is None else first}{line}" for index, line in enumerate(lines)]
    return "\n".join(line if line.strip(" ") else line.rstrip() for line in made)


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Cut `text` into code and the rest: fenced blocks by line, then spans."""
    rest: list[str] = []
    block: list[str] = []
    closing = ""
    for line in text.splitlines(keepends=True):
        found = _FENCE.match(line)
        if closing:
            block.append(line)
            if line.strip().startswith(closing) and not line.strip().strip(closing[0]):
                yield True, "".join(block)
                block, closing = [], ""
        elif found and not (found[1][0] == "`" and "`" in line[found.end() :]):
            yield from _spans("".join(rest))
            rest, block, closing = [], [line], found[1]
        else:
            rest.append(line)
    yield from _spans("".join(rest))
    if block:  # never closed: to some readers the rest is code, to others it is not
        yield False, "".join(block)


def _spans(text: str) -> Iterator[tuple[bool, str]]:
    at = start = 0
    while (at := text.find("`", at)) >= 0:
        backslashes = len(text[:at]) - len(text[:at].rstrip("\\"))
        run = len(text) - at - len(text[at:].lstrip("`"))
        if backslashes % 2:
            at += run
            continue
        close = re.compile(rf"(?<!`)`{{{run}}}(?!`)").search(text, at + run)
        paragraph = text.find("\n\n", at)
        if close is None or (0 <= paragraph < close.start()):
            at += run
            continue
        yield False, text[start:at]
        yield True, text[at : close.end()]
        at = start = close.end()
    yield False, text[start:]


def _escaped(text: str) -> str:
    """Escape, outside code, what could become HTML, an active link or an attribute list."""
    text = _REFERENCES.sub(_reference, text)
    text = _LINKS.sub(_link, text)
    text = _ANGLES.sub(lambda found: found[0] if _AUTOLINK.fullmatch(found[0]) else f"&lt;{found[0][1:]}", text)
    return _BRACES.sub(r"\\\g<0>", text)


_REFERENCES = re.compile(r"^( {0,3})(\[[^\]]*\]:)", re.MULTILINE)
_LINKS = re.compile(r"\](?=\()")
_ANGLES = re.compile(r"<(?:[^<>\s]*>)?")
_BRACES = re.compile(r"(?<!\\)\{")


def _reference(found: re.Match[str]) -> str:
    good = _REFERENCE.match(found.string, found.end())
    return found[0] if good else f"{found[1]}\\{found[2]}"


def _link(found: re.Match[str]) -> str:
    return "]" if _DESTINATION.match(found.string, found.end()) else "]\\"
