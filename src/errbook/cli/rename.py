"""`errbook rename`: a new code for a definition, and no broken link."""

from __future__ import annotations

from pathlib import Path

import click

from errbook.cli.common import catalog_option, settings


@click.command()
@click.argument("old")
@click.argument("new")
@catalog_option
def command(old: str, new: str, catalog: Path | None) -> None:
    """Give the definition OLD the code NEW.

    The type URI stays as it is, OLD becomes an alias, and every reference to OLD in the catalog is
    changed. Comments and formatting are kept.
    """
    from errbook.catalog import load
    from errbook.edit.files import save
    from errbook.edit.rename import rename
    from errbook.findings.finding import display

    done = rename(load(settings(catalog).catalog), old, new)
    save(done.files)
    for place, words in done.changes:
        click.echo(f"{place}: {words}", err=True)
    if done.moved:
        click.echo(f"{display(done.moved[0])} is now {display(done.moved[1])}", err=True)
    for words in done.inherited:
        click.echo(f"{new} is in another group: {words}", err=True)
    for place in done.mentions:
        click.echo(f"{place}: mentions {old} still; it is no reference, so it was left", err=True)
    files = sum(data is not None for data in done.files.values())
    click.echo(f"{old} is now {new}, in {files} file{'s' if files != 1 else ''}", err=True)
