"""Changes that break somebody and are meant: the settings say which, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from errbook.diff.change import Change
from errbook.diff.kinds import kind
from errbook.pages.markup import one_line
from errbook.settings import AcceptedChange

__all__ = ["accepting"]


def accepting(
    changes: Iterable[Change], accepted: Sequence[AcceptedChange]
) -> tuple[list[Change], list[str]]:
    """Return `changes`, those marked that `accepted` names, and what it names that has not changed.

    An entry without a code is a policy for all codes: it need not name anything.
    Raises `UsageError` if there is no such kind of change.
    """
    reasons = {(kind(one.change).name, one.code): one_line(one.reason) for one in accepted}
    used = set()
    made = []
    for change in changes:
        own, general = (change.kind.name, change.code), (change.kind.name, None)
        key = own if own in reasons else general
        if key in reasons:
            used.add(key)
            change = replace(change, accepted=reasons[key])
        made.append(change)
    idle = [f"{name} of {code}" for name, code in reasons if code and (name, code) not in used]
    return made, idle
