"""Markdown holds HTML, a script's link, or an image from elsewhere.

## What it does
Finds raw HTML, links of another scheme than `http:`, `https:` and `mailto:`, attribute lists with
event handlers, and images from another host in Markdown text.

## Why is this bad
Pages show the first three as the text that is written there: none of it works, and a reader sees
tags. An image from another host tells that host of every reader's visit, and is gone when the host
wants it to be.

## Example
```yaml
what_happened: The key was <b>deleted</b>, and cannot be [restored](javascript:history.back()).
```

## Instead
```yaml
what_happened: The key was **deleted**, and cannot be [restored](https://unkey.com/docs/restore).
```
"""

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.rule import Report
from errbook.lint.texts import MarkdownText

ID = "EB703"
SEVERITY = Severity.ERROR

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_GOOD = {"http", "https", "mailto"}
_HOST = re.compile(r"(?:https?:)?//([^/?#]*)", re.IGNORECASE)
_HANDLER = re.compile(r"\{[^{}]*?\b(on[a-z]+)\s*=", re.IGNORECASE)


def check_text(text: MarkdownText, catalog: Catalog) -> Iterator[Report]:
    """Yield what readers should not be given, at each place."""
    if not any(sign in text.text for sign in ("<", ":", "{", "//")):
        return
    for token in text.tokens:
        if token.type == "html_block":
            line = token.map[0] if token.map else 0
            yield Report(text.place_of("<", line), *_html(token.content))
    for token, at in _with_refused_links(text).located():
        if token.type == "html_inline" and not token.content.startswith("</"):
            yield Report(text.place(at), *_html(token.content))
        elif token.type == "link_open":
            begun = text.text.find("<" if token.markup == "autolink" else "[", at)
            yield from _link(text, str(token.attrs["href"]), max(at, begun))
        elif token.type == "image":
            yield from _image(text, str(token.attrs["src"]), at)
        elif token.type == "text" and "{" in token.content:
            for found in _HANDLER.finditer(token.content):
                message = f"an attribute list with the event handler `{found[1]}`"
                yield Report(text.place(at + found.start()), message, "take it out")


def _html(written: str) -> tuple[str, str]:
    first = written.strip().split("\n")[0]
    shown = first if len(first) <= 40 else f"{first[:39]}…"
    help = "write Markdown, and put what is meant to be read as code in backticks"
    return f"raw HTML, which pages show as text: `{shown}`", help


def _link(text: MarkdownText, url: str, at: int) -> Iterator[Report]:
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].casefold() not in _GOOD:
        message = f"a link to `{scheme[0]}`, which pages show as text"
        yield Report(text.place(at), message, "link by `https:`, `mailto:` or a path")


def _image(text: MarkdownText, url: str, at: int) -> Iterator[Report]:
    host = _HOST.match(url)
    if host:
        help = "keep it beside the pages, and link to it by a path"
        yield Report(text.place(at), f"an image from another host, `{host[1]}`", help)
    else:
        yield from _link(text, url, at)


def _with_refused_links(text: MarkdownText) -> MarkdownText:
    """Return `text` with links that the parser takes for text, if there may be any, as links."""
    if not any(map(_may_be_refused, text.tokens)):
        return text
    tokens = _lenient().parse(text.text)
    return MarkdownText(text.entry, text.document, text.path, text.text, tokens)


def _may_be_refused(token: Token) -> bool:
    texts = (child.content for child in token.children or () if child.type == "text")
    return any(sign in text for text in texts for sign in ("](", "]:", "<"))


@cache
def _lenient() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser
