"""A catalog as a commit of git has it, read from git's objects alone."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from errbook.catalog.load import MANIFEST
from errbook.catalog.messages import did_you_mean
from errbook.exceptions import UsageError

__all__ = ["files"]

_SET_BY_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git tells its hooks of the repository that they run in: the catalog may be of another."""

_LINK = "120000"
_MISSING = (b"symlink", b"dangling", b"loop", b"notdir")


class _Blob(NamedTuple):
    name: str
    mode: str
    id: str


def files(against: str, root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each YAML file of the catalog that a commit has.

    `against` is `COMMIT` or `COMMIT:PATH`, the path from the top of the repository; without it the
    catalog is where `root` is. Raises `UsageError` if there is no such commit, or no catalog in it.
    """
    here = _prefix(root, against)
    commit, ref, inside = _commit(root, against)
    folder = here if inside is None else _folder(inside)
    found = _blobs(root, f"{commit}:{folder}")
    if not any(blob.name == MANIFEST for blob in found):
        raise UsageError(_without_catalog(root, commit, ref, folder))
    return _contents(root, f"{commit}:{folder and f'{folder}/'}", found)


def _folder(inside: str) -> str:
    """Return the path of a folder as git writes it; the manifest may be named for its folder."""
    path = PurePosixPath(inside.strip("/"))
    folder = str(path.parent if path.name == MANIFEST else path)
    return "" if folder == "." else folder


def _prefix(root: Path, against: str) -> str:
    """Return where `root` is in its repository."""
    try:
        return _run(root, "rev-parse", "--show-prefix").removesuffix("\n").removesuffix("/")
    except _GitError as error:
        if "not a git repository" in str(error):
            raise UsageError(
                f"{against} is no folder and no file, and {root} is in no git repository"
            ) from None
        raise


def _commit(root: Path, against: str) -> tuple[str, str, str | None]:
    """Return the commit's id, what it was called, and the path behind it, if there is one."""
    ref, colon, inside = against.partition(":")
    for name, path in ((against, None), (ref, inside if colon else None)):
        if name and not name.startswith("-") and "\0" not in name:
            try:
                asked = f"{name}^{{commit}}"
                return _run(root, "rev-parse", "--verify", "--quiet", asked).strip(), name, path
            except _GitError:
                continue
    raise UsageError(_unknown(root, against, ref))


def _unknown(root: Path, against: str, ref: str) -> str:
    """Return why a commit may not be known, and what to do."""
    message = f"{against or 'nothing'} is no folder, no file, and no commit that git knows here"
    listed = _run(root, "for-each-ref", "--format=%(refname:short)").split()
    near = did_you_mean(ref, listed) if ref else ""
    remote = [name for name in listed if name.partition("/")[2] == ref]
    if remote:
        return f"{message}, did you mean `{remote[0]}`?"
    if _run(root, "rev-parse", "--is-shallow-repository").strip() == "true":
        is_name = not set(ref) & set("~^@{} ")
        fetch = f"--depth=1 origin {ref}:{ref}" if ref and is_name else "--unshallow"
        return f"{message}; this clone is shallow and lacks most commits: git fetch {fetch}"
    return f"{message}{near or '; a branch or tag of another repository has to be fetched first'}"


def _without_catalog(root: Path, commit: str, ref: str, folder: str) -> str:
    """Return that there is no catalog in a folder of a commit, and where there is one."""
    where = f"the folder {folder}" if folder else "its top folder"
    message = f"{ref} has no {MANIFEST} in {where}"
    paths = map(PurePosixPath, (blob.name for blob in _blobs(root, f"{commit}:")))
    others = [str(path.parent) for path in paths if path.name == MANIFEST]
    if not others:
        return f"{message}, nor anywhere else: there is no catalog yet to compare with"
    named = " or ".join(f"{ref}:{'' if other == '.' else other}" for other in others[:3])
    return f"{message}; if it was elsewhere then, name the folder: --against {named}"


def _blobs(root: Path, tree: str) -> list[_Blob]:
    """Return the YAML files of a tree, links among them; none if there is no such tree."""
    try:
        id = _run(root, "rev-parse", "--verify", "--quiet", tree).strip()
    except _GitError:
        return []
    listed = _run(root, "ls-tree", "-r", "-z", "--full-tree", id)
    found = []
    for line in filter(None, listed.split("\0")):
        head, _, name = line.partition("\t")
        mode, kind, id = head.split()
        if kind == "blob" and name.endswith((".yaml", ".yml")):
            found.append(_Blob(name, mode, id))
    return found


def _contents(root: Path, folder: str, blobs: list[_Blob]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each blob; of a link that of the file which it leads to."""
    asked = [f"{folder}{one.name}" if one.mode == _LINK else one.id for one in blobs]
    lines = "".join(f"{one}\n" for one in asked).encode("utf-8", "surrogateescape")
    out = _output(root, "cat-file", "--batch", "--follow-symlinks", input=lines)
    at = 0
    for blob in blobs:
        end = out.index(b"\n", at)
        head = out[at:end].split(b" ")
        if head[-1] == b"missing":
            raise UsageError(f"git has no content for {blob.name}; the clone may be a partial one")
        size = int(head[-1])
        if head[0] in _MISSING:
            raise UsageError(f"{blob.name} is a link there that leads to no file of the repository")
        yield blob.name, out[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


class _GitError(UsageError):
    """Git has failed; the message is its own."""


def _run(folder: Path, *arguments: str) -> str:
    """Return what git prints. Raises `_GitError` if it fails."""
    return _output(folder, *arguments).decode("utf-8", "surrogateescape")


def _output(folder: Path, *arguments: str, input: bytes | None = None) -> bytes:
    env = {name: value for name, value in os.environ.items() if name not in _SET_BY_HOOKS}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=input,
            capture_output=True,
            env=env | {"LC_ALL": "C"},
            check=True,
        )
    except FileNotFoundError:
        raise UsageError("git is not installed; name a folder or an archive instead") from None
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise _GitError(f"git says: {told or 'nothing'}") from None
    return done.stdout
