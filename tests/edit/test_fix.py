"""`--fix`: what it changes, and all that it leaves as it is."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.edit.catalogs import MANIFEST, Written, catalogs

from errbook.catalog import Reading
from errbook.catalog.document import Document
from errbook.catalog.reader import read
from errbook.edit.fix import Fixed, fixed
from errbook.exceptions import UsageError
from errbook.findings import Edit, Finding, Fix, Place, Severity
from errbook.lint.engine import lint, rules
from errbook.settings import LintSettings, Settings

MISSPELT = {"titel": "title", "tag": "tags"}
FIXABLE = Settings(lint=LintSettings(select=[rule.id for rule in rules() if rule.fix]))
many = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50)


def _folder(above: str, data: bytes) -> Path:
    root = Path(above, "catalog")
    root.mkdir(exist_ok=True)
    (root / "catalog.yaml").write_text(MANIFEST, "utf-8")
    (root / "errors.yaml").write_bytes(data)
    return root


def _lint(root: Path) -> Callable[[Mapping[Path, bytes]], Reading]:
    return lambda unsaved: lint(root, FIXABLE, unsaved=unsaved)


def _fixed(root: Path, *, unsafe: bool = False) -> Fixed:
    return fixed(_lint(root), unsafe=unsafe)


def _documents(data: bytes) -> list[Document]:
    return read(Path("errors.yaml"), data)


def _meant(document: Document) -> dict[str, Any]:
    """Return what a document says, without what fixes may change: relations without a reason."""
    made = {MISSPELT.get(name, name): _plain(child) for name, child in document.value.items()}
    made["related"] = [one for one in made.get("related", []) if len(one) > 1]
    return made


def _plain(value: Any) -> Any:
    """Return a value without the white space that nobody sees."""
    if isinstance(value, list):
        return [_plain(child) for child in value]
    if isinstance(value, dict):
        return {name: _plain(child) for name, child in value.items()}
    return " ".join(value.split()) if isinstance(value, str) else value


@many
@given(catalogs())
def test_a_fixed_catalog_says_the_same_and_keeps_its_comments(written: Written) -> None:
    """Every definition is there, with every value; of two runs the second does nothing."""
    _check(written, unsafe=False)


@many
@given(catalogs(misspelt=True))
def test_unsafe_fixes_keep_all_else(written: Written) -> None:
    """They relate back and correct fields; values, order of documents and comments stay."""
    _check(written, unsafe=True)


def _check(written: Written, *, unsafe: bool) -> None:
    before = _documents(written.data)
    assert not any(document.findings for document in before), "the test wrote no YAML"
    with tempfile.TemporaryDirectory() as above:
        root = _folder(above, written.data)
        done = _fixed(root, unsafe=unsafe)
        [data] = done.files.values() or [written.data]
        after = _documents(data)
        assert [*map(_meant, after)] == [*map(_meant, before)]
        assert _comments(data, after) == written.comments
        assert data.startswith(b"\xef\xbb\xbf") == written.data.startswith(b"\xef\xbb\xbf")
        assert _breaks(data) <= _breaks(written.data) | {"\n"}
        assert done.left == 0
        done.write()
        again = _fixed(root, unsafe=unsafe)
        assert (again.count, again.files) == (0, {})
        assert again.reading.findings == done.reading.findings


def _comments(data: bytes, documents: list[Document]) -> list[str]:
    """Return the names of the comments, sorted: those in the text that are in no value."""
    found = re.findall(r"# c\d+\.", data.decode())
    inside = re.findall(r"# c\d+\.", str([document.value for document in documents]))
    assert inside == []
    return sorted(found, key=lambda name: int(name[3:-1]))


def _breaks(data: bytes) -> set[str]:
    return set(re.findall("\r\n|\n|\r", data.decode()))


@settings(many, max_examples=30)
@given(catalogs(misspelt=True))
def test_the_diff_can_be_applied(written: Written) -> None:
    """It writes nothing itself, and git makes of the files what --fix makes of them."""
    with tempfile.TemporaryDirectory() as above, chdir(above):
        root = _folder(above, written.data).relative_to(above)
        done = _fixed(root, unsafe=True)
        diff = done.diff()
        assert (root / "errors.yaml").read_bytes() == written.data
        assert bool(diff) == bool(done.files)
        if diff:
            _apply(diff, "git", "apply")
            assert (root / "errors.yaml").read_bytes() == done.files[root / "errors.yaml"]


def _apply(diff: str, *command: str) -> None:
    done = subprocess.run(command, input=diff.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


STRAY = "code: keys.a\nstatus: 404\ntitle: Not  Found\nsummary: It is not there.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a catalog of one definition with a space too many, and return its folder."""
    monkeypatch.chdir(tmp_path)
    return _folder("", STRAY.encode())


