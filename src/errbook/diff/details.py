"""The details of a definition compared: their words, and the variants that there are."""

from __future__ import annotations

from collections.abc import Iterator

from errbook.catalog import Entry
from errbook.detail import names
from errbook.diff.change import Change, both, change, key_place, place, quoted
from errbook.diff.contract import Contract

__all__ = ["details"]


def details(old: Entry, new: Entry, contract: Contract) -> Iterator[Change]:
    """Yield what changed in the details, and in the variants that a raiser chooses from."""
    code, shown = new.code.text, quoted(new.code.text)
    before, after = old.definition.details, new.definition.details
    if contract.carries("detail") and bool(before) != bool(after):
        here = place(new.document, "detail")
        if after:
            yield change("detail-added", here, code, f"{shown} has a detail now")
        else:
            yield change("detail-removed", here, code, f"{shown} has no detail any more")
    had, has = old.definition.variants, new.definition.variants
    yield from _variants(had, has, new)
    if contract.carries("variant"):
        yield from _variants_in_body(had, has, new)
    for variant, text in before.items():
        if variant in after and after[variant] != text:
            yield _reworded(old, new, variant, contract)


def _variants(had: tuple[str, ...], has: tuple[str, ...], new: Entry) -> Iterator[Change]:
    code, shown = new.code.text, quoted(new.code.text)
    here = key_place(new.document, "detail")
    if has and not had:
        yield change("variants-introduced", here, code, f"{shown} has variants now")
    elif had and not has:
        yield change("variants-dropped", here, code, f"{shown} has no variants any more")
    else:
        for variant in (one for one in had if one not in has):
            message = f"{shown} has no variant {quoted(variant)} any more"
            yield change("variant-removed", here, code, message)
        for variant in (one for one in has if one not in had):
            message = f"{shown} has the variant {quoted(variant)} now"
            there = key_place(new.document, "detail", variant)
            yield change("variant-added", there, code, message)


def _variants_in_body(had: tuple[str, ...], has: tuple[str, ...], new: Entry) -> Iterator[Change]:
    """Yield what changed to clients, where the body tells the variant."""
    code, where = new.code.text, f"the variant of {quoted(new.code.text)}"
    here = key_place(new.document, "detail")
    if has and not had:
        yield change("member-added", here, code, f"{where} is new in the body")
    elif had and not has:
        yield change("member-removed", here, code, f"{where} is gone from the body")
    else:
        for variant in (one for one in had if one not in has):
            message = f"{where} cannot be {quoted(variant)} any more"
            yield change("enum-narrowed", here, code, message)
        for variant in (one for one in has if one not in had):
            message = f"{where} can be {quoted(variant)}, which it could not"
            there = key_place(new.document, "detail", variant)
            yield change("enum-widened", there, code, message)


def _reworded(old: Entry, new: Entry, variant: str, contract: Contract) -> Change:
    code, shown = new.code.text, quoted(new.code.text)
    text = old.definition.details[variant]
    here = place(new.document, *(("detail", variant) if variant else ("detail",)))
    told = sorted({name for name in names(text) if name in old.arguments})
    if told and contract.carries("detail") and not contract.carried("params"):
        values = ", ".join(map(quoted, told))
        message = f"the detail of {shown} is reworded, and {values} could only be read out of it"
        help = "put `...: $params` into the body template, and reword it after that"
        return change("told-value-moved", here, code, message, help)
    was, now = both(text, new.definition.details[variant])
    message = f"the detail of {shown} was {was}, and is {now}"
    return change("detail-reworded", here, code, message)
