"""`errbook explain -`: the page of an error for whoever has a response, a log or a message."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

REFERENCE = Path(__file__).parents[2] / "catalog"
TYPE = "https://unkey.com/docs/errors/unkey/data/api_not_found"
BODY = json.dumps(
    {
        "meta": {"requestId": "req_mine"},
        "error": {"detail": "The API a <1> does not exist, or was deleted.", "apiId": "a <1>"}
        | {"status": 404, "title": "Not Found", "type": TYPE},
    }
)

Piped = Callable[..., tuple[int, str, str]]


@pytest.fixture
def piped(cli: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch) -> Piped:
    """A function that runs the command with that on stdin, on the reference catalog."""

    def called(given: bytes | str, *arguments: str) -> tuple[int, str, str]:
        data = given.encode() if isinstance(given, str) else given
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return cli("explain", "-", *arguments, "-c", REFERENCE)

    return called


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\n\r\n{BODY}\n",
        f"2026-11-25T10:31:00Z WARN client: 404 {BODY}",
        json.dumps({"level": "error", "response": BODY}),
    ],
)
def test_a_response_gives_its_page_with_its_own_values(piped: Piped, text: str) -> None:
    """In the place of the examples, and what it was recognised by on stderr."""
    code, page, err = piped(text)
    assert (code, err) == (
        0,
        "err:unkey:data:api_not_found by its type; the example response has your values\n",
    )
    assert page.startswith("# Not Found `api_not_found`\n")
    assert '"apiId": "a <1>"' in page
    assert '"detail": "The API a <1> does not exist, or was deleted."' in page
    assert '"requestId": "req_mine"' in page
    example = page.partition("## Example response")[2].partition("\n## ")[0]
    assert "nonexistent" not in example


def test_json_is_the_body_with_these_values(piped: Piped) -> None:
    """As the service sent it, or would have, where only its message is at hand."""
    code, out, _ = piped(BODY, "--format", "json")
    assert (code, json.loads(out)) == (0, json.loads(BODY))
    _, out, err = piped("The API x does not exist, or was deleted.", "--format", "json")
    body = json.loads(out)
    assert body["error"]["apiId"] == "x"
    assert body["meta"]["requestId"].startswith("req_2s8")
    assert err.startswith("err:unkey:data:api_not_found by its message; ")


def test_a_variant_gives_the_example_of_that_one(piped: Piped) -> None:
    """The others are no matter to this reader."""
    text = "ERROR err:unkey:application:deployment_not_ready: The deployment d_7 is shutting down"
    _, page, _ = piped(f"{text} and cannot take traffic any more.")
    assert page.count("HTTP/1.1 412 ") == 1
    assert '"detail": "The deployment d_7 is shutting down and' in page


def test_an_optional_param_that_a_body_lacks_is_not_made_up(piped: Piped) -> None:
    """The example of the page has it, the reader's response does not."""
    type_uri = "https://unkey.com/docs/errors/unkey/application/invalid_input"
    _, out, _ = piped(json.dumps({"type": type_uri, "errors": []}), "--format", "json")
    assert json.loads(out)["error"]["errors"] == []
    assert "schema" not in json.loads(out)["error"]


def test_a_code_alone_has_no_values(piped: Piped) -> None:
    """So nothing is said of them."""
    code, page, err = piped("err:unkey:data:api_not_found\n")
    assert (code, err) == (0, "err:unkey:data:api_not_found by its code\n")
    assert '    "apiId": "api_nonexistent"' in page


def test_several_errors_are_listed(piped: Piped) -> None:
    """As they are for a piece of several codes."""
    code, out, err = piped("1 err:unkey:data:api_not_found: x\n2 err:unkey:data:key_not_found: y\n")
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "errbook: what is on stdin can be any of 2 errors; name one:",
        "  err:unkey:data:api_not_found",
        "  err:unkey:data:key_not_found",
    ]


def test_none_is_answered_with_the_nearest(piped: Piped) -> None:
    """Of a whole response it is the type that is compared."""
    code, out, err = piped(BODY.replace("api_not_found", "apy_not_found").replace("API", "Apy"))
    assert (code, out) == (2, "")
    assert err.startswith("errbook: nothing on stdin is an error of the catalog; did you mean:\n  ")
    assert "  err:unkey:data:api_not_found" in err.splitlines()
    assert piped("The parcel is late.")[2].endswith("errbook list shows what there is\n")


@pytest.mark.parametrize("given", [b"", b" \n\t", b"\xef\xbb\xbf"])
def test_empty_input_is_said_to_be_empty(piped: Piped, given: bytes) -> None:
    """It is what a failed command in front of the pipe leaves."""
    assert piped(given) == (
        2, "", "errbook: stdin is empty; give it a response, a line of a log or a message\n",
    )  # fmt: skip


def test_bytes_in_other_encodings_are_read(piped: Piped) -> None:
    """UTF-16, which PowerShell writes, and what is no text at all around a code."""
    assert piped(BODY.encode("utf-16"))[0] == 0
    assert piped(b"\xef\xbb\xbf" + BODY.encode())[0] == 0
    assert piped(b"\xff\x00 err:unkey:data:api_not_found \xe9\n")[0] == 0
    assert piped(os.urandom(10_000))[0] == 2


def test_of_a_huge_input_the_beginning_is_looked_at(piped: Piped) -> None:
    """And that is said."""
    code, _, err = piped(f"{BODY}\n" + "x" * 9_000_000)
    assert code == 0
    assert err.splitlines()[0] == "only the first 1,000,000 characters of stdin are looked at"
    assert piped("x" * 9_000_000 + BODY)[0] == 2


def test_no_stdin_is_said_to_be_none(
    cli: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service without one has None in its place."""
    monkeypatch.setattr(sys, "stdin", None)
    assert cli("explain", "-", "-c", REFERENCE) == (
        2, "", "errbook: there is no stdin to read from; name a code\n",
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_as_stdin_is_told_what_is_waited_for() -> None:
    """And what ends the input."""
    import pty

    ours, theirs = pty.openpty()
    errbook = Path(sys.executable).with_name("errbook")
    command = [str(errbook), "explain", "-", "-c", str(REFERENCE)]
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        os.close(theirs)
        os.write(ours, b"err:unkey:data:api_not_found\n\x04")
        out, err = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    assert err.splitlines() == [
        b"Paste a response, a line of a log or a message; then press Ctrl+D.",
        b"err:unkey:data:api_not_found by its code",
    ]
    assert out.startswith(b"# Not Found `api_not_found`")
