"""A file of the catalog cannot be read.

## What it does
Finds files that are not UTF-8, are larger than a file may be, or that the system refuses to open.

## Why is this bad
Nothing in the file can be used. An encoding that is guessed gives text that looks right for one
letter and wrong for the next.

## Example
```yaml
title: Schlüssel fehlt   # saved as Latin-1
```

## Instead
```yaml
title: Schlüssel fehlt   # saved as UTF-8
```
"""

from errbook.findings import Severity

ID = "EB110"
SEVERITY = Severity.ERROR
