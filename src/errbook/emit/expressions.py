"""Templates as Python expressions. Text of the catalog enters them as literals only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from errbook.catalog import Entry
from errbook.catalog.body import Array, Constant, Node, Object, Splice, Variable
from errbook.detail import Placeholder, names, scan
from errbook.encode import shown
from errbook.problem import header_value

__all__ = ["body", "detail", "headers"]


class _Literal(str):
    """A piece of an expression that is a literal; `text` is what it stands for."""

    __slots__ = ("text",)
    text: str


class _Member:
    """A member or item: the pieces of its text, and the condition under which it is there."""

    def __init__(self, pieces: Sequence[str], condition: str | None = None) -> None:
        self.pieces = pieces
        self.condition = condition


def detail(template: str, entry: Entry) -> str:
    """Return the expression of the text that `template` gives, its params filled in."""
    return _sum(_template(template, entry))


def headers(entry: Entry) -> str:
    """Return the expression of the headers' dict; empty where there are none.

    A header whose param has no value is left out.
    """
    items = []
    for name, template in sorted(entry.headers.items()):
        pieces = _merged(_template(template, entry))
        value = f"_header({_sum(pieces)})"
        if all(isinstance(piece, _Literal) for piece in pieces):
            value = repr(header_value(_joined_text(pieces)))
        needed = [param for param in names(template) if param in entry.arguments]
        condition = " and ".join(f"self.{param} is not None" for param in needed)
        item = f"{name!r}: {value}"
        items.append(f"**({{{item}}} if {condition} else {{}})" if condition else item)
    return f"{{{', '.join(items)}}}" if items else ""


def body(tree: Object, entry: Entry) -> str:
    """Return the expression of the body's JSON text, for the problems of `entry`."""
    return _sum(_object(tree, entry))


def _template(template: str, entry: Entry) -> list[str]:
    pieces: list[str] = []
    for part in scan(template):
        if not isinstance(part, Placeholder):
            pieces.append(_text(part))
        elif part in entry.arguments:
            pieces.append(f"_shown(self.{part})")
        else:
            pieces.append(_text(shown(entry.params[part].const)))
    return pieces


def _object(node: Object, entry: Entry) -> list[str]:
    members: list[_Member] = []
    for name, child in node.members:
        if isinstance(child, Splice):
            members += _params(entry)
            continue
        member = _value(child, entry)
        if member is not None:
            members.append(_Member([_key(name), *member.pieces], member.condition))
    return [_text("{"), *_joined(members), _text("}")]


def _array(node: Array, entry: Entry) -> list[str]:
    items = [member for child in node.items if (member := _value(child, entry)) is not None]
    return [_text("["), *_joined(items), _text("]")]


def _params(entry: Entry) -> list[_Member]:
    members = []
    for name, param in entry.exposed.items():
        key = _key(param.wire(name))
        if param.is_const:
            members.append(_Member([key, _constant(param.const)]))
        else:
            condition = f"self.{name} is not None" if param.optional else None
            members.append(_Member([key, f"_json(self.{name})"], condition))
    return members


def _value(node: Node, entry: Entry) -> _Member | None:
    """Return the value of a leaf or branch; None where this class never has one."""
    if isinstance(node, Object):
        return _Member(_object(node, entry))
    if isinstance(node, Array):
        return _Member(_array(node, entry))
    if isinstance(node, Constant):
        return _Member([_constant(node.value)])
    assert isinstance(node, Variable)
    return _variable(node.name, entry)


def _variable(name: str, entry: Entry) -> _Member | None:
    definition = entry.definition
    constants: dict[str, Any] = {
        "code": definition.code,
        "status": definition.status,
        "title": definition.title,
        "type": entry.type,
    }
    if name in constants:
        return _Member([_constant(constants[name])])
    if name == "detail":
        return _detail(entry)
    if name == "variant":
        return _Member(["_json(self.variant)"]) if definition.variants else None
    if name == "instance":
        return _Member(["_json(_shown(self.instance))"], "self.instance is not None")
    if name == "request_id":
        return _Member(["_json(request_id)"], "request_id is not None")
    return _nested_params(entry)


def _detail(entry: Entry) -> _Member | None:
    details = list(entry.definition.details.values())
    if not details:
        return None
    pieces = _merged(_template(details[0], entry))
    if len(details) == 1 and all(isinstance(piece, _Literal) for piece in pieces):
        return _Member([_constant(_joined_text(pieces))])
    return _Member(["_json(self._detail())"])


def _nested_params(entry: Entry) -> _Member | None:
    members = _params(entry)
    if not members:
        return None
    conditions = [member.condition for member in members if member.condition]
    condition = f"({' or '.join(conditions)})" if len(conditions) == len(members) else None
    return _Member([_text("{"), *_joined(members), _text("}")], condition)


def _joined(members: list[_Member]) -> list[str]:
    """Return the pieces of `members` with commas between those that are there.

    Where one is always there, the commas of the others lean on it: a comma behind each one before
    it, and in front of each one after it. Where none is, they are joined at run time.
    """
    anchor = next((index for index, member in enumerate(members) if not member.condition), None)
    if anchor is None:
        return _joined_at_run_time(members)
    pieces: list[str] = []
    for index, member in enumerate(members):
        comma = _text(",")
        own = [*member.pieces, comma] if index < anchor else [comma, *member.pieces]
        if index == anchor:
            own = [*member.pieces]
        pieces += [f"({_sum(own)} if {member.condition} else '')"] if member.condition else own
    return pieces


def _joined_at_run_time(members: list[_Member]) -> list[str]:
    parts = [f"({_sum(member.pieces)} if {member.condition} else '')" for member in members]
    if len(parts) < 2:
        return parts
    return [f"','.join(filter(None, ({', '.join(parts)})))"]


def _sum(pieces: Sequence[str]) -> str:
    return " + ".join(_merged(pieces))


def _merged(pieces: Sequence[str]) -> list[str]:
    """Return `pieces` with neighbouring literals made one."""
    merged: list[str] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if isinstance(piece, _Literal) and isinstance(last, _Literal):
            merged[-1] = _text(last.text + piece.text)
        else:
            merged.append(piece)
    return merged


def _joined_text(pieces: Sequence[str]) -> str:
    return "".join(piece.text for piece in pieces if isinstance(piece, _Literal))


def _text(text: str) -> _Literal:
    made = _Literal(repr(str(text)))
    made.text = text
    return made


def _key(name: str) -> _Literal:
    return _text(f"{json.dumps(name)}:")


def _constant(value: Any) -> _Literal:
    return _text(json.dumps(value, separators=(",", ":")))
