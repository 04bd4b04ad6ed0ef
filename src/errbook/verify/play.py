"""A plan carried out: its requests are sent in order, and each answer is looked at."""

from __future__ import annotations

import time
from typing import Any

from errbook.catalog import Entry
from errbook.verify.compare import differences, named, text_of
from errbook.verify.outcome import ABSENT, Difference, Mismatch, Outcome, State
from errbook.verify.plan import Call, Conditions, Plan, Scene
from errbook.verify.samples import Samples, fresh
from errbook.verify.send import Answer, NoAnswer, Sender
from errbook.verify.values import written

__all__ = ["play"]

_NOTHING = object()


async def play(plan: Plan, conditions: Conditions, sender: Sender) -> Outcome:
    """Send what `plan` says, and return what became of the definition."""
    entry = plan.entry
    if plan.trigger is None:
        return _outcome(entry, State.UNVERIFIED, plan.reason)
    start = time.monotonic()
    player = _Player(entry, conditions, sender)
    samples = await player.scene(plan.trigger, Samples())
    for fix in plan.fixes if samples is not None else ():
        await _fix(player, fix, samples)
    state = State.MISMATCH if player.mismatches else State.VERIFIED
    return Outcome(
        entry.code.text,
        entry.group,
        entry.document.key_place("trigger"),
        state,
        mismatches=tuple(player.mismatches),
        left_out=plan.left_out,
        seconds=time.monotonic() - start,
    )


async def _fix(player: _Player, fix: tuple[Scene, ...], samples: Samples | None) -> None:
    """Send the requests of a fix. Behind one that fails, the rest has nothing to stand on."""
    for scene in fix:
        if samples is not None:
            samples = await player.scene(scene, samples)


def _outcome(entry: Entry, state: State, reason: str) -> Outcome:
    field = "trigger" if entry.definition.trigger is not None else "code"
    return Outcome(entry.code.text, entry.group, entry.document.key_place(field), state, reason)


class _Failed(Exception):
    """A request was not answered as it has to be; what follows cannot be sent."""


class _Player:
    """Plays the scenes of one definition, and keeps what was wrong."""

    def __init__(self, entry: Entry, conditions: Conditions, sender: Sender) -> None:
        self.mismatches: list[Mismatch] = []
        self._entry = entry
        self._conditions = conditions
        self._sender = sender

    async def scene(self, scene: Scene, samples: Samples) -> Samples | None:
        """Play `scene`, and return the samples that later ones have; None if it went wrong.

        A trigger that is answered, but not as documented, leaves all as later ones need it.
        """
        environment = self._conditions.environment
        samples |= {sample: environment[name] for sample, name in scene.env.items()}
        samples |= {sample: fresh(sample) for sample in scene.fresh}
        try:
            for call in scene.before:
                for _ in range(call.repeat):
                    samples |= await self._succeeds(call, samples)
            if scene.main.role == "trigger":
                await self._trigger(scene.main, samples)
            else:
                samples |= await self._succeeds(scene.main, samples)
        except _Failed:
            return None
        return samples

    async def _trigger(self, call: Call, samples: Samples) -> None:
        """Send the trigger, as often as it takes, and hold the error against the definition."""
        for _ in range(call.repeat):
            answer = await self._answer(call, samples)
            if answer.status >= 400:
                break
        found = [*differences(self._entry, self._conditions.catalog, answer)]
        if found:
            self._note(call, *found)

    async def _succeeds(self, call: Call, samples: Samples) -> dict[str, Any]:
        """Send a request that has to succeed, and return what its answer gives to later ones."""
        answer = await self._answer(call, samples)
        expected = "200 to 299" if call.status is None else named(call.status)
        right = 200 <= answer.status <= 299 if call.status is None else answer.status == call.status
        if not right:
            got = f"{named(answer.status)}: {text_of(answer)}"
            self._fail(call, Difference("status", expected, got))
        saved = {}
        for sample, pointer in call.save.items():
            value = _at(pointer, answer)
            if value is _NOTHING or not isinstance(value, (str, int, float)):
                got = ABSENT if value is _NOTHING else written(value)
                self._fail(call, Difference(f"body {pointer}", f"the value of {sample}", got))
            saved[sample] = value
        return saved

    async def _answer(self, call: Call, samples: Samples) -> Answer:
        request = self._conditions.ready(call, samples.request(call.request))
        try:
            return await self._sender.send(request)
        except NoAnswer as error:
            expected = "200 to 299" if call.status is None else named(call.status)
            self._fail(call, Difference("answer", expected, str(error)))
            raise AssertionError from error  # `_fail` has raised

    def _note(self, call: Call, *found: Difference) -> None:
        self.mismatches.append(Mismatch(call.place, call.role, call.name, found))

    def _fail(self, call: Call, found: Difference) -> None:
        self._note(call, found)
        raise _Failed


def _at(pointer: str, answer: Answer) -> Any:
    """Return the value at a JSON Pointer of a body; `_NOTHING` where there is none."""
    try:
        value = answer.json()
        for part in pointer.split("/")[1:]:
            key = part.replace("~1", "/").replace("~0", "~")
            value = value[int(key)] if isinstance(value, list) else value[key]
    except (ValueError, LookupError, TypeError):
        return _NOTHING
    return value
