"""What a definition lacks to be complete, as data."""

from pathlib import Path

import pytest

from errbook.catalog import Entry, load
from errbook.catalog.completeness import coverage, missing

HEAD = "code: gone\nstatus: 410\ntitle: Gone\nsummary: The key was deleted.\n"
PARTS = {
    "detail": "detail: The key is gone.\n",
    "what_happened": "what_happened: We deleted it.\n",
    "two scenarios": "scenarios: [You asked for it., It was too old.]\n",
    "a fix with steps": "fixes:\n  - steps: [Make another.]\n",
    "retryable": "retryable: false\n",
    "fixable_by": "fixable_by: caller\n",
    "trigger": "trigger: {request: {method: GET, path: /keys/1}}\n",
}


def _entry(tmp_path: Path, text: str) -> Entry:
    (tmp_path / "catalog.yaml").write_text("errbook: 1\nname: Keys\n", "utf-8")
    (tmp_path / "errors.yaml").write_text(text, "utf-8")
    return load(tmp_path).entries["gone"]


def test_a_definition_with_everything_lacks_nothing(tmp_path: Path) -> None:
    """Mistakes, notes and links are for the pages that need them."""
    assert missing(_entry(tmp_path, HEAD + "".join(PARTS.values()))) == []


@pytest.mark.parametrize("name", [name for name in PARTS if name != "fixable_by"])
def test_what_is_left_out_is_named(tmp_path: Path, name: str) -> None:
    """One part at a time."""
    text = "".join(part for other, part in PARTS.items() if other != name)
    assert missing(_entry(tmp_path, HEAD + text)) == [name]


@pytest.mark.parametrize(
    ("given", "instead", "lacks"),
    [
        ("two scenarios", "scenarios: [You asked for it.]\n", "two scenarios"),
        ("a fix with steps", "fixes:\n  - intro: Make another.\n", "a fix with steps"),
        ("trigger", "related:\n  - code: gone\n", "a reason for each related error"),
    ],
)
def test_half_of_it_is_not_enough(tmp_path: Path, given: str, instead: str, lacks: str) -> None:
    """One scenario, a fix without steps, a related error without a reason."""
    parts = {**PARTS, given: instead}
    assert lacks in missing(_entry(tmp_path, HEAD + "".join(parts.values())))


@pytest.mark.parametrize("who", ["customer", "operator", "service"])
def test_a_trigger_is_wanted_of_what_the_caller_causes(tmp_path: Path, who: str) -> None:
    """What others have to mend, no request can cause at will."""
    parts = {**PARTS, "fixable_by": f"fixable_by: {who}\n", "trigger": ""}
    assert missing(_entry(tmp_path, HEAD + "".join(parts.values()))) == []


def test_a_retired_error_says_what_became_of_it(tmp_path: Path) -> None:
    """And need say nothing else."""
    assert missing(_entry(tmp_path, f"{HEAD}retired: {{reason: Keys stay.}}\n")) == []
    assert missing(_entry(tmp_path, f"{HEAD}retired: {{since: '2'}}\n")) != []


def test_coverage_tells_stubs_from_what_is_incomplete(tmp_path: Path) -> None:
    """A stub has none of the parts that tell a reader something."""
    stub = _entry(tmp_path, HEAD + PARTS["detail"])
    assert coverage([stub]).stubs == (stub,)
    started = _entry(tmp_path, HEAD + PARTS["what_happened"])
    ((entry, lacks),) = coverage([started]).incomplete
    assert entry is started
    assert lacks[0] == "detail"
