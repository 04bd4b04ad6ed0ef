"""What Litestar found wrong with a request's input, as `Failure`s.

Litestar reads input with msgspec, and hands models of other libraries to those. What it says of a
failure is made of the value in places; it is kept here only in the forms that are made of the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from litestar.exceptions import SerializationException, ValidationException
from msgspec import ValidationError

from errbook.web._asgi import Scope
from errbook.web._failures import VAGUE, Failure, of_pydantic
from errbook.web._origin import raised_by

__all__ = ["failures", "is_litestars", "is_unreadable", "parameters_of"]


def failures(error: BaseException, scope: Scope) -> list[Failure] | None:
    """Return what is wrong with the input that `error` is about; None if it is about no input."""
    unreadable = error if isinstance(error, SerializationException) else error.__cause__
    if isinstance(unreadable, SerializationException):
        return [_unreadable(unreadable, scope)]
    if not isinstance(error, ValidationException):
        return None
    cause, body = error.__cause__, _body(scope)
    listed = getattr(cause, "errors", None)
    if listed is not None:  # of pydantic, as it is or as Litestar wraps it
        return of_pydantic(listed() if callable(listed) else listed, body)
    own = is_litestars(error)
    missing = _MISSING(error.detail) if own else None
    if missing is not None:
        return [Failure("is missing", missing[1], (missing[2],), "missing")]
    told = [one for one in error.extra or () if isinstance(one, Mapping) and "message" in one]
    if not told:
        return [Failure(VAGUE if own else error.detail, body)]
    place = _place(str(cause))[1] if isinstance(cause, ValidationError) else ()
    return [_failure(one, scope, place, own) for one in told]


def is_litestars(error: BaseException) -> bool:
    """Tell whether Litestar itself raised `error`, and no code of the app's."""
    return raised_by(error).partition(".")[0] == "litestar"


def is_unreadable(error: BaseException) -> bool:
    """Tell whether `error` says that the request's body cannot be read, and not other data."""
    return isinstance(error, SerializationException) and any(
        name.startswith("litestar.connection.") for name in _modules(error)
    )


def _modules(error: BaseException) -> Iterator[str]:
    """Yield the names of the modules that `error` came through."""
    trace = error.__traceback__
    while trace is not None:
        yield trace.tb_frame.f_globals.get("__name__", "")
        trace = trace.tb_next


# What is said of it.

_MISSING = re.compile(r"Missing required (\w+) parameter '(.+?)' for path .*", re.DOTALL).fullmatch

_OF_THE_RULE = re.compile(
    r"Expected `[^`]+`(, got `[^`]+`| with (a|no) timezone component| (<|<=|>|>=) \S+"
    r"| that's a multiple of \S+| matching regex '.*'| of (at (least|most) )?length .*)?"
    r"|Invalid (RFC3339 encoded \w+|ISO8601 duration|UUID|base64 encoded string|decimal string"
    r"|epoch timestamp|MessagePack timestamp)|(Integer value|Number) out of range"
).fullmatch
"""What msgspec says without the value."""

_OF_A_MEMBER = re.compile(r"Object missing required field `(.+)`", re.DOTALL).fullmatch
_OF_A_CHOICE = re.compile(r"Invalid (enum )?value .*", re.DOTALL).fullmatch
_OF_A_STRANGER = re.compile(r"Object contains unknown field .*", re.DOTALL).fullmatch
_AT = re.compile(r"(.*?)(?: - at (?:`key` in )?`\$(.*)`)?", re.DOTALL).fullmatch
_STEP = re.compile(r"\[(\d+|\.\.\.)\]|([^.\[\]]+)").finditer


def _failure(
    told: Mapping[str, Any], scope: Scope, place: tuple[str | int, ...], own: bool
) -> Failure:
    """Return one of the failures that Litestar lists, or its developer in the same form."""
    key, message = str(told.get("key", "")), str(told["message"])
    name, source = key.partition(".")[0], getattr(told.get("source"), "value", told.get("source"))
    parameters = parameters_of(scope.get("route_handler"))
    kwarg = getattr(parameters.get(name), "kwarg_definition", None)
    where, path = _body(scope), _steps(key)
    if own and name in parameters and name != "data":
        kind = getattr(getattr(kwarg, "param_type", None), "value", source)
        where = "path" if name in scope.get("path_params", ()) else str(kind or "query")
        alias = (getattr(kwarg, of, None) for of in ("name", "header", "cookie", "query"))
        path = (next(filter(None, alias), name),)
    elif own and place[:1] == ("data",):
        path = place[1:]
    elif own and path == ("data",):
        path = ()
    elif not own and source in ("query", "path", "header", "cookie"):
        where = source
    if not own:
        return Failure(message, where, path)
    if message == repr(name):  # it is that of a KeyError
        return Failure("is missing", where, path, "missing")
    words, further, code = _said(message)
    return Failure(words, where, (*path, *further), code)


def _unreadable(error: SerializationException, scope: Scope) -> Failure:
    if not isinstance(error.__cause__, ValidationError):
        packed = "MessagePack" in str(error)
        return Failure(f"is no {'MessagePack' if packed else 'JSON'}", "body", (), "json_invalid")
    message, place = _place(str(error.__cause__))
    words, further, code = _said(message)
    return Failure(words, _body(scope), (*place, *further), code)


def _said(message: str) -> tuple[str, tuple[str, ...], str | None]:
    """Return what may be said of a failure, the rest of the way to it, and a word for the rule."""
    member = _OF_A_MEMBER(message)
    if member is not None:
        return "is missing", (member[1],), "missing"
    if _OF_A_CHOICE(message):
        return "is none of the values that are allowed", (), "enum"
    if _OF_A_STRANGER(message):
        return "has a member that is not declared", (), "extra_forbidden"
    return (message if _OF_THE_RULE(message) else VAGUE), (), None


# Where it is.


def parameters_of(handler: Any) -> dict[str, Any]:
    """Return the parameters of a handler and of the dependencies that it may have, by name."""
    if handler is None:
        return {}
    found: dict[str, Any] = {**handler.resolve_layered_parameters()}
    for dependency in handler.resolve_dependencies().values():
        found |= dependency.parsed_fn_signature.parameters
    found |= handler.parsed_fn_signature.parameters
    return found


def _body(scope: Scope) -> str:
    """Return what the handler takes the body for."""
    data = parameters_of(scope.get("route_handler")).get("data")
    kind = getattr(getattr(data, "kwarg_definition", None), "media_type", None) or ""
    forms = ("application/x-www-form-urlencoded", "multipart/form-data")
    return "form" if getattr(kind, "value", kind) in forms else "body"


def _place(text: str) -> tuple[str, tuple[str | int, ...]]:
    """Return what msgspec says, and where: `$.data.items[0]`."""
    found = _AT(text)
    return (text, ()) if found is None else (found[1], _steps(found[2] or ""))


def _steps(path: str) -> tuple[str | int, ...]:
    """Return the way that `path` describes, as far as it is told: a name may be input itself."""
    found: list[str | int] = []
    for step in _STEP(path):
        if step[1] == "...":
            break
        found.append(step[2] if step[1] is None else int(step[1]))
    return tuple(found)
