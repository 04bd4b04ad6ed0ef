"""What answers a request that went wrong, and in which form: the same for every framework.

What the service raised of its catalog is the answer. What the framework raises of its own is
answered by the manifest's `fallbacks`, or by `about:blank` problems. Everything else is a fault of
the service, and the client learns nothing of it: also a problem that came out of another service's
response, which the client of this one never asked for.

A framework's module translates: its requests and exceptions into what `Responder` takes, and a
`Reply` into its responses.
"""

from __future__ import annotations

import logging
import os
import re
from collections import Counter
from random import Random
from typing import Literal, NamedTuple, TypeAlias

from errbook.problem import Problem, header_value, request_id
from errbook.problems import Problems
from errbook.web._accept import MARKDOWN, preferred
from errbook.web._blank import blank_class
from errbook.web._failures import Failure, Invalid, shaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from types import ModuleType

__all__ = ["Reply", "Responder", "Undeclared", "answer", "has_fixed_head"]

Undeclared: TypeAlias = Literal["ignore", "observe", "strict"]
"""What happens when an operation raises what its `@raises` does not name: nothing; it is logged and
counted; or it is a mistake, which fails the test in which it happens."""


def answer(error: BaseException, errors: ModuleType | Problems) -> Problem:
    """Return the problem that answers `error`. `errors` is the service's package or loaded catalog.

    A problem is its own answer, and so is the only one in an exception group. Anything else, and a
    problem that was received, is answered by what the manifest's `fallbacks` name for `unhandled`,
    or by a bare 500; it goes to the logger `errbook` with its traceback, a received one with its
    code. To pass a received problem on, raise what `errbook.client.adopt` makes of it.
    """
    found = _raised(error)
    if found is not None:
        return found
    _log(error)
    return Responder(errors).class_for("unhandled", 500)()


class Reply(NamedTuple):
    """A response in its parts, for a framework to send."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Responder:
    """What one app answers with. Made once, by `install`."""

    def __init__(
        self,
        errors: ModuleType | Problems,
        everywhere: Iterable[type[Problem]] = (),
        undeclared: Undeclared = "ignore",
    ) -> None:
        self.problems = Problems.of(errors)
        self.everywhere = tuple(everywhere)
        """The errors that every operation can return, as those of a middleware are."""
        self.mode = undeclared
        self.undeclared: Counter[tuple[str, str]] = Counter()
        """How often an operation raised a code that it does not declare; see `Undeclared`."""
        self.id_header, self._prefix = self.problems.request_id
        self._classes: dict[tuple[str, int], type[Problem]] = {}
        self._heads: dict[tuple[type[Problem], str], list[tuple[str, str]]] = {}

    # Which problem it is.

    def raised(self, error: BaseException) -> Problem | None:
        """Return the problem that `error` is, alone in a group or not; None if it is unhandled."""
        return self.invalid(error.failures) if isinstance(error, Invalid) else _raised(error)

    def unhandled(self, error: BaseException) -> Problem:
        """Return what answers `error`, which is nobody's; a note in it tells the request's id.

        The framework is to log it, with its traceback.
        """
        if not _is_noted(error):
            received = next((one for one in _within(error) if isinstance(one, Problem)), None)
            note = f"{_NOTE}{request_id.get()}"
            if received is not None and received.received is not None:
                note += f"; received from another service: {received.code or received.type}"
            _noted(error, note)
        return self.class_for("unhandled", 500)()

    def http(self, status: int, said: object = None) -> Problem:
        """Return what answers the framework's own refusal with `status`, from 400 to 599.

        `said` is what the service's developer wrote for the client; it is shown where the catalog
        declares nothing and the client is at fault.
        """
        problem = self.class_for(str(status), status)()
        if not problem.code and isinstance(said, str) and status < 500 and said != problem.title:
            problem.said = said  # type: ignore[attr-defined] # blank ones have it
        return problem

    def invalid(self, failures: Iterable[Failure], status: int = 422) -> Problem:
        """Return what answers input that is `failures`; `status` is the framework's for that."""
        cls = self.class_for("validation", status)
        kinds = {name: kind for _, name, kind in cls._members}
        return cls(errors=shaped(failures, kinds["errors"])) if "errors" in kinds else cls()

    def class_for(self, situation: str, status: int) -> type[Problem]:
        """Return the class that `fallbacks` name for `situation`; else the bare one of `status`."""
        asked = situation, status
        if asked not in self._classes:
            code = self.problems.fallbacks.get(situation)
            self._classes[asked] = (
                blank_class(self.problems, status) if code is None else self.problems[code]
            )
        return self._classes[asked]

    # How it is sent.

    def identify(self, given: str | None) -> str:
        """Return the request's id: the given one if it is well-formed, or else a new one."""
        if given is not None and _WELL_FORMED(given):
            return given
        return self._prefix + _RANDOM.randbytes(12).hex()

    def reply(
        self, problem: Problem, accept: str | None = None, kept: Iterable[tuple[str, str]] = ()
    ) -> Reply:
        """Return the response that shows `problem` to a client with that Accept header.

        `kept` are headers that the framework has for it, as Allow; the definition's come first.
        """
        form = preferred(accept, problem.media_type)
        body = _markdown(problem) if form is MARKDOWN else problem.to_json()
        headers = [("Content-Length", str(len(body))), *self.head(problem, form)]
        if not has_fixed_head(problem):
            headers += _own_headers(problem)
        if kept:
            headers = _with(headers, kept)
        return Reply(problem.status, headers, body)

    def head(self, problem: Problem, form: str) -> list[tuple[str, str]]:
        """Return the headers that all problems of a class have in `form`."""
        key = type(problem), form
        if key not in self._heads:
            self._heads[key] = [*_head(problem, form)]
        return self._heads[key]

    # Whether it was declared.

    def observe(
        self, problem: Problem, declared: Collection[type[Problem]], operation: str
    ) -> None:
        """Notice a problem that `operation`, as in `GET /keys/{id}`, raises without saying so."""
        if self.mode == "ignore" or isinstance(problem, (*declared, *self.everywhere)):
            return
        if problem.code in ("", self.problems.fallbacks.get("validation")):
            return  # they belong to every operation that has input
        what = operation, problem.code
        self.undeclared[what] += 1
        said = f"is raised by {operation}, which does not declare it: add it to its `@raises`"
        if self.mode == "strict":
            problem._complain(said)
        elif self.undeclared[what] == 1:
            logging.getLogger("errbook").warning("%s %s", problem.code, said)


