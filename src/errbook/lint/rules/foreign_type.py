"""A type is relative, or not among one's own.

## What it does
Finds catalogs without a template of types that send types, which are paths then, and pinned types
that are relative, or on another host than the template's. Types that IANA registers, and
`about:blank`, are left alone.

## Why is this bad
A relative type means something else at every address that it is read from (RFC 9457, section 3.1.1,
recommends absolute URIs). And a page on a host of somebody else can vanish, or say something else,
without one's doing.

## Example
```yaml
errbook: 1
name: Unkey API
code: err:{system}:{category}:{name}
type: https://unkey.com/errors/{category}/{name}
---
code: err:unkey:data:key_not_found
type: https://example.org/key-not-found
```

## Instead
```yaml
errbook: 1
name: Unkey API
code: err:{system}:{category}:{name}
type: https://unkey.com/errors/{category}/{name}
---
code: err:unkey:data:key_not_found
type: https://unkey.com/errors/keys/not_found
```
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from errbook.catalog import Catalog
from errbook.catalog.body import Variable, walk
from errbook.findings import Severity
from errbook.lint.rule import Report

_REGISTRY = ("iana.org", "www.iana.org")

ID = "EB201"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield the lack of a template, once, and every pinned type that is not of one's own."""
    template = catalog.manifest.type
    host = _host(template) if template else None
    if template is None and Variable("type") in walk(catalog.body):
        message = "there is no `type`: types are paths such as `/errors/…`, and not absolute"
        help = "add the address of the pages: type: https://…/errors/{name}"
        yield Report(catalog.document.place(), message, help)
    elif template and ":" not in template.partition("{")[0].partition("/")[0]:
        message = f"the types that `{template}` makes are relative"
        yield Report(catalog.document.place("type"), message, "write an absolute URI")
    for entry in catalog:
        pinned = entry.definition.type
        if pinned is None or pinned == "about:blank":
            continue
        place = entry.document.place("type")
        if not urlsplit(pinned).scheme:
            yield Report(place, f"the type `{pinned}` is relative", "write an absolute URI")
        elif host and _host(pinned) not in (host, "", *_REGISTRY):
            message = f"the type `{pinned}` is not on {host}, where the others are"
            yield Report(place, message)


def _host(uri: str) -> str:
    """Return the host of a URI that has one; a template counts with what is in it."""
    found = urlsplit(uri)
    return found.netloc.casefold() if found.scheme in ("http", "https") else ""
