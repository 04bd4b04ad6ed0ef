"""A value is missing or is not what its field takes.

## What it does
Finds required fields that are missing, values of the wrong type, words that a field does not
know, and references that lead nowhere: a fix, a shared param, a group, a fallback.

## Why is this bad
The definition cannot be used: the code, the page or the response made from it would be wrong.

## Example
```yaml
status: "404"
scenarios:
  - text: The key was deleted.
    fix: list-the-keys
fixes:
  - id: list-keys
    intro: List the keys of the API.
```

## Instead
```yaml
status: 404
scenarios:
  - text: The key was deleted.
    fix: list-keys
fixes:
  - id: list-keys
    intro: List the keys of the API.
```
"""

from errbook.findings import Severity

ID = "EB113"
SEVERITY = Severity.ERROR
