"""Where the Jinja templates are, and how they are compiled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.runtime import Context

from errbook.exceptions import UsageError

__all__ = ["environment", "folder", "rendered"]


def folder() -> Path:
    """Return the folder of the templates: inside the wheel, or at the top of a checkout."""
    here = Path(__file__).resolve()
    shipped = here.parent / "_templates"
    return shipped if shipped.is_dir() else here.parents[2] / "templates"


def environment(target: str, overrides: Path | None = None) -> Environment:
    """Return the Jinja environment of `target`; templates in `overrides` go before ours.

    Nothing is escaped: what a template makes is Markdown, Python or YAML, and the filters of the
    target know how to write text in it. A name that is not there is an error, never empty text.
    """
    folders = [folder() / target]
    if overrides is not None:
        folders.insert(0, overrides)
    made = Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    made.context_class = _Context
    return made


class _Context(Context):
    """Calls functions and macros as they are: none of ours asks for the context it is called in.

    To find that out takes Jinja as long as most of the calls.
    """

    def call(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call `function`, without what Jinja adds for those that do ask."""
        if kwargs:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
        return function(*args, **kwargs)


def rendered(jinja: Environment, name: str, **variables: object) -> str:
    """Return what the template `name` makes. Raises `UsageError` if it has a mistake."""
    try:
        return jinja.get_template(name).render(**variables)
    except TemplateSyntaxError as error:
        where = f"{error.filename or name}:{error.lineno}"
        raise UsageError(f"{where}: the template cannot be read: {error.message}") from None
    except TemplateError as error:
        raise UsageError(f"the template {name} has a mistake: {error}") from error