@pytest.mark.parametrize("command", [("git", "apply"), ("patch", "-p1")], ids=["git", "patch"])
def test_the_diff_names_files_as_patch_wants_them(root: Path, command: tuple[str, ...]) -> None:
    """Below `a/` and `b/`, relative to the working directory, with spaces or without."""
    (root / "errors.yaml").rename(root / "all of them.yaml")
    diff = _fixed(root).diff()
    assert diff == (
        "--- a/catalog/all of them.yaml\t\n"
        "+++ b/catalog/all of them.yaml\t\n"
        "@@ -1,4 +1,4 @@\n"
        " code: keys.a\n"
        " status: 404\n"
        "-title: Not  Found\n"
        "+title: Not Found\n"
        " summary: It is not there.\n"
    )
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {command[0]} here")
    _apply(diff, *command)
    assert "title: Not Found\n" in (root / "all of them.yaml").read_text("utf-8")


def test_the_diff_of_a_catalog_elsewhere_is_applied_from_the_root(root: Path) -> None:
    """Its names have no slash before them, which nobody would follow."""
    done = fixed(lambda unsaved: lint(root.absolute(), FIXABLE, unsaved=unsaved))
    with tempfile.TemporaryDirectory() as elsewhere, chdir(elsewhere):
        first = done.diff().splitlines()[0]
    assert first == f"--- a{root.absolute()}/errors.yaml"


def test_comments_in_code_are_taken_out_as_well(root: Path, tmp_path: Path) -> None:
    """The code keeps its line breaks and all else."""
    code = tmp_path / "app.py"
    code.write_bytes("\ufeffa = 'ü'  # noqa  # errbook: ignore[EB805]\r\nb = 1\r\n".encode())
    chosen = LintSettings(select=["EB805", "EB905"])
    settings = Settings(root, source=(code,), tests=(code,), lint=chosen)
    done = fixed(lambda unsaved: lint(root, settings, unsaved=unsaved))
    assert done.files == {code: "\ufeffa = 'ü'  # noqa\r\nb = 1\r\n".encode()}


def test_nothing_is_written_before_it_is_asked_for(root: Path) -> None:
    """What is found afterwards is known all the same."""
    done = _fixed(root)
    assert (done.count, done.left) == (1, 0)
    assert "EB306" not in {finding.rule for finding in done.reading.findings}
    assert (root / "errors.yaml").read_text("utf-8") == STRAY
    done.write()
    assert (root / "errors.yaml").read_text("utf-8") == STRAY.replace("  ", " ")


def test_nothing_is_written_when_one_file_cannot_be(root: Path) -> None:
    """The name of the second file is too long for a temporary one beside it."""
    long = root / f"{'z' * 245}.yaml"
    long.write_text(STRAY.replace("keys.a", "keys.b"), "utf-8")
    before = {path: path.read_bytes() for path in root.iterdir()}
    done = _fixed(root)
    assert len(done.files) == 2
    with pytest.raises(UsageError, match="File name too long; nothing was changed"):
        done.write()
    assert {path: path.read_bytes() for path in root.iterdir()} == before


def test_a_link_stays_one(root: Path, tmp_path: Path) -> None:
    """The file that it leads to is changed."""
    (root / "errors.yaml").rename(tmp_path / "elsewhere.txt")
    (root / "errors.yaml").symlink_to(tmp_path / "elsewhere.txt")
    _fixed(root).write()
    assert (root / "errors.yaml").is_symlink()
    assert "  " not in (tmp_path / "elsewhere.txt").read_text("utf-8")


def test_unsafe_fixes_are_done_only_if_asked_for(root: Path) -> None:
    """The safe ones of the same run are done."""
    text = f"{STRAY}related: [{{code: keys.b}}]\n---\n{STRAY.replace('keys.a', 'keys.b')}"
    (root / "errors.yaml").write_text(text, "utf-8")
    safe, all_of_them = _fixed(root), _fixed(root, unsafe=True)
    assert (safe.count, all_of_them.count) == (2, 3)
    assert b"keys.a" not in safe.files[root / "errors.yaml"].partition(b"---")[2]
    assert b"code: keys.a" in all_of_them.files[root / "errors.yaml"].partition(b"---")[2]


