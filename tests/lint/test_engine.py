"""The engine: reading and rules together, in order, and rules by id or name."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from errbook.exceptions import UsageError
from errbook.findings import Severity
from errbook.lint.engine import lint, rule, rules

STUB = "code: err:unkey:data:{name}\nstatus: 404\ntitle: Not Found\nsummary: It does not exist.\n"


def test_a_rule_is_found_by_id_and_by_name() -> None:
    """Case does not matter, and a name may be written as its file is."""
    found = rule("EB601")
    assert found.name == "unknown-related-code"
    assert rule("eb601") is rule("Unknown-Related-Code") is rule("unknown_related_code") is found


def test_an_unknown_rule_is_refused_with_the_near_one() -> None:
    """Whoever misspells a name learns the right one."""
    with pytest.raises(
        UsageError, match="no rule `one-way-relations`, did you mean `one-way-relation`"
    ):
        rule("one-way-relations")


def test_rules_are_sorted_by_id() -> None:
    """The table of rules is in the order of their ids."""
    assert [rule.id for rule in rules()] == sorted(rule.id for rule in rules())


def test_reading_and_rules_report_together(filled: Callable[..., Path]) -> None:
    """One run gives what reading found and what the rules found, in the order of the lines."""
    stub = STUB.format(name="key_not_found")
    findings = lint(filled(f"{stub}---\n{stub}titel: Not Found\n")).findings
    assert [(finding.rule, finding.place.line) for finding in findings] == [
        ("EB403", 1),
        ("EB101", 6),
        ("EB104", 10),
    ]


def test_findings_have_the_severity_of_their_rule(filled: Callable[..., Path]) -> None:
    """Errors, warnings and infos come from the rules' own files."""
    findings = lint(filled("detail: '{'\n---\ncode: err:unkey:data:b\nfixes: []\n")).findings
    assert {finding.severity for finding in findings} >= {Severity.ERROR, Severity.WARNING}
    assert all(finding.severity is rule(finding.rule).severity for finding in findings)


def test_two_runs_say_the_same(filled: Callable[..., Path]) -> None:
    """Neither the order of files on disk nor the seed of hashes changes a byte of the report."""
    root = filled("---\n".join(STUB.format(name=name) for name in "cab"))
    for name in ("z", "k"):
        (root / f"{name}.yaml").write_text(STUB.format(name=name) + "related: [{code: x}]\n")
    program = (
        "import sys; from errbook.lint.engine import described, lint;"
        "from errbook.findings.formats import FORMATS, formatted;"
        "found = lint(sys.argv[1]).findings;"
        "print(*(formatted(form, found, described()) for form in FORMATS))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program, root],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1
    assert runs.pop().count(b": error EB403 ") == 5


def test_a_broken_manifest_is_reported_alone(filled: Callable[..., Path]) -> None:
    """Without a manifest there is no catalog for the rules to look at."""
    reading = lint(filled(STUB.format(name="a"), manifest="errbook: 2\nname: Unkey API\n"))
    assert reading.catalog is None
    assert [finding.rule for finding in reading.findings] == ["EB113"]
    assert not reading.unreadable


def test_no_catalog_is_an_error_of_usage(tmp_path: Path) -> None:
    """A folder without a manifest is no catalog, and the message says how to start one."""
    with pytest.raises(UsageError, match="errbook init"):
        lint(tmp_path)


def test_lint_needs_no_templates_and_no_site() -> None:
    """Neither Jinja nor MkDocs nor click is loaded to check a catalog."""
    program = "import errbook.lint.engine as e, sys; e.rules(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = set(done.stdout.decode().split())
    assert not loaded & {"jinja2", "mkdocs", "click", "rich"}
