"""What is sent for a definition, in which order, and why something is not.

Nothing is sent here. A definition whose trigger cannot be sent is unverified as a whole; a request
of a fix that cannot is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from errbook.catalog import Catalog, Entry
from errbook.catalog.definition import Fix, Sample
from errbook.catalog.request import Replay, Request
from errbook.exceptions import UsageError
from errbook.findings import Place
from errbook.pages.requests import Prepared
from errbook.verify.outcome import LeftOut
from errbook.verify.send import ready
from errbook.verify.server import Server

__all__ = ["Call", "Conditions", "Plan", "Scene", "plan", "variables"]


@dataclass(frozen=True, slots=True)
class Call:
    """One request to be sent, and what it takes."""

    request: Request
    place: Place
    role: str
    auth: str | None = None
    """The environment variable of the secret, where it is not the manifest's."""
    repeat: int = 1
    status: int | None = None
    """The status of its answer; None is any from 200 to 299."""
    save: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Method and path, as they are declared."""
        return f"{self.request.method} {self.request.path}"


@dataclass(frozen=True, slots=True)
class Scene:
    """A request of the page with all that goes before it."""

    before: tuple[Call, ...]
    main: Call
    env: Mapping[str, str]
    fresh: tuple[str, ...]
    skip: str | None

    @property
    def calls(self) -> tuple[Call, ...]:
        """All of its requests, in order."""
        return (*self.before, self.main)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be sent for one definition."""

    entry: Entry
    trigger: Scene | None
    """None where it is unverified."""
    reason: str = ""
    fixes: tuple[tuple[Scene, ...], ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Conditions:
    """What there is to send with, and where to."""

    catalog: Catalog
    server: Server
    environment: Mapping[str, str]
    allow_writes: bool

    def ready(self, call: Call, request: Request) -> Prepared:
        """Return `request`, which is that of `call` or made from it, as it is sent."""
        return ready(request, self.catalog.manifest, self.server, call.auth)

    def secret_of(self, call: Call) -> str | None:
        """Return the environment variable of the secret that `call` is sent with, if any."""
        auth = self.ready(call, call.request).auth
        return auth.variable if auth is not None else None

    def hindrance(self, scene: Scene) -> str:
        """Return why `scene` is not played; empty where it is.

        Raises `UsageError` if the secret that the manifest asks for is not set.
        """
        if scene.skip is not None:
            return f"skipped: {scene.skip}"
        for call in scene.calls:
            if call.request.server is not None:
                return f"{call.request.server} is another server than the one that is verified"
            method = call.request.method
            if self.server.refuses(method) and not self.allow_writes:
                return (
                    f"{method} can change something, and {self.server.host} is not this machine;"
                    " --allow-writes sends it"
                )
        needed = [*scene.env.values(), *(call.auth for call in scene.calls if call.auth)]
        unset = dict.fromkeys(name for name in needed if not self.environment.get(name))
        if unset:
            return f"{' and '.join(unset)} {'is' if len(unset) == 1 else 'are'} not set"
        secrets = (self.secret_of(call) for call in scene.calls)
        lacking = next((name for name in secrets if name and not self.environment.get(name)), None)
        if lacking:
            raise UsageError(
                f"{lacking} is not set; it holds the secret that requests are sent with, as the"
                " manifest's `auth` says"
            )
        return ""


def plan(entry: Entry, conditions: Conditions) -> Plan:
    """Return what is sent for `entry`.

    Raises `UsageError` if the secret that the manifest asks for is not set.
    """
    definition, document = entry.definition, entry.document
    if definition.retired is not None:
        return Plan(entry, None, "it is retired")
    if definition.trigger is None:
        return Plan(entry, None, "it has no trigger")
    replay = definition.trigger.replay
    main = Call(
        definition.trigger.request,
        document.place("trigger", "request"),
        "trigger",
        replay.auth if replay else None,
        replay.repeat if replay else 1,
        definition.status,
    )
    trigger = _scene(entry, main, replay, ("trigger", "replay"))
    reason = conditions.hindrance(trigger)
    if reason:
        return Plan(entry, None, reason)
    left_out: list[LeftOut] = []
    fixes = [
        tuple(_played(_scenes(entry, index, fix), conditions, left_out))
        for index, fix in enumerate(definition.fixes)
    ]
    return Plan(entry, trigger, fixes=tuple(filter(None, fixes)), left_out=tuple(left_out))


def variables(plan: Plan, conditions: Conditions) -> Iterator[str]:
    """Yield the environment variables whose values are sent for `plan`."""
    scenes = [plan.trigger] if plan.trigger is not None else []
    for scene in [*scenes, *(scene for fix in plan.fixes for scene in fix)]:
        yield from scene.env.values()
        yield from filter(None, map(conditions.secret_of, scene.calls))


def _played(
    scenes: Iterator[Scene], conditions: Conditions, left_out: list[LeftOut]
) -> Iterator[Scene]:
    """Yield the scenes of a fix that can be played, and note the others in `left_out`."""
    missing = ""
    for scene in scenes:
        reason = missing or conditions.hindrance(scene)
        if not reason:
            yield scene
            continue
        left_out.append(LeftOut(scene.main.place, scene.main.name, reason))
        if scene.main.save:
            missing = f"it needs the answer to {scene.main.name}, which is not sent"


def _scenes(entry: Entry, index: int, fix: Fix) -> Iterator[Scene]:
    """Yield the requests of a fix, in the order of the page."""
    for number, step in enumerate(fix.steps):
        for last, sample in enumerate(step.samples):
            yield from _of_sample(entry, sample, ("fixes", index, "steps", number, "samples", last))
    for last, sample in enumerate(fix.samples):
        yield from _of_sample(entry, sample, ("fixes", index, "samples", last))


def _of_sample(entry: Entry, sample: Sample, path: tuple[str | int, ...]) -> Iterator[Scene]:
    if sample.request is not None:
        replay = sample.replay
        main = Call(
            sample.request,
            entry.document.place(*path, "request"),
            "fix",
            replay.auth if replay else None,
            save=replay.save if replay else {},
        )
        yield _scene(entry, main, replay, (*path, "replay"))


def _scene(entry: Entry, main: Call, replay: Replay | None, path: tuple[str | int, ...]) -> Scene:
    if replay is None:
        return Scene((), main, {}, (), None)
    before = tuple(
        Call(
            one.request,
            entry.document.place(*path, "before", index, "request"),
            "set-up",
            one.auth,
            one.repeat,
            one.status,
            one.save,
        )
        for index, one in enumerate(replay.before)
    )
    return Scene(before, main, replay.env, tuple(replay.fresh), replay.skip)
