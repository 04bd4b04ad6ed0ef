"""A param has the name of another member of the body.

## What it does
Finds exposed params that would stand in the body under a name that is taken: by a member of the
body template, or by another param.

## Why is this bad
An object with one name twice means what its reader makes of it. Some take the first, some the
last, some refuse all of it.

## Example
```yaml
params:
  kind: {type: string, as: type, description: The kind., example: key_1234}
```

## Instead
```yaml
params:
  kind: {type: string, as: keyType, description: The kind., example: key_1234}
```
"""

from errbook.findings import Severity

ID = "EB204"
SEVERITY = Severity.ERROR
