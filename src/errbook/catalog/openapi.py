"""Which operations return which error, as the API's OpenAPI documents say it.

An operation returns an error if one of its responses names the error's code or type: as a constant,
in an enumeration or in an example, directly or behind a reference within the document.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

__all__ = ["OpenApiError", "returned_by"]

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class OpenApiError(ValueError):
    """A document that cannot be read as OpenAPI. The message says why."""


def returned_by(path: Path, names: set[str]) -> dict[str, list[str]]:
    """Return, for each of `names` that a response mentions, the operations: `POST /v2/keys.getKey`.

    Raises `OpenApiError` if `path` is no OpenAPI document.
    """
    document = _read(path)
    mentions = _Mentions(document, names)
    found: dict[str, list[str]] = {}
    for operation, responses in _operations(document):
        for name in sorted(mentions.of(responses)):
            found.setdefault(name, []).append(operation)
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8")
        document = json.loads(text) if path.suffix == ".json" else yaml.load(text, yaml.CSafeLoader)
    except OSError as error:
        raise OpenApiError(f"cannot be read: {error.strerror or error}") from None
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        first = str(error).splitlines()[0]
        raise OpenApiError(f"cannot be read: {first}") from None
    if not isinstance(document, dict) or not isinstance(document.get("paths"), dict):
        raise OpenApiError("is no OpenAPI document: it has no `paths`")
    return document


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for path, item in document["paths"].items():
        if not isinstance(item, dict):
            continue
        for method in _METHODS:
            operation = item.get(method)
            if isinstance(operation, dict):
                yield f"{method.upper()} {path}", operation.get("responses")


class _Mentions:
    """The names that a part of the document mentions, itself or behind references."""

    def __init__(self, document: dict[str, Any], names: set[str]) -> None:
        self._document = document
        self._names = names
        self._known: dict[str, tuple[set[str], set[str]]] = {}

    def of(self, node: Any) -> set[str]:
        found, waiting = self._direct(node)
        followed: set[str] = set()
        while waiting:
            reference = waiting.pop()
            if reference not in followed:
                followed.add(reference)
                names, further = self._behind(reference)
                found |= names
                waiting |= further
        return found

    def _behind(self, reference: str) -> tuple[set[str], set[str]]:
        if reference not in self._known:
            self._known[reference] = self._direct(self._target(reference))
        return self._known[reference]

    def _direct(self, node: Any) -> tuple[set[str], set[str]]:
        """Return the names and the references that stand in `node` itself, at any depth."""
        names: set[str] = set()
        references: set[str] = set()
        nodes = [node]
        while nodes:
            node = nodes.pop()
            if isinstance(node, str) and node in self._names:
                names.add(node)
            elif isinstance(node, list):
                nodes += node
            elif isinstance(node, dict):
                nodes += node.values()
                if isinstance(node.get("$ref"), str):
                    references.add(node["$ref"])
        return names, references

    def _target(self, reference: str) -> Any:
        """Return what a reference within the document leads to (RFC 6901); None for any other."""
        node: Any = self._document
        if not reference.startswith("#/"):
            return None
        for part in reference[2:].split("/"):
            key = part.replace("~1", "/").replace("~0", "~")
            if not isinstance(node, dict) or key not in node:
                return None
            node = node[key]
        return node
