"""Which rules count, for which files, and how much: the settings, held against the rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from errbook.catalog.messages import did_you_mean
from errbook.exceptions import UsageError
from errbook.findings import Finding, Severity
from errbook.lint.rule import Rule
from errbook.settings import LintSettings

__all__ = ["Config", "named"]


@dataclass(frozen=True, slots=True)
class Config:
    """What the settings say about the rules."""

    rules: tuple[Rule, ...]
    """The rules to run."""
    severities: dict[str, Severity]
    """By id, where the settings differ from the rule."""
    ignored: tuple[tuple[Callable[[str], object], frozenset[str]], ...]
    """Which ids do not count in files whose path fits."""

    @classmethod
    def of(cls, settings: LintSettings, rules: Sequence[Rule]) -> Config:
        """Return what `settings` say about `rules`.

        Raises `UsageError` for a name that no rule has, and for a rule that reading the catalog
        needs: what it finds cannot be ignored, since nothing can be made of such a catalog.
        """
        chosen = named(settings.select, rules, "select") if settings.select else {*rules}
        without = named(settings.ignore, rules, "ignore")
        _must_be_free(settings.ignore, rules, "ignore")
        severities = {}
        for name, severity in settings.severity.items():
            _must_be_free([name], rules, "severity")
            for rule in named([name], rules, "severity"):
                severities[rule.id] = Severity(severity)
        ignored = []
        for pattern, names in settings.per_file_ignores.items():
            _must_be_free(names, rules, "per-file-ignores")
            ids = frozenset(rule.id for rule in named(names, rules, "per-file-ignores"))
            ignored.append((_fitting(pattern), ids))
        kept = tuple(rule for rule in rules if rule in chosen and rule not in without)
        return cls(kept, severities, tuple(ignored))

    def applied(self, findings: Iterable[Finding], roots: Sequence[Path]) -> list[Finding]:
        """Return the findings that count, each with the severity that it is to have.

        `roots` are the folders that the patterns of paths are below.
        """
        kept = []
        for finding in findings:
            severity = self.severities.get(finding.rule, finding.severity)
            if not (self.ignored and self._is_ignored(finding, roots)):
                kept.append(
                    finding if severity is finding.severity else replace(finding, severity=severity)
                )
        return kept

    def _is_ignored(self, finding: Finding, roots: Sequence[Path]) -> bool:
        paths = [path.as_posix() for path in _below(finding.place.path, roots)]
        return any(
            finding.rule in ids and any(fits(path) for path in paths) for fits, ids in self.ignored
        )


def named(names: Iterable[str], rules: Sequence[Rule], setting: str) -> set[Rule]:
    """Return the rules that `names` mean: ids, names, or the starts of ids.

    Raises `UsageError` for a name that means none.
    """
    found = set()
    for name in names:
        asked = name.strip().casefold().replace("_", "-")
        meant = {
            rule
            for rule in rules
            if asked in (rule.name, "all") or (asked and rule.id.casefold().startswith(asked))
        }
        if not meant:
            near = did_you_mean(name, [known for rule in rules for known in (rule.id, rule.name)])
            raise UsageError(f"{setting}: there is no rule {name}{near}")
        found |= meant
    return found


def _must_be_free(names: Iterable[str], rules: Sequence[Rule], setting: str) -> None:
    """Refuse a rule that is named as such, and is of those that a catalog is read by."""
    for rule in rules:
        if rule.is_refusal and {rule.id, rule.name} & {name.strip() for name in names}:
            raise UsageError(
                f"{setting}: {rule.id} ({rule.name}) always counts, since a catalog with such a"
                " mistake cannot be used"
            )


def _fitting(pattern: str) -> Callable[[str], object]:
    """Return what tells whether a path fits `pattern`: `*` within a folder, `**` across folders."""
    parts = re.split(r"(\*\*/?|\*|\?)", pattern.strip("/"))
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    text = "".join(signs.get(part) or re.escape(part) for part in parts)
    return re.compile(rf"{text}(?:/.*)?\Z").match


def _below(path: Path, roots: Sequence[Path]) -> list[Path]:
    """Return `path` as it is seen from each of `roots` that it is below."""
    there = path.absolute()
    bases = [root.absolute() for root in roots]
    return [there.relative_to(base) for base in bases if there.is_relative_to(base)]
