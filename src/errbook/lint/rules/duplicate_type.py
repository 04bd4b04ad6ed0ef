"""Two definitions have one type URI.

## What it does
Finds definitions with the same `type`, pinned or made from the manifest's template.

## Why is this bad
Clients tell errors apart by `type` (RFC 9457, 3.1.1). Two errors of one type are one error to
them.

## Example
```yaml
code: err:unkey:data:key_not_found
type: https://unkey.com/docs/errors/not_found
---
code: err:unkey:data:api_not_found
type: https://unkey.com/docs/errors/not_found
```

## Instead
```yaml
code: err:unkey:data:key_not_found
type: https://unkey.com/docs/errors/key_not_found
---
code: err:unkey:data:api_not_found
type: https://unkey.com/docs/errors/api_not_found
```
"""

from errbook.findings import Severity

ID = "EB202"
SEVERITY = Severity.ERROR
