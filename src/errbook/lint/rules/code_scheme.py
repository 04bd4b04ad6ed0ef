"""A code does not fit the catalog's scheme.

## What it does
Finds codes that the scheme in `catalog.yaml` cannot take apart, here
`err:{system}:{category}:{name}`, and schemes that could not tell codes apart.

## Why is this bad
Group, page, type and Python name are read off the fields of the code. Without them the definition
has no place in the catalog.

## Example
```yaml
code: unkey/key_not_found
```

## Instead
```yaml
code: err:unkey:data:key_not_found
```
"""

from errbook.findings import Severity

ID = "EB102"
SEVERITY = Severity.ERROR
