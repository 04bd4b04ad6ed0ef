"""Findings for GitHub and as SARIF, which the schema of its standard is held against."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from tests.browser.node import package

from errbook.findings import Edit, Finding, Fix, Place, Severity
from errbook.findings.formats import FORMATS, Described, formatted
from errbook.lint.engine import described, lint
from errbook.settings import Settings

HERE = Path(__file__).parents[1]
RULE = Described("EB602", "one-way-relation", "Related one way.", Severity.INFO, "# It is `so`")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _finding(severity: Severity = Severity.ERROR, message: str = "so", **more: Any) -> Finding:
    place = Place(Path(more.pop("path", "catalog/errors.yaml")), more.pop("line", 2), 7)
    return Finding(place, more.pop("rule", "EB602"), message, severity, **more)


@cache
def _schema() -> Draft4Validator:
    folder = package("@microsoft/jest-sarif") / "lib" / "schemas"
    return Draft4Validator(json.loads((folder / "sarif-2.1.0-rtm.5.json").read_text("utf-8")))


def _sarif(findings: Sequence[Finding], rules: Sequence[Described] = (RULE,)) -> dict[str, Any]:
    """Return the run that the log has; the log is valid."""
    log = json.loads(formatted("sarif", findings, rules))
    assert [error.message for error in _schema().iter_errors(log)] == []
    assert urlsplit(log["$schema"]).scheme == "https"
    [run] = log["runs"]
    assert isinstance(run, dict)
    for change in (run["results"], *(result.get("fixes", []) for result in run["results"])):
        for uri in re.findall(r"'uri': '([^']*)'", str(change)):
            assert re.fullmatch(r"[A-Za-z0-9_.~/%:-]+", uri), uri
    return run


def test_sarif_tells_of_rules_and_results() -> None:
    """Each result points to its rule, its file and its place."""
    run = _sarif([_finding(help="do so"), _finding(Severity.INFO, rule="EB9")])
    [rule] = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("EB602", "OneWayRelation")
    assert rule["shortDescription"] == {"text": "Related one way."}
    assert rule["defaultConfiguration"] == {"level": "note"}
    first, second = run["results"]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("EB602", 0, "error")
    assert first["message"] == {"text": "so (do so)"}
    [location] = first["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "catalog/errors.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 2, "startColumn": 7},
    }
    assert second["level"] == "note"
    assert "ruleIndex" not in second


def test_sarif_without_findings_is_a_log_as_well() -> None:
    """Whoever takes it in learns that there are none any more."""
    assert _sarif([])["results"] == []


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("catalog/a b.yaml", "catalog/a%20b.yaml"),
        ("catalog/ü:#?.yaml", "catalog/%C3%BC%3A%23%3F.yaml"),
        ("catalog/../errors.yaml", "errors.yaml"),
        ("/elsewhere/errors.yaml", "file:///elsewhere/errors.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        (b"catalog/\xff.yaml", "catalog/%FF.yaml"),
    ],
)
def test_a_path_is_a_uri_to_sarif(path: str | bytes, uri: str) -> None:
    """Relative to the root of the sources where it is below; whatever it is made of."""
    text = path.decode("utf-8", "surrogateescape") if isinstance(path, bytes) else path
    [result] = _sarif([_finding(path=text)])["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == uri
    assert ("uriBaseId" in location) == ("://" not in uri)


def test_a_path_above_the_working_directory_is_absolute_to_sarif(here: Path) -> None:
    """What is relative to the root of the sources leads nowhere above it."""
    [result] = _sarif([_finding(path="../errors.yaml")])["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": (here.parent / "errors.yaml").as_uri()}


def test_sarif_has_the_fix_as_replacements() -> None:
    """By file; an insertion deletes nothing."""
    edits = (Edit(Path("a"), 3, 5, "x"), Edit(Path("b"), 0, 0, "y"), Edit(Path("a"), 9, 9, ""))
    [result] = _sarif([_finding(fix=Fix("write `x`", edits))])["results"]
    [fix] = result["fixes"]
    assert fix["description"] == {"text": "write `x`"}
    first, second = fix["artifactChanges"]
    assert [change["artifactLocation"]["uri"] for change in (first, second)] == ["a", "b"]
    assert first["replacements"] == [
        {
            "deletedRegion": {"charOffset": 3, "charLength": 2},
            "insertedContent": {"text": "x"},
        },
        {
            "deletedRegion": {"charOffset": 9, "charLength": 0},
            "insertedContent": {"text": ""},
        },
    ]


def test_a_result_is_known_again_when_lines_move() -> None:
    """By file, rule and words; of equal ones each has its number."""

    def prints(*findings: Finding) -> list[str]:
        results = _sarif(findings)["results"]
        return [result["partialFingerprints"]["errbook/v1"] for result in results]

    assert prints(_finding(line=2)) == prints(_finding(line=9, message="so"))
    assert prints(_finding(message="as line 4")) == prints(_finding(message="as line 17"))
    assert len({*prints(_finding(), _finding(line=3), _finding(line=4))}) == 3
    assert prints(_finding()) != prints(_finding(message="not so"))


def test_the_sarif_of_all_that_is_found_in_broken_catalogs_is_valid() -> None:
    """Every rule is described, and real findings are valid with their fixes."""
    findings = [
        finding
        for folder in sorted((HERE / "catalog" / "broken").glob("*/catalog.yaml"))
        for finding in lint(folder.parent, Settings(folder.parent)).findings
    ]
    assert len({finding.rule for finding in findings}) > 20
    run = _sarif(findings, described())
    assert all("ruleIndex" in result for result in run["results"])
    assert any("fixes" in result for result in run["results"])


texts = st.text(st.characters(exclude_categories=()), min_size=1)
names = st.binary(min_size=1).filter(lambda name: not {0, ord("/")} & {*name}).map(os.fsdecode)
paths = st.lists(names, min_size=1).map("/".join)
edits = st.builds(
    lambda path, start, length, text: Edit(Path(path), start, start + length, text),
    paths,
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.text(),
)
findings = st.builds(
    Finding,
    st.builds(Place, paths.map(Path), st.integers(1, 10**9), st.integers(1, 10**9)),
    st.sampled_from(["EB602", "EB104"]),
    texts,
    st.sampled_from(Severity),
    st.none() | texts,
    st.none() | st.builds(Fix, texts, st.lists(edits, min_size=1).map(tuple), st.booleans()),
)


@settings(max_examples=50)
@given(st.lists(findings, max_size=4))
def test_whatever_is_found_every_format_can_say_it(found: list[Finding]) -> None:
    """Paths and messages with any character in them: SARIF is valid, and all of it is UTF-8."""
    _sarif(found)
    for form in FORMATS:
        formatted(form, found, [RULE]).encode()
    assert len(json.loads(formatted("json", found))) == len(found)
    for line in formatted("text", found).splitlines():
        assert line.isprintable()
    _annotations(formatted("github", found, [RULE]))


LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "notice": Severity.INFO}
COMMAND = re.compile(r"::(\w+) ([^:]*)::(.*)")


def _annotations(report: str) -> list[tuple[str, dict[str, str], str]]:
    """Return what GitHub makes of a report: level, properties and message of each annotation."""
    found = []
    for line in report.split("\n"):
        match = COMMAND.match(line)
        if match:
            level, named, message = match.groups()
            pairs = (pair.partition("=") for pair in named.split(","))
            found.append((level, {key: unquote(value) for key, _, value in pairs}, message))
            assert not re.search(r"[\r\n]|%(?!25|0D|0A)", message)
        else:
            assert "::" not in line[:2]
    assert [*map([*LEVELS].index, (level for level, _, _ in found))] == sorted(
        map([*LEVELS].index, (level for level, _, _ in found))
    )
    return found


def test_github_gets_an_annotation_for_each() -> None:
    """With the name of the rule, and the help below the message."""
    assert formatted("github", [_finding(help="100% so,\nor: not")], [RULE]) == (
        "::error file=catalog/errors.yaml,line=2,col=7,title=EB602 one-way-relation"
        "::so%0Ahelp: 100%25 so,%0Aor: not\n"
        "1 error\n"
    )
    assert formatted("github", []) == ""


def test_errors_come_first_and_no_level_has_more_than_ten() -> None:
    """GitHub would drop the rest in silence: they are in the log, and counted."""
    several = [
        _finding(severity, f"{severity} {number}", line=number + 1)
        for severity in (Severity.INFO, Severity.WARNING, Severity.ERROR)
        for number in range({"info": 3, "warning": 12, "error": 25}[severity])
    ]
    report = formatted("github", several)
    levels = [level for level, _, _ in _annotations(report)]
    assert levels == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 3
    lines = report.splitlines()
    assert lines[23] == "17 more, beyond the 10 of a level that GitHub shows:"
    assert lines[24] == "- catalog/errors.yaml:11:7: error EB602 error 10"
    assert lines[39:] == [
        "- catalog/errors.yaml:11:7: warning EB602 warning 10",
        "- catalog/errors.yaml:12:7: warning EB602 warning 11",
        "25 errors, 12 warnings, 3 infos",
    ]


def test_a_name_cannot_end_an_annotation_or_start_another() -> None:
    """Neither in a property nor in a message nor in the log below."""
    hostile = "a,line=1::b%\n::error::c"
    report = formatted("github", [_finding(path=hostile, message=hostile)] * 11)
    annotations = _annotations(report)
    assert len(annotations) == 10
    for _, properties, message in annotations:
        assert properties["file"] == hostile
        assert properties["line"] == "2"
        assert unquote(message) == hostile


def test_text_names_the_fix_and_whether_it_is_safe(here: Path) -> None:
    """Below the help; which option does it, the last line of `errbook lint` says."""
    edit = Edit(Path("a"), 0, 1, "")
    assert formatted("text", [_finding(help="do so", fix=Fix("do it", (edit,)))]) == (
        "catalog/errors.yaml:2:7: error EB602 so\n  help: do so\n  fix: do it\n"
    )
    assert formatted("text", [_finding(fix=Fix("do it", (edit,), safe=False))]) == (
        "catalog/errors.yaml:2:7: error EB602 so\n  unsafe fix: do it\n"
    )


def test_json_has_the_edits_of_a_fix() -> None:
    """For editors: offsets in characters."""
    fix = Fix("do it", (Edit(Path("catalog/errors.yaml"), 3, 5, "x"),), safe=False)
    [row] = json.loads(formatted("json", [_finding(fix=fix)]))
    assert row["fix"] == {
        "message": "do it",
        "safe": False,
        "edits": [{"path": "catalog/errors.yaml", "start": 3, "end": 5, "text": "x"}],
    }
