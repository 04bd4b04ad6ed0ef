"""The files that the plugin adds and that are no pages: redirects, stylesheets, scripts, data."""

from __future__ import annotations

import html
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from errbook.mkdocs.assets import asset_files
from errbook.mkdocs.twins import Twins
from errbook.pages import Pages, Redirect

__all__ = ["added_files"]

_REDIRECT = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Moved: {old}</title>
<link rel="icon" href="data:,">
<link rel="canonical" href="{url}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
<style>
  body {{ font: 1.1rem/1.6 system-ui, sans-serif; margin: 20vh auto; max-width: 34rem }}
  p {{ overflow-wrap: anywhere; padding: 0 1rem }}
</style>
<p>The error <code>{old}</code> has a new code: <a href="{url}"><code>{new}</code></a>.</p>
</html>
"""


def added_files(pages: Pages, twins: Twins, files: Files, config: MkDocsConfig) -> Iterator[File]:
    """Yield all of them; `files` has the pages already."""
    for redirect in pages.redirects():
        yield _redirect(redirect, files, config)
    yield from asset_files(files, config)
    yield from twins.files(files, config)


def _redirect(redirect: Redirect, files: Files, config: MkDocsConfig) -> File:
    there = files.get_file_from_path(redirect.target)
    stub = File.generated(config, f"{redirect.path}.md", content="")
    assert there is not None
    words = {"url": there.url_relative_to(stub), "old": redirect.old, "new": redirect.new}
    page = _REDIRECT.format_map({name: html.escape(word) for name, word in words.items()})
    return File.generated(config, stub.dest_uri, content=page)
