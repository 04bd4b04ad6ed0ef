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
    help="Whom it must not break: clients; programs that use the generated package, too; readers"
    " and links, too.",
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
@catalog_option
def command(against: str, level: str, strict: bool, form: str, catalog: Path | None) -> int:
    """Compare the catalog with an older one, as contracts.

    Errors break somebody, warnings may, infos do not. Exit code 0: nothing breaks. 1: there
    are errors (with --strict, warnings). 2: it could not compare.
    """
    from errbook.catalog import load
    from errbook.diff import KINDS, Level, compare
    from errbook.diff.against import older
    from errbook.diff.changelog import changelog
    from errbook.findings.formats import Described, formatted
    from errbook.findings.report import failed, summary

    found = load(settings(catalog).catalog)
    with older(against, found.root) as before:
        changes = compare(before, found)
    levels = [*Level][: [*Level].index(Level(level)) + 1]
    chosen = [change for change in changes if change.kind.level in levels]
    findings = [change.finding for change in chosen]
    if form == "markdown":
        click.echo(changelog(chosen), nl=False)
    else:
        described = [
            Described(kind.id, kind.name, kind.title, kind.severity, f"{kind.title}\n\n{kind.why}")
            for kind in KINDS.values()
        ]
        click.echo(formatted(form, findings, described), nl=False)
    click.echo(f"{summary(findings)} since {against}", err=True)
    return 1 if failed(findings, strict=strict) else 0
