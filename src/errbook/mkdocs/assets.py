"""The stylesheets and scripts of the pages: every `errbook*` file of `templates/site/assets`.

A file takes effect by its name: `errbook-plain*` where the theme is not Material,
`errbook-material*` where it is, every other stylesheet everywhere; the scripts of `_EVERYWHERE`
stand on every page, the first of them first, and load the others when they need them.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]

from errbook.templates import folder

__all__ = ["asset_files", "turn_on"]

_PYGMENTS = "assets/errbook-pygments.css"
"""For themes that do not style highlighted code themselves, as Material does."""
_PLAIN = "assets/errbook-plain"
_MATERIAL = "assets/errbook-material"
_EVERYWHERE = ("assets/errbook.js", "assets/errbook-paste.js")


def turn_on(config: MkDocsConfig) -> None:
    """Name the stylesheets and scripts of every page in `config`, before the author's own."""
    own, other = (_MATERIAL, _PLAIN) if _is_material(config) else (_PLAIN, _MATERIAL)
    styles = [uri for uri in _shipped(".css") if not uri.startswith((own, other))]
    styles += [uri for uri in _shipped(".css") if uri.startswith(own)]
    scripts = [uri for uri in _EVERYWHERE if uri in _shipped(".js")]
    scripts += [uri for uri in _shipped(".js") if uri.startswith(own)]
    if own == _PLAIN:
        styles.append(_PYGMENTS)
    config.extra_css[:0] = [uri for uri in styles if uri not in config.extra_css]
    named = {str(script) for script in config.extra_javascript}
    config.extra_javascript[:0] = [uri for uri in scripts if uri not in named]


def asset_files(files: Files, config: MkDocsConfig) -> Iterator[File]:
    """Yield the files; one that the author has in `docs_dir` goes before ours."""
    other = _PLAIN if _is_material(config) else _MATERIAL
    for uri in (*_shipped(".css"), *_shipped(".js")):
        if uri.startswith(other):
            continue
        if files.get_file_from_path(uri) is None:
            yield File.generated(config, uri, abs_src_path=str(folder() / "site" / uri))
    if _PYGMENTS in config.extra_css and files.get_file_from_path(_PYGMENTS) is None:
        yield File.generated(config, _PYGMENTS, content=_pygments())


def _shipped(ending: str) -> list[str]:
    found = (folder() / "site" / "assets").glob(f"errbook*{ending}")
    return sorted(f"assets/{path.name}" for path in found)


def _is_material(config: MkDocsConfig) -> bool:
    return (config.theme.name or "").startswith("material")


def _pygments() -> str:
    """Return the colours of highlighted code, on light and on dark."""
    light, dark = HtmlFormatter(style="default"), HtmlFormatter(style="github-dark")
    chosen = '[data-bs-theme="dark"] .highlight'
    return f"{light.get_style_defs('.highlight')}\n{dark.get_style_defs(chosen)}\n"
