"""`errbook schema`: what an editor needs to complete and check a catalog."""

from __future__ import annotations

import click


@click.command()
@click.argument(
    "what",
    metavar="[definition|catalog]",
    type=click.Choice(["definition", "catalog"]),
    default="definition",
)
def command(what: str) -> None:
    """Print the JSON Schema of a definition, or of the manifest.

    Editors with a YAML language server find it through a comment at the top of each file, as
    `errbook init` and `errbook new` write it.
    """
    from errbook.catalog.schema import schema_text

    click.echo(schema_text(what), nl=False)
