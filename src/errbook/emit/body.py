"""The body template as Python statements. Text of the catalog enters them as literals only.

`general` writes any occurrence: each value goes through the encoder. `errbook.emit.quick` writes
the ordinary one from the same tree, with the same `Writer`.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from errbook.catalog import Entry
from errbook.catalog.body import Array, Constant, Node, Object, Splice, Variable
from errbook.catalog.param import Param
from errbook.detail import Placeholder, names, scan
from errbook.emit.layout import Field, Piece, assignment, formatted, joined
from errbook.encode import shown
from errbook.problem import header_value

__all__ = ["INDENT", "Member", "Writer", "detail", "general", "headers"]

INDENT = 8


@dataclass(frozen=True, slots=True)
class Member:
    """A member or item: the pieces of its text, and the condition under which it is there."""

    pieces: Sequence[Piece]
    condition: str | None = None
    name: str = ""
    """What a local variable that holds it is called."""


def detail(entry: Entry) -> str:
    """Return the statements of the function that gives the detail; empty where there is none."""
    details = [*entry.definition.details.items()]
    lines = []
    for variant, template in details:
        value = formatted(_template(template, entry))
        if (variant, template) != details[-1]:
            lines.append(f"{' ' * INDENT}if self.variant == {formatted([variant])}:")
            lines.append(assignment("return", value, INDENT + 4))
        else:
            lines.append(assignment("return", value, INDENT))
    return "\n".join(lines)


def headers(entry: Entry) -> str:
    """Return the statements that fill `_headers`; empty where there are none.

    A header whose param has no value is left out.
    """
    lines: list[str] = []
    for name, template in sorted(entry.headers.items()):
        pieces = joined(_template(template, entry))
        needed = [param for param in names(template) if param in entry.arguments]
        indent = INDENT
        if needed:
            tests = " and ".join(f"self.{param} is not None" for param in needed)
            lines.append(f"{' ' * indent}if {tests}:")
            indent += 4
        if any(isinstance(piece, Field) for piece in pieces):
            lines.append(assignment("_value", formatted(pieces), indent))
            lines.append(f"{' ' * indent}_headers[{formatted([name])}] = _header(_value)")
        else:
            value = formatted([header_value("".join(pieces))])
            lines.append(assignment(f"_headers[{formatted([name])}]", value, indent))
    return "\n".join(lines)


def general(tree: Object, entry: Entry) -> str:
    """Return the statements of `_body`, which writes any occurrence of `entry`."""
    writer = _General(entry)
    pieces = writer.object(tree)
    return "\n".join([*writer.lines, assignment("return", formatted(pieces), INDENT)])


def _template(template: str, entry: Entry) -> list[Piece]:
    pieces: list[Piece] = []
    for part in scan(template):
        if not isinstance(part, Placeholder):
            pieces.append(str(part))
        elif part in entry.arguments:
            pieces.append(Field(f"_shown(self.{part})"))
        else:
            pieces.append(shown(entry.params[part].const))
    return pieces


class Writer(ABC):
    """Walks the body template; how a value is written is up to the class below."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def object(self, node: Object) -> list[Piece]:
        """Return the pieces of an object."""
        members: list[Member] = []
        for name, child in node.members:
            if isinstance(child, Splice):
                members += self.params()
                continue
            member = self.value(child)
            if member is not None:
                pieces = [_key(name), *member.pieces]
                members.append(Member(pieces, member.condition, member.name))
        return ["{", *self.joined(members), "}"]

    def array(self, node: Array) -> list[Piece]:
        """Return the pieces of an array."""
        items = [member for child in node.items if (member := self.value(child)) is not None]
        return ["[", *self.joined(items), "]"]

    def value(self, node: Node) -> Member | None:
        """Return the value of a leaf or branch; None where this class never has one."""
        if isinstance(node, Object):
            return Member(self.object(node))
        if isinstance(node, Array):
            return Member(self.array(node))
        if isinstance(node, Constant):
            return Member([_constant(node.value)])
        assert isinstance(node, Variable)
        definition = self.entry.definition
        constants: dict[str, Any] = {
            "code": definition.code,
            "status": definition.status,
            "title": definition.title,
            "type": self.entry.type,
        }
        if node.name in constants:
            return Member([_constant(constants[node.name])])
        if node.name == "detail":
            return self.detail() if definition.details else None
        if node.name == "variant":
            return Member([Field("_json(self.variant)")]) if definition.variants else None
        if node.name == "instance":
            return self.instance()
        if node.name == "request_id":
            return self.request_id()
        return self.nested()

    def params(self) -> list[Member]:
        """Return a member for each param that clients see."""
        members = []
        for name, param in self.entry.exposed.items():
            key = _key(param.wire(name))
            if param.is_const:
                members.append(Member([key, _constant(param.const)]))
            else:
                condition = f"self.{name} is not None" if param.optional else None
                members.append(Member([key, *self.param(name, param)], condition, name))
        return members

    def detail(self) -> Member | None:
        """Return the detail, which is a constant where no param stands in it."""
        details = [*self.entry.definition.details.values()]
        pieces = joined(_template(details[0], self.entry))
        if len(details) == 1 and not any(isinstance(piece, Field) for piece in pieces):
            return Member([_constant("".join(pieces))])
        return Member([Field("_json(self._detail())")])

    @abstractmethod
    def param(self, name: str, param: Param) -> list[Piece]:
        """Return the value of a param."""

    @abstractmethod
    def instance(self) -> Member | None:
        """Return the instance."""

    @abstractmethod
    def request_id(self) -> Member | None:
        """Return the request's id."""

    @abstractmethod
    def nested(self) -> Member | None:
        """Return the params as an object; None where this class has none."""

    @abstractmethod
    def joined(self, members: list[Member]) -> list[Piece]:
        """Return the pieces of `members` with commas between them."""


