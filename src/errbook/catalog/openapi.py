"""What operations there are, and which error they return, as OpenAPI documents say it.

An operation returns an error if one of its responses names the error's code or type: as a constant,
in an enumeration or in an example, directly or behind a reference within the document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

__all__ = ["OpenApi", "OpenApiError"]

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class OpenApiError(ValueError):
    """A document that cannot be read as OpenAPI. The message says why."""


class OpenApi:
    """An OpenAPI document, as far as a catalog has to do with it."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document

    @classmethod
    def read(cls, path: Path) -> OpenApi:
        """Read the file at `path`. Raises `OpenApiError` if it is no OpenAPI document."""
        try:
            text = path.read_text("utf-8")
            is_json = path.suffix == ".json"
            document = json.loads(text) if is_json else yaml.load(text, yaml.CSafeLoader)
        except OSError as error:
            raise OpenApiError(f"cannot be read: {error.strerror or error}") from None
        except (ValueError, yaml.YAMLError, RecursionError) as error:
            first = str(error).splitlines()[0]
            raise OpenApiError(f"cannot be read: {first}") from None
        if not isinstance(document, dict) or not isinstance(document.get("paths"), dict):
            raise OpenApiError("is no OpenAPI document: it has no `paths`")
        return cls(document)

    def returned_by(self, names: set[str]) -> dict[str, list[str]]:
        """Return the operations, `POST /v2/keys.getKey`, by those of `names` they mention."""
        mentions = _Mentions(self._document, names)
        found: dict[str, list[str]] = {}
        for method, path, operation, _ in self._operations():
            for name in sorted(mentions.of(operation.get("responses"))):
                found.setdefault(name, []).append(f"{method} {path}")
        return found

    def methods(self) -> Iterator[tuple[str, str]]:
        """Yield the path and the method of every operation, also below the path of its servers."""
        for method, path, operation, item in self._operations():
            yield path, method
            for holder in (operation, item, self._document):
                if isinstance(holder.get("servers"), list):
                    yield from ((f"{base}{path}", method) for base in _bases(holder["servers"]))
                    break

    def _operations(self) -> Iterator[tuple[str, str, dict[str, Any], dict[str, Any]]]:
        for path, item in self._document["paths"].items():
            if not isinstance(item, dict):
                continue
            for method in _METHODS:
                operation = item.get(method)
                if isinstance(operation, dict):
                    yield method.upper(), str(path), operation, item


def _bases(servers: list[Any]) -> Iterator[str]:
    """Yield the paths of servers, as far as they have one."""
    for server in servers:
        url = server.get("url") if isinstance(server, dict) else None
        base = re.sub(r"^[^/]*//[^/]*", "", url).rstrip("/") if isinstance(url, str) else ""
        if base.startswith("/"):
            yield base


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
