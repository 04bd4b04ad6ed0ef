"""The command `errbook`, and `python -m errbook`."""

from __future__ import annotations

import sys

from errbook.exceptions import MissingExtra

__all__ = ["main"]

_NEEDED = ("click", "pydantic", "yaml", "jinja2", "mkdocs", "material", "rich", "tqdm")


def main() -> int:
    """Run the command line. Without the build tower, say in a line what to install."""
    try:
        MissingExtra.check(*_NEEDED)
    except MissingExtra as error:
        print(f"errbook: {error}", file=sys.stderr)  # noqa: T201
        return 2
    from errbook.cli.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
