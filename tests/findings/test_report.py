"""Findings as text and as JSON, their order, and what fails a run."""

import json
from pathlib import Path

import pytest

from errbook.findings import Finding, Place, Severity, in_order
from errbook.findings.report import as_json, failed, summary, text


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in the working directory."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "errors.yaml"
    path.write_text("status: 404\ntitel: Not Found\n", "utf-8")
    return path


def _finding(path: Path, line: int = 1, column: int = 1, help: str | None = None) -> Finding:
    return Finding(Place(path, line, column), "EB104", "unknown field `titel`", help=help)


def test_text_shows_the_line_a_caret_and_the_help(file: Path) -> None:
    """The path is relative to the working directory, as a person would type it."""
    assert text([_finding(file, 2, 8, "write `title`")]) == (
        "errors.yaml:2:8: error EB104 unknown field `titel`\n"
        "  2 | titel: Not Found\n"
        "    |        ^\n"
        "  help: write `title`\n"
    )


def test_text_of_what_has_no_line_is_one_line(file: Path) -> None:
    """A file that is gone, a line that is empty or beyond the end: there is nothing to show."""
    file.write_text("\n", "utf-8")
    for finding in (_finding(file), _finding(file, 9), _finding(file.parent / "gone.yaml")):
        assert text([finding]) == f"{finding}\n"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_the_reader_counts_them(file: Path, line_break: str) -> None:
    """Any line break but those of YAML 1.1; a byte order mark takes no column."""
    file.write_bytes(f"\ufeffa\u2028b{line_break}titel: x".encode())
    assert "  2 | titel: x\n    |       ^\n" in text([_finding(file, 2, 7)])


def test_what_cannot_be_printed_is_shown_as_a_space(file: Path) -> None:
    """Tabs and control characters would move the caret or do worse to a terminal."""
    file.write_text("a\tb\x1b[31mc", "utf-8")
    assert "  1 | a b [31mc\n    |   ^\n" in text([_finding(file, 1, 3)])


@pytest.mark.parametrize("column", [1, 60, 300, 500])
def test_a_long_line_is_cut_around_the_column(file: Path, column: int) -> None:
    """The caret stays under its character."""
    file.write_text("".join(chr(33 + index % 90) for index in range(500)), "utf-8")
    _, shown, caret = text([_finding(file, 1, column)]).splitlines()
    assert len(shown) <= 130
    assert shown[caret.index("^")] == chr(33 + (column - 1) % 90)


def test_a_file_that_changed_is_read_again(file: Path) -> None:
    """A report shows what is there now: a watcher makes many in one process."""
    assert "titel: Not Found" in text([_finding(file, 2)])
    file.write_text("status: 404\ntitel: Gone\n", "utf-8")
    assert "titel: Gone" in text([_finding(file, 2)])


def test_json_is_the_findings_as_objects(file: Path) -> None:
    """Every key is there, null where there is no help."""
    assert json.loads(as_json([_finding(file, 2, 1)])) == [
        {
            "rule": "EB104",
            "severity": "error",
            "path": "errors.yaml",
            "line": 2,
            "column": 1,
            "message": "unknown field `titel`",
            "help": None,
            "fix": None,
        }
    ]
    assert as_json([]) == "[]\n"


def _of(*severities: Severity) -> list[Finding]:
    return [Finding(Place(Path("a")), "EB101", "x", severity) for severity in severities]


def test_a_summary_counts_by_severity() -> None:
    """The worst first; one is singular."""
    found = _of(Severity.WARNING, Severity.ERROR, Severity.ERROR, Severity.INFO)
    assert summary(found) == "2 errors, 1 warning, 1 info"
    assert summary([]) == "no findings"


def test_errors_fail_a_run_and_warnings_a_strict_one() -> None:
    """Infos never do."""
    assert failed(_of(Severity.ERROR))
    assert not failed(_of(Severity.WARNING, Severity.INFO))
    assert failed(_of(Severity.WARNING), strict=True)
    assert not failed(_of(Severity.INFO), strict=True)


def test_findings_are_in_the_order_of_their_places() -> None:
    """By file, line, column and rule; whether there is help makes no difference."""
    places = [
        Place(Path("b"), 1, 1),
        Place(Path("a"), 2, 1),
        Place(Path("a"), 1, 9),
        Place(Path("a"), 1, 2),
    ]
    found = [
        Finding(place, rule, "x", help=help)
        for place in places
        for rule, help in (("EB2", "y"), ("EB1", None))
    ]
    assert [(str(each.place), each.rule) for each in in_order(found)] == [
        (place, rule) for place in ("a:1:2", "a:1:9", "a:2:1", "b:1:1") for rule in ("EB1", "EB2")
    ]
