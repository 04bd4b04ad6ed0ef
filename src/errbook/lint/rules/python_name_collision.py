"""Two codes have one Python class.

## What it does
Finds codes that become the same class in the same module.

## Why is this bad
`key-not-found` and `key_not_found` both are `KeyNotFound`: the second class would replace the
first.

## Example
```yaml
code: err:unkey:data:key-not-found
---
code: err:unkey:data:key_not_found
```

## Instead
```yaml
code: err:unkey:data:key_not_found
---
code: err:unkey:data:key_deleted
```
"""

from errbook.findings import Severity

ID = "EB116"
SEVERITY = Severity.ERROR
