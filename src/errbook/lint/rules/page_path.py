"""The page of a code cannot be a file on every system.

## What it does
Finds codes whose page would be hidden, reserved on Windows (`con`, `nul`), too long, or the same
file as another page: the group's own `index`, or a code that differs in case alone.

## Why is this bad
The page of a code is a file of its name. Where that file cannot be written, or two pages are one,
the site is incomplete on somebody's machine and whole on yours.

## Example
```yaml
code: err:unkey:data:con
```

## Instead
```yaml
code: err:unkey:data:connection_lost
```
"""

from errbook.findings import Severity

ID = "EB109"
SEVERITY = Severity.ERROR
