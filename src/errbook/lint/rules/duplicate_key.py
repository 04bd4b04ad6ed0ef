"""A mapping has the same key twice.

## What it does
Finds keys that are repeated in one YAML mapping, at any depth.

## Why is this bad
Most YAML readers keep one of the two entries and drop the other in silence. Which one was meant,
only the writer knows.

## Example
```yaml
title: Not Found
detail: The key does not exist.
title: Key Not Found
```

## Instead
```yaml
title: Key Not Found
detail: The key does not exist.
```
"""

from errbook.findings import Severity

ID = "EB103"
SEVERITY = Severity.ERROR
