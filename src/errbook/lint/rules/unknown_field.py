"""A field is not one that errbook knows.

## What it does
Finds fields that a definition or the manifest does not have, and names the field that is near.

## Why is this bad
A misspelt field is text that never reaches a reader. Fields of your own start with `x-` and are
passed through to `errors.json`.

## Example
```yaml
scenario:
  - The key was deleted.
severity: high
```

## Instead
```yaml
scenarios:
  - The key was deleted.
x-severity: high
```
"""

from errbook.findings import Severity

ID = "EB104"
SEVERITY = Severity.ERROR
FIX = "unsafe"
