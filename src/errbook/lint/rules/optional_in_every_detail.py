"""Every detail names a param that may be absent.

## What it does
Finds optional params that stand in `detail`, or in all of its variants.

## Why is this bad
An occurrence without the value would have no sentence that is true of it.

## Example
```yaml
detail: "The key {key_id} does not exist."
params:
  key_id: {type: string, optional: true, description: The key., example: key_1234}
```

## Instead
```yaml
detail:
  known: "The key {key_id} does not exist."
  unknown: The key does not exist.
params:
  key_id: {type: string, optional: true, description: The key., example: key_1234}
```
"""

from errbook.findings import Severity

ID = "EB310"
SEVERITY = Severity.ERROR
