"""A former code is still in use.

## What it does
Finds `aliases` that some definition declares as its code, itself included, or that two definitions
claim. Codes that are each other's former ones are found alike.

## Why is this bad
A former code leads readers and programs to what became of the error. It can lead to one place
only.

## Example
```yaml
code: err:unkey:data:key_not_found
aliases: [err:unkey:data:api_not_found]
---
code: err:unkey:data:api_not_found
```

## Instead
```yaml
code: err:unkey:data:key_not_found
aliases: [err:unkey:data:no_such_key]
---
code: err:unkey:data:api_not_found
```
"""

from errbook.findings import Severity

ID = "EB903"
SEVERITY = Severity.ERROR
