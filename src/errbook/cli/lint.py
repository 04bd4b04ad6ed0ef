"""`errbook lint`: is the catalog right?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from errbook.cli.common import catalog_argument, format_option, settings
from errbook.exceptions import UsageError

if TYPE_CHECKING:
    from errbook.catalog import Reading
    from errbook.edit.fix import Fixed
    from errbook.settings import Settings


@click.command()
@catalog_argument
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@format_option
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing a meaning.")
@click.option(
    "--unsafe-fixes",
    is_flag=True,
    help="Mend what else can be mended: look at what changed. Implies --fix.",
)
@click.option(
    "--diff", is_flag=True, help="Show what --fix would change, and write nothing; 1 if anything."
)
@click.option("--online", is_flag=True, help="Ask other hosts whether links lead anywhere.")
@click.option(
    "--write-baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write all findings to FILE, as known: name it as `baseline` in [tool.errbook.lint].",
)
def command(
    catalog: Path | None,
    strict: bool,
    form: str,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    online: bool,
    write_baseline: Path | None,
) -> int:
    """Check a catalog and print what is wrong with it.

    Exit code 0: nothing is. 1: there are errors (with --strict, warnings). 2: nothing
    could be read.
    """
    from errbook.findings.formats import formatted
    from errbook.findings.report import failed, summary
    from errbook.lint.engine import described, lint

    chosen = settings(catalog)
    if write_baseline is not None:
        return _write_baseline(write_baseline, lint(chosen.catalog, chosen, known=True), chosen)
    if fix or unsafe_fixes or diff:
        done = _fixed(chosen, unsafe=unsafe_fixes, online=online)
        if diff:
            click.echo(done.diff(), nl=False)
            click.echo(f"{_fixes(done)} to make", err=True)
            return int(bool(done.files))
        done.write()
        click.echo(f"{_fixes(done)} made", err=True)
        result = done.reading
    else:
        result = lint(chosen.catalog, chosen, online=online)
    click.echo(formatted(form, result.findings, described()), nl=False)
    files = f"{result.files} file{'s' if result.files != 1 else ''}"
    click.echo(f"{summary(result.findings)} in {files}", err=True)
    if result.unreadable:
        return 2
    return 1 if failed(result.findings, strict=strict) else 0


def _fixed(chosen: Settings, *, unsafe: bool, online: bool) -> Fixed:
    from errbook.edit.fix import fixed
    from errbook.lint.engine import lint

    return fixed(
        lambda unsaved: lint(chosen.catalog, chosen, online=online, unsaved=unsaved), unsafe=unsafe
    )


def _fixes(done: Fixed) -> str:
    return f"{done.count} fix{'es' if done.count != 1 else ''}"


def _write_baseline(path: Path, result: Reading, chosen: Settings) -> int:
    """Write what was found to `path`. What a catalog cannot be used with is never known."""
    from errbook.findings.report import text
    from errbook.lint.baseline import Baseline
    from errbook.lint.engine import rule
    from errbook.targets.output import write_file

    refused = [finding for finding in result.findings if rule(finding.rule).is_refusal]
    if refused:
        click.echo(text(refused), nl=False)
        raise UsageError("mend these first: a catalog with such mistakes cannot be used")
    write_file(path, Baseline.of(result.findings, chosen.root).text().encode())
    known = len(result.findings)
    click.echo(f"{path}: {known} finding{'s' if known != 1 else ''} known from now on", err=True)
    return 0
