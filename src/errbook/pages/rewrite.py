"""CommonMark, parsed and written anew: nothing is left in it on which readers could differ.

The parser is markdown-it's. Raw HTML is text to it, and so is a link that is not to the web, to a
mailbox or to a path. What is written: code only between fences and in spans of one line, lists
indented by four, every character of text escaped that could mean something to some reader.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode as Node

from errbook.pages import markup
from errbook.pages.markup import escaped, line_start

__all__ = ["Cell", "rewritten"]

Cell: TypeAlias = Callable[[str], str]
"""Writes inline Markdown as it may stand in a cell of a table."""

_GOOD = re.compile(r"(?:https?:|mailto:|[^:/?#]*(?:[/?#]|\Z))", re.IGNORECASE)
"""The start of a link that may be one: another scheme would have its colon before any of `/?#`."""

_LABEL = re.compile(r"(?<!!)(\[[^\s\[\]()`<>{}\\*]+\])(?![\[(:])")
"""What may be a code in brackets, which becomes a link."""

_HIGHEST = 3
"""The level of a text's own headings: it stands below a heading of the page's."""


def rewritten(text: str, cell: Cell) -> str:
    """Return Markdown that renders everywhere as CommonMark renders `text`.

    Pipes are what readers do not agree on: `cell` writes Markdown as it may stand in a table.

    Unless it ends in a paragraph it ends in an empty line: words behind a closing fence would undo
    it, and all that is code above them would be Markdown and HTML.
    """
    text = "\n".join(markup.without_controls(line) for line in re.split(r"\r\n?|\n", text))
    blocks = Node(_parser().parse(text)).children
    end = "\n\n" if blocks and blocks[-1].type != "paragraph" else ""
    return _blocks(blocks, cell) + end


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.validateLink = lambda url: _GOOD.match(url) is not None  # type: ignore[method-assign]
    return parser


def _blocks(nodes: Sequence[Node], cell: Cell) -> str:
    return "\n\n".join(_BLOCKS[node.type](node, cell) for node in nodes)


def _paragraph(node: Node, _: Cell) -> str:
    return "\n".join(line_start(line) for line in _inline(node.children).split("\n"))


def _heading(node: Node, _: Cell) -> str:
    text = line_start(_inline(node.children).replace("\n", " "))
    return f"{'#' * max(_HIGHEST, int(node.tag[1:]))} {text}"


def _list(node: Node, cell: Cell) -> str:
    first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
    tight = all(child.hidden for each in node.children for child in each.children[:1])
    items = []
    for index, each in enumerate(node.children):
        number = first + index if node.type == "ordered_list" else 0
        items.append(markup.item(_item(each, tight, cell), number))
    if tight:
        return "\n".join(items).rstrip("\n")
    return "\n\n".join(each.rstrip("\n") for each in items)


def _item(node: Node, tight: bool, cell: Cell) -> str:
    if tight and [child.type for child in node.children[1:]] in (["bullet_list"], ["ordered_list"]):
        return "\n".join(_blocks([child], cell) for child in node.children)
    return _blocks(node.children, cell)


def _code_block(node: Node, _: Cell) -> str:
    ticks = markup.fence(node.content)
    return f"{ticks}{markup.language(node.info)}\n{node.content.rstrip()}\n{ticks}"


def _table(node: Node, cell: Cell) -> str:
    rows = [row.children for part in node.children for row in part.children]
    lines = [" | ".join(cell(_inline(each.children)) for each in row) for row in rows]
    rule = " | ".join(_ALIGNED[str(each.attrs.get("style", ""))] for each in rows[0])
    return "\n".join(f"| {line} |" for line in (lines[0], rule, *lines[1:]))


_ALIGNED = {
    "": "---",
    "text-align:left": ":---",
    "text-align:center": ":---:",
    "text-align:right": "---:",
}

_BLOCKS: dict[str, Callable[[Node, Cell], str]] = {
    "blockquote": lambda node, cell: markup.prefixed(_blocks(node.children, cell), "> "),
    "bullet_list": _list,
    "code_block": _code_block,
    "fence": _code_block,
    "heading": _heading,
    "hr": lambda node, cell: "---",
    "ordered_list": _list,
    "paragraph": _paragraph,
    "table": _table,
}


def _inline(nodes: Sequence[Node]) -> str:
    made = ""
    for node in nodes:
        if node.type in _EMPHASIS:
            sign = ("_" if made.endswith("*") else "*") * _EMPHASIS[node.type]
            made += f"{sign}{_inline(node.children)}{sign}"
        else:
            made += _INLINES[node.type](node)
    return made


_EMPHASIS = {"em": 1, "strong": 2}


def _text(node: Node) -> str:
    parts = _LABEL.split(node.content)
    return "".join(part if index % 2 else escaped(part) for index, part in enumerate(parts))


def _link(node: Node) -> str:
    return f"[{_inline(node.children)}]({_target(node, 'href')})"


def _image(node: Node) -> str:
    alt = "".join(child.content for child in node.children)
    return f"![{escaped(alt)}]({_target(node, 'src')})"


def _target(node: Node, name: str) -> str:
    title = html.escape(str(node.attrs.get("title", "")))
    return markup.url(str(node.attrs[name])) + (f' "{title}"' if title else "")


_INLINES: dict[str, Callable[[Node], str]] = {
    "code_inline": lambda node: markup.code(node.content),
    "hardbreak": lambda node: "  \n",
    "image": _image,
    "inline": lambda node: _inline(node.children),
    "link": _link,
    "softbreak": lambda node: "\n",
    "text": _text,
}
