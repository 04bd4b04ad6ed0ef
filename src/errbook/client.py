"""A response as the problem that it carries: the same class that its sender raised.

`parse` and `raise_for_problem` take a response of httpx, requests or aiohttp, of a framework's test
client, or its plain parts, and the catalogs that may know the error: generated root packages, or
what `errbook.load` returned. Whatever the response is, parsing it does not fail; what no catalog
knows becomes a `ClientProblem`, `ServerProblem` or `Problem` without a code's class.

A problem that was received says so: `problem.received` holds what came over the wire.
"""

from __future__ import annotations

from errbook.encode import shown
from errbook.inverse import ALWAYS, MISSING, RFC9457, Reading, read, typed, variables
from errbook.problem import ClientProblem, Problem, ServerProblem, blank
from errbook.problems import Problems
from errbook.response import Response, phrase, taken_apart

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import ModuleType
    from typing import Any

__all__ = ["Received", "Response", "adopt", "parse", "raise_for_problem"]


class Received:
    """What came over the wire: `Problem.received` of a parsed problem.

    Members are None where they were missing or of the wrong type.
    """

    def __init__(
        self,
        status: int | None,
        headers: dict[str, str],
        body: Any,
        reading: Reading,
        request_id: str | None,
    ) -> None:
        self.status = status
        """The response's, which may be another than the declared one of the problem's class."""
        self.headers = headers
        """All headers; values of equal names are joined by commas."""
        self.body = body
        """The whole body as parsed JSON; None where it is none."""
        self.members: dict[str, Any] = reading.params
        """The params as they were received, by name on the wire; of a problem without a class all
        members that the body's template does not name."""
        self.title: str | None = reading.values.get("title")
        self.detail: str | None = reading.values.get("detail")
        self.code: str | None = reading.values.get("code")
        self.type: str | None = reading.values.get("type")
        self.request_id = request_id
        """The request's id, from the body or else from its header."""

    def declared(self, names: Iterable[str]) -> dict[str, str]:
        """Return those of the headers that `names` names, whatever their case, spelled as there."""
        own = {name.casefold(): value for name, value in self.headers.items()}
        return {name: own[name.casefold()] for name in names if name.casefold() in own}

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if isinstance(other, Received) else NotImplemented

    __hash__ = None  # type: ignore[assignment] # it holds a dict

    def __repr__(self) -> str:  # bodies and headers are not for logs
        return f"<Received {shown(self.status)} {self.type or self.code or 'of no type'}>"


def parse(response: object, *sources: ModuleType | Problems) -> Problem | None:
    """Return the problem that `response` carries; None if it is no error.

    `response` is one of httpx, requests, aiohttp, urllib or a test client, a `Response`, or a tuple
    of status, headers and body. The first of `sources` in which the error is declared gives the
    class. Raises `UsageError` for what is no response, for one whose body has not been read, and
    for a source that is no package of errors.
    """
    catalogs = [Problems.of(source) for source in sources]
    given = taken_apart(response)
    if given is None:
        return None
    message = _Message(given)
    found = (message.declared(problems) for problems in catalogs)
    return next((one for one in found if one is not None), None) or message.generic(catalogs)


def raise_for_problem(response: object, *sources: ModuleType | Problems) -> None:
    """Raise the problem that `response` carries, if it is an error. See `parse`."""
    problem = parse(response, *sources)
    if problem is not None:
        raise problem


def adopt(problem: Problem) -> Problem:
    """Return a received problem as one's own, to be sent on: class, params, variant and instance.

    Write `raise adopt(problem) from problem`, and the log tells where it came from. A problem that
    was not received is returned as it is. Raises `TypeError` for one whose error no catalog
    declares.
    """
    cls = type(problem)
    if problem.received is None:
        return problem
    if not cls.code:
        raise TypeError(
            f"a {cls.__name__} of type {problem.type} is declared in no catalog that `parse` was"
            " given, so it cannot be sent on; raise a problem of your own from it"
        )
    own = {*cls._arguments, "instance", "variant"}
    made = blank(cls)
    made.__dict__.update({name: it for name, it in vars(problem).items() if name in own})
    if cls.variants and made.variant is None:
        made.__dict__["variant"] = cls.variants[0]
    return made


_OWN = frozenset({"title", "code", "instance"})
_TEXTS = frozenset({"type", "title", "detail", "code"})


