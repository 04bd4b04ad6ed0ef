"""`errbook serve`: the site as one writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from errbook.catalog import load
from errbook.catalog.definition import Visibility
from errbook.cli.common import catalog_option, progress, settings, visibility_option
from errbook.exceptions import UsageError

if TYPE_CHECKING:
    import logging


@click.command()
@click.option(
    "-a",
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    metavar="HOST:PORT",
    help="Where to listen.",
)
@click.option("--open", "open_in_browser", is_flag=True, help="Open the site in a browser.")
@visibility_option
@catalog_option
def command(
    address: str, open_in_browser: bool, visibility: Visibility | None, catalog: Path | None
) -> None:
    """Serve the site, and build what changes anew whenever the catalog does.

    A mistake in the catalog is reported, and the last good pages stay up until it is mended. Only
    the pages that changed are built anew: a plugin that is not made for that wants `mkdocs serve`.
    """
    chosen = settings(catalog)
    found = load(chosen.catalog)

    import logging

    from errbook.pages.progress import telling
    from errbook.targets.site import mkdocs_config

    with mkdocs_config(found, chosen, visibility) as config_file:
        from mkdocs.commands.serve import serve
        from mkdocs.exceptions import MkDocsException

        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
        logger = logging.getLogger("mkdocs")
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logging.getLogger("mkdocs.commands.build").addFilter(_is_new)
        try:
            with progress("building the site") as step, telling(step):
                serve(
                    str(config_file),
                    build_type="dirty",
                    dev_addr=address,
                    open_in_browser=open_in_browser,
                )
        except MkDocsException as error:
            raise UsageError(f"MkDocs: {error}") from None


def _is_new(record: logging.LogRecord) -> bool:
    """Whether a message is not MkDocs' warning of what our plugin sees to; it fails `strict`."""
    return not str(record.msg).startswith("A 'dirty' build is being performed")
