"""A param's name cannot be an attribute of the problem.

## What it does
Finds params whose names are no Python names, are keywords, start with `_`, or belong to the
problem itself, as `status`, `detail` and `args` do.

## Why is this bad
A param is an argument and an attribute of the exception. `as` gives it any other name in the
body.

## Example
```yaml
params:
  from: {type: string, description: The sender., example: key_1234}
  status: {type: string, description: The status., example: key_1234}
```

## Instead
```yaml
params:
  sender: {type: string, as: from, description: The sender., example: key_1234}
  key_status: {type: string, description: The status., example: key_1234}
```
"""

from errbook.findings import Severity

ID = "EB115"
SEVERITY = Severity.ERROR
