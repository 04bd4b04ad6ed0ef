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

    from errbook.client import Received

__all__ = [
    "ClientProblem", "Problem", "ServerProblem", "blank", "deprecated", "header_value",
    "request_id",
]  # fmt: skip

request_id: ContextVar[str | None] = ContextVar("errbook.request_id", default=None)
"""The id of the request being answered; `$request_id` in a body template."""

on_mistake: Callable[[Problem, str], None] | None = None
"""Is told of every wrong argument instead of the log: the pytest plugin fails the test."""


class Problem(Exception):
    """An error that the catalog declares, as it happens. Raise one of its generated subclasses.

    Params are given by name and become attributes. A wrong, missing or unknown argument never
    raises: the response keeps its status, and the mistake goes to the logger `errbook`, once.

    A subclass of a generated class keeps the code, status, title and type that the catalog
    declares; TypeError tells of one that does not, where it is defined.
    """

    code: ClassVar[str] = ""
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal Server Error"
    type: ClassVar[str] = "about:blank"
    retryable: ClassVar[bool | None] = None
    media_type: ClassVar[str] = "application/problem+json"
    variants: ClassVar[tuple[str, ...]] = ()

    instance: str | None = None
    received: Received | None = None
    """On a problem that `errbook.client` parsed out of a response: what was received."""

    # What a generated class is checked against and written from.
    _arguments: ClassVar[tuple[str, ...]] = ()
    _optional: ClassVar[tuple[str, ...]] = ()
    _members: ClassVar[tuple[tuple[str, str, Any], ...]] = ()  # name on the wire, attribute, kind
    _declared_headers: ClassVar[tuple[str, ...]] = ()
    _retired: ClassVar[bool] = False
    _limit: ClassVar[int] = 16_384

    if TYPE_CHECKING:

        def __init__(
            self, *args: object, instance: str | None = None, **params: object
        ) -> None: ...

        @property
        def variant(self) -> str | None:
            """The variant of the detail; None where the definition has none."""
    else:
        variant = None

        def __init__(self, /, *args, **given):
            self._take(args, given)

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        declared = next((base for base in cls.__mro__[1:] if base.__dict__.get("code")), None)
        if declared is None:
            return
        for base in cls.__mro__[1:]:
            if base.__dict__.get("code") and "__init__" in base.__dict__:
                # It takes the arguments' dict for the problem's, which is quick; what a subclass
                # has set before it calls it would be lost. The one of `Problem` is for both.
                type.__delattr__(base, "__init__")
        for name in ("code", "status", "title", "type"):
            if getattr(cls, name) != getattr(declared, name):
                said, kept = getattr(cls, name), getattr(declared, name)
                raise TypeError(
                    f"{cls.__name__}.{name} is {said!r} and {declared.__name__} declares {kept!r}:"
                    f" leave it as the catalog has it, with {declared.__name__} first among the"
                    " bases"
                )

    @property
    def detail(self) -> str | None:
        """The explanation of this occurrence, params filled in; None where none is declared."""
        if self.received is not None and self.received.detail is not None:
            return self.received.detail
        return self._detail()

    @property
    def headers(self) -> dict[str, str]:
        """The response's headers: Content-Type and those that the definition declares."""
        own = self._headers()
        if self.received is not None:
            own |= self.received.declared(self._declared_headers)
        return {"Content-Type": self.media_type, **own}

    def to_json(self) -> bytes:
        """Return the body of the response, in the catalog's body template, as UTF-8 JSON.

        It has 16 KiB at most, or what the manifest's `response.limit` says. Values that do not fit
        are cut, and a `…` marks where.
        """
        try:
            text = self._body(request_id.get())
            if len(text) > self._limit:
                text = self._shortened()
        except Exception as error:  # a subclass that replaces a param by code which fails
            self._complain(f"cannot be written: {_repr(error)}")
            text = self._bare()
        return utf8(text)

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
        for name, attribute, _ in self._members:
            value = getattr(self, attribute)
            if value is not None or attribute not in self._optional:
                found.setdefault(name, plain(value))
        return found

    def log_fields(self) -> dict[str, str | int | float | bool]:
        """Return a flat mapping for structlog, logging's `extra` and OpenTelemetry's attributes.

        With the params, those for logs only as well, the cause and the notes; without locals,
        private attributes and params that are called like a secret.
        """
        from errbook.logs import fields

        return fields(self)

    def __str__(self) -> str:
        from errbook.logs import masked_detail

        said = masked_detail(self) or self.title  # it goes to tracebacks, and so to logs
        return f"{self.code}: {said}" if self.code else said

    def __repr__(self) -> str:
        from errbook.logs import is_secret

        given = {name: vars(self)[name] for name in sorted({*self._arguments} & vars(self).keys())}
        if self.variant is not None:
            given = {"variant": self.variant, **given}
        inside = ", ".join(
            f"{name}={'…' if is_secret(name) else _repr(value)}" for name, value in given.items()
        )
        return f"{type(self).__name__}({inside})"

    def __reduce__(self) -> tuple[Callable[..., Problem], tuple[Any, ...], dict[str, Any]]:
        return blank, (type(self),), self.__dict__.copy()

    # Replaced in every generated class.

    def _detail(self) -> str | None:
        return None

    def _headers(self) -> dict[str, str]:
        return {}

    def _body(self, _id: str | None) -> str:
        """Return the body's text. `_id` is the request's; its name can be no param's."""
        return json_text(self.to_dict())

    # The slow path: a variant is chosen; an argument is optional, missing or unknown.

    def _take(self, args: tuple[object, ...], given: dict[str, object]) -> None:
        """Keep what is declared of the arguments, and tell of what is wrong with them."""
        instance, variant = given.pop("instance", None), given.pop("variant", None)
        if instance is not None:
            self.instance = instance  # type: ignore[assignment] # whatever it is
        self.__dict__.update((name, given[name]) for name in self._arguments if name in given)
        if self.variants:
            known = issubclass(type(variant), str) and str.__str__(variant) in self.variants
            self.__dict__["variant"] = str.__str__(variant) if known else self.variants[0]
            if not known:
                named = f"has no variant {json_text(variant)}"
                said = "is missing variant" if variant is None else named
                self._complain(f"{said}; {self.variants[0]} stands in")
        elif variant is not None:
            self._complain("has no variants")
        missing = {*self._arguments} - {*self._optional} - given.keys()
        unknown = given.keys() - {*self._arguments}
        if args:
            self._complain(f"takes its params by name, got {len(args)} without")
        if missing:
            self._complain(f"is missing {', '.join(sorted(missing))}")
        if unknown:
            self._complain(f"does not declare {', '.join(map(json_text, sorted(unknown)))}")
        if self._retired:
            self._complain("is retired: it is there to be parsed, not raised")
        if "__deprecated__" in type(self).__dict__:
            self._warn()

    def _warn(self) -> None:
        """Tell that it is deprecated. A warning that is an error does not replace the problem."""
        import warnings

        try:
            warnings.warn(type(self).__dict__["__deprecated__"], DeprecationWarning, stacklevel=4)
        except Warning:
            return

    def _complain(self, what: str) -> None:
        if on_mistake is not None:
            on_mistake(self, what[:_LONGEST])
            return
        said = (self.code, what[:_LONGEST])
        if said in _said or len(_said) >= _MOST:
            return
        _said.add(said)
        import logging

        try:
            logging.getLogger("errbook").error("%s %s", *said, stacklevel=4)  # where it is raised
        except Exception:  # a filter or handler of the service's own
            return

    # The slowest: a body that is too long, or cannot be made.

    def _shortened(self) -> str:
        """Return the body with its values cut until it fits."""
        own, token = vars(self), request_id.get()
        room = self._limit
        while room > 1:
            room //= 2
            twin = blank(type(self))
            cut = {name: plain(own[name], room) for name in self._arguments if name in own}
            if self.instance is not None:
                cut["instance"] = plain(self.instance, room)
            twin.__dict__.update({**own, **cut})
            text = twin._body(None if token is None else shown(plain(token, room)))
            if len(text) <= self._limit:
                return text
        return self._bare()

    def _bare(self) -> str:
        """Return the body without a single value: what the class declares, and no more."""
        cls = type(self)
        try:
            return blank(cls)._body(None)
        except Exception:  # see `to_json`
            members = {"type": cls.type, "title": cls.title, "status": cls.status, "code": cls.code}
            return json_text(members)


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

PLAIN = bytes(byte if 32 <= byte < 127 and byte not in b'"\\' else ord("a") for byte in range(256))
"""A table for `bytes.translate`, which gives back the very object where nothing has changed.

Bytes that it leaves as they are can stand in a JSON string as they are.
"""


def deprecated(why: str) -> Callable[[type[Problem]], type[Problem]]:
    """Mark a class as deprecated: raising it warns, and says why.

    What `typing_extensions.deprecated` is to checkers; that one can replace the problem by its
    warning where warnings are errors.
    """

    def mark(cls: type[Problem]) -> type[Problem]:
        cls.__deprecated__ = why  # type: ignore[attr-defined] # the name that PEP 702 gives it
        return cls

    return mark


def blank(cls: type[Problem]) -> Problem:
    """Make a problem of class `cls` whose state is set afterwards: by pickle, copy or a parser."""
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
