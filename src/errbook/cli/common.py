"""What several commands share: which catalog is meant, and progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from errbook.settings import Settings

__all__ = [
    "catalog_argument", "catalog_option", "format_option", "progress", "settings",
    "visibility_option",
]  # fmt: skip

_PATH = click.Path(path_type=Path)

catalog_argument = click.argument("catalog", required=False, type=_PATH)
"""The catalog as the command's argument."""

catalog_option = click.option(
    "-c",
    "--catalog",
    type=_PATH,
    help="The catalog folder.  [default: `catalog` in [tool.errbook], or ./catalog]",
)
"""The catalog as an option, where the arguments are something else."""


format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="The form of the findings.",
)
"""The forms of `errbook.findings.formats`."""


visibility_option = click.option(
    "--visibility",
    type=click.Choice(["public", "internal"]),
    help="Who it is for: internal shows internal errors, owners and runbooks.  [default: public]",
)
"""Who a build is for. A site's own mkdocs.yml may have another default."""


def settings(catalog: Path | None) -> Settings:
    """Return the project's settings, with the catalog that the command line names.

    Another project's catalog has the settings of that project. One that is nobody's gets those
    about rules, and neither the site nor the code.
    """
    found = Settings.find()
    if catalog is None or _same(catalog, found.catalog):
        return found
    other = Settings.find(catalog)
    if _same(catalog, other.catalog):
        return other
    rules = found.lint.model_copy(update={"baseline": None})
    return Settings(catalog, found.templates, lint=rules, root=found.root)


def _same(one: Path, two: Path) -> bool:
    return one.resolve() == two.resolve()


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function for done and total.

    Work over a second gets a bar on stderr, if that is a terminal, until it is done.
    """
    from tqdm import tqdm

    columns, rows = (None, None) if _has_size() else (80, 24)  # of none, no bar would show
    with tqdm(
        desc=what,
        delay=1,
        disable=None,
        leave=False,
        file=sys.stderr,
        ncols=columns,
        nrows=rows,
    ) as bar:

        def step(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)
            if done >= total:
                bar.close()

        yield step


def _has_size() -> bool:
    """Whether stderr knows how large it is, should it be a terminal: a bare one does not."""
    try:
        return all(os.get_terminal_size(sys.stderr.fileno()))
    except (OSError, ValueError):
        return True
