"""A document uses a part of YAML that a catalog does without.

## What it does
Finds anchors, aliases, tags, keys that are no text, and nesting without end.

## Why is this bad
In text, `*`, `&` and `!` are far more often meant as themselves. An alias makes one place change
with another far away; a few of them in a row can fill all memory. Params that are shared stand in
the manifest.

## Example
```yaml
params:
  key_id: &id {type: string, description: The key., example: key_1234}
  api_id: *id
```

## Instead
```yaml
params:
  key_id: {type: string, description: The key., example: key_1234}
  api_id: {type: string, description: The API., example: key_1234}
```
"""

from errbook.findings import Severity

ID = "EB112"
SEVERITY = Severity.ERROR
