"""What rules propose, done: the fixes of a catalog's findings, and what they make of its files.

Fixes that touch the same text are done one after another, each on a new reading, until nothing more
is found that can be fixed. A fix that would break the catalog is left undone.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from errbook.catalog import Reading
from errbook.catalog.reader import YAML
from errbook.edit.files import save
from errbook.findings import Edit, Fix
from errbook.findings.finding import display
from errbook.lint.engine import rules

__all__ = ["Fixed", "fixed"]

_BOM = b"\xef\xbb\xbf"

Files = dict[Path, bytes]
Lint = Callable[[Mapping[Path, bytes]], Reading]


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was fixed, what the files are to be, and what is found once they are so."""

    count: int
    left: int
    """Fixes that were not done, as they would break the catalog or undo others."""
    files: Files
    """The files that change, with all that they are to hold."""
    reading: Reading

    def diff(self) -> str:
        """Return the changes as a unified diff, for `patch -p1` and `git apply`."""
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for path, data in sorted(self.files.items())
            for line in _diff(path, data)
        )

    def write(self) -> None:
        """Write the files, all of them or none. Raises `UsageError` if one cannot be written."""
        save(dict(self.files))


def fixed(lint: Lint, *, unsafe: bool = False) -> Fixed:
    """Return what all fixes make of a catalog; those that may change its meaning only if `unsafe`.

    `lint` finds what there is to fix, once files hold what it is told. Nothing is written.
    """
    files: Files = {}
    count = 0
    reading = lint(files)
    fixes = _fixes(reading, unsafe=unsafe)
    seen: list[Files] = []  # rules that undo each other would go on for ever
    while fixes and files not in seen:
        seen.append(files)
        done = _harmless(lint, files, reading, _apart(fixes))
        if not done:
            break
        files = _with(files, done)
        count += len(done)
        reading = lint(files)
        fixes = _fixes(reading, unsafe=unsafe)
    return Fixed(count, len(fixes), files, reading)


def _fixes(reading: Reading, *, unsafe: bool) -> list[Fix]:
    return [one.fix for one in reading.findings if one.fix and (one.fix.safe or unsafe)]


def _apart(fixes: Iterable[Fix]) -> list[Fix]:
    """Return those of `fixes` that touch no text that an earlier one of them touches."""
    taken: dict[Path, list[tuple[int, int]]] = {}
    chosen = []
    for fix in fixes:
        spans = [(edit.path, edit.start, edit.end) for edit in fix.edits]
        if not any(
            start <= last and first <= end
            for path, start, end in spans
            for first, last in taken.get(path, ())
        ):
            chosen.append(fix)
            for path, start, end in spans:
                taken.setdefault(path, []).append((start, end))
    return chosen


def _harmless(
    lint: Lint, files: Files, before: Reading, fixes: Sequence[Fix], kept: Sequence[Fix] = ()
) -> list[Fix]:
    """Return `kept` and those of `fixes` that, with them, leave the catalog as sound as it is."""
    together = [*kept, *fixes]
    if not fixes or _is_sound(before, lint(_with(files, together))):
        return together
    if len(fixes) == 1:
        return [*kept]
    half = len(fixes) // 2
    first = _harmless(lint, files, before, fixes[:half], kept)
    return _harmless(lint, files, before, fixes[half:], first)


def _is_sound(before: Reading, after: Reading) -> bool:
    """Whether all is there that was there before, and no more is refused.

    Where one mistake hides another, that may take its place; what is no YAML was not hidden.
    """
    if _count(after, YAML) > _count(before, YAML):
        return False
    if before.catalog is None and after.catalog is not None:
        return True
    if _count(after, _refused()) > _count(before, _refused()):
        return False
    if before.catalog is None or after.catalog is None:
        return before.catalog is after.catalog
    return before.catalog.entries.keys() <= after.catalog.entries.keys()


def _count(reading: Reading, ids: Collection[str]) -> int:
    return sum(finding.rule in ids for finding in reading.findings)


@cache
def _refused() -> frozenset[str]:
    return frozenset(rule.id for rule in rules() if rule.is_refusal)


def _with(files: Files, fixes: Iterable[Fix]) -> Files:
    """Return `files` with `fixes` made in them."""
    edits: dict[Path, list[Edit]] = {}
    for edit in (edit for fix in fixes for edit in fix.edits):
        edits.setdefault(edit.path, []).append(edit)
    return {**files, **{path: _edited(path, files, these) for path, these in edits.items()}}


def _edited(path: Path, files: Files, edits: list[Edit]) -> bytes:
    data = files[path] if path in files else path.read_bytes()
    start = _BOM if data.startswith(_BOM) else b""
    text = data.removeprefix(_BOM).decode()
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return start + text.encode()


def _diff(path: Path, data: bytes) -> Iterator[str]:
    name = display(path).lstrip("/")  # patch takes no names from the root
    end = "\t" if " " in name else ""  # as git has it: names with spaces would end at the first one
    return difflib.unified_diff(
        _lines(path.read_bytes()), _lines(data), f"a/{name}{end}", f"b/{name}{end}"
    )


def _lines(data: bytes) -> list[str]:
    """Return the lines as diff has them: nothing but a line feed ends one."""
    *lines, last = data.decode().split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]
