"""The services that the suite asks, each started once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from tests.web.conformance.catalog import FORMS, Form
from tests.web.conformance.serve import ASYNCHRONOUS
from tests.web.conformance.servers import APPS, FRAMEWORKS, Service, serve


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ask every app in every form; that without fallbacks only where they make a difference."""
    if "service" not in metafunc.fixturenames:
        return
    forms = FORMS if "also_without_fallbacks" in metafunc.fixturenames else FORMS[:2]
    asked = [(app, form) for app in FRAMEWORKS for form in forms]
    asked += [(app, FORMS[0]) for app in APPS if app not in FRAMEWORKS]
    if "only_asynchronous" in metafunc.fixturenames:
        asked = [(app, form) for app, form in asked if app in ASYNCHRONOUS]
    marked = [
        pytest.param(one, marks=pytest.mark.xdist_group(one[0]), id="-".join(one)) for one in asked
    ]
    metafunc.parametrize("service", marked, indirect=True)


@pytest.fixture(scope="session")
def also_without_fallbacks() -> None:
    """A test that uses this is for the form `blank` as well."""


@pytest.fixture(scope="session")
def only_asynchronous() -> None:
    """A test that uses this is for frameworks that are asynchronous throughout."""


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, Form], Service]]:
    """A function that returns an app with one form of bodies, which runs until all tests are done.

    pytest would end one as soon as a test asks another, and they take turns.
    """
    with ExitStack() as stack:

        @cache
        def start(app: str, form: Form) -> Service:
            return stack.enter_context(serve(app, form, tmp_path_factory.mktemp(app)))

        yield start


@pytest.fixture
def service(request: pytest.FixtureRequest, started: Callable[[str, Form], Service]) -> Service:
    """An app, with one form of bodies."""
    return started(*request.param)
