"""The body template as Python statements. Text of the catalog enters them as literals only.

Two functions come from one tree. `general` writes any occurrence: each value goes through the
encoder. `quick` is for the ordinary one, whose params are all there, short and without a character
that JSON escapes: its values are spliced in as they are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from errbook.catalog import Entry
from errbook.catalog.body import Array, Constant, Node, Object, Splice, Variable, walk
from errbook.catalog.param import Param
from errbook.detail import Placeholder, names, scan
from errbook.emit.layout import WIDTH, Field, Piece, assignment, formatted, joined
from errbook.encode import shown
from errbook.problem import header_value

__all__ = ["detail", "general", "headers", "quick"]

_INDENT = 8


@dataclass(frozen=True, slots=True)
class _Member:
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
            lines.append(f"{' ' * _INDENT}if self.variant == {formatted([variant])}:")
            lines.append(assignment("return", value, _INDENT + 4))
        else:
            lines.append(assignment("return", value, _INDENT))
    return "\n".join(lines)


def headers(entry: Entry) -> str:
    """Return the statements that fill `_headers`; empty where there are none.

    A header whose param has no value is left out.
    """
    lines: list[str] = []
    for name, template in sorted(entry.headers.items()):
        pieces = joined(_template(template, entry))
        needed = [param for param in names(template) if param in entry.arguments]
        indent = _INDENT
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
    return "\n".join([*writer.lines, assignment("return", formatted(pieces), _INDENT)])


def quick(tree: Object, entry: Entry, limit: int) -> str:
    """Return the statements of `to_json` for the ordinary occurrence; empty where there is none.

    There is one if every argument has to be given, and all that the body shows are strings and
    whole numbers.
    """
    writer = _Quick(entry)
    pieces = joined(writer.object(tree))
    plain = [*dict.fromkeys(writer.texts)]
    if writer.impossible or entry.definition.variants:
        return ""
    if not plain and not writer.numbers and not entry.arguments:
        text = formatted(pieces)
        lines = [assignment("return", f"b{text}", _INDENT)]
        if any(isinstance(node, Variable) and node.name == "instance" for node in walk(tree)):
            lines = [
                f"{' ' * _INDENT}try:",
                f"{' ' * _INDENT}    if self.instance is None:",
                assignment("return", f"b{text}", _INDENT + 8),
                f"{' ' * _INDENT}except Exception:",
                f"{' ' * _INDENT}    pass",
                f"{' ' * _INDENT}return _Problem.to_json(self)",
            ]
        return "\n".join(lines)
    return _guarded(writer, pieces, plain, entry, limit)


def _guarded(
    writer: _Quick, pieces: list[Piece], plain: list[str], entry: Entry, limit: int
) -> str:
    """Return `pieces` behind the tests that their values are what they have to be."""
    fixed = sum(len(piece) for piece in pieces if not isinstance(piece, Field))
    fixed += 20 * len(writer.numbers)
    often = max((writer.texts.count(name) for name in plain), default=1)
    room = (limit - fixed) // often
    if room < 1:
        return ""
    numbers = [*dict.fromkeys(writer.numbers)]
    used = [name for name in (*plain, *numbers) if name != "_id"]
    lines = ["_own = self.__dict__", *(f"{name} = _own[{formatted([name])}]" for name in used)]
    lines += ["_id = _request_id.get()"] if "_id" in plain else []
    tests = [f"len(_own) == {len(entry.arguments)}", *(f"type({name}) is str" for name in plain)]
    for name in numbers:
        tests += [f"type({name}) is int", f"{name}.bit_length() < 64"]
    made = [f"{' ' * _INDENT}try:", *(f"{' ' * (_INDENT + 4)}{line}" for line in lines)]
    made += _if(tests, _INDENT + 4)
    indent = _INDENT + 8
    if plain:
        made.append(f"{' ' * indent}_values = ({' + '.join(plain)}).encode()")
        fits = [f"len(_values) <= {room}", "_values.translate(_PLAIN) is _values"]
        made += _if(fits, indent)
        indent += 4
    made.append(assignment("_text", formatted(pieces), indent))
    made.append(f"{' ' * indent}return _text.encode()")
    if any(len(line) > WIDTH for line in made[:-2]):
        return ""
    rest = ["except Exception:", "    pass", "return _Problem.to_json(self)"]
    return "\n".join([*made, *(f"{' ' * _INDENT}{line}" for line in rest)])


def _if(tests: list[str], indent: int) -> list[str]:
    """Return the lines of an `if` with all `tests`, on one line if they fit."""
    margin = " " * indent
    flat = f"{margin}if {' and '.join(tests)}:"
    if len(flat) <= WIDTH:
        return [flat]
    lines = [f"{margin}    {'and ' if index else ''}{test}" for index, test in enumerate(tests)]
    return [f"{margin}if (", *lines, f"{margin}):"]


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


class _Writer:
    """Walks the body template; how a value is written is up to the class below."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def object(self, node: Object) -> list[Piece]:
        """Return the pieces of an object."""
        members: list[_Member] = []
        for name, child in node.members:
            if isinstance(child, Splice):
                members += self.params()
                continue
            member = self.value(child)
            if member is not None:
                pieces = [_key(name), *member.pieces]
                members.append(_Member(pieces, member.condition, member.name))
        return ["{", *self.joined(members), "}"]

    def array(self, node: Array) -> list[Piece]:
        """Return the pieces of an array."""
        items = [member for child in node.items if (member := self.value(child)) is not None]
        return ["[", *self.joined(items), "]"]

    def value(self, node: Node) -> _Member | None:
        """Return the value of a leaf or branch; None where this class never has one."""
        if isinstance(node, Object):
            return _Member(self.object(node))
        if isinstance(node, Array):
            return _Member(self.array(node))
        if isinstance(node, Constant):
            return _Member([_constant(node.value)])
        assert isinstance(node, Variable)
        definition = self.entry.definition
        constants: dict[str, Any] = {
            "code": definition.code,
            "status": definition.status,
            "title": definition.title,
            "type": self.entry.type,
        }
        if node.name in constants:
            return _Member([_constant(constants[node.name])])
        if node.name == "detail":
            return self.detail() if definition.details else None
        if node.name == "variant":
            return _Member([Field("_json(self.variant)")]) if definition.variants else None
        if node.name == "instance":
            return self.instance()
        if node.name == "request_id":
            return self.request_id()
        return self.nested()

    def params(self) -> list[_Member]:
        """Return a member for each param that clients see."""
        members = []
        for name, param in self.entry.exposed.items():
            key = _key(param.wire(name))
            if param.is_const:
                members.append(_Member([key, _constant(param.const)]))
            else:
                condition = f"self.{name} is not None" if param.optional else None
                members.append(_Member([key, *self.param(name, param)], condition, name))
        return members

    def detail(self) -> _Member | None:
        """Return the detail, which is a constant where no param stands in it."""
        details = [*self.entry.definition.details.values()]
        pieces = joined(_template(details[0], self.entry))
        if len(details) == 1 and not any(isinstance(piece, Field) for piece in pieces):
            return _Member([_constant("".join(pieces))])
        return _Member([Field("_json(self._detail())")])

    # What the two differ in.

    def param(self, name: str, param: Param) -> list[Piece]:
        raise AssertionError

    def instance(self) -> _Member | None:
        raise AssertionError

    def request_id(self) -> _Member | None:
        raise AssertionError

    def nested(self) -> _Member | None:
        raise AssertionError

    def joined(self, members: list[_Member]) -> list[Piece]:
        raise AssertionError


