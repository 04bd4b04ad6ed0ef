"""Servers that are not there, are slow, or speak no HTTP; and many definitions at a time."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Barrier, Event, Thread

import pytest
from tests.conftest import Load
from tests.verify.conftest import Replay
from tests.verify.service import ENVIRONMENT, MANIFEST, SECRET, Asked, Reply, found_in, serving

from errbook.emit.live import LoadedProblems
from errbook.exceptions import UsageError
from errbook.verify.outcome import State
from errbook.verify.run import verify


@contextmanager
def _raw(said: bytes, *, more: bytes = b"") -> Iterator[str]:
    """Serve `said` to everybody, whatever they ask; then `more` again and again, slowly."""
    listening = socket.create_server(("127.0.0.1", 0))
    ended = Event()

    def speak(connection: socket.socket) -> None:
        with connection:
            connection.recv(65_536)
            try:
                connection.sendall(said)
                while more and not ended.wait(0.02):
                    connection.sendall(more)
            except OSError:  # the client has had enough
                return

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            Thread(target=speak, args=(connection,), daemon=True).start()

    thread = Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        ended.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def _closed_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


def test_a_server_that_is_not_there_ends_the_run(keys: LoadedProblems) -> None:
    """In one line, with the address and what the system says."""
    url = _closed_port()
    with pytest.raises(UsageError) as caught:
        verify(keys.catalog, url, environment=ENVIRONMENT)
    assert str(caught.value) == f"{url} cannot be reached: Connection refused"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (b"SSH-2.0-OpenSSH_9.2\r\n", "the connection ended without an answer in HTTP"),
        (b"", "the connection ended without an answer in HTTP"),
        (
            b"HTTP/1.1 404 Not Found\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnone",
            "the body is not in the encoding that Content-Encoding names",
        ),
    ],
)
def test_a_server_that_speaks_no_http_ends_the_run(
    keys: LoadedProblems, said: bytes, why: str
) -> None:
    """There is nothing that could be compared."""
    with _raw(said) as url, pytest.raises(UsageError) as caught:
        verify(keys.catalog, url, environment=ENVIRONMENT)
    assert str(caught.value) == f"{url} answers nothing: {why}"


def test_a_server_that_is_silent_ends_the_run(keys: LoadedProblems) -> None:
    """When the time is up."""
    with _raw(b"HTTP/1.1 ", more=b"2") as url, pytest.raises(UsageError) as caught:
        verify(
            keys.catalog, url, [keys.catalog.entries["keys.unknown"]],
            environment=ENVIRONMENT, timeout=0.2,
        )  # fmt: skip
    assert str(caught.value) == f"{url} answers nothing: no answer within 0.2 s"


def test_one_answer_that_does_not_come_is_a_mismatch(replay: Replay) -> None:
    """The others are compared; no fix is sent behind it."""

    def slow(asked: Asked, reply: Reply) -> Reply:
        if reply.status == 404:
            time.sleep(0.6)
        return reply

    result = replay(slow, timeout=0.3)
    assert found_in(result) == {
        "keys.unknown": [("answer", "404 Not Found", "no answer within 0.3 s")]
    }
    assert result.counts[State.VERIFIED] == 3


HEAD = b"HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n"


def test_a_body_that_never_ends_is_cut_off_by_time(keys: LoadedProblems) -> None:
    """Each part of it comes soon enough, and all of it never."""
    entries = [keys.catalog.entries["keys.unknown"]]
    with _raw(HEAD, more=b"x") as url, pytest.raises(UsageError) as caught:
        verify(keys.catalog, url, entries, environment=ENVIRONMENT, timeout=0.3)
    assert str(caught.value) == f"{url} answers nothing: no answer within 0.3 s"


def test_a_body_that_never_ends_is_cut_off_by_length(keys: LoadedProblems) -> None:
    """No more than a megabyte is read, and no more than a thousand characters are shown."""
    entries = [keys.catalog.entries["keys.unknown"]]
    with _raw(HEAD + b"x" * 2**21, more=b"x") as url:
        result = verify(keys.catalog, url, entries, environment=ENVIRONMENT)
    found = found_in(result)["keys.unknown"]
    assert ("body", "an object in JSON", "x" * 1_000 + "…") in found


def test_definitions_are_replayed_at_the_same_time(load: Load) -> None:
    """As many as there are jobs: each of four waits here until all four are there."""
    one = "code: keys.k{0}\nstatus: 409\ntitle: T\nsummary: S.\n"
    trigger = "trigger: {{request: {{method: GET, path: /k{0}}}}}\n"
    problems = load("---\n".join((one + trigger).format(n) for n in range(4)), MANIFEST)
    together = Barrier(4, timeout=5)

    def app(asked: Asked) -> Reply:
        together.wait()
        return Reply(409)

    with serving(app) as url:
        result = verify(problems.catalog, url, jobs=4, environment=ENVIRONMENT)
    assert result.counts[State.MISMATCH] == 4
    assert not together.broken
    assert [one.code for one in result.outcomes] == ["keys.k0", "keys.k1", "keys.k2", "keys.k3"]


def test_the_requests_of_one_definition_never_overlap(replay: Replay) -> None:
    """With more jobs than definitions, each is still set up, triggered and fixed in order."""
    seen: list[Asked] = []
    result = replay(seen=seen, jobs=64)
    assert found_in(result) == {}
    names = [asked.json["name"] for asked in seen if asked.method == "POST"]
    assert len(names) == 3


def test_progress_is_told(replay: Replay) -> None:
    """After each definition, up to all of them."""
    steps: list[tuple[int, int]] = []
    replay(progress=lambda done, total: steps.append((done, total)))
    assert steps == [(n, 6) for n in range(1, 7)]


def test_a_secret_that_no_header_can_carry_is_not_sent(replay: Replay) -> None:
    """A line break in it would make two headers; nobody is told what it was."""
    with pytest.raises(UsageError) as caught:
        replay(
            lambda asked, reply: reply,
            "keys.unknown",
            environment={"KEYS_SECRET": f"{SECRET}\r\nX-Admin: 1"},
        )
    assert "a value holds what no header can carry" in str(caught.value)
    assert SECRET not in str(caught.value)
