"""All definitions replayed, several at a time."""

from __future__ import annotations

import asyncio
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from errbook.catalog import Catalog, Entry
from errbook.encode import utf8
from errbook.exceptions import UsageError
from errbook.verify.masking import Mask
from errbook.verify.outcome import Outcome, State
from errbook.verify.plan import Conditions, Plan, plan, variables
from errbook.verify.play import play
from errbook.verify.send import Sender
from errbook.verify.server import Server

__all__ = ["Result", "verify"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")

_LONGEST = 1_000
"""Characters shown of what was expected, or was got."""


@dataclass(frozen=True, slots=True)
class Result:
    """What replaying a catalog gave."""

    url: str
    outcomes: tuple[Outcome, ...]
    """In the order of the catalog, or of the entries that were asked for."""

    @property
    def counts(self) -> Mapping[State, int]:
        """How many definitions are verified, mismatched and unverified."""
        return Counter(outcome.state for outcome in self.outcomes)


def verify(
    catalog: Catalog,
    url: str,
    entries: Iterable[Entry] = (),
    *,
    allow_writes: bool = False,
    jobs: int = 8,
    timeout: float = 10.0,
    environment: Mapping[str, str] = os.environ,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Result:
    """Replay what the `entries` of `catalog` document, or all of it, against the server at `url`.

    `jobs` is how many are replayed at a time, `timeout` how many seconds an answer may take.
    Raises `UsageError` if nothing can be sent there: it is no URL, nothing answers, or the secret
    that the manifest names is not in the `environment`. Raises `MissingExtra` without httpx.
    """
    conditions = Conditions(catalog, Server.at(url), environment, allow_writes)
    plans = [plan(entry, conditions) for entry in [*entries] or catalog]
    names = {name for one in plans for name in variables(one, conditions)}
    secrets = {name: environment[name] for name in sorted(names)}
    sender = Sender(conditions.server, secrets, timeout)
    outcomes = asyncio.run(_played(plans, conditions, sender, jobs, progress))
    mask = Mask(secrets)

    def shown(text: str) -> str:
        text = _CONTROL.sub(" ", utf8(mask.masked(text)).decode())
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

    return Result(conditions.server.url, tuple(one.shown_through(shown) for one in outcomes))


async def _played(
    plans: list[Plan],
    conditions: Conditions,
    sender: Sender,
    jobs: int,
    progress: Callable[[int, int], None],
) -> list[Outcome]:
    """Return the outcomes of `plans`. Gives up when there is nobody to send to."""
    free, url, done = asyncio.Semaphore(jobs), conditions.server.url, 0

    async def one(plan: Plan) -> Outcome:
        nonlocal done
        async with free:
            outcome = await play(plan, conditions, sender)
        if sender.unreachable and not sender.has_answered:
            raise UsageError(f"{url} cannot be reached: {sender.unreachable}")
        done += 1
        progress(done, len(plans))
        return outcome

    async with sender:
        tasks = [asyncio.create_task(one(plan)) for plan in plans]
        try:
            outcomes = await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    missed = [one for one in outcomes if one.state is State.MISMATCH]
    if missed and not sender.has_answered:
        said = missed[0].mismatches[0].differences[0].got
        raise UsageError(f"{url} answers nothing: {said}")
    return outcomes
