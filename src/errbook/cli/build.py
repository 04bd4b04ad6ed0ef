"""`errbook build`: make what is made of a catalog."""

from __future__ import annotations

import gc
import shlex
from pathlib import Path

import click

from errbook.catalog import load
from errbook.catalog.definition import Visibility
from errbook.catalog.load import collecting_later
from errbook.cli.common import catalog_option, progress, settings, visibility_option
from errbook.exceptions import UsageError
from errbook.findings.finding import display
from errbook.targets import target as targets
from errbook.targets.output import differences


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
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; exit with 1 if a file is missing, stale or left over.",
)
@visibility_option
@catalog_option
def command(
    target: tuple[str, ...],
    output: Path | None,
    check: bool,
    visibility: Visibility | None,
    catalog: Path | None,
) -> int:
    """Make one or more targets from a catalog."""
    if output is not None and len(target) > 1:
        raise UsageError("--output is for one target; name one, or leave the option out")
    if visibility is not None:
        _must_take_visibility(target)
    chosen = settings(catalog)
    with collecting_later():
        found = load(chosen.catalog)
        gc.freeze()  # it stays to the end: no search for garbage needs to go through it
    differ = False
    for name in dict.fromkeys(target):
        module = targets.find(name)
        with progress(f"building {name}") as step:
            job = targets.Job(found, chosen, output or module.OUTPUT, step, visibility)
            if check:
                differ = _differs(name, module, job) or differ
            else:
                click.echo(module.build(job), err=True)
    return int(differ)


def _must_take_visibility(asked: tuple[str, ...]) -> None:
    able = [name for name in targets.names() if targets.for_operators(name)]
    for name in asked:
        if name not in able:
            raise UsageError(
                f"--visibility has no meaning for {name}, only for {', '.join(able[:-1])}"
                f" and {able[-1]}; build {name} without it"
            )


def _differs(name: str, module: targets.Target, job: targets.Job) -> bool:
    """Print in what the files on disk differ from what would be written, and tell if they do."""
    files = targets.files(module, job)
    if files is None:
        raise UsageError(f"{name} cannot be checked: what it writes is not for keeping")
    found = differences(job.output, files)
    for path, what in found:
        click.echo(f"{display(path)}: {what}")
    if found:
        where = "" if job.output == module.OUTPUT else f" -o {shlex.quote(str(job.output))}"
        where += "" if job.visibility is None else f" --visibility {job.visibility}"
        said = f"{display(job.output)} is not what the catalog makes"
        click.echo(f"{said}; run: errbook build {name}{where}", err=True)
    return bool(found)