class _General(_Writer):
    """Writes any occurrence; what may be absent is put into a local variable first."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry)
        self.lines: list[str] = []
        self._taken: set[str] = set()

    def param(self, name: str, param: Param) -> list[Piece]:
        """Return the value of a param, whatever it is."""
        return [Field(f"_json(self.{name})")]

    def instance(self) -> _Member:
        """Return the instance, which may be absent."""
        return _Member(
            [Field("_json(_shown(self.instance))")], "self.instance is not None", "_instance"
        )

    def request_id(self) -> _Member:
        """Return the request's id, which may be absent."""
        return _Member([Field("_json(_id)")], "_id is not None", "_request")

    def nested(self) -> _Member | None:
        """Return the params as an object, absent where it has no member."""
        members = self.params()
        if not members:
            return None
        pieces = self.joined(members)
        if all(member.condition for member in members):
            # The slice that `joined` made is of the variable that tells whether there is one.
            return _Member(["{", *pieces, "}"], str(pieces[0]).partition("[")[0], "_params")
        return _Member(["{", *pieces, "}"])

    def joined(self, members: list[_Member]) -> list[Piece]:
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

    def _optional(self, member: _Member, pieces: list[Piece]) -> Field:
        name = self._fresh(member.name)
        self._line(f'{name} = ""')
        self._line(f"if {member.condition}:")
        self.lines.append(assignment(name, formatted(pieces), _INDENT + 4))
        return Field(name)

    def _collected(self, members: list[_Member]) -> list[Piece]:
        name = self._fresh("_members")
        self._line(f'{name} = ""')
        for member in members:
            value = formatted([",", *member.pieces])
            self._line(f"if {member.condition}:")
            self.lines.append(assignment(f"{name} +", value, _INDENT + 4).replace("+ =", "+=", 1))
        return [Field(f"{name}[1:]")]

    def _line(self, line: str) -> None:
        self.lines.append(" " * _INDENT + line)

    def _fresh(self, name: str) -> str:
        made, count = name, 2
        while made in self._taken or (made != name and made in self.entry.params):
            made, count = f"{name}_{count}", count + 1
        self._taken.add(made)
        return made