_RANDOM = Random()
"""Seeded by the system once: asking it for every request costs more than the rest of an id."""

if hasattr(os, "register_at_fork"):  # or else a fork would go on with the same ids
    os.register_at_fork(after_in_child=_RANDOM.seed)

_WELL_FORMED = re.compile(r"[A-Za-z0-9._~+/=:@-]{1,128}").fullmatch
_NOTE = "errbook: request "


def _raised(error: BaseException) -> Problem | None:
    """Return the problem that `error` is, or that is the only exception in it."""
    if not isinstance(error, Problem):
        if not isinstance(error, BaseExceptionGroup):
            return None
        within = [*_within(error)]
        if len(within) != 1 or not isinstance(within[0], Problem):
            return None
        error = within[0]
    return error if error.received is None else None


def _within(error: BaseException) -> Iterator[BaseException]:
    """Yield `error`, or what is in it at any depth if it is a group."""
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _within(one)
    else:
        yield error


def _is_noted(error: BaseException) -> bool:
    try:
        notes = getattr(error, "__notes__", ())
        return any(isinstance(note, str) and note.startswith(_NOTE) for note in notes)
    except Exception:  # a class that has something else there
        return False


def _noted(error: BaseException, note: str) -> None:
    try:
        error.add_note(note)
    except Exception:  # a class that does not take attributes
        return


def _log(error: BaseException) -> None:
    received = next((one for one in _within(error) if isinstance(one, Problem)), None)
    what = f"unhandled {type(error).__name__}"
    if received is not None and received.received is not None:
        what += f", received: {received.code or received.type}"
    try:
        logging.getLogger("errbook").error(
            "%s", what, exc_info=error, extra={} if received is None else received.log_fields()
        )
    except Exception:  # a filter or handler of the service's own
        return


# Headers.

_FRAMING = frozenset({"content-type", "content-length", "transfer-encoding", "connection"})
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+").fullmatch  # a token (RFC 9110, 5.6.2)
_URI = re.compile(r"(https?:/)?/[^\x00-\x20<>\"\\^`{|}\x7f-\U0010ffff]*").fullmatch


def _head(problem: Problem, form: str) -> Iterator[tuple[str, str]]:
    """Yield the headers that all problems of a class have in `form`."""
    yield "Content-Type", f"{form}; charset=utf-8" if form is MARKDOWN else header_value(form)
    yield "Vary", "Accept"
    if _URI(problem.type):
        yield "Link", f'<{problem.type}>; rel="help"'  # RFC 8288; the page says how to fix it


def has_fixed_head(problem: Problem) -> bool:
    """Tell whether all problems of the class have the same headers, but for their lengths."""
    return not problem._declared_headers and type(problem).headers is Problem.headers


def _own_headers(problem: Problem) -> list[tuple[str, str]]:
    """Return the headers that the definition declares."""
    try:
        own = problem.headers.items()
        return [(name, header_value(value)) for name, value in own if _may_stand(name)]
    except Exception:  # a subclass that replaces them by code which fails
        return []


def _may_stand(name: str) -> bool:
    return _NAME(name) is not None and name.casefold() not in _FRAMING


def _with(headers: list[tuple[str, str]], kept: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return `headers` and what else is in `kept`; what both say to vary by is united."""
    there = {name.casefold() for name, _ in headers}
    found = [*headers]
    for name, value in kept:
        if name.casefold() == "vary":
            index = next(at for at, (name, _) in enumerate(found) if name == "Vary")
            found[index] = ("Vary", header_value(f"{found[index][1]}, {value}"))
        elif name.casefold() not in there and _may_stand(name):
            found.append((name, header_value(value)))
    return found


# Markdown.


def _markdown(problem: Problem) -> bytes:
    """Return the problem for an agent: the response, and the page that tells how to fix it."""
    body = problem.to_json()
    longest = max((len(run) for run in re.findall(b"`+", body)), default=0)
    fence = b"`" * max(3, longest + 1)
    head = f"# {problem.status} {problem.title}\n\nThis response:\n\n".encode()
    told = _page(type(problem))
    below = f"\nIts page:\n\n{told}" if told else ""
    return b"%s%sjson\n%s\n%s\n%s" % (head, fence, body, fence, below.encode())


def _page(cls: type[Problem]) -> str:
    """Return the page of `cls` without what is for site generators; empty if there is none."""
    from errbook.about import page

    try:
        told = page(cls) or ""
    except Exception:  # a data file that is broken is no reason to send no answer
        return ""
    return told.partition("\n---\n")[2].lstrip() if told.startswith("---\n") else told
