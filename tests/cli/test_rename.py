"""`errbook rename`: a new code, and every other character where it was."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errbook.catalog import load
from errbook.edit.files import save
from errbook.edit.rename import rename
from errbook.exceptions import UsageError
from errbook.targets.output import write_file

Cli = Callable[..., tuple[int, str, str]]
Files = Callable[[Path], dict[str, bytes]]

MANIFEST = """\
errbook: 1
name: Keys
code: "{group}.{name}"
type: https://keys.example/errors/{group}/{name}
"""
TYPE = "https://keys.example/errors/keys/gone"
REST = "status: 410\ntitle: Gone\nsummary: It was deleted.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            f"code: keys.gone\n{REST}",
            f"code: keys.lost\n{REST}type: {TYPE}\naliases: [keys.gone]\n",
            id="plain",
        ),
        pytest.param(
            f"code:   'keys.gone'   # the identity\n{REST}",
            f"code:   'keys.lost'   # the identity\n{REST}type: {TYPE}\naliases: [keys.gone]\n",
            id="single quotes, spaces and a comment",
        ),
        pytest.param(
            f'"code" : "keys.gone"\n{REST}',
            f'"code" : "keys.lost"\n{REST}type: {TYPE}\naliases: [keys.gone]\n',
            id="double quotes, those of the key too",
        ),
        pytest.param(
            f"code: >-\n  keys.gone\n{REST}",
            f"code: >-\n  keys.lost\n{REST}type: {TYPE}\naliases: [keys.gone]\n",
            id="folded",
        ),
        pytest.param(
            f"code:\n  keys.gone\n{REST}",
            f"code:\n  keys.lost\n{REST}type: {TYPE}\naliases: [keys.gone]\n",
            id="on the next line",
        ),
        pytest.param(
            f"code: keys.gone\n{REST}aliases: [keys.old, 'keys.older']  # once\n",
            f"code: keys.lost\n{REST}type: {TYPE}\n"
            "aliases: [keys.old, 'keys.older', keys.gone]  # once\n",
            id="aliases in brackets",
        ),
        pytest.param(
            f"code: keys.gone\n{REST}aliases: [ ]\n",
            f"code: keys.lost\n{REST}type: {TYPE}\naliases: [keys.gone ]\n",
            id="aliases in empty brackets",
        ),
        pytest.param(
            f"code: keys.gone\n{REST}aliases: [\n  keys.old,  # from 1.0\n  ]\n",
            f"code: keys.lost\n{REST}type: {TYPE}\n"
            "aliases: [\n  keys.old, keys.gone,  # from 1.0\n  ]\n",
            id="aliases in brackets over several lines",
        ),
        pytest.param(
            f"code: keys.gone\n{REST}aliases:\n    - keys.old  # from 1.0\n\n# tags\ntags: [a]\n",
            f"code: keys.lost\n{REST}type: {TYPE}\n"
            "aliases:\n    - keys.old  # from 1.0\n    - keys.gone\n\n# tags\ntags: [a]\n",
            id="aliases on lines of their own",
        ),
        pytest.param(
            f"aliases:\n- keys.old\ncode: keys.gone\n{REST}",
            f"aliases:\n- keys.old\n- keys.gone\ncode: keys.lost\n{REST}type: {TYPE}\n",
            id="aliases first, and not indented",
        ),
        pytest.param(
            f"code: keys.gone\n{REST}type: https://else.example/x # fixed\n",
            f"code: keys.lost\n{REST}type: https://else.example/x # fixed\naliases: [keys.gone]\n",
            id="a pinned type",
        ),
        pytest.param(
            f"type:\ncode: keys.gone\n{REST}",
            f"type: {TYPE}\naliases: [keys.gone]\ncode: keys.lost\n{REST}",
            id="a type without a value",
        ),
        pytest.param(
            f"code: keys.gone\ntype: ~ # none\n{REST}",
            f"code: keys.lost\ntype: {TYPE} # none\naliases: [keys.gone]\n{REST}",
            id="a type that is null",
        ),
        pytest.param(
            "{code: keys.gone, status: 410, title: T, summary: S, tags: [a]} # all\n",
            f"{{code: keys.lost, status: 410, title: T, summary: S, type: {TYPE},"
            " aliases: [keys.gone], tags: [a]} # all\n",
            id="in braces",
        ),
        pytest.param(
            "---  # one\n" + indent(f"code: keys.gone\n{REST}", "  "),
            "---  # one\n"
            + indent(f"code: keys.lost\n{REST}type: {TYPE}\naliases: [keys.gone]\n", "  "),
            id="indented",
        ),
        pytest.param(
            f"code: keys.gone\n{REST}operations:\n  - GET /a\n\n# history\n\nsince: '1'\n...\n",
            f"code: keys.lost\n{REST}operations:\n  - GET /a\ntype: {TYPE}\n\n# history\n\n"
            "since: '1'\naliases: [keys.gone]\n...\n",
            id="comments between fields stay with what is below them",
        ),
        pytest.param(
            f"code: keys.gone\n{REST}what_happened: |+\n  Text.\n\n\n---\ncode: keys.b\n{REST}",
            f"code: keys.lost\n{REST}what_happened: |+\n  Text.\n\n\ntype: {TYPE}\n"
            f"aliases: [keys.gone]\n---\ncode: keys.b\n{REST}",
            id="blank lines that are part of text",
        ),
        pytest.param(
            f"code: keys.gone\n{REST}what_happened: |\n  Text.",
            f"code: keys.lost\ntype: {TYPE}\naliases: [keys.gone]\n{REST}what_happened: |\n  Text.",
            id="text to the very end of the file",
        ),
        pytest.param(
            f"code: keys.gone\n{REST}links:\n- title: A\n  url: /a\n".replace("\n", "\r\n"),
            f"code: keys.lost\n{REST}links:\n- title: A\n  url: /a\ntype: {TYPE}\n"
            "aliases: [keys.gone]\n".replace("\n", "\r\n"),
            id="CRLF",
        ),
        pytest.param(
            f"\ufeffcode: keys.gone\n{REST}",
            f"\ufeffcode: keys.lost\n{REST}type: {TYPE}\naliases: [keys.gone]\n",
            id="a byte order mark",
        ),
    ],
)
def test_a_definition_is_changed_where_it_must_and_nowhere_else(
    cli: Cli, tmp_path: Path, before: str, after: str
) -> None:
    """To the character, in every form that YAML allows."""
    root = _catalog(tmp_path / "catalog", before)
    code, _, err = cli("rename", "keys.gone", "keys.lost")
    assert code == 0, err
    assert (root / "errors.yaml").read_bytes().decode() == after


def _catalog(root: Path, errors: str, manifest: str = MANIFEST) -> Path:
    """Write a catalog of one file of definitions, line breaks as they are."""
    root.mkdir(exist_ok=True)
    (root / "catalog.yaml").write_bytes(manifest.encode())
    (root / "errors.yaml").write_bytes(errors.encode())
    return root


def test_whatever_refers_to_the_code_follows(cli: Cli, tmp_path: Path) -> None:
    """By name and by links in text, in definitions and manifest; mentions in code are told of."""
    manifest = MANIFEST + (
        "fallbacks: {404: 'keys.gone', unhandled: keys.b}\n"
        "groups:\n  keys:\n    description: See [keys.gone].\n"
    )
    errors = f"""\
