"""The pages as CommonMark with tables, for any site generator, a wiki, or reading as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from errbook.pages import Pages
from errbook.targets.output import write_folder
from errbook.targets.target import Job

__all__ = ["OUTPUT", "build", "files"]

OUTPUT = Path("build/markdown")
FOR_OPERATORS = True


def build(job: Job) -> str:
    """Write the pages below the output folder, and return what was done."""
    return f"{job.output}: {write_folder(job.output, files(job))}"


def files(job: Job) -> Iterator[tuple[str, str]]:
    """Yield the pages, and those that stand in the place of former codes."""
    overrides = job.settings.templates / "markdown" if job.settings.templates else None
    pages = Pages(
        job.catalog,
        flavor="commonmark",
        visibility=job.visibility or "public",
        overrides=overrides,
    )
    everything = list(pages)
    for done, page in enumerate(everything, start=1):
        yield page.uri, pages.markdown(page)
        job.progress(done, len(everything))
    for redirect in pages.redirects():
        yield f"{redirect.path}.md", pages.moved(redirect)
