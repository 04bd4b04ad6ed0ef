"""A suppression is not needed.

## What it does
Finds comments `# errbook: ignore[…]` that name a rule which finds nothing there, a rule that does
not exist, or no rule at all.

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
from errbook.lint.rule import Report
from errbook.lint.suppressions import Suppression

ID = "EB905"
SEVERITY = Severity.WARNING


def check_suppressions(
    suppressions: Iterable[Suppression], ran: set[str], known: set[str]
) -> Iterator[Report]:
    """Yield what was not needed; `ran` are the names of rules that ran, `known` those there are."""
    for one in suppressions:
        if not one.names:
            help = "write # errbook: ignore[EB402], with the rules that it is about"
            yield Report(one.place, "this suppression names no rule", help)
            continue
        wrong = [pair for pair in one.names if _is_wrong(pair[0], one, ran, known)]
        for name, offset in wrong:
            message = (
                f"nothing here is found by `{name}`"
                if name.casefold() in known
                else f"there is no rule `{name}`"
            )
            yield Report(_place(one, offset), message, None, _fix(one, name, len(wrong)))


def _is_wrong(name: str, one: Suppression, ran: set[str], known: set[str]) -> bool:
    folded = name.casefold()
    return folded not in known or (folded in ran and name not in one.used)


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
