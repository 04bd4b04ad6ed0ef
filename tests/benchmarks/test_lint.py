"""What lint costs beside the parsers that it stands on, and how it grows with the catalog."""

from __future__ import annotations

import ast
import gc
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from errbook.catalog import load
from errbook.catalog.model import texts
from errbook.lint.engine import lint, rules
from errbook.settings import LintSettings, Settings

pytestmark = pytest.mark.bench

READING_TEXT = {rule.id for rule in rules() if rule.check_text} | {"EB501"}
"""The rules that read Markdown and samples, by parsers; all others read data."""

SAMPLE = """\
sections:
  - title: In code
    text: |
      The answer, and how to read it:

      ```json
      {{"thing": {{"thingId": "thing_{number}", "tags": ["one", "two", "three"], "size": 12}}}}
      ```

      ```python
      def read(answer: dict[str, object]) -> str:
          thing = answer["thing"]
          return f"{{thing['thingId']}} of {number}"
      ```
"""

Record = Callable[[str, dict[str, object]], None]


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds of `work`; garbage is collected before it, and not while it runs."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


def only(ids: set[str]) -> Settings:
    """Return settings by which only these rules run."""
    return Settings(lint=LintSettings(select=sorted(ids)))


def parse_yaml(folder: Path) -> None:
    """Do what PyYAML's fastest loader does with the same files, and no more."""
    for path in sorted(folder.rglob("*.yaml")):
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


@pytest.fixture(scope="module")
def with_samples(catalog_of: Callable[..., Path]) -> Callable[[int], Path]:
    """Return a function that makes a catalog whose pages have code in them."""

    def make(definitions: int) -> Path:
        folder = catalog_of(definitions, 40)
        for number, path in enumerate(sorted((folder / "bench").rglob("*.yaml"))):
            text = path.read_text("utf-8")
            if "sections:" not in text:
                path.write_text(text + SAMPLE.format(number=number), "utf-8")
        return folder

    return make


def test_rules_that_read_data_cost_at_most_twice_the_parsing_of_the_files(
    catalog_of: Callable[..., Path], record: Record
) -> None:
    """10,000 definitions in 10,000 files: reading, all checks of reading, and these rules."""
    folder = catalog_of(10_000)
    settings = only({rule.id for rule in rules()} - READING_TEXT)
    ratios = []
    for _ in range(3):
        before = cpu(lambda: parse_yaml(folder))
        ours = cpu(lambda: lint(folder, settings))
        after = cpu(lambda: parse_yaml(folder))
        ratios.append(ours / ((before + after) / 2))
    ratio = sorted(ratios)[1]
    record(
        "lint: data rules / CSafeLoader, 10,000 files",
        {"ratio": round(ratio, 2), "cpu_s": [round(ours, 2), round(after, 2)]},
    )
    assert ratio <= 2, ratios


def test_rules_that_read_text_cost_at_most_twice_their_parsers(
    with_samples: Callable[[int], Path], record: Record
) -> None:
    """Markdown by markdown-it, samples by the parser of each language: 2,000 definitions."""
    folder = with_samples(2_000)
    catalog = load(folder)
    found = [text for entry in catalog for _, text in texts(entry.definition)]
    ratios = []
    for _ in range(3):
        parsers = cpu(lambda: parse_texts(found))
        without = cpu(lambda: lint(folder, only({"EB101"})))
        ours = cpu(lambda: lint(folder, only({"EB101"} | READING_TEXT))) - without
        ratios.append(ours / parsers)
    ratio = sorted(ratios)[1]
    record(
        "lint: text rules / their parsers, 2,000 files",
        {"ratio": round(ratio, 2), "cpu_s": [round(ours, 2), round(parsers, 2)]},
    )
    assert ratio <= 2, ratios


def parse_texts(found: list[str]) -> None:
    """Parse each text, and each block of code in it, and do nothing with what comes out."""
    parser = MarkdownIt("commonmark").enable("table")
    for text in found:
        for language, code in blocks(parser, text):
            if language == "json":
                json.loads(code)
            else:
                ast.parse(code)


def blocks(parser: MarkdownIt, text: str) -> Iterator[tuple[str, str]]:
    """Yield language and code of each block."""
    for token in parser.parse(text):
        if token.type == "fence":
            yield token.info, token.content


def test_lint_grows_with_the_catalog_and_no_faster(
    catalog_of: Callable[..., Path], record: Record
) -> None:
    """All rules: 10,000 definitions cost at most 11.5 times what 1,000 cost."""
    small, large = catalog_of(1_000), catalog_of(10_000)
    before = cpu(lambda: lint(small))
    ten = cpu(lambda: lint(large))
    after = cpu(lambda: lint(small))
    ratio = ten / ((before + after) / 2)
    record(
        "lint: 10,000 / 1,000 definitions, all rules",
        {"ratio": round(ratio, 2), "cpu_s": [round(before, 2), round(ten, 2)]},
    )
    assert ratio <= 11.5, [before, ten, after]
