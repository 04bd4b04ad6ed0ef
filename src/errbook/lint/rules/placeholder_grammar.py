"""A template has more in its braces than a name.

## What it does
Finds attributes, indices, conversions and formats in braces, empty braces, and braces without
their partner.

## Why is this bad
A template is text with holes in it, so that it can be shown, translated and compared. What a
value looks like is for the code that raises the error. `{{` and `}}` are braces.

## Example
```yaml
detail: "The key {key.id} of {count:,} does not exist."
params:
  key: {type: object, description: The key.}
  count: {type: integer, description: How many keys there are., example: 3}
```

## Instead
```yaml
detail: "The key {key_id} of {count} does not exist."
params:
  key_id: {type: string, description: The key., example: key_1234}
  count: {type: integer, description: How many keys there are., example: 3}
```
"""

from errbook.findings import Severity

ID = "EB305"
SEVERITY = Severity.ERROR
