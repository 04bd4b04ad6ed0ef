"""A version cannot be read, or the order of versions is wrong.

## What it does
Finds `since`, `deprecated.since` and `retired.since` that are neither a version nor a date, and
those that say that an error ended before it began, or was retired before it was deprecated. A
version and a date are not compared.

## Why is this bad
Whoever upgrades reads there from when on to expect the error, and until when. Changelogs and
clients' checks go by the same fields.

## Example
```yaml
since: "2.4.0"
deprecated: {since: "2.0.0", reason: The API tells no more whether a key exists.}
```

## Instead
```yaml
since: "2.0.0"
deprecated: {since: "2.4.0", reason: The API tells no more whether a key exists.}
```
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from packaging.version import InvalidVersion, Version

from errbook.catalog import Catalog
from errbook.catalog.definition import Definition
from errbook.catalog.writing import Keys
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB904"
SEVERITY = Severity.ERROR

_DATE = re.compile(r"([0-9]{4}-[0-9]{2})(-[0-9]{2})?(?![0-9])(?:[-.T ]\S+)?")
_PRE_RELEASE = re.compile(r"v?([0-9]+(?:\.[0-9]+)+)-[0-9A-Za-z.-]+(?:\+[0-9A-Za-z.-]+)?")


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every version of which nothing can be made, and every one that is too early."""
    for entry in catalog:
        before: list[tuple[str, str, date | Version]] = []
        for path, text in _versions(entry.definition):
            field = ".".join(map(str, path))
            known = _known(text)
            if known is None:
                help = "write a version, as in `2.4.0`, or a date, as in `2026-01-31`"
                place = entry.document.place(*path)
                yield Report(place, f"`{text}` is no version and no date", help)
                continue
            for earlier, said, other in reversed(before):
                if type(other) is type(known) and _is_before(known, other):
                    message = f"`{text}` is before `{said}`, which is `{earlier}`"
                    yield Report(entry.document.place(*path), message, "correct one of the two")
                    break
            before.append((field, text, known))


def _versions(definition: Definition) -> Iterator[tuple[Keys, str]]:
    """Yield what is said of the beginning and the end, in the order that it has to have."""
    if definition.since:
        yield ("since",), definition.since
    for field in ("deprecated", "retired"):
        end = getattr(definition, field)
        if end is not None and end.since:
            yield (field, "since"), end.since


def _is_before(one: Any, other: Any) -> bool:
    return bool(one < other)


@lru_cache(maxsize=4_096)
def _known(text: str) -> date | Version | None:
    """Return what `text` says; None if it is neither a date nor a version.

    What follows a date is the name of a version as well (`2026-01-31-preview`).
    """
    found = _DATE.fullmatch(text)
    try:
        if found:
            return date.fromisoformat(f"{found[1]}{found[2] or '-01'}")
        pre = _PRE_RELEASE.fullmatch(text)
        try:
            return Version(text)
        except InvalidVersion:
            return Version(f"{pre[1]}.dev0") if pre else None  # of Semantic Versioning
    except ValueError:
        return None
