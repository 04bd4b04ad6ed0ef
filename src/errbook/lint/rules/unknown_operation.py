"""A request goes to an operation that the OpenAPI documents lack.

## What it does
Where the manifest names OpenAPI documents under `openapi`, holds the requests of `trigger`, `fixes`
and `replay.before`, and the entries of `operations`, against their paths and methods. A request to
a `server` of its own is left alone, and so is the `trigger` of the errors that answer an unknown
path or method: those with the status 405, and those in `fallbacks` under `404` or `405`.

## Why is this bad
The reader sends the request and gets another error than the one that the page is about. Most often
the operation was renamed, and the page was not.

## Example
```yaml
errbook: 1
name: Unkey API
code: err:{system}:{category}:{name}
type: https://unkey.com/errors/{system}/{category}/{name}
openapi: [openapi.json]
---
trigger:
  request: {method: POST, path: /v2/keys.getKeys, json: {keyId: key_nonexistent}}
```
```json
{"openapi": "3.1.0", "paths": {"/v2/keys.getKey": {"post": {}}}}
```

## Instead
```yaml
errbook: 1
name: Unkey API
code: err:{system}:{category}:{name}
type: https://unkey.com/errors/{system}/{category}/{name}
openapi: [openapi.json]
---
trigger:
  request: {method: POST, path: /v2/keys.getKey, json: {keyId: key_nonexistent}}
```
```json
{"openapi": "3.1.0", "paths": {"/v2/keys.getKey": {"post": {}}}}
```
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from errbook.catalog import Catalog, Entry
from errbook.catalog.messages import did_you_mean
from errbook.catalog.writing import Keys
from errbook.findings import Severity
from errbook.lint.rule import Report
from errbook.lint.samples import requests

ID = "EB503"
SEVERITY = Severity.ERROR

_IMPLIED = {"HEAD": {"GET"}, "OPTIONS": {"DELETE", "GET", "PATCH", "POST", "PUT"}}
"""Methods that most servers have beside others, which are documented."""


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield the requests and operations that no OpenAPI document has."""
    if not catalog.documented:
        return
    paths = _Paths(catalog)
    for entry in catalog:
        excepted = ("trigger", "request") if _is_about_paths(entry, catalog) else ()
        for path, request in requests(entry.definition):
            if request.server is None and path != excepted:
                here = ((*path, "path"), (*path, "method"))
                yield from _unknown(entry, request.method, request.path, here, paths)
        for index, operation in enumerate(entry.definition.operations):
            method, _, target = operation.partition(" ")
            where = ("operations", index)
            yield from _unknown(entry, method, target, (where, where), paths)


def _is_about_paths(entry: Entry, catalog: Catalog) -> bool:
    """Whether the error answers a path or a method that is unknown."""
    fallbacks = catalog.manifest.fallbacks
    return entry.definition.status == 405 or any(
        catalog.find(fallbacks[status]) is entry for status in ("404", "405") if status in fallbacks
    )


def _unknown(
    entry: Entry, method: str, path: str, where: tuple[Keys, Keys], paths: "_Paths"
) -> Iterator[Report]:
    methods = paths.methods(path)
    if not methods:
        message = f"no OpenAPI document has the path `{path}`"
        near = did_you_mean(path, paths.known)
        help = None if near else "correct it, or add the operation to the document"
        yield Report(entry.document.place(*where[0]), f"{message}{near}", help)
    elif method not in methods and not _IMPLIED.get(method, set()) & methods:
        known = " and ".join(sorted(methods))
        message = f"the OpenAPI documents have `{path}` with {known}, and not with {method}"
        yield Report(entry.document.place(*where[1]), message)


class _Paths:
    """The documented paths, by what requests go to them."""

    def __init__(self, catalog: Catalog) -> None:
        self.known = catalog.documented
        self._base = urlsplit(catalog.manifest.server).path.rstrip("/")
        self._templates: dict[int, list[tuple[re.Pattern[str], set[str]]]] = {}
        for template, methods in self.known.items():
            if "{" in template:
                parts = re.split(r"\{[^{}]*\}", template)
                pattern = re.compile("[^/]+".join(map(re.escape, parts)))
                self._templates.setdefault(template.count("/"), []).append((pattern, methods))
        self._found: dict[str, set[str]] = {}

    def methods(self, path: str) -> set[str]:
        """Return the methods of all paths that `path` is, or is below the manifest's server."""
        if path not in self._found:
            written = re.split("[?#]", path, maxsplit=1)[0]
            spellings = dict.fromkeys((written, self._base + written))
            self._found[path] = {method for each in spellings for method in self._of(each)}
        return self._found[path]

    def _of(self, path: str) -> set[str]:
        if path in self.known:
            return self.known[path]
        templates = self._templates.get(path.count("/"), ())
        fitting = (methods for pattern, methods in templates if pattern.fullmatch(path))
        return {method for methods in fitting for method in methods}
