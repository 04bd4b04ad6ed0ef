"""The names of classes in the generated package: each that could be imported still can be."""

from __future__ import annotations

from collections.abc import Iterator

from errbook.catalog import Entry
from errbook.diff.change import Change, change, place, quoted
from errbook.diff.contract import Contract

__all__ = ["class_changes"]


def class_changes(contract: Contract) -> Iterator[Change]:
    """Yield the names that are gone, or that another error has now.

    Where names are made otherwise, it is said once of all. What is gone with its code, or with the
    alias that kept it, is said of these.
    """
    before, after = contract.classes
    lost = [
        (name, now)
        for name, code in before.items()
        if (now := _kept(contract, code)) and contract.new.find(after.get(name, "")) is not now
    ]
    if lost and contract.names_are_moved:
        name, now = lost[0]
        number = f"{len(lost):,} classes have" if len(lost) > 1 else "1 class has"
        message = f"{number} another name or module: {quoted(name)} is {_name(now)} now"
        is_other = contract.old.manifest.python != contract.new.manifest.python
        here = place(contract.new.document, "python" if is_other else "code")
        yield change("python-template-changed", here, "", message)
        return
    for name, now in lost:
        message = f"{quoted(name)} is {_name(now)} now"
        if name in after:
            message += f", and {quoted(name)} is {quoted(after[name])}"
        here = place(now.document, "code")
        yield change("python-name-changed", here, now.code.text, message)


def _kept(contract: Contract, code: str) -> Entry | None:
    """Return what an old code, or alias, stands for; None if that is not what it stood for."""
    old = contract.old.find(code)
    now = contract.successors[old.code.text] if old else None
    return now if now is contract.new.find(code) else None


def _name(entry: Entry) -> str:
    return quoted(".".join((*entry.module, entry.class_name)))
