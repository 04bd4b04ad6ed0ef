"""Catalogs made from excerpts: what a test leaves out is filled in."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

MANIFEST = """\
errbook: 1
name: Unkey API
code: err:{system}:{category}:{name}
type: https://unkey.com/errors/{system}/{category}/{name}
"""
REST = {
    "code": "code: err:unkey:data:key_not_found",
    "status": "status: 404",
    "title": "title: Not Found",
    "summary": "summary: The key does not exist.",
    "scenarios": "scenarios:\n  - The key was deleted.",
    "fixes": "fixes:\n  - intro: List the keys of the API and compare.",
}


@pytest.fixture
def filled(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a catalog and returns its folder.

    The definitions are in `errors.yaml`. One without `code` or `status` is an excerpt: the fields
    that it lacks are put behind its own, so that the lines of the first one stay where they are.
    """

    def written(definitions: str, manifest: str = MANIFEST, encoding: str = "utf-8") -> Path:
        root = tmp_path / "catalog"
        root.mkdir(exist_ok=True)
        (root / "catalog.yaml").write_text(manifest, "utf-8")
        parts = re.split("^---\n", definitions, flags=re.MULTILINE)
        text = "---\n".join(part + _rest(part) for part in parts)
        (root / "errors.yaml").write_text(text, encoding)
        return root

    return written


def _rest(definition: str) -> str:
    """Return the fields that the excerpt of a definition lacks; no two have one summary."""
    own = set(re.findall(r"^(\w+):", definition, re.MULTILINE))
    if {"code", "status"} <= own:
        return ""
    code = re.search(r"^code: *(.+)", definition, re.MULTILINE)
    words = " ".join(re.findall(r"\w+", code[1])) if code else ""
    rest = {**REST, "summary": f"summary: It is called {words}."} if words else REST
    return "".join(f"{text}\n" for name, text in rest.items() if name not in own)
