"""What `--against` can name: folders, archives and commits, and what is said of all else."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from tests.diff.repository import GONE, IDENTITY, MANIFEST, Repository

from errbook.catalog import load
from errbook.diff import compare, older
from errbook.exceptions import UsageError


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with one commit, v1; the status has changed since, and is not committed."""
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"):
        monkeypatch.setenv(name, IDENTITY[name])
    made = Repository(tmp_path / "service")
    made.commit("v1")
    made.write("errors.yaml", GONE.replace("404", "410"))
    return made


CHANGED = ["status-changed keys.gone"]


@pytest.mark.parametrize(
    "against",
    ["main", "v1", "HEAD", "HEAD~0", "main@{0}", "refs/heads/main", "HEAD^{/Change}"],
)
def test_a_commit_has_many_names(repository: Repository, against: str) -> None:
    """All that git takes for one."""
    assert repository.changes(against) == CHANGED


def test_a_commit_is_known_by_the_start_of_its_id(repository: Repository) -> None:
    """Seven digits, as git shows them."""
    assert repository.changes(repository.git("rev-parse", "--short", "HEAD").strip()) == CHANGED


def test_an_older_commit_has_an_older_catalog(repository: Repository) -> None:
    """The one before the last, that is, and not the work tree."""
    repository.commit()
    repository.commit()
    assert repository.changes("HEAD") == []
    assert repository.changes("HEAD~2") == CHANGED


def test_neither_work_tree_nor_index_is_touched(repository: Repository) -> None:
    """What is staged, changed and untracked stays so; nothing is written to the repository."""
    repository.git("add", "catalog/errors.yaml")
    repository.write("more.yaml", GONE.replace("gone", "lost"))
    repository.write("catalog.yaml", f"{MANIFEST}summary: It holds keys.\n")
    (repository.top / "left.txt").write_text("left alone")
    before = _everything(repository.top)
    found = repository.changes("main")
    assert found == ["about-changed ", "status-changed keys.gone", "code-added keys.lost"]
    assert _everything(repository.top) == before


