"""The components of a document, and the responses that refer to them."""

from __future__ import annotations

import json
import re

from errbook.about import examples, page
from errbook.about import schema as body_schema
from errbook.client import parse
from errbook.openapi.names import declared_class, folded, legal, name_of, numbered, problems_of
from errbook.openapi.schemas import one_of, schema_of
from errbook.problem import Problem
from errbook.problems import Problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

__all__ = ["Components", "components", "responses"]


def components(classes: Iterable[type[Problem]]) -> dict[str, Any]:
    """Return the components of `classes`: schemas, examples, headers, and a response of each."""
    made = Components(classes)
    each = {made.name(cls): made.responses([cls])[str(cls.status)] for cls in made.classes}
    return {**made.to_dict(), "responses": each}


def responses(classes: Iterable[type[Problem]]) -> dict[str, Any]:
    """Return a response for each status of `classes`, which refers to their `components`."""
    made = Components(classes)
    return made.responses(made.classes)


class Components:
    """The components of `classes` in one document. A subclass counts as the class it is of.

    `beside` are components that the document has already; where one of them has the name of one of
    these and is another, this one gets a number.
    """

    def __init__(
        self, classes: Iterable[type[Problem]], beside: Mapping[str, Any] | None = None
    ) -> None:
        self._names: dict[type[Problem], str] = {}
        self._schemas: dict[str, Any] = {}
        self._headers: dict[str, tuple[str, dict[str, Any]]] = {}
        public = {own for cls in classes if _is_public(own := declared_class(cls))}
        self.classes = sorted(public, key=lambda cls: (name_of(cls), cls.code, cls.__module__))
        """Those that the document may speak of, in the order of their names."""
        beside = beside or {}
        taken = {folded(name): name for kind in beside for name in beside[kind]}
        for cls in self.classes:
            self._add(cls, taken, beside.get("schemas", {}))
        self._own_headers = {cls: _headers(cls) for cls in self.classes}
        found: dict[str, tuple[str, dict[str, Any]]] = {}
        for headers in self._own_headers.values():
            for name, header in headers.items():
                first, known = found.get(name.casefold(), (name, {}))
                found[name.casefold()] = first, {**header, **known}
        for key in sorted(found):
            self._add_header(key, *found[key], beside.get("headers", {}))

    def _add(self, cls: type[Problem], taken: dict[str, str], beside: Mapping[str, Any]) -> None:
        for name in numbered(name_of(cls)):
            made = {**schema_of(cls), "title": name}
            if folded(name) not in taken or beside.get(name) == made:
                taken[folded(name)] = name
                self._names[cls], self._schemas[name] = name, made
                return

    def _add_header(
        self, key: str, name: str, header: dict[str, Any], beside: Mapping[str, Any]
    ) -> None:
        others = {component for component, _ in self._headers.values()}
        for component in numbered(legal(name)):
            if component not in others and beside.get(component, header) == header:
                self._headers[key] = component, header
                return

    def name(self, cls: type[Problem]) -> str:
        """Return the name of the components of `cls`. Raises `KeyError` if it has none."""
        return self._names[declared_class(cls)]

    def to_dict(self) -> dict[str, Any]:
        """Return the schemas, examples and headers, each by its name."""
        each = [self._examples(cls) for cls in self.classes]
        made: dict[str, dict[str, Any]] = {
            "schemas": self._schemas,
            "examples": {name: one for those in each for name, one in those.items()},
            "headers": dict(self._headers.values()),
        }
        return {kind: dict(sorted(those.items())) for kind, those in made.items() if those}

    def responses(self, classes: Iterable[type[Problem]], *, bodies: bool = True) -> dict[str, Any]:
        """Return a response for each status of `classes`. Those that are internal are left out.

        The answer to a HEAD request has no body.
        """
        asked = {declared_class(cls) for cls in classes}
        by_status: dict[str, list[type[Problem]]] = {}
        for cls in self.classes:
            if cls in asked:
                by_status.setdefault(str(cls.status), []).append(cls)
        made = {status: self._response(by_status[status]) for status in sorted(by_status)}
        if not bodies:
            for response in made.values():
                del response["content"]
        return made

    def _response(self, classes: list[type[Problem]]) -> dict[str, Any]:
        by_type: dict[str, list[type[Problem]]] = {}
        for cls in classes:
            by_type.setdefault(cls.media_type, []).append(cls)
        names = {name.casefold(): name for cls in classes for name in self._own_headers[cls]}
        headers = {
            name: {"$ref": f"#/components/headers/{self._headers[key][0]}"}
            for key, name in sorted(names.items())
        }
        return {
            "description": _description(classes),
            "headers": headers,
            "content": {type: self._content(by_type[type]) for type in sorted(by_type)},
        }

    def _content(self, classes: list[type[Problem]]) -> dict[str, Any]:
        names = [self._names[cls] for cls in classes]
        references = [f"#/components/schemas/{name}" for name in names]
        shown = [name for cls in classes for name in self._examples(cls)]
        schema = one_of([self._schemas[name] for name in names], references)
        made: dict[str, Any] = {"schema": schema}
        if shown:
            made["examples"] = {name: {"$ref": f"#/components/examples/{name}"} for name in shown}
        return made

    def _examples(self, cls: type[Problem]) -> dict[str, Any]:
        name, told = self._names[cls], self._schemas[self._names[cls]].get("description")
        return {
            legal(name if variant == "default" else f"{name}.{variant}"): {
                "summary": f"{cls.code} ({variant})" if cls.variants else cls.code,
                **({"description": told} if told else {}),
                "value": value,
            }
            for variant, value in examples(cls).items()
        }


_LINKED = re.compile(r"(https?:/)?/[^\s<>()]*").fullmatch


def _description(classes: list[type[Problem]]) -> str:
    """Return a line of Markdown for each class: its code, which links to its page, and words."""
    lines = [_line(cls) for cls in classes]
    return lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)


def _line(cls: type[Problem]) -> str:
    if not cls.code:
        return cls.title
    named = f"[`{cls.code}`]({cls.type})" if _LINKED(cls.type) else f"`{cls.code}`"
    told = body_schema(cls).get("description")
    return f"{named}: {told}" if told else named


# What is known of a class.

_ID = {
    "description": "The id of the request. Give it to whoever is asked about this response.",
    "schema": {"type": "string"},
}


def _is_public(cls: type[Problem]) -> bool:
    return not cls.code or page(cls) is not None


def _headers(cls: type[Problem]) -> dict[str, dict[str, Any]]:
    """Return what there is to say of the headers of `cls`, by their names."""
    problems = problems_of(cls)
    shown = _sample_headers(cls, problems)
    found = {problems.request_id[0]: _ID}
    for name in cls._declared_headers:
        if name.casefold() != problems.request_id[0].casefold():
            example = {"example": shown[name]} if name in shown else {}
            found[name] = {"schema": {"type": "string"}, **example}
    return found


def _sample_headers(cls: type[Problem], problems: Problems) -> dict[str, str]:
    """Return the headers of the example bodies: what the class makes of the params in them."""
    found: dict[str, str] = {}
    for body in examples(cls).values() if cls._declared_headers else ():
        problem = parse((cls.status, {}, json.dumps(body).encode()), problems)
        found |= {} if problem is None else problem.headers
    return found
