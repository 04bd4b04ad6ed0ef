"""A placeholder names nothing that is declared.

## What it does
Finds a `{name}` in `detail` or a header that is no param of the definition, and one in the
manifest's templates that is no field of the scheme.

## Why is this bad
There is no value to put there: clients would read the braces.

## Example
```yaml
detail: "The key {key} does not exist."
params:
  key_id: {type: string, description: The key., example: key_1234}
```

## Instead
```yaml
detail: "The key {key_id} does not exist."
params:
  key_id: {type: string, description: The key., example: key_1234}
```
"""

from errbook.findings import Severity

ID = "EB302"
SEVERITY = Severity.ERROR
