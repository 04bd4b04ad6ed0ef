"""Comments that say of a finding that it is meant: what each covers, and where one may stand.

`EB603` is found in the entry of `related` that has no reason, `EB602` in those that are not
returned, `EB108` at the name, `EB306` at a title with two spaces.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from errbook.lint.engine import lint
from errbook.settings import LintSettings, Settings

RULES = ["EB108", "EB306", "EB603", "EB407", "EB905"]
REST = """\
status: 404
title: Not Found
summary: The key does not exist.
"""


def _found(root: Path, rules: list[str] | None = None, *, online: bool = False) -> list[str]:
    """Return the line and the id of every finding."""
    settings = Settings(root, lint=LintSettings(select=rules or RULES), root=root.parent)
    findings = lint(root, settings, online=online).findings
    return [f"{one.place.line} {one.rule}" for one in findings]


Written = Callable[..., Path]


@pytest.fixture
def written(filled: Written) -> Written:
    """Return a function that writes definitions without filling anything in."""

    def write(text: str) -> Path:
        root = filled(REST)
        (root / "errors.yaml").write_bytes(textwrap.dedent(text).encode())
        return root

    return write


def test_without_a_comment_all_is_found(written: Written) -> None:
    """What the cases below are about."""
    root = written(
        """\
        code: err:unkey:data:failed
        status: 404
        title: Not  Found
        summary: The key does not exist.
        related:
          - code: err:unkey:data:failed
          - code: err:unkey:data:failed
        """
    )
    assert _found(root) == ["1 EB108", "3 EB306", "6 EB603", "7 EB603"]


BEHIND = {
    "behind the value": ("title: Not  Found # errbook: ignore[EB306]\n", []),
    "with a reason": ("title: Not  Found # errbook: ignore[EB306] it is a name\n", []),
    "without spaces": ("title: 'Not  Found' #errbook:ignore[EB306]\n", []),
    "with more of them": ("title: Not  Found   #  errbook:  ignore[ EB306 ]\n", []),
    "by name": ("title: Not  Found # errbook: ignore[stray-space]\n", []),
    "by name, as a file is called": ("title: Not  Found # errbook: ignore[Stray_Space]\n", []),
    "among others": ("title: Not  Found # errbook: ignore[EB306, EB777]\n", ["1 EB905"]),
    "another rule": ("title: Not  Found # errbook: ignore[EB108]\n", ["1 EB306", "1 EB905"]),
    "no rule": ("title: Not  Found # errbook: ignore\n", ["1 EB306", "1 EB905"]),
    "behind quotes": ('title: "Not  Found" # errbook: ignore[EB306]\n', []),
    "in quotes": ('title: "Not  Found # errbook: ignore[EB306]"\n', ["1 EB306"]),
    "behind another comment": ("title: Not  Found  # so called # errbook: ignore[EB306]\n", []),
    "before another comment": ("title: Not  Found # errbook: ignore[EB306] # so called\n", []),
    "at the end of several lines": ("title: Not\n\n  Found # errbook: ignore[EB306]\n", []),
    "in several lines of quotes": (
        "title: 'Not \n\n  Found'  # errbook: ignore[EB306]\n", []),
    "behind the sign of a block": ("title: | # errbook: ignore[EB306]\n  Not  Found\n", []),
    "in a block": ("title: |\n  Not  Found # errbook: ignore[EB306]\n", ["1 EB306"]),
    "behind braces": ("{code: err:unkey:data:a, status: 404, title: Not  Found, summary: It is so."
                      "} # errbook: ignore[EB306]\n", []),
    "on the line of the marker": (
        "--- # errbook: ignore[EB306]\ntitle: Not  Found\n", []),
    "on a line of its own": ("# errbook: ignore[EB306]\ntitle: Not  Found\n", []),
    "above other comments": (
        "status: 404\n# errbook: ignore[EB306]\n# so called\n\ntitle: Not  Found\n", []),
    "below other comments, indented": (
        "status: 404\n# so called\n    # errbook: ignore[EB306]\ntitle: Not  Found\n", []),
    "above another field": (
        "status: 404\n# errbook: ignore[EB306]\nsummary: It is so.\ntitle: Not  Found\n",
        ["2 EB905", "4 EB306"]),
    "at the end": ("title: Not  Found\n# errbook: ignore[EB306]\n", ["1 EB306", "2 EB905"]),
    "behind a tab": ("title: Not  Found\t# errbook: ignore[EB306]\n", []),
    "in other words": ("title: Not  Found # errbook: ignored[EB306]\n", ["1 EB306"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "left"), BEHIND.values(), ids=BEHIND)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["", "bom"])
def test_a_comment_may_stand(
    written: Written, text: str, left: list[str], newline: str, bom: str
) -> None:
    """Wherever YAML has one; what looks like one inside of text is none."""
    lines = "" if text.startswith("{") else _missing(text)
    root = written((bom + text + lines).replace("\n", newline))
    assert _found(root) == left


def _missing(text: str) -> str:
    fields = f"code: err:unkey:data:key_not_found\n{REST}".splitlines(keepends=True)
    return "".join(line for line in fields if line.partition(":")[0] + ":" not in text)


def test_a_comment_behind_a_key_covers_all_that_is_in_it(written: Written) -> None:
    """A list, a mapping: to its last line and no further."""
    root = written(
        f"""\
        code: err:unkey:data:key_not_found
        {textwrap.indent(REST, " " * 8).strip()}
        related: # errbook: ignore[EB603]
          - code: err:unkey:data:key_not_found
          - code: err:unkey:data:key_not_found
        fixes:
          - title: Two  spaces
            intro: Look.
        """
    )
    assert _found(root) == ["9 EB306"]


@pytest.mark.parametrize(
    ("related", "left"),
    [
        ("- code: {0}\n  - code: {0} # {1}", ["6 EB603"]),
        ("- code: {0}\n  # {1}\n  - code: {0}", ["6 EB603"]),
        ("# {1}\n  - code: {0}\n  - code: {0}", ["8 EB603"]),
        ("# {1}\n  - status: 1\n    code: {0}", ["7 EB104"]),
        ("# {1}\n  - # so\n    code: {0}\n  - code: {0}", ["9 EB603"]),
        ("- # {1}\n    code: {0}\n  - code: {0}", ["6 EB905", "7 EB603", "8 EB603"]),
    ],
)
def test_a_comment_covers_one_item_of_a_list(
    written: Written, related: str, left: list[str]
) -> None:
    """Above an item it covers all of it, not its first field alone."""
    text = related.format("err:unkey:data:key_not_found", "errbook: ignore[EB603]")
    root = written(f"code: err:unkey:data:key_not_found\n{REST}related:\n  {text}\n")
    assert _found(root) == left


def test_a_comment_may_stand_inside_of_brackets(written: Written) -> None:
    """Behind an item, above one, and behind the last bracket, for all of it."""
    start = f"code: err:unkey:data:key_not_found\n{REST}related: [\n"
    item, comment = "{code: err:unkey:data:key_not_found}", "# errbook: ignore[EB603]"
    assert _found(written(f"{start}  {item}, {comment}\n  {item},\n]\n")) == ["7 EB603"]
    assert _found(written(f"{start}  {item},\n  {comment}\n  {item},\n]\n")) == ["6 EB603"]
    assert _found(written(f"{start}  {item},\n  {item},\n] {comment}\n")) == []
    left = ["6 EB603", "6 EB603"]
    assert _found(written(f"{start}  {item}, {item},\n  {item}] {comment}\n")) == left


def test_a_comment_above_the_first_field_covers_its_document_alone(written: Written) -> None:
    """It may stand above `---` in the first one, and below it in all."""
    one = f"code: err:unkey:data:{{}}\n{REST.replace('Not ', 'Not  ')}"
    comment = "# errbook: ignore[EB306]\n"
    first, second = one.format("one"), one.format("two")
    assert _found(written(f"{comment}{first}---\n{second}")) == ["9 EB306"]
    assert _found(written(f"{comment}---\n{first}---\n{second}")) == ["10 EB306"]
    assert _found(written(f"---\n{comment}{first}---\n{second}")) == ["10 EB306"]
    assert _found(written(f"{first}---\n{comment}{second}")) == ["3 EB306"]
    assert _found(written(f"{first}--- {comment}{second}")) == ["3 EB306"]
    assert _found(written(f"{comment}{first}---\n{comment}\n{second}")) == []
    flow = "--- {code: err:unkey:data:c, status: 404, title: Not  Found, summary: It is so.}\n"
    assert _found(written(f"{comment}{first}{flow}")) == ["6 EB306"]


def test_a_comment_at_the_end_of_a_document_covers_nothing_in_the_next(written: Written) -> None:
    """It belongs to what stands above the `---`."""
    one = f"code: err:unkey:data:{{}}\n{REST}"
    two = one.format("two").replace("Not ", "Not  ")
    root = written(f"{one.format('one')}# errbook: ignore[EB306]\n---\n{two}")
    assert _found(root) == ["5 EB905", "9 EB306"]


def test_the_manifest_may_have_comments(filled: Written) -> None:
    """A group without a title is found in the manifest."""
    manifest = (
        "errbook: 1\nname: Unkey API\ncode: err:{system}:{category}:{name}\n"
        "groups:\n  err:unkey:data: {description: Data.}"
    )
    definition = f"code: err:unkey:data:key_not_found\n{REST}"
    rules = ["EB407", "EB905"]
    found = _found(filled(definition, f"{manifest}\n"), rules)
    assert "5 EB407" in found
    root = filled(definition, f"{manifest} # errbook: ignore[EB407] for now\n")
    assert "5 EB407" not in _found(root, rules)
    assert "5 EB905" not in _found(root, rules)


def test_no_comment_is_called_unused_where_a_definition_cannot_be_used(written: Written) -> None:
    """Its comments, and those about it elsewhere, may be needed once it can."""
    one, comment = f"code: err:unkey:data:{{}}\n{REST}", "# errbook: ignore[EB306]\n"
    root = written(f"{one.format('a')}{comment}titel: a\n---\n{comment}{one.format('b')}")
    assert _found(root) == ["6 EB104"]


def test_what_reading_refuses_cannot_be_suppressed(written: Written) -> None:
    """The comment is found as well, with the reason."""
    root = written(f"code: err:unkey:data:a\n{REST}titel: a # errbook: ignore[EB104]\n")
    findings = lint(root).findings
    assert [one.rule for one in findings if one.place.line == 5] == ["EB104", "EB905"]
    [unused] = [one for one in findings if one.rule == "EB905"]
    assert unused.message == "`EB104` cannot be suppressed"
    assert unused.help == "mend what it finds: a catalog with such a mistake cannot be used"


def test_a_comment_about_a_rule_that_did_not_run_is_not_called_unused(written: Written) -> None:
    """It may be needed by the next run."""
    root = written(f"code: err:unkey:data:a # errbook: ignore[EB602]\n{REST}")
    assert _found(root, ["EB905"]) == []
    assert _found(root, ["EB905", "EB602"]) == ["1 EB905"]


def test_a_comment_about_code_is_not_called_unused_where_no_code_is_read(
    written: Written, tmp_path: Path
) -> None:
    """Rules on code need both `source` and `tests`, rules on links a network."""
    root = written(
        f"code: err:unkey:data:a\n# errbook: ignore[EB802, EB804]\n{REST}"
        "links: [{url: https://example.com, title: A}] # errbook: ignore[EB605]\n"
    )
    rules = ["EB802", "EB804", "EB605", "EB905"]
    assert _found(root, rules) == []
    for name in ("source", "tests"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.py").write_text("", "utf-8")
    settings = Settings(
        root,
        source=(tmp_path / "source",),
        tests=(tmp_path / "tests",),
        lint=LintSettings(select=rules),
    )
    findings = lint(root, settings).findings
    assert [one.rule for one in findings] == ["EB802", "EB804", "EB905", "EB905"]


PYTHON = {
    "behind a raise": ("raise HTTPException(404) # errbook: ignore[EB805]\n", []),
    "behind another": ("raise HTTPException(404)  # noqa  # errbook: ignore[EB805] so\n", []),
    "on the line of the class": (
        "raise HTTPException( # errbook: ignore[EB805]\n    404)\n", []),
    "on a later line": (
        "raise HTTPException(\n    404) # errbook: ignore[EB805]\n", ["2 EB805", "3 EB905"]),
    "above": (
        "# errbook: ignore[EB805]\nraise HTTPException(404)\n", ["2 EB905", "3 EB805"]),
    "in a text": ("a = '# errbook: ignore[EB805]'; raise HTTPException(404)\n", ["2 EB805"]),
    "in a text of several lines": (
        'a = """\n# errbook: ignore[EB805]"""; raise HTTPException(404)\n', ["3 EB805"]),
    "behind a form feed": ("\f\nraise HTTPException(404) # errbook: ignore[EB805]\n", []),
    "in what is no Python": (
        "raise HTTPException(404) # errbook: ignore[EB805]\n(\n", ["1 EB806"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "left"), PYTHON.values(), ids=PYTHON)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["", "bom"])
def test_in_python_a_comment_covers_its_line(
    filled: Written, tmp_path: Path, text: str, left: list[str], newline: str, bom: str
) -> None:
    """By the tokens of the language, whatever ends a line."""
    root = filled(f"code: err:unkey:data:key_not_found\n{REST}")
    code = tmp_path / "app.py"
    whole = f"{bom}from fastapi import HTTPException\n{text}".replace("\n", newline)
    code.write_bytes(whole.encode())
    (tmp_path / "tests").mkdir()
    chosen = LintSettings(select=["EB805", "EB806", "EB905"])
    settings = Settings(root, source=(code,), tests=(tmp_path / "tests",), lint=chosen)
    findings = lint(root, settings).findings
    assert [f"{one.place.line} {one.rule}" for one in findings] == left
