"""Whether a catalog can take up a code."""

from __future__ import annotations

import unicodedata

from errbook.catalog import Catalog, Entry
from errbook.catalog.scheme import Code, unsafe
from errbook.exceptions import UsageError

__all__ = ["fitting"]


def fitting(catalog: Catalog, text: str, *, but: Entry | None = None) -> Code:
    """Return `text` as a code that `catalog` can take up; `but` is the entry that is to have it.

    Raises `UsageError` if it does not fit the scheme, or is in use.
    """
    scheme = catalog.scheme
    code = scheme.parse(text)
    if code is None:
        raise UsageError(f"{text} does not fit the catalog's scheme, {scheme.template}")
    reason = unsafe(code)
    if reason:
        raise UsageError(f"the page of {text} could not be written: {reason}")
    folded = {_folded(known): known for known in catalog.entries if not _is(but, known)}
    if text in catalog.entries:
        raise UsageError(f"{text} is declared already, in {catalog.entries[text].document.place()}")
    if _folded(text) in folded:
        raise UsageError(
            f"{text} and {folded[_folded(text)]} differ in case alone; take another code"
        )
    holder = catalog.aliases.get(text)
    if holder is not None and not _is(but, holder):
        raise UsageError(f"{text} is a former code of {holder}; a code is never used again")
    return code


def _is(entry: Entry | None, code: str) -> bool:
    return entry is not None and entry.code.text == code


def _folded(code: str) -> str:
    return unicodedata.normalize("NFKC", code).casefold()
