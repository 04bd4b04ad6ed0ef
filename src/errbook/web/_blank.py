"""Problems that no catalog declares: `about:blank`, which means no more than the status.

They have the catalog's media type and body template, so that a client reads every error alike.
"""

from __future__ import annotations

from typing import Any, ClassVar

from errbook.encode import json_text
from errbook.problem import ClientProblem, Problem, ServerProblem
from errbook.problems import Problems
from errbook.response import phrase
from errbook.web._failures import MEMBERS

__all__ = ["blank_class"]


def blank_class(problems: Problems, status: int) -> type[Problem]:
    """Return the class of the problems of type `about:blank` with `status`, from 400 to 599.

    They take `said`, a detail, and `errors`, a list of what is wrong with the input.
    """
    above = ClientProblem if status < 500 else ServerProblem
    own = {
        "__doc__": f"{status} {phrase(status)}: the catalog of {problems.package} has no other.",
        "__module__": __name__,
        "status": status,
        "title": phrase(status),
        "template": problems.body,
    }
    made: type[Problem] = type(f"Blank{status}", (_Blank, problems.root, above), own)
    return made


class _Blank(Problem):
    """What all of them have in common."""

    template: ClassVar[Any]
    said: str | None = None
    errors: Any = None

    _arguments: ClassVar[tuple[str, ...]] = ("errors", "said")
    _optional: ClassVar[tuple[str, ...]] = ("errors", "said")
    _members: ClassVar[tuple[tuple[str, str, Any], ...]] = (
        ("errors", "errors", [dict.fromkeys(MEMBERS, "string")]),
    )

    def _detail(self) -> str | None:
        return self.said

    def _body(self, _id: str | None) -> str:
        members = self.to_dict()
        values = {**members, "request_id": _id, "params": None}
        if "errors" in members:
            values["params"] = {"errors": members["errors"]}
        return json_text(_filled(self.template, values))


def _filled(node: Any, values: dict[str, Any]) -> Any:
    """Return the template `node` with its variables replaced; what has no value is left out."""
    if isinstance(node, dict):
        found: dict[str, Any] = {}
        for name, child in node.items():
            if name == "...":
                found |= values["params"] or {}
            elif (value := _filled(child, values)) is not None or child is None:
                found[name] = value
        return found
    if isinstance(node, list):
        items = [(child, _filled(child, values)) for child in node]
        return [value for child, value in items if value is not None or child is None]
    if isinstance(node, str) and node.startswith("$"):
        return node[1:] if node.startswith("$$") else values.get(node[1:])
    return node
