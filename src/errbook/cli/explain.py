"""`errbook explain`: the page of an error, in the terminal."""

from __future__ import annotations

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
    from errbook.settings import Settings

_WIDEST = 100
"""Columns of text; a wider terminal keeps the rest empty, as long lines are hard to read."""

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
    Without CODE, print the index of all errors.
    """
    from errbook.catalog import load
    from errbook.catalog.lookup import one

    chosen = settings(catalog)
    found = load(chosen.catalog)
    if code is None and form == "json":
        raise UsageError("--format json is for one error; name its code")
    entry = None if code is None else one(found, code)
    if entry is not None and found.aliases.get(str(code)) == entry.code.text:
        click.echo(f"{code} is now {entry.code}", err=True)
    if entry is not None and form == "json":
        click.echo(_body(found, entry))
        return
    page = _page(found, entry, chosen)
    if form == "text" and sys.stdout.isatty():
        _show(page)
    else:
        click.echo(page, nl=False)


def _body(catalog: Catalog, entry: Entry) -> str:
    """Return the body of the example response, exactly as the service would send it."""
    from errbook.emit.live import LoadedProblems
    from errbook.pages.example import sample, sample_request_id
    from errbook.problem import request_id

    ids = catalog.manifest.response.request_id
    variant = next(iter(entry.definition.variants), "")
    token = request_id.set(sample_request_id(ids.prefix if ids else ""))
    try:
        return sample(entry, LoadedProblems(catalog)[entry.code.text], variant).to_json().decode()
    finally:
        request_id.reset(token)


def _page(catalog: Catalog, entry: Entry | None, settings: Settings) -> str:
    """Return the page of `entry`, or the index, as Markdown without links between pages."""
    from errbook.catalog.markdown import parts
    from errbook.pages import Pages

    overrides = settings.templates / "markdown" if settings.templates else None
    # The pages of internal definitions too: the terminal is the operators'.
    pages = Pages(catalog, flavor="commonmark", visibility="internal", overrides=overrides)
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