def _everything(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


@pytest.mark.parametrize(
    "path", ["errors", "errors/", "/errors", "errors/catalog.yaml", "./errors"]
)
def test_a_catalog_that_was_elsewhere_is_named_with_its_folder(
    repository: Repository, path: str
) -> None:
    """From the top of the repository, wherever one is."""
    repository.git("mv", "catalog", "errors")
    repository.commit()
    repository.git("mv", "errors", "catalog")
    assert repository.changes(f"HEAD:{path}") == []
    assert repository.changes(f"HEAD~1:{path.replace('errors', 'catalog')}") == CHANGED


def test_a_catalog_that_was_elsewhere_is_found_for_the_message(repository: Repository) -> None:
    """The message says what to type."""
    repository.git("mv", "catalog", "errors")
    repository.commit()
    repository.git("mv", "errors", "catalog")
    said = "HEAD has no catalog.yaml in the folder catalog; if it was elsewhere then, name the"
    assert repository.refused("HEAD") == f"{said} folder: --against HEAD:errors"
    assert repository.refused("HEAD:nowhere").startswith(said.replace("catalog;", "nowhere;"))
    assert repository.refused("HEAD:errors/errors.yaml").startswith("git says: ")


def test_a_catalog_at_the_top_of_the_repository(repository: Repository) -> None:
    """Its folder has no name, and its path may be left out or empty."""
    for name in ("catalog.yaml", "errors.yaml"):
        repository.git("mv", f"catalog/{name}", name)
    repository.commit()
    repository.root = repository.top
    assert repository.changes("HEAD") == repository.changes("HEAD:") == []
    assert repository.changes("v1:catalog") == CHANGED


def test_a_commit_without_any_catalog(repository: Repository) -> None:
    """Nothing is compared with nothing."""
    repository.git("rm", "-r", "--quiet", "--cached", "catalog")
    repository.git("commit", "--quiet", "--message", "Take it out")
    assert repository.refused("HEAD") == (
        "HEAD has no catalog.yaml in the folder catalog, nor anywhere else: there is no catalog"
        " yet to compare with"
    )


@pytest.mark.parametrize(
    "against", ["mian", "nope", "-x", "--all", "v1:a:b", "a b", "a" * 5000, ":", "\x00"]
)
def test_what_is_nothing_is_told(repository: Repository, against: str) -> None:
    """With what git knows that is near."""
    said = repository.refused(against)
    if against == "mian":
        assert said == (
            "mian is no folder, no file, and no commit that git knows here, did you mean `main`?"
        )
    elif against == "v1:a:b":
        assert said.startswith("v1 has no catalog.yaml in the folder a:b;")
    else:
        assert said.startswith(f"{against} is no folder, no file, and no commit that git knows")


def test_no_name_at_all_is_told(repository: Repository) -> None:
    """An empty variable in a script, for one."""
    said = "nothing is no folder, no file, and no commit that git knows here"
    assert repository.refused("").startswith(said)


def test_a_branch_of_the_remote_is_offered(repository: Repository, tmp_path: Path) -> None:
    """A clone has no local branch but the one that is checked out."""
    repository.git("branch", "release")
    repository.git("clone", "--quiet", str(repository.top), str(tmp_path / "clone"))
    repository.root = tmp_path / "clone/catalog"
    assert repository.changes("origin/release") == []
    assert repository.refused("release").endswith(", did you mean `origin/release`?")


def test_a_shallow_clone_lacks_what_is_older(repository: Repository, tmp_path: Path) -> None:
    """As CI makes them; the message says how to get it."""
    repository.commit()
    url = repository.top.as_uri()
    clone = str(tmp_path / "clone")
    repository.git("clone", "--quiet", "--depth=1", "--no-tags", url, clone)
    repository.top, repository.root = tmp_path / "clone", tmp_path / "clone/catalog"
    for ref, fetch in (("v1", "--depth=1 origin v1:v1"), ("HEAD~1", "--unshallow")):
        assert repository.refused(ref) == (
            f"{ref} is no folder, no file, and no commit that git knows here; this clone is"
            f" shallow and lacks most commits: git fetch {fetch}"
        )
    repository.git("fetch", "--quiet", "--depth=1", "origin", "tag", "v1")
    assert repository.changes("v1") == CHANGED


def test_a_folder_of_no_repository(repository: Repository, tmp_path: Path) -> None:
    """Git cannot help there."""
    loose = tmp_path / "loose"
    loose.mkdir()
    (loose / "catalog.yaml").write_text(MANIFEST)
    repository.root = loose
    said = f"main is no folder and no file, and {loose} is in no git repository"
    assert repository.refused("main") == said


def test_no_git_at_all(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so, and what does without."""
    monkeypatch.setenv("PATH", "/nowhere")
    assert repository.refused("main") == "git is not installed; name a folder or an archive instead"


def test_a_repository_of_somebody_else_is_told_as_git_tells_it(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A container often runs as another user than the one who has cloned."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert repository.refused("main").startswith("git says: detected dubious ownership")


def test_it_works_in_a_hook(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git tells its hooks which repository they run in, seen from its top."""
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index.lock")
    assert repository.changes("main") == CHANGED


def test_it_works_in_a_second_work_tree(repository: Repository, tmp_path: Path) -> None:
    """Commits are the same there."""
    repository.commit()
    repository.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), "v1")
    repository.root = tmp_path / "tree/catalog"
    assert repository.changes("v1") == []
    assert repository.changes("main") == CHANGED


def test_files_are_whatever_they_are_called(repository: Repository) -> None:
    """Not ASCII, in folders, with spaces and line breaks, executable, with CRLF or a BOM."""
    names = ["schlüssel.yaml", "日本/é.yml", "a b.yaml", "with\nbreak.yaml", 'q"uote.yaml']
    for number, name in enumerate(names):
        repository.write(name, GONE.replace("gone", f"n{number}"))
    crlf = repository.write("crlf.yaml", GONE.replace("gone", "crlf").replace("\n", "\r\n"))
    crlf.chmod(0o755)
    repository.write("bom.yaml", b"\xef\xbb\xbf" + GONE.replace("gone", "bom").encode())
    repository.write(".hidden/x.yaml", "no: catalog")
    repository.commit()
    assert repository.changes("HEAD") == []
    assert len(repository.changes("v1")) == len(names) + 2 + len(CHANGED)
    crlf.write_bytes(crlf.read_bytes().replace(b"\r\n", b"\n"))
    assert repository.changes("HEAD") == []


