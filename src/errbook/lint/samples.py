"""The samples of a definition: what rules about code and requests walk over."""

from __future__ import annotations

from collections.abc import Iterator

from errbook.catalog.definition import CodeSample, Definition, Sample
from errbook.catalog.request import Replay, Request
from errbook.catalog.writing import Keys

__all__ = ["code_samples", "requests", "samples"]


def samples(definition: Definition) -> Iterator[tuple[Keys, Sample]]:
    """Yield every sample of the fixes, in the order of the page, with its path."""
    for index, fix in enumerate(definition.fixes):
        for number, step in enumerate(fix.steps):
            for place, sample in enumerate(step.samples):
                yield ("fixes", index, "steps", number, "samples", place), sample
        for place, sample in enumerate(fix.samples):
            yield ("fixes", index, "samples", place), sample


def code_samples(definition: Definition) -> Iterator[tuple[Keys, CodeSample]]:
    """Yield every piece of code in the samples, with its path."""
    for path, sample in samples(definition):
        for index, code in enumerate(sample.code or ()):
            yield (*path, "code", index), code


def requests(definition: Definition) -> Iterator[tuple[Keys, Request]]:
    """Yield every request, with its path: the trigger's, the samples', and what goes before each.

    What goes before is on no page: `errbook verify` sends it.
    """
    trigger = definition.trigger
    if trigger is not None:
        yield from _with_replay(("trigger",), trigger.request, trigger.replay)
    for path, sample in samples(definition):
        if sample.request is not None:
            yield from _with_replay(path, sample.request, sample.replay)


def _with_replay(
    path: Keys, request: Request, replay: Replay | None
) -> Iterator[tuple[Keys, Request]]:
    yield (*path, "request"), request
    for index, before in enumerate(replay.before if replay else ()):
        yield (*path, "replay", "before", index, "request"), before.request
