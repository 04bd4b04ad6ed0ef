"""A ` #` inside of text drops the rest of the line.

## What it does
Finds a ` #` behind text without quotes that does not look like the start of a comment.

## Why is this bad
To YAML a `#` behind a space starts a comment. What follows is gone without a word, and the page
ends in mid-sentence.

## Example
```yaml
detail: The key has used up issue #42 of its plan.
```

## Instead
```yaml
detail: "The key has used up issue #42 of its plan."
```
"""

from errbook.findings import Severity

ID = "EB114"
SEVERITY = Severity.ERROR
