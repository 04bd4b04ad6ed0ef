"""`errbook new`: a definition to be filled in."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from errbook.cli.common import catalog_option, settings


@click.command()
@click.argument("code")
@click.option(
    "--status",
    type=click.IntRange(400, 599),
    help="The HTTP status.  [default: guessed from CODE and its group]",
)
@click.option("--title", help="The problem's title.  [default: the last words of CODE]")
@catalog_option
def command(code: str, status: int | None, title: str | None, catalog: Path | None) -> None:
    """Start a definition for CODE, with all that a good page needs to be filled in.

    It gets a file of its own at the place that follows from CODE; where the group has one file for
    all of its definitions, it is added there.
    """
    from errbook.catalog import load
    from errbook.catalog.schema import schema_files
    from errbook.edit.files import save
    from errbook.edit.scaffold import scaffold
    from errbook.exceptions import UsageError
    from errbook.findings.finding import display

    if title is not None and not title.strip():
        raise UsageError("--title is empty; leave it out, or say what the error is called")
    found = load(settings(catalog).catalog)
    made = scaffold(found, code, status=status, title=title)
    schemas = {path: data for path, data in schema_files(found.root).items() if not path.exists()}
    save({made.path: made.data, **schemas})
    where = display(made.path)
    click.echo(f"{where}: {code} {'added' if made.appended else 'started'}", err=True)
    if status is None:
        click.echo(f"  status {made.status} is a guess; correct it if it is wrong", err=True)
    click.echo("Fill it in, and see what is missing and how it looks:", err=True)
    named = "" if catalog is None else shlex.quote(str(catalog))
    click.echo(f"  errbook lint {named}".rstrip(), err=True)
    click.echo(f"  errbook explain {code}{f' -c {named}' if named else ''}", err=True)
