"""A response that a developer wrote and one of ours, as one."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

__all__ = ["merged"]


def merged(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    """Return the response object `theirs` with what `ours`, one of `Components`, says beside it.

    What is written by hand stays. Where both have a body of the same media type, it is any of what
    they say, as nobody knows whether a body of ours is not one of theirs as well.
    """
    made = {**theirs}
    said = theirs.get("description", "")
    if ours["description"] not in said:
        made["description"] = "\n\n".join(filter(None, (said, ours["description"])))
    their_headers = {name.casefold() for name in theirs.get("headers", {})}
    added = {
        name: header
        for name, header in ours.get("headers", {}).items()
        if name.casefold() not in their_headers
    }
    made["headers"] = {**theirs.get("headers", {}), **added}
    content = {**theirs.get("content", {})}
    for type, one in ours.get("content", {}).items():
        content[type] = _either(content[type], one) if type in content else one
    if content:
        made["content"] = content
    return made


def _either(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    """Return a media type object for bodies that are of `theirs` or of `ours`."""
    made = {**theirs}
    shown = {**theirs.get("examples", {}), **ours.get("examples", {})}
    if "example" in made:  # there may be one or the other
        shown = {"example": {"value": made.pop("example")}, **shown}
    if shown:
        made["examples"] = shown
    said = theirs.get("schema")
    branches = [one["$ref"] for one in _branches(said) if "$ref" in one]
    if said is None:
        made["schema"] = ours["schema"]
    elif not all(one.get("$ref") in branches for one in _branches(ours["schema"])):
        made["schema"] = {"anyOf": [*_branches(ours["schema"]), said]}
    return made


def _branches(schema: Any) -> list[Any]:
    """Return what a schema says is one of its kinds; the schema itself if it says no such thing."""
    if not isinstance(schema, dict):
        return []
    found: list[Any] = schema.get("oneOf") or schema.get("anyOf") or [schema]
    return found
