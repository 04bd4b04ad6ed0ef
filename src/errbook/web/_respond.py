"""Which problem answers an exception that the service did not catch: the same for every framework.

What the service raised of its catalog is the answer. Everything else is a fault of the service, and
the client learns nothing of it: also a problem that came out of another service's response, which
the client of this one never asked for.
"""

from __future__ import annotations

from errbook.problem import Problem, ServerProblem
from errbook.problems import Problems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

__all__ = ["answer"]


def answer(error: BaseException, errors: ModuleType | Problems) -> Problem:
    """Return the problem that answers `error`. `errors` is the service's package or loaded catalog.

    A problem is its own answer, and so is the only one in an exception group. Anything else, and a
    problem that was received, is answered by what the manifest's `fallbacks` name for `unhandled`,
    or by a bare 500; it goes to the logger `errbook` with its traceback, a received one with its
    code. To pass a received problem on, raise what `errbook.client.adopt` makes of it.
    """
    within = [*_within(error)]
    if len(within) == 1 and isinstance(within[0], Problem) and within[0].received is None:
        return within[0]
    _log(error)
    problems = Problems.of(errors)
    code = problems.fallbacks.get("unhandled")
    return ServerProblem() if code is None else problems[code]()


def _within(error: BaseException) -> Iterator[BaseException]:
    """Yield `error`, or what is in it at any depth if it is a group."""
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _within(one)
    else:
        yield error


def _log(error: BaseException) -> None:
    import logging

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
