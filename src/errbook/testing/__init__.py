"""The pytest plugin: say which error a response is, fail on wrong arguments, see what is untested.

pytest (8 or later) finds it by itself where errbook is installed; `-p no:errbook` turns it off.

## Which error is it?
`assert_problem` takes a response of httpx, requests, aiohttp or a test client, or a problem that
was caught, and the class that it should be. It compares the status, the content type, the declared
headers, type, code and detail, and the params that are given. It returns the problem.

```python
from errbook.testing import assert_problem

def test_an_api_that_is_not_there(client):
    problem = assert_problem(client.get("/apis/api_1"), data.ApiNotFound, api_id="api_1")
    assert problem.api_id == "api_1"
```

## Wrong arguments fail the test
In production, a missing, unknown or misplaced argument is logged, and the response keeps its
status. Under pytest it fails the test in which it happens: in whatever thread, and even if the
problem was caught and forgotten. There are two ways to test what happens then:

- `with errbook.testing.mistakes() as found:` collects them instead, as texts:
  `shop.not_found is missing order_id`.
- `@pytest.mark.errbook_tolerant`, on a test, a class or (`pytestmark`) a module, leaves them to the
  log, as in production.

## Which errors does no test raise?
`--errbook-coverage=ERRORS` lists them at the end of the run, one a line. ERRORS is the dotted name
of a generated package, or the folder of a catalog, which needs `errbook[build]`; the option can be
given several times. Without a value it is the `catalog` of `[tool.errbook]`: `--errbook-coverage=`
where a path follows on the command line. `--errbook-fail-under=90` makes the run fail if less than
90 % of them were raised.

An error is raised once a test constructs it, or once `assert_problem` finds it in a response, say
of a server in another process. Copies, and what was parsed, do not count. Deprecated errors are
asked for, retired ones are not.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING, Any

import pytest

from errbook.testing.mistakes import Mistakes, mistakes

if TYPE_CHECKING:
    from errbook.testing.assertion import assert_problem

__all__ = ["assert_problem", "mistakes"]


def __getattr__(name: str) -> Any:
    """Load `assert_problem` when it is first asked for: every run of pytest loads this module."""
    if name != "assert_problem":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    from errbook.testing.assertion import assert_problem

    return assert_problem


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("errbook", "errbook: which errors are tested")
    group.addoption(
        "--errbook-coverage",
        action="append",
        nargs="?",
        const="",
        metavar="ERRORS",
        help="List the errors that no test raised: of a generated package, by its dotted name, or"
        " of a catalog folder (default: that of [tool.errbook]). Can be given several times.",
    )
    group.addoption(
        "--errbook-fail-under",
        type=_percentage,
        metavar="PERCENT",
        help="With --errbook-coverage: fail if fewer of the errors were raised.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Watch over arguments; over what is raised, where that is wanted."""
    config.addinivalue_line(
        "markers",
        "errbook_tolerant: wrong arguments of problems are logged, as in production, and do not"
        " fail the test",
    )
    config.pluginmanager.register(Mistakes(config.rootpath), "errbook-mistakes")
    if config.getoption("errbook_coverage"):
        from errbook.testing.coverage import Coverage

        config.pluginmanager.register(Coverage(config), "errbook-coverage")
    elif config.getoption("errbook_fail_under") is not None:
        raise pytest.UsageError("--errbook-fail-under needs --errbook-coverage as well")


def _percentage(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 <= number <= 100:
        raise ArgumentTypeError(f"`{text}` is no percentage; give a number from 0 to 100")
    return number
