"""One definition held against what it was: what it is called, whether it lives, what it sends."""

from __future__ import annotations

from collections.abc import Iterator

from errbook.catalog import Entry
from errbook.diff.change import Change, both, change, key_place, origin, place, quoted
from errbook.diff.contract import Contract
from errbook.diff.details import details
from errbook.diff.page import page
from errbook.diff.schemas import arguments, members

__all__ = ["entry_changes"]


def entry_changes(old: Entry, new: Entry, contract: Contract) -> Iterator[Change]:
    """Yield what changed from `old` to `new`, which is the same error.

    What it sends, and is raised with, does not matter where it is retired: nobody receives it.
    """
    yield from _identity(old, new, contract)
    yield from _lifecycle(old, new)
    if not (old.definition.retired or new.definition.retired):
        yield from _response(old, new, contract)
        yield from _retry(old, new, contract)
        yield from _headers(old, new, contract)
        if contract.carries("params"):
            yield from members(old, new)
        yield from arguments(old, new)
        yield from details(old, new, contract)
    yield from _group(old, new, contract)
    yield from page(old, new, contract)


def _identity(old: Entry, new: Entry, contract: Contract) -> Iterator[Change]:
    code, was, document = new.code.text, old.code.text, new.document
    renamed = code != was
    if renamed:
        here = place(document, "code")
        if was in contract.new.aliases:
            message = f"{quoted(was)} is {quoted(code)} now"
            yield change("code-renamed", here, code, message)
        else:
            again = "again" if code in old.definition.aliases else "now"
            message = f"{quoted(was)} is {quoted(code)} {again}, and {quoted(was)} is forgotten"
            yield change("code-removed", here, was, message, f"put it into `aliases`: {was}")
        if contract.carries("code"):
            message = f"the code in the body was {quoted(was)}, and is {quoted(code)}"
            yield change("code-member-changed", here, code, message)
    pinned = old.definition.type is not None or new.definition.type is not None
    if old.type != new.type and (renamed or pinned or not contract.types_are_moved):
        before, after = both(old.type, new.type)
        message = f"the type of {quoted(code)} was {before}, and is {after}"
        here = place(document, "type")
        yield change("type-changed", here, code, message, f"pin it: `type: {old.type}`")


def _lifecycle(old: Entry, new: Entry) -> Iterator[Change]:
    code, before, after = new.code.text, old.definition, new.definition
    shown, document = quoted(code), new.document
    if after.retired and not before.retired:
        here = key_place(document, "retired")
        if before.deprecated:
            yield change("code-retired", here, code, f"{shown} is retired")
        else:
            message = f"{shown} is retired, and was not deprecated before"
            help = "deprecate it for a version, with `replaced_by`"
            yield change("code-retired-early", here, code, message, help)
    elif before.retired and not after.retired:
        message, help = f"{shown} was retired, and is raised again", "declare a new code for it"
        yield change("code-reused", place(document, "code"), code, message, help)
    elif after.deprecated and not (before.deprecated or after.retired):
        successors = ", ".join(map(quoted, after.deprecated.replaced_by))
        instead = f", and replaced by {successors}" if successors else ""
        here = key_place(document, "deprecated")
        yield change("deprecated", here, code, f"{shown} is deprecated{instead}")
    elif before.deprecated and not (after.deprecated or after.retired):
        message = f"{shown} is not deprecated any more"
        yield change("undeprecated", place(document, "code"), code, message)
    if before.visibility != after.visibility:
        name = f"made-{after.visibility}"
        message = f"{shown} was {before.visibility}, and is {after.visibility}"
        yield change(name, place(document, "visibility"), code, message)


def _response(old: Entry, new: Entry, contract: Contract) -> Iterator[Change]:
    code, shown = new.code.text, quoted(new.code.text)
    before, after = old.definition, new.definition
    if before.status != after.status:
        message = f"the status of {shown} was {before.status}, and is {after.status}"
        yield change("status-changed", place(new.document, "status"), code, message)
    if before.title != after.title and contract.carries("title"):
        was, now = both(before.title, after.title)
        message = f"the title of {shown} was {was}, and is {now}"
        yield change("title-changed", place(new.document, "title"), code, message)


def _retry(old: Entry, new: Entry, contract: Contract) -> Iterator[Change]:
    if old.retryable == new.retryable:
        return
    code, shown = new.code.text, quoted(new.code.text)
    here = origin(contract.new, new, "retryable")
    advice = {True: "worth a retry", False: "not to be retried"}
    if new.retryable is None:
        message = f"{shown} does not say any more whether to retry"
        yield change("retry-advice-removed", here, code, message)
    elif old.retryable is None:
        message = f"{shown} says now that it is {advice[new.retryable]}"
        yield change("retry-advice-added", here, code, message)
    else:
        message = f"{shown} was {advice[old.retryable]}, and is {advice[new.retryable]}"
        yield change("retryability-flipped", here, code, message)


def _headers(old: Entry, new: Entry, contract: Contract) -> Iterator[Change]:
    code, shown = new.code.text, quoted(new.code.text)
    before, after = (
        {name.casefold(): (name, value) for name, value in entry.headers.items()}
        for entry in (old, new)
    )
    for folded, (name, value) in before.items():
        now, made = after.get(folded, (name, None))
        here = origin(contract.new, new, "headers", now)
        if made is None:
            message = f"{shown} is sent without {quoted(name)} now"
            yield change("header-removed", here, code, message)
        elif made != value:
            was, is_now = both(value, made)
            message = f"{quoted(now)} of {shown} was {was}, and is {is_now}"
            yield change("header-changed", here, code, message)
    for folded, (name, _) in after.items():
        if folded not in before:
            here = origin(contract.new, new, "headers", name)
            yield change("header-added", here, code, f"{shown} is sent with {quoted(name)} now")


def _group(old: Entry, new: Entry, contract: Contract) -> Iterator[Change]:
    """Find that whoever catches the errors of the old group does not catch this one any more."""
    if new.module[: len(old.module)] == old.module or contract.names_are_moved:
        return
    shared = next(at for at, one in enumerate(old.module) if new.module[at : at + 1] != (one,))
    group = ".".join((*old.module[: shared + 1], "Error"))
    message = f"{quoted(new.code.text)} is no {quoted(group)} any more"
    help = "code that catches that has to catch another"
    yield change("group-changed", place(new.document, "code"), new.code.text, message, help)
