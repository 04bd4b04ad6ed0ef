"""What a definition says beyond its class: its page, its examples, the schema of its body.

They lie in a data file beside the class's module, and are read when first asked for.
"""

from __future__ import annotations

import sys
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from errbook.problem import Problem

__all__ = ["examples", "page", "schema"]


def page(cls: type[Problem]) -> str | None:
    """Return the page of an error as Markdown; None where it has none, as internal ones do."""
    found: str | None = _about(cls).get("page")
    return found


def schema(cls: type[Problem]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the bodies that problems of `cls` have."""
    found: dict[str, Any] = _about(cls).get("schema", {})
    return found


def examples(cls: type[Problem]) -> dict[str, Any]:
    """Return an example body for each variant of `cls`; one called `default` if it has none."""
    found: dict[str, Any] = _about(cls).get("examples", {})
    return found


def _about(cls: type[Problem]) -> dict[str, Any]:
    """Return what the data file says of `cls`, or of the declared class that it inherits from."""
    for base in cls.__mro__:
        if base.__dict__.get("code"):
            found: dict[str, Any] = _data(base.__module__).get(base.__name__, {})
            return found
    return {}


@lru_cache
def _data(module: str) -> dict[str, Any]:
    import json

    spec = sys.modules[module].__spec__
    loader: Any = spec.loader if spec is not None else None
    if spec is None or spec.origin is None or not hasattr(loader, "get_data"):
        return {}
    path = f"{spec.origin.rpartition('.')[0]}.json"
    try:
        found: dict[str, Any] = json.loads(loader.get_data(path))
    except FileNotFoundError:  # the package was installed without its data files
        return {}
    return found
