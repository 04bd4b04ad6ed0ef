"""`errbook serve`: the site as one writes."""

from __future__ import annotations

from pathlib import Path

import click

from errbook.catalog import load
from errbook.catalog.definition import Visibility
from errbook.cli.common import catalog_option, settings, visibility_option
from errbook.exceptions import UsageError


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
    """Serve the site, and build it anew whenever the catalog changes.

    A mistake in the catalog is reported, and the last good pages stay up until it is mended.
    """
    chosen = settings(catalog)
    found = load(chosen.catalog)

    import logging

    from errbook.targets.site import mkdocs_config

    with mkdocs_config(found, chosen, visibility) as config_file:
        from mkdocs.commands.serve import serve
        from mkdocs.exceptions import MkDocsException

        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
        logger = logging.getLogger("mkdocs")
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        try:
            serve(str(config_file), dev_addr=address, open_in_browser=open_in_browser)
        except MkDocsException as error:
            raise UsageError(f"MkDocs: {error}") from None
