"""A value that is kept for logs is shown.

## What it does
Finds a param with `expose: false` in `detail` or in a header.

## Why is this bad
`expose: false` promises that no client sees the value. Besides, every value in `detail` has to be
a member as well: nobody should have to parse the sentence (RFC 9457, 3.1.4).

## Example
```yaml
detail: "The root key {root_key_id} is disabled."
params:
  root_key_id: {type: string, expose: false}
```

## Instead
```yaml
detail: The root key is disabled.
params:
  root_key_id: {type: string, expose: false}
```
"""

from errbook.findings import Severity

ID = "EB304"
SEVERITY = Severity.ERROR
