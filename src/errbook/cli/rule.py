"""`errbook rule`: what a rule looks for, and why; what a kind of change breaks, and whom."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from errbook.diff.kinds import Kind
    from errbook.lint.rule import Rule


@click.command()
@click.argument("rule", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the rule, or all rules.")
def command(rule: str | None, as_json: bool) -> None:
    """Explain a rule of `errbook lint`: what it finds, why that is bad, what to write instead.

    RULE is an id (EB602) or a name (one-way-relation), or those of a kind of change that
    `errbook breaking` reports. Without RULE, list all rules. JSON says besides whether a rule
    is refused (such a catalog cannot be used), and what fixes it has.
    """
    from errbook.lint import engine

    kind = _kind(rule) if rule else None
    if kind is not None:
        _print(kind.page, _row_of_kind(kind), as_json=as_json)
    elif rule is not None:
        found = engine.rule(rule)
        _print(found.whole_page, _row(found), as_json=as_json)
    elif as_json:
        _print("", [_row(each) for each in engine.rules()], as_json=True)
    else:
        width = max(len(each.name) for each in engine.rules())
        for each in engine.rules():
            click.echo(f"{each.id}  {each.name:<{width}}  {each.severity:<7}  {each.title}")


def _kind(name: str) -> Kind | None:
    """Return the kind of change of this id or name; None if there is none."""
    from errbook.diff.kinds import KINDS

    asked = name.casefold().replace("_", "-")
    kinds = (kind for kind in KINDS.values() if asked in (kind.id.casefold(), kind.name))
    return next(kinds, None)


def _row(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "severity": str(rule.severity),
        "refused": rule.is_refusal,
        "fix": rule.fix,
        "title": rule.title,
        "page": rule.page,
    }


def _row_of_kind(kind: Kind) -> dict[str, Any]:
    return {
        "id": kind.id,
        "name": kind.name,
        "severity": str(kind.severity),
        "level": str(kind.level),
        "title": kind.title,
        "page": kind.page,
    }


def _print(page: str, data: Any, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    elif not sys.stdout.isatty():
        click.echo(page, nl=False)
    else:
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(page, hyperlinks=False))
