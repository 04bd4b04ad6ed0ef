"""What is said of a replay has no effect.

## What it does
Finds texts below `env`, `fresh` and `save` of a `replay` that occur in no request that is sent
afterwards, and secrets below `auth` for requests that are sent without one: the manifest has no
`auth`, the request says `auth: false`, has the header itself, or goes to a `server` of its own.

## Why is this bad
Most often it is a typing error. `errbook verify` then sends the sample itself, and reports that the
API has drifted from its documentation.

## Example
```yaml
trigger:
  request: {method: GET, path: /keys/key_1234}
  replay:
    env: {key_1243: KEY_OF_TESTS}
```

## Instead
```yaml
trigger:
  request: {method: GET, path: /keys/key_1234}
  replay:
    env: {key_1234: KEY_OF_TESTS}
```
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from errbook.catalog import Catalog, Entry
from errbook.catalog.request import Replay, Request, SampleReplay, standing_alone
from errbook.catalog.writing import Keys
from errbook.findings import Severity
from errbook.lint.rule import Report
from errbook.lint.samples import samples

ID = "EB507"
SEVERITY = Severity.WARNING


@dataclass(frozen=True, slots=True)
class _Scene:
    """A request of the page, how it is replayed, and where it stands."""

    request: Request
    replay: Replay | None
    path: Keys

    @property
    def requests(self) -> list[Request]:
        """All that is sent, in order."""
        before = self.replay.before if self.replay else []
        return [*(one.request for one in before), self.request]


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield what has no effect, in the order of the requests."""
    for entry in catalog:
        if "replay" not in entry.document.source.text:  # as in nearly all
            continue
        trigger = entry.definition.trigger
        fixes = _by_fix(entry)
        if trigger is not None:
            scene = _Scene(trigger.request, trigger.replay, ("trigger",))
            behind = [request for fix in fixes for one in fix for request in one.requests]
            yield from _scene(entry, catalog, scene, behind)
        for fix in fixes:
            for index, scene in enumerate(fix):
                behind = [request for one in fix[index + 1 :] for request in one.requests]
                yield from _scene(entry, catalog, scene, behind)


def _by_fix(entry: Entry) -> list[list[_Scene]]:
    """Return the requests of each fix, in the order of the page."""
    found: dict[str | int, list[_Scene]] = {}
    for path, sample in samples(entry.definition):
        if sample.request is not None:
            scene = _Scene(sample.request, sample.replay, path)
            found.setdefault(path[1], []).append(scene)
    return [*found.values()]


def _scene(
    entry: Entry, catalog: Catalog, scene: _Scene, behind: list[Request]
) -> Iterator[Report]:
    replay, path = scene.replay, (*scene.path, "replay")
    if replay is None:
        return
    later = [*scene.requests, *behind]
    yield from _unused(entry, {one: (*path, "env", one) for one in replay.env}, later)
    fresh = {one: (*path, "fresh", index) for index, one in enumerate(replay.fresh)}
    yield from _unused(entry, fresh, later)
    for index, one in enumerate(replay.before):
        here = (*path, "before", index)
        saved = {name: (*here, "save", name) for name in one.save}
        after = later if one.repeat > 1 else later[index + 1 :]
        yield from _unused(entry, saved, after)
        yield from _unsent(entry, catalog, one.request, one.auth, (*here, "auth"))
    if isinstance(replay, SampleReplay):
        saved = {name: (*path, "save", name) for name in replay.save}
        yield from _unused(entry, saved, behind)
    yield from _unsent(entry, catalog, scene.request, replay.auth, (*path, "auth"))


def _unused(entry: Entry, samples: dict[str, Keys], requests: list[Request]) -> Iterator[Report]:
    """Find the `samples` that occur in none of the `requests`."""
    texts = [
        json.dumps(request.model_dump(by_alias=True, exclude_unset=True), ensure_ascii=False)
        for request in requests
    ]
    for sample, path in samples.items():
        written = json.dumps(sample, ensure_ascii=False)[1:-1]
        pattern = re.compile(standing_alone(written))
        if not any(pattern.search(text) for text in texts):
            message = f"no request that is sent afterwards has the text `{sample}`"
            help = "write it as the requests do, where it is no part of a longer word"
            yield Report(entry.document.key_place(*path), message, help)


def _unsent(
    entry: Entry, catalog: Catalog, request: Request, variable: str | None, path: Keys
) -> Iterator[Report]:
    """Find a secret for a request that is sent without one."""
    auth = catalog.manifest.auth
    own = {name.casefold() for name in request.headers or {}}
    is_own_server = request.server is None
    has_secret = auth and request.auth and is_own_server and auth.header.casefold() not in own
    if variable is None or has_secret:
        return
    why = (
        "the manifest has no `auth`"
        if auth is None
        else "it goes to a server of its own"
        if not is_own_server
        else f"it has `{auth.header}` of its own"
        if request.auth
        else "it says `auth: false`"
    )
    message = f"the request is sent without the secret in `{variable}`: {why}"
    yield Report(entry.document.place(*path), message)
