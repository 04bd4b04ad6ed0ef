"""A MkDocs project with the plugin, built by the real command."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli

Build = Callable[..., "subprocess.CompletedProcess[str]"]

CATALOG = {
    "catalog.yaml": """\
errbook: 1
name: Shop API
code: err:{area}:{name}
type: https://shop.example/errors/{area}/{name}
groups:
  err:cart: {title: Carts, description: What can be wrong with a cart.}
""",
    "cart.yaml": """\
code: err:cart:empty
status: 409
title: Cart Is Empty
summary: The cart has nothing in it.
detail: "The cart {cart_id} is empty."
params: {cart_id: {type: string, description: The cart., example: cart_1}}
scenarios: [Nothing was added.]
fixes: [{intro: "Add something first. See [err:cart:gone]."}]
related: [{code: err:cart:gone, reason: There is no cart at all.}]
---
code: err:cart:gone
status: 410
title: Cart Is Gone
summary: The cart was closed.
what_happened: "Look: <b onclick='x()'>bold</b> and `<i>code</i>`."
aliases: [err:cart:closed]
related: [{code: err:cart:empty, reason: The cart is there.}]
---
code: err:stock:secret
status: 500
title: Secret
summary: For operators only.
visibility: internal
""",
}

CONFIG = """\
site_name: Shop
docs_dir: docs
site_dir: out
strict: true
theme: {name: %s}
plugins:
  - errbook: {catalog: catalog}
nav:
  - Home: index.md
  - Help:
      - errors/index.md
      - More: more.md
"""


def write_project(folder: Path, theme: str = "material", config: str = CONFIG, **docs: str) -> Path:
    """Write a project into `folder`: docs, catalog and mkdocs.yml."""
    files = {f"docs/{name}.md": text for name, text in docs.items()}
    files |= {f"catalog/{name}": text for name, text in CATALOG.items()}
    files.setdefault("docs/index.md", "# Shop\n\nSee [err:cart:empty], <b>now</b>.\n")
    files.setdefault("docs/more.md", "# More\n")
    files["mkdocs.yml"] = config % theme
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a project: docs, catalog and mkdocs.yml."""

    def write(theme: str = "material", config: str = CONFIG, **docs: str) -> Path:
        return write_project(tmp_path, theme, config, **docs)

    return write


@contextlib.contextmanager
def _logging_as_it_was() -> Iterator[None]:
    """Take back what the command does to MkDocs' loggers: they hold back what they said before."""
    whole, builds = logging.getLogger("mkdocs"), logging.getLogger("mkdocs.commands.build")
    level, propagate = whole.level, whole.propagate
    handlers, filters = [*whole.handlers], [*builds.filters]
    try:
        yield
    finally:
        whole.setLevel(level)
        whole.propagate = propagate
        whole.handlers[:], builds.filters[:] = handlers, filters


@pytest.fixture(scope="session")
def build() -> Build:
    """Return a function that runs `mkdocs build` in a folder; an exception is the test's own."""

    def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
        with contextlib.chdir(folder), _logging_as_it_was():
            done = CliRunner(env={"NO_MKDOCS_2_WARNING": "1"}).invoke(
                cli, ["build", *options], catch_exceptions=False
            )
        return subprocess.CompletedProcess(options, done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture
def build_in_a_process() -> Build:
    """Return a function that runs `mkdocs build` in a folder, in a process of its own."""

    def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", *options],
            cwd=folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def shop(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is without further settings, built once."""
    folder = write_project(tmp_path_factory.mktemp("shop"))
    done = build(folder)
    assert done.returncode == 0, done.stderr
    return folder
