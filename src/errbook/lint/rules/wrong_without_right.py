"""Wrong code has no right code beside it, or the two are the same.

## What it does
Finds code with the `role` `wrong` in a fix that shows no right code: no piece with the `role`
`right`, and no request. Finds wrong code that is equal to right code in the same language.

## Why is this bad
The reader learns what fails, which the error has told already, and not what to write instead.

## Example
```yaml
fixes:
  - intro: Send the ID of the key, not its name.
    samples:
      - code:
          - language: json
            role: wrong
            text: |
              {"keyId": "my_key"}
```

## Instead
```yaml
fixes:
  - intro: Send the ID of the key, not its name.
    samples:
      - code:
          - language: json
            role: wrong
            text: |
              {"keyId": "my_key"}
          - language: json
            role: right
            text: |
              {"keyId": "key_1234"}
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog, Entry
from errbook.catalog.definition import CodeSample
from errbook.catalog.writing import Keys
from errbook.findings import Severity
from errbook.lint.rule import Report
from errbook.lint.samples import code_samples, samples

ID = "EB504"
SEVERITY = Severity.WARNING

Pieces = list[tuple[Keys, CodeSample]]


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield the wrong code that no right code answers, fix by fix."""
    for entry in catalog:
        wrong: dict[str | int, Pieces] = {}
        right: dict[str | int, Pieces] = {}
        for path, code in code_samples(entry.definition):
            if code.role is not None:
                kept = wrong if code.role == "wrong" else right
                kept.setdefault(path[1], []).append((path, code))
        for fix, pieces in wrong.items():
            yield from _of_fix(entry, pieces, right.get(fix, []))


def _of_fix(entry: Entry, wrong: Pieces, right: Pieces) -> Iterator[Report]:
    path, code = wrong[0]
    asks = {path[1] for path, sample in samples(entry.definition) if sample.request}
    if not right and path[1] not in asks:
        place = entry.document.place(*path, "role")
        help = "add the code that works, with `role: right`"
        yield Report(place, "wrong code, and no right code in this fix", help)
    answers = {(code.language, _bare(code.text)): path for path, code in reversed(right)}
    for path, code in wrong:
        same = answers.get((code.language, _bare(code.text)))
        if same is not None:
            line = entry.document.place(*same, "text").line
            message = f"this wrong code is the same as the right code on line {line}"
            yield Report(entry.document.place(*path, "text"), message)


def _bare(text: str) -> str:
    """Return `text` without white space at the ends of its lines, which no reader sees."""
    return "\n".join(map(str.rstrip, text.strip().split("\n")))
