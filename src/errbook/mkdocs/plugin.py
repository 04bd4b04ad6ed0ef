"""The plugin: pages from the catalog become generated files; everything else is MkDocs' own work.

plugins:
  - errbook:
      catalog: ../catalog
"""

from __future__ import annotations

import html
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

from jinja2 import Environment
from markdown import Extension, Markdown
from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils.templates import TemplateContext

from errbook.catalog import Entry, GroupEntry, load
from errbook.catalog.definition import Visibility
from errbook.exceptions import CatalogError, ErrbookError, UsageError
from errbook.findings.report import text
from errbook.mkdocs.assets import turn_on
from errbook.mkdocs.edit import EditLinks
from errbook.mkdocs.files import added_files
from errbook.mkdocs.garbage import Garbage
from errbook.mkdocs.head import elements, with_elements
from errbook.mkdocs.kept import Kept
from errbook.mkdocs.navigation import ErrorNavigation, Place
from errbook.mkdocs.not_found import add_not_found, tell_index
from errbook.mkdocs.packed import PackedPage
from errbook.mkdocs.search import Search
from errbook.mkdocs.steps import Steps
from errbook.mkdocs.twins import Twins
from errbook.pages import Page, Pages
from errbook.pages.visibility import asked_visibility

__all__ = ["ErrbookPlugin"]

log = logging.getLogger("errbook")
"""Not one of MkDocs' own: under `strict` an error of theirs ends the serving for good."""

_EXTENSIONS = (
    "admonition",
    "attr_list",
    "tables",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.highlight",
)
_OPTIONS = {
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.highlight": {"anchor_linenums": False, "pygments_lang_class": True},
}

_VISIBILITIES: tuple[Visibility, ...] = get_args(Visibility)


class ErrbookConfig(base.Config):
    """The plugin's options in mkdocs.yml."""

    catalog = option.Type(str, default="catalog")
    """The catalog folder, relative to mkdocs.yml."""
    prefix = option.Type(str, default="errors")
    """The folder of the site that the pages are in."""
    templates = option.Optional(option.Type(str))
    """A folder whose templates go before errbook's own, relative to mkdocs.yml."""
    visibility = option.Choice(_VISIBILITIES, default="public")
    """Who the site is for: `internal` shows internal definitions, owners and runbooks."""
    indexing = option.Optional(option.Choice(("full", "titles")))
    """What the site's search reads of the pages: all, or titles, codes and messages."""


