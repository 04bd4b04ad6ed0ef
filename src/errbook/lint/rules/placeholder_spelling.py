"""A placeholder is spelled in several ways over the catalog.

## What it does
Finds stand-ins for tokens and IDs that differ in spelling alone: `key_1234`, `key_123` and
`key_xxx`; `YOUR_API_KEY`, `your-api-key` and `<api-key>`. The spelling that most definitions use is
the right one. Where a definition itself has two of the first kind, such as `key_123` and
`key_1234`, they are two keys, and it is left alone.

## Why is this bad
A reader who knows one page has to find out on the next whether the other text is another thing.

## Example
```yaml
code: err:unkey:data:key_not_found
trigger:
  request: {method: GET, path: /keys/key_1234}
---
code: err:unkey:data:key_disabled
trigger:
  request: {method: GET, path: /keys/key_123456}
```

## Instead
```yaml
code: err:unkey:data:key_not_found
trigger:
  request: {method: GET, path: /keys/key_1234}
---
code: err:unkey:data:key_disabled
trigger:
  request: {method: GET, path: /keys/key_1234}
```
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from errbook.catalog import Catalog
from errbook.catalog.document import Document
from errbook.findings import Edit, Fix, Severity
from errbook.lint.rule import Report

ID = "EB505"
SEVERITY = Severity.INFO
FIX = "safe"

_FILLED = re.compile(
    r"_(?:123(?:4(?:5(?:6(?:7(?:8(?:90?)?)?)?)?)?)?|x{3,}|X{3,}|(?:abc|ABC)123)(?!\w)"
)
"""What stands for the rest of an ID: digits in their order, crosses, letters in their order."""
_PREFIX = re.compile(r"(?<!\w)[A-Za-z]\w*\Z")
_LONGEST_PREFIX = 30
_IN_BRACKETS = re.compile(r"<[A-Za-z][A-Za-z0-9]*(?:[ _-][A-Za-z0-9]+)*>")
_YOURS = re.compile(r"(?<![\w<-])(?:your|YOUR)(?:[_-][A-Za-z0-9]+)+(?![\w>-])")
_YOUR = ("your_", "your-", "YOUR_", "YOUR-")


@dataclass(slots=True)
class _Spelling:
    """One way to write a placeholder, and where it is written so."""

    text: str
    places: dict[int, list[int]] = field(default_factory=dict)
    """The offsets by the number of the document."""


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield the spellings that are not the usual one, once for each document."""
    documents = [catalog.document, *(entry.document for entry in catalog)]
    for spellings in _placeholders(documents).values():
        known = sorted(spellings.values(), key=_rank)
        if len(known) > 1 and not _is_in_code(known, catalog):
            for other in known[1:]:
                for number, starts in other.places.items():
                    yield from _report(documents[number], other.text, starts, known[0].text)


def _placeholders(documents: list[Document]) -> dict[str, dict[str, _Spelling]]:
    """Return the spellings of each placeholder."""
    found: dict[str, dict[str, _Spelling]] = {}
    for number, document in enumerate(documents):
        here: dict[str, dict[str, list[int]]] = {}
        for placeholder, text, start in _of_document(document):
            here.setdefault(placeholder, {}).setdefault(text, []).append(start)
        for placeholder, texts in here.items():
            if len(texts) > 1 and placeholder.endswith("_"):
                continue
            spellings = found.setdefault(placeholder, {})
            for text, starts in texts.items():
                spellings.setdefault(text, _Spelling(text)).places[number] = starts
    return found


def _of_document(document: Document) -> Iterator[tuple[str, str, int]]:
    """Yield what each placeholder stands for, its text and its offset."""
    text, start, end = document.source.text, document.start, document.end
    for found in _FILLED.finditer(text, start, end):
        at = found.start()
        prefix = _PREFIX.search(text[max(start, at - _LONGEST_PREFIX) : at])
        if prefix:
            yield f"{prefix[0]}_", prefix[0] + found[0], at - len(prefix[0])
    if text.find("<", start, end) >= 0:
        for found in _IN_BRACKETS.finditer(text, start, end):
            words = _words(found[0][1:-1])
            is_tag = len(words) == 1 or f"</{found[0][1:]}" in text
            if not is_tag or words[0] == "your":
                yield _meaning(words), found[0], found.start()
    if any(text.find(sign, start, end) >= 0 for sign in _YOUR):
        for found in _YOURS.finditer(text, start, end):
            yield _meaning(_words(found[0])), found[0], found.start()


def _words(text: str) -> list[str]:
    return re.split("[ _-]", text.casefold())


def _meaning(words: list[str]) -> str:
    return " ".join(words[1:] if words[0] == "your" else words)


def _rank(spelling: _Spelling) -> tuple[int, int, int, str]:
    """Order the spellings: first the one that most documents have, then that most often stands."""
    often = sum(map(len, spelling.places.values()))
    return -len(spelling.places), -often, len(spelling.text), spelling.text


def _is_in_code(spellings: list[_Spelling], catalog: Catalog) -> bool:
    """Whether what looks like a placeholder is a part of some code: those do differ."""
    return any(one.text in code for code in catalog.claimed for one in spellings)


def _report(document: Document, text: str, starts: list[int], usual: str) -> Iterator[Report]:
    spans = [*_scalars(document)]
    written = [at for at in starts if any(start <= at < end for start, end in spans)]
    if written:
        path = document.source.path
        edits = tuple(Edit(path, at, at + len(text), usual) for at in written)
        fix = Fix(f"write `{usual}`", edits, safe="<" not in usual)
        message = f"`{text}` is `{usual}` elsewhere in the catalog"
        yield Report(document.source.place(written[0]), message, "write it alike", fix)


def _scalars(document: Document) -> Iterator[tuple[int, int]]:
    """Yield where the keys and the values of the document stand: all but its comments."""
    for key, value, span in document.entries():
        if isinstance(key, str):
            yield span.key, span.key + len(key) + 2
        if not isinstance(value, (dict, list)):
            yield span.value, span.end
