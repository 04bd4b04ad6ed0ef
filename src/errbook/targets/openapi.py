"""The errors as OpenAPI components, for a document that is written by hand.

One file, `components.json`: a schema for each error, its examples, the headers, and a response that
an operation can refer to, as in `components.json#/components/responses/DataKeyNotFound`. Where a
status has several errors, a response of one's own lists their schemas.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from errbook.openapi import components
from errbook.package import loaded
from errbook.targets.output import write_folder
from errbook.targets.target import Job

__all__ = ["OUTPUT", "build", "files"]

OUTPUT = Path("build/openapi")


def build(job: Job) -> str:
    """Write the file to the output folder, and return what was done."""
    return f"{job.output}: {write_folder(job.output, files(job))}"


def files(job: Job) -> Iterator[tuple[str, str]]:
    """Yield the file. What is internal is not in it: no document for clients speaks of it."""
    problems, classes = loaded(job.catalog), []
    for done, code in enumerate(problems, start=1):
        classes.append(problems[code])
        job.progress(done, len(problems))
    made = {"components": components(classes)}
    yield "components.json", f"{json.dumps(made, indent=2, ensure_ascii=False)}\n"
