"""One occurrence of a declared error: an exception that knows its response (RFC 9457).

`Problem` is the root. A generated class adds, as plain data, what its definition declares, and
three compiled functions: its detail, its headers and its body. Everything that generated code does
at run time is here, so that a generated module is data that one can read.
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
    """An error that the catalog declares, as it happens. Raise one of its generated subclasses.

    Params are given by name and become attributes. A wrong, missing or unknown argument never
    raises: the response keeps its status, and the mistake goes to the logger `errbook`, once.
    """

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
        self,
        *args: object,
        variant: str | None = None,
        instance: str | None = None,
        **params: object,
    ) -> None:
        if variant is not None or self.variants:
            self.variant = self._chosen(variant)
        if instance is not None:
            self.instance = instance
        if args or params.keys() != self._arguments:
            params = self._known(args, params)
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
        """Return the problem without its envelope, in JSON types.

        RFC 9457's members, code and variant come first; a param that is called like one of them
        is left out.
        """
        members = {
            "type": self.type,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": None if self.instance is None else shown(self.instance),
            "code": self.code or None,
            "variant": self.variant,
        }
        found: dict[str, Any] = {
            name: value for name, value in members.items() if value is not None
        }
        for name, attribute in self._members:
            value = getattr(self, attribute)
            if value is not None or attribute not in self._optional:
                found.setdefault(name, plain(value))
        return found

    def __str__(self) -> str:
        said = self.detail or self.title
        return f"{self.code}: {said}" if self.code else said

    def __repr__(self) -> str:
        given = {name: getattr(self, name) for name in sorted(self._arguments & vars(self).keys())}
        if self.variant is not None:
            given = {"variant": self.variant, **given}
        inside = ", ".join(f"{name}={_repr(value)}" for name, value in given.items())
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

    # The slow path: a variant is chosen; an argument is optional, missing or unknown.

    def _chosen(self, variant: object) -> str | None:
        """Return the variant that is meant; where none is, the first one."""
        if issubclass(type(variant), str) and str.__str__(variant) in self.variants:
            return str.__str__(variant)
        if not self.variants:
            self._complain("has no variants")
            return None
        said = "is missing variant" if variant is None else f"has no variant {json_text(variant)}"
        self._complain(f"{said}; {self.variants[0]} stands in")
        return self.variants[0]

    def _known(self, args: tuple[object, ...], params: dict[str, object]) -> dict[str, object]:
        """Return those of `params` that are declared; a missing one has the value None."""
        missing = sorted(self._arguments - self._optional - params.keys())
        unknown = sorted(params.keys() - self._arguments)
        if args:
            self._complain(f"takes its params by name, got {len(args)} without")
        if missing:
            self._complain(f"is missing {', '.join(missing)}")
        if unknown:
            self._complain(f"does not declare {', '.join(map(json_text, unknown))}")
        return {name: value for name, value in params.items() if name in self._arguments}

    def _complain(self, what: str) -> None:
        said = (self.code, what[:_LONGEST])
        if said in _said or len(_said) >= _MOST:
            return
        _said.add(said)
        import logging

        try:
            logging.getLogger("errbook").error("%s %s", *said, stacklevel=4)  # where it is raised
        except Exception:  # a filter or handler of the service's own
            return


class ClientProblem(Problem):
    """The request is at fault: a status from 400 to 499."""

    status: ClassVar[int] = 400
    title: ClassVar[str] = "Bad Request"


class ServerProblem(Problem):
    """The service is at fault: a status from 500 to 599."""


_said: set[tuple[str, str]] = set()
"""Complaints already logged: each is said once a process."""

_MOST = 1_000
"""Complaints that a process logs at most, so that names out of a request cannot fill its memory."""

_LONGEST = 500
"""Characters of one complaint."""

_LONGEST_HEADER = 2_000
"""Characters of one header's value; proxies refuse a response with 4 to 8 kB of headers."""


def _blank(cls: type[Problem]) -> Problem:
    """Make a problem of class `cls` whose state is set afterwards (pickle and copy)."""
    return cls.__new__(cls)


def _repr(value: object) -> str:
    try:
        return repr(value)
    except Exception:  # the value's own doing
        return json_text(value)


def header_value(text: str) -> str:
    """Return `text` as it may stand in a header: one line of printable latin-1 (RFC 9110, 5.5)."""
    kept = (c if " " <= c <= "~" or "\xa0" <= c <= "\xff" else " " for c in text[:_LONGEST_HEADER])
    return "".join(kept).strip()