def test_a_misspelt_field_is_mended_in_a_catalog_that_cannot_be_used(root: Path) -> None:
    """Then what was hidden by it is found, and mended as well."""
    text = STRAY.replace("title", "titel").replace("summary", "'sumary'")
    (root / "errors.yaml").write_text(text, "utf-8")
    assert _fixed(root).files == {}
    done = _fixed(root, unsafe=True)
    expected = STRAY.replace("  ", " ").replace("summary", "'summary'")
    assert done.files[root / "errors.yaml"].decode() == expected
    assert done.count == 3
    assert done.reading.findings == []


def test_a_misspelt_field_of_the_manifest_is_mended(root: Path) -> None:
    """Without a manifest there is no catalog; with the field there is."""
    text = MANIFEST.replace("name: Keys", '"na\\u006de ": Keys')
    for misspelt in (text, MANIFEST.replace("name: Keys", "nmae: Keys  # of the API")):
        (root / "catalog.yaml").write_text(misspelt, "utf-8")
        done = _fixed(root, unsafe=True)
        assert done.reading.catalog is not None
        assert read(root / "catalog.yaml", done.files[root / "catalog.yaml"])[0].value == {
            "errbook": 1,
            "name": "Keys",
            "code": "{group}.{name}",
        }


def test_two_names_for_one_field_are_not_both_mended(root: Path) -> None:
    """A field cannot be there twice; the other one is left, as what it says would be lost."""
    (root / "errors.yaml").write_text(f"{STRAY.replace('title', 'titel')}titlle: Gone\n", "utf-8")
    done = _fixed(root, unsafe=True)
    assert done.files[root / "errors.yaml"].decode() == f"{STRAY}titlle: Gone\n"
    assert [finding.rule for finding in done.reading.findings] == ["EB104"]
    assert done.left == 0


Propose = Callable[[str], list[Edit]]


def _proposing(root: Path, propose: Propose) -> Callable[[Mapping[Path, bytes]], Reading]:
    """Return what finds, besides all else, what is mended by the edits that `propose` gives."""
    path = root / "errors.yaml"

    def linted(unsaved: Mapping[Path, bytes]) -> Reading:
        reading = _lint(root)(unsaved)
        text = unsaved.get(path, path.read_bytes()).decode()
        more = [
            Finding(Place(path), "EB306", "x", Severity.WARNING, None, Fix("change it", (edit,)))
            for edit in propose(text)
        ]
        return replace(reading, findings=[*reading.findings, *more])

    return linted


def test_a_fix_that_would_break_the_catalog_is_left_undone(root: Path) -> None:
    """The others are done: what would break it is found among them."""
    path = root / "errors.yaml"
    text = f"{STRAY}tags: [a, b, c]\n"
    path.write_text(text, "utf-8")
    pieces = ["a, ", "code: keys.a\n", "b, ", "summary", "]", "keys."]

    def propose(text: str) -> list[Edit]:
        there = {piece: text.index(piece) for piece in pieces if piece in text}
        return [Edit(path, at, at + len(piece), "") for piece, at in there.items()]

    done = fixed(_proposing(root, propose))
    expected = text.replace("  ", " ").replace("a, b, ", "")
    assert done.files[path].decode() == expected
    assert (done.count, done.left) == (3, 4)


def test_fixes_that_are_harmless_alone_are_tried_together(root: Path) -> None:
    """Either of two may add a field, and not both."""
    path = root / "errors.yaml"

    def propose(text: str) -> list[Edit]:
        return [Edit(path, at, at, "tags: [a]\n") for at in (0, len(text)) if "tags" not in text]

    done = fixed(_proposing(root, propose))
    assert done.files[path].decode() == f"{STRAY.replace('  ', ' ')}tags: [a]\n"
    assert done.left == 0


def test_rules_that_undo_each_other_come_to_an_end(root: Path) -> None:
    """One wants what the other does not: what they would do next is left."""
    path = root / "errors.yaml"

    def propose(text: str) -> list[Edit]:
        end = len(text)
        one_more, one_less = Edit(path, end, end, "# more\n"), Edit(path, end - 7, end, "")
        return [one_less if text.endswith("# more\n") else one_more]

    assert fixed(_proposing(root, propose)).left == 1
