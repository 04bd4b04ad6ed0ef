"""The catalog of the tests, and a function that replays it against what a test serves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.conftest import Load
from tests.verify.service import (
    DEFINITIONS,
    ENVIRONMENT,
    MANIFEST,
    App,
    Asked,
    Change,
    Keys,
    Reply,
    serving,
)

from errbook.emit.live import LoadedProblems
from errbook.verify.run import Result, verify

Replay = Callable[..., Result]


@pytest.fixture(scope="session")
def keys(load: Load) -> LoadedProblems:
    """The problem classes of the API's catalog."""
    return load(DEFINITIONS, MANIFEST)


@pytest.fixture(scope="session")
def replay(keys: LoadedProblems) -> Replay:
    """A function that replays the catalog against the API, whose replies `change` changes.

    `seen` collects the requests; `app` takes the API's place, and `problems` the catalog's.
    """

    def replayed(
        change: Change = lambda asked, reply: reply,
        *codes: str,
        app: App | None = None,
        problems: LoadedProblems = keys,
        seen: list[Asked] | None = None,
        **options: Any,
    ) -> Result:
        own = Keys(problems) if app is None else app

        def changed(asked: Asked) -> Reply:
            if seen is not None:
                seen.append(asked)
            return change(asked, own(asked))

        entries = [problems.catalog.entries[code] for code in codes]
        with serving(changed) as url:
            return verify(problems.catalog, url, entries, **{"environment": ENVIRONMENT, **options})

    return replayed
