"""`errbook lint`: is the catalog right?"""

from __future__ import annotations

from pathlib import Path

import click

from errbook.cli.common import catalog_argument, settings


@click.command()
@catalog_argument
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The form of the findings.",
)
def command(catalog: Path | None, strict: bool, form: str) -> int:
    """Check a catalog and print what is wrong with it.

    Exit code 0: nothing is. 1: there are errors (with --strict, warnings). 2: nothing
    could be read.
    """
    from errbook.findings.report import FORMATS, failed, summary
    from errbook.lint.engine import lint

    result = lint(settings(catalog).catalog)
    click.echo(FORMATS[form](result.findings), nl=False)
    files = f"{result.files} file{'s' if result.files != 1 else ''}"
    click.echo(f"{summary(result.findings)} in {files}", err=True)
    if result.unreadable:
        return 2
    return 1 if failed(result.findings, strict=strict) else 0
