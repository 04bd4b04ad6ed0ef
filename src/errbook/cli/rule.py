"""`errbook rule`: what a rule looks for, and why."""

from __future__ import annotations

import json
import sys

import click


@click.command()
@click.argument("rule", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the rule, or all rules.")
def command(rule: str | None, as_json: bool) -> None:
    """Explain a rule of `errbook lint`: what it finds, why that is bad, what to write instead.

    RULE is an id (EB602) or a name (one-way-relation). Without RULE, list all rules. JSON says
    besides whether a rule is refused (such a catalog cannot be used), and what fixes it has.
    """
    from errbook.lint import engine

    asked = engine.rules() if rule is None else (engine.rule(rule),)
    if as_json:
        rows = [
            {
                "id": each.id,
                "name": each.name,
                "severity": str(each.severity),
                "refused": each.is_refusal,
                "fix": each.fix,
                "title": each.title,
                "page": each.page,
            }
            for each in asked
        ]
        click.echo(json.dumps(rows if rule is None else rows[0], indent=2, ensure_ascii=False))
    elif rule is None:
        width = max(len(each.name) for each in asked)
        for each in asked:
            click.echo(f"{each.id}  {each.name:<{width}}  {each.severity:<7}  {each.title}")
    else:
        _show(asked[0].whole_page)


def _show(page: str) -> None:
    if not sys.stdout.isatty():
        click.echo(page, nl=False)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(page, hyperlinks=False))
