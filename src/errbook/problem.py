"""One occurrence of a declared error: an exception that knows its response (RFC 9457).

`Problem` is the root. A generated class adds, as plain data, what its definition declares, and three
compiled functions: its detail, its headers and its body. Everything that generated code does at
run time is here, so that a generated module is data that one can read.
"""

from __future__ import annotations

from contextvars import ContextVar

from errbook.encode import json_text, plain, shown, utf8

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, ClassVar

__all__ = ["ClientProblem", "Problem", "ServerProblem", "request_id"]

request_id: ContextVar[str | None] = ContextVar("errbook.request_id", default=None)
"""The id of the request being answered; `$request_id` in a body template."""


class Problem(Exception):
    """An error that the catalog declares, as it happens. Raise one of its generated subclasses."""

    code: ClassVar[str] = ""
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal Server Error"
    type: ClassVar[str] = "about:blank"
    retryable: ClassVar[bool | None] = None
    media_type: ClassVar[str] = "application/problem+json"
    variants: ClassVar[tuple[str, ...]] = ()

    variant: str | None = None
    instance: str | None = None

    # What a generated class is checked against and written from.
    _arguments: ClassVar[frozenset[str]] = frozenset()
    _optional: ClassVar[frozenset[str]] = frozenset()
    _members: ClassVar[tuple[tuple[str, str], ...]] = ()  # name on the wire, attribute

    def __init__(
        self, *args: object, variant: str | None = None, instance: str | None = None, **params: object
    ) -> None:
        if args or params.keys() != self._arguments:
            params = self._mend(args, params)
        if self.variants:
            self.variant = variant if variant in self.variants else self._choose(variant)
        elif variant is not None:
            self._complain("has no variants")
        if instance is not None:
            self.instance = instance
        self.__dict__.update(params)

    @property
    def detail(self) -> str | None:
        """The explanation of this occurrence, params filled in; None where none is declared."""
        return self._detail()

    @property
    def headers(self) -> dict[str, str]:
        """The response's headers: Content-Type and those that the definition declares."""
        return {"Content-Type": self.media_type, **self._headers()}

    def to_json(self) -> bytes:
        """Return the body of the response, in the catalog's body template, as UTF-8 JSON."""
        return utf8(self._body(request_id.get()))

    def to_dict(self) -> dict[str, Any]:
        """Return the problem without its envelope, in JSON types: RFC 9457 members, code, params."""
        members = {
            "type": self.type,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": self.instance and shown(self.instance),
            "code": self.code,
            "variant": self.variant,
        }
        found = {name: value for name, value in members.items() if value is not None}
        for name, attribute in self._members:
            value = getattr(self, attribute, None)
            if value is not None or attribute not in self._optional:
                found.setdefault(name, plain(value))
        return found

    def __str__(self) -> str:
        return f"{self.code}: {self.detail or self.title}"

    def __repr__(self) -> str:
        params = {name: getattr(self, name, None) for name in sorted(self._arguments)}
        if self.variant is not None:
            params = {"variant": self.variant, **params}
        inside = ", ".join(f"{name}={json_text(value)}" for name, value in params.items())
        return f"{type(self).__name__}({inside})"

    def __reduce__(self) -> tuple[Callable[..., Problem], tuple[Any, ...], dict[str, Any]]:
        return _blank, (type(self),), self.__dict__.copy()

    # Replaced in every generated class.

    def _detail(self) -> str | None:
        return None

    def _headers(self) -> dict[str, str]:
        return {}

    def _body(self, request_id: str | None) -> str:
        return json_text(self.to_dict())

    # The slow path: an argument is optional, missing, unknown or in the wrong place.

    def _mend(self, args: tuple[object, ...], params: dict[str, Any]) -> dict[str, Any]:
        missing = self._arguments - params.keys()
        unknown = params.keys() - self._arguments
        if args:
            self._complain(f"takes its params by name, got {len(args)} without")
        if missing - self._optional:
            self._complain(f"is missing {', '.join(sorted(missing - self._optional))}")
        if unknown:
            self._complain(f"does not declare {', '.join(sorted(unknown))}")
        known = {name: value for name, value in params.items() if name in self._arguments}
        return {**dict.fromkeys(missing), **known}

    def _choose(self, variant: object) -> str:
        said = "is missing variant" if variant is None else f"has no variant {json_text(variant)}"
        self._complain(f"{said}; {self.variants[0]} stands in")
        return self.variants[0]

    def _complain(self, what: str) -> None:
        if (self.code, what) in _said:
            return
        _said.add((self.code, what))
        import logging

        logging.getLogger("errbook").error("%s %s", self.code, what)


class ClientProblem(Problem):
    """The request is at fault: a status from 400 to 499."""

    status: ClassVar[int] = 400
    title: ClassVar[str] = "Bad Request"


class ServerProblem(Problem):
    """The service is at fault: a status from 500 to 599."""


_said: set[tuple[str, str]] = set()
"""Complaints already logged: each is said once a process."""


def _blank(cls: type[Problem]) -> Problem:
    """Make a problem of class `cls` whose state is set afterwards (pickle and copy)."""
    return cls.__new__(cls)


def header_value(text: str) -> str:
    """Return `text` as it may stand in a header: one line of printable latin-1 (RFC 9110, 5.5)."""
    return "".join(c if " " <= c <= "~" or "\xa0" <= c <= "\xff" else " " for c in text).strip()
