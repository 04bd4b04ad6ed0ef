"""Two definitions are related one way only.

## What it does
Finds a definition that relates to another which does not relate back. An internal definition may
point to a public one: the public page could not show the way back. So may a retired one point to a
living one: nobody who has the living error may have the retired one.

## Why is this bad
Whoever confuses the two may start from either page.

## Example
```yaml
code: err:unkey:data:key_not_found
related:
  - code: err:unkey:data:api_not_found
    reason: There the API that should hold the key is unknown.
---
code: err:unkey:data:api_not_found
```

## Instead
```yaml
code: err:unkey:data:key_not_found
related:
  - code: err:unkey:data:api_not_found
    reason: There the API that should hold the key is unknown.
---
code: err:unkey:data:api_not_found
related:
  - code: err:unkey:data:key_not_found
    reason: There the API is known, and the key is not.
```
"""

from collections.abc import Iterator

from errbook.catalog import Catalog, Entry
from errbook.catalog.definition import Definition
from errbook.catalog.document import Document
from errbook.catalog.writing import added, appended
from errbook.findings import Fix, Severity
from errbook.lint.rule import Report

ID = "EB602"
SEVERITY = Severity.INFO
FIX = "unsafe"

_FIELDS = list(Definition.model_fields)


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield every relation that the other side does not return, once for each pair."""
    for entry in catalog:
        for code, index in _related(entry, catalog).items():
            other = catalog.entries.get(code)
            if other is None or entry.code.text in _related(other, catalog):
                continue
            if code == entry.code.text or _is_end(entry, other):
                continue
            message = f"`{code}` is related, and does not relate back"
            help = f"add `{entry.code}` to `related` at {other.document.place('code')}"
            place = entry.document.place("related", index, "code")
            yield Report(place, message, help, _fix(entry, other.document))


def _fix(entry: Entry, document: Document) -> Fix:
    """Return the relation back, which a person has to write the reason for."""
    relation = {"code": entry.code.text}
    if "related" in document.value:
        edit = appended(document, ("related",), relation)
    else:
        before = _FIELDS[: _FIELDS.index("related")]
        behind = [name for name in document.value if name in before][-1]
        edit = added(document, "related", relation, behind)
    return Fix("relate back; the reason is for you to write", (edit,), safe=False)


def _related(entry: Entry, catalog: Catalog) -> dict[str, int]:
    """Return the present codes that `entry` relates to, with the first index of each."""
    codes = [related.code for related in entry.definition.related]
    return {
        catalog.aliases.get(code, code): index for index, code in reversed(list(enumerate(codes)))
    }


def _is_end(entry: Entry, other: Entry) -> bool:
    """Whether the other page has no business with this one."""
    mine, yours = entry.definition, other.definition
    is_hidden = mine.visibility == "internal" and yours.visibility == "public"
    return is_hidden or bool(mine.retired and not yours.retired)
