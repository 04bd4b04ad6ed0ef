"""The reference pages of errbook's own site, made from the code that they describe.

- `reference/catalog.md` from the pydantic models: every model and every field.
- `reference/commands.md` from click: the help of every command.
- `reference/rules.md` and below from the rule modules: an index, and a page a rule, its docstring.
- `reference/changes.md` from the kinds of change that `errbook breaking` finds.

MkDocs loads this file by `hooks` in mkdocs.yml.
"""

import inspect
import json
import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from errbook.catalog.definition import Definition
from errbook.catalog.manifest import Manifest
from errbook.catalog.model import PATTERNS, Model
from errbook.cli.app import app
from errbook.diff import KINDS, Kind
from errbook.lint import engine
from errbook.lint.rule import Rule

WORDS = {bool: "true or false", float: "number", int: "whole number", str: "text", Any: "anything"}
"""What the types of a catalog are called."""

FAMILIES = {
    "1": "Identity and reading",
    "2": "RFC 9457 and HTTP",
    "3": "Text and params",
    "4": "Documentation",
    "5": "Samples",
    "6": "Relations and links",
    "7": "Security",
    "8": "Use in code",
    "9": "Lifecycle",
}
"""What the first digit of a rule's id stands for."""


CHANGES = {
    "BC0": ("Reading", "What could not be compared at all."),
    "BC1": ("Definitions, to clients", "Level `wire`."),
    "BC2": ("The manifest, to clients", "Level `wire`; said once, of all responses."),
    "BC3": ("To programs that use the package", "Level `code`."),
    "BC4": ("To readers", "Level `docs`."),
}
"""What the first digit of a change's id stands for."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the reference pages."""
    pages = {
        "catalog.md": catalog_reference(),
        "commands.md": commands_reference(),
        "rules.md": rules_reference(),
        "changes.md": changes_reference(),
    }
    for name, text in pages.items():
        files.append(File.generated(config, f"reference/{name}", content=text))
    for rule in engine.rules():
        uri, outside = f"reference/rules/{rule.id}.md", InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, uri, content=rule_page(rule), inclusion=outside))
    return files


# The catalog: models and their fields.


def catalog_reference() -> str:
    """Return the page of all models that a catalog is made of."""
    parts = [
        "# Catalog reference",
        "Every field of a [definition](#definition) and of the [manifest](#manifest), as the code "
        "declares it. A field that is not in these tables is refused. `errbook schema` prints the "
        "same as JSON Schema, for editors.",
        "*Text* is on one line and without markup. *Markdown* is CommonMark, in which `[code]` "
        "links to the page of that code and raw HTML shows as text. A field without *required* may "
        "be left out.",
    ]
    every = models(Definition, Manifest)
    for model in every:
        parts += [f"## {model.__name__}", _introduction(model, every), _fields(model)]
    return "\n\n".join(parts) + "\n"


def models(*roots: type[Model]) -> list[type[Model]]:
    """Return `roots` and every model that they are made of, each once, roots before parts."""
    found: dict[type[Model], None] = {}

    def visit(model: type[Model]) -> None:
        if model in found:
            return
        found[model] = None
        for hint in get_type_hints(model, include_extras=True).values():
            for part in _models_in(hint):
                visit(part)

    for root in roots:
        visit(root)
    return list(found)


def _introduction(model: type[Model], every: list[type[Model]]) -> str:
    """Return what `model` is, and the fields that hold one."""
    places = [
        f"`{other.model_fields[name].alias or name}` of [{other.__name__}](#{_anchor(other)})"
        for other in every
        for name, hint in get_type_hints(other, include_extras=True).items()
        if name in inspect.get_annotations(other) and model in _models_in(hint)
    ]
    where = f" In {', '.join(places)}." if places else ""
    return f"{inspect.getdoc(model)}{where}"


def _models_in(hint: Any) -> Iterator[type[Model]]:
    if inspect.isclass(hint) and issubclass(hint, Model):
        yield hint
    for argument in get_args(hint):
        yield from _models_in(argument)


def _fields(model: type[Model]) -> str:
    hints = get_type_hints(model, include_extras=True)
    rows = ["| Field | Type | What it is |", "| --- | --- | --- |"]
    for name, info in model.model_fields.items():
        hint = hints[name]
        cells = (f"`{info.alias or name}`", _kind(hint, info), _description(hint, info))
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _kind(hint: Any, info: FieldInfo) -> str:
    words = "anything" if info.alias == "x-…" else type_words(hint)
    return f"{words}, *required*" if info.is_required() else words


def _description(hint: Any, info: FieldInfo) -> str:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    text = info.description or str(extra.get("description", ""))
    for words in _patterns(hint):
        text += f" It {words}."
    if isinstance(info.default, (str, bool)) and info.default != "":
        default = info.default if isinstance(info.default, str) else json.dumps(info.default)
        text += f" Default: `{default}`."
    return text


