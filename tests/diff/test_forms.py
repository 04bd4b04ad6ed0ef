"""The forms of a report of changes: what programs read, and Markdown that shows what it quotes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from errbook.catalog import load
from errbook.diff import KINDS, Change, accepting, compare, report
from errbook.diff.change import both, change, quoted
from errbook.exceptions import UsageError
from errbook.findings import Place, Severity
from errbook.pages.markup import one_line, without_controls
from errbook.settings import AcceptedChange

Filled = Callable[..., Path]

SIGNS = "ab `\\*_[]()<>!#|&;:@/-+~{}$\"'\n\r\t\x00\u2028é日"


@pytest.fixture
def changes(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> list[Change]:
    """A status, a fallback, a new public error, and the status of an internal one."""
    hidden = "---\ncode: keys.hidden\nvisibility: internal\nstatus: "
    old = filled("old", f"status: 404\n{hidden}500\n")
    fallbacks = "fallbacks: {'404': keys.lost, '500': keys.hidden}\n"
    new = filled("new", f"status: 410\n{hidden}503\n---\ncode: keys.lost\n", fallbacks)
    monkeypatch.chdir(new)
    return compare(load(old), load(new))


def test_json_tells_all_of_a_change(changes: list[Change]) -> None:
    """One array, in the order of the places."""
    rows = json.loads(report("json", changes))
    assert [(row["change"], row["code"]) for row in rows] == [
        ("fallback-added", None),
        ("fallback-added", None),
        ("status-changed", "keys.gone"),
        ("status-changed", "keys.hidden"),
        ("code-added", "keys.lost"),
    ]
    assert rows[2] == {
        "id": "BC111",
        "change": "status-changed",
        "level": "wire",
        "severity": "error",
        "code": "keys.gone",
        "path": "errors.yaml",
        "line": 1,
        "column": 9,
        "message": "the status of `keys.gone` was 404, and is 410",
        "help": None,
        "accepted": None,
    }
    assert report("json", []) == "[]\n"


def test_text_and_github_are_those_of_findings(changes: list[Change]) -> None:
    """With the source line, and as annotations."""
    shown = "errors.yaml:1:9: error BC111 the status of `keys.gone` was 404, and is 410\n"
    assert f"{shown}  1 | status: 410\n    |         ^\n" in report("text", changes)
    assert report("github", changes).splitlines()[0] == (
        "::error file=errors.yaml,line=1,col=9,title=BC111 status-changed"
        "::the status of `keys.gone` was 404, and is 410"
    )
    assert report("text", []) == report("github", []) == ""


def test_sarif_describes_every_kind(changes: list[Change]) -> None:
    """Each result leads to its kind, whose help says whom it breaks."""
    (run,) = json.loads(report("sarif", changes))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [kind.id for kind in KINDS.values()]
    assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == [
        change.kind.id for change in changes
    ]
    assert rules[0]["help"]["markdown"].endswith(KINDS["not-compared"].why)


def test_markdown_is_for_the_public(changes: list[Change]) -> None:
    """What only internal errors are about is left out, unless it is asked for."""
    public = report("markdown", changes)
    assert public == (
        "### Breaking\n\n- The status of `keys.gone` was 404, and is 410.\n\n"
        "### To be checked\n\n- `404` was answered by about:blank, and is answered by"
        " `keys.lost`.\n\n"
        "### Added\n\n- `keys.lost` is new: 404 `Gone`.\n"
    )
    assert report("markdown", changes, internal=True).count("keys.hidden") == 2
    assert report("markdown", []) == "The errors have not changed.\n"


def test_markdown_has_a_section_for_each_kind() -> None:
    """What ends is together, whatever it breaks; what is equal is said once."""
    place = Place(Path("errors.yaml"))
    made = [change(name, place, "keys.gone", f"it is {name}") for name in KINDS]
    text = report("markdown", [*made, *made])
    sections = [line for line in text.splitlines() if line.startswith("#")]
    assert sections == [
        "### Breaking", "### To be checked", "### Added", "### Deprecated and retired",
        "### Changed", "### Documentation",
    ]  # fmt: skip
    assert sorted(line for line in text.splitlines() if line.startswith("-")) == sorted(
        f"- It is {name}." for name in KINDS
    )


@given(*[st.text(st.sampled_from(SIGNS), max_size=40)] * 2)
def test_markdown_shows_what_it_quotes_and_nothing_else(one: str, two: str) -> None:
    """Whatever is in a catalog is text in code: no link, no image, no tag, no heading, no list."""
    before, after = both(one, two)
    message = f"the title of {quoted(one)} was {before}, and is {after}"
    made = [change("title-changed", Place(Path("a.yaml")), "a", message, "x")]
    text = report("markdown", made)
    tokens = MarkdownIt("js-default", {"html": True, "linkify": False}).parse(text)
    blocks = [token.type for token in tokens if token.nesting >= 0]
    assert blocks == [
        "heading_open", "inline", "bullet_list_open", "list_item_open", "paragraph_open", "inline",
    ]  # fmt: skip
    inline = tokens[-4].children or []
    assert [token.type for token in inline if token.type != "text"] == ["code_inline"] * 3
    codes = [token.content for token in inline if token.type == "code_inline"]
    shown = [one_line(without_controls(one_line(t))) or " " for t in (one, one, two)]
    assert [one_line(code) or " " for code in codes] == shown


def test_a_reason_is_shown_as_text() -> None:
    """It comes from the settings, and is no markup either."""
    change_ = change("status-changed", Place(Path("a.yaml")), "a", "it is `so`")
    (made,), _ = accepting([change_], [_accepted("status-changed", "a", "<b>1</b>\n*so*")])
    assert report("markdown", [made]) == (
        "### Breaking\n\n- It is `so`. &lt;b>1&lt;/b> \\*so\\*.\n"
    )


def _accepted(change: str, code: str | None = None, reason: str = "It was so.") -> AcceptedChange:
    return AcceptedChange(change=change, code=code, reason=reason)


def test_what_is_accepted_fails_nothing_and_is_told(changes: list[Change]) -> None:
    """Named by its kind or its id, of one code or of all; the code goes before all."""
    made, idle = accepting(changes, [_accepted("BC111", "keys.gone"), _accepted("code-added")])
    assert idle == []
    assert [one.accepted for one in made] == [
        None,
        None,
        "It was so.",
        None,
        "It was so.",
    ]
    finding = made[2].finding
    assert finding.severity is Severity.INFO
    assert finding.message.endswith("and is 410 (accepted: It was so.)")
    assert "- The status of `keys.gone` was 404, and is 410. It was so.\n" in report(
        "markdown", made
    )
    assert json.loads(report("json", made))[2]["accepted"] == "It was so."
    entries = [_accepted("BC111", reason="All."), _accepted("BC111", "keys.gone", "One.")]
    made, _ = accepting(changes, entries)
    assert [one.accepted for one in made[2:4]] == ["One.", "All."]


def test_what_is_accepted_and_has_not_changed_is_told(changes: list[Change]) -> None:
    """Of a code; what is accepted of all codes is a policy, and waits."""
    entries = [_accepted("status-changed", "keys.lost"), _accepted("header-removed")]
    assert accepting(changes, entries) == (changes, ["status-changed of keys.lost"])


def test_what_is_no_kind_cannot_be_accepted(changes: list[Change]) -> None:
    """It says what is near."""
    with pytest.raises(UsageError, match="no kind of change statuschanged, did you mean"):
        accepting(changes, [_accepted("statuschanged")])
