"""`errbook build`: make what is made of a catalog."""

from __future__ import annotations

from pathlib import Path

import click

from errbook.catalog import load
from errbook.cli.common import catalog_option, progress, settings
from errbook.exceptions import UsageError
from errbook.targets import target as targets


@click.command(
    epilog="\b\nTargets:\n"
    + "\n".join(
        f"  {name:<10} {(targets.find(name).__doc__ or '').splitlines()[0]}"
        for name in targets.names()
    )
)
@click.argument("target", nargs=-1, required=True, type=click.Choice(targets.names()))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where to write.  [default: build/<target>]",
)
@catalog_option
def command(target: tuple[str, ...], output: Path | None, catalog: Path | None) -> None:
    """Make one or more targets from a catalog."""
    if output is not None and len(target) > 1:
        raise UsageError("--output is for one target; name one, or leave the option out")
    chosen = settings(catalog)
    found = load(chosen.catalog)
    for name in dict.fromkeys(target):
        module = targets.find(name)
        with progress(f"building {name}") as step:
            told = module.build(targets.Job(found, chosen, output or module.OUTPUT, step))
        click.echo(told, err=True)
