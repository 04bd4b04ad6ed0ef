"""What the plugin adds to a site so that its readers find the error that they have."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Project = Callable[..., Path]
Build = Callable[..., "subprocess.CompletedProcess[str]"]

CONFIG = """\
site_name: s
theme: {name: %s}
plugins: [{errbook: {catalog: catalog}}]
site_dir: out
use_directory_urls: USE
"""


def data(folder: Path) -> dict[str, Any]:
    """Return what the data file of a built site holds."""
    script = (folder / "out/assets/errbook-data.js").read_text("utf-8")
    found = re.search(r"JSON\.parse\('(.*)'\);", script)
    assert found is not None
    text = found[1].replace("\\'", "'").replace("\\\\", "\\")
    made: dict[str, Any] = json.loads(text)
    return made


@pytest.mark.parametrize("use", ["true", "false"])
def test_the_data_file_knows_where_every_page_is(project: Project, build: Build, use: str) -> None:
    """The address of each error and group is that of a built file, from the root of the site."""
    folder = project(config=CONFIG.replace("USE", use))
    assert build(folder).returncode == 0
    found = data(folder)
    urls = [error["url"] for error in found["errors"]] + [group[2] for group in found["groups"]]
    assert len(urls) == 3
    for url in urls:
        assert (folder / "out" / (f"{url}index.html" if url.endswith("/") else url)).is_file()
