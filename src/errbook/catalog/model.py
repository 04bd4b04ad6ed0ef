"""What all models of the catalog share: strictness, the kinds of text, and words for patterns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

__all__ = [
    "PATTERNS", "EnvironmentVariable", "Line", "Markdown", "Model", "ServerUrl", "Text", "matching",
    "shorthand", "texts",
]  # fmt: skip

PATTERNS: dict[str, str] = {}
"""Words for each pattern that text has to match, for messages."""


def matching(pattern: str, words: str) -> Any:
    """Annotate text that has to match `pattern`; `words` says so: "must be …"."""
    PATTERNS[pattern] = words
    return StringConstraints(pattern=pattern)


Text = Annotated[str, matching(r"\S", "must not be empty")]
"""Text as it is: code, a URI."""

Line = Annotated[Text, Field()]
"""Text on one line, without markup."""

EnvironmentVariable = Annotated[
    str, matching(r"^[A-Za-z_][A-Za-z0-9_]*$", "must be the name of an environment variable")
]
"""The name of an environment variable."""

ServerUrl = Annotated[str, matching(r"^https?://\S+$", "must be a URL that starts with `https://`")]
"""Where requests go: what stands before their path."""

_MARKDOWN = "markdown"
Markdown = Annotated[Text, _MARKDOWN]
"""Markdown: CommonMark, and `[code]` as a link to the page of that code. Raw HTML shows as text."""


class Model(BaseModel):
    """A part of the catalog: read-only, strictly typed, and without unknown fields."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def texts(
    model: Model, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every Markdown text below `model` and its path, in the order of the fields."""
    for key, name, marked in _fields(type(model)):
        value = getattr(model, name)
        if isinstance(value, str):
            if marked:
                yield (*path, key), value
        elif isinstance(value, Model):
            yield from texts(value, (*path, key))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, Model):
                    yield from texts(item, (*path, key, index))
        elif isinstance(value, dict):
            for name_, item in value.items():
                if isinstance(item, Model):
                    yield from texts(item, (*path, key, name_))


@lru_cache
def _fields(kind: type[Model]) -> tuple[tuple[str, str, bool], ...]:
    """Return key, attribute, and whether it is Markdown, of every field of the model `kind`."""
    return tuple(
        (info.alias or name, name, _marked(info)) for name, info in kind.model_fields.items()
    )


def _marked(info: FieldInfo) -> bool:
    inner = (part for arg in get_args(info.annotation) for part in getattr(arg, "__metadata__", ()))
    return any(part == _MARKDOWN for part in (*info.metadata, *inner) if isinstance(part, str))


def shorthand(field: str) -> Any:
    """Annotate a model that may be written as text alone, which is then its `field`."""
    return _Shorthand(lambda value: {field: value} if isinstance(value, str) else value)


class _Shorthand(BeforeValidator):
    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "pattern": r"\S"}, handler(schema)]}