code: keys.gone
{REST}notes: [{{text: "Itself: [keys.gone]."}}]
---
code: keys.b
status: 404
title: B
summary: Not [keys.gone], and not [keys.gone_by].
detail: "[keys.gone] is text here."
what_happened: |
  [keys.gone] and `[keys.gone]`, and \\[keys.gone] again [keys.gone].

  ```
  [keys.gone]
  ```
scenarios:
  - 'It''s [keys.gone]'
  - text: >-
      folded
      [keys.gone]
related:
  - {{code: keys.gone, reason: r}}
  - code: "keys.gone"  # twice
deprecated: {{replaced_by: [keys.gone, keys.c]}}
x-note: "[keys.gone]"
---
code: keys.c
{REST}retired:
  replaced_by:
    - keys.gone
    - keys.b
"""
    root = _catalog(tmp_path / "catalog", errors, manifest)
    code, out, err = cli("rename", "keys.gone", "keys.lost")
    assert (code, out) == (0, ""), err
    changed = (root / "errors.yaml").read_text("utf-8").splitlines()
    assert [line[2:] for line in difflib.ndiff(errors.splitlines(), changed) if line[0] == "+"] == [
        "code: keys.lost",
        'notes: [{text: "Itself: [keys.lost]."}]',
        f"type: {TYPE}",
        "aliases: [keys.gone]",
        "summary: Not [keys.lost], and not [keys.gone_by].",
        "  [keys.lost] and `[keys.gone]`, and \\[keys.gone] again [keys.lost].",
        "  - 'It''s [keys.lost]'",
        "      [keys.lost]",
        "  - {code: keys.lost, reason: r}",
        '  - code: "keys.lost"  # twice',
        "deprecated: {replaced_by: [keys.lost, keys.c]}",
        "    - keys.lost",
    ]
    after = (root / "catalog.yaml").read_text("utf-8")
    assert "{404: 'keys.lost', unhandled: keys.b}" in after
    assert "See [keys.lost]." in after
    assert "catalog/catalog.yaml:5:18: fallbacks.404: keys.lost\n" in err
    assert "catalog/errors.yaml:1:7: code: keys.lost\n" in err
    mentions = [line.split(": ")[0] for line in err.splitlines() if "mentions" in line]
    assert mentions == [f"catalog/errors.yaml:{line}" for line in ("13:9", "14:16", "29:9")]
    assert err.endswith("keys.gone is now keys.lost, in 2 files\n")


def test_a_file_at_the_place_of_its_code_moves(cli: Cli, tmp_path: Path) -> None:
    """Its comment still leads to the schema, and no empty folder is left."""
    root = _catalog(tmp_path / "catalog", "# none yet\n")
    (root / "keys").mkdir()
    line = "# yaml-language-server: $schema=../.schema/definition.json\n"
    (root / "keys/gone.yml").write_text(f"{line}code: keys.gone\n{REST}", "utf-8")
    code, _, err = cli("rename", "keys.gone", "users.gone")
    assert code == 0
    assert "catalog/keys/gone.yml is now catalog/users/gone.yml\n" in err
    assert not (root / "keys").exists()
    assert (root / "users/gone.yml").read_text("utf-8").startswith(f"{line}code: users.gone\n")
    assert load(root).entries["users.gone"].type == TYPE


def test_a_file_whose_new_place_is_taken_stays(cli: Cli, tmp_path: Path) -> None:
    """It is changed where it is, and nothing is overwritten."""
    root = _catalog(tmp_path / "catalog", "# none yet\n")
    for name, text in (("gone", f"code: keys.gone\n{REST}"), ("lost", "# something else\n")):
        (root / "keys").mkdir(exist_ok=True)
        (root / "keys" / f"{name}.yaml").write_text(text, "utf-8")
    assert cli("rename", "keys.gone", "keys.lost")[0] == 0
    assert (root / "keys/lost.yaml").read_text("utf-8") == "# something else\n"
    assert (root / "keys/gone.yaml").read_text("utf-8").startswith("code: keys.lost\n")


def test_there_and_back_again(cli: Cli, tmp_path: Path) -> None:
    """A second renaming keeps all former codes, and one of them can be had again."""
    root = _catalog(tmp_path / "catalog", f"code: keys.gone\n{REST}")
    for old, new in (("gone", "lost"), ("lost", "missing"), ("missing", "gone")):
        assert cli("rename", f"keys.{old}", f"keys.{new}")[0] == 0
    entry = load(root).entries["keys.gone"]
    assert sorted(entry.definition.aliases) == ["keys.lost", "keys.missing"]
    assert entry.type == TYPE


def test_what_another_group_brings_along_is_told(cli: Cli, tmp_path: Path) -> None:
    """Defaults of the group hold for the renamed definition too."""
    manifest = MANIFEST + "groups: {users: {retryable: true, fixable_by: caller}}\n"
    _catalog(tmp_path / "catalog", f"code: keys.gone\n{REST}fixable_by: caller\n", manifest)
    _, _, err = cli("rename", "keys.gone", "users.gone")
    assert "users.gone is in another group: retryable was None, and is now True\n" in err
    assert "fixable_by" not in err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("keys.gon", "keys.x", "keys.gon is not declared in catalog, did you mean `keys.gone`?"),
        ("nothing", "keys.x", "nothing is not declared in catalog; errbook list shows"),
        ("keys.old", "keys.x", "keys.old is a former code of keys.b; rename that"),
        ("keys.gone", "keys", "keys does not fit the catalog's scheme, {group}.{name}"),
        ("keys.gone", "keys.b", "keys.b is declared already, in catalog/errors.yaml:6:1"),
        ("keys.gone", "keys.B", "keys.B and keys.b differ in case alone"),
        ("keys.gone", "keys.old", "keys.old is a former code of keys.b"),
        ("keys.gone", "keys.gone", "keys.gone is what it is called already"),
        ("keys.gone", "keys.nul", "`nul` is a reserved file name"),
        ("keys.gone", "keys.b_", "that would break the catalog: `keys.b` and `keys.b_` have one"),
        ("keys.gone", "keys lost", "keys lost does not fit"),
        ("keys.gone", "limits.gone", "that would break the catalog: header Retry-After names"),
    ],
)
def test_what_cannot_be_done_is_refused(
    cli: Cli, tmp_path: Path, files: Files, old: str, new: str, said: str
) -> None:
    """Exit code 2, the reason, and nothing changed."""
    manifest = MANIFEST + "groups: {limits: {headers: {Retry-After: '{seconds}'}}}\n"
    errors = f"code: keys.gone\n{REST}---\ncode: keys.b\n{REST}aliases: [keys.old]\n"
    root = _catalog(tmp_path / "catalog", errors, manifest)
    before = files(root)
    code, out, err = cli("rename", old, new)
    assert (code, out) == (2, "")
    assert said in err
    assert files(root) == before


def test_a_broken_catalog_is_not_renamed_in(cli: Cli, tmp_path: Path, files: Files) -> None:
    """Its mistakes are printed, and nothing is changed."""
    root = _catalog(tmp_path / "catalog", f"code: keys.gone\n{REST}---\ncode: keys.b\n")
    before = files(root)
    code, out, _ = cli("rename", "keys.gone", "keys.lost")
    assert code == 1
    assert "missing field `status`" in out
    assert files(root) == before


def test_a_form_that_cannot_be_kept_is_refused(cli: Cli, tmp_path: Path, files: Files) -> None:
    """A link that is written with an escape is there for YAML, and not in the text."""
    errors = f'code: keys.gone\n{REST}what_happened: "See [keys\\x2egone]."\n'
    root = _catalog(tmp_path / "catalog", errors)
    before = files(root)
    code, _, err = cli("rename", "keys.gone", "keys.lost")
    assert code == 2
    assert "catalog/errors.yaml is written in a way that this change cannot keep" in err
    assert files(root) == before


def test_files_are_all_written_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: Files
) -> None:
    """The third write fails: the first two are taken back, and so are new folders."""
    (tmp_path / "one").write_bytes(b"1")
    (tmp_path / "gone").write_bytes(b"gone")
    before = files(tmp_path)
    calls = 0

    def failing(path: Path, data: bytes) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise OSError(28, "No space left on device", str(path))
        write_file(path, data)

    monkeypatch.setattr("errbook.edit.files.write_file", failing)
    with pytest.raises(UsageError, match=r"three: No space left on device; nothing was changed"):
        save({
            tmp_path / "one": b"2",
            tmp_path / "gone": None,
            tmp_path / "new/deep/two": b"2",
            tmp_path / "three": b"3",
        })  # fmt: skip
    assert files(tmp_path) == before
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_stays_a_link(cli: Cli, tmp_path: Path) -> None:
    """The file behind it is changed."""
    root = _catalog(tmp_path / "catalog", f"code: keys.gone\n{REST}")
    (root / "errors.yaml").rename(tmp_path / "real")
    (root / "errors.yaml").symlink_to(tmp_path / "real")
    assert cli("rename", "keys.gone", "keys.lost")[0] == 0
    assert (root / "errors.yaml").is_symlink()
    assert (tmp_path / "real").read_text("utf-8").startswith("code: keys.lost\n")


def _quoted(code: str) -> st.SearchStrategy[str]:
    return st.sampled_from([code, f"'{code}'", f'"{code}"'])


def _aliases() -> st.SearchStrategy[list[str]]:
    return st.sampled_from([
        [], ["aliases: []"], ["aliases: [a.old]"], ["aliases:", "- a.old"],
        ["aliases:", "    - 'a.old'", "    - a.older"], ["aliases: [", "  a.old,", "  ]"],
    ])  # fmt: skip


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """A definition of `a.gone` in some form, with a comment or a blank line wherever one can be."""
    fields = [
        [f"code:{draw(st.sampled_from([' ', '   ']))}{draw(_quoted('a.gone'))}"],
        ["status: 410"],
        ["title: Gone"],
        ["summary: See [a.gone]."],
        draw(st.sampled_from([[], ["what_happened: |", "  One [a.gone].", "", "  Two."]])),
        draw(st.sampled_from([[], ["related:", f"  - code: {draw(_quoted('a.gone'))}"]])),
        draw(st.sampled_from([[], [f"type: {draw(_quoted('https://a.example/x'))}"], ["type:"]])),
        draw(_aliases()),
        draw(st.sampled_from([[], ["tags: [a, b]"]])),
    ]
    numbers = iter(range(1_000))
    lines = []
    for field in draw(st.permutations(fields)):
        if draw(st.booleans()):
            lines += ["", f"# comment {next(numbers)}"]
        text = False
        for line in field:
            text = text or line.endswith("|")
            behind = "" if text or not draw(st.booleans()) else f"  # comment {next(numbers)}"
            lines.append(f"{line}{behind}")
    return draw(st.sampled_from(["\n", "\r\n"])).join([*lines, f"# comment {next(numbers)}", ""])


@given(before=layouts())
def test_every_comment_survives_in_its_place(before: str) -> None:
    """In any layout: no line goes but those with the old code, and what is left loads."""
    with TemporaryDirectory() as folder:
        root = _catalog(Path(folder), before)
        save(rename(load(root), "a.gone", "a.lost").files)
        after = (root / "errors.yaml").read_bytes().decode()
        entry = load(root).entries["a.lost"]
    assert "a.gone" in entry.definition.aliases
    assert entry.definition.summary == "See [a.lost]."
    newline = "\r\n" if "\r\n" in before else "\n"
    assert after.count("\n") == after.count(newline)
    lines, kept = before.split(newline), after.split(newline)
    changed = [line for line in lines if line not in kept]
    assert all(
        "a.gone" in line or line.startswith(("type:", "aliases:", "  a.old")) for line in changed
    )
    comments = [[line.partition("#")[2] for line in side if "#" in line] for side in (lines, kept)]
    assert comments[0] == comments[1]