class _Message:
    """An error response that is being parsed."""

    def __init__(self, given: Response) -> None:
        self.status, self.url = given.status, given.url
        self.headers = dict(given.headers)
        self.body = _json(given.body)
        types = (self.header("Content-Type") or "").partition(";")
        self.media_type = types[0].strip().casefold()

    def header(self, name: str) -> str | None:
        known = (value for key, value in self.headers.items() if key.casefold() == name.casefold())
        return next(known, None)

    def readable(self, media_type: str = "") -> bool:
        """Tell whether the body is JSON by its media type, or of `media_type`."""
        own = self.media_type
        return own.endswith(("/json", "+json")) or own in ("", media_type.casefold())

    def declared(self, problems: Problems) -> Problem | None:
        """Return it as the problem that is declared in `problems`; None if none is."""
        if not isinstance(self.body, dict) or not self.readable(problems.root.media_type):
            return None
        reading = read(problems.body, self.body)
        cls, template = self._of_type(problems, reading), problems.body
        if cls is None:
            cls, template = self._of_type(problems, read(RFC9457, self.body)), RFC9457
        if cls is None:
            cls, template = self._of_code(problems, reading), problems.body
        if cls is None and not variables(template) & {"type", "code"}:
            cls = self._fitting(problems, reading)
        return None if cls is None else self._made(cls, template, problems)

    def generic(self, catalogs: list[Problems]) -> Problem | None:
        """Return it as a problem that no catalog declares; None if nothing says that it is one."""
        shape, reading = self._generic_reading(catalogs)
        values = reading.values
        status = self._status(reading)
        says_so = _TEXTS & values.keys() if status is None else status >= 400
        if not says_so:
            return None
        own = {name: values[name] for name in _OWN & values.keys()}
        own["type"] = self._resolved(values.get("type") or "about:blank")
        if status is not None:
            own["status"] = status
            own.setdefault("title", phrase(status))
        if "params" not in variables(shape):
            reading.params = {name: it for name, it in self.body.items() if name not in shape}
        own["received"] = self._received(reading, catalogs)
        problem = blank({4: ClientProblem, 5: ServerProblem}.get((status or 0) // 100, Problem))
        problem.__dict__.update(own)
        return problem

    def _generic_reading(self, catalogs: list[Problems]) -> tuple[Mapping[str, Any], Reading]:
        """Return the shape, of RFC 9457 or a catalog, in which most is found, and what is found."""
        shapes: list[Mapping[str, Any]] = [RFC9457] if self.readable() else []
        shapes += [one.body for one in catalogs if self.readable(one.root.media_type)]
        readings = [(shape, read(shape, self.body)) for shape in shapes]
        nothing = RFC9457, Reading()
        if not isinstance(self.body, dict):
            return nothing
        return max(readings, key=lambda one: len(_TEXTS & one[1].values.keys()), default=nothing)

    def _made(self, cls: type[Problem], template: Mapping[str, Any], problems: Problems) -> Problem:
        reading = read(template, self.body, *_presence(cls))
        names = {wire for wire, _, _ in cls._members}
        reading.params = {name: it for name, it in reading.params.items() if name in names}
        own: dict[str, Any] = {}
        for wire, attribute, kind in cls._members:
            if wire in reading.params and attribute in cls._arguments:
                value = typed(kind, reading.params[wire])
                if value is not MISSING:
                    own[attribute] = value
        if "instance" in reading.values:
            own["instance"] = reading.values["instance"]
        if cls.variants:
            own["variant"] = _variant(cls, reading)
        own["received"] = self._received(reading, [problems])
        problem = blank(cls)
        problem.__dict__.update(own)
        return problem

    def _received(self, reading: Reading, catalogs: list[Problems]) -> Received:
        names = [*(problems.request_id[0] for problems in catalogs), "X-Request-Id"]
        headers = (value for name in names if (value := self.header(name)) is not None)
        own: str | None = reading.values.get("request_id")
        id = next(headers, None) if own is None else own
        return Received(self._status(reading), dict(self.headers), self.body, reading, id)

    def _status(self, reading: Reading) -> int | None:
        """Return the response's status; the body's where that is not known."""
        own: int | None = reading.values.get("status")
        known = own is not None and 100 <= own <= 999
        return self.status if self.status is not None else own if known else None

    # Which class it is of.

    def _of_type(self, problems: Problems, reading: Reading) -> type[Problem] | None:
        given, types = reading.values.get("type"), problems.by_type
        if not given:
            return None
        code = types.get(given) or types.get(self._resolved(given)) or self._relative(given, types)
        cls = problems[code] if code else None
        if cls is not None and given == "about:blank" and self.status not in (None, cls.status):
            return None  # it means no more than the status
        return cls

    def _relative(self, given: str, types: Mapping[str, str]) -> str | None:
        """Return the code of the relative type that is `given`, seen from where it was received."""
        if self.url is None:
            return None
        target, origin = self._resolved(given), self._resolved("/")[:-1]
        code = types.get(target.removeprefix(origin)) if origin else None
        # That was most of them; resolving each of thousands takes its time.
        left = (one for one in types if _is_relative(one) and ("/." in one or one[:1] != "/"))
        return code or next((types[one] for one in left if self._resolved(one) == target), None)

    def _resolved(self, reference: str) -> str:
        """Return `reference` as a whole URI (RFC 3986, section 5), where that can be known."""
        if self.url is None or not _is_relative(reference):
            return reference
        from urllib.parse import urljoin

        try:
            return urljoin(self.url, reference)
        except ValueError:
            return reference

    def _of_code(self, problems: Problems, reading: Reading) -> type[Problem] | None:
        code = reading.values.get("code")
        if code is None or code not in problems:  # `get` would look for the nearest, to name it
            return None
        return problems[code]

    def _fitting(self, problems: Problems, reading: Reading) -> type[Problem] | None:
        """Return the one class whose bodies look like this one; None if there is no such one."""
        status = self._status(reading)
        there = variables(problems.body)
        found = [
            cls
            for cls in (problems.values() if reading.exact else ())
            if status in (None, cls.status) and _fits(cls, there, reading)
        ]
        return found[0] if len(found) == 1 else None


def _fits(cls: type[Problem], there: set[str], reading: Reading) -> bool:
    """Tell whether a problem of `cls` looks like what was read where `there` are shown."""
    values, names = reading.values, reading.params.keys()
    needed = {wire for wire, attribute, _ in cls._members if attribute not in cls._optional}
    if "title" in there and values.get("title") != cls.title:
        return False
    if "params" in there and not needed <= names <= {wire for wire, _, _ in cls._members}:
        return False
    if any(reading.params.get(wire) != value for wire, value in _constants(cls, there)):
        return False
    return "detail" not in there or values.get("detail") in dict(_details(cls, reading)).values()


def _constants(cls: type[Problem], there: set[str]) -> list[tuple[str, Any]]:
    members = cls._members if "params" in there else ()
    return [(wire, getattr(cls, name)) for wire, name, _ in members if name not in cls._arguments]


def _presence(cls: type[Problem]) -> tuple[set[str], set[str]]:
    """Return the variables that bodies of `cls` always have, and those that they never have."""
    there = {
        "detail": cls._detail is not Problem._detail,
        "variant": bool(cls.variants),
        "params": bool(cls._members),
    }
    never = {name for name, is_there in there.items() if not is_there}
    always = {*ALWAYS, "detail", "variant"} - never
    if any(attribute not in cls._optional for _, attribute, _ in cls._members):
        always.add("params")
    return always, never


def _variant(cls: type[Problem], reading: Reading) -> str | None:
    """Return the variant that was received: by its name, or else by its detail."""
    named: str | None = reading.values.get("variant")
    if named in cls.variants:
        return named
    detail = reading.values.get("detail")
    return next((name for name, text in _details(cls, reading) if text == detail), None)


def _details(cls: type[Problem], reading: Reading) -> Iterator[tuple[str | None, str | None]]:
    """Yield each variant with the detail that it has with the params as they were received."""
    params = reading.params
    own = {
        attribute: params[wire]
        for wire, attribute, _ in cls._members
        if wire in params and attribute in cls._arguments
    }
    for variant in cls.variants or (None,):
        twin = blank(cls)
        twin.__dict__.update(own, variant=variant)
        yield variant, twin._detail()


def _is_relative(reference: str) -> bool:
    first = reference.replace("?", "/").replace("#", "/").partition("/")[0]
    return ":" not in first


_MAX_DEPTH = 100
"""Levels of a body; a deeper one, which pickle would fail at, is treated as no JSON."""


def _json(body: bytes) -> Any:
    """Return the value of a JSON body; None for any other body."""
    import json

    try:
        value = json.loads(body, parse_int=_integer, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None
    if body.count(b"[") + body.count(b"{") <= _MAX_DEPTH:
        return value
    level = [value]
    for _ in range(_MAX_DEPTH):
        level = [item for one in level for item in _below(one)]
    return None if level else value


def _below(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _integer(digits: str) -> int | None:
    try:
        return int(digits)
    except ValueError:  # over 4,300 of them
        return None
