"""`assert_problem`: a response is the error that it should be, or the lines in which it differs."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar
from urllib.parse import urljoin

from errbook.client import Received, Response, parse
from errbook.encode import plain, shown
from errbook.exceptions import UsageError
from errbook.inverse import read, variables
from errbook.problem import Problem, blank
from errbook.problems import Problems
from errbook.response import taken_apart
from errbook.testing.coverage import count

__all__ = ["assert_problem"]

__tracebackhide__ = True  # a failure is shown where the test asserts, not in here

AnyProblem = TypeVar("AnyProblem", bound=Problem)
Row = tuple[str, str, str]
"""What differs: its name, what was expected, what came."""

_ANY = "¤any¤"
"""Stands in a text for a param whose value is not known; latin-1, so that headers keep it."""


def assert_problem(
    response: object,
    cls: type[AnyProblem],
    /,
    *,
    variant: str | None = None,
    instance: str | None = None,
    **params: object,
) -> AnyProblem:
    """Assert that `response` is the error `cls`, and return it as the problem that was received.

    `response` is anything that `errbook.client.parse` takes, or a problem that was raised. Params
    that are not given are not compared. Raises `AssertionError` with what differs and the body, and
    `UsageError` where nothing can be compared: a param that is not declared, or is for logs only.
    """
    wanted = _Wanted(cls, variant, instance, params)
    problem, url, body = _received(response, wanted.problems)
    if problem is None:
        rows = [("status", str(wanted.cls.status), _bare(_status(response)))]
    else:
        rows = [*_Comparison(wanted, problem, url).rows()]
    if problem is None or rows:
        raise AssertionError(_difference(wanted.cls, rows, body))
    count(wanted.cls.code)
    if isinstance(problem, cls):
        return problem
    made = blank(cls)  # a subclass of the service's own
    made.__dict__.update(vars(problem))
    assert isinstance(made, cls)
    return made


class _Wanted:
    """The error that a response should be, and what is known of it."""

    def __init__(
        self,
        cls: type[Problem],
        variant: str | None,
        instance: str | None,
        params: dict[str, object],
    ) -> None:
        self.cls, self.problems = own, problems = _declared(cls)
        self.variant, self.instance, self.params = variant, instance, params
        self.there = variables(problems.body)
        """What the body template has."""
        exposed = {attribute for _, attribute, _ in own._members}
        for name in params.keys() - exposed:
            if name in own._arguments:
                raise UsageError(f"`{name}` of {_name(own)} is for logs only: no response shows it")
            raise UsageError(f"{_name(own)} has no param `{name}`; there {_are(sorted(exposed))}")
        if variant is not None and variant not in own.variants:
            raise UsageError(f"{_name(own)} has no variant `{variant}`; there {_are(own.variants)}")
        if instance is not None and "instance" not in self.there:
            raise UsageError(f"no body of {problems.package} has the `instance`; leave it out")


class _Comparison:
    """A problem that was received beside the one that it should be."""

    def __init__(self, wanted: _Wanted, problem: Problem, url: str | None) -> None:
        assert problem.received is not None
        self.wanted, self.cls, self.problem, self.url = wanted, wanted.cls, problem, url
        self.received: Received = problem.received
        self.reading = read(wanted.problems.body, self.received.body).values

    def rows(self) -> Iterator[Row]:
        """Yield what differs."""
        yield from self._status()
        sent = self._header("Content-Type")
        if _media_type(sent) != _media_type(self.cls.media_type):
            yield "content type", self.cls.media_type, _bare(sent)
        yield from self._identity()
        if self.wanted.variant not in (None, self.problem.variant):
            yield "variant", _bare(self.wanted.variant), _bare(self.problem.variant)
        yield from self._params()
        wanted, instance = self.wanted.instance, self.problem.instance
        if wanted is not None and wanted != instance:
            yield "instance", _json(wanted), _json(instance)
        yield from self._rendered()

    def _status(self) -> Iterator[Row]:
        inside = self.reading.get("status", self.received.status)
        if self.received.status != self.cls.status:
            yield "status", str(self.cls.status), _bare(self.received.status)
        elif inside != self.cls.status:
            yield "status in the body", str(self.cls.status), _bare(inside)

    def _identity(self) -> Iterator[Row]:
        """Yield in what it is another error, or in another form."""
        wanted, cls, received = self.wanted, self.cls, self.received
        told, code = wanted.there & {"type", "code"}, received.code or ""
        rows: list[Row] = []
        if "type" in told and cls.type not in _resolved(received.type, self.url):
            rows.append(("type", cls.type, _bare(received.type)))
        if "code" in told and wanted.problems.aliases.get(code, code) != cls.code:
            rows.append(("code", cls.code, _bare(received.code)))
        if not rows and self.problem.code != cls.code:
            rows.append(("code", cls.code, self.problem.code or "nothing that tells"))
        elif not rows and told and not told & self.reading.keys():
            rows.append(("body", "as the catalog's template has it", "in another form"))
        yield from rows

    def _params(self) -> Iterator[Row]:
        if "params" in self.wanted.there:
            for wire, name, _ in self.cls._members:
                if name in self.wanted.params and not self._equal(wire, name):
                    came = self.received.members.get(wire)
                    yield name, _json(self.wanted.params[name]), _json(came)

    def _equal(self, wire: str, name: str) -> bool:
        """Tell whether a param that was given is the one that came."""
        given, came = self.wanted.params[name], self.received.members.get(wire)
        typed = vars(self.problem).get(name)
        if typed is not None and type(given) is type(typed) and given == typed:
            return True  # two dates, say, that are written in two ways
        return _alike(plain(given), came)

    def _rendered(self) -> Iterator[Row]:
        """Yield the texts that are not what the class makes of the params."""
        variants = [self.wanted.variant or self.problem.variant]
        if variants == [None]:
            variants = [*self.cls.variants] or variants
        twins = [self._twin(variant) for variant in variants]
        details, came = [twin._detail() for twin in twins], self.received.detail
        if "detail" in self.wanted.there and not any(_fits(one, came) for one in details):
            yield "detail", _json(details[0]).replace(_ANY, "…"), _json(came)
        for name, value in twins[0]._headers().items():
            sent = self._header(name)
            if not _fits(value, sent) and not (sent is None and _ANY in value):
                yield name, value.replace(_ANY, "…"), _bare(sent)

    def _twin(self, variant: str | None) -> Problem:
        """Return what should have been received, with `_ANY` for what nobody knows."""
        given, members = self.wanted.params, self.received.members
        own: dict[str, object] = dict.fromkeys(self.cls._arguments, _ANY)
        for wire, name, _ in self.cls._members:
            if name in own and members.get(wire) is not None:
                own[name] = members[wire]  # as it is written there
            if name in own and name in given and not self._equal(wire, name):
                own[name] = given[name]
            elif name in own and name in given and given[name] is None:
                own[name] = None
        twin = blank(self.cls)
        twin.__dict__.update(own, variant=variant)
        return twin

    def _header(self, name: str) -> str | None:
        return self.received.declared([name]).get(name)


# The response, taken apart.


def _received(response: object, problems: Problems) -> tuple[Problem | None, str | None, str]:
    """Return the problem that `response` carries, from where it came, and the text of its body."""
    if isinstance(response, Problem):
        if response.received is not None:
            return response, None, _json(response.received.body)
        response = Response(response.status, response.headers, response.to_json())
    try:
        parts = taken_apart(response)
    except UsageError as error:
        raise UsageError(str(error)) from None  # without the way there
    if parts is None:
        return None, None, _body(response)
    return parse(parts, problems), parts.url, shown(parts.body)


def _status(response: object) -> object:
    """Return the status of a response that is no error."""
    if isinstance(response, tuple):
        return response[0]
    return getattr(response, "status_code", None) or getattr(response, "status", None)


def _body(response: object) -> str:
    """Return the body of a response that is no error, where it is at hand."""
    found: Any = response[2] if isinstance(response, tuple) else None
    for name in () if isinstance(response, tuple) else ("content", "data", "body"):
        try:
            found = getattr(response, name, None)
        except Exception:  # it was not read
            continue
        if isinstance(found, (bytes, str)):
            break
    return shown(found) if isinstance(found, (bytes, str)) else "(not read)"


# The class.


def _declared(cls: type[Problem]) -> tuple[type[Problem], Problems]:
    """Return the class of the catalog that `cls` is or inherits from, and the whole catalog."""
    declared = next((base for base in cls.__mro__ if base.__dict__.get("code")), None)
    if declared is None or not issubclass(declared, Problem):
        raise UsageError(f"{_name(cls)} is not one error; give a class that has a code")
    above = [base for base in declared.__mro__ if base.__name__ == "Error"]
    root = sys.modules.get(above[-1].__module__) if above else None
    if root is None:
        raise UsageError(f"{_name(cls)} belongs to no generated package, nor to a loaded catalog")
    return declared, Problems.of(root)


def _name(cls: type[Problem]) -> str:
    return f"{cls.__module__.rpartition('.')[2]}.{cls.__qualname__}"


# Texts.


def _difference(cls: type[Problem], rows: list[Row], body: str) -> str:
    """Return the message: a line for each row, or two where they are long, and the body."""
    lines = [f"the response is not {_name(cls)} ({cls.code})"]
    first = max(len(name) for name, _, _ in rows)
    second = max((len(one) for _, one, _ in rows if len(one) <= _SHORT), default=0)
    for name, one, other in rows:
        if len(one) <= _SHORT:
            lines.append(f"  {name:<{first}}  expected {one:<{second}}  got {other}")
        else:
            lines += [f"  {name:<{first}}  expected {one}", f"  {'':<{first}}  got      {other}"]
    return "\n".join([*lines, f"body: {body}"])


_SHORT = 40
"""Characters of what was expected beside which there is room for what came."""


def _are(names: Iterable[str]) -> str:
    return f"are: {', '.join(names)}" if names else "are none"


def _bare(value: object) -> str:
    return "nothing" if value is None else shown(value)


def _json(value: object) -> str:
    return "nothing" if value is None else json.dumps(plain(value), ensure_ascii=False)


def _media_type(text: str | None) -> str:
    return (text or "").partition(";")[0].strip().casefold()


def _resolved(type_: str | None, url: str | None) -> set[str]:
    """Return a type as it was sent, and as a whole URI where the response's URL is known."""
    if type_ is None:
        return set()
    try:
        return {type_, urljoin(url, type_)} if url else {type_}
    except ValueError:
        return {type_}


def _fits(text: str | None, came: str | None) -> bool:
    """Tell whether `came` is `text`, in which `_ANY` may be anything."""
    if text is None or came is None:
        return text is came
    return re.fullmatch(".*".join(map(re.escape, text.split(_ANY))), came, re.DOTALL) is not None


def _alike(one: Any, other: Any) -> bool:
    """Tell whether two JSON values are the same: 1 and 1.0 are, 1 and true are not."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    return bool(one == other)