def _patterns(hint: Any) -> Iterator[str]:
    """Yield the words of every pattern that the field itself must match."""
    for part in (*getattr(hint, "__metadata__", ()), *_optional_metadata(hint)):
        if isinstance(part, StringConstraints) and isinstance(part.pattern, str):
            words = PATTERNS.get(part.pattern, "")
            if words and words != "must not be empty":
                yield words


def _optional_metadata(hint: Any) -> Iterator[Any]:
    if get_origin(hint) in (Union, types.UnionType):
        for argument in get_args(hint):
            yield from getattr(argument, "__metadata__", ())


def type_words(hint: Any) -> str:
    """Return the type `hint` in a writer's words, models as links to their sections."""
    metadata = getattr(hint, "__metadata__", ())
    if metadata:
        inner = type_words(hint.__origin__)
        if "markdown" in [part for part in metadata if isinstance(part, str)]:
            return "Markdown"
        shorthand = any(type(part).__name__ == "_Shorthand" for part in metadata)
        return f"text or {inner}" if shorthand else inner
    if inspect.isclass(hint) and issubclass(hint, Model):
        return f"[{hint.__name__}](#{_anchor(hint)})"
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is list:
        return f"list of {type_words(arguments[0])}"
    if origin is dict:
        return f"mapping of names to {type_words(arguments[1])}"
    if origin is Literal:
        return ", ".join(f"`{argument}`" for argument in arguments)
    if origin in (Union, types.UnionType):
        several = [argument for argument in arguments if argument is not type(None)]
        if float in several:  # which takes whole numbers as well
            several.remove(int)
        return " or ".join(type_words(argument) for argument in several)
    return WORDS[hint]


def _anchor(model: type[Model]) -> str:
    return model.__name__.lower()


# The commands: what click prints for each.


def commands_reference() -> str:
    """Return the page of all commands."""
    top = click.Context(app, info_name="errbook", terminal_width=80, **app.context_settings)
    parts = [
        "# Commands",
        "Findings and other results go to stdout, everything else to stderr. Exit code 0: clean. "
        "1: findings. 2: it could not run. `python -m errbook` is the same program.",
        _listing(app.get_help(top)),
    ]
    for name in app.list_commands(top):
        command = app.get_command(top, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=top)
        parts += [f"## errbook {name}", _listing(command.get_help(context))]
    return "\n\n".join(parts) + "\n"


def _listing(text: str) -> str:
    return f"```text\n{text}\n```"


# The rules: each one's docstring is its page.


def rules_reference() -> str:
    """Return the index of all rules."""
    parts = [
        "# Rules",
        "What `errbook lint` looks for. An *error* fails the run, a *warning* only under "
        "`--strict`, an *info* never. What a *refused* rule finds is found while a catalog is "
        "read: such a catalog can neither be built nor loaded. A *safe* fix is made by `--fix`, an "
        "*unsafe* one, which a person has to look at, by `--unsafe-fixes`. How to choose rules and "
        "where to say that something is meant: [Lint](../guide/lint.md).",
    ]
    for digit, family in FAMILIES.items():
        members = [rule for rule in engine.rules() if rule.id.removeprefix("EB").startswith(digit)]
        if members:
            rows = ["| Rule | Name | Severity | Fix | What it finds |", f"|{' --- |' * 5}"]
            rows += [_rule_row(rule) for rule in members]
            parts += [f"## {family}", "\n".join(rows)]
    return "\n\n".join(parts) + "\n"


def _rule_row(rule: Rule) -> str:
    link = f"[{rule.id}](rules/{rule.id}.md)"
    severity = f"{rule.severity}, refused" if rule.is_refusal else str(rule.severity)
    return f"| {link} | `{rule.name}` | {severity} | {rule.fix or ''} | {rule.title} |"


def rule_page(rule: Rule) -> str:
    """Return the page of one rule, with a link to the index below its head."""
    head, facts, sections = rule.whole_page.partition(f"{rule.facts}\n")
    return f"{head}{facts}\n[All rules](../rules.md)\n{sections}"


# The kinds of change: each one's row is in the code.


def changes_reference() -> str:
    """Return the page of all kinds of change."""
    parts = [
        "# Changes",
        "What `errbook breaking` finds between two catalogs, and [whom it breaks]"
        "(../guide/breaking.md#whom-it-must-not-break). An *error* breaks somebody and fails the "
        "run, a *warning* may and fails it under `--strict`, an *info* breaks nobody.",
    ]
    for start, (heading, text) in CHANGES.items():
        rows = ["| Change | Severity | What it is | The other way |", "| --- | --- | --- | --- |"]
        rows += [_change_row(kind) for kind in KINDS.values() if kind.id.startswith(start)]
        parts += [f"## {heading}", text, "\n".join(rows)]
    return "\n\n".join(parts) + "\n"


def _change_row(kind: Kind) -> str:
    back = ", ".join(f"`{name}`" for name in kind.back) or "none"
    return f"| `{kind.name}` {kind.id} | {kind.severity} | {kind.title} {kind.why} | {back} |"
