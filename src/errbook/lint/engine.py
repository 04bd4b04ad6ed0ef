"""The engine: finds the rules and runs them over a catalog."""

import pkgutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

from errbook.catalog import Catalog, Reading, read_catalog
from errbook.catalog.document import Document
from errbook.catalog.load import collecting_later
from errbook.exceptions import UsageError
from errbook.findings import Finding, in_order
from errbook.findings.formats import Described
from errbook.lint import rules as package
from errbook.lint.baseline import Baseline
from errbook.lint.config import Config
from errbook.lint.project import Project
from errbook.lint.rule import Rule, nearest
from errbook.lint.suppressions import Names, Suppressions, plain
from errbook.lint.texts import markdown_texts
from errbook.settings import Settings

__all__ = ["described", "lint", "rule", "rules"]


def lint(
    root: str | Path,
    settings: Settings | None = None,
    *,
    online: bool = False,
    known: bool = False,
    unsaved: Mapping[Path, bytes] | None = None,
) -> Reading:
    """Read the catalog in the folder `root` and run the rules over what could be read of it.

    The result holds the findings of both, in the order of their places: those that count by
    `settings`, less those that a comment says are meant and, unless `known`, those of the baseline.
    `online` asks other hosts whether links lead anywhere; `unsaved` is what some files are to hold,
    where that is not on disk.
    Raises `UsageError` if there is no such folder, no manifest in it, or settings name no rule.
    """
    with collecting_later():
        return _lint(
            root, settings or Settings(), online=online, known=known, unsaved=unsaved or {}
        )


def _lint(
    root: str | Path,
    settings: Settings,
    *,
    online: bool,
    known: bool,
    unsaved: Mapping[Path, bytes],
) -> Reading:
    config = Config.of(settings.lint, rules())
    reading = read_catalog(root, unsaved)
    if reading.catalog is None:
        return reading
    project = Project(settings.source, settings.tests, unsaved)
    found = [
        finding
        for each in config.rules
        for finding in each.findings(reading.catalog, settings.lint, project, online=online)
    ]
    found += _in_texts(reading.catalog, [each for each in config.rules if each.check_text])
    suppressions = Suppressions(_documents(reading.catalog), project.texts())
    found = [one for one in found if not suppressions.cover(one, _names_of(one.rule))]
    names = _names([] if reading.findings else config.rules, settings, online=online)
    found += [one for each in config.rules for one in each.of_suppressions(suppressions, names)]
    counted = in_order(config.applied(found, (reading.catalog.root, settings.root)))
    if settings.lint.baseline and not known:
        baseline = Baseline.read(settings.root / settings.lint.baseline)
        counted, gone = baseline.unknown(counted, settings.root)
        old = [one for each in config.rules for one in each.of_baseline(gone, names)]
        counted += config.applied(old, (settings.root,))
    return replace(reading, findings=in_order([*reading.findings, *counted]))


def _in_texts(catalog: Catalog, rules: Sequence[Rule]) -> Iterator[Finding]:
    """Yield what `rules` find in the catalog's Markdown, which is parsed only if there are any."""
    if rules:
        for text in markdown_texts(catalog):
            for each in rules:
                yield from each.of_text(text, catalog)


def _documents(catalog: Catalog) -> Iterator[Document]:
    yield catalog.document
    yield from (entry.document for entry in catalog)
    yield from catalog.unusable


@cache
def _names_of(id: str) -> frozenset[str]:
    """Return what a suppression may call a rule."""
    return frozenset({plain(id), rule(id).name})


def _names(ran: Iterable[Rule], settings: Settings, *, online: bool) -> Names:
    """Return the names of rules, and of those that `ran` and could see all that they look at.

    In a catalog that was not read as a whole, nobody could.
    """

    def of(some: Iterable[Rule]) -> frozenset[str]:
        return frozenset().union(*(_names_of(each.id) for each in some))

    code = bool(settings.source and settings.tests)
    whole = (
        each
        for each in ran
        if (online or not each.check_online) and (code or not each.check_project)
    )
    return Names(of(whole), of(each for each in rules() if each.is_refusal), of(rules()))


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, by id."""
    names = [found.name for found in pkgutil.iter_modules(package.__path__)]
    found = [Rule.of(import_module(f"{package.__name__}.{name}")) for name in names]
    return tuple(sorted(found, key=lambda rule: rule.id))


def described() -> list[Described]:
    """Return what each rule is, for reports."""
    return [Described(each.id, each.name, each.title, each.severity, each.page) for each in rules()]


def rule(id_or_name: str) -> Rule:
    """Return the rule of this id (`EB601`) or name (`unknown-related-code`).

    Raises `UsageError` if there is none, and says which one is near.
    """
    asked = plain(id_or_name)
    known = {plain(name): rule for rule in rules() for name in (rule.id, rule.name)}
    if asked not in known:
        raise UsageError(f"there is no rule `{id_or_name}`{nearest(id_or_name, rules())}")
    return known[asked]
