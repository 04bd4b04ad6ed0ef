"""The command `errbook`, and `python -m errbook`."""

from __future__ import annotations

import sys
from importlib.util import find_spec

__all__ = ["main"]

_NEEDED = ("click", "pydantic", "yaml", "jinja2", "mkdocs", "material", "rich", "tqdm")


def main() -> int:
    """Run the command line. With a part of the build tower missing, say in one line what to install."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        names = ", ".join(missing)
        print(  # noqa: T201
            f"errbook: the commands need {names}; run: pip install 'errbook[build]'", file=sys.stderr
        )
        return 2
    from errbook.cli.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
