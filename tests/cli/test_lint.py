"""`errbook lint`: exit codes and forms. What is found is the matter of tests/lint."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from errbook.findings import Edit

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def broken(keys: Path) -> Path:
    """Add a mistake to the catalog."""
    with (keys / "errors.yaml").open("a") as file:
        file.write("colour: red\n")
    return keys


@pytest.fixture
def doubtful(keys: Path) -> Path:
    """Add a definition without a fix to the catalog."""
    with (keys / "errors.yaml").open("a") as file:
        file.write("---\n{code: keys.c, status: 409, title: C, summary: It is so., ")
        file.write("scenarios: [It was so.]}\n")
    return keys


def test_nothing_wrong_is_exit_code_0(cli: Cli, keys: Path) -> None:
    """Nothing on stdout, and the count on stderr."""
    assert cli("lint") == (0, "", "no findings in 2 files\n")
    assert cli("lint", "--format", "json") == (0, "[]\n", "no findings in 2 files\n")


def test_an_error_is_exit_code_1(cli: Cli, broken: Path) -> None:
    """With its place, its source line, and a caret below the column."""
    code, out, err = cli("lint")
    assert code == 1
    assert out.splitlines()[:3] == [
        "catalog/errors.yaml:24:1: error EB104 unknown field `colour`",
        "  24 | colour: red",
        "     | ^",
    ]
    assert err == "1 error in 2 files\n"


def test_a_warning_is_exit_code_1_only_if_strict(cli: Cli, doubtful: Path) -> None:
    """The findings are the same either way."""
    code, out, err = cli("lint")
    assert (code, "warning EB402" in out) == (0, True)
    assert cli("lint", "--strict") == (1, out, err)


def test_json_is_for_programs(cli: Cli, broken: Path) -> None:
    """One array on stdout, whatever is said on stderr."""
    code, out, _ = cli("lint", "--format", "json", "catalog")
    (row,) = json.loads(out)
    assert code == 1
    assert (row["rule"], row["severity"], row["line"], row["column"]) == ("EB104", "error", 24, 1)
    assert row["path"] == "catalog/errors.yaml"


def test_no_catalog_is_exit_code_2(cli: Cli, tmp_path: Path) -> None:
    """Each case says what to do."""
    assert cli("lint") == (
        2, "", "errbook: catalog does not exist; name a catalog folder,"
        " or start one with: errbook init\n",
    )  # fmt: skip
    (tmp_path / "catalog").mkdir()
    assert cli("lint") == (
        2, "", "errbook: catalog has no catalog.yaml; start one with: errbook init\n",
    )  # fmt: skip
    (tmp_path / "file").write_text("", "utf-8")
    code, _, err = cli("lint", "file")
    assert (code, "file is not a folder" in err) == (2, True)


def test_a_manifest_that_is_no_text_is_exit_code_2(cli: Cli, keys: Path) -> None:
    """There is a finding, and nothing else could be looked at."""
    (keys / "catalog.yaml").write_bytes(b"errbook: 1\nname: \xff\n")
    code, out, _ = cli("lint")
    assert code == 2
    assert "catalog/catalog.yaml:2:7: error EB110" in out


@pytest.fixture
def careless(keys: Path) -> Path:
    """Put a space too many into a title, a relation that is not returned, and a comment."""
    path = keys / "errors.yaml"
    text = path.read_text("utf-8").replace("title: Key Gone", "title: Key  Gone  # so called")
    path.write_text(text.rpartition("related:")[0], "utf-8")
    return keys


def test_the_last_line_says_what_can_be_mended(cli: Cli, careless: Path) -> None:
    """By which option, and nothing where nothing can."""
    code, out, err = cli("lint")
    assert code == 0
    assert "  fix: write it with single spaces\n" in out
    assert "  unsafe fix: relate back; the reason is for you to write\n" in out
    assert err == (
        "1 warning, 1 info in 2 files; 1 can be mended with --fix, 1 more with --unsafe-fixes\n"
    )
    assert (
        cli("lint", "--select", "EB306")[2] == "1 warning in 2 files; 1 can be mended with --fix\n"
    )
    assert cli("lint", "--select", "EB602")[2] == (
        "1 info in 2 files; 1 can be mended with --unsafe-fixes\n"
    )


def test_fix_mends_what_it_can_and_shows_the_rest(cli: Cli, careless: Path) -> None:
    """The exit code is that of what is left; a second run has nothing to mend."""
    code, out, err = cli("lint", "--fix", "--strict")
    assert code == 0
    assert "EB306" not in out
    assert "info EB602" in out
    assert err == "1 fix made\n1 info in 2 files\n"
    assert "title: Key Gone  # so called\n" in (careless / "errors.yaml").read_text("utf-8")
    assert cli("lint", "--fix")[2] == "0 fixes made\n1 info in 2 files\n"


def test_unsafe_fixes_are_made_as_well_if_asked_for(cli: Cli, careless: Path) -> None:
    """A relation without a reason is what the next rule finds."""
    code, out, err = cli("lint", "--unsafe-fixes")
    assert (code, err) == (0, "2 fixes made\n1 warning in 2 files\n")
    assert "EB603 `keys.gone` is related without a reason" in out
    text = (careless / "errors.yaml").read_text("utf-8")
    assert text.endswith("related:\n  - code: keys.gone\n")


def test_diff_shows_what_would_change_and_writes_nothing(
    cli: Cli, careless: Path, files: Callable[[Path], dict[str, bytes]]
) -> None:
    """Exit code 1 as long as there is anything, so that CI can ask for it."""
    before = files(careless)
    code, out, err = cli("lint", "--diff")
    assert (code, err) == (1, "1 fix to make\n")
    assert out.splitlines()[:2] == ["--- a/catalog/errors.yaml", "+++ b/catalog/errors.yaml"]
    assert "+title: Key Gone  # so called" in out
    assert "keys.gone" not in [line for line in out.splitlines() if line.startswith("+")]
    assert "+  - code: keys.gone" in cli("lint", "--diff", "--unsafe-fixes")[1].splitlines()
    assert files(careless) == before
    cli("lint", "--fix")
    assert cli("lint", "--diff") == (0, "", "0 fixes to make\n")


def test_fixes_that_were_left_undone_are_counted(
    cli: Cli, careless: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule that would break the catalog does not get to do it."""
    rule = "errbook.lint.rules.stray_space.replaced"
    monkeypatch.setattr(rule, lambda document, path, text: Edit(document.source.path, 0, 4, ""))
    before = (careless / "errors.yaml").read_bytes()
    code, _, err = cli("lint", "--fix")
    assert err.splitlines()[0] == "0 fixes made; 1 left undone, which would break the catalog"
    assert code == 0
    assert cli("lint", "--diff")[1] == ""
    assert (careless / "errors.yaml").read_bytes() == before


