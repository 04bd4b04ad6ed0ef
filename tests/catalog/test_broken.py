"""Broken catalogs, and word for word what is said of them.

Each folder below `broken` is one kind of mistake; its `expected.txt` holds the findings as they are
printed, the help of each below it, and the fix. The folders below `fine` only look like mistakes.
"""

from pathlib import Path

import pytest

from errbook.catalog import load, read_catalog
from errbook.exceptions import CatalogError, UsageError

BROKEN = sorted(path.parent for path in Path(__file__).parent.glob("broken/*/expected.txt"))
FINE = sorted(path.parent for path in Path(__file__).parent.glob("fine/*/catalog.yaml"))

every_broken_catalog = pytest.mark.parametrize("folder", BROKEN, ids=lambda path: path.name)
every_fine_catalog = pytest.mark.parametrize("folder", FINE, ids=lambda path: path.name)


def _said() -> str:
    """Return what is said of the catalog in the working directory."""
    try:
        findings = read_catalog(Path()).findings
    except UsageError as error:
        return f"UsageError: {error}\n"
    lines = []
    for finding in findings:
        lines += [str(finding)]
        lines += [f"  help: {finding.help}"] if finding.help else []
        lines += [f"  fix: {finding.fix.message}"] if finding.fix else []
    return "".join(f"{line}\n" for line in lines)


@every_broken_catalog
def test_the_mistake_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule, file, line, column, message and help are these, and there are no others."""
    monkeypatch.chdir(folder)
    assert _said() == (folder / "expected.txt").read_text("utf-8")


@every_broken_catalog
def test_a_broken_catalog_does_not_load(folder: Path) -> None:
    """Who loads it gets errbook's own error, with every finding in it, and no other exception."""
    with pytest.raises((CatalogError, UsageError)) as caught:
        load(folder)
    if isinstance(caught.value, CatalogError):
        assert list(caught.value.findings) == read_catalog(folder).findings
        assert "the first: " in str(caught.value)


@every_fine_catalog
def test_what_looks_odd_and_is_fine_loads(folder: Path) -> None:
    """These have what other readers of YAML stumble over, and nothing is wrong with them."""
    assert read_catalog(folder).findings == []
    assert load(folder).root == folder


def test_there_are_many_kinds_of_mistake() -> None:
    """The collection is found at all, and does not shrink."""
    assert len(BROKEN) > 120
    assert len(FINE) > 5
