"""The errors as a Python package, which needs nothing but errbook itself to be raised and caught.

A module per group, a class per error whose arguments mypy and pyright check, and beside each module
a data file with pages, examples and schemas. Internal errors have classes, for the service raises
them, and no pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from errbook.package import files as package_files
from errbook.targets.output import write_folder
from errbook.targets.target import Job

__all__ = ["OUTPUT", "build", "files"]

OUTPUT = Path("build/python/errors")


def files(job: Job) -> Iterator[tuple[str, str]]:
    """Yield the files of the package, whose root is the output folder."""
    return package_files(job.catalog, job.progress)


def build(job: Job) -> str:
    """Write the package, and return what was done."""
    return f"{job.output}: {write_folder(job.output, files(job))}"