class _General(Writer):
    """Writes any occurrence; what may be absent is put into a local variable first."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry)
        self.lines: list[str] = []
        self._taken: set[str] = set()

    def param(self, name: str, param: Param) -> list[Piece]:
        """Return the value of a param, whatever it is."""
        return [Field(f"_json(self.{name})")]

    def instance(self) -> Member:
        """Return the instance, which may be absent."""
        return Member(
            [Field("_json(_shown(self.instance))")], "self.instance is not None", "_instance"
        )

    def request_id(self) -> Member:
        """Return the request's id, which may be absent."""
        return Member([Field("_json(_id)")], "_id is not None", "_request")

    def nested(self) -> Member | None:
        """Return the params as an object, absent where it has no member."""
        members = self.params()
        if not members:
            return None
        pieces = self.joined(members)
        if all(member.condition for member in members):
            # The slice that `joined` made is of the variable that tells whether there is one.
            return Member(["{", *pieces, "}"], str(pieces[0]).partition("[")[0], "_params")
        return Member(["{", *pieces, "}"])

    def joined(self, members: list[Member]) -> list[Piece]:
        """Return the pieces of `members` with commas between those that are there.

        Where one is always there, the commas of the others lean on it: a comma behind each one
        before it, and in front of each one after it. Where none is, they are collected in a local
        variable, whose first comma is cut off.
        """
        anchor = next((index for index, member in enumerate(members) if not member.condition), None)
        if anchor is None:
            return self._collected(members) if members else []
        pieces: list[Piece] = []
        for index, member in enumerate(members):
            own = [*member.pieces, ","] if index < anchor else [",", *member.pieces]
            if index == anchor:
                own = [*member.pieces]
            pieces += [self._optional(member, own)] if member.condition else own
        return pieces

    def _optional(self, member: Member, pieces: list[Piece]) -> Field:
        name = self._fresh(member.name)
        self._line(f'{name} = ""')
        self._line(f"if {member.condition}:")
        self.lines.append(assignment(name, formatted(pieces), INDENT + 4))
        return Field(name)

    def _collected(self, members: list[Member]) -> list[Piece]:
        name = self._fresh("_members")
        self._line(f'{name} = ""')
        for member in members:
            value = formatted([",", *member.pieces])
            self._line(f"if {member.condition}:")
            self.lines.append(assignment(f"{name} +", value, INDENT + 4).replace("+ =", "+=", 1))
        return [Field(f"{name}[1:]")]

    def _line(self, line: str) -> None:
        self.lines.append(" " * INDENT + line)

    def _fresh(self, name: str) -> str:
        made, count = name, 2
        while made in self._taken or (made != name and made in self.entry.params):
            made, count = f"{name}_{count}", count + 1
        self._taken.add(made)
        return made


@lru_cache(maxsize=1_000)
def _key(name: str) -> str:
    return f"{json.dumps(name)}:"


def _constant(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
