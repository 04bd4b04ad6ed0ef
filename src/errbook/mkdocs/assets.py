"""The stylesheets and scripts of the pages, in a site that MkDocs builds."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]

from errbook.pages import assets

__all__ = ["asset_files", "turn_on"]

_PYGMENTS = "assets/errbook-pygments.css"
"""For themes that do not style highlighted code themselves, as Material does."""


def turn_on(config: MkDocsConfig) -> None:
    """Name the stylesheets and scripts of every page in `config`, before the author's own."""
    material = _is_material(config)
    styles = assets.styles(material=material) + ([] if material else [_PYGMENTS])
    config.extra_css[:0] = [uri for uri in styles if uri not in config.extra_css]
    named = {str(script) for script in config.extra_javascript}
    scripts = assets.scripts(material=material)
    config.extra_javascript[:0] = [uri for uri in scripts if uri not in named]


def asset_files(files: Files, config: MkDocsConfig) -> Iterator[File]:
    """Yield the files; one that the author has in `docs_dir` goes before ours."""
    for uri in assets.shipped(material=_is_material(config)):
        if files.get_file_from_path(uri) is None:
            yield File.generated(config, uri, abs_src_path=str(assets.source(uri)))
    if _PYGMENTS in config.extra_css and files.get_file_from_path(_PYGMENTS) is None:
        yield File.generated(config, _PYGMENTS, content=_pygments())


def _is_material(config: MkDocsConfig) -> bool:
    return (config.theme.name or "").startswith("material")


def _pygments() -> str:
    """Return the colours of highlighted code, on light and on dark."""
    light, dark = HtmlFormatter(style="default"), HtmlFormatter(style="github-dark")
    chosen = '[data-bs-theme="dark"] .highlight'
    return f"{light.get_style_defs('.highlight')}\n{dark.get_style_defs(chosen)}\n"
