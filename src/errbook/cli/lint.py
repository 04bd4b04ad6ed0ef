"""`errbook lint`: is the catalog right?"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from errbook.cli.common import catalog_argument, format_option, settings
from errbook.exceptions import UsageError

if TYPE_CHECKING:
    from errbook.catalog import Reading
    from errbook.edit.fix import Fixed
    from errbook.settings import Settings


def _names(context: click.Context, param: click.Parameter, given: Sequence[str]) -> list[str]:
    """Return the names in `given`: an option may be repeated, and have several with commas."""
    return [name.strip() for text in given for name in text.split(",") if name.strip()]


@click.command()
@catalog_argument
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@format_option
@click.option(
    "--select",
    multiple=True,
    callback=_names,
    metavar="RULES",
    help="Run these rules alone, whatever the settings say: ids, names or starts of ids, with"
    " commas between.",
)
@click.option(
    "--ignore",
    multiple=True,
    callback=_names,
    metavar="RULES",
    help="Leave these rules out.",
)
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
    select: list[str],
    ignore: list[str],
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
    from errbook.lint.engine import lint

    chosen = _choosing(settings(catalog), select, ignore)
    mends = fix or unsafe_fixes or diff
    if write_baseline is not None:
        if mends:
            raise UsageError("--write-baseline stands alone: mend first, then write what is left")
        result = lint(chosen.catalog, chosen, online=online, known=True)
        return _write_baseline(write_baseline, result, chosen)
    if not mends:
        result = lint(chosen.catalog, chosen, online=online)
        return _report(result, form, strict=strict, hint=_hint(result))
    done = _fixed(chosen, unsafe=unsafe_fixes)
    if diff:
        return _show(done)
    done.write()
    click.echo(_told(done, "made"), err=True)
    result = lint(chosen.catalog, chosen, online=True) if online else done.reading
    return _report(result, form, strict=strict, hint="")


def _choosing(chosen: Settings, select: list[str], ignore: list[str]) -> Settings:
    """Return the settings with the rules of the command line."""
    given = {"select": select, "ignore": ignore} if select else {}
    if ignore and not select:
        given = {"ignore": [*chosen.lint.ignore, *ignore]}
    return replace(chosen, lint=chosen.lint.model_copy(update=given))


def _report(result: Reading, form: str, *, strict: bool, hint: str) -> int:
    """Print what was found, and return the exit code."""
    from errbook.findings.formats import formatted
    from errbook.findings.report import failed, summary
    from errbook.lint.engine import described

    click.echo(formatted(form, result.findings, described()), nl=False)
    files = f"{result.files} file{'s' if result.files != 1 else ''}"
    click.echo(f"{summary(result.findings)} in {files}{hint}", err=True)
    if result.unreadable:
        return 2
    return 1 if failed(result.findings, strict=strict) else 0


def _hint(result: Reading) -> str:
    """Return how many findings can be mended, and with what."""
    fixes = [finding.fix for finding in result.findings if finding.fix]
    safe = sum(fix.safe for fix in fixes)
    unsafe = len(fixes) - safe
    parts = [f"{safe} can be mended with --fix"] if safe else []
    if unsafe:
        parts.append(f"{unsafe} {'more' if safe else 'can be mended'} with --unsafe-fixes")
    return f"; {', '.join(parts)}" if parts else ""


def _fixed(chosen: Settings, *, unsafe: bool) -> Fixed:
    from errbook.edit.fix import fixed
    from errbook.lint.engine import lint

    return fixed(lambda unsaved: lint(chosen.catalog, chosen, unsaved=unsaved), unsafe=unsafe)


def _show(done: Fixed) -> int:
    """Print what would change, and return the exit code."""
    from errbook.findings.report import text

    click.echo(done.diff(), nl=False)
    if done.reading.unreadable:
        click.echo(text(done.reading.findings), nl=False, err=True)
        return 2
    click.echo(_told(done, "to make"), err=True)
    return int(bool(done.files))


def _told(done: Fixed, what: str) -> str:
    """Return how many fixes were done, and how many could not be."""
    text = f"{done.count} fix{'es' if done.count != 1 else ''} {what}"
    if done.left:
        text += f"; {done.left} left undone, which would break the catalog"
    return text


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
    below = os.path.relpath(path, chosen.root)
    if below != chosen.lint.baseline:
        click.echo(f'name it in [tool.errbook.lint]: baseline = "{below}"', err=True)
    return 0
