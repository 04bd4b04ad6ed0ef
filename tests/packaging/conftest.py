"""What a user gets: the sdist, the wheel made from it, and that wheel installed."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


@dataclass
class Environment:
    """A virtual environment with errbook from the wheel in it, and nothing else."""

    root: Path

    @property
    def site(self) -> Path:
        """Its site-packages."""
        return Path(sysconfig.get_path("purelib", "venv", {"base": str(self.root)}))

    @property
    def requires(self) -> list[str]:
        """What the installed errbook requires, extras included."""
        (info,) = self.site.glob("errbook-*.dist-info")
        return Distribution.at(info).requires or []

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run one of its programs, somewhere outside the checkout."""
        program = Path(sysconfig.get_path("scripts", "venv", {"base": str(self.root)}), command[0])
        plain = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return subprocess.run(
            [program, *command[1:]], cwd=self.root, env=plain, capture_output=True, text=True
        )

    @contextmanager
    def beside(self, *folders: Path) -> Iterator[Environment]:
        """Let it see the packages in `folders` as well. Their own .pth files are not read."""
        link = self.site / "beside.pth"
        link.write_text("".join(f"{folder}\n" for folder in folders), "utf-8")
        try:
            yield self
        finally:
            link.unlink()


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def dependencies() -> list[Path]:
    """The site-packages of the interpreter that runs the tests."""
    return [Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")]


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, unpacked."""
    folder = tmp_path_factory.mktemp("sdist")
    (archive,) = _build("sdist", CHECKOUT, folder)
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    (unpacked,) = (path for path in folder.iterdir() if path.is_dir())
    return unpacked


@pytest.fixture(scope="session")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist."""
    (built,) = _build("wheel", sdist, tmp_path_factory.mktemp("wheel"))
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the wheel in it, as `pip install errbook` leaves it."""
    environment = Environment(tmp_path_factory.mktemp("installed"))
    venv.create(environment.root, symlinks=True)
    pip = [sys.executable, "-m", "pip", "--python", str(environment.root), "install", "--quiet"]
    subprocess.run([*pip, "--no-index", "--no-deps", "--no-compile", str(wheel)], check=True)
    return environment


def _build(kind: str, source: Path, folder: Path) -> list[Path]:
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    return [path for path in folder.iterdir() if path.is_file()]
