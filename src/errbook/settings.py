"""`[tool.errbook]` in pyproject.toml: where things are, so that commands need not be told."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from errbook.exceptions import UsageError

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the project says about itself; paths as seen from the working directory."""

    catalog: Path = Path("catalog")
    """The catalog folder."""
    templates: Path | None = None
    """A folder whose templates go before errbook's own: `templates/markdown/definition.md.j2`."""
    mkdocs: Path | None = None
    """The project's own mkdocs.yml, if its site has the errbook plugin."""

    @classmethod
    def find(cls, start: Path | None = None) -> Settings:
        """Read the nearest pyproject.toml with a `[tool.errbook]`, from `start` upwards.

        Raises `UsageError` if it cannot be read or says what has no meaning.
        """
        here = (start or Path.cwd()).absolute()
        for folder in (here, *here.parents):
            path = folder / "pyproject.toml"
            if path.is_file():
                table = _table(path)
                if table is not None:
                    return cls._from(table, path)
        mkdocs = here / "mkdocs.yml"
        return cls(mkdocs=Path("mkdocs.yml") if _has_plugin(mkdocs) else None)

    @classmethod
    def _from(cls, table: dict[str, object], path: Path) -> Settings:
        known = list(cls.__dataclass_fields__)
        for name, value in table.items():
            if name not in known:
                near = get_close_matches(name, known, n=1)
                hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
                raise UsageError(f"{path}: [tool.errbook] has no setting {name}; {hint}")
            if not isinstance(value, str):
                raise UsageError(f"{path}: [tool.errbook] {name} must be a path in quotes")
        base = path.parent
        shown = base.relative_to(Path.cwd()) if base.is_relative_to(Path.cwd()) else base
        paths = {name: shown / str(value) for name, value in table.items()}
        paths.setdefault("catalog", shown / "catalog")
        if "mkdocs" not in paths and _has_plugin(base / "mkdocs.yml"):
            paths["mkdocs"] = shown / "mkdocs.yml"
        return cls(**paths)


def _table(path: Path) -> dict[str, object] | None:
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from None
    table = document.get("tool", {}).get("errbook")
    if table is not None and not isinstance(table, dict):
        raise UsageError(f"{path}: tool.errbook must be a table, [tool.errbook]")
    return table


def _has_plugin(path: Path) -> bool:
    """Whether there is a mkdocs.yml at `path` that names the plugin."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    lines = (
        line.split("#")[0].strip().lstrip("- ").rstrip(":").strip("\"'")
        for line in text.splitlines()
    )
    return "errbook" in lines
