"""The servers that the suite talks to: one per framework and form, each a process of its own.

A process of its own, because Django's settings are global, because nothing of pytest's (warnings,
captured logs, the plugin that fails a test on a wrong argument) is then in the way, and because
what a server leaves open is seen when it ends.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.web.conformance import wire
from tests.web.conformance.catalog import MEDIA_TYPES, PREFIXES, Form, definitions, manifest

from errbook.catalog import load
from errbook.package import files
from errbook.targets.output import write_folder

__all__ = ["APPS", "FRAMEWORKS", "Service", "serve"]

TOP = Path(__file__).parents[3]
FRAMEWORKS = ["asgi", "django", "fastapi", "flask", "litestar", "starlette"]
APPS = [*FRAMEWORKS, "django_asgi", "django_rest"]
"""The modules of `apps/`; Django has a second server, and REST framework views of its own."""


@dataclass(frozen=True)
class Service:
    """An app that is being served."""

    app: str
    form: Form
    address: tuple[str, int]
    log: Path

    @property
    def framework(self) -> str:
        """The framework that the app is made with."""
        return self.app.partition("_")[0]

    @property
    def media_type(self) -> str:
        """The media type of its errors."""
        return MEDIA_TYPES[self.form]

    @property
    def prefix(self) -> str:
        """What the ids that it makes start with."""
        return PREFIXES[self.form]

    def send(
        self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> wire.Received:
        """Send a request on a connection of its own, and return the response."""
        sent = wire.request(method, path, [*(headers or {}).items()], body)
        return wire.read(wire.exchange(self.address, sent))

    def get(self, path: str, **headers: str) -> wire.Received:
        """Send a GET request; underscores in the headers' names are hyphens."""
        return self.send("GET", path, {key.replace("_", "-"): it for key, it in headers.items()})

    def logged(self, *texts: str, since: int = 0) -> str:
        """Return the log since that place, once all of `texts` are in it.

        It is written by another process, and an exception is logged after its response is sent.
        """
        end = time.monotonic() + 5
        while time.monotonic() < end:
            log = self.log.read_bytes()[since:].decode()
            if all(text in log for text in texts):
                return log
            time.sleep(0.01)
        raise AssertionError(f"not in the log: {[one for one in texts if one not in log]}\n{log}")


@contextmanager
def serve(app: str, form: Form, folder: Path) -> Iterator[Service]:
    """Serve the module `app` of `apps/` with errors in that form; `folder` is empty.

    The envelope comes from a generated package, the others from a catalog that is loaded.
    """
    catalog, log = folder / "catalog", folder / "log"
    catalog.mkdir()
    (catalog / "catalog.yaml").write_text(manifest(form), "utf-8")
    (catalog / "definitions.yaml").write_text(definitions(form), "utf-8")
    source = ["-"]
    if form == "envelope":
        write_folder(folder / "shop_errors", files(load(catalog)))
        source = ["shop_errors"]
    place = str(folder if form == "envelope" else catalog)
    command = [sys.executable, "-W", "error", "-m", f"{__package__}.serve", app, place]
    with log.open("wb") as err:
        process = subprocess.Popen(
            [*command, *source], cwd=TOP, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=err
        )
    with process:
        port = _line(process)
        if not port:
            raise RuntimeError(f"{app} does not start:\n{log.read_text('utf-8')}")
        try:
            yield Service(app, form, ("127.0.0.1", int(port)), log)
        finally:
            process.communicate(timeout=10)
    told = log.read_text("utf-8")
    assert process.returncode == 0, told
    left_open = [line for line in told.splitlines() if line.startswith("ResourceWarning")]
    # Django's ASGI handler itself leaves the body's file open when a response fails.
    djangos = "Unclosed file <tempfile.SpooledTemporaryFile" if app == "django_asgi" else "\0"
    assert not [line for line in left_open if djangos not in line], told
    assert "never awaited" not in told, told
    assert "broke the protocol" not in told, told


def _line(process: subprocess.Popen[bytes]) -> bytes:
    stdout: Any = process.stdout
    line: bytes = stdout.readline()
    return line.strip()
