"""`errbook explain`: the page of an error for whoever has a piece of its code."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from errbook.catalog import load
from errbook.catalog.lookup import find, nearest

TOP = Path(__file__).parents[2]
REFERENCE = TOP / "catalog"
KEY_NOT_FOUND = "err:unkey:data:key_not_found"

Cli = Callable[..., tuple[int, str, str]]


def test_json_is_the_body_on_the_wire(cli: Cli) -> None:
    """One line, and only what the service sends, in its order."""
    code, out, err = cli("explain", KEY_NOT_FOUND, "--format", "json", "-c", REFERENCE)
    assert (code, err) == (0, "")
    assert out.count("\n") == 1
    body = json.loads(out)
    assert list(body) == ["meta", "error"]
    assert list(body["meta"]) == ["requestId"]
    assert list(body["error"]) == ["detail", "status", "title", "type"]
    assert body["error"]["status"] == 404
    assert body["error"]["title"] == "Not Found"
    assert body["error"]["type"] == "https://unkey.com/docs/errors/unkey/data/key_not_found"


def test_json_of_several_variants_is_that_of_the_first(cli: Cli, keys: Path) -> None:
    """The variants are those of the details, in their order."""
    with (keys / "errors.yaml").open("a") as file:
        file.write("detail: {cut: The ID was cut., never: There was never such an ID.}\n")
    _, out, _ = cli("explain", "keys.lost", "--format", "json")
    assert json.loads(out)["detail"] == "The ID was cut."


def test_the_page_is_markdown_where_stdout_is_no_terminal(cli: Cli) -> None:
    """No front matter, no links to other pages: codes stand in their place."""
    code, text, err = cli("explain", "data:key_not_found", "-c", REFERENCE)
    assert (code, err) == (0, "")
    assert text.startswith("# Not Found `key_not_found`\n")
    assert "\n- `err:unkey:data:api_not_found` 404 Not Found" in text
    assert "You get `err:unkey:data:api_not_found`: this root key" in text
    assert ".md" not in text
    assert "](#" not in text
    assert "](https://www.unkey.com/docs/" in text
    assert cli("explain", KEY_NOT_FOUND, "--format", "markdown", "-c", REFERENCE)[1] == text


def test_brackets_in_code_and_links_elsewhere_stay(cli: Cli, keys: Path) -> None:
    """Only links between pages lose their target."""
    text = "Not `[keys.gone]` in code, but in text [keys.gone]; [keys.never] is none."
    with (keys / "errors.yaml").open("a") as file:
        file.write(f"what_happened: '{text} See [RFC](https://www.rfc-editor.org/).'\n")
        file.write("notes: [{text: '[there](#x) and [up](../x.md)'}]\n")
    _, page, _ = cli("explain", "keys.lost")
    assert "Not `[keys.gone]` in code, but in text `keys.gone`; [keys.never] is none." in page
    assert "[RFC](https://www.rfc-editor.org/)" in page
    assert "there → up" not in page
    assert "there and up" in page


def test_internal_errors_can_be_explained(cli: Cli, keys: Path) -> None:
    """The terminal is the operators', and so are links to internal errors."""
    text = (keys / "errors.yaml").read_text("utf-8")
    text = text.replace("status: 404\n", "status: 404\nvisibility: internal\n")
    (keys / "errors.yaml").write_text(text, "utf-8")
    assert "# Key Not Found `lost`" in cli("explain", "keys.lost")[1]
    assert "- `keys.lost` 404 Key Not Found" in cli("explain", "keys.gone")[1]
    assert "| `keys.lost` |" in cli("explain")[1]


def test_a_former_code_says_so_on_stderr(cli: Cli, keys: Path) -> None:
    """Somebody who reads an old log learns the present code."""
    with (keys / "errors.yaml").open("a") as file:
        file.write("aliases: [keys.missing]\n")
    code, out, err = cli("explain", "keys.missing")
    assert (code, err) == (0, "keys.missing is now keys.lost\n")
    assert "# Key Not Found" in out


