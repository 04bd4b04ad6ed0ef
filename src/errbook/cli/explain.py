"""`errbook explain`: the page of an error, in the terminal."""

from __future__ import annotations

import os
import re
import shutil
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from errbook.cli.common import catalog_option, settings
from errbook.exceptions import UsageError

if TYPE_CHECKING:
    from errbook.catalog import Catalog, Entry
    from errbook.catalog.recognition import Recognised
    from errbook.settings import Settings

_WIDEST = 100
"""Columns of text; a wider terminal keeps the rest empty, as long lines are hard to read."""

_EVIDENCE = {
    "type": "its type",
    "code": "its code",
    "alias": "its former code",
    "detail": "its message",
    "words": "a piece of its code",
}

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)
_CURE = re.compile(r"(?<=\S) \[([^\]\n]+)\]\(#[^)\s]*\)$", re.MULTILINE)
_INSIDE = re.compile(r"\[((?:[^\[\]\n]|\\.)+)\]\((?!<?https?:|<?mailto:)[^)\s]*\)")
_LABEL = re.compile(r"(?<!\\)\[([^\[\]\n]+)\](?![\[(])")
_TARGET = re.compile(r"^\[([^\[\]\n]+)\]: \S+\.md\n", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@click.command()
@click.argument("code", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="The page for the terminal, the page as Markdown, or the body of an example response.",
)
@catalog_option
def command(code: str | None, form: str, catalog: Path | None) -> None:
    """Explain an error: what happened, when, and how to fix it.

    CODE is a code, a former code, a type URI, or any piece that only one code has, in any spelling.
    With `-` it is what stands on stdin: a response, a line of a log, a message. The example
    response then has the values that are found there.
    Without CODE, print the index of all errors.
    """
    from errbook.catalog import load
    from errbook.catalog.lookup import one

    chosen = settings(catalog)
    if code is None and form == "json":
        raise UsageError("--format json is for one error; name its code")
    text = _stdin() if code == "-" else None
    found = load(chosen.catalog)
    own = None if text is None else _recognised(found, text)
    entry = own.entry if own else None if code is None else one(found, code)
    if entry is not None and found.aliases.get(str(code)) == entry.code.text:
        click.echo(f"{code} is now {entry.code}", err=True)
    if entry is not None and form == "json":
        click.echo(_body(found, entry, own))
        return
    page = _page(found, entry, own, chosen)
    if form == "text" and sys.stdout.isatty():
        _show(page)
    else:
        click.echo(page, nl=False)


def _stdin() -> str:
    """Return the text on stdin, as much of it as is looked at. Raises `UsageError` for none."""
    from errbook.catalog.pasted import LONGEST

    if sys.stdin is None:
        raise UsageError("there is no stdin to read from; name a code")
    if sys.stdin.isatty():
        end = "Ctrl+Z and Enter" if os.name == "nt" else "Ctrl+D"
        click.echo(f"Paste a response, a line of a log or a message; then press {end}.", err=True)
    given = sys.stdin.buffer.read(4 * LONGEST + 1)  # a character has four bytes at most
    coding = "utf-16" if given.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    text = given.decode(coding, "replace")
    if not text.strip():
        raise UsageError("stdin is empty; give it a response, a line of a log or a message")
    if len(text) > LONGEST:
        click.echo(f"only the first {LONGEST:,} characters of stdin are looked at", err=True)
    return text


def _recognised(catalog: Catalog, text: str) -> Recognised:
    """Return the one error that `text` speaks of, and say on stderr what it was recognised by.

    Raises `UnknownCode` if there is none, with what is near; `UsageError` if there are several.
    """
    from errbook.catalog.lookup import none_like, several
    from errbook.catalog.recognition import likeliest, recognise

    found = recognise(catalog, text)
    if not found:
        said = "nothing on stdin is an error of the catalog"
        raise none_like(catalog, likeliest(text), said)
    if len(found) > 1:
        entries = [own.entry for own in found]
        raise several(entries, f"what is on stdin can be any of {len(found)} errors")
    own = found[0]
    filled = "; the example response has your values" if own.values or own.request_id else ""
    click.echo(f"{own.entry.code} by {_EVIDENCE[own.by]}{filled}", err=True)
    return own


def _body(catalog: Catalog, entry: Entry, own: Recognised | None) -> str:
    """Return the body of the example response, exactly as the service would send it."""
    from errbook.emit.live import LoadedProblems
    from errbook.pages.example import sample, sample_request_id
    from errbook.problem import request_id

    ids = catalog.manifest.response.request_id
    variant = (own and own.variant) or next(iter(entry.definition.variants), "")
    token = request_id.set((own and own.request_id) or sample_request_id(ids.prefix if ids else ""))
    try:
        problem = sample(entry, LoadedProblems(catalog)[entry.code.text], variant, own)
        return problem.to_json().decode()
    finally:
        request_id.reset(token)


def _page(catalog: Catalog, entry: Entry | None, own: Recognised | None, settings: Settings) -> str:
    """Return the page of `entry`, or the index, as Markdown without links between pages."""
    from errbook.catalog.markdown import parts
    from errbook.pages import Pages

    overrides = settings.templates / "markdown" if settings.templates else None
    # The pages of internal definitions too: the terminal is the operators'.
    pages = Pages(catalog, flavor="commonmark", visibility="internal", overrides=overrides, own=own)
    text = pages.markdown(pages.index if entry is None else pages.page(entry))
    text = _FRONT_MATTER.sub("", text)
    spans = [part for is_code, part in parts(text) if is_code]
    numbers = count()
    masked = "".join(
        f"\x00{next(numbers)}\x00" if is_code else part for is_code, part in parts(text)
    )
    shown = re.sub(r"\x00(\d+)\x00", lambda found: spans[int(found[1])], _unlinked(masked, catalog))
    return _CONTROL.sub("", shown).rstrip("\n") + "\n"


def _unlinked(text: str, catalog: Catalog) -> str:
    """Return Markdown in which codes stand where links to their pages stood."""

    def target(found: re.Match[str]) -> str:
        return found[0] if catalog.find(found[1]) is None else ""

    def code(found: re.Match[str]) -> str:
        return found[0] if catalog.find(found[1]) is None else f"`{found[1]}`"

    text = _TARGET.sub(target, text)
    return _LABEL.sub(code, _INSIDE.sub(r"\1", _CURE.sub(r" → \1", text)))


def _show(page: str) -> None:
    """Show Markdown in the terminal, through a pager if it is longer than the screen."""
    from rich.console import Console
    from rich.markdown import Markdown

    size = shutil.get_terminal_size()
    console = Console(width=min(size.columns, _WIDEST))
    with console.capture() as captured:
        console.print(Markdown(page, hyperlinks=False))
    shown = captured.get()
    if shown.count("\n") > size.lines:
        click.echo_via_pager(shown, color=True)
    else:
        click.echo(shown, nl=False, color=True)
