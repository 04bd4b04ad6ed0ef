"""Errors are said to replace each other.

## What it does
Finds `replaced_by` of deprecated and retired errors that leads back to where it started, at once or
by way of others. Former codes cannot: `alias-of-living-code` refuses them.

## Why is this bad
A reader who follows the replacements never arrives, and neither does a program.

## Example
```yaml
code: err:unkey:data:key_not_found
deprecated: {reason: It did not say of which API., replaced_by: [err:unkey:data:key_missing]}
---
code: err:unkey:data:key_missing
deprecated: {reason: It was named unlike others., replaced_by: [err:unkey:data:key_not_found]}
```

## Instead
```yaml
code: err:unkey:data:key_not_found
---
code: err:unkey:data:key_missing
deprecated: {reason: It was named unlike others., replaced_by: [err:unkey:data:key_not_found]}
```
"""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from errbook.catalog import Catalog, Entry
from errbook.catalog.writing import Keys
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB907"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every circle once, where the first of its errors in the catalog leads into it."""
    order = {code: index for index, code in enumerate(catalog.entries)}
    paths = {
        code: dict(_replacements(entry, catalog))
        for code, entry in catalog.entries.items()
        if entry.definition.deprecated or entry.definition.retired
    }
    while circle := _circle(paths):
        at = min(range(len(circle)), key=lambda index: order[circle[index]])
        circle = [*circle[at:], *circle[:at], circle[at]]
        path = paths[circle[0]].pop(circle[1])
        place = catalog.entries[circle[0]].document.place(*path)
        way = " by ".join(f"`{code}`" for code in circle)
        yield Report(place, f"replaced in a circle: {way}", "let it end at an error that is raised")


def _circle(paths: dict[str, dict[str, Keys]]) -> list[str]:
    """Return the codes of one circle, each replaced by the next; none where there is no circle."""
    try:
        TopologicalSorter(paths).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found[:0:-1]
    return []


def _replacements(entry: Entry, catalog: Catalog) -> Iterator[tuple[str, Keys]]:
    """Yield the present codes that take the place of `entry`, with the paths that name them."""
    for field in ("retired", "deprecated"):
        end = getattr(entry.definition, field)
        for index, code in enumerate(end.replaced_by if end else ()):
            if (other := catalog.find(code)) is not None:
                yield other.code.text, (field, "replaced_by", index)
