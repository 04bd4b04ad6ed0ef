"""Every block of code on the guide pages and in the README does what the page says.

The blocks of a page run in their order, in a folder of their own:

- `yaml title="catalog/x.yaml"`, and any other title that is a path: the file is written.
- `yaml title="from catalog/x.yaml"`: the file of the reference catalog has these fields.
- `yaml title="in catalog.yaml"`: the fields are put into the manifest, and the catalog must load.
- `yaml title="in a definition"`: a definition with these fields must be valid.
- `python`: is executed, all blocks of a page in one namespace. It may end in a problem.
- `text` or `json` with `title="output"`: what the Python before it printed.
- `console`: each `$ command` is run, and prints what stands below it; a line `…` is any lines. One
  of errbook alone is run in this process: to start another takes longer than most of them.
- `console title="in a terminal of its own"`: the command is a server; it is started, and stopped
  when the page ends. Port 8000 is another one here, which is free.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from errbook import Problem
from errbook.catalog import load
from errbook.catalog.definition import Definition
from errbook.catalog.reader import read
from errbook.cli.app import run

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).parents[2]
OWN = ("mkdocs.yml", "pyproject.toml", "zensical.toml", ".pre-commit-config.yaml")
"""Titles without a slash that are files."""

PAGES = [TOP / "README.md", *sorted((TOP / "site/docs").rglob("*.md"))]

BLOCK = re.compile(
    r"^```(?P<language>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
OF_ERRBOOK = re.compile(r"errbook [\w ./:=-]+")
"""A command that means the same without a shell."""

GIT_ROLES, GIT_FACTS = ("AUTHOR", "COMMITTER"), ("NAME", "EMAIL")
LEAST = {"code": "a.b", "status": 404, "title": "Not Found", "summary": "It is not there."}


@dataclass
class Block:
    """A fenced block, and the line that it starts on."""

    language: str
    title: str
    text: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of `page`; a fence of another form fails."""
    text = page.read_text("utf-8")
    found = list(BLOCK.finditer(text))
    assert len(found) * 2 == len(re.findall(r"^```", text, re.MULTILINE)), "a fence stands alone"
    for block in found:
        line = text.count("\n", 0, block.start()) + 1
        yield Block(block["language"], block["title"] or "", block["text"], line)


class Reader:
    """Someone who follows a page to the letter."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, Any] = {"__name__": "page"}
        self.context = copy_context()  # a page may leave a context variable set
        self.printed = ""
        self.port = ""
        """The one that stands for 8000; there is none before a server is started."""
        self.open = contextlib.ExitStack()

    def close(self) -> None:
        """Stop what was started."""
        self.open.close()

    def follow(self, block: Block) -> None:
        """Do what `block` says."""
        if block.title.startswith("from "):
            self.find(block)
        elif "/" in block.title or block.title in OWN:
            self.write(block)
        elif block.title == "in catalog.yaml":
            self.put_into_manifest(block)
        elif block.title == "in a definition":
            self.put_into_definition(block)
        elif block.title == "output":
            self.compare(block)
        elif block.language == "python":
            self.execute(block)
        elif block.title == "in a terminal of its own":
            self.start(block)
        elif block.language == "console":
            self.type_in(block)
        else:
            assert block.language in ("text", "bash"), f"what is a {block.language} block to do?"

    def write(self, block: Block) -> None:
        path = self.folder / block.title
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, "utf-8")
        if path.suffix == ".toml":
            tomllib.loads(block.text)

    def find(self, block: Block) -> None:
        shutil.copytree(TOP / "catalog", self.folder / "catalog", dirs_exist_ok=True)
        path = self.folder / block.title.removeprefix("from ")
        shown, whole = (yaml.safe_load(text) for text in (block.text, path.read_text("utf-8")))
        assert shown == {name: whole[name] for name in shown}

    def put_into_manifest(self, block: Block) -> None:
        path = self.folder / "catalog/catalog.yaml"
        manifest = yaml.safe_load(path.read_text("utf-8")) | yaml.safe_load(block.text)
        path.write_text(yaml.safe_dump(manifest, sort_keys=False), "utf-8")
        load(self.folder / "catalog")

    def put_into_definition(self, block: Block) -> None:
        path = self.folder / "part.yaml"
        path.write_text(block.text, "utf-8")
        [document] = read(path)
        assert not document.findings
        Definition.model_validate(LEAST | document.value)

    def execute(self, block: Block) -> None:
        text = block.text.replace(":8000", f":{self.port}") if self.port else block.text
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.suppress(Problem):
            self.context.run(exec, compile(text, "page", "exec"), self.names)
        self.printed = out.getvalue()

    def compare(self, block: Block) -> None:
        if block.language == "json":
            assert json.loads(self.printed) == json.loads(block.text)
        else:
            assert self.printed == block.text

    def type_in(self, block: Block) -> None:
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            assert_like(self.run(command), expected, command)

    def start(self, block: Block) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = str(free.getsockname()[1])
        assert block.text.startswith("$ ")
        assert "8000" in block.text
        log = self.open.enter_context((self.folder / "server.log").open("w+"))
        server = subprocess.Popen(
            block.text[2:].replace("8000", self.port),
            shell=True,
            cwd=self.folder,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        self.open.callback(server.wait)
        self.open.callback(os.killpg, server.pid, signal.SIGTERM)
        end = time.monotonic() + 30
        while not self.listens():
            late = server.poll() is not None or time.monotonic() > end
            assert not late, (self.folder / "server.log").read_text("utf-8")
            time.sleep(0.05)

    def listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", int(self.port)), timeout=1).close()
        except OSError:
            return False
        return True

    def settings(self) -> dict[str, str]:
        places = [str(Path(sys.executable).parent), os.environ["PATH"]]
        found = {"PATH": os.pathsep.join(places), "COLUMNS": "80", "NO_MKDOCS_2_WARNING": "1"}
        who = {f"GIT_{one}_{what}": "reader@example.com" for one in GIT_ROLES for what in GIT_FACTS}
        return found | who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def run(self, command: str) -> str:
        if OF_ERRBOOK.fullmatch(command):
            with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
                run(shlex.split(command)[1:])
            return out.getvalue()
        done = subprocess.run(
            command.replace(":8000", f":{self.port}") if self.port else command,
            shell=True,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.stdout.replace(f":{self.port}", ":8000") if self.port else done.stdout


def assert_like(got: str, expected: str, command: str) -> None:
    """Compare lines; a line `…` stands for any number of them."""
    parts = [re.escape(part) for part in re.split(r"^…\n", expected, flags=re.MULTILINE)]
    assert re.fullmatch(r"(?:.*\n)*?".join(parts), got), f"$ {command}\n{got}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TOP).as_posix())
def test_every_block_does_what_the_page_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader who types in the page from top to bottom gets what it shows."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    with contextlib.closing(Reader(tmp_path)) as reader:
        for name, value in reader.settings().items():
            monkeypatch.setenv(name, value)
        for block in blocks(page):
            try:
                reader.follow(block)
            except Exception as error:
                error.add_note(f"at {page.relative_to(TOP)}:{block.line}")
                raise
