"""A sample does not parse in its language.

## What it does
Parses the code of samples, and of fenced blocks in Markdown, as the language that it is said to be:
JSON (also with comments), YAML, TOML, XML, Python, Bash, JavaScript or TypeScript. Code in other
languages, and code whose `role` is `wrong`, is left alone. Python is parsed by the version that
errbook runs on.

## Why is this bad
A reader copies the sample, and gets a second error on top of the first.

## Example
```yaml
fixes:
  - intro: Send the ID of the key.
    samples:
      - code:
          - language: json
            text: |
              {"keyId": "key_1234",}
```

## Instead
```yaml
fixes:
  - intro: Send the ID of the key.
    samples:
      - code:
          - language: json
            text: |
              {"keyId": "key_1234"}
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog
from errbook.findings import Place, Severity
from errbook.lint.languages import SyntaxMistake, syntax_mistake
from errbook.lint.rule import Report
from errbook.lint.samples import code_samples
from errbook.lint.texts import MarkdownText

ID = "EB501"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield the samples that do not parse."""
    for entry in catalog:
        for path, code in code_samples(entry.definition):
            mistake = None if code.role == "wrong" else syntax_mistake(code.language, code.text)
            if mistake is not None:
                place = entry.document.place_in(mistake.offset, (*path, "text"))
                yield _report(mistake, place, "; if it is meant to be broken, add `role: wrong`")


def check_text(text: MarkdownText, _: Catalog) -> Iterator[Report]:
    """Yield the fenced blocks that do not parse."""
    if "```" not in text.text and "~~~" not in text.text:
        return
    for token in text.tokens:
        language = token.info.split()[:1] if token.type == "fence" else []
        mistake = syntax_mistake(language[0], token.content) if language else None
        if mistake is not None and token.map is not None:
            place = text.place(_in_text(mistake.offset, token.content, text.text, token.map[0] + 1))
            yield _report(mistake, place)


def _in_text(offset: int, content: str, text: str, first: int) -> int:
    """Return where in `text` the character at `offset` of a block's content stands.

    `first` is the line of the text that the content starts on. What it is indented by, or quoted
    with, is not in the content.
    """
    before, own = content[:offset].split("\n"), content.split("\n")
    lines = text.split("\n")
    line = min(first + len(before) - 1, len(lines) - 1)
    taken = len(lines[line]) - len(own[len(before) - 1])
    return sum(len(each) + 1 for each in lines[:line]) + max(taken, 0) + len(before[-1])


def _report(mistake: SyntaxMistake, place: Place, more: str = "") -> Report:
    message = f"the sample does not parse as {mistake.language}: {mistake.message}"
    return Report(place, message, f"mend it, or call its language `text` if it only looks so{more}")
