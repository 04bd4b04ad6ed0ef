"""Catalogs made from excerpts: what a test leaves out is filled in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

MANIFEST = {
    "errbook": "errbook: 1",
    "name": "name: Keys",
    "code": 'code: "{group}.{name}"',
    "type": "type: https://keys.example/errors/{group}/{name}",
}
DEFINITION = {
    "code": "code: keys.gone",
    "status": "status: 404",
    "title": "title: Gone",
    "summary": "summary: The key was deleted.",
}


@pytest.fixture
def filled(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a catalog to a folder called `name`, and returns that.

    Fields that are left out are put behind those that are given, whose lines stay where they are.
    """

    def written(name: str, definitions: str = "", manifest: str = "") -> Path:
        root = tmp_path / name
        root.mkdir(exist_ok=True)
        (root / "catalog.yaml").write_text(manifest + _rest(manifest, MANIFEST), "utf-8")
        parts = re.split("^---\n", definitions, flags=re.MULTILINE)
        text = "---\n".join(part + _rest(part, DEFINITION) for part in parts)
        (root / "errors.yaml").write_text(text, "utf-8")
        return root

    return written


def _rest(given: str, fields: dict[str, str]) -> str:
    own = set(re.findall(r"^(\w+):", given, re.MULTILINE))
    return "".join(f"{text}\n" for name, text in fields.items() if name not in own)
