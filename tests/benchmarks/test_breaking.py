"""What `errbook breaking` costs beyond reading the two catalogs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from errbook.catalog import load
from errbook.catalog.load import collecting_later
from errbook.diff import compare

pytestmark = pytest.mark.bench

Record = Callable[[str, dict[str, object]], None]


def test_comparing_costs_less_than_reading_one_of_the_two(
    catalog_of: Callable[..., Path], record: Record
) -> None:
    """10,000 definitions against themselves, and no more than linear from 1,000."""
    seconds = {}
    for definitions in (1_000, 10_000):
        folder = catalog_of(definitions)
        with collecting_later():
            start = time.process_time()
            old = load(folder)
            reading = time.process_time() - start
            new = load(folder)
            start = time.process_time()
            assert compare(old, new) == []
            seconds[definitions] = time.process_time() - start
        figures = {"reading one": reading, "comparing": seconds[definitions]}
        record(f"breaking, CPU s: {definitions:,} definitions", {**figures})
    assert seconds[10_000] < reading
    assert seconds[10_000] < 15 * seconds[1_000]
