"""One catalog held against an older one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from errbook.catalog import Catalog, Entry
from errbook.catalog.load import collecting_later
from errbook.diff.change import Change, change, place, quoted
from errbook.diff.classes import class_changes
from errbook.diff.contract import Contract
from errbook.diff.entry import entry_changes
from errbook.diff.manifest import manifest_changes
from errbook.findings import Place

__all__ = ["compare"]


def compare(old: Catalog, new: Catalog) -> list[Change]:
    """Return what changed from `old` to `new`, in the order of the places in `new`.

    A definition is the same one in both if its code is, or if its former code is an alias now.
    `old` may be as much of a catalog as could be read.
    """
    with collecting_later():
        return _compare(Contract(old, new))


def _compare(contract: Contract) -> list[Change]:
    changes = [*manifest_changes(contract), *class_changes(contract)]
    for entry, now in contract.pairs():
        changes += entry_changes(entry, now, contract)
    changes += _removed(contract)
    changes += _merged(contract)
    changes += _aliases(contract)
    changes += _added(contract)
    changes += _unread(contract)
    internal = {code for code in {one.code for one in changes} if contract.is_internal(code)}
    marked = (
        replace(one, internal=True) if one.code in internal and not one.internal else one
        for one in changes
    )
    return sorted(marked, key=lambda one: (one.place, one.kind.id, one.message))


def _removed(contract: Contract) -> Iterator[Change]:
    gone = [entry for entry in contract.old if contract.successors[entry.code.text] is None]
    likely = {entry.type: entry for entry in contract.additions} if gone else {}
    for entry in gone:
        below = entry.document.source.path.relative_to(contract.old.root)
        code, here = entry.code.text, _file(below, contract.new)
        if entry.definition.retired:
            message = f"{quoted(code)}, which is retired, is gone"
            help = "keep retired codes for ever"
            yield change("retired-page-removed", here, code, message, help)
            continue
        help = "keep it: if it has a new code, as an alias of that; if it ends, as `retired`"
        if entry.type in likely:
            now = likely[entry.type].code.text
            help = f"`{now}` has its type: if it is the same error, add `aliases: [{code}]` to it"
        yield change("code-removed", here, code, f"{quoted(code)} is gone", help)


def _merged(contract: Contract) -> Iterator[Change]:
    for entry in contract.old:
        now = contract.successors[entry.code.text]
        if now is not None and contract.is_merged(entry, now):
            code, was = now.code.text, entry.code.text
            message = f"{quoted(was)} and {quoted(code)} were two errors, and are {quoted(code)}"
            help = f"keep `{was}`, as `retired` and `replaced_by: [{code}]`"
            yield change("code-merged", _place_of(was, now), code, message, help)


def _place_of(alias: str, entry: Entry) -> Place:
    return place(entry.document, "aliases", entry.definition.aliases.index(alias))


def _aliases(contract: Contract) -> Iterator[Change]:
    old, new = contract.old, contract.new
    for alias, code in old.aliases.items():
        then, now = contract.successors[code], new.find(alias)
        if then is None and now is None:
            continue  # it went with its error
        if now is None and then is not None:
            message = f"{quoted(alias)}, a former code of {quoted(code)}, is forgotten"
            here = place(then.document, "aliases")
            yield change("alias-removed", here, then.code.text, message, "a former code stays one")
        elif now is not None and now is not then and alias in new.aliases:
            message = f"{quoted(alias)} led to {quoted(code)}, and leads to another error"
            yield change("alias-moved", _place_of(alias, now), now.code.text, message)
    added = {entry.code.text for entry in contract.additions}
    for alias, code in new.aliases.items():
        if alias not in old.claimed and code not in added:
            message = f"{quoted(alias)} leads to {quoted(code)} now"
            yield change("alias-added", _place_of(alias, new.entries[code]), code, message)


def _added(contract: Contract) -> Iterator[Change]:
    for entry in contract.additions:
        code, here = entry.code.text, place(entry.document, "code")
        if code in contract.old.aliases:
            former = quoted(contract.old.aliases[code])
            message = f"{quoted(code)} was a former code of {former}, and is another error now"
            yield change("code-reused", here, code, message, "choose a code that never was one")
        else:
            told = f"{entry.definition.status} {quoted(entry.definition.title)}"
            yield change("code-added", here, code, f"{quoted(code)} is new: {told}")


def _unread(contract: Contract) -> Iterator[Change]:
    """Yield what the older catalog has that cannot be read, by the rules of today."""
    help = "errbook lint tells of that catalog what is wrong with it"
    for document in contract.old.unusable:
        file = document.source.path.relative_to(contract.old.root)
        code = document.value.get("code") if isinstance(document.value, dict) else None
        if not isinstance(code, str):
            where = f"{quoted(file.as_posix())}, line {document.place().line},"
            message = f"a definition of the older catalog, in {where} cannot be read"
            yield change("not-compared", _file(file, contract.new), "", message, help)
        elif code not in contract.old.entries:
            now = contract.new.find(code)
            if now is None:
                message = f"{quoted(code)} is gone"
                yield change("code-removed", _file(file, contract.new), code, message)
            else:
                message = f"what {quoted(code)} was in the older catalog cannot be read"
                yield change("not-compared", place(now.document, "code"), code, message, help)


def _file(below: Path, catalog: Catalog) -> Place:
    """Return the file of that name in the catalog, if there is one; or the manifest."""
    path = catalog.root / below
    return Place(path) if path.is_file() else catalog.document.place()
