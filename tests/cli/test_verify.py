"""`errbook verify`: exit codes and forms. What is compared is the matter of tests/verify."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.verify.service import DEFINITIONS, ENVIRONMENT, MANIFEST, Asked, Keys, Reply, serving

import errbook

Cli = Callable[..., tuple[int, str, str]]

CODES = [
    "auth.missing", "keys.exists", "keys.gone", "keys.limited", "keys.unknown", "service.down",
]  # fmt: skip
STATES = ["verified", "verified", "unverified", "verified", "mismatch", "unverified"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the catalog to `catalog`, set what the environment has to hold, and return it."""
    folder = tmp_path / "catalog"
    folder.mkdir()
    (folder / "catalog.yaml").write_text(MANIFEST, "utf-8")
    (folder / "errors.yaml").write_text(DEFINITIONS, "utf-8")
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return folder


@pytest.fixture
def url(folder: Path) -> Iterator[str]:
    """Serve the API as it is documented."""
    with serving(Keys(errbook.load(folder))) as url:
        yield url


@pytest.fixture
def drifted(folder: Path) -> Iterator[str]:
    """Serve the API with another title, and another fix that fails."""
    app = Keys(errbook.load(folder))

    def drift(asked: Asked) -> Reply:
        reply = app(asked)
        if reply.status == 404:
            return reply.with_error(title="Gone <b>\x0b&")
        listed = (asked.method, asked.path, reply.status) == ("GET", "/keys", 200)
        return replace(reply, status=500) if listed else reply

    with serving(drift) as url:
        yield url


TEXT = """\
catalog/errors.yaml:7:1: mismatch auth.missing: GET /keys is in a fix, and does not succeed
  status
    - 200 to 299
    + 500 Internal Server Error: {"data": []}
catalog/errors.yaml:40:1: unverified keys.gone: it has no trigger
catalog/errors.yaml:68:1: mismatch keys.unknown: 2 requests
  catalog/errors.yaml:69:12: GET /keys/key_nonexistent is not answered as documented
    body /error/title
      - "Not Found"
      + "Gone <b>\\u000b&"
  catalog/errors.yaml:72:18: GET /keys is in a fix, and does not succeed
    status
      - 200 to 299
      + 500 Internal Server Error: {"data": []}
catalog/errors.yaml:73:18: left out keys.unknown: GET /keys/no_such_key: skipped: It is what not \
to do.
catalog/errors.yaml:80:1: unverified service.down: skipped: The database would have to be \
taken away.
"""


def test_what_is_as_documented_is_exit_code_0(cli: Cli, url: str) -> None:
    """What is unverified is listed with the reason, and the counts are on stderr."""
    code, out, err = cli("verify", "--base-url", url)
    assert code == 0
    assert [line.split(": ", 1)[1] for line in out.splitlines()] == [
        "unverified keys.gone: it has no trigger",
        "left out keys.unknown: GET /keys/no_such_key: skipped: It is what not to do.",
        "unverified service.down: skipped: The database would have to be taken away.",
    ]
    assert err == "4 verified, 0 mismatches, 2 unverified; 1 request of fixes left out\n"


def test_a_mismatch_is_exit_code_1(cli: Cli, drifted: str) -> None:
    """With its place in the catalog, and below it what is different."""
    codes = ["auth.missing", "keys.gone", "keys.unknown", "service.down"]
    code, out, err = cli("verify", "--base-url", drifted, "--jobs", "1", *codes)
    assert (code, out) == (1, TEXT)
    assert err == "0 verified, 2 mismatches, 2 unverified; 1 request of fixes left out\n"


def test_an_error_can_be_named_in_any_spelling(cli: Cli, url: str) -> None:
    """As elsewhere; one that is named twice is replayed once."""
    code, out, err = cli("verify", "--base-url", url, "KeysUnknown", "keys.unknown", "missing")
    assert (code, err.split(";")[0]) == (0, "2 verified, 0 mismatches, 0 unverified")
    code, out, err = cli("verify", "--base-url", url, "keys.unknwon")
    assert (code, out) == (2, "")
    assert "keys.unknown" in err


def test_json_is_for_programs(cli: Cli, drifted: str) -> None:
    """One object on stdout: the server, the counts, a row for each definition."""
    code, out, _ = cli("verify", "--base-url", drifted + "/", "--format", "json")
    made = json.loads(out)
    assert code == 1
    assert list(made) == ["base_url", "counts", "definitions"]
    assert made["base_url"] == drifted
    assert made["counts"] == {"verified": 2, "mismatch": 2, "unverified": 2}
    rows = {row["code"]: row for row in made["definitions"]}
    assert list(rows) == CODES
    assert all(list(row) == [
        "code", "state", "path", "line", "column", "reason", "seconds", "mismatches", "left_out",
    ] for row in rows.values())  # fmt: skip
    row = rows["keys.unknown"]
    assert (row["state"], row["path"], row["line"], row["column"], row["reason"]) == (
        "mismatch", "catalog/errors.yaml", 68, 1, None,
    )  # fmt: skip
    assert row["mismatches"][0] == {
        "role": "trigger",
        "request": "GET /keys/key_nonexistent",
        "path": "catalog/errors.yaml",
        "line": 69,
        "column": 12,
        "differences": [
            {
                "where": "body /error/title",
                "expected": '"Not Found"',
                "got": '"Gone <b>\\u000b&"',
            }
        ],
    }
    assert [one["role"] for one in row["mismatches"]] == ["trigger", "fix"]
    assert row["left_out"] == [
        {
            "request": "GET /keys/no_such_key",
            "path": "catalog/errors.yaml",
            "line": 73,
            "column": 18,
            "reason": "skipped: It is what not to do.",
        }
    ]
    assert rows["keys.gone"]["reason"] == "it has no trigger"


