"""The fixed words of a page: who can act, whether to retry, what statuses and types are called."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from errbook.catalog import Entry
from errbook.catalog.param import Schema
from errbook.pages import markup

__all__ = ["FIXERS", "language_name", "members", "name_of", "phrase", "retry_advice"]

FIXERS = {
    "caller": "the caller, by changing the request.",
    "customer": "the customer who owns what the request was sent to.",
    "operator": "whoever operates the service.",
    "service": "the service itself, which recovers without your help.",
}
"""Who can act, by `fixable_by`."""

_PHRASES = {status.value: status.phrase for status in HTTPStatus} | {
    413: "Content Too Large",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
    499: "Client Closed Request",
}

_LANGUAGES = {
    "bash": "Shell", "c": "C", "cpp": "C++", "csharp": "C#", "css": "CSS", "go": "Go",
    "graphql": "GraphQL", "html": "HTML", "http": "HTTP", "ini": "INI", "java": "Java",
    "javascript": "JavaScript", "js": "JavaScript", "json": "JSON", "jsx": "JSX",
    "kotlin": "Kotlin", "php": "PHP", "py": "Python", "python": "Python", "ruby": "Ruby",
    "rust": "Rust", "sh": "Shell", "shell": "Shell", "sql": "SQL", "swift": "Swift",
    "text": "Text", "toml": "TOML", "ts": "TypeScript", "tsx": "TSX", "typescript": "TypeScript",
    "xml": "XML", "yaml": "YAML",
}  # fmt: skip

_LONG = 60
"""The longest value that a table shows."""


def name_of(entry: Entry) -> str:
    """Return what an error is called among its group: its name, or its code if that is a number."""
    name = entry.code.name
    return entry.code.text if name.isdigit() else name


def phrase(status: int) -> str:
    """Return the reason phrase of `status` (RFC 9110), or nothing where it has none."""
    return _PHRASES.get(status, "")


def language_name(language: str) -> str:
    """Return what `language` is called in a tab, the same as in the tabs of requests."""
    return _LANGUAGES.get(language.casefold(), language)


def retry_advice(entry: Entry) -> tuple[str, str] | None:
    """Return what to do with the same request, in a word and in full; None where undeclared."""
    if entry.retryable is None:
        return None
    if not entry.retryable:
        return "Do not retry", "the same request fails the same way until its cause is gone."
    if any(name.casefold() == "retry-after" for name in entry.headers):
        return "Worth retrying", "after the seconds that the `Retry-After` header gives."
    return "Worth retrying", "wait a little longer before each attempt."


def members(entry: Entry) -> Iterator[tuple[str, str, str, str]]:
    """Yield path, type, description and example, as Markdown, of all that an error tells."""
    for name, param in entry.exposed.items():
        example = _value(param.sample(name))
        yield from _members(param.wire(name), param, example)


def _members(path: str, schema: Schema, example: str = "") -> Iterator[tuple[str, str, str, str]]:
    description = markup.plain(schema.description) if schema.description else ""
    yield markup.code(path), _type(schema), description, example
    inner, within = schema.items, f"{path}[]"
    while inner is not None and inner.items is not None:
        inner, within = inner.items, f"{within}[]"
    for holder, start in ((schema, path), (inner, within)):
        for name, below in (holder.properties or {}).items() if holder else ():
            yield from _members(f"{start}.{name}", below)


def _value(it: Any) -> str:
    """Return a value as Markdown: text as it is, all else as JSON; none if it is long."""
    text = it if isinstance(it, str) and it.strip() else json.dumps(it, ensure_ascii=False)
    return markup.code(text) if len(text) <= _LONG else "see the example response"


def _type(schema: Schema) -> str:
    if schema.is_const:
        return f"always {_value(schema.const)}"
    said: str = schema.type or "any"
    if schema.format:
        said += f" ({markup.plain(schema.format)})"
    if schema.items is not None and schema.items.type:
        said += f" of {schema.items.type}s"
    if schema.enum:
        said += f": {', '.join(map(_value, schema.enum))}"
    if schema.minimum is not None and schema.maximum is not None:
        said += f", {schema.minimum} to {schema.maximum}"
    elif schema.minimum is not None:
        said += f", at least {schema.minimum}"
    elif schema.maximum is not None:
        said += f", at most {schema.maximum}"
    if schema.optional:
        said += ", optional"
    return said
