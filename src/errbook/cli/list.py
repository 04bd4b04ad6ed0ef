"""`errbook list`: what is declared."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from errbook.catalog import Catalog, Entry, load
from errbook.catalog.completeness import Coverage, coverage
from errbook.cli.common import catalog_argument, settings


@click.command()
@catalog_argument
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print one JSON array, with everything that is declared.",
)
@click.option(
    "--stats",
    is_flag=True,
    help="Print figures instead: how many there are of each kind, and how far they are documented.",
)
def command(catalog: Path | None, as_json: bool, stats: bool) -> None:
    """List the errors of a catalog: code, status, title, summary."""
    found = load(settings(catalog).catalog)
    if stats:
        figures = _figures(found)
        click.echo(
            json.dumps(figures, indent=2) if as_json else _report(found, figures), nl=as_json
        )
    elif as_json:
        from errbook.pages.record import declared  # which loads what makes pages

        click.echo(json.dumps([declared(entry) for entry in found], indent=2, ensure_ascii=False))
    else:
        click.echo(_table(found), nl=False)


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


def _figures(catalog: Catalog) -> dict[str, dict[str, int]]:
    """Return how many definitions there are, by several measures."""
    definitions = [entry.definition for entry in catalog]
    lifecycle = Counter(
        "retired" if it.retired else "deprecated" if it.deprecated else "current"
        for it in definitions
    )
    documented = coverage(catalog)
    return {
        "errors": {
            "public": sum(it.visibility == "public" for it in definitions),
            "internal": sum(it.visibility == "internal" for it in definitions),
        },
        "groups": _sorted(entry.group for entry in catalog if entry.group),
        "statuses": _sorted(str(it.status) for it in definitions),
        "lifecycle": {name: lifecycle[name] for name in ("current", "deprecated", "retired")},
        "coverage": {
            "complete": len(documented.complete),
            "incomplete": len(documented.incomplete),
            "stubs": len(documented.stubs),
        },
    }


def _sorted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _report(catalog: Catalog, figures: dict[str, dict[str, int]]) -> str:
    """Return the figures as lines, the coverage last, and under it what is not complete."""
    width = max(map(len, figures))
    lines = []
    for name, counts in figures.items():
        if name in ("groups", "statuses"):
            told = ", ".join(f"{key} ({count})" for key, count in counts.items()) or "none"
        else:
            told = ", ".join(f"{count} {key}" for key, count in counts.items())
        lines.append(f"{name:<{width}}  {told}")
    return "".join(f"{line}\n" for line in [*lines, *_lacking(coverage(catalog))])


def _lacking(documented: Coverage) -> list[str]:
    stubs = [f"  {entry.code}: a stub" for entry in documented.stubs]
    return stubs + [
        f"  {entry.code}: lacks {', '.join(lacks)}" for entry, lacks in documented.incomplete
    ]
