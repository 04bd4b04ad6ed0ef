"""A code is declared twice.

## What it does
Finds definitions with the same code, in one file or in several.

## Why is this bad
A code is an error's identity: its page, its type and its class follow from it. Of two definitions
with one code, only one can be meant.

## Example
```yaml
code: err:unkey:data:key_not_found
title: Not Found
---
code: err:unkey:data:key_not_found
title: Key Not Found
```

## Instead
```yaml
code: err:unkey:data:key_not_found
title: Not Found
---
code: err:unkey:data:api_not_found
title: Not Found
```
"""

from errbook.findings import Severity

ID = "EB101"
SEVERITY = Severity.ERROR
