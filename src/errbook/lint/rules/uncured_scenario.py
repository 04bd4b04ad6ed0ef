"""A scenario does not say which fix cures it.

## What it does
Finds scenarios without `fix` in definitions with several fixes, and fixes that no scenario points
to while others are pointed to.

## Why is this bad
The reader recognises the situation, and has to try one fix after the other.

## Example
```yaml
scenarios:
  - The key was deleted.
fixes:
  - id: make-another
    title: Make another key
    intro: Call `keys.createKey`.
  - id: find-it
    title: Look for the key
    intro: Call `apis.listKeys`.
```

## Instead
```yaml
scenarios:
  - text: The key was deleted.
    fix: make-another
  - text: The ID was cut off.
    fix: find-it
fixes:
  - id: make-another
    title: Make another key
    intro: Call `keys.createKey`.
  - id: find-it
    title: Look for the key
    intro: Call `apis.listKeys`.
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB405"
SEVERITY = Severity.INFO


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every scenario without a cure, and every cure without a scenario."""
    for entry in catalog:
        definition = entry.definition
        if len(definition.fixes) < 2:
            continue
        cured = {scenario.fix for scenario in definition.scenarios} - {None}
        for index, scenario in enumerate(definition.scenarios):
            if scenario.fix is None:
                message = "this scenario does not say which of the fixes cures it"
                yield Report(entry.document.place("scenarios", index), message)
        for index, fix in enumerate(definition.fixes):
            if cured and fix.id not in cured:
                named = f"`{fix.id}`" if fix.id else "without an id"
                message = f"the fix {named} cures none of the scenarios"
                yield Report(entry.document.place("fixes", index), message)
