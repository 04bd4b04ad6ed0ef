"""A status is not that of an error.

## What it does
Finds a `status` below 400 or above 599.

## Why is this bad
A response with another status is no error to any client, proxy or monitor. Some servers refuse to
send it at all.

## Example
```yaml
status: 200
```

## Instead
```yaml
status: 404
```
"""

from errbook.findings import Severity

ID = "EB203"
SEVERITY = Severity.ERROR
