"""A Zensical project with the pages of a catalog, built by the commands that the guide names."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

from errbook.cli.app import run

__all__ = ["zensical_site"]

FILES = {
    "zensical.toml": """\
[project]
site_name = "Shop & Co"
site_url = "https://shop.example/"
nav = [{ Home = "index.md" }, { Errors = "errors/index.md" }]

[project.theme]
custom_dir = "overrides"
font = false
features = ["content.code.copy", "content.tabs.link", "navigation.instant"]

[project.markdown_extensions]
admonition = {}
attr_list = {}
tables = {}
toc.permalink = true
pymdownx.highlight.pygments_lang_class = true
pymdownx.superfences = {}
pymdownx.tabbed.alternate_style = true
""",
    "docs/index.md": "# Shop\n\n[All errors](errors/index.md)\n",
    "overrides/main.html": """\
{% extends "base.html" %}
{% block styles %}
  {{ super() }}
  {% include "partials/errbook-head.html" %}
{% endblock %}
""",
    "overrides/404.html": """\
{% extends "main.html" %}
{% block content %}
  {% include "partials/errbook-not-found.html" %}
{% endblock %}
""",
}


def zensical_site(folder: Path, catalog: Path, *options: str) -> Path:
    """Build a site in `folder`, and return where it is. Nothing may be warned of."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    with contextlib.chdir(folder), contextlib.redirect_stderr(io.StringIO()) as said:
        code = run(["build", "zensical", "--catalog", str(catalog), "-o", ".", *options])
    assert code == 0, said.getvalue()
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"
