"""`errbook rule`: a rule explained, or all of them listed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from errbook.lint.engine import rules

Cli = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("name", ["EB602", "eb602", "one-way-relation", "One_Way_Relation"])
def test_a_rule_is_explained_by_id_or_by_name(cli: Cli, name: str) -> None:
    """Its page: the docstring below its id, its name, how much it matters and what it mends."""
    code, out, err = cli("rule", name)
    assert (code, err) == (0, "")
    assert out.startswith(
        "# EB602 one-way-relation\n\nTwo definitions are related one way only.\n\n"
        "Severity: info. `errbook lint --unsafe-fixes` mends what it can.\n\n## What it does\n"
    )
    assert "\n## Instead\n```yaml\n" in out


def test_the_head_of_a_page_says_what_is_special(cli: Cli) -> None:
    """A rule that reading needs, one that has more to find elsewhere, one that mends nothing."""
    refused = "It is *refused*: such a catalog can neither be built nor loaded."
    assert refused in cli("rule", "EB104")[1]
    assert refused not in cli("rule", "EB602")[1]
    assert "With `--online` it finds more." in cli("rule", "EB605")[1]
    assert "\nSeverity: warning.\n" in cli("rule", "EB402")[1]
    assert "`errbook lint --fix` mends" in cli("rule", "EB306")[1]


def test_an_unknown_rule_is_exit_code_2(cli: Cli) -> None:
    """With the one that is near, if one is."""
    assert cli("rule", "one-way-relations") == (
        2,
        "",
        "errbook: there is no rule `one-way-relations`, did you mean `one-way-relation`?\n",
    )
    assert cli("rule", "") == (2, "", "errbook: there is no rule ``\n")
    assert cli("rule", "EB999") == (2, "", "errbook: there is no rule `EB999`\n")


def test_without_a_name_all_are_listed(cli: Cli) -> None:
    """A rule a line, by id."""
    code, out, _ = cli("rule")
    lines = out.splitlines()
    assert code == 0
    assert [line.split()[0] for line in lines] == [rule.id for rule in rules()]
    [line] = [line for line in lines if line.startswith("EB602")]
    assert line.split(maxsplit=3) == [
        "EB602",
        "one-way-relation",
        "info",
        "Two definitions are related one way only.",
    ]
    assert (
        len({line.index(f"  {rule.title}") for line, rule in zip(lines, rules(), strict=True)}) == 1
    )


def test_json_is_for_programs(cli: Cli) -> None:
    """One rule is an object, all of them are an array of such."""
    one = json.loads(cli("rule", "EB104", "--json")[1])
    page = one.pop("page")
    assert one == {
        "id": "EB104",
        "name": "unknown-field",
        "severity": "error",
        "refused": True,
        "fix": "unsafe",
        "title": "A field is not one that errbook knows.",
    }
    assert page.startswith(one["title"])
    every = json.loads(cli("rule", "--json")[1])
    assert [row["id"] for row in every] == [rule.id for rule in rules()]
    assert {row["fix"] for row in every} == {"safe", "unsafe", None}


@pytest.mark.parametrize("name", ["BC111", "bc111", "status-changed", "Status_Changed"])
def test_a_kind_of_change_is_explained_as_well(cli: Cli, name: str) -> None:
    """The ids in the report of `errbook breaking` are looked up in the same place."""
    code, out, _ = cli("rule", name)
    assert code == 0
    assert out.startswith("# BC111 status-changed\n\n")
    assert "\n\nSeverity: error. Level: wire.\n\n" in out
    row = json.loads(cli("rule", name, "--json")[1])
    assert (row["id"], row["severity"], row["level"]) == ("BC111", "error", "wire")
    assert row["page"] == out