class ErrbookPlugin(BasePlugin[ErrbookConfig]):
    """Adds the pages of a catalog to a site."""

    def __init__(self) -> None:
        self._serving = False
        self._kept: Kept | None = None
        self._pages: Pages | None = None
        self._uris: set[str] = set()
        self._no_html = NoRawHtml()
        self._garbage = Garbage()
        self._navigation: ErrorNavigation | None = None
        self._twins: Twins | None = None
        self._edit_links: EditLinks
        self._progress: Steps

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note how the site is built. With this method MkDocs keeps the plugin for all rebuilds."""
        self._serving = command == "serve"
        if dirty:
            self._kept = Kept()

    def on_shutdown(self) -> None:
        """Remove what was kept between rebuilds."""
        if self._kept is not None:
            self._kept.forget()

    @event_priority(50)
    def _before_search(self, config: MkDocsConfig) -> None:
        """Tell the search how to take codes apart, before it looks at its settings."""
        Search.prepare(config)

    def _configure(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the catalog, and turn on the Markdown that its pages are written in."""
        self._garbage.seldom()
        catalog = self._path(config, self.config.catalog)
        overrides = self._path(config, self.config.templates) if self.config.templates else None
        for watched in (catalog, overrides):
            if watched is not None and watched.is_dir() and str(watched) not in config.watch:
                config.watch.append(str(watched))
        self._read(catalog, overrides)
        for name in _EXTENSIONS:
            if name not in config.markdown_extensions:
                config.markdown_extensions.append(name)
                config.mdx_configs.setdefault(name, _OPTIONS.get(name, {}))
        config.markdown_extensions.append(self._no_html)  # type: ignore[arg-type]
        turn_on(config)
        add_not_found(config)
        self._searched = Search(config, self._loaded, self.config.indexing)
        return config

    on_config = CombinedEvent(_before_search, _configure)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages, and the files beside them."""
        try:
            return self._add(files, config)
        except UsageError as error:  # a mistake in a template of the author's
            raise PluginError(f"errbook: {error}") from None

    def _add(self, files: Files, config: MkDocsConfig) -> Files:
        pages = self._loaded
        self._uris = set()
        self._edit_links = EditLinks(config, pages.catalog)
        self._twins = Twins(pages, config)
        with self._twins as twins:
            for page in pages:
                file = self._add_page(page, files, config)
                twins.add(page, file.url)
        for file in added_files(pages, twins, files, config):
            files.append(file)
        self._garbage.leave()
        return files

    def _add_page(self, page: Page, files: Files, config: MkDocsConfig) -> File:
        own = files.get_file_from_path(page.uri)
        if own is not None:  # written by hand: the author's page goes before ours
            if page.subject is None:
                return own
            raise PluginError(
                f"errbook: {own.src_uri} is in docs_dir and is the page of an error; move it"
            )
        inclusion = InclusionLevel.UNDEFINED if page.subject is None else InclusionLevel.NOT_IN_NAV
        file = self._file(config, page.uri, self._loaded.markdown(page), inclusion)
        files.append(file)
        if page.subject is not None:
            made = PackedPage(html.escape(page.name, quote=False), file, config)
            made.edit_url = self._edit_links.address(page)
            made.meta = {"status": _status(page)}  # until its Markdown is read, if it is read
        self._uris.add(page.uri)
        return file

    @event_priority(50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Complete the index of the search; remove what was made to be copied into the site."""
        self._searched.finish()
        if self._kept is not None:
            self._searched.complete(self._kept)
        self._finish()

    def on_build_error(self, *, error: Exception) -> None:
        """Remove it also where the build fails."""
        self._finish()

    def _finish(self) -> None:
        self._garbage.as_usual()
        if self._twins is not None:
            self._twins.close()
            self._twins = None

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Prepare each page's own navigation."""
        index = files.get_file_from_path(self._loaded.index.uri)
        if index is not None and index.page is not None:
            if index.src_uri in self._uris:
                index.page.edit_url = self._edit_links.address(self._loaded.index)
            self._navigation = ErrorNavigation(nav, index.page, self._places(files))
        if self._kept is not None:
            ours = [(page.uri, page.name, _status(page)) for page in self._loaded]
            self._kept.compare(nav, ours, files, config)
        self._progress = Steps(files, dirty=self._kept is not None)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Tell the page for unknown addresses where the index is."""
        tell_index(env, self._loaded, files)
        return env

    def _places(self, files: Files) -> Iterator[Place]:
        for page in self._loaded:
            file = files.get_file_from_path(page.uri)
            if page.subject is None or file is None or file.page is None:
                continue
            is_group = isinstance(page.subject, GroupEntry)
            levels = (
                page.subject.levels
                if isinstance(page.subject, GroupEntry)
                else page.subject.code.levels
            )
            yield Place(file.page, levels, is_group)

    def on_page_markdown(
        self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files
    ) -> str:
        """Resolve `[code]` in the author's own pages; ours have their links, and no raw HTML."""
        self._no_html.on = page.file.src_uri in self._uris
        if not self._no_html.on:
            return self._loaded.linked(markdown, page.file.src_uri)
        for name in ("title", "description"):  # which themes write as if they were HTML
            page.meta[name] = html.escape(str(page.meta.get(name, "")))
        return markdown

    def on_page_content(
        self, html: str, *, page: SitePage, config: MkDocsConfig, files: Files
    ) -> None:
        """Tell of a page that is read."""
        self._progress.step()

    @event_priority(50)
    def _before_indexing(
        self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give an error's page the navigation of its group, and the search what it is to read."""
        if self._navigation is not None:
            context["nav"] = self._navigation.of(page)
        if page.file.src_uri in self._uris:
            self._searched.before(page)
        return context

    @event_priority(-50)
    def _after_indexing(
        self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the page back what the search was not to read."""
        self._searched.after(page)
        return context

    on_page_context = CombinedEvent(_before_indexing, _after_indexing)

    def on_post_page(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        """Put what the catalog has to say in the head of its pages."""
        self._progress.step()
        if page.file.src_uri not in self._uris:
            return output
        return with_elements(output, elements(self._loaded, page, config))

    @property
    def _loaded(self) -> Pages:
        assert self._pages is not None
        return self._pages

    def _read(self, catalog: Path, overrides: Path | None) -> None:
        """Load the catalog. Under `serve` a broken one is reported, and the last good one kept."""
        try:
            pages = Pages(
                load(catalog),
                visibility=asked_visibility() or self.config.visibility,
                prefix=self.config.prefix,
                overrides=overrides,
            )
            if self._pages is not None:
                self._pages.problems.forget()
            self._pages = pages
        except ErrbookError as error:
            told = text(error.findings) if isinstance(error, CatalogError) else str(error)
            if self._pages is None or not self._serving:
                raise PluginError(
                    f"errbook: the catalog cannot be used.\n{told}".rstrip()
                ) from None
            log.error(
                "errbook: the catalog cannot be used; the pages stay as they were.\n%s",
                told.rstrip(),
            )

    @staticmethod
    def _path(config: MkDocsConfig, path: str) -> Path:
        start = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        return Path(os.path.normpath(start / path))

    def _file(
        self, config: MkDocsConfig, uri: str, content: str, inclusion: InclusionLevel
    ) -> File:
        if self._kept is not None:
            return self._kept.file(config, uri, content, inclusion)
        return File.generated(config, uri, content=content, inclusion=inclusion)


def _status(page: Page) -> str:
    """Return what themes mark a page with in the navigation."""
    if not isinstance(page.subject, Entry):
        return ""
    definition = page.subject.definition
    return "deprecated" if definition.deprecated or definition.retired else ""


class NoRawHtml(Extension):
    """Python-Markdown without raw HTML, while `on`: what looks like a tag shows as text."""

    on = False

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Take out the two places that pass HTML through."""
        if self.on:
            md.preprocessors.deregister("html_block", strict=False)
            md.inlinePatterns.deregister("html", strict=False)