def test_a_catalog_that_cannot_be_used_can_be_mended(cli: Cli, keys: Path) -> None:
    """The name of a field is corrected if one asks for it."""
    path = keys / "errors.yaml"
    path.write_text(path.read_text("utf-8").replace("title: Key Gone", "titel: Key Gone"), "utf-8")
    code, out, err = cli("lint")
    assert code == 1
    assert "unknown field `titel`, did you mean `title`?\n" in out
    assert "  unsafe fix: call it `title`\n" in out
    assert err.endswith("; 1 can be mended with --unsafe-fixes\n")
    assert cli("lint", "--unsafe-fixes") == (0, "", "1 fix made\nno findings in 2 files\n")


def test_a_manifest_that_is_no_text_cannot_be_mended(cli: Cli, keys: Path) -> None:
    """Exit code 2 here too, with the reason on stderr where stdout is a diff."""
    (keys / "catalog.yaml").write_bytes(b"errbook: 1\nname: \xff\n")
    code, out, err = cli("lint", "--diff")
    assert (code, out) == (2, "")
    assert "catalog/catalog.yaml:2:7: error EB110" in err
    code, out, _ = cli("lint", "--fix")
    assert code == 2
    assert "catalog/catalog.yaml:2:7: error EB110" in out


def _settings(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(f"[tool.errbook.lint]\n{text}\n", "utf-8")


def test_rules_are_chosen_by_the_settings_or_on_the_command_line(
    cli: Cli, careless: Path, tmp_path: Path
) -> None:
    """What is selected here goes before all settings; what is ignored here is ignored besides."""

    def found(*arguments: str) -> set[str]:
        rows = json.loads(cli("lint", "--format", "json", *arguments)[1])
        return {row["rule"] for row in rows}

    assert found() == {"EB306", "EB602"}
    assert found("--ignore", "EB3") == {"EB602"}
    assert found("--ignore", "EB3,one-way-relation") == set()
    assert found("--ignore", "EB3", "--ignore", "EB6") == set()
    assert found("--select", "EB3, EB4") == {"EB306"}
    assert found("--select", "all", "--ignore", "EB306") == {"EB602"}
    _settings(tmp_path, 'ignore = ["EB602"]')
    assert found() == {"EB306"}
    assert found("--ignore", "EB306") == set()
    assert found("--select", "EB602") == {"EB602"}


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_exit_code_2(cli: Cli, keys: Path, option: str) -> None:
    """With the name that is near."""
    assert cli("lint", option, "no-fixes") == (
        2,
        "",
        f"errbook: {option[2:]}: there is no rule `no-fixes`, did you mean `no-fix`?\n",
    )


def test_another_catalog_has_the_settings_of_its_own_project(
    cli: Cli, careless: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is no project's own has those about rules of the project that one is in."""
    _settings(tmp_path, 'ignore = ["EB602"]')
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert cli("lint", "../catalog")[2] == "1 warning in 2 files; 1 can be mended with --fix\n"
    (elsewhere / "pyproject.toml").write_text(
        '[tool.errbook]\ncatalog = "errors"\n[tool.errbook.lint]\nignore = ["EB306"]\n', "utf-8"
    )
    assert cli("lint", "../catalog")[2] == "1 warning in 2 files; 1 can be mended with --fix\n"
    (tmp_path / "pyproject.toml").unlink()
    assert cli("lint", "../catalog")[2] == (
        "1 info in 2 files; 1 can be mended with --unsafe-fixes\n"
    )


def test_a_baseline_is_written_and_then_used(cli: Cli, careless: Path, tmp_path: Path) -> None:
    """The command says how to name it, until it is named."""
    assert cli("lint", "--write-baseline", "known.json") == (
        0,
        "",
        "known.json: 2 findings known from now on\n"
        'name it in [tool.errbook.lint]: baseline = "known.json"\n',
    )
    _settings(tmp_path, 'baseline = "known.json"')
    assert cli("lint", "--strict") == (0, "", "no findings in 2 files\n")
    assert cli("lint", "--write-baseline", "./known.json")[2] == (
        "known.json: 2 findings known from now on\n"
    )
    cli("lint", "--fix")
    code, out, _ = cli("lint")
    assert code == 0
    assert out == ""


def test_what_the_baseline_no_longer_needs_is_found(
    cli: Cli, careless: Path, tmp_path: Path
) -> None:
    """So it shrinks as the catalog gets better, and what was mended stays so."""
    cli("lint", "--write-baseline", "known.json")
    path = careless / "errors.yaml"
    path.write_text(path.read_text("utf-8").replace("Key  Gone", "Key Gone"), "utf-8")
    _settings(tmp_path, 'baseline = "known.json"')
    code, out, _ = cli("lint", "--strict")
    assert code == 1
    assert out.splitlines()[0] == (
        "known.json:4:5: warning EB905 `catalog/errors.yaml` does not have this finding of EB306"
        " any more"
    )
    assert "  help: write it anew with: errbook lint --write-baseline known.json\n" in out
    cli("lint", "--write-baseline", "known.json")
    assert cli("lint", "--strict")[0] == 0


def test_a_baseline_of_a_catalog_that_cannot_be_used_is_not_written(
    cli: Cli, broken: Path, tmp_path: Path
) -> None:
    """It would not make the catalog any more of use."""
    code, out, err = cli("lint", "--write-baseline", "known.json")
    assert code == 2
    assert "error EB104 unknown field `colour`" in out
    assert err == "errbook: mend these first: a catalog with such mistakes cannot be used\n"
    assert not (tmp_path / "known.json").exists()


@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes", "--diff"])
def test_a_baseline_is_not_written_while_mending(cli: Cli, keys: Path, option: str) -> None:
    """What it would know might be mended by the same command."""
    assert cli("lint", "--write-baseline", "known.json", option) == (
        2,
        "",
        "errbook: --write-baseline stands alone: mend first, then write what is left\n",
    )


def test_github_and_sarif_are_for_ci(cli: Cli, broken: Path) -> None:
    """Annotations with a total; a log with every rule in it."""
    annotation, total = cli("lint", "--format", "github")[1].splitlines()
    assert annotation.startswith(
        "::error file=catalog/errors.yaml,line=24,col=1,title=EB104 unknown-field"
        "::unknown field `colour`%0Ahelp: the fields here are code, status"
    )
    assert total == "1 error"
    [run] = json.loads(cli("lint", "--format", "sarif")[1])["runs"]
    [result] = run["results"]
    described = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (described["id"], described["name"]) == ("EB104", "UnknownField")


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_name_that_is_no_text_can_be_reported(cli: Cli, keys: Path, form: str) -> None:
    """File systems take any bytes for a name."""
    name = os.fsdecode(b"\xff\xe9.yaml")
    (keys / name).write_text("code: keys.c\n", "utf-8")
    code, out, _ = cli("lint", "--format", form)
    assert code == 1
    assert out.encode()
    assert ".yaml" in out


def test_code_is_read_where_the_settings_say_so(cli: Cli, keys: Path, tmp_path: Path) -> None:
    """With a place in the code, and the source line."""
    (tmp_path / "pyproject.toml").write_text('[tool.errbook]\nsource = ["app.py"]\n', "utf-8")
    (tmp_path / "app.py").write_text(
        "from flask import abort\nfrom shop.errors import keys\n\n\n"
        "def gone():\n    if keys.Gone:\n        abort(410)\n    raise keys.Lost\n",
        "utf-8",
    )
    code, out, _ = cli("lint", "--select", "EB8")
    assert code == 0
    assert out.splitlines()[:3] == [
        "app.py:7:9: warning EB805 `abort` answers with an error that the catalog does not know",
        "  7 |         abort(410)",
        "    |         ^",
    ]
