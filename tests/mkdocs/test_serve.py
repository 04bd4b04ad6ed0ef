"""`serve`, as one writes: a real server, a real edit."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

WATCHER = 0.5
"""Seconds that the watcher of files, started behind the first build, needs to have seen them."""


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serving(command: list[str], folder: Path, **settings: str) -> Iterator[tuple[str, Path]]:
    """Run a server in `folder`; yield its address and the file that has what it says."""
    settings |= {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
    port = free_port()
    said = folder / "said.txt"
    with said.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *command, "-a", f"127.0.0.1:{port}"],
            cwd=folder,
            env={**os.environ, **settings},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield f"http://127.0.0.1:{port}", said
    finally:
        process.terminate()
        process.wait(10)


def until(what: Callable[[], bool], said: Path) -> None:
    """Wait until `what` holds; fail with what the server said."""
    end = time.monotonic() + 40
    while time.monotonic() < end:
        try:
            if what():
                return
        except OSError:  # not up yet, or busy building
            pass
        time.sleep(0.02)
    pytest.fail(said.read_text())


def get(url: str) -> str:
    """Return the page at `url`."""
    with urllib.request.urlopen(url, timeout=5) as response:
        text: str = response.read().decode()
        return text


@pytest.mark.parametrize(
    "command",
    [["mkdocs", "serve"], ["properdocs", "serve"], ["errbook", "serve"]],
    ids=["mkdocs", "properdocs", "errbook"],
)
def test_an_edit_of_the_catalog_shows_and_a_broken_one_keeps_the_last_good_pages(
    project: Callable[..., Path], command: list[str]
) -> None:
    """Edit, break and mend a definition while the site is served."""
    folder = project()
    if command[0] == "errbook":
        (folder / "mkdocs.yml").unlink()
    cart = folder / "catalog" / "cart.yaml"
    good = cart.read_text("utf-8")
    with serving(command, folder) as (address, said):
        url = f"{address}/errors/cart/empty/"
        until(lambda: "The cart has nothing in it." in get(url), said)
        time.sleep(WATCHER)
        cart.write_text(good.replace("nothing in it", "nothing in it yet"), "utf-8")
        until(lambda: "The cart has nothing in it yet." in get(url), said)
        cart.write_text(good.replace("status: 409", "status: 200"), "utf-8")
        until(lambda: "EB203 status 200 is no error" in said.read_text(), said)
        until(lambda: "The cart has nothing in it yet." in get(url), said)
        cart.write_text(good.replace("nothing in it", "really nothing in it"), "utf-8")
        until(lambda: "The cart has really nothing in it." in get(url), said)


def test_the_site_can_be_served_for_operators(project: Callable[..., Path]) -> None:
    """What the command asks for goes before the plugin's option, in every build."""
    folder = project()
    secret = folder / "catalog/cart.yaml"
    with serving(["errbook", "serve", "--visibility", "internal"], folder) as (address, said):
        url = f"{address}/errors/stock/secret/"
        until(lambda: "For operators only." in get(url), said)
        time.sleep(WATCHER)
        secret.write_text(secret.read_text("utf-8").replace("operators only", "us alone"), "utf-8")
        until(lambda: "For us alone." in get(url), said)
