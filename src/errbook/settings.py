"""`[tool.errbook]` in pyproject.toml: where things are, so that commands need not be told."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from errbook.exceptions import UsageError

__all__ = ["AcceptedChange", "BreakingSettings", "LintSettings", "Settings"]

Severity = Literal["error", "warning", "info"]


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class _Table(BaseModel):
    """A table of pyproject.toml: nothing in it goes unread."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, alias_generator=_kebab)


class LintSettings(_Table):
    """`[tool.errbook.lint]`: which rules count, and how much.

    A rule is named by its id (`EB602`), its name (`one-way-relation`) or the start of ids (`EB6`).
    """

    select: list[str] = Field(default_factory=list)
    """The rules to run; all of them where the list is empty."""
    ignore: list[str] = Field(default_factory=list)
    """Rules not to run."""
    per_file_ignores: dict[str, list[str]] = Field(default_factory=dict)
    """Rules whose findings do not count in the files that a pattern fits: `legacy/*.yaml`.

    Patterns are those of paths below the catalog, or below the project for code.
    """
    severity: dict[str, Severity] = Field(default_factory=dict)
    """How much a rule's findings matter, where it is not as the rule says."""
    baseline: str | None = None
    """A file of findings that are known and do not count: see `errbook lint --write-baseline`."""
    require: list[str] = Field(default_factory=list)
    """Fields that every definition must have."""
    forbid: list[str] = Field(default_factory=list)
    """Fields that no definition may have."""


def _not_empty(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty")
    return value


_PathText = Annotated[str, AfterValidator(_not_empty)]


class AcceptedChange(_Table):
    """A change that breaks somebody and is meant."""

    change: str
    """The kind, by its name (`status-changed`) or its id (`BC111`)."""
    code: str | None = None
    """The code that it is about; without it the changes of this kind are meant in all codes."""
    reason: Annotated[str, AfterValidator(_not_empty)]
    """Why. It stands in every report."""


class BreakingSettings(_Table):
    """`[tool.errbook.breaking]`: what `errbook breaking` lets pass."""

    accepted: list[AcceptedChange] = Field(default_factory=list)
    """Changes that are reported, and fail no run."""


class _Project(_Table):
    """`[tool.errbook]` as it is written."""

    catalog: _PathText = "catalog"
    templates: _PathText | None = None
    mkdocs: _PathText | None = None
    source: list[_PathText] = Field(default_factory=list)
    tests: list[_PathText] = Field(default_factory=list)
    lint: LintSettings = Field(default_factory=LintSettings)
    breaking: BreakingSettings = Field(default_factory=BreakingSettings)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the project says about itself; paths as seen from the working directory."""

    catalog: Path = Path("catalog")
    """The catalog folder."""
    templates: Path | None = None
    """A folder whose templates go before errbook's own: `templates/markdown/definition.md.j2`."""
    mkdocs: Path | None = None
    """The project's own mkdocs.yml, if its site has the errbook plugin."""
    source: tuple[Path, ...] = ()
    """Files and folders of the Python code that raises the errors."""
    tests: tuple[Path, ...] = ()
    """Files and folders of the tests of that code."""
    lint: LintSettings = field(default_factory=LintSettings)
    """What `errbook lint` is to look for."""
    breaking: BreakingSettings = field(default_factory=BreakingSettings)
    """What `errbook breaking` lets pass."""
    root: Path = Path()
    """The folder of the pyproject.toml; paths in `lint` are below it."""

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
        try:
            given = _Project.model_validate(table)
        except ValidationError as error:
            raise UsageError(f"{path}: {_explained(error)}") from None
        base = path.parent
        root = base.relative_to(Path.cwd()) if base.is_relative_to(Path.cwd()) else base
        mkdocs = given.mkdocs or ("mkdocs.yml" if _has_plugin(base / "mkdocs.yml") else None)
        return cls(
            catalog=root / given.catalog,
            templates=root / given.templates if given.templates else None,
            mkdocs=root / mkdocs if mkdocs else None,
            source=tuple(root / name for name in given.source),
            tests=tuple(root / name for name in given.tests),
            lint=given.lint,
            breaking=given.breaking,
            root=root,
        )


def _explained(error: ValidationError) -> str:
    """Return the first mistake of a table in words: which setting of which table, and what."""
    first = error.errors()[0]
    where = first["loc"]
    inner = str(where[0]) if len(where) > 1 and where[0] in _TABLES else ""
    model: Any = _TABLES.get(inner, _Project)
    table = f"[tool.errbook.{inner}]" if inner else "[tool.errbook]"
    name = str(where[1] if inner else where[0])
    if first["type"] == "extra_forbidden" and len(where) == (2 if inner else 1):
        known = [_kebab(each) for each in model.model_fields]
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        return f"{table} has no setting {name}; {hint}"
    return f"{table} {name} {_FORMS[name]}"


_TABLES = {"lint": LintSettings, "breaking": BreakingSettings}
"""The tables below the project's own."""

_FORMS = {
    **dict.fromkeys(("catalog", "templates", "mkdocs", "baseline"), "must be a path in quotes"),
    **dict.fromkeys(("source", "tests"), 'must be a list of paths, as in ["src"]'),
    **dict.fromkeys(("select", "ignore"), 'must be a list of rules, as in ["EB602", "EB3"]'),
    **dict.fromkeys(("require", "forbid"), 'must be a list of fields, as in ["trigger"]'),
    "per-file-ignores": 'must be a table of lists, as in {"old/*.yaml" = ["EB401"]}',
    "severity": 'must be a table of error, warning or info, as in {EB602 = "warning"}',
    "accepted": "must be a list of tables, as in"
    ' [{change = "status-changed", code = "keys.gone", reason = "…"}]; code may be left out',
    **{name: f"must be a table, [tool.errbook.{name}]" for name in ("lint", "breaking")},
}
"""What each setting looks like."""


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
