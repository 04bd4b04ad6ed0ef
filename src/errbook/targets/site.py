"""A static site, by MkDocs with Material or by the project's own mkdocs.yml."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from errbook.catalog import Catalog
from errbook.catalog.definition import Visibility
from errbook.exceptions import UsageError
from errbook.pages import Pages, markup
from errbook.pages.progress import Progress, telling
from errbook.pages.safe import first_paragraph
from errbook.pages.visibility import building_for
from errbook.settings import Settings
from errbook.targets.output import check_replaceable, replace_folder
from errbook.targets.target import Job
from errbook.templates import environment

__all__ = ["OUTPUT", "build", "mkdocs_config"]

OUTPUT = Path("build/site")
FOR_OPERATORS = True
_OURS = "sitemap.xml"


def build(job: Job) -> str:
    """Build the site in a folder of its own and put it in place when it is whole."""
    check_replaceable(job.output, ours=_OURS)
    beside = job.output.absolute().parent  # so that putting it in place is a renaming
    beside.mkdir(parents=True, exist_ok=True)
    with (
        mkdocs_config(job.catalog, job.settings, job.visibility) as config_file,
        tempfile.TemporaryDirectory(prefix=f".{job.output.name}.", dir=beside) as scratch,
    ):
        made = Path(scratch, "site")
        warnings, visibility = _run(config_file, made, job.progress)
        replace_folder(job.output, made, ours=_OURS)
    pages = len(list(Pages(job.catalog, visibility=job.visibility or visibility)))
    told = "".join(f"\n{warning}" for warning in warnings)
    return f"{job.output}: {pages} pages of errors{told}"


@contextmanager
def mkdocs_config(
    catalog: Catalog, settings: Settings, visibility: Visibility | None = None
) -> Iterator[Path]:
    """Yield the mkdocs.yml to build with, within: the project's own, or else one of ours.

    `visibility` goes before the plugin's option in it.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner, and ProperDocs' below
    os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")
    if settings.mkdocs is not None:
        if not settings.mkdocs.is_file():
            raise UsageError(
                f"{settings.mkdocs} does not exist; correct `mkdocs` in [tool.errbook]"
            )
        with building_for(visibility):
            yield settings.mkdocs
        return
    pages = Pages(catalog, visibility=visibility or "public")
    with tempfile.TemporaryDirectory(prefix="errbook-") as folder, building_for(visibility):
        yield _written(Path(folder), pages, settings)


def _written(folder: Path, pages: Pages, settings: Settings) -> Path:
    """Write our mkdocs.yml and the home page into `folder`."""
    docs = folder / "docs"
    docs.mkdir()
    jinja = environment("site", settings.templates / "site" if settings.templates else None)
    jinja.filters.update(
        yaml=markup.quoted,
        plain=markup.plain,
        cell=markup.python_markdown_cell,
        code=markup.code,
        first_paragraph=first_paragraph,
    )
    manifest = pages.catalog.manifest
    home = jinja.get_template("index.md.j2").render(
        name=manifest.name, summary=manifest.summary, pages=pages
    )
    (docs / "index.md").write_text(home, "utf-8")
    config = jinja.get_template("mkdocs.yml.j2").render(
        name=manifest.name,
        summary=manifest.summary,
        docs_dir=str(docs),
        site_dir=str(folder / "site"),
        catalog=str(pages.catalog.root.absolute()),
        templates=str((settings.templates / "markdown").absolute()) if settings.templates else None,
    )
    path = folder / "mkdocs.yml"
    path.write_text(config, "utf-8")
    return path


def _run(config_file: Path, site_dir: Path, progress: Progress) -> tuple[list[str], Visibility]:
    """Run MkDocs; return its warnings, and who the plugin's option says that the site is for.

    Raises `UsageError` with its words if it fails.
    """
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    log = _Collected()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(log)
    logger.propagate = False
    try:
        config = load_config(str(config_file), site_dir=str(site_dir))
        own = config.plugins.get("errbook")
        visibility: Visibility = own.config["visibility"] if own is not None else "public"
        config.plugins.on_startup(command="build", dirty=False)
        try:
            with telling(progress):
                mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    except MkDocsException as error:
        raise UsageError("\n".join([*log.lines, f"MkDocs: {error}"])) from None
    finally:
        logger.removeHandler(log)
        logger.propagate = True
    return log.lines, visibility


class _Collected(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"MkDocs: {record.levelname.lower()}: {record.getMessage()}")