def test_a_link_is_what_it_leads_to(repository: Repository) -> None:
    """As it is in the work tree."""
    shared = repository.top / "shared.yaml"
    shared.write_text(GONE.replace("gone", "lost"))
    (repository.root / "link.yaml").symlink_to("../shared.yaml")
    repository.commit()
    assert repository.changes("HEAD") == []
    shared.write_text(GONE.replace("gone", "lost").replace("404", "403"))
    assert repository.changes("HEAD") == ["status-changed keys.lost"]


def test_a_link_that_leads_nowhere_is_told(repository: Repository) -> None:
    """What it led to when it was committed, nobody knows."""
    (repository.root / "link.yaml").symlink_to("/etc/passwd")
    repository.commit()
    said = "link.yaml is a link there that leads to no file of the repository"
    assert repository.refused("HEAD") == said


def test_a_catalog_in_a_submodule_is_of_that_repository(
    repository: Repository, tmp_path: Path
) -> None:
    """Its commits are those of the submodule."""
    outer = Repository(tmp_path / "outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add",
              str(repository.top), "module")  # fmt: skip
    outer.commit("top")
    outer.root = outer.top / "module/catalog"
    assert outer.changes("v1") == []
    assert outer.refused("top").startswith("top is no folder")


def test_a_folder_or_its_manifest(repository: Repository, tmp_path: Path) -> None:
    """A folder goes before a commit of that name."""
    old = tmp_path / "old"
    old.mkdir()
    (old / "catalog.yaml").write_text(MANIFEST)
    (old / "errors.yaml").write_text(GONE)
    assert repository.changes("old") == repository.changes("old/catalog.yaml") == CHANGED
    repository.git("tag", "catalog")
    assert repository.changes("service/catalog") == []
    with pytest.raises(UsageError, match=r"^old/none is no folder, no file"):
        repository.changes("old/none")


def test_a_folder_without_a_catalog(repository: Repository, tmp_path: Path) -> None:
    """It is told as of any catalog."""
    (tmp_path / "empty").mkdir()
    assert repository.refused("empty").startswith("empty has no catalog.yaml")


@pytest.mark.parametrize("form", ["zip", "tar", "tar.gz", "tgz"])
def test_an_archive_that_git_makes(repository: Repository, tmp_path: Path, form: str) -> None:
    """The catalog is wherever it is in it."""
    path = tmp_path / f"v1.{form}"
    repository.git("archive", "--prefix=service-1/", "-o", str(path), "v1")
    assert repository.changes(str(path)) == repository.changes(f"v1.{form}") == CHANGED