def test_junit_is_for_ci(cli: Cli, drifted: str) -> None:
    """A test case for each definition: passed, failed, or skipped where it is unverified."""
    code, out, _ = cli("verify", "--base-url", drifted, "--format", "junit")
    suites = ET.fromstring(out)
    assert code == 1
    [suite] = suites
    for element in (suites, suite):
        counts = {name: element.get(name) for name in ("tests", "failures", "errors", "skipped")}
        assert counts == {"tests": "6", "failures": "2", "errors": "0", "skipped": "2"}
    cases = {case.get("name"): case for case in suite}
    assert list(cases) == CODES
    case = cases["keys.unknown"]
    about = {name: case.get(name) for name in ("classname", "file", "line")}
    assert about == {"classname": "keys", "file": "catalog/errors.yaml", "line": "68"}
    failure = case.find("failure")
    assert failure is not None
    assert (failure.get("message") or "").startswith(
        "GET /keys/key_nonexistent is not answered as documented; GET /keys is in a fix"
    )
    assert '+ "Gone <b>\\u000b&"' in (failure.text or "")
    skipped = cases["keys.gone"].find("skipped")
    assert skipped is not None
    assert skipped.get("message") == "it has no trigger"
    assert [*cases["keys.exists"]] == []


BASE = ["--base-url", "http://127.0.0.1:1"]

NOTHING: list[tuple[list[str], dict[str, str], str]] = [
    (["--base-url", "127.0.0.1"], {}, "127.0.0.1 is no URL of a server; write http://"),
    ([*BASE], {}, "http://127.0.0.1:1 cannot be reached: "),
    ([*BASE], {"KEYS_SECRET": ""}, "KEYS_SECRET is not set; it holds"),
    ([*BASE, "--catalog", "nowhere"], {}, "nowhere does not exist"),
    ([*BASE, "nothing"], {}, "no error is called `nothing`"),
]


@pytest.mark.parametrize(("arguments", "environment", "said"), NOTHING)
def test_what_cannot_run_is_exit_code_2(
    cli: Cli,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    environment: dict[str, str],
    said: str,
) -> None:
    """One line that says why, and nothing on stdout."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    code, out, err = cli("verify", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"errbook: {said}")
    assert err.count("\n") == 1


def test_a_catalog_with_a_mistake_is_no_mismatch(cli: Cli, folder: Path) -> None:
    """It is not known what is documented; stdout is for reports of the chosen form."""
    (folder / "errors.yaml").write_text(DEFINITIONS.replace("status: 401", "status: 200"), "utf-8")
    code, out, err = cli("verify", "--base-url", "http://127.0.0.1:1")
    assert (code, out) == (2, "")
    assert err == (
        "errbook: the catalog catalog cannot be used: 1 error; the first: catalog/errors.yaml:3:9:"
        " error EB203 status 200 is no error; it must be from 400 to 599\n"
    )


def test_a_run_that_verifies_nothing_is_exit_code_2(cli: Cli, url: str) -> None:
    """A green build says that something was compared."""
    code, out, err = cli("verify", "--base-url", url, "keys.gone")
    assert (code, err) == (2, "0 verified, 0 mismatches, 1 unverified\n")
    assert out == "catalog/errors.yaml:40:1: unverified keys.gone: it has no trigger\n"


@pytest.mark.parametrize(
    "arguments", [[], [*BASE, "-j", "0"], [*BASE, "--timeout", "0"], [*BASE, "--format", "xml"]]
)
def test_options_are_checked(cli: Cli, folder: Path, arguments: list[str]) -> None:
    """Before anything is sent."""
    code, out, err = cli("verify", *arguments)
    assert (code, out) == (2, "")
    assert "Usage: errbook verify" in err


HOSTILE = ["", " ", "a\nb", "\x1b[31m", "日本", "a" * 300, "http://[", "//"]


@pytest.mark.parametrize("argument", HOSTILE)
def test_no_argument_gets_a_traceback(cli: Cli, folder: Path, argument: str) -> None:
    """Neither as a base URL nor as a code."""
    for arguments in (["--base-url", argument], [*BASE, "--", argument]):
        code, _, err = cli("verify", *arguments)
        assert code == 2
        assert err
        assert "Traceback" not in err


def test_without_httpx_it_says_what_to_install(
    cli: Cli, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line."""
    from importlib import util

    found: Any = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == "httpx" else found(name))
    assert cli("verify", "--base-url", url) == (
        2, "", "errbook: httpx is not installed; run: pip install 'errbook[build]'\n",
    )  # fmt: skip


def test_no_page_and_no_data_file_shows_how_a_request_is_replayed(
    cli: Cli, folder: Path, files: Callable[[Path], dict[str, bytes]], tmp_path: Path
) -> None:
    """What is made of a catalog is the same, byte for byte, without its `replay`."""
    lines = DEFINITIONS.splitlines(keepends=True)
    made = []
    for name in ("with", "without"):
        assert cli("build", "python", "-o", f"{name}/python")[0] == 0
        assert cli("build", "markdown", "-o", f"{name}/markdown")[0] == 0
        made.append(files(tmp_path / name))
        kept, depth = [], 99
        for line in lines:
            indent = len(line) - len(line.lstrip())
            depth = 99 if indent <= depth else depth
            if line.lstrip().startswith("replay:"):
                depth = indent
            elif depth == 99:
                kept.append(line)
        (folder / "errors.yaml").write_text("".join(kept), "utf-8")
    assert "replay" not in (folder / "errors.yaml").read_text("utf-8")
    assert made[0] == made[1]
    assert not any(b"KEYS_LIMITED" in data or b"replay" in data for data in made[0].values())
