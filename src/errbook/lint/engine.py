"""The engine: finds the rules and runs them over a catalog."""

import pkgutil
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

from errbook.catalog import Reading, read_catalog
from errbook.catalog.messages import did_you_mean
from errbook.exceptions import UsageError
from errbook.findings import in_order
from errbook.lint import rules as package
from errbook.lint.rule import Rule

__all__ = ["lint", "rule", "rules"]


def lint(root: str | Path) -> Reading:
    """Read the catalog in the folder `root` and run every rule over what could be read of it.

    The result holds the findings of both, in the order of their places.
    Raises `UsageError` if there is no such folder, or no manifest in it.
    """
    reading = read_catalog(root)
    if reading.catalog is None:
        return reading
    found = [finding for each in rules() for finding in each.findings(reading.catalog)]
    return replace(reading, findings=in_order([*reading.findings, *found]))


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, by id."""
    names = [found.name for found in pkgutil.iter_modules(package.__path__)]
    found = [Rule.of(import_module(f"{package.__name__}.{name}")) for name in names]
    return tuple(sorted(found, key=lambda rule: rule.id))


def rule(id_or_name: str) -> Rule:
    """Return the rule of this id (`EB601`) or name (`unknown-related-code`).

    Raises `UsageError` if there is none, and says which one is near.
    """
    asked = id_or_name.casefold().replace("_", "-")
    known = {name.casefold(): rule for rule in rules() for name in (rule.id, rule.name)}
    if asked not in known:
        near = did_you_mean(asked, [name for rule in rules() for name in (rule.id, rule.name)])
        raise UsageError(f"there is no rule {id_or_name}{near}")
    return known[asked]
