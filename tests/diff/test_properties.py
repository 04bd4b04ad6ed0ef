"""What holds of every pair of catalogs, whatever is in them."""

from __future__ import annotations

from pathlib import Path

import click
from hypothesis import HealthCheck, given, settings
from tests.diff.generated import Made, catalogs, pairs, usable, written

from errbook.cli.breaking import command
from errbook.diff import Change, compare, report
from errbook.diff.report import FORMATS

often = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@often
@given(catalogs)
def test_nothing_has_changed_since_itself(tmp_path: Path, made: Made) -> None:
    """Though it was read anew."""
    made = usable(tmp_path, made)
    old, new = written(tmp_path, made), written(tmp_path, made)
    assert old is not None
    assert new is not None
    assert [change.message for change in compare(old, new)] == []


@often
@given(pairs())
def test_two_catalogs_can_be_compared(tmp_path: Path, pair: tuple[Made, Made]) -> None:
    """It never fails, gives the same once more, and every form can be printed.

    All of the new one can be used; of the old one as much as can be read is compared.
    """
    old = written(tmp_path / "old", pair[0])
    new = written(tmp_path / "new", usable(tmp_path / "new", pair[1]))
    assert new is not None
    if old is not None:
        found = compare(old, new)
        assert compare(old, new) == found
        for form in FORMATS:
            assert report(form, found, internal=True) or not found


@often
@given(pairs())
def test_the_order_of_definitions_does_not_matter(tmp_path: Path, pair: tuple[Made, Made]) -> None:
    """Only places differ."""
    manifest, definitions = usable(tmp_path / "old", pair[0])
    new = written(tmp_path / "new", usable(tmp_path / "new", pair[1]))
    assert new is not None
    shown = []
    for order in (definitions, dict(reversed(definitions.items()))):
        old = written(tmp_path / "old", (manifest, order))
        assert old is not None
        shown.append({_shown(change) for change in compare(old, new)})
    assert shown[0] == shown[1]


@often
@given(pairs())
def test_every_change_has_its_declared_way_back(tmp_path: Path, pair: tuple[Made, Made]) -> None:
    """Where nothing is lost with a code or an alias."""
    old, new = (
        written(tmp_path / name, usable(tmp_path / name, made))
        for name, made in zip(("old", "new"), pair, strict=True)
    )
    assert old is not None
    assert new is not None
    there, back = compare(old, new), compare(new, old)
    lost = {"code-removed", "retired-page-removed", "alias-removed", "alias-moved", "code-merged",
            "code-reused"}  # fmt: skip
    ways = {change.kind.name for change in back}
    if not lost & (ways | {change.kind.name for change in there}):
        for change in there:
            assert ways & {*change.kind.back}, change.message


def _shown(change: Change) -> tuple[str, str, str]:
    return change.kind.name, change.code, change.message


def test_forms_are_those_of_the_command() -> None:
    """There is no other list of them."""
    (option,) = [param for param in command.params if param.name == "form"]
    assert isinstance(option.type, click.Choice)
    assert tuple(option.type.choices) == FORMATS
