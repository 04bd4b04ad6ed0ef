"""No request gives the error, though a client can cause it.

## What it does
Finds definitions whose `fixable_by` is `caller`, of their own or by their group, and that have no
`trigger`. A retired error needs none: nobody gets it any more.

## Why is this bad
What the caller can fix, the caller has caused. The request that gives the error shows how, and
`errbook verify` sends it: without one nobody notices when the service answers something else.

## Example
```yaml
fixable_by: caller
```

## Instead
```yaml
fixable_by: caller
trigger:
  intro: Ask for a key that was never created.
  request: {method: POST, path: /v2/keys.getKey, json: {keyId: key_nonexistent}}
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB502"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield the definitions that lack a request; of a stub there is more to say, elsewhere."""
    for entry in catalog:
        definition = entry.definition
        if entry.fixable_by != "caller" or definition.trigger:
            continue
        if not (definition.is_stub or definition.retired):
            place = entry.document.place("code")
            message = "no `trigger`, though the caller can cause the error"
            yield Report(place, message, "add the request that gives it")
