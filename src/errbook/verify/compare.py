"""An answer against the definition that it should come from: status, headers, and every member.

The body is read through the manifest's body template: what is constant is compared exactly, what
varies by its declared type, and `detail` by its template with the answer's own params in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from errbook.catalog import Catalog, Entry
from errbook.catalog.body import Array, Constant, Node, Object, Splice, Variable
from errbook.verify import templates, values
from errbook.verify.outcome import ABSENT, Difference
from errbook.verify.send import Answer
from errbook.verify.values import member, written

__all__ = ["differences", "named", "text_of"]


def differences(entry: Entry, catalog: Catalog, answer: Answer) -> Iterator[Difference]:
    """Yield in what `answer` is not the one that `entry` of `catalog` documents."""
    if answer.status != entry.definition.status:
        yield Difference("status", named(entry.definition.status), named(answer.status))
    if answer.status < 400:
        where = answer.header("Location")
        said = f"redirects to {where}" if where is not None else text_of(answer)
        yield Difference("answer", "the error", said)
        return
    media_type = catalog.manifest.media_type
    if _base(answer.header("Content-Type") or "") != _base(media_type):
        got = answer.header("Content-Type") or ABSENT
        yield Difference("header Content-Type", media_type, got)
    body = _Body(entry)
    if answer.has_body:
        try:
            yield from body.differences(catalog.body, answer.json(), "body ")
        except ValueError:
            yield Difference("body", "an object in JSON", text_of(answer))
    yield from templates.headers(entry, answer.headers, body.members)
    yield from _request_id(catalog, answer, body.request_id)


def named(status: int) -> str:
    """Return a status with its phrase."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def text_of(answer: Answer) -> str:
    """Return the body as text."""
    return answer.body.decode("utf-8", "replace").strip() or "an empty body"


def _base(media_type: str) -> str:
    return media_type.partition(";")[0].strip().casefold()


def _request_id(catalog: Catalog, answer: Answer, in_body: str | None) -> Iterator[Difference]:
    """The request's id is in its header, where the manifest has one, and is the one in the body."""
    declared = catalog.manifest.response.request_id
    if declared is None:
        return
    got = answer.header(declared.header)
    if not got:
        yield Difference(f"header {declared.header}", in_body or "the request's id", ABSENT)
    elif in_body is not None and got != in_body:
        yield Difference(f"header {declared.header}", in_body, got)


class _Body:
    """Reads a body through the template, and keeps what the rest of the answer is held against."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self.members: dict[str, Any] | None = None
        """The params by their names on the wire; None where the template has no place for them."""
        self.request_id: str | None = None
        self._detail: tuple[str, str] | None = None
        self._variant: str | None = None

    def differences(self, tree: Object, body: Any, where: str) -> Iterator[Difference]:
        """Yield in what `body`, which stands at `where`, is not what `tree` makes of the entry."""
        yield from self._node(tree, body, where)
        if self._detail is not None:
            place, got = self._detail
            expected = templates.detail(self._entry, got, self._variant, self.members)
            if expected is not None:
                yield Difference(place, written(expected), written(got))

    def _node(self, node: Node, value: Any, where: str) -> Iterator[Difference]:
        if isinstance(node, Object):
            yield from self._object(node, value, where)
        elif isinstance(node, Array):
            yield from self._array(node, value, where)
        elif isinstance(node, Constant):
            if not values.same(value, node.value):
                yield Difference(where, written(node.value), written(value))
        elif isinstance(node, Variable):
            yield from self._variable(node.name, value, where)

    def _object(self, node: Object, value: Any, where: str) -> Iterator[Difference]:
        if not isinstance(value, dict):
            yield Difference(where.strip(), "an object", written(value))
            return
        known = {name: child for name, child in node.members if not isinstance(child, Splice)}
        for name, child in known.items():
            place, presence = member(where, name), self._presence(child)
            if name in value and presence is not None:
                yield from self._node(child, value[name], place)
            elif name in value:
                yield Difference(place, ABSENT, written(value[name]))
            elif presence:
                yield Difference(place, self._described(child), ABSENT)
        rest = {name: item for name, item in value.items() if name not in known}
        if len(known) < len(node.members):
            yield from self._params(rest, where)
        else:
            for name, item in rest.items():
                yield Difference(member(where, name), ABSENT, written(item))

    def _array(self, node: Array, value: Any, where: str) -> Iterator[Difference]:
        if not isinstance(value, list):
            yield Difference(where, "a list", written(value))
            return
        children = [child for child in node.items if self._presence(child) is not None]
        for child in [child for child in children if not self._presence(child)]:
            if len(children) > len(value):  # it has no value, and what is behind it has moved up
                children.remove(child)
        if len(children) != len(value):
            yield Difference(where, f"a list of {len(children)}", written(value))
            return
        for index, (child, item) in enumerate(zip(children, value, strict=True)):
            yield from self._node(child, item, f"{where}/{index}")

    def _variable(self, name: str, value: Any, where: str) -> Iterator[Difference]:
        constants = self._constants
        if name in constants:
            if not values.same(value, constants[name]):
                yield Difference(where, written(constants[name]), written(value))
        elif name == "params":
            if isinstance(value, dict):
                yield from self._params(value, where)
            else:
                yield Difference(where, "an object", written(value))
        elif not self._is_text(name, value):
            yield Difference(where, self._described(Variable(name)), written(value))
        elif name == "variant":
            self._variant = value
        elif name == "request_id":
            self.request_id = value
        elif name == "detail":
            self._detail = where, value

    def _is_text(self, name: str, value: Any) -> bool:
        """Tell whether `value` is a text that the variable `name` can be."""
        if name == "variant":
            return value in self._entry.definition.variants
        return isinstance(value, str) and (name != "request_id" or value != "")

    def _params(self, value: dict[str, Any], where: str) -> Iterator[Difference]:
        self.members = dict(value)
        for name, param in self._entry.exposed.items():
            wire = param.wire(name)
            if wire in value:
                found = [*values.differences(param, value[wire], member(where, wire))]
                self.members[wire] = templates.WRONG if found else value[wire]
                yield from found
            elif not param.optional:
                yield Difference(member(where, wire), values.described(param), ABSENT)
        names = {param.wire(name) for name, param in self._entry.exposed.items()}
        for wire, item in value.items():
            if wire not in names:
                yield Difference(member(where, wire), ABSENT, written(item))

    @property
    def _constants(self) -> dict[str, Any]:
        definition = self._entry.definition
        return {
            "code": definition.code,
            "status": definition.status,
            "title": definition.title,
            "type": self._entry.type,
        }

    def _presence(self, node: Node) -> bool | None:
        """Tell whether a member is always there; None where it never is."""
        if not isinstance(node, Variable) or node.name in self._constants:
            return True
        definition, exposed = self._entry.definition, self._entry.exposed.values()
        if node.name == "params":
            return any(not param.optional for param in exposed) if exposed else None
        there = {"detail": definition.details, "variant": definition.variants}
        if node.name in there:
            return True if there[node.name] else None
        return node.name == "request_id"

    def _described(self, node: Node) -> str:
        """Return in words what should stand where nothing does."""
        definition = self._entry.definition
        if isinstance(node, Constant):
            return written(node.value)
        if not isinstance(node, Variable):
            return "a list" if isinstance(node, Array) else "an object"
        if node.name in self._constants:
            return written(self._constants[node.name])
        return {
            "detail": " or ".join(map(written, definition.details.values())),
            "variant": f"one of {', '.join(map(written, definition.variants))}",
            "params": "an object",
            "request_id": "the request's id",
        }.get(node.name, "text")
