"""The pages as CommonMark with tables, for any site generator, a wiki, or reading as they are.

Beside them are `errors.json`, `llms.txt` and what else programs read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from errbook.pages import Pages
from errbook.pages.machine import FILES, MachineFiles
from errbook.pages.redirects import moved, redirects
from errbook.targets.output import write_folder
from errbook.targets.target import Job

__all__ = ["OUTPUT", "build", "files"]

OUTPUT = Path("build/markdown")
FOR_OPERATORS = True


def build(job: Job) -> str:
    """Write the pages below the output folder, and return what was done."""
    return f"{job.output}: {write_folder(job.output, files(job))}"


def files(job: Job) -> Iterator[tuple[str, str]]:
    """Yield the pages, those that stand at other addresses, and the files at the root."""
    overrides = job.settings.templates / "markdown" if job.settings.templates else None
    pages = Pages(
        job.catalog,
        flavor="commonmark",
        visibility=job.visibility or "public",
        overrides=overrides,
    )
    everything = list(pages)
    with tempfile.TemporaryDirectory(prefix="errbook-") as folder:
        with MachineFiles(pages, Path(folder)) as machine:
            for done, page in enumerate(everything, start=1):
                text = pages.markdown(page)
                machine.add(page, text)
                yield page.uri, text
                job.progress(done, len(everything))
        for redirect in redirects(pages):
            yield redirect.uri, moved(redirect)
        for name in FILES:
            yield name, Path(folder, name).read_text("utf-8")
