"""What changes something is sent to this machine only; what is secret is shown to nobody."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import Any

import pytest
from tests.conftest import Load
from tests.verify.conftest import Replay
from tests.verify.service import (
    DEFINITIONS,
    ENVIRONMENT,
    MANIFEST,
    SECRET,
    Asked,
    Keys,
    Reply,
    found_in,
    json_reply,
    serving,
)  # fmt: skip

from errbook.emit.live import LoadedProblems
from errbook.exceptions import UsageError
from errbook.verify.outcome import State
from errbook.verify.report import FORMATS
from errbook.verify.run import verify
from errbook.verify.server import Server


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Addresses by host name, in the place of the system's."""
    known: dict[str, list[str]] = {}
    system = socket.getaddrinfo

    def found(host: Any, port: Any, *args: Any, **options: Any) -> Any:
        if host not in known:
            return system(host, port, *args, **options)
        family = socket.AF_INET6
        return [(family, socket.SOCK_STREAM, 6, "", (it, port)) for it in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    return known


@pytest.mark.parametrize(
    ("url", "is_loopback"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://127.8.9.1", True),
        ("http://[::1]:8000/", True),
        ("http://[::ffff:127.0.0.1]:8000/", True),
        ("http://localhost:8000/api", True),
        ("https://10.0.0.1", False),
        ("http://0.0.0.0:8000", False),
        ("http://192.168.1.1", False),
        ("http://[2001:db8::1]", False),
    ],
)
def test_this_machine_is_known_by_its_addresses(url: str, is_loopback: bool) -> None:
    """127.0.0.0/8 and ::1."""
    assert Server.at(url).is_loopback is is_loopback


def test_a_name_is_this_machine_if_all_of_its_addresses_are(names: dict[str, list[str]]) -> None:
    """A name that has another one as well may lead there."""
    names["api.test"] = ["127.0.0.1", "::1"]
    assert Server.at("http://api.test").is_loopback
    names["api.test"] = ["127.0.0.1", "10.0.0.1"]
    assert not Server.at("http://api.test").is_loopback


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", " is no URL of a server; write http://127.0.0.1:8000"),
        ("127.0.0.1:8000", "127.0.0.1:8000 is no URL of a server; write http://127.0.0.1:8000"),
        ("ftp://127.0.0.1", "ftp://127.0.0.1 is no URL of a server; write http://127.0.0.1:8000"),
        ("http://", "http:// is no URL of a server; write http://127.0.0.1:8000"),
        ("http://127.0.0.1:http", "http://127.0.0.1:http is no URL: "),
        ("http://[::1", "http://[::1 is no URL: "),
        ("http://127.0.0.1/?a=b", "http://127.0.0.1/?a=b is no base URL: paths are put behind it"),
        ("http://127.0.0.1/a b", "http://127.0.0.1/a b is no base URL: paths are put behind it"),
        ("http://no-such-host.invalid", "no-such-host.invalid has no address: "),
        ("http://a..b", "a..b has no address: it is no host name"),
    ],
)
def test_what_is_no_base_url_is_refused(url: str, said: str) -> None:
    """In one line."""
    with pytest.raises(UsageError) as caught:
        Server.at(url)
    assert str(caught.value).startswith(said)


def test_a_url_with_a_password_is_refused_without_showing_it() -> None:
    """It would be in reports and logs."""
    with pytest.raises(UsageError) as caught:
        Server.at("http://me:hunter2@127.0.0.1")
    assert "hunter2" not in str(caught.value)


