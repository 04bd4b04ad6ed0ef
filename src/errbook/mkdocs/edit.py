"""Edit links: from a page to the lines of YAML that it is made of, in the site's repository.

MkDocs' `repo_url` and `edit_uri` say where the files of `docs_dir` are. The catalog is in the same
repository, so its place there follows from where it is beside `docs_dir`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig

from errbook.catalog import Catalog, Entry
from errbook.findings import Place
from errbook.pages import Page

__all__ = ["EditLinks"]


class EditLinks:
    """The addresses at which the definitions and groups of a catalog can be edited."""

    def __init__(self, config: MkDocsConfig, catalog: Catalog) -> None:
        self._catalog = catalog
        self._repository = config.repo_url or ""
        self._before, self._after = _around(config)
        bitbucket = "bitbucket" in urlsplit(self._repository).netloc
        self._line = "#lines-" if bitbucket else "#L"
        docs, self._folder = Path(config.docs_dir).resolve(), catalog.root.resolve()
        self._root = _root(docs, self._folder)
        if self._root is not None and self._before is not None:
            self._before = _without(docs.relative_to(self._root).parts, self._before)

    def address(self, page: Page) -> str | None:
        """Return the address of the lines that `page` is made of; None where there is none.

        A group is in the manifest, and the index is the manifest's.
        """
        if isinstance(page.subject, Entry):
            document = page.subject.document
            place = document.key_place(*list(document.value)[:1])
        elif page.subject is not None:
            place = self._catalog.document.key_place("groups", page.subject.prefix)
        else:
            place = self._catalog.document.key_place("name")
        return self._of(place)

    def _of(self, place: Place) -> str | None:
        path = self._folder / place.path.relative_to(self._catalog.root)
        if self._before is None or self._root is None or not path.is_relative_to(self._root):
            return None
        name = quote(path.relative_to(self._root).as_posix())
        uri = f"{self._before}{name}{self._after}"
        repository = self._repository
        if repository and not uri.startswith(("?", "#")):
            repository = f"{repository.rstrip('/')}/"
        line = "" if "#" in uri else f"{self._line}{place.line}"
        return urljoin(repository, uri) + line


def _around(config: MkDocsConfig) -> tuple[str | None, str]:
    """Return what stands before and behind a file's path in an edit link; None without links.

    A template may want the path quoted, or without its ending: such links are not for YAML.
    """
    template = str(config.edit_uri_template or "")
    if template:
        before, path, after = template.partition("{path}")
        return (before, after) if path and "{" not in before + after else (None, "")
    return config.edit_uri or None, ""


def _root(docs: Path, catalog: Path) -> Path | None:
    """Return the top of the repository that both folders are in, or else what is above both."""
    for folder in (docs, *docs.parents):
        if (folder / ".git").exists():
            return folder
    try:
        return Path(os.path.commonpath([docs, catalog]))
    except ValueError:  # on two drives
        return None


def _without(docs: tuple[str, ...], before: str) -> str:
    """Return `before` without the path of `docs_dir`, as far as it ends in that."""
    for start in range(len(docs)):
        path = "/".join(docs[start:])
        found = re.fullmatch(rf"(|.*[/=?]){re.escape(path)}/?", before)
        if found:
            return found[1]
    return before
