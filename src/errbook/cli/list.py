"""`errbook list`: what is declared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from errbook.catalog import Catalog, Entry, load
from errbook.cli.common import catalog_argument, settings


@click.command()
@catalog_argument
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print one JSON array, with everything that is declared.",
)
def command(catalog: Path | None, as_json: bool) -> None:
    """List the errors of a catalog: code, status, title, summary."""
    found = load(settings(catalog).catalog)
    if as_json:
        click.echo(json.dumps([_row(entry) for entry in found], indent=2, ensure_ascii=False))
    else:
        click.echo(_table(found), nl=False)


def _row(entry: Entry) -> dict[str, Any]:
    """Return the definition as declared, with what it inherits and what its code gives it."""
    declared = entry.definition.model_dump(
        mode="json", by_alias=True, exclude_unset=True, exclude={"extensions"}
    )
    params = {
        name: param.model_dump(mode="json", by_alias=True, exclude_unset=True)
        for name, param in entry.params.items()
    }
    resolved = {
        "type": entry.type,
        "params": params,
        "headers": entry.headers,
        "retryable": entry.retryable,
        "fixable_by": entry.fixable_by,
        "python": ".".join((*entry.module, entry.class_name)),
    }
    return {**declared, **entry.definition.extensions, **resolved}


def _table(catalog: Catalog) -> str:
    rows = [("CODE", "STATUS", "TITLE", "SUMMARY")]
    rows += [
        (str(e.code), str(e.definition.status), e.definition.title, _marked(e)) for e in catalog
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = (
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
        for row in rows
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _marked(entry: Entry) -> str:
    definition = entry.definition
    marks = [
        mark
        for mark, stands in (
            ("retired", definition.retired),
            ("deprecated", definition.deprecated and not definition.retired),
            ("internal", definition.visibility == "internal"),
        )
        if stands
    ]
    return f"{definition.summary} ({', '.join(marks)})" if marks else definition.summary
