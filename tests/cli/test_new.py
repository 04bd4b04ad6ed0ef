"""`errbook new`: a definition that loads, at the place where one looks for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from errbook.catalog import load
from errbook.lint.engine import lint

Cli = Callable[..., tuple[int, str, str]]
Files = Callable[[Path], dict[str, bytes]]


def test_the_file_is_where_the_code_says_and_loads(cli: Cli, keys: Path) -> None:
    """A catalog stays one that loads, with a definition more."""
    code, out, err = cli("new", "users.not_found")
    assert (code, out) == (0, "")
    assert err.splitlines()[0] == "catalog/users/not_found.yaml: users.not_found started"
    definition = load(keys).entries["users.not_found"].definition
    assert (definition.status, definition.title) == (404, "Not Found")
    text = (keys / "users/not_found.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.schema/definition.json\n")
    assert json.loads((keys / ".schema/definition.json").read_text("utf-8"))["title"]


def test_lint_finds_what_is_to_be_filled_in(cli: Cli, keys: Path) -> None:
    """The placeholders are comments, so they pass as nothing: the definition is a stub."""
    cli("new", "users.not_found")
    found = [finding for finding in lint(keys).findings if "not_found" in str(finding.place)]
    assert "EB403" in {finding.rule for finding in found}


@pytest.mark.parametrize("code", ["users.not_found", "users.too_many", "keys.token", "keys.x"])
def test_all_that_is_proposed_can_be_taken_up(cli: Cli, keys: Path, code: str) -> None:
    """With every `# ` removed, the definition still loads, and the words to replace are TODOs."""
    cli("new", code)
    path = keys / f"{code.replace('.', '/')}.yaml"
    head, _, rest = path.read_text("utf-8").partition("still missing.\n")
    filled = head + "still missing.\n" + rest.replace("\n# ", "\n")
    assert filled.count("\n# ") == head.count("\n# ")
    path.write_text(filled, "utf-8")
    definition = load(keys).entries[code].definition
    assert definition.scenarios
    assert definition.fixes
    assert definition.summary.startswith("TODO")


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("users.UserNotFound", 404),
        ("users.already_exists", 409),
        ("users.rate-limited", 429),
        ("users.too_many_requests", 429),
        ("users.permission_denied", 403),
        ("users.method_not_allowed", 405),
        ("users.service_unavailable", 503),
        ("users.internal", 500),
        ("users.odd", 400),  # nothing says more
        ("keys.odd", 410),  # as the first of its siblings
    ],
)
def test_the_status_is_guessed(cli: Cli, keys: Path, code: str, status: int) -> None:
    """From the words of the name first, then from the group."""
    _, _, err = cli("new", code)
    assert f"status {status} is a guess" in err
    assert load(keys).entries[code].definition.status == status


def test_status_and_title_can_be_given(cli: Cli, keys: Path) -> None:
    """Text that YAML would read otherwise is quoted."""
    code, _, err = cli("new", "users.not_found", "--status", "422", "--title", "No: such #user")
    assert code == 0
    assert "guess" not in err
    definition = load(keys).entries["users.not_found"].definition
    assert (definition.status, definition.title) == (422, "No: such #user")


def test_a_numbered_code_gets_the_title_of_its_status(cli: Cli, keys: Path) -> None:
    """There are no words in a number to make a title of."""
    (keys / "catalog.yaml").write_text('{errbook: 1, name: T, code: "E{number}"}', "utf-8")
    (keys / "errors.yaml").unlink()
    cli("new", "E1001", "--status", "404")
    assert load(keys).entries["E1001"].definition.title == "Not Found"
    assert (keys / "1001.yaml").is_file()


def test_a_group_in_one_file_is_added_to(cli: Cli, keys: Path) -> None:
    """`keys.yaml` holds the group `keys`, so the new definition is one more document in it."""
    (keys / "errors.yaml").rename(keys / "keys.yaml")
    before = (keys / "keys.yaml").read_bytes()
    code, _, err = cli("new", "keys.expired")
    assert code == 0
    assert err.splitlines()[0] == "catalog/keys.yaml: keys.expired added"
    text = (keys / "keys.yaml").read_bytes()
    assert text.startswith(before + b"---\ncode: keys.expired\n")
    assert b"yaml-language-server" not in text
    assert len(load(keys)) == 3


def test_a_document_is_added_in_the_files_own_line_breaks(cli: Cli, keys: Path) -> None:
    """CRLF stays CRLF, and a last line without a break gets one."""
    text = (keys / "errors.yaml").read_text("utf-8").rstrip().replace("\n", "\r\n")
    (keys / "errors.yaml").unlink()
    (keys / "keys.yaml").write_bytes(text.encode())
    assert cli("new", "keys.expired")[0] == 0
    after = (keys / "keys.yaml").read_bytes()
    assert after.startswith(text.encode() + b"\r\n---\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")


def test_schemas_that_are_there_stay(cli: Cli, keys: Path) -> None:
    """A project may have a schema of its own."""
    (keys / ".schema").mkdir()
    (keys / ".schema/definition.json").write_text("{}", "utf-8")
    cli("new", "users.not_found")
    assert (keys / ".schema/definition.json").read_text("utf-8") == "{}"
    assert (keys / ".schema/catalog.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["keys"], "keys does not fit the catalog's scheme, {group}.{name}"),
        (["keys.gone!"], "keys.gone! does not fit"),
        (["keys.gone"], "keys.gone is declared already, in catalog/errors.yaml:1:1"),
        (["keys.GONE"], "keys.GONE and keys.gone differ in case alone"),
        (["keys.was"], "keys.was is a former code of keys.lost"),
        (["keys.un-known"], "have one Python class, `keys.UnKnown`"),
        (["keys.con"], "`con` is a reserved file name"),
        (["keys.index"], "`index` is the name of the group's own page"),
        (["files.there"], "files/there.yaml, where files.there belongs, is there already"),
        (["a.b", "--title", " "], "--title is empty"),
        (["a.b", "--status", "200"], "200 is not in the range 400<=x<=599"),
        (["../../etc/passwd"], "does not fit"),
    ],
)
def test_what_cannot_be_had_is_refused(
    cli: Cli, keys: Path, files: Files, arguments: list[str], said: str
) -> None:
    """Exit code 2, the reason, and nothing written."""
    with (keys / "errors.yaml").open("a") as file:
        file.write("aliases: [keys.was]\n")
        file.write("---\n{code: keys.un_known, status: 404, title: T, summary: S}\n")
    (keys / "files").mkdir()
    (keys / "files/there.yaml").write_text("# nothing yet\n", "utf-8")
    before = files(keys)
    code, out, err = cli("new", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert files(keys) == before


def test_a_broken_catalog_is_not_added_to(cli: Cli, keys: Path, files: Files) -> None:
    """Its mistakes are printed instead."""
    (keys / "errors.yaml").write_text("code: [\n", "utf-8")
    before = files(keys)
    code, out, _ = cli("new", "keys.expired")
    assert code == 1
    assert "EB111" in out
    assert files(keys) == before
