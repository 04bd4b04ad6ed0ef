"""Any Python value as JSON, without ever failing, and without importing `json`.

Numbers, strings, booleans and None are themselves. What JSON has no form for becomes the nearest
thing that it has: NaN and the infinities null, dates ISO 8601 text, Decimal and UUID text, bytes the
text that they decode to, sets and other iterables arrays, dataclasses and models objects. What
cannot even be turned into text becomes the name of its class.
"""

from __future__ import annotations

try:
    from _json import encode_basestring_ascii as _ascii
except ImportError:  # an interpreter without the accelerator
    from json.encoder import encode_basestring_ascii as _ascii

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["MAX_DEPTH", "MAX_ITEMS", "json_text", "plain", "shown", "utf8"]

MAX_DEPTH = 8
"""Levels of nesting kept of a value; what lies deeper becomes text. Ends cycles as well."""

MAX_ITEMS = 1_000
"""Items kept of one container or iterable; an endless one ends here."""


def json_text(value: object) -> str:
    """Return `value` as JSON, ASCII only. Never raises."""
    kind = value.__class__
    if kind is str:
        return _ascii(value if value.isascii() else _whole(value))  # type: ignore[arg-type,attr-defined]
    return _dump(plain(value))


def shown(value: object) -> str:
    """Return `value` as it reads inside a sentence: as in JSON, strings unquoted, lists by commas."""
    if value.__class__ is str:
        return _whole(value)  # type: ignore[arg-type]
    simple = plain(value)
    if isinstance(simple, str):
        return simple
    if isinstance(simple, list):
        return ", ".join(shown(item) for item in simple)
    return _dump(simple)


def utf8(text: str) -> bytes:
    """Encode `text`; a lone surrogate, which UTF-8 cannot carry, becomes U+FFFD."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def plain(value: object, depth: int = MAX_DEPTH) -> Any:
    """Return `value` made of dict, list, str, int, float, bool and None alone. Never raises."""
    try:
        return _plain(value, depth)
    except Exception:  # whatever the value's own methods do
        return _name(value)


def _plain(value: object, depth: int) -> Any:
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return _whole(str.__str__(value))
    if isinstance(value, int):
        return _integer(int(value))
    if isinstance(value, float):
        number = float(value)
        return number if number - number == 0 else None
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("utf-8", "replace")
    if depth <= 0:
        return _text(value)
    if isinstance(value, dict) or (hasattr(value, "keys") and hasattr(value, "__getitem__")):
        return _object(value, depth)
    if isinstance(value, (list, tuple, set, frozenset)):
        return _array(value, depth)
    return _other(value, depth)


def _other(value: object, depth: int) -> Any:
    kind = value.__class__
    if isinstance(value, type):
        return _name(value)
    if hasattr(kind, "__members__") and hasattr(value, "value"):  # an enum
        return plain(value.value, depth - 1)
    if hasattr(kind, "isoformat"):
        return _text(value.isoformat())  # type: ignore[attr-defined]
    if hasattr(kind, "__dataclass_fields__"):
        return _object({name: getattr(value, name) for name in kind.__dataclass_fields__}, depth)
    if hasattr(kind, "model_dump"):
        return plain(value.model_dump(), depth - 1)  # type: ignore[attr-defined]
    if hasattr(kind, "__iter__"):
        return _array(value, depth)
    return _text(value)


def _object(value: Any, depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for count, key in enumerate(value.keys()):
        if count == MAX_ITEMS:
            break
        name = key if key.__class__ is str else shown(key)
        made.setdefault(_whole(name), plain(value[key], depth - 1))
    return made


def _array(value: Any, depth: int) -> list[Any]:
    made = []
    for count, item in enumerate(value):
        if count == MAX_ITEMS:
            break
        made.append(plain(item, depth - 1))
    return made


def _integer(value: int) -> int | str:
    try:
        int.__repr__(value)
    except ValueError:  # over 4,300 digits, which Python declines to write in decimal
        return hex(value)[: MAX_ITEMS * 4]
    return value


def _text(value: object) -> str:
    return _whole(str(value))


def _whole(text: str) -> str:
    """Return `text` with no lone surrogate in it."""
    return utf8(text).decode() if not text.isascii() else text


def _name(value: object) -> str:
    kind = value if isinstance(value, type) else value.__class__
    return f"<{type.__getattribute__(kind, '__name__')}>" if isinstance(kind, type) else "<object>"


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
