"""`errbook breaking`: exit codes, levels and forms. What is found is the matter of tests/diff."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Cli = Callable[..., tuple[int, str, str]]

CHANGES = {
    "wire": ("status: 410", "status: 404"),
    "code": ("status: 410", "params: {key_id: {type: string}}\nstatus: 410"),
    "docs": ("status: 410", "visibility: internal\nstatus: 410"),
}
ACCEPTED = """\
[[tool.errbook.breaking.accepted]]
change = "status-changed"
code = "keys.gone"
reason = "410 was wrong."
"""


@pytest.fixture
def old(keys: Path) -> Path:
    """The catalog as it was."""
    return Path(shutil.copytree(keys, keys.parent / "old"))


@pytest.fixture
def changed(keys: Path, old: Path) -> Callable[[str, str], None]:
    """Return a function that replaces text in the catalog."""

    def replaced(before: str, after: str) -> None:
        path = keys / "errors.yaml"
        text = path.read_text("utf-8")
        assert text.count(before) == 1
        path.write_text(text.replace(before, after), "utf-8")

    return replaced


Changed = Callable[[str, str], None]


def test_no_change_is_exit_code_0(cli: Cli, old: Path) -> None:
    """Nothing on stdout, and a line on stderr."""
    assert cli("breaking", "--against", "old") == (0, "", "no changes since old\n")


def test_what_breaks_somebody_is_exit_code_1(cli: Cli, changed: Changed) -> None:
    """With its place, its source line, and a caret below the column."""
    changed(*CHANGES["wire"])
    code, out, err = cli("breaking", "--against", "old")
    assert code == 1
    assert out.splitlines()[:3] == [
        "catalog/errors.yaml:2:9: error BC111 the status of `keys.gone` was 410, and is 404",
        "  2 | status: 404",
        "    |         ^",
    ]
    assert err == "1 error since old\n"


@pytest.mark.parametrize("level", CHANGES)
def test_a_level_tells_whom_it_must_not_break(cli: Cli, changed: Changed, level: str) -> None:
    """Each has those before it in it, and shows no more than what concerns them."""
    changed(*CHANGES[level])
    order = [*CHANGES]
    for asked in order:
        code, out, _ = cli("breaking", "--against", "old", "--level", asked, "--format", "json")
        shown = {change["level"] for change in json.loads(out)}
        assert code == (order.index(asked) >= order.index(level))
        assert shown <= set(order[: order.index(asked) + 1])


def test_what_may_break_somebody_fails_only_if_strict(cli: Cli, changed: Changed) -> None:
    """The report is the same either way."""
    changed("title: Key Gone", "title: Gone")
    code, out, err = cli("breaking", "--against", "old")
    assert (code, "warning BC112" in out) == (0, True)
    assert cli("breaking", "--against", "old", "--strict") == (1, out, err)


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "markdown"])
def test_every_form_is_printed(cli: Cli, changed: Changed, form: str) -> None:
    """The exit code does not depend on it."""
    changed(*CHANGES["wire"])
    code, out, err = cli("breaking", "--against", "old", "--format", form)
    assert (code, err) == (1, "1 error since old\n")
    assert "status of `keys.gone` was 410" in out


def test_a_changelog_tells_of_internal_errors_if_asked(cli: Cli, changed: Changed) -> None:
    """They are nothing for the public; in CI they count like all others."""
    old = Path("old/errors.yaml")
    old.write_text(old.read_text("utf-8").replace(*CHANGES["docs"]), "utf-8")
    changed("status: 410", "visibility: internal\nstatus: 404")
    asked = ("breaking", "--against", "old", "--format", "markdown")
    assert cli(*asked)[:2] == (1, "The errors have not changed.\n")
    assert "`keys.gone`" in cli(*asked, "--visibility", "internal")[1]
    assert "`keys.gone`" in cli("breaking", "--against", "old")[1]


def test_what_is_accepted_fails_nothing(cli: Cli, changed: Changed) -> None:
    """The report says so, and why; what is not there any more is told."""
    Path("pyproject.toml").write_text(ACCEPTED, "utf-8")
    gone = "accepted, and not there: status-changed of keys.gone; take it out of pyproject.toml\n"
    assert cli("breaking", "--against", "old") == (0, "", f"{gone}no changes since old\n")
    changed(*CHANGES["wire"])
    code, out, err = cli("breaking", "--against", "old", "--strict")
    assert (code, err) == (0, "1 info since old\n")
    assert "info BC111" in out
    assert "(accepted: 410 was wrong.)" in out


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("change = 'status-chnged'\nreason = 'x'", "there is no kind of change status-chnged"),
        ("change = 'status-changed'", "accepted must be a list of tables, as in [{change ="),
        ("change = 'status-changed'\nreason = ' '", "accepted must be a list of tables"),
        ("change = 'status-changed'\nreason = 'x'\ncodes = 'y'", "accepted must be a list of"),
    ],
)
def test_what_cannot_be_accepted_is_exit_code_2(cli: Cli, old: Path, table: str, said: str) -> None:
    """A reason is asked for, and no entry goes unread."""
    Path("pyproject.toml").write_text(f"[[tool.errbook.breaking.accepted]]\n{table}\n", "utf-8")
    code, out, err = cli("breaking", "--against", "old")
    assert (code, out) == (2, "")
    assert said in err


def test_what_is_wrong_with_the_catalog_comes_first(cli: Cli, changed: Changed) -> None:
    """A catalog that cannot be used cannot be compared."""
    changed(*("title: Key Gone", "titel: Key Gone"))
    code, out, _ = cli("breaking", "--against", "old")
    assert code == 1
    assert "error EB104" in out


@pytest.mark.parametrize("against", ["", "nowhere", "-x", "日本", "../..", "a" * 300, "\x1b[31m"])
def test_what_cannot_be_compared_with_is_exit_code_2(cli: Cli, keys: Path, against: str) -> None:
    """One line on stderr, and no traceback."""
    code, out, err = cli("breaking", f"--against={against}")
    assert (code, out) == (2, "")
    assert err.startswith("errbook: ")
    assert err.count("\n") == 1


def test_it_has_to_be_told_what_to_compare_with(cli: Cli, keys: Path) -> None:
    """There is no default that would be right for all."""
    code, _, err = cli("breaking")
    assert code == 2
    assert "Missing option '--against'" in err
