"""The pages and all that is beside them, for the folders of a Zensical site.

Zensical runs no plugins. So the pages are files in `docs`, with their data, redirects, scripts and
styles. In `overrides`, whose files Zensical leaves as they are, is the Markdown for programs, and
what the site's own templates include.
"""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import yaml
from pydantic_core import to_json

from errbook.pages import Pages, assets, markup
from errbook.pages.finder import FILE, finder_script
from errbook.pages.machine import DATA, FILES, MachineFiles
from errbook.pages.redirects import moved, redirects
from errbook.pages.stubs import stubs
from errbook.targets.output import write_folder
from errbook.targets.target import Job
from errbook.templates import environment, rendered

__all__ = ["OUTPUT", "build", "files"]

OUTPUT = Path("build/zensical")
FOR_OPERATORS = True

_FRONT_MATTER = re.compile(r"---\n((?:.*\n)*?)---\n")


def build(job: Job) -> str:
    """Write both folders below the output folder, and return what was done."""
    return f"{job.output}: {write_folder(job.output, files(job))}"


def files(job: Job) -> Iterator[tuple[str, str]]:
    """Yield the files of `docs`, and those of `overrides`."""
    overrides = job.settings.templates / "markdown" if job.settings.templates else None
    pages = Pages(job.catalog, visibility=job.visibility or "public", overrides=overrides)
    for name, text in _in_docs(pages):
        yield f"docs/{name}", text
    for name, text in _included(pages, job):
        yield f"overrides/partials/{name}", text
    twins, everything = pages.in_commonmark(), list(pages)
    with tempfile.TemporaryDirectory(prefix="errbook-") as folder:
        with MachineFiles(twins, Path(folder)) as machine:
            for done, page in enumerate(everything, start=1):
                yield f"docs/{page.uri}", _page(pages.markdown(page), page.uri)
                text = twins.markdown(page)
                machine.add(page, text, _url(page.uri))
                yield f"overrides/{page.uri}", machine.pointed(text, page.uri)
                job.progress(done, len(everything))
            for redirect in redirects(twins):
                yield f"overrides/{redirect.uri}", machine.pointed(moved(redirect), redirect.uri)
        for name in FILES:
            yield f"docs/{name}", Path(folder, name).read_text("utf-8")


def _in_docs(pages: Pages) -> Iterator[tuple[str, str]]:
    """Yield what is no page: styles, scripts and their data, redirects."""
    for uri in assets.shipped(material=True):
        yield uri, assets.source(uri).read_text("utf-8")
    yield FILE, finder_script(pages, lambda page: _url(page.uri))
    taken = [f"{_folder(page.uri)}index.html" for page in pages]
    yield from stubs(pages, taken, _url)


def _included(pages: Pages, job: Job) -> Iterator[tuple[str, str]]:
    """Yield what the site's own templates include."""
    overrides = job.settings.templates / "zensical" if job.settings.templates else None
    jinja = environment("zensical", overrides)
    names = {
        "data": DATA,
        "index": pages.index.uri,
        "index_url": _url(pages.index.uri),
        "scripts": assets.scripts(material=True),
        "styles": assets.styles(material=True),
    }
    for name in ("errbook-head.html", "errbook-not-found.html"):
        template = f"{name.removeprefix('errbook-')}.j2"
        yield name, rendered(jinja, template, **names)


def _page(text: str, uri: str) -> str:
    """Return a page with what the site's templates take from its front matter.

    They write it as if it were HTML. `errbook` tells them where the Markdown of the page is.
    """
    found = _FRONT_MATTER.match(text)
    meta = yaml.load(found[1], Loader=yaml.CSafeLoader) if found else None
    meta = meta if isinstance(meta, dict) else {}
    for name in ("title", "description"):
        if name in meta:
            meta[name] = html.escape(str(meta[name]))
    lines = (f"{name}: {to_json(value).decode()}\n" for name, value in meta.items())
    body = text[found.end() :] if found else text
    return f"---\n{''.join(lines)}errbook: {markup.quoted(uri)}\n---\n{body}"


def _folder(uri: str) -> str:
    """Return the folder that Zensical makes of a page, with a slash at its end."""
    if uri.endswith("/index.md"):
        return uri.removesuffix("index.md")
    return uri.removesuffix(".md") + "/"


def _url(uri: str) -> str:
    """Return the address of a page, from the root of the site."""
    return quote(_folder(uri))
