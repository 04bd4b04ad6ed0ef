"""`errbook breaking`: what a change of the catalog breaks, and whom."""

from __future__ import annotations

from pathlib import Path

import click

from errbook.cli.common import catalog_option, settings


@click.command()
@click.option(
    "--against",
    required=True,
    metavar="REF|DIR|FILE",
    help="The catalog to compare with: of a commit (main, v1.2, HEAD~1, or COMMIT:PATH where it"
    " was elsewhere), a folder, or an archive of one.",
)
@click.option(
    "--level",
    type=click.Choice(["wire", "code", "docs"]),
    default="docs",
    show_default=True,
    help="Whom it must not break: wire is clients; code is programs that use the generated"
    " package, too; docs is readers and links, too.",
)
@click.option("--strict", is_flag=True, help="Fail on what may break somebody, too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif", "markdown"]),
    default="text",
    show_default=True,
    help="The form of the report; markdown is a changelog, for release notes.",
)
@click.option(
    "--visibility",
    type=click.Choice(["public", "internal"]),
    default="public",
    show_default=True,
    help="Who the changelog is for: internal tells of internal errors, too.",
)
@catalog_option
def command(
    against: str, level: str, strict: bool, form: str, visibility: str, catalog: Path | None
) -> int:
    """Compare the catalog with an older one, as contracts.

    Errors break somebody, warnings may, infos do not. Exit code 0: nothing breaks. 1: there
    are errors (with --strict, warnings). 2: it could not compare.
    """
    from errbook.catalog import load
    from errbook.diff import Level, accepting, compare, older, report
    from errbook.findings.report import failed, summary

    chosen = settings(catalog)
    found = load(chosen.catalog)
    with older(against, found.root) as before:
        changes, idle = accepting(compare(before, found), chosen.breaking.accepted)
    levels = [*Level][: [*Level].index(Level(level)) + 1]
    shown = [change for change in changes if change.kind.level in levels]
    click.echo(report(form, shown, internal=visibility == "internal"), nl=False)
    for name in idle:
        click.echo(f"accepted, and not there: {name}; take it out of pyproject.toml", err=True)
    findings = [change.finding for change in shown]
    counted = summary(findings) if findings else "no changes"
    click.echo(f"{counted} since {against}", err=True)
    return 1 if failed(findings, strict=strict) else 0
