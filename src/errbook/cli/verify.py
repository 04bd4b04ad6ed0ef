"""`errbook verify`: the documentation, replayed against a running API."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from errbook.cli.common import catalog_option, progress, settings

if TYPE_CHECKING:
    from errbook.catalog import Catalog


@click.command()
@click.argument("code", nargs=-1)
@click.option(
    "--base-url",
    required=True,
    metavar="URL",
    help="Where the API runs: the paths of requests are put behind it.",
)
@click.option(
    "--allow-writes",
    is_flag=True,
    help="Send methods other than GET, HEAD and OPTIONS to another machine, too.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    default=8,
    show_default=True,
    help="How many definitions are replayed at a time.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="How long an answer may take.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit"]),
    default="text",
    show_default=True,
    help="The form of the report.",
)
@catalog_option
def command(
    code: tuple[str, ...],
    base_url: str,
    allow_writes: bool,
    jobs: int,
    timeout: float,
    form: str,
    catalog: Path | None,
) -> int:
    """Replay the documentation of each CODE, or of all, against a running API.

    The request of a trigger must be answered with exactly the error that is documented, and each
    request of a fix must succeed. Only a server on this machine is sent what changes something.

    Exit code 0: all that could be sent is as documented. 1: there are mismatches. 2: nothing could
    be verified.
    """
    from errbook.catalog.lookup import one
    from errbook.verify.outcome import State
    from errbook.verify.report import FORMATS, summary
    from errbook.verify.run import verify

    found = _catalog(settings(catalog).catalog)
    with progress("verifying") as step:
        result = verify(
            found,
            base_url,
            list(
                {entry.code.text: entry for entry in (one(found, text) for text in code)}.values()
            ),
            allow_writes=allow_writes,
            jobs=jobs,
            timeout=timeout,
            progress=step,
        )
    click.echo(FORMATS[form](result), nl=False)
    click.echo(summary(result), err=True)
    if result.counts[State.MISMATCH]:
        return 1
    return 0 if result.counts[State.VERIFIED] else 2


def _catalog(folder: Path) -> Catalog:
    """Load the catalog; one with mistakes is no mismatch, and the report's form is kept."""
    from errbook.catalog import load
    from errbook.exceptions import CatalogError, UsageError

    try:
        return load(folder)
    except CatalogError as error:
        raise UsageError(str(error)) from None
