"""A file of findings that are known: lint for an old catalog, from which on nothing gets worse.

A finding is known by its file, its rule and its words, not by lines, which move. Of equal ones
as many are known as the file counts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from errbook.exceptions import UsageError
from errbook.findings import Finding, Place

__all__ = ["Baseline", "Gone"]

_VERSION = 1
_Key: TypeAlias = tuple[str, str, str]


class Gone(NamedTuple):
    """A finding that is known, and not there any more: where the baseline has it, and how often."""

    place: Place
    path: str
    rule: str
    times: int


class Baseline:
    """Findings that are known, with their number."""

    def __init__(self, known: Counter[_Key], path: Path | None = None, text: str = "") -> None:
        self._known = known
        self._path = path
        self._text = text

    @classmethod
    def of(cls, findings: Iterable[Finding], root: Path) -> Baseline:
        """Return a baseline in which `findings` are known; paths are kept as seen from `root`."""
        return cls(Counter(_key(finding, root) for finding in findings))

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Read the file at `path`. Raises `UsageError` if there is none, or if it is another."""
        try:
            text = path.read_text("utf-8")
            data = json.loads(text)
            if data["errbook-baseline"] != _VERSION:
                raise ValueError
            rows = [
                ((row["path"], row["rule"], row["message"]), row["count"])
                for row in data["findings"]
            ]
            if not all(isinstance(part, str) for key, _ in rows for part in key):
                raise TypeError
            return cls(Counter({key: int(count) for key, count in rows}), path, text)
        except FileNotFoundError:
            raise UsageError(
                f"there is no baseline {path}; make one with: errbook lint --write-baseline {path}"
            ) from None
        except OSError as error:
            raise UsageError(f"{path} cannot be read: {error.strerror or error}") from None
        except (KeyError, TypeError, ValueError):
            raise UsageError(
                f"{path} is no baseline; make it anew with: errbook lint --write-baseline {path}"
            ) from None

    def unknown(self, findings: Iterable[Finding], root: Path) -> tuple[list[Finding], list[Gone]]:
        """Return those of `findings` that are not known, and what is known and not among them."""
        left = self._known.copy()
        found = []
        for finding in findings:
            key = _key(finding, root)
            if left[key] > 0:
                left[key] -= 1
            else:
                found.append(finding)
        return found, [Gone(self._place(key), *key[:2], count) for key, count in (+left).items()]

    def _place(self, key: _Key) -> Place:
        """Return the line that the file has the finding on; its start if it is on several."""
        assert self._path is not None
        written = [json.dumps(part, ensure_ascii=False) for part in key]
        for number, line in enumerate(self._text.splitlines(), 1):
            if all(part in line for part in written):
                return Place(self._path, number, len(line) - len(line.lstrip()) + 1)
        return Place(self._path)

    def text(self) -> str:
        """Return the file: sorted, a finding a line, so that its history can be read."""
        rows = [
            json.dumps(
                {"path": path, "rule": rule, "message": message, "count": count},
                ensure_ascii=False,
            )
            for (path, rule, message), count in sorted(self._known.items())
        ]
        listed = ",\n".join(f"    {row}" for row in rows)
        listed = f"[\n{listed}\n  ]" if rows else "[]"
        return f'{{\n  "errbook-baseline": {_VERSION},\n  "findings": {listed}\n}}\n'


def _key(finding: Finding, root: Path) -> _Key:
    path, base = finding.place.path.absolute(), root.absolute()
    shown = path.relative_to(base) if path.is_relative_to(base) else path
    return shown.as_posix(), finding.rule, finding.lasting
