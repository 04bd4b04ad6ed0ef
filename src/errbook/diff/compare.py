"""One catalog held against an older one."""

from __future__ import annotations

from collections.abc import Iterator

from errbook.catalog import Catalog, Entry
from errbook.diff.change import Change, change
from errbook.diff.contract import Contract
from errbook.diff.entry import entry_changes
from errbook.diff.manifest import manifest_changes
from errbook.findings import Place

__all__ = ["compare"]


def compare(old: Catalog, new: Catalog) -> list[Change]:
    """Return what changed from `old` to `new`, in the order of the places in `new`.

    A definition is the same one in both if its code is, or if its former code is an alias now.
    """
    contract = Contract(old, new)
    changes = [*manifest_changes(contract)]
    known: set[str] = set()
    for entry in old:
        now = new.find(entry.code.text)
        if now is None:
            changes.append(_removed(entry, new))
        else:
            known.add(now.code.text)
            changes += entry_changes(entry, now, contract)
    changes += _aliases(old, new)
    changes += [_added(entry, old) for entry in new if entry.code.text not in known]
    return sorted(changes, key=lambda one: (one.place, one.kind.id, one.message))


def _removed(entry: Entry, new: Catalog) -> Change:
    code = entry.code.text
    place = _where_it_was(entry, new)
    if entry.definition.retired:
        message = f"`{code}`, which is retired, is gone"
        return change("retired-page-removed", place, code, message, "keep retired codes for ever")
    help = "keep it: if it has a new code, as an alias of that; if it ends, as `retired`"
    return change("code-removed", place, code, f"`{code}` is gone", help)


def _added(entry: Entry, old: Catalog) -> Change:
    code, place = entry.code.text, entry.document.place("code")
    if code in old.aliases:
        message = f"`{code}` was a former code of `{old.aliases[code]}`, and is another error now"
        return change("code-reused", place, code, message, "choose a code that never was one")
    return change("code-added", place, code, f"`{code}` is new")


def _where_it_was(entry: Entry, new: Catalog) -> Place:
    """Return the file that the definition was in, if there is one of that name; or the manifest."""
    path = new.root / entry.document.source.path.name
    return Place(path) if path.is_file() else new.document.place()


def _aliases(old: Catalog, new: Catalog) -> Iterator[Change]:
    for alias, code in old.aliases.items():
        then, now = old.entries[code], new.find(alias)
        if now is None:
            here = new.find(code)
            place = here.document.place("aliases") if here else _where_it_was(then, new)
            message = f"`{alias}`, a former code of `{code}`, is no alias any more"
            yield change("alias-removed", place, code, message, "a former code stays one")
    for alias, code in new.aliases.items():
        if alias not in old.aliases and alias not in old.entries:
            entry = new.entries[code]
            place = entry.document.place("aliases", entry.definition.aliases.index(alias))
            yield change("alias-added", place, code, f"`{alias}` leads to `{code}` now")
