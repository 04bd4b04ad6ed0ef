"""The cases of every rule with a check: catalogs, and what the rule finds in them. All data."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from errbook.lint.engine import lint, rule, rules

CASES = Path(__file__).parent / "cases"


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['it']}")


@pytest.mark.parametrize(("name", "case"), [*_cases()])
def test_a_rule_finds_this_and_nothing_else(
    name: str, case: dict[str, Any], filled: Callable[..., Path]
) -> None:
    """Each finding is at its line and column, with its words; `also` names what reading finds."""
    given = {key: case[key] for key in ("definitions", "manifest") if key in case}
    findings = lint(filled(**given)).findings
    asked = rule(name)
    found = [
        f"{'' if place.path.name == 'errors.yaml' else f'{place.path.name}:'}"
        f"{place.line}:{place.column} {finding.message}"
        for finding in findings
        if finding.rule == asked.id and (place := finding.place)
    ]
    assert found == case["finds"]
    assert {finding.rule for finding in findings if rule(finding.rule).check is None} == set(
        case.get("also", [])
    )


@pytest.mark.parametrize("name", [rule.name for rule in rules() if rule.check])
def test_every_rule_with_a_check_has_cases(name: str) -> None:
    """A rule is shown to find something, and to leave something alone."""
    path = CASES / f"{name.replace('-', '_')}.yaml"
    cases = yaml.safe_load(path.read_text("utf-8"))
    assert any(case["finds"] for case in cases)
    assert any(not case["finds"] for case in cases)
