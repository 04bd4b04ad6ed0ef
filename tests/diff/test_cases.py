"""Every kind of change, there and back: catalogs, and what is found of them. All data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from errbook.catalog import Catalog, load
from errbook.diff import KINDS, Change, Level, compare

CASES = Path(__file__).parent / "cases"
LEVELS = {"BC0": Level.WIRE, "BC1": Level.WIRE, "BC2": Level.WIRE, "BC3": Level.CODE}


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            yield pytest.param(case, id=f"{path.stem}: {case['it']}")


@pytest.fixture
def pair(request: pytest.FixtureRequest, filled: Callable[..., Path]) -> tuple[Catalog, Catalog]:
    """The two catalogs of a case. What is new is as it was, where the case does not say it."""
    case = request.param
    manifest = case.get("old_manifest", "")
    old = filled("old", case.get("old", ""), manifest)
    new = filled("new", case.get("new", case.get("old", "")), case.get("new_manifest", manifest))
    return load(old), load(new)


def _shown(change: Change, root: Path) -> str:
    place = change.place
    file = "" if place.path.name == "errors.yaml" else f"{place.path.relative_to(root).as_posix()}:"
    return f"{file}{place.line}:{place.column} {change.kind.name} {change.message}"


@pytest.mark.parametrize(("case", "pair"), [(*one.values, *one.values) for one in _cases()],
                         ids=[one.id for one in _cases()], indirect=["pair"])  # fmt: skip
def test_there_and_back_it_is_this_and_nothing_else(
    case: dict[str, Any], pair: tuple[Catalog, Catalog]
) -> None:
    """Each change is of its kind, at its line and column, in its words."""
    old, new = pair
    assert [_shown(change, new.root) for change in compare(old, new)] == case["there"]
    assert [_shown(change, old.root) for change in compare(new, old)] == case["back"]


@pytest.mark.parametrize("pair", [*_cases()], indirect=True)
def test_each_change_has_its_declared_way_back(pair: tuple[Catalog, Catalog]) -> None:
    """Some change the other way is of a kind that `back` names.

    What comes with a code, or goes with it, is said of the code alone on the other way.
    """
    old, new = pair
    there, back = compare(old, new), compare(new, old)
    for changes, others in ((there, back), (back, there)):
        ways = {change.kind.name for change in others}
        if "code-removed" in ways | {change.kind.name for change in changes}:
            continue
        for change in changes:
            assert ways & {*change.kind.back}, change.message


@pytest.mark.parametrize("pair", [*_cases()], indirect=True)
def test_nothing_has_changed_since_itself(pair: tuple[Catalog, Catalog]) -> None:
    """Whatever is in a catalog."""
    for catalog in pair:
        assert compare(catalog, catalog) == []
        assert compare(load(catalog.root), catalog) == []


def test_every_kind_has_a_case() -> None:
    """But for what cannot be read: no case can be turned round there."""
    found = {
        line.split()[1]
        for one in _cases()
        for way in ("there", "back")
        for line in one.values[0][way]
    }
    assert found == {*KINDS} - {"not-compared"}


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_says_what_it_is(name: str) -> None:
    """Its id tells its level, and each way back leads back."""
    kind = KINDS[name]
    assert LEVELS.get(kind.id[:3], Level.DOCS) is kind.level
    assert kind.title.endswith(".")
    assert kind.why.endswith(".")
    assert [back for back in kind.back if name not in KINDS[back].back] == []
    assert [other.name for other in KINDS.values() if other.id == kind.id] == [name]
