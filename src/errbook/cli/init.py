"""`errbook init`: a catalog to start from."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from errbook.cli.common import settings

_SHOWN = "orders.order_not_found"


@click.command()
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
def command(folder: Path | None) -> None:
    """Start a catalog in DIR: a manifest and three errors to take the form from.

    DIR is ./catalog, or `catalog` in [tool.errbook], unless it is given.
    """
    from errbook.catalog import MANIFEST
    from errbook.catalog.schema import schema_files
    from errbook.edit.files import save
    from errbook.exceptions import UsageError
    from errbook.findings.finding import display
    from errbook.templates import folder as templates

    root = folder or settings(None).catalog
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} is a file; name a folder for the catalog")
    if (root / MANIFEST).exists():
        raise UsageError(f"{root} is a catalog already; add to it with: errbook new CODE")
    taken = next(_yaml_files(root), None)
    if taken is not None:
        raise UsageError(
            f"{root} has YAML files in it, such as {taken}, which a catalog takes for definitions;"
            " name a folder of its own"
        )
    source = templates() / "init" / "catalog"
    starter = {
        path.relative_to(source): path.read_bytes() for path in sorted(source.rglob("*.yaml"))
    }
    save({**{root / path: data for path, data in starter.items()}, **schema_files(root)})

    shown = display(root)
    named = "" if folder is None else f" {shlex.quote(shown)}"
    option = "" if folder is None else f" -c {shlex.quote(shown)}"
    lines = [
        f"{shown}: a catalog of {len(starter) - 1} errors",
        *(f"  {path.as_posix()}" for path in starter),
        "  .schema/, from which editors complete and check the files",
        "",
        "Next:",
        f"  errbook lint{named}",
        f"  errbook build site{option}",
        f"  errbook explain {_SHOWN}{option}",
        f"  errbook new orders.order_lost{option}",
        "",
        "From Python:",
        "  import errbook",
        f"  problems = errbook.load({json.dumps(shown, ensure_ascii=False)})",
        f'  raise problems["{_SHOWN}"](order_id="order_1234")',
    ]
    click.echo("\n".join(lines), err=True)


def _yaml_files(root: Path) -> Iterator[Path]:
    """Yield the files below `root` that loading would read, relative to it."""
    found = (
        path.relative_to(root) for ending in ("*.yaml", "*.yml") for path in root.rglob(ending)
    )
    return (path for path in found if not any(part.startswith(".") for part in path.parts))
