"""A MkDocs project with the plugin, built by the real command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

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


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a project: docs, catalog and mkdocs.yml."""

    def write(theme: str = "material", config: str = CONFIG, **docs: str) -> Path:
        files = {f"docs/{name}.md": text for name, text in docs.items()}
        files |= {f"catalog/{name}": text for name, text in CATALOG.items()}
        files.setdefault("docs/index.md", "# Shop\n\nSee [err:cart:empty], <b>now</b>.\n")
        files.setdefault("docs/more.md", "# More\n")
        files["mkdocs.yml"] = config % theme
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path

    return write


@pytest.fixture
def build() -> Callable[[Path], subprocess.CompletedProcess[str]]:
    """Return a function that runs `mkdocs build` in a folder."""

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
