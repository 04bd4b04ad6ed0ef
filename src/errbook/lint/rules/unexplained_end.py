"""An error ends, and nothing says why or what comes instead.

## What it does
Finds `deprecated` and `retired` with neither a `reason` nor a code in `replaced_by`.

## Why is this bad
Whoever handles the error has to change their code, and is told neither to what nor what for. The
warning that raising it gives says no more either.

## Example
```yaml
deprecated: {since: "2.4.0"}
```

## Instead
```yaml
deprecated: {since: "2.4.0", reason: The API tells no more whether a key exists.}
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB901"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every end of which only the date, or not even that, is told."""
    for entry in catalog:
        ends = {"deprecated": entry.definition.deprecated, "retired": entry.definition.retired}
        for field, end in ends.items():
            if end is not None and not (end.reason or end.replaced_by):
                message = f"`{entry.code}` is {field}, and nothing says why or what comes instead"
                help = "say so in `reason`, or name what takes its place in `replaced_by`"
                yield Report(entry.document.key_place(field), message, help)
