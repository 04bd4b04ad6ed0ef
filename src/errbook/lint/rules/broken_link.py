"""A link leads nowhere.

## What it does
Finds links, in Markdown and below `links`, that lead to nothing on the pages of the catalog:

- `#place` where the page has no such place;
- a relative path to a `.md` file, where the catalog has no such page. Paths out of the folder of
  the errors are left alone;
- an address of the form of the manifest's `type` that is the type of no error.

With `--online` it also asks other hosts for the pages that are linked there, and finds those that
are not answered for. What asks for a login counts as there; names that are reserved for examples
are not asked.

## Why is this bad
The reader is sent away from the one page that they had.

## Example
```yaml
what_happened: |
  The key is not in this API: [compare the lists](#compare-list).
fixes:
  - id: compare-lists
    intro: List the keys of the API and compare.
```

## Instead
```yaml
what_happened: |
  The key is not in this API: [compare the lists](#compare-lists).
fixes:
  - id: compare-lists
    intro: List the keys of the API and compare.
```
"""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from errbook.catalog import Catalog, Entry, GroupEntry
from errbook.catalog.messages import did_you_mean
from errbook.findings import Severity
from errbook.lint.links import Link, anchors_of, declared, in_text, is_type, pages_of
from errbook.lint.rule import Report
from errbook.lint.texts import MarkdownText, markdown_texts

ID = "EB605"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Report]:
    """Yield the links below `links` that lead to nothing in the catalog."""
    for entry in catalog:
        for link in declared(entry):
            yield from _lost(link, [entry], catalog)


def check_text(text: MarkdownText, catalog: Catalog) -> Iterator[Report]:
    """Yield the links of a text that lead to nothing in the catalog."""
    for link in in_text(text):
        yield from _lost(link, pages_of(text, catalog), catalog)


def check_online(catalog: Catalog) -> Iterator[Report]:
    """Yield the links to pages elsewhere that are not there."""
    from errbook.lint.online import missing

    links = [link for entry in catalog for link in declared(entry)]
    links += [link for text in markdown_texts(catalog) for link in in_text(text)]
    outside = [link for link in links if is_type(link.url, catalog) is None]
    why = missing(link.url for link in outside)
    for link in outside:
        if link.url in why:
            yield Report(link.place, f"`{link.url}` {why[link.url]}")


def _lost(link: Link, pages: list[Entry | GroupEntry], catalog: Catalog) -> Iterator[Report]:
    """Find out if a link that stands on `pages` leads to nothing on one of them."""
    url = unquote(link.url)
    if "://" in url:
        if is_type(url, catalog) is False:
            message = f"`{link.url}` is the type of no error"
            near = did_you_mean(url, catalog.by_type)
            yield Report(link.place, f"{message}{near}", "link by code: `[code]` in Markdown")
        return
    path, _, anchor = url.partition("#")
    path = path.partition("?")[0]
    for page in pages:
        why = _on_page(page, path, anchor, catalog)
        if why is not None:
            yield Report(link.place, f"`{link.url}` {why}")
            return


def _on_page(page: Entry | GroupEntry, path: str, anchor: str, catalog: Catalog) -> str | None:
    """Return why a link on `page` leads to nothing; None if it leads somewhere, or elsewhere."""
    there: Entry | GroupEntry | None = page
    if path:
        if not path.endswith(".md") or path.startswith("/"):
            return None
        uri = page.code.path if isinstance(page, Entry) else f"{page.path}/index"
        target = normpath(join(dirname(uri), path.removesuffix(".md")))
        if target.startswith("..") or target == "index":
            return None
        there = _page_at(target, catalog)
        if there is None:
            return f"leads to no page of the catalog{_near(target, catalog)}"
    if not anchor or not isinstance(there, Entry):
        return None
    known = anchors_of(there)
    if anchor in known:
        return None
    where = "this page" if there is page else f"the page of `{there.code}`"
    return f"names no place on {where}{did_you_mean(anchor, known)}"


def _page_at(target: str, catalog: Catalog) -> Entry | GroupEntry | None:
    """Return what the page is about; a former code has one too."""
    if target in catalog.by_path:
        return catalog.by_path[target]
    groups = catalog.groups.values()
    group = next((one for one in groups if f"{one.path}/index" == target), None)
    if group is not None:
        return group
    for alias, code in catalog.aliases.items():
        parsed = catalog.scheme.parse(alias)
        if parsed is not None and parsed.path == target:
            return catalog.entries.get(code)
    return None


def _near(target: str, catalog: Catalog) -> str:
    """Return the near code, as a link by code is written: it holds wherever its page goes."""
    near = did_you_mean(target, catalog.by_path)
    entry = catalog.by_path.get(near.rpartition("`")[0].rpartition("`")[2])
    return f", did you mean `[{entry.code}]`?" if entry else ""
