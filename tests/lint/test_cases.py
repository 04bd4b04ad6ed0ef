"""The cases of every rule with a check: catalogs, and what the rule finds in them. All data."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from errbook.catalog import Reading
from errbook.edit.fix import fixed
from errbook.lint.engine import lint, rule, rules
from errbook.settings import LintSettings, Settings

CASES = Path(__file__).parent / "cases"


def _cases(key: str = "it") -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            if key not in case:
                continue
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['it']}")


@pytest.mark.parametrize(("name", "case"), [*_cases()])
def test_a_rule_finds_this_and_nothing_else(
    name: str, case: dict[str, Any], filled: Callable[..., Path]
) -> None:
    """Each finding is at its line and column, with its words; `also` names what reading finds."""
    root, settings = _written(case, filled)
    findings = lint(root, settings).findings
    asked = rule(name)
    found = [
        f"{'' if place.path.name == 'errors.yaml' else f'{_shown(place.path, root)}:'}"
        f"{place.line}:{place.column} {finding.message}"
        for finding in findings
        if finding.rule == asked.id and (place := finding.place)
    ]
    assert found == case["finds"]
    assert {finding.rule for finding in findings if rule(finding.rule).is_refusal} == set(
        case.get("also", [])
    )
    kinds = {one.fix.safe for one in findings if one.rule == asked.id and one.fix}
    assert kinds <= _KINDS[asked.fix], f"FIX of {name} is {asked.fix}"


_KINDS = {"safe": {True, False}, "unsafe": {False}, None: set[bool]()}
"""What the fixes of a rule may be, by its FIX."""


@pytest.mark.parametrize(("name", "case"), [*_cases("fixed")])
def test_a_fix_gives_this_and_nothing_is_left_to_fix(
    name: str, case: dict[str, Any], filled: Callable[..., Path]
) -> None:
    """What `fixed` shows is what --unsafe-fixes makes of it, but for what was filled in."""
    root, settings = _written(case, filled)
    before = (root / "errors.yaml").read_text("utf-8")

    def of_this_rule(unsaved: Mapping[Path, bytes]) -> Reading:
        reading = lint(root, settings, unsaved=unsaved)
        own = [one for one in reading.findings if one.rule == rule(name).id]
        return replace(reading, findings=own)

    done = fixed(of_this_rule, unsafe=True)
    done.write()
    after = (root / "errors.yaml").read_text("utf-8")
    assert after == case["fixed"] + before.removeprefix(case["definitions"])
    assert not [finding for finding in done.reading.findings if finding.fix]


def _shown(path: Path, root: Path) -> str:
    base = root if path.is_relative_to(root) else root.parent
    return path.relative_to(base).as_posix()


def _written(case: dict[str, Any], filled: Callable[..., Path]) -> tuple[Path, Settings]:
    """Write the catalog of a case, and the code beside it: `source` and `tests` by file name."""
    given = {key: case[key] for key in ("definitions", "manifest") if key in case}
    root = filled(**given)
    for folder in ("source", "tests"):
        for name, text in case.get(folder, {}).items():
            path = root.parent / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    source, tests = ((root.parent / name,) if name in case else () for name in ("source", "tests"))
    chosen = LintSettings.model_validate(case.get("settings", {}))
    return root, Settings(root, source=source, tests=tests, lint=chosen, root=root.parent)


@pytest.mark.parametrize("name", [rule.name for rule in rules() if not rule.is_refusal])
def test_every_rule_with_a_check_has_cases(name: str) -> None:
    """A rule is shown to find something, and to leave something alone."""
    path = CASES / f"{name.replace('-', '_')}.yaml"
    cases = yaml.safe_load(path.read_text("utf-8"))
    assert any(case["finds"] for case in cases)
    assert any(not case["finds"] for case in cases)
    assert any("fixed" in case for case in cases) == (rule(name).fix is not None)
