"""The services that the suite asks, each started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.web.conformance.catalog import FORMS
from tests.web.conformance.servers import FRAMEWORKS, Service, serve, there


@pytest.fixture(
    scope="session",
    params=[
        pytest.param(
            (framework, form), marks=pytest.mark.xdist_group(framework), id=f"{framework}-{form}"
        )
        for framework in FRAMEWORKS
        for form in FORMS
    ],
)
def service(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """A framework's app, with one form of bodies."""
    framework, form = request.param
    if not there(framework):
        pytest.skip(f"errbook.web.{framework} is still to come")
    with serve(framework, form, tmp_path_factory.mktemp(framework)) as found:
        yield found
