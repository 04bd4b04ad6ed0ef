"""The ordinary occurrence as Python statements: the one that has to be quick.

Its params are all there, short and without a character that JSON escapes, so that its values are
spliced in as they are. An occurrence that is not ordinary is left to `_body`.
"""

from __future__ import annotations

import json

from errbook.catalog import Entry
from errbook.catalog.body import Object, Variable, walk
from errbook.catalog.param import Param
from errbook.detail import Placeholder, scan
from errbook.emit.body import INDENT, Member, Writer
from errbook.emit.layout import WIDTH, Field, Piece, assignment, formatted, joined
from errbook.encode import shown

__all__ = ["quick"]


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
        lines = [assignment("return", f"b{text}", INDENT)]
        if any(isinstance(node, Variable) and node.name == "instance" for node in walk(tree)):
            lines = [
                f"{' ' * INDENT}try:",
                f"{' ' * INDENT}    if self.instance is None:",
                assignment("return", f"b{text}", INDENT + 8),
                f"{' ' * INDENT}except Exception:",
                f"{' ' * INDENT}    pass",
                f"{' ' * INDENT}return _Problem.to_json(self)",
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
    made = [f"{' ' * INDENT}try:", *(f"{' ' * (INDENT + 4)}{line}" for line in lines)]
    made += _if(tests, INDENT + 4)
    indent = INDENT + 8
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
    return "\n".join([*made, *(f"{' ' * INDENT}{line}" for line in rest)])


def _if(tests: list[str], indent: int) -> list[str]:
    """Return the lines of an `if` with all `tests`, on one line if they fit."""
    margin = " " * indent
    flat = f"{margin}if {' and '.join(tests)}:"
    if len(flat) <= WIDTH:
        return [flat]
    lines = [f"{margin}    {'and ' if index else ''}{test}" for index, test in enumerate(tests)]
    return [f"{margin}if (", *lines, f"{margin}):"]


class _Quick(Writer):
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

    def detail(self) -> Member | None:
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
        return Member(['"', *pieces, '"'])

    def instance(self) -> None:
        """Leave the instance out: an occurrence that has one is not ordinary."""

    def request_id(self) -> Member:
        """Return the request's id: where none is set, the occurrence is not ordinary."""
        self.texts.append("_id")
        return Member(['"', Field("_id"), '"'])

    def nested(self) -> Member | None:
        """Return the params as an object."""
        members = self.params()
        return Member(["{", *self.joined(members), "}"]) if members else None

    def joined(self, members: list[Member]) -> list[Piece]:
        """Return the pieces of `members` with commas between them: all of them are there."""
        pieces: list[Piece] = []
        for member in members:
            pieces += [*([","] if pieces else []), *member.pieces]
        return pieces


def _inside(text: str) -> str:
    """Return `text` as it stands inside of a JSON string."""
    return json.dumps(str(text))[1:-1]
