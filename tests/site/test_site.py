"""The project's own site builds without a warning, and its reference pages are whole."""

from __future__ import annotations

import importlib.util
import logging
import re
from pathlib import Path
from typing import Any

import click
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from errbook.catalog import load
from errbook.catalog.definition import Definition
from errbook.catalog.manifest import Manifest
from errbook.catalog.names import former_types
from errbook.cli.app import app
from errbook.diff import KINDS
from errbook.lint.engine import rules
from errbook.pages import Pages
from errbook.templates import folder

pytestmark = pytest.mark.xdist_group("site")  # the site is built once

TOP = Path(__file__).parents[2]


class Site:
    """The built site: its files, and what MkDocs warned of."""

    def __init__(self, root: Path, warnings: list[str]) -> None:
        self.root = root
        self.warnings = warnings

    def html(self, path: str) -> str:
        """Return the text of the page at `path`."""
        return (self.root / path / "index.html").read_text("utf-8")


class Collected(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the site as `errbook build site` does, with `strict`."""
    root = tmp_path_factory.mktemp("built")
    log = Collected()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(log)
    try:
        config = load_config(str(TOP / "site/mkdocs.yml"), site_dir=str(root), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    finally:
        logger.removeHandler(log)
    return Site(root, log.lines)


@pytest.fixture(scope="module")
def hooks() -> Any:
    """Import site/hooks.py."""
    spec = importlib.util.spec_from_file_location("hooks", TOP / "site/hooks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_is_no_warning(site: Site) -> None:
    """Links, anchors and the navigation lead somewhere."""
    assert site.warnings == []


def test_no_page_asks_another_host_for_anything(site: Site) -> None:
    """Scripts, styles, images and fonts come from the site itself."""
    source = r"<(?:script|img|iframe|source)[^>]*\ssrc=[\"']?([^\"'\s>]+)"
    link = r"<link(?![^>]*canonical)[^>]*\shref=[\"']?([^\"'\s>]+)"
    in_style = r"(?:url\(|@import)\s*[\"']?([^\"')\s]+)"
    for path in [*site.root.rglob("*.html"), *site.root.rglob("*.css")]:
        patterns = (in_style,) if path.suffix == ".css" else (source, link)
        text = path.read_text("utf-8")
        found = [address for pattern in patterns for address in re.findall(pattern, text)]
        away = [address for address in found if re.match(r"(?:https?:)?//", address)]
        assert away == [], path.relative_to(site.root)


def test_the_catalog_is_in_the_site(site: Site) -> None:
    """Every page of the reference catalog is built."""
    for page in Pages(load(TOP / "catalog")):
        uri = page.uri.removesuffix("index.md").removesuffix(".md")
        assert (site.root / uri / "index.html").is_file(), page.uri


def test_every_type_of_the_catalog_is_a_page(site: Site) -> None:
    """What stands behind the base of the site in a type, a former or a retired one too, is built.

    So does the catalog's documentation open wherever the site is put.
    """
    catalog, base = load(TOP / "catalog"), "https://unkey.com/docs/"
    for entry in catalog:
        for uri in (entry.type, *former_types(catalog, entry)):
            assert uri.startswith(base)
            assert (site.root / uri.removeprefix(base) / "index.html").is_file(), uri


def test_every_field_of_every_model_is_in_the_reference(site: Site, hooks: Any) -> None:
    """A field has a row in the table of its model, with its type and what it is."""
    text = hooks.catalog_reference()
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE))
    models = hooks.models(Definition, Manifest)
    assert len(sections) == len(models)
    for model in models:
        for name, info in model.model_fields.items():
            label = re.escape(info.alias or name)
            row = re.compile(rf"^\| `{label}` \| \S[^|]* \| \S[^|]* \|$", re.MULTILINE)
            assert row.search(sections[model.__name__]), f"{model.__name__}.{name}"
    assert "Pins the type URI" in site.html("reference/catalog")


def test_every_command_is_in_the_reference(site: Site) -> None:
    """A command has a section with the options that it takes."""
    html = site.html("reference/commands")
    context = click.Context(app)
    for name in app.list_commands(context):
        command = app.get_command(context, name)
        assert command is not None
        assert f'id="errbook-{name}"' in html
        options = [option for param in command.params for option in param.opts if option[:1] == "-"]
        for option in options:
            assert option in html, f"errbook {name} {option}"


def test_every_rule_has_a_row_and_a_page(site: Site, hooks: Any) -> None:
    """The index says how much it matters and what it mends; its page has its docstring."""
    rows = dict(re.findall(r"^\| \[(EB\d+)\]\S+ (\|.*\|)$", hooks.rules_reference(), re.MULTILINE))
    assert [*rows] == [rule.id for rule in rules()]
    for rule in rules():
        refused = ", refused" if rule.is_refusal else ""
        facts = f"| `{rule.name}` | {rule.severity}{refused} | {rule.fix or ''} | "
        assert rows[rule.id].startswith(facts)
        page = site.html(f"reference/rules/{rule.id}")
        for heading in rule.sections:
            assert heading in page, f"{rule.id}: {heading}"
        assert ("mends what it can" in page) == bool(rule.fix), rule.id
    assert {path.name for path in (site.root / "reference/rules").iterdir() if path.is_dir()} == {
        rule.id for rule in rules()
    }


def _texts() -> dict[str, str]:
    """Return every text that tells of rules: pages, messages, the start of a new catalog."""
    top = [TOP / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    below = [
        path
        for folder, kind in (("site/docs", "*.md"), ("src", "*.py"), ("templates/init", "*"))
        for path in (TOP / folder).rglob(kind)
        if path.is_file()
    ]
    return {path.relative_to(TOP).as_posix(): path.read_text("utf-8") for path in (*top, *below)}


def test_no_page_names_a_rule_that_does_not_exist() -> None:
    """Nor a kind of change; the start of ids, such as EB6, has to be that of some."""
    known = {rule.id for rule in rules()} | {kind.id for kind in KINDS.values()}
    for name, text in _texts().items():
        own = set(re.findall(r'^ *ID = "(EB\d+)"', text, re.MULTILINE))
        named = set(re.findall(r"\b(?:EB|BC)\d+\b", text)) - own
        unknown = {id for id in named if not any(each.startswith(id) for each in known)}
        assert unknown == set(), name
        suppressed = re.findall(r"errbook: ignore\[([\w, -]+)\]", text)
        assert {each.strip() for names in suppressed for each in names.split(",")} <= known, name


def test_every_kind_of_change_has_a_row(hooks: Any) -> None:
    """With what it is, whom it breaks, and what the opposite change is."""
    text = hooks.changes_reference()
    rows = re.findall(r"^\| `([\w-]+)` BC\d{3} \| \w+ \| [^|]+ \| [^|]+ \|$", text, re.MULTILINE)
    assert rows == [*KINDS]


def test_every_template_is_named_on_the_page_about_sites() -> None:
    """The table of templates that one can replace is whole, and names none that is gone."""
    text = (TOP / "site/docs/guide/sites.md").read_text("utf-8")
    named = set(re.findall(r"^\| `((?:markdown|site)/[^`]+\.j2)` \|", text, re.MULTILINE))
    found = {path.relative_to(folder()).as_posix() for path in folder().rglob("*.j2")}
    assert named == {name for name in found if name.startswith(("markdown/", "site/"))}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_of_the_pages_in_the_repository_lead_somewhere(name: str) -> None:
    """What GitHub shows links to files that are there."""
    links = re.findall(r"\]\(([^)\s]+)\)", (TOP / name).read_text("utf-8"))
    relative = [link.partition("#")[0] for link in links if "://" not in link]
    assert [link for link in relative if not (TOP / link).exists()] == []
