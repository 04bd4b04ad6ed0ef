"""What an error costs from `raise` to response inside of a framework, beside its peers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from .test_runtime import BARE, DYNAMIC, MANIFEST, STATIC

pytestmark = pytest.mark.bench

Record: TypeAlias = Callable[[str, dict[str, object]], None]
Figures: TypeAlias = dict[tuple[str, str], dict[str, tuple[float, float]]]

ROOT = Path(__file__).parents[2]

MEDIA_TYPE = "  media_type: application/problem+json\n"


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """Ratios and microseconds by framework and app, and by error."""
    folder = tmp_path_factory.mktemp("web")
    catalog = folder / "bare.catalog"
    catalog.mkdir()
    (catalog / "catalog.yaml").write_text(MANIFEST + BARE + MEDIA_TYPE, "utf-8")
    (catalog / "static.yaml").write_text(STATIC, "utf-8")
    (catalog / "dynamic.yaml").write_text(DYNAMIC, "utf-8")
    command = ["-m", "errbook", "build", "python", "-c", str(catalog), "-o", str(folder / "bare")]
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    command = ["-m", "tests.benchmarks.web", str(folder)]
    done = subprocess.run([sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    found: Figures = {}
    for framework, name, column, ratio, microseconds in json.loads(done.stdout):
        found.setdefault((framework, name), {})[column] = ratio, microseconds
    return found


def test_an_error_costs_no_more_than_a_handler_by_hand(figures: Figures, record: Record) -> None:
    """Though it has an id, is negotiated, and says what it varies by and where its page is."""
    for (framework, name), columns in figures.items():
        row: dict[str, object] = {column: round(ratio, 2) for column, (ratio, _) in columns.items()}
        row |= {f"{column}, µs": round(time, 1) for column, (_, time) in columns.items()}
        record(f"raise to response in {framework}, by hand is 1: {name}", row)
    for framework in ("Starlette", "FastAPI"):
        ours = figures[framework, "errbook"]
        assert max(ratio for ratio, _ in ours.values()) <= 1.0, (framework, ours)


def test_no_peer_is_faster(figures: Figures) -> None:
    """In the same framework."""
    for (framework, name), columns in figures.items():
        if name not in ("errbook", "by hand"):
            for column, (ratio, _) in columns.items():
                ours, _ = figures[framework, "errbook"][column]
                assert ours < ratio, (framework, name, column)