def _zipped(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_of_several_catalogs_in_an_archive_it_is_the_one_of_that_name(
    repository: Repository, tmp_path: Path
) -> None:
    """Tests have catalogs, too; where names do not tell, it asks."""
    other = {"tests/shop/catalog.yaml": MANIFEST}
    files = {"catalog/catalog.yaml": MANIFEST, "catalog/errors.yaml": GONE, **other}
    assert repository.changes(str(_zipped(tmp_path / "a.zip", files))) == CHANGED
    two = _zipped(tmp_path / "b.zip", {"one/catalog.yaml": MANIFEST, **other})
    said = f"{two} has several catalogs, in one, tests/shop; unpack it, and name the folder"
    assert repository.refused(str(two)) == said


def test_nothing_of_an_archive_lands_elsewhere(repository: Repository, tmp_path: Path) -> None:
    """No path leads out of it, no link does, and none is followed."""
    path = tmp_path / "evil.tar"
    with tarfile.open(path, "w") as archive:
        for name in ("catalog/catalog.yaml", "../out.yaml", str(tmp_path / "out.yaml")):
            info = tarfile.TarInfo(name)
            info.size = len(MANIFEST)
            archive.addfile(info, io.BytesIO(MANIFEST.encode()))
        for name, target in (("catalog/errors.yaml", "/etc/passwd"), ("catalog/x.yaml", "gone")):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, target
            archive.addfile(link)
    assert repository.changes(str(path)) == ["code-added keys.gone"]
    assert not (tmp_path / "out.yaml").exists()


def test_what_is_no_archive_is_told(repository: Repository, tmp_path: Path) -> None:
    """A file of another kind, one that is cut off, one without a catalog."""
    text = tmp_path / "errors.yaml"
    text.write_text(GONE)
    assert repository.refused(str(text)) == (
        f"{text} is no folder and no archive of one, as a .zip or .tar.gz is"
    )
    whole = tmp_path / "v1.tar.gz"
    repository.git("archive", "-o", str(whole), "v1")
    short = tmp_path / "short.tar.gz"
    short.write_bytes(whole.read_bytes()[:-60])
    assert repository.refused(str(short)).startswith(f"{short} ")
    none = _zipped(tmp_path / "none.zip", {"readme.md": "text"})
    assert repository.refused(str(none)) == f"{none} has no catalog.yaml in it"


def test_what_of_an_old_catalog_cannot_be_read_is_told_and_the_rest_compared(
    repository: Repository,
) -> None:
    """It need not satisfy the rules of today. What nobody knows is no change, and no silence."""
    old = {
        "keys.old": "status: 404\ncolour: red\n",
        "keys.far": "status: 999\n",
        "keys.deleted": "status: 404\nno_such_field: 1\n",
    }
    for code, rest in old.items():
        repository.write(f"{code}.yaml", f"code: {code}\ntitle: A\nsummary: It is so.\n{rest}")
    repository.write("broken.yaml", "# one\ncode: keys.cut\ntitle: [\n")
    repository.commit("broken")
    for name in (*old, "broken"):
        (repository.root / f"{name}.yaml").unlink()
    for code in ("keys.old", "keys.far", "keys.cut", "keys.new"):
        repository.write(f"{code}.yaml", GONE.replace("keys.gone", code))
    with older("broken", repository.root) as before:
        found = compare(before, load(repository.root))
    assert [f"{one.place.path.name} {one.kind.name}: {one.message}" for one in found] == [
        "catalog.yaml not-compared: a definition of the older catalog, in `broken.yaml`, line 2,"
        " cannot be read",
        "catalog.yaml code-removed: `keys.deleted` is gone",
        "keys.far.yaml not-compared: what `keys.far` was in the older catalog cannot be read",
        "keys.new.yaml code-added: `keys.new` is new: 404 `Gone`",
        "keys.old.yaml not-compared: what `keys.old` was in the older catalog cannot be read",
    ]


def test_an_old_catalog_of_which_nothing_can_be_read(repository: Repository) -> None:
    """Its mistakes are told at the places where they are in that commit."""
    repository.write("catalog.yaml", "errbook: 1\nname: Keys\ncolour: red\n")
    repository.commit("broken")
    assert repository.refused("broken") == (
        "the catalog of broken cannot be read:\n"
        "broken/catalog.yaml:3:1: error EB104 unknown field `colour`"
    )


def test_the_place_of_what_is_gone_is_its_file_if_there_is_one(repository: Repository) -> None:
    """Wherever that is below the catalog; else the manifest."""
    both = "---\n".join(GONE.replace("gone", name) for name in ("a", "b"))
    repository.write("data/keys.yaml", both)
    repository.write("data/lost.yaml", GONE.replace("gone", "lost"))
    repository.commit("more")
    repository.write("data/keys.yaml", GONE.replace("gone", "a"))
    (repository.root / "data/lost.yaml").unlink()
    with older("more", repository.root) as before:
        found = compare(before, load(repository.root))
    assert [(change.code, change.place.path) for change in found] == [
        ("keys.lost", repository.root / "catalog.yaml"),
        ("keys.b", repository.root / "data/keys.yaml"),
    ]
