"""The command `errbook`, and `python -m errbook`."""

from __future__ import annotations

import sys
from io import TextIOWrapper

from errbook.exceptions import MissingExtra

__all__ = ["main"]

_BUILD = (
    "click",
    "httpx",
    "jinja2",
    "markdown_it",
    "material",
    "mkdocs",
    "packaging",
    "pydantic",
    "rich",
    "tqdm",
    "tree_sitter",
    "tree_sitter_bash",
    "tree_sitter_javascript",
    "tree_sitter_typescript",
    "yaml",
)
"""What `errbook[build]` installs, as it is imported."""


def main() -> int:
    """Run the command line. Without the build tower, say in a line what to install."""
    try:
        MissingExtra.check(*_BUILD)
    except MissingExtra as error:
        print(f"errbook: {error}", file=sys.stderr)  # noqa: T201
        return 2
    from errbook.cli.app import run

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what its encoding lacks is shown as an escape
            stream.reconfigure(errors="backslashreplace")
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
