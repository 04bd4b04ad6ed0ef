"""Writing what a target makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from errbook.exceptions import UsageError
from errbook.targets.output import (
    Written,
    check_replaceable,
    replace_folder,
    write_file,
    write_folder,
)


def test_what_is_as_it_was_is_not_written(tmp_path: Path) -> None:
    """A second build touches no file but those that changed."""
    assert write_folder(tmp_path, [("a/b.md", "one"), ("c.md", "two")]) == Written(2, 0, 0)
    before = (tmp_path / "c.md").stat().st_mtime_ns
    assert write_folder(tmp_path, [("a/b.md", "new"), ("c.md", "two")]) == Written(1, 1, 0)
    assert (tmp_path / "c.md").stat().st_mtime_ns == before
    assert (tmp_path / "a/b.md").read_text() == "new"


def test_what_is_left_over_is_removed_and_nothing_else(tmp_path: Path) -> None:
    """Files of an earlier build go; files that somebody else put there stay."""
    write_folder(tmp_path, [("old.md", "x"), ("same.md", "x")])
    (tmp_path / "mine.md").write_text("mine")
    assert write_folder(tmp_path, [("same.md", "x")]) == Written(0, 1, 1)
    names = {path.name for path in tmp_path.iterdir() if path.suffix == ".md"}
    assert names == {"same.md", "mine.md"}


def test_a_file_of_somebody_elses_is_never_written_over(tmp_path: Path) -> None:
    """Not even where a package of errors is built into that of a service; nothing is written."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b/__init__.py").write_text("mine")
    with pytest.raises(UsageError, match=r"b/__init__.py is not errbook's, and would be overwr"):
        write_folder(tmp_path, [("a.py", "x"), ("b/__init__.py", "ours")])
    assert not (tmp_path / "a.py").exists()
    assert (tmp_path / "b/__init__.py").read_text() == "mine"


def test_a_run_that_was_cut_short_can_be_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it wrote is errbook's, even if it has changed since."""

    def fails(path: Path, data: bytes) -> None:
        if path.name == "b.py":
            raise KeyboardInterrupt
        write_file(path, data)

    monkeypatch.setattr("errbook.targets.output.write_file", fails)
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path, [("a.py", "one"), ("b.py", "one")])
    monkeypatch.undo()
    assert write_folder(tmp_path, [("a.py", "two"), ("b.py", "two")]) == Written(2, 0, 0)


def test_what_was_written_is_told_in_words() -> None:
    """Only what there was."""
    assert str(Written(2, 0, 1)) == "2 written, 1 removed"
    assert str(Written(0, 0, 0)) == "nothing to write"


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    """A file in the way is a mistake of the caller, in words."""
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"cannot write to .*file"):
        write_folder(tmp_path / "file", [("a.md", "x")])


def test_a_file_is_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    """No temporary file is left, and permissions stay as they were."""
    path = tmp_path / "a.txt"
    write_file(path, b"one")
    path.chmod(0o640)
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_only_a_folder_built_before_is_replaced(tmp_path: Path) -> None:
    """Somebody's work is never built over; an empty folder and our own are."""
    folder, made = tmp_path / "site", tmp_path / "made"
    for number in ("one", "two"):
        made.mkdir()
        (made / "sitemap.xml").write_text(number)
        replace_folder(folder, made, ours="sitemap.xml")
        assert (folder / "sitemap.xml").read_text() == number
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    (tmp_path / "work").mkdir()
    (tmp_path / "work/thesis.txt").write_text("")
    with pytest.raises(UsageError, match="did not build"):
        check_replaceable(tmp_path / "work", ours="sitemap.xml")


def test_files_are_asked_for_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is more than a little waits on disk, and arrives as it was made."""
    monkeypatch.setattr("errbook.targets.output._IN_MEMORY", 10)
    texts = {f"{number}.md": f"{number} " * number + "é\n" for number in range(20)}
    assert write_folder(tmp_path, iter(texts.items())) == Written(20, 0, 0)
    assert {name: (tmp_path / name).read_text("utf-8") for name in texts} == texts
