"""The services that the suite asks, each started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.web.conformance.catalog import FORMS
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
    metafunc.parametrize("service", marked, indirect=True, scope="session")


@pytest.fixture(scope="session")
def also_without_fallbacks() -> None:
    """A test that uses this is for the form `blank` as well."""


@pytest.fixture(scope="session")
def only_asynchronous() -> None:
    """A test that uses this is for frameworks that are asynchronous throughout."""


@pytest.fixture(scope="session")
def service(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """An app, with one form of bodies."""
    app, form = request.param
    with serve(app, form, tmp_path_factory.mktemp(app)) as found:
        yield found
