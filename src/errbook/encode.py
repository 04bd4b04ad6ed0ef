"""Any Python value as JSON, without ever failing, and without importing `json`.

Numbers, strings, booleans and None are themselves. What JSON has no form for becomes the nearest
thing that it has: NaN and the infinities null, dates ISO 8601 text, Decimal and UUID text, bytes
the text that they decode to, sets and other sized collections arrays, dataclasses and models
objects.

A value is read as often as the problem is shown, so what can be read only once (a generator, a
file) is not read at all: it becomes the name of its class, as does everything that has no text of
its own, and everything whose own methods fail.

What a value may take up is bounded before any of it is escaped. Where something is left out, a `…`
stands: at the end of text, as the last item of an array, as the last name of an object.
"""

from __future__ import annotations

try:
    from _json import encode_basestring_ascii as _ascii
except ImportError:  # an interpreter without the accelerator
    from json.encoder import encode_basestring_ascii as _ascii

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

__all__ = ["CUT", "MAX_DEPTH", "ROOM", "json_text", "plain", "shown", "utf8"]

MAX_DEPTH = 8
"""Levels of nesting kept of a value; a container that lies deeper becomes its name. Ends cycles."""

ROOM = 16_384
"""Characters kept of a value, those of all its parts together; each part counts as one at least."""

CUT = "…"
"""Stands where something is left out."""


def json_text(value: object) -> str:
    """Return `value` as JSON, ASCII only. Never raises."""
    if type(value) is str and len(value) <= ROOM:
        return _ascii(value if value.isascii() else _whole(value))
    return _dump(plain(value))


def shown(value: object) -> str:
    """Return `value` as it reads in a sentence: as in JSON, but strings unquoted, lists by commas.

    Never raises.
    """
    if type(value) is str and len(value) <= ROOM:
        return _whole(value)
    return _said(plain(value))


def utf8(text: str) -> bytes:
    """Encode `text`; a lone surrogate, which UTF-8 cannot carry, becomes U+FFFD."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def plain(value: object, room: int = ROOM) -> Any:
    """Return `value` made of dict, list, str, int, float, bool and None alone. Never raises.

    `room` is how many characters are kept of it.
    """
    return _plain(value, MAX_DEPTH, _Room(room))


class _Room:
    """How many characters may still be kept."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left

    def text(self, text: str) -> str:
        """Return as much of `text` as there is room for, with no lone surrogate in it."""
        kept = max(self.left, 0)
        self.left -= len(text) + 1
        return _whole(text if len(text) <= kept else f"{text[: max(kept - 1, 0)]}{CUT}")


def _plain(value: object, depth: int, room: _Room) -> Any:
    try:
        return _converted(value, depth, room)
    except Exception:  # whatever the value's own methods do
        return room.text(_name(value))


def _converted(value: Any, depth: int, room: _Room) -> Any:
    """Return `value` as plain data. Asks for its type, as a proxy makes up its `__class__`."""
    kind: Any = type(value)
    if value is None or value is True or value is False:
        room.left -= 1
        return value
    if issubclass(kind, str):
        return room.text(str.__str__(value))
    if issubclass(kind, int):
        return _integer(int.__int__(value), room)
    if issubclass(kind, float):
        number = float.__float__(value)
        room.left -= 1
        return number if number - number == 0 else None
    if issubclass(kind, (bytes, bytearray, memoryview)):
        # One byte is one character at most; one too many tells that there were more.
        return room.text(bytes(value[: max(room.left, 0) + 1]).decode("utf-8", "replace"))
    if issubclass(kind, type):
        return room.text(_name(value))
    if hasattr(kind, "__members__"):  # an enum
        return _plain(value.value, depth - 1, room)
    if hasattr(kind, "isoformat"):
        return room.text(str(value.isoformat()))
    if hasattr(value, "casefold"):  # acts as a string: UserString, a lazy translation
        return room.text(str(value))
    if _contains(value):
        return _container(value, depth, room) if depth > 0 else room.text(_name(value))
    if hasattr(kind, "__index__"):  # a whole number of another library
        return _integer(int(value.__index__()), room)
    if kind.__str__ is object.__str__:  # its text would be an address in memory
        return room.text(_name(value))
    return room.text(str(value))


def _contains(value: Any) -> bool:
    kind = type(value)
    sized = hasattr(kind, "__len__") and hasattr(kind, "__iter__")
    return sized or hasattr(kind, "__dataclass_fields__") or hasattr(kind, "model_dump")


def _container(value: Any, depth: int, room: _Room) -> Any:
    kind = type(value)
    room.left -= 1
    if hasattr(kind, "__dataclass_fields__"):
        from dataclasses import fields  # imported already, by whoever made the class

        value = {field.name: getattr(value, field.name) for field in fields(value)}
    elif hasattr(kind, "model_dump"):
        value = value.model_dump()
    if hasattr(value, "keys") and hasattr(value, "__getitem__"):
        return _object(((key, value[key]) for key in value.keys()), depth, room)  # noqa: SIM118
    items: list[Any] = []
    for item in value:
        if room.left <= 0:
            return [*items, CUT]
        items.append(_plain(item, depth - 1, room))
    return items


def _object(pairs: Iterable[tuple[Any, Any]], depth: int, room: _Room) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, item in pairs:
        if room.left <= 0:
            made[CUT] = CUT
            break
        name = _said(_plain(key, depth - 1, room))
        made.setdefault(name, _plain(item, depth - 1, room))
    return made


def _integer(value: int, room: _Room) -> int | str:
    try:
        digits = len(repr(value))
    except ValueError:  # over 4,300 digits, which Python declines to write in decimal
        return room.text(hex(value))
    if digits > max(room.left, 20):  # 20 digits are no more than a mark that they were cut
        return room.text(repr(value))
    room.left -= digits
    return value


def _whole(text: str) -> str:
    """Return `text` with no lone surrogate in it."""
    return text if text.isascii() else utf8(text).decode()


def _name(value: Any) -> str:
    kind = value if issubclass(type(value), type) else type(value)
    return f"<{type.__dict__['__name__'].__get__(kind)}>"


def _said(value: Any) -> str:
    """Return what `plain` returned as it reads inside a sentence."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(_said(item) for item in value)
    return _dump(value)


def _dump(value: Any) -> str:
    """Return JSON of what `plain` returned."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return _ascii(value)
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, list):
        return f"[{','.join(_dump(item) for item in value)}]"
    return f"{{{','.join(f'{_ascii(name)}:{_dump(item)}' for name, item in value.items())}}}"
