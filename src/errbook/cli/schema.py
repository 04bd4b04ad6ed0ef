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

    \b
    Editors with a YAML language server take it from a comment at the top of a file:
      # yaml-language-server: $schema=.schema/definition.json
    """
    from errbook.catalog.schema import schema_text

    click.echo(schema_text(what), nl=False)