def test_paths_are_put_behind_the_base_url(keys: LoadedProblems) -> None:
    """It may have one of its own."""
    seen: list[Asked] = []

    def app(asked: Asked) -> Reply:
        seen.append(asked)
        return Reply(404)

    with serving(app) as url:
        entries = [keys.catalog.entries["keys.unknown"]]
        verify(keys.catalog, f"{url}/api/v2/", entries, environment=ENVIRONMENT)
    assert seen[0].path == "/api/v2/keys/key_nonexistent"


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take this machine for another one."""
    at = Server.at.__func__  # type: ignore[attr-defined]
    away = classmethod(lambda cls, url: replace(at(cls, url), is_loopback=False))
    monkeypatch.setattr(Server, "at", away)


def test_another_machine_is_sent_nothing_that_changes_it(replay: Replay, elsewhere: None) -> None:
    """Neither a trigger nor what sets it up; reading is verified as anywhere."""
    seen: list[Asked] = []
    result = replay(seen=seen)
    assert {asked.method for asked in seen} == {"GET"}
    assert found_in(result) == {}
    reasons = {one.code: one.reason for one in result.outcomes if one.reason}
    assert reasons["keys.exists"] == (
        "POST can change something, and 127.0.0.1 is not this machine; --allow-writes sends it"
    )
    assert result.counts == {State.VERIFIED: 3, State.UNVERIFIED: 3}


def test_a_fix_that_changes_something_is_left_out_there(
    load: Load, replay: Replay, elsewhere: None
) -> None:
    """The trigger is verified."""
    fix = "      - request: {method: DELETE, path: /keys/key_1}\n"
    problems = load(
        DEFINITIONS.replace("        replay: {skip: It is what", f"{fix}        #"), MANIFEST
    )
    [outcome] = replay(lambda asked, reply: reply, "keys.unknown", problems=problems).outcomes
    assert [left.request for left in outcome.left_out] == ["DELETE /keys/key_1"]


def test_a_request_to_another_server_is_not_sent(load: Load, replay: Replay) -> None:
    """Neither there nor to the API that is verified."""
    there = "{method: GET, path: /keys/key_nonexistent, server: https://other.example}"
    definitions = DEFINITIONS.replace("{method: GET, path: /keys/key_nonexistent}", there)
    seen: list[Asked] = []
    result = replay(
        lambda asked, reply: reply,
        "keys.unknown",
        problems=load(definitions, MANIFEST),
        seen=seen,
    )
    [outcome] = result.outcomes
    assert outcome.state is State.UNVERIFIED
    assert outcome.reason == "https://other.example is another server than the one that is verified"
    assert seen == []


def test_writes_are_sent_where_they_are_allowed(replay: Replay, elsewhere: None) -> None:
    """Somebody has said so."""
    result = replay(allow_writes=True)
    assert result.counts[State.VERIFIED] == 4


def test_a_proxy_is_not_asked_for_this_machine(
    replay: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is another one."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("all_proxy", "http://127.0.0.1:9")
    assert replay().counts[State.VERIFIED] == 4


HIDDEN = 's3cret "of" the/tests&ü'


@pytest.mark.parametrize("form", FORMATS)
def test_secrets_are_in_no_report(keys: LoadedProblems, form: str) -> None:
    """However the server gives them back: as they are, in JSON, in a URL, at the end of a text."""
    app = Keys(keys)

    def echo(asked: Asked) -> Reply:
        given = asked.headers.get("authorization", "").encode("latin-1").decode()
        if asked.path == "/limited":
            return json_reply(302, {}).with_header(
                "Location", "/?k=s3cret%20%22of%22%20the%2Ftests%26%C3%BC"
            )
        reply = app(replace(asked, headers={**asked.headers, "authorization": f"Bearer {SECRET}"}))
        if reply.status < 400:
            return replace(reply, body=given.encode())
        return reply.with_error(detail=given, hint={given: "x" * 990 + given})

    environment = {"KEYS_SECRET": HIDDEN, "KEYS_LIMITED": HIDDEN}
    with serving(echo) as url:
        result = verify(keys.catalog, url, environment=environment)
    assert result.counts[State.MISMATCH] >= 3
    report = FORMATS[form](result)
    assert "s3cret" not in report
    assert "Bearer $KEYS_" in report


def test_a_variable_s_value_is_no_less_secret(load: Load, replay: Replay) -> None:
    """What stands for a sample may be a token."""
    definitions = DEFINITIONS.replace("{repeat: 5, auth: KEYS_LIMITED}", "{env: {ws_1: WORKSPACE}}")
    problems = load(definitions.replace("/limited", "/keys/ws_1"), MANIFEST)
    environment = {**ENVIRONMENT, "WORKSPACE": "ws_hidden"}
    result = replay(
        lambda asked, reply: reply, "keys.limited", problems=problems, environment=environment
    )
    report = FORMATS["text"](result)
    assert "ws_hidden" not in report
    assert "The key $WORKSPACE does not exist." in report
