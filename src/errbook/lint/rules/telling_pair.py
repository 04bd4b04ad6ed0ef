"""Two errors let a stranger tell what exists.

## What it does
Finds a 403 and a 404 about the same thing, as `key_forbidden` beside `key_not_found`; and, where
somebody signs in, a wrong password beside an unknown user. It goes by status and name, and leaves
alone two that no operation returns both.

## Why is this bad
Whoever asks for one ID after the other, or one address after the other, learns from the
difference which ones exist, though none of them is theirs (OWASP: enumeration). If the 403 comes
before anything is looked up, nothing is told: say so in a comment, `# errbook: ignore[EB702]`.

## Example
```yaml
code: err:unkey:data:key_not_found
---
code: err:unkey:data:key_forbidden
status: 403
title: Forbidden
summary: The key belongs to another workspace.
scenarios: [The key was made in another workspace.]
fixes: [{intro: Use a root key of that workspace.}]
```

## Instead
```yaml
code: err:unkey:data:key_not_found
summary: No key of this workspace has the ID.
scenarios:
  - The key was deleted.
  - The key was made in another workspace.
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog, Entry
from errbook.catalog.names import words
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB702"
SEVERITY = Severity.WARNING

_MISSING = (
    "does_not_exist", "no_such", "non_existent", "nonexistent", "not_found", "unknown", "missing",
)  # fmt: skip
_DENIED = (
    "access_denied", "access_forbidden", "permission_denied", "not_accessible", "not_allowed",
    "not_authorized", "not_owned", "not_permitted", "not_yours", "no_access", "wrong_owner",
    "wrong_workspace", "denied", "forbidden", "inaccessible", "private", "unauthorized",
)  # fmt: skip
_WRONG = ("does_not_match", "bad", "incorrect", "invalid", "mismatch", "wrong")
_WHO = {"account", "customer", "email", "login", "member", "user", "username"}


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every such pair, at the one that says that there is something."""
    missing: dict[str, list[Entry]] = {}
    telling: list[tuple[Entry, str]] = []
    for entry in catalog:
        status = entry.definition.status
        if status not in (400, 401, 403, 404) or entry.definition.retired:
            continue
        name = "_".join(words(entry.code.name))
        absent = _subject(name, _MISSING)
        if absent is not None and (status == 404 or absent in _WHO):
            missing.setdefault(absent, []).append(entry)
        denied = _subject(name, _DENIED) if status == 403 else None
        if denied is not None:
            telling.append((entry, denied))
        elif status != 404 and _subject(name, _WRONG) == "password":
            telling.append((entry, "password"))
    for entry, subject in telling:
        subjects = sorted(_WHO) if subject == "password" else [subject]
        others = [other for each in subjects for other in missing.get(each, ())]
        other = next((one for one in others if _are_told_apart(catalog, entry, one, subject)), None)
        if other is not None:
            message = f"beside `{other.code}` it tells a stranger what exists"
            help = "answer both alike, and name both causes on one page"
            yield Report(entry.document.place("code"), message, help)


def _subject(name: str, signs: tuple[str, ...]) -> str | None:
    """Return what the sign in `name` is said of: nothing, where that is the group; None without."""
    within = f"_{name}_"
    sign = next((sign for sign in signs if f"_{sign}_" in within), None)
    return None if sign is None else within.replace(f"_{sign}_", "_", 1).strip("_")


def _are_told_apart(catalog: Catalog, entry: Entry, other: Entry, subject: str) -> bool:
    """Whether one client can get both, about one thing."""
    mine, yours = catalog.operations(entry), catalog.operations(other)
    if mine and yours:
        return not set(mine).isdisjoint(yours)
    if subject == "password":
        return entry.code.levels == other.code.levels
    if subject:
        return other.definition.status == 404 and entry.code.levels[:1] == other.code.levels[:1]
    named = [{param.wire(name) for name, param in one.exposed.items()} for one in (entry, other)]
    return entry.code.levels == other.code.levels and not named[0].isdisjoint(named[1])