class _Quick(_Writer):
    """Writes the ordinary occurrence, and notes which values have to be plain for that."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry)
        self.texts: list[str] = []
        self.numbers: list[str] = []
        self.impossible = any(param.optional for param in entry.arguments.values())

    def param(self, name: str, param: Param) -> list[Piece]:
        """Return the value of a param as it is, in quotes if it is a string."""
        field = self._field(name, param)
        return [field] if param.type == "integer" else ['"', field, '"']

    def _field(self, name: str, param: Param) -> Field:
        if param.type == "integer":
            self.numbers.append(name)
        elif param.type == "string" and param.format not in ("date-time", "uuid"):
            self.texts.append(name)
        else:
            self.impossible = True
        return Field(name)

    def detail(self) -> _Member | None:
        """Return the detail with the params' values in it."""
        template = next(iter(self.entry.definition.details.values()))
        pieces: list[Piece] = []
        for part in scan(template):
            if isinstance(part, Placeholder) and part in self.entry.arguments:
                pieces.append(self._field(str(part), self.entry.params[part]))
            elif isinstance(part, Placeholder):
                pieces.append(_inside(shown(self.entry.params[part].const)))
            else:
                pieces.append(_inside(part))
        return _Member(['"', *pieces, '"'])

    def instance(self) -> None:
        """Leave the instance out: an occurrence that has one is not ordinary."""

    def request_id(self) -> _Member:
        """Return the request's id: where none is set, the occurrence is not ordinary."""
        self.texts.append("_id")
        return _Member(['"', Field("_id"), '"'])

    def nested(self) -> _Member | None:
        """Return the params as an object."""
        members = self.params()
        return _Member(["{", *self.joined(members), "}"]) if members else None

    def joined(self, members: list[_Member]) -> list[Piece]:
        """Return the pieces of `members` with commas between them: all of them are there."""
        pieces: list[Piece] = []
        for member in members:
            pieces += [*([","] if pieces else []), *member.pieces]
        return pieces


def _key(name: str) -> str:
    return f"{json.dumps(name)}:"


def _constant(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _inside(text: str) -> str:
    """Return `text` as it stands inside of a JSON string."""
    return json.dumps(str(text))[1:-1]