def test_without_a_code_it_is_the_index(cli: Cli, keys: Path) -> None:
    """All errors, by group; there is no body of them all."""
    code, out, _ = cli("explain")
    assert code == 0
    assert out.startswith("# Errors of Keys\n")
    assert "| `keys.gone` | 410 Key Gone | The key was deleted. |" in out
    assert cli("explain", "--format", "json") == (
        2, "", "errbook: --format json is for one error; name its code\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (KEY_NOT_FOUND, KEY_NOT_FOUND),
        ("https://unkey.com/docs/errors/unkey/data/key_not_found", KEY_NOT_FOUND),
        ("https://unkey.com/docs/errors/unkey/data/key_not_found/#find-id", KEY_NOT_FOUND),
        ("data:key_not_found", KEY_NOT_FOUND),
        ("unkey/data/key-not-found", KEY_NOT_FOUND),
        ("UnkeyDataKeyNotFound", KEY_NOT_FOUND),
        (' "err:unkey:data:key_not_found",', KEY_NOT_FOUND),
        ("[err:unkey:data:key_not_found]", KEY_NOT_FOUND),
        ("identity already exists", "err:unkey:data:identity_already_exists"),
        ("IDENTITY_ALREADY", "err:unkey:data:identity_already_exists"),
        ("IdentityAlreadyExists", "err:unkey:data:identity_already_exists"),
        ("unreadable", "err:user:bad_request:request_body_unreadable"),
        ("missing", "err:unkey:authentication:missing"),
        ("malf", "err:unkey:authentication:malformed"),
    ],
)
def test_any_piece_of_one_code_finds_it(text: str, code: str) -> None:
    """In any spelling, from any place, with what clung to it when it was copied."""
    assert [str(entry.code) for entry in find(load(REFERENCE), text)] == [code]


def test_a_piece_of_several_codes_lists_them(cli: Cli) -> None:
    """`key_not_found` is two errors of the reference catalog."""
    code, out, err = cli("explain", "KEY_NOT_FOUND", "-c", REFERENCE)
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "errbook: `KEY_NOT_FOUND` can be any of 2 errors; name one:",
        "  err:unkey:authentication:key_not_found",
        "  err:unkey:data:key_not_found",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("err:unkey:data:key_not_fond", KEY_NOT_FOUND),
        ("identty", "err:unkey:data:identity_already_exists"),
        ("apinotfound", "err:unkey:data:api_not_found"),
    ],
)
def test_a_misspelt_code_is_answered_with_the_nearest(cli: Cli, text: str, code: str) -> None:
    """The likest is the first; a full code has one that is much liker than the rest."""
    assert cli("explain", text, "-c", REFERENCE)[0] == 2
    assert str(nearest(load(REFERENCE), text)[0].code) == code


@pytest.mark.parametrize("text", ["", " ", "zzz", "::", "日本", "a" * 5000, "--", "\n"])
def test_what_is_no_code_is_said_to_be_none(cli: Cli, keys: Path, text: str) -> None:
    """And where to look for those there are."""
    code, out, err = cli("explain", "--", text)
    assert (code, out) == (2, "")
    assert "no error is called" in err
    assert "errbook list shows what there is" in err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("rows", "paged"), [(24, True), (2_000, False)])
def test_a_terminal_gets_it_rendered(tmp_path: Path, rows: int, paged: bool) -> None:
    """In colour, and through the pager, colours kept, only where it is longer than the screen."""
    pager = tmp_path / "pager"
    pager.write_text('#!/bin/sh\necho "the pager:"\ncat\n', "utf-8")
    pager.chmod(0o755)
    environment = {**os.environ, "PAGER": str(pager), "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    shown = _in_a_terminal(
        ["explain", KEY_NOT_FOUND, "-c", str(REFERENCE)], environment, rows=rows, columns=90
    )
    assert ("the pager:" in shown) is paged
    assert "\x1b[" in shown
    assert "# Not Found" not in shown
    assert "Not Found" in shown
    assert all(len(line) < 2_000 for line in shown.splitlines())


def _in_a_terminal(
    arguments: list[str], environment: dict[str, str], *, rows: int, columns: int
) -> str:
    """Run the command in a pseudo-terminal, and return what it shows."""
    import fcntl
    import pty
    import struct
    import subprocess
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    command = [str(Path(sys.executable).with_name("errbook")), *arguments]
    environment = {k: v for k, v in environment.items() if k not in ("COLUMNS", "LINES")}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    made = b""
    try:
        while chunk := os.read(ours, 65_536):
            made += chunk
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert process.wait(30) == 0
    return made.decode()
