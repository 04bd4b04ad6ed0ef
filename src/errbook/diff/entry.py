"""One definition held against what it was."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from errbook.catalog import Entry
from errbook.catalog.definition import Definition
from errbook.detail import names
from errbook.diff.change import Change, change
from errbook.diff.contract import Contract
from errbook.diff.schemas import arguments, members
from errbook.findings import Place

__all__ = ["entry_changes"]

_ALIKE = 0.4
"""How like a text has to be to the one before it to tell of the same thing, of 1."""

_TEXTS = (
    "summary", "what_happened", "scenarios", "trigger", "fixes", "mistakes", "notes", "sections",
    "related", "links", "operations",
)  # fmt: skip
"""The fields that are on the page and nowhere else."""


def entry_changes(old: Entry, new: Entry, contract: Contract) -> Iterator[Change]:
    """Yield what changed from `old` to `new`, which is the same definition."""
    yield from _identity(old, new, contract)
    yield from _lifecycle(old, new)
    yield from _response(old, new)
    if contract.carries_params:
        yield from members(old, new)
    yield from arguments(old, new)
    yield from _detail(old, new, contract)
    yield from _python(old, new, contract)
    yield from _page(old, new, contract)


def _identity(old: Entry, new: Entry, contract: Contract) -> Iterator[Change]:
    code, was, document = new.code.text, old.code.text, new.document
    if code != was:
        place = document.place("code")
        yield change("code-renamed", place, code, f"`{was}` is `{code}` now")
        if contract.carries_code:
            message = f"`{was}` is `{code}` now, and the code is a member of the body"
            yield change("code-member-changed", place, code, message)
    pinned = old.definition.type is not None or new.definition.type is not None or code != was
    if old.type != new.type and (pinned or not contract.types_are_moved):
        message = f"the type of `{code}` was {old.type}, and is {new.type}"
        yield change("type-changed", document.place("type"), code, message, f"type: {old.type}")


def _lifecycle(old: Entry, new: Entry) -> Iterator[Change]:
    code, before, after = new.code.text, old.definition, new.definition
    if after.retired and not before.retired:
        place = new.document.key_place("retired")
        if before.deprecated:
            yield change("code-retired", place, code, f"`{code}` is retired")
        else:
            message = f"`{code}` is retired, and was not deprecated before"
            help = "deprecate it for a version, with `replaced_by`"
            yield change("code-retired-early", place, code, message, help)
    elif before.retired and not after.retired:
        message = f"`{code}` was retired, and is raised again"
        help = "declare a new code for it"
        yield change("code-reused", new.document.place("code"), code, message, help)
    elif after.deprecated and not before.deprecated:
        place = new.document.key_place("deprecated")
        yield change("deprecated", place, code, f"`{code}` is deprecated")
    elif before.deprecated and not after.deprecated and not after.retired:
        message = f"`{code}` is not deprecated any more"
        yield change("undeprecated", new.document.place("code"), code, message)
    if before.visibility != after.visibility:
        name = "made-internal" if after.visibility == "internal" else "made-public"
        message = f"`{code}` was {before.visibility}, and is {after.visibility}"
        yield change(name, new.document.place("visibility"), code, message)


def _response(old: Entry, new: Entry) -> Iterator[Change]:
    code, document = new.code.text, new.document
    before, after = old.definition, new.definition
    if before.status != after.status:
        message = f"the status of `{code}` was {before.status}, and is {after.status}"
        yield change("status-changed", document.place("status"), code, message)
    if before.title != after.title:
        message = f"the title of `{code}` was “{before.title}”, and is “{after.title}”"
        yield change("title-changed", document.place("title"), code, message)
    if old.retryable != new.retryable:
        said = {True: "can be sent again", False: "is not to be sent again", None: "is open"}
        message = f"the request of `{code}` {said[new.retryable]}; it was: {said[old.retryable]}"
        name = "retryability-flipped"
        if new.retryable is None:
            name = "retry-advice-removed"
        elif old.retryable is None:
            name = "retry-advice-added"
        yield change(name, document.place("retryable"), code, message)
    headers = {name.casefold(): (name, value) for name, value in new.headers.items()}
    earlier = {name.casefold(): (name, value) for name, value in old.headers.items()}
    for folded, (name, value) in earlier.items():
        place = document.place("headers", headers.get(folded, (name,))[0])
        if folded not in headers:
            yield change("header-removed", place, code, f"`{code}` is sent without `{name}` now")
        elif headers[folded][1] != value:
            message = f"`{name}` of `{code}` was `{value}`, and is `{headers[folded][1]}`"
            yield change("header-changed", place, code, message)
    for folded, (name, _) in headers.items():
        if folded not in earlier:
            place = document.place("headers", name)
            yield change("header-added", place, code, f"`{code}` is sent with `{name}` now")


def _detail(old: Entry, new: Entry, contract: Contract) -> Iterator[Change]:
    code, place = new.code.text, new.document.place("detail")
    before, after = old.definition.details, new.definition.details
    if not before and after:
        yield change("detail-added", place, code, f"`{code}` has a detail now")
    elif before and not after:
        yield change("detail-removed", place, code, f"`{code}` has no detail any more")
    had, has = old.definition.variants, new.definition.variants
    if bool(had) != bool(has):
        if has:
            yield change("variants-introduced", place, code, f"`{code}` has variants now")
        else:
            yield change("variants-dropped", place, code, f"`{code}` has no variants any more")
        return
    for variant in had:
        if variant not in has:
            message = f"`{code}` has no variant `{variant}` any more"
            yield change("variant-removed", place, code, message)
    for variant in has:
        if variant not in had:
            message = f"`{code}` has the variant `{variant}` now"
            here = new.document.place("detail", variant)
            yield change("variant-added", here, code, message)
    for variant, text in before.items():
        if variant in after and after[variant] != text:
            here = new.document.place(*(("detail", variant) if variant else ("detail",)))
            yield _reworded(old, new, text, after[variant], contract, here)


def _reworded(
    old: Entry, new: Entry, before: str, after: str, contract: Contract, place: Place
) -> Change:
    code = new.code.text
    told = {name for name in names(before) if name in old.arguments}
    if told and not contract.carries_params:
        shown = ", ".join(f"`{name}`" for name in sorted(told))
        message = f"the detail of `{code}` is reworded, and {shown} can only be read out of it"
        help = "put `...: $params` into the body template, and reword it after that"
        return change("detail-value-moved", place, code, message, help)
    message = f"the detail of `{code}` was “{before}”, and is “{after}”"
    return change("detail-reworded", place, code, message)


def _python(old: Entry, new: Entry, contract: Contract) -> Iterator[Change]:
    was, now = contract.names(old), contract.names(new)
    if was == now or contract.names_are_moved:
        return
    renamed = old.code.text != new.code.text
    if renamed and was not in contract.python_names:
        return  # the former name stays, and leads to the class
    code = new.code.text
    message = f"`{was}` is `{now}` now"
    if renamed:
        message += f", and `{was}` is another error"
    yield change("python-name-changed", new.document.place("code"), code, message)


def _page(old: Entry, new: Entry, contract: Contract) -> Iterator[Change]:
    code, document = new.code.text, new.document
    public = old.definition.visibility == new.definition.visibility == "public"
    if public and old.code.path not in contract.paths:
        message = f"the page of `{code}` was at {old.code.path}, where no redirect will stand"
        yield change("page-moved", document.place("code"), code, message)
    if old.fixable_by != new.fixable_by:
        message = f"`{code}` was for the {old.fixable_by}, and is for the {new.fixable_by} to fix"
        yield change("fixer-changed", document.place("fixable_by"), code, message)
    changed = [
        name for name in _TEXTS if getattr(old.definition, name) != getattr(new.definition, name)
    ]
    if not changed:
        return
    if _tells_of_another(old.definition, new.definition):
        message = f"`{code}` tells of something else: “{new.definition.summary}”"
        help = "if it is another error, give it a code of its own"
        yield change("meaning-changed", document.place("summary"), code, message, help)
    named = ", ".join(changed)
    place = document.key_place(changed[0])
    yield change("text-changed", place, code, f"the page of `{code}` has changed: {named}")


def _tells_of_another(old: Definition, new: Definition) -> bool:
    """Whether summary and explanation are both unlike what they were, as far as there are any."""
    pairs = [(old.summary, new.summary), (old.what_happened or "", new.what_happened or "")]
    return all(_is_unlike(one, two) for one, two in pairs if one or two)


def _is_unlike(one: str, two: str) -> bool:
    words = (one.casefold().split(), two.casefold().split())
    return SequenceMatcher(None, *words, autojunk=False).ratio() < _ALIKE
