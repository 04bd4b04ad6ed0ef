"""What every rule has to be, so that its page, its id and its example hold."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import errbook.catalog
from errbook.edit.fix import fixed
from errbook.findings import Severity
from errbook.lint.engine import lint, rules
from errbook.lint.rule import SECTIONS, Rule
from errbook.settings import LintSettings, Settings

every_rule = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
KEY_NOT_FOUND = "code: err:unkey:data:key_not_found\n"
BROKEN = Path(__file__).parents[1] / "catalog" / "broken"


def _blocks(rule: Rule, section: str) -> dict[str, str]:
    """Return the block of each language in a section.

    The catalog is in YAML, the code in Python, the settings in TOML, an OpenAPI document in JSON.
    """
    found = re.findall(r"```(yaml|python|toml|json)\n(.+?)```", rule.sections[section], re.DOTALL)
    assert found, f"the section {section} shows no YAML and no Python"
    return dict(found)


def _findings(rule: Rule, section: str, filled: Callable[..., Path]) -> set[str]:
    """Return the ids of what a section shows; the first document of YAML may be a manifest.

    Python is the source, or a test where its first line says so. Findings of the catalog alone
    leave the code's rules out.
    """
    blocks = _blocks(rule, section)
    text = blocks.get("yaml", KEY_NOT_FOUND)
    encoding = "latin-1" if "# saved as Latin-1" in text else "utf-8"
    given = {"definitions": text, "encoding": encoding}
    if text.startswith("errbook:"):
        given["manifest"], _, given["definitions"] = text.partition("---\n")
    root = filled(**given)
    if "json" in blocks:
        (root / "openapi.json").write_text(blocks["json"], "utf-8")
    if rule.name != "canonical-order":
        _put_in_order(root)
    code = root.parent / "code"
    code.mkdir(exist_ok=True)
    for path in code.iterdir():
        path.unlink()
    if "python" not in blocks:
        table = tomllib.loads(blocks.get("toml", "")).get("tool", {}).get("errbook", {})
        chosen = LintSettings.model_validate(table.get("lint", {}))
        return {finding.rule for finding in lint(root, Settings(root, lint=chosen)).findings}
    is_test = blocks["python"].startswith("# tests/")
    (code / ("test_it.py" if is_test else "app.py")).write_text(blocks["python"], "utf-8")
    source, tests = ((), (code,)) if is_test else ((code,), ())
    settings = Settings(root, source=source, tests=tests)
    return {finding.rule for finding in lint(root, settings).findings}


def _put_in_order(root: Path) -> None:
    """Put the fields in order: what an excerpt lacks was filled in behind its own."""
    order = LintSettings(select=["canonical-order"])
    fixed(lambda unsaved: lint(root, Settings(root, lint=order), unsaved=unsaved)).write()


@every_rule
def test_a_rule_has_a_page(rule: Rule) -> None:
    """The docstring is the page: a title that is a sentence, and each section in its order."""
    assert re.fullmatch(r"[A-Z`][^\n]{10,80}\.", rule.title)
    assert tuple(rule.sections) == SECTIONS
    assert all(rule.sections.values())


@every_rule
def test_a_rule_has_an_id_and_a_severity(rule: Rule) -> None:
    """Ids are `EB` and three digits, the first of which is the group."""
    assert re.fullmatch(r"EB[1-9][0-9]{2}", rule.id)
    assert isinstance(rule.severity, Severity)


def test_ids_and_names_are_unique() -> None:
    """No two rules answer to one id or one name."""
    assert len({rule.id for rule in rules()}) == len(rules())
    assert len({rule.name for rule in rules()}) == len(rules())


@every_rule
def test_the_example_breaks_the_rule(rule: Rule, filled: Callable[..., Path]) -> None:
    """The example on the page breaks its own rule, and no other."""
    assert _findings(rule, "Example", filled) == {rule.id}


@every_rule
def test_what_stands_instead_breaks_none(rule: Rule, filled: Callable[..., Path]) -> None:
    """What the page advises is without any finding."""
    assert _findings(rule, "Instead", filled) == set()


def test_what_reading_finds_has_a_rule_each() -> None:
    """Every id in `errbook.catalog` has a rule without a check, and the other way round."""
    folder = Path(errbook.catalog.__file__).parent
    source = "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.py")))
    assert set(re.findall(r"\bEB\d{3}\b", source)) == _found_by_reading()


def test_what_reading_finds_has_a_broken_catalog_each() -> None:
    """Every such rule is broken by some catalog below tests/catalog/broken."""
    expected = "".join(path.read_text("utf-8") for path in BROKEN.glob("*/expected.txt"))
    assert set(re.findall(r": error (EB\d{3}) ", expected)) == _found_by_reading()


def _found_by_reading() -> set[str]:
    return {rule.id for rule in rules() if rule.is_refusal}
