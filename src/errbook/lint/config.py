"""Which rules count, for which files, and how much: the settings, held against the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pathspec import GitIgnoreSpec

from errbook.exceptions import UsageError
from errbook.findings import Finding, Severity
from errbook.lint.rule import Rule, nearest
from errbook.lint.suppressions import plain
from errbook.settings import LintSettings

__all__ = ["Config"]

_EXACT = 100
"""How exactly an id or a name means a rule: more than the start of any id."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the settings say about the rules."""

    rules: tuple[Rule, ...]
    """The rules to run."""
    severities: dict[str, Severity]
    """By id, where the settings differ from the rule."""
    ignored: tuple[tuple[GitIgnoreSpec, frozenset[str]], ...]
    """Which ids do not count in files whose path fits."""

    @classmethod
    def of(cls, settings: LintSettings, rules: Sequence[Rule]) -> Config:
        """Return what `settings` say about `rules`.

        Where they say two things about a rule, the one that names it more exactly counts: `EB602`
        before `EB60` before `EB6` before `all`. A rule that is selected and ignored is ignored.
        Raises `UsageError` for a name that no rule has, and for a rule that reading the catalog
        needs: what it finds cannot be ignored, since nothing can be made of such a catalog.
        """
        chosen = _weights(settings.select or ["all"], rules, "select")
        without = _weights(settings.ignore, rules, "ignore")
        _must_be_free(settings.ignore, rules, "ignore")
        _must_be_free(settings.severity, rules, "severity")
        severities, exactness = {}, dict[Rule, int]()
        for name, severity in settings.severity.items():
            for rule, weight in _weights([name], rules, "severity").items():
                if weight >= exactness.get(rule, 0):
                    severities[rule.id], exactness[rule] = Severity(severity), weight
        ignored = []
        for pattern, names in settings.per_file_ignores.items():
            setting = f"per-file-ignores, {pattern}"
            _must_be_free(names, rules, setting)
            ids = frozenset(rule.id for rule in _weights(names, rules, setting))
            ignored.append((GitIgnoreSpec.from_lines([pattern]), ids))
        kept = (rule for rule in rules if chosen.get(rule, -1) > without.get(rule, -1))
        return cls(tuple(kept), severities, tuple(ignored))

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
            finding.rule in ids and any(spec.match_file(path) for path in paths)
            for spec, ids in self.ignored
        )


def _weights(names: Iterable[str], rules: Sequence[Rule], setting: str) -> dict[Rule, int]:
    """Return the rules that `names` mean, ids, names or the starts of ids, and how exactly.

    Raises `UsageError` for a name that means none.
    """
    found: dict[Rule, int] = {}
    for name in names:
        asked = plain(name.strip())
        meant = [(rule, _weight(asked, rule)) for rule in rules]
        if all(weight < 0 for _, weight in meant):
            raise UsageError(f"{setting}: there is no rule `{name}`{nearest(name, rules)}")
        for rule, weight in meant:
            if weight >= 0:
                found[rule] = max(weight, found.get(rule, 0))
    return found


def _weight(asked: str, rule: Rule) -> int:
    """Return how exactly `asked` means `rule`; -1 if it does not."""
    id = rule.id.casefold()
    if asked in (id, rule.name):
        return _EXACT
    if asked == "all":
        return 0
    return len(asked) if asked and id.startswith(asked) else -1


def _must_be_free(names: Iterable[str], rules: Sequence[Rule], setting: str) -> None:
    """Refuse a rule that is named as such, and is of those that a catalog is read by."""
    asked = {plain(name.strip()) for name in names}
    for rule in rules:
        if rule.is_refusal and {rule.id.casefold(), rule.name} & asked:
            raise UsageError(
                f"{setting}: {rule.id} ({rule.name}) always counts, since a catalog with such a"
                " mistake cannot be used"
            )


def _below(path: Path, roots: Sequence[Path]) -> list[Path]:
    """Return `path` as it is seen from each of `roots` that it is below."""
    there = path.absolute()
    bases = [root.absolute() for root in roots]
    return [there.relative_to(base) for base in bases if there.is_relative_to(base)]
