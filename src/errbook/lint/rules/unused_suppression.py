"""A suppression is not needed.

## What it does
Finds comments `# errbook: ignore[…]` that name a rule which finds nothing there, a rule that does
not exist, or no rule at all; and entries of the baseline for findings that are not there any more.

## Why is this bad
It says that something is wrong where nothing is. And it hides the next finding at that place, which
nobody has looked at.

## Example
```yaml
fixes: # errbook: ignore[EB402]
  - intro: List the keys of the API and compare.
```

## Instead
```yaml
fixes:
  - intro: List the keys of the API and compare.
```
"""

from collections.abc import Iterable, Iterator

from errbook.findings import Edit, Fix, Place, Severity
from errbook.findings.finding import display
from errbook.lint.baseline import Gone
from errbook.lint.rule import Report
from errbook.lint.suppressions import Names, Suppression, plain

ID = "EB905"
SEVERITY = Severity.WARNING
FIX = "safe"


def check_suppressions(suppressions: Iterable[Suppression], names: Names) -> Iterator[Report]:
    """Yield every name in a comment that was not needed."""
    for one in suppressions:
        if not one.names:
            help = "write # errbook: ignore[EB402], with the rules that it is about"
            yield Report(one.place, "this suppression names no rule", help)
            continue
        wrong = [(pair, told) for pair in one.names if (told := _told(pair[0], one, names))]
        for (name, offset), (what, then) in wrong:
            yield Report(_place(one, offset), what, then, _fix(one, name, len(wrong)))


def check_baseline(gone: Iterable[Gone], names: Names) -> Iterator[Report]:
    """Yield every finding that is known and not there any more."""
    for place, path, rule, times in gone:
        if plain(rule) in names.ran or plain(rule) not in names.known:
            number = f" {times} times" if times > 1 else ""
            message = f"`{path}` does not have this finding of {rule} any more{number}"
            help = f"write it anew with: errbook lint --write-baseline {display(place.path)}"
            yield Report(place, message, help)


def _told(name: str, one: Suppression, names: Names) -> tuple[str, str | None] | None:
    """Return what is wrong with a name in the comment, and what to do; None if nothing is."""
    asked = plain(name)
    if asked not in names.known:
        return f"there is no rule `{name}`", None
    if asked in names.refused:
        help = "mend what it finds: a catalog with such a mistake cannot be used"
        return f"`{name}` cannot be suppressed", help
    if asked in names.ran and name not in one.used:
        return f"nothing here is found by `{name}`", None
    return None


def _place(one: Suppression, offset: int) -> Place:
    return Place(one.place.path, one.place.line, one.place.column + offset - one.start)


def _fix(one: Suppression, name: str, wrong: int) -> Fix:
    """Return the removal of the name, or of the comment where no other name is left in it."""
    text = one.text
    if wrong < len(one.names):
        offset = next(offset for known, offset in one.names if known == name)
        end = offset + len(name)
        while text[end] in ", \t":
            end += 1
        start = offset
        if text[end] == "]":
            while text[start - 1] in ", \t":
                start -= 1
        return Fix(f"remove {name} from it", (Edit(one.place.path, start, end, ""),))
    start, end = one.start, one.end
    while start and text[start - 1] in " \t":
        start -= 1
    if not start or text[start - 1] in "\r\n":  # a line of its own goes as a whole
        while end < len(text) and text[end] in "\r\n":
            end += 1
            if text[end - 1] == "\n" or text[end : end + 1] != "\n":
                break
    return Fix("remove the comment", (Edit(one.place.path, start, end, ""),))
