"""Catalogs of any size, and the CPU time of commands, for benchmarks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

MANIFEST = """\
errbook: 1
name: Bench API
code: err:{system}:{category}:{name}
type: https://bench.example/docs/errors/{system}/{category}/{name}
server: https://api.bench.example
auth: {variable: BENCH_KEY}
response:
  media_type: application/json
  request_id: {header: X-Request-Id, prefix: req_}
  body:
    meta: {requestId: $request_id}
    error: {detail: $detail, status: $status, title: $title, type: $type, ...: $params}
"""

DEFINITION = """\
code: err:bench:{group}:{name}
status: {status}
title: Not Found
summary: No thing number {number} with the given ID exists in the workspace of the root key.
detail: "Thing {{thing_id}} of kind {number} does not exist."
params:
  thing_id: {{type: string, as: thingId, description: The thing., example: thing_{number}}}
retryable: false
fixable_by: caller
what_happened: |
  The service looked for thing {number} in the workspace of the root key, and found none.
  It did not look in *other* workspaces: a `thing` there is as good as none.
scenarios:
  - The thing was deleted, and its ID was kept.
  - text: The ID is of another environment than the root key.
    fix: use-the-id
  - The ID was cut or changed on its way.
trigger:
  intro: Ask for a thing that does not exist.
  request: {{method: POST, path: /v2/things.getThing, json: {{thingId: thing_{number}}}}}
fixes:
  - id: use-the-id
    steps:
      - List the things of the workspace, and take the ID from there.
      - title: Check the environment
        text: A root key of one environment does not see the things of another.
        samples:
          - request: {{method: POST, path: /v2/things.listThings, json: {{limit: 100}}}}
      - Send the request again with that ID.
mistakes:
  - title: Using the name for the ID
    text: Names are not unique, so `getThing` takes IDs only.
notes:
  - kind: tip
    text: IDs start with `thing_`.
related:
  - {{code: "err:bench:{group}:{other}", reason: The thing next to this one.}}
"""


def write_catalog(folder: Path, definitions: int, per_group: int = 50) -> Path:
    """Write a catalog of so many definitions, one a file, each complete, and return its folder."""
    folder.mkdir(parents=True)
    (folder / "catalog.yaml").write_text(MANIFEST, "utf-8")
    for number in range(definitions):
        group = f"group_{number // per_group:04}"
        other = number + 1 if number % 2 == 0 and number + 1 < definitions else max(number - 1, 0)
        path = folder / "bench" / group / f"thing_{number:05}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = DEFINITION.format(
            group=group,
            name=f"thing_{number:05}_not_found",
            other=f"thing_{other:05}_not_found",
            status=404,
            number=number,
        )
        path.write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def catalog_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return a function that makes a catalog of a size, once a session."""
    made: dict[tuple[int, int], Path] = {}

    def make(definitions: int, per_group: int = 50) -> Path:
        key = (definitions, per_group)
        if key not in made:
            made[key] = write_catalog(tmp_path_factory.mktemp("bench") / "catalog", *key)
        return made[key]

    return make


class Spent(NamedTuple):
    """What a command took: its CPU time, children included, and its largest memory in MiB."""

    seconds: float
    memory: float


@pytest.fixture(scope="session")
def spent() -> Callable[..., Spent]:
    """Return a function that runs a Python command in a folder and gives what it took."""

    def run(arguments: Sequence[str], folder: Path) -> Spent:
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert process.stderr is not None
        with process.stderr as stderr:
            said = stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, said
        return Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)

    return run


@pytest.fixture(scope="session")
def cpu_seconds(spent: Callable[..., Spent]) -> Callable[..., float]:
    """Return a function that runs a Python command and gives its CPU time, children included."""
    return lambda arguments, folder: spent(arguments, folder).seconds


@pytest.fixture(scope="session")
def record() -> Iterator[Callable[[str, dict[str, object]], None]]:
    """Return a function that notes a row of figures, as `section: row`.

    All are printed as one table at the end, and written to build/bench.json.
    """
    figures: dict[str, dict[str, object]] = {}
    yield figures.__setitem__
    if figures:
        out = Path("build", "bench.json")
        out.parent.mkdir(exist_ok=True)
        out.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
        print("\n" + table(figures))  # noqa: T201


def table(figures: Mapping[str, Mapping[str, object]]) -> str:
    """Return rows in sections, each with the columns that its rows have."""
    sections: dict[str, dict[str, Mapping[str, object]]] = {}
    for name, row in figures.items():
        section, _, rest = name.partition(": ")
        sections.setdefault(section, {})[rest] = row
    lines = []
    for section, rows in sections.items():
        columns = [*dict.fromkeys(column for row in rows.values() for column in row)]
        cells = [[section, *columns]]
        for name, row in rows.items():
            cells.append([f"  {name}", *(cell(row.get(column)) for column in columns)])
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        for first, *others in cells:
            padded = (text.rjust(width) for text, width in zip(others, widths[1:], strict=True))
            lines.append("   ".join([first.ljust(widths[0]), *padded]).rstrip())
        lines.append("")
    return "\n".join(lines)


def cell(figure: object) -> str:
    """Return a figure as it is printed; a lacking one as a dash."""
    if figure is None:
        return "-"
    return f"{figure:,.2f}" if isinstance(figure, float) else str(figure)
