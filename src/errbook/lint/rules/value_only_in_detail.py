"""A value is told in the detail alone.

## What it does
Finds details with placeholders in catalogs whose body template has no place for params.

## Why is this bad
The detail is for people, and must not be parsed (RFC 9457, section 3.1.4). A client that needs the
value has no other way then, and the next better wording breaks it.

## Example
```yaml
errbook: 1
name: Unkey API
code: err:{system}:{category}:{name}
type: https://unkey.com/errors/{category}/{name}
response:
  body: {type: $type, title: $title, detail: $detail}
---
code: err:unkey:data:key_not_found
detail: "The key {key_id} does not exist."
params:
  key_id: {type: string, description: The key., example: key_1234}
```

## Instead
```yaml
errbook: 1
name: Unkey API
code: err:{system}:{category}:{name}
type: https://unkey.com/errors/{category}/{name}
response:
  body: {type: $type, title: $title, detail: $detail, data: $params}
---
code: err:unkey:data:key_not_found
detail: "The key {key_id} does not exist."
params:
  key_id: {type: string, description: The key., example: key_1234}
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.catalog.body import Splice, Variable, walk
from errbook.detail import names
from errbook.findings import Severity
from errbook.lint.rule import Report

ID = "EB311"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every definition with a value in its detail, where bodies carry no params."""
    if any(node in (Splice(), Variable("params")) for node in walk(catalog.body)):
        return
    for entry in catalog:
        for variant, text in entry.definition.details.items():
            shown = [name for name in names(text) if name in entry.arguments]
            if shown:
                path = ("detail", variant) if variant else ("detail",)
                message = f"`{shown[0]}` is in the detail, and in no member of the body"
                help = "put `...: $params` into the body template of the manifest"
                yield Report(entry.document.place(*path), message, help)
