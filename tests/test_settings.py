"""`[tool.errbook]` in pyproject.toml."""

from pathlib import Path

import pytest

from errbook.exceptions import UsageError
from errbook.settings import Settings


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(text: str) -> None:
    Path("pyproject.toml").write_text(text, "utf-8")


def test_without_a_table_the_catalog_is_in_catalog(here: Path) -> None:
    """And there is nothing to lint but the catalog itself."""
    assert Settings.find() == Settings()


def test_paths_are_seen_from_the_working_directory(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table may be in a folder above."""
    _write(
        '[tool.errbook]\ncatalog = "errors"\nsource = ["src"]\ntests = ["tests", "more"]\n'
        '[tool.errbook.lint]\nignore = ["EB3"]\nper-file-ignores = {"old/*" = ["EB401"]}\n'
    )
    found = Settings.find()
    assert found.catalog == Path("errors")
    assert found.source == (Path("src"),)
    assert found.tests == (Path("tests"), Path("more"))
    assert found.lint.ignore == ["EB3"]
    assert found.lint.per_file_ignores == {"old/*": ["EB401"]}
    below = here / "below"
    below.mkdir()
    monkeypatch.chdir(below)
    assert Settings.find().catalog == here / "errors"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("catalogue = 'x'", "[tool.errbook] has no setting catalogue; did you mean catalog?"),
        ("catalog = 1", "[tool.errbook] catalog must be a path in quotes"),
        ("catalog = ''", "[tool.errbook] catalog must be a path in quotes"),
        ("source = 'src'", '[tool.errbook] source must be a list of paths, as in ["src"]'),
        ("breaking = 1", "[tool.errbook] breaking must be a table, [tool.errbook.breaking]"),
        (
            "breaking.acepted = []",
            "[tool.errbook.breaking] has no setting acepted; did you mean accepted?",
        ),
        (
            "breaking.accepted = [{change = 'BC111'}]",
            "[tool.errbook.breaking] accepted must be a list of tables, as in"
            ' [{change = "status-changed", code = "keys.gone", reason = "…"}]; code may be left'
            " out",
        ),
        ("lint = 1", "[tool.errbook] lint must be a table, [tool.errbook.lint]"),
        ("lint.selct = []", "[tool.errbook.lint] has no setting selct; did you mean select?"),
        (
            "lint.select = [1]",
            '[tool.errbook.lint] select must be a list of rules, as in ["EB602", "EB3"]',
        ),
        (
            "lint.severity = {EB602 = 'loud'}",
            "[tool.errbook.lint] severity must be a table of error, warning or info, as in"
            ' {EB602 = "warning"}',
        ),
        (
            "lint.per-file-ignores = {x = 'EB401'}",
            "[tool.errbook.lint] per-file-ignores must be a table of lists, as in"
            ' {"old/*.yaml" = ["EB401"]}',
        ),
    ],
)
def test_what_has_no_meaning_is_refused(here: Path, table: str, said: str) -> None:
    """With the table, the setting, and what it looks like."""
    _write(f"[tool.errbook]\n{table}\n")
    with pytest.raises(UsageError) as caught:
        Settings.find()
    assert str(caught.value) == f"{here / 'pyproject.toml'}: {said}"
