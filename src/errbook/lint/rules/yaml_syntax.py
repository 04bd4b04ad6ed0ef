"""A document is not valid YAML.

## What it does
Finds what YAML cannot parse: a quote that is never closed, text that starts with a sign that has
a meaning (a backtick, `*`, `[`, `{`, `@`, `%`, `>`, `!`), a `: ` inside text, a tab for
indentation, a control character.

## Why is this bad
The document cannot be used. Others in the same file can: each stands for itself between `---`
lines.

## Example
```yaml
detail: `keyId` names no key: it was deleted.
```

## Instead
```yaml
detail: "`keyId` names no key: it was deleted."
```
"""

from errbook.findings import Severity

ID = "EB111"
SEVERITY = Severity.ERROR
