"""The Markdown of a page, read back: it holds the facts of the definition, each in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from errbook.catalog import Catalog, Entry, load
from errbook.catalog.definition import Fix, Sample, Scenario, Step
from errbook.pages import Pages
from errbook.pages.machine import MachineFiles
from errbook.pages.requests import snippets

TOP = Path(__file__).parents[2]
CATALOGS = {"reference": TOP / "catalog", "odd": Path(__file__).parent / "catalog"}

READER = MarkdownIt("commonmark").enable("table")
WRITER = MarkdownIt("commonmark", {"html": False}).enable("table")
"""How a catalog's text is meant: without raw HTML."""

Blocks = list[tuple[Any, ...]]


@dataclass
class Facts:
    """What a page and a definition both say."""

    code: str
    status: int
    title: str
    name: str
    type: str
    summary: str
    scenarios: list[tuple[Blocks, str]] = field(default_factory=list)
    """The text, and the title of the fix that cures it."""
    fixes: list[tuple[str, Blocks]] = field(default_factory=list)
    steps: list[list[Blocks]] = field(default_factory=list)
    """Of each fix that has some."""
    related: list[tuple[str, str]] = field(default_factory=list)


def words(node: SyntaxTreeNode) -> str:
    """Return the text of a node, without markup and on one line."""
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return " "
    text = "".join(words(child) for child in node.children)
    return " ".join(text.split()) if node.type == "inline" else text


def blocks(nodes: list[SyntaxTreeNode]) -> Blocks:
    """Return what stands in blocks, however it is laid out."""
    made: Blocks = []
    for node in nodes:
        if node.type in ("fence", "code_block"):
            made.append(("code", node.info.strip(), node.content.strip("\n")))
        elif node.children and node.children[0].type == "inline":
            said = "".join(words(child) for child in node.children)
            if said.strip("\xa0 "):  # the words that Python-Markdown wants behind a marker
                made.append(("text", said))
        elif node.children:
            made.append((node.type, blocks(node.children)))
    return made


class Twin:
    """A reader that knows how pages are laid out, and nothing of the catalog."""

    def __init__(self, text: str) -> None:
        body = re.sub(r"\A---\n.*?\n---\n", "", text, count=1, flags=re.DOTALL)
        self.nodes = SyntaxTreeNode(READER.parse(body)).children
        start = next(at for at, node in enumerate(self.nodes) if node.type == "heading")
        self.head = self.nodes[start:]
        self.pointer = self.nodes[:start]

    def section(self, title: str) -> list[SyntaxTreeNode]:
        """Return what stands below a heading of the second level."""
        found: list[SyntaxTreeNode] = []
        inside = False
        for node in self.head:
            if node.type == "heading" and node.tag == "h2":
                inside = words(node) == title
            elif inside:
                found.append(node)
        return found

    def facts(self) -> Facts:
        """Return what the page says."""
        heading, summary, callout = self.head[:3]
        *title, name = heading.children[0].children
        first, rest = callout.children[0], callout.children[1:]
        strong, code = (child for child in first.children[0].children if words(child).strip())
        told = dict(self._told(rest))
        return Facts(
            code=words(code),
            status=int(words(strong).split()[0]),
            title="".join(map(words, title)).strip(),
            name=words(name),
            type=told["Type:"],
            summary=words(summary),
            scenarios=list(self._scenarios()),
            fixes=list(self._fixes()),
            steps=list(self._steps()),
            related=list(self._related()),
        )

    @staticmethod
    def _told(lists: list[SyntaxTreeNode]) -> Iterator[tuple[str, str]]:
        for item in (item for one in lists for item in one.children):
            strong, *rest = (
                child for child in item.children[0].children[0].children if words(child).strip()
            )
            yield words(strong), "".join(map(words, rest)).strip()

    def _scenarios(self) -> Iterator[tuple[Blocks, str]]:
        for item in (item for one in self.section("When it happens") for item in one.children):
            said, cure = blocks(item.children), ""
            end = item.children[-1].children[0]
            last = end.children[-1] if end.type == "inline" else end
            if last.type == "link" and str(last.attrs["href"]).startswith("#"):
                cure = words(last)
                *before, (_, text) = said
                shorter = str(text).removesuffix(cure).rstrip()
                said = [*before, ("text", shorter)] if shorter else before
            yield said, cure

    def _of_fixes(self) -> Iterator[tuple[str, list[SyntaxTreeNode]]]:
        title, found = "", list[SyntaxTreeNode]()
        for node in self.section("How to fix"):
            if node.type == "heading" and node.tag == "h3":
                if found:
                    yield title, found
                title, found = words(node), []
            else:
                found.append(node)
        if found:
            yield title, found

    def _fixes(self) -> Iterator[tuple[str, Blocks]]:
        for title, nodes in self._of_fixes():
            yield title, blocks(nodes)

    def _steps(self) -> Iterator[list[Blocks]]:
        for _, nodes in self._of_fixes():
            lists = [node for node in nodes if node.type == "ordered_list"]
            if lists:
                yield [blocks(item.children) for item in lists[-1].children]

    def _related(self) -> Iterator[tuple[str, str]]:
        for item in (item for one in self.section("Related errors") for item in one.children):
            inside = item.children[0].children[0].children
            link = inside[0]
            at = next(
                (at for at, node in enumerate(inside) if node.type == "hardbreak"), len(inside)
            )
            yield words(link), "".join(map(words, inside[at + 1 :])).strip()


class Declared:
    """The same facts from the definition."""

    def __init__(self, entry: Entry, pages: Pages) -> None:
        self.entry = entry
        self.definition = entry.definition
        self.catalog = pages.catalog
        self.pages = pages
        self.titles = {
            fix.id: fix.title or (f"Fix {n}" if self._headed else "How to fix it")
            for n, fix in enumerate(self.definition.fixes, start=1)
        }

    @property
    def _headed(self) -> bool:
        fixes = self.definition.fixes
        return len(fixes) > 1 or bool(fixes and fixes[0].title)

    def facts(self) -> Facts:
        """Return what the definition says."""
        definition, fixes = self.definition, self.definition.fixes
        related = [
            (other, one)
            for one in definition.related
            if (other := self.catalog.find(one.code)) and self.pages.shows(other)
        ]
        return Facts(
            code=self.entry.code.text,
            status=definition.status,
            title=line(definition.title),
            name=self.entry.code.name,
            type=self.entry.type,
            summary=line(definition.summary),
            scenarios=[self._scenario(scenario) for scenario in definition.scenarios],
            fixes=[
                (line(self.titles[fix.id]) if self._headed else "", self._fix(fix)) for fix in fixes
            ],
            steps=[[self._step(step) for step in fix.steps] for fix in fixes if fix.steps],
            related=[(other.code.text, line(one.reason or "")) for other, one in related],
        )

    def _text(self, text: str | None) -> Blocks:
        text = text or ""
        named = (code for code in self._shown() if code.lower() in text.lower())
        places = "".join(f"\n[{code}]: somewhere" for code in named)
        return blocks(SyntaxTreeNode(WRITER.parse(f"{text}\n{places}\n")).children)

    def _shown(self) -> list[str]:
        return [entry.code.text for entry in self.pages.entries] + list(self.catalog.aliases)

    def _scenario(self, scenario: Scenario) -> tuple[Blocks, str]:
        cure = self._fix_titles().get(scenario.fix, "") if scenario.fix else ""
        return self._text(scenario.text), line(cure)

    def _fix_titles(self) -> dict[str | None, str]:
        return {fix.id: fix.title or "How to fix it" for fix in self.definition.fixes}

    def _fix(self, fix: Fix) -> Blocks:
        made: Blocks = []
        if fix.when in self.definition.variants:
            made.append(("text", f"When: the response is the variant {fix.when}."))
        elif fix.when:
            made.append(("text", f"When: {line(fix.when)}"))
        intro = self._text(fix.intro)
        made += intro
        if fix.steps:
            if intro and intro[-1][0].endswith("_list"):
                made.append(("text", "Step by step:"))
            steps = [("list_item", self._step(step)) for step in fix.steps]
            made.append(("ordered_list", steps))
        return made + [block for sample in fix.samples for block in self._sample(sample)]

    def _step(self, step: Step) -> Blocks:
        made = [("text", line(step.title))] if step.title else []
        made += self._text(step.text)
        return made + [block for sample in step.samples for block in self._sample(sample)]

    def _sample(self, sample: Sample) -> Blocks:
        made = self._text(sample.intro)
        if sample.request:
            for label, language, text in snippets(sample.request, self.catalog.manifest):
                made += [("text", f"{label}:"), ("code", language, text)]
        for one in sample.code or ():
            label = line(one.label) if one.label else ""
            if one.role:
                word = one.role.capitalize()
                made.append(("text", f"{word}: {label}" if label else word))
            elif label:
                made.append(("text", f"{label}:"))
            made.append(("code", one.language, one.text.strip("\n")))
        return made


def line(text: str) -> str:
    """Return text on one line as it shows, code in it without backticks."""
    return " ".join(re.sub(r"`([^`]+)`", r"\1", text).split())


@pytest.fixture(scope="module", params=CATALOGS)
def catalog(request: pytest.FixtureRequest) -> Catalog:
    """The catalog whole, and one made to trip over."""
    return load(CATALOGS[request.param])


@pytest.fixture(scope="module")
def twins(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The Markdown of every page as a site has it."""
    pages = Pages(catalog).in_commonmark()
    with MachineFiles(pages, tmp_path_factory.mktemp("twins")) as machine:
        return {page.uri: machine.pointed(pages.markdown(page), page.uri) for page in pages}


def test_every_page_reads_back_to_the_facts_of_its_definition(
    catalog: Catalog, twins: dict[str, str]
) -> None:
    """Code, status, title, type, scenarios with their cures, fixes with their steps, relations."""
    pages = Pages(catalog)
    assert pages.entries
    for entry in pages.entries:
        read = Twin(twins[pages.page(entry).uri]).facts()
        assert read == Declared(entry, pages).facts(), entry.code


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("**429 ", "**428 "),
        lambda text: text.replace("`err:cart:too_full`", "`err:cart:to_full`", 1),
        lambda text: text.replace("- The weight is the matter.", "- The weight is a matter."),
        lambda text: text.replace("- The weight is the matter.", "The weight is the matter."),
        lambda text: text.replace("2.  **Take things out**", "    **Take things out**"),
        lambda text: text.replace("cart.pop()", "cart.clear()"),
        lambda text: text.replace("There is no cart,", "There is a cart,"),
    ],
)
def test_a_page_that_says_something_else_reads_back_to_other_facts(
    change: Callable[[str], str],
) -> None:
    """The reader is no looser than that."""
    pages = Pages(load(CATALOGS["odd"]), flavor="commonmark")
    entry = pages.catalog.entries["err:cart:too_full"]
    text = pages.markdown(pages.page(entry))
    changed = change(text)
    assert changed != text
    assert Twin(text).facts() == Declared(entry, pages).facts()
    assert Twin(changed).facts() != Declared(entry, pages).facts()


def test_every_page_starts_with_the_way_to_the_index(twins: dict[str, str]) -> None:
    """A reader that was given one page finds all of them."""
    for uri, text in twins.items():
        [pointer] = Twin(text).pointer
        assert pointer.type == "blockquote"
        links = [node for node in pointer.walk() if node.type == "link"]
        above = "../" * uri.count("/")
        assert [node.attrs["href"] for node in links] == [
            f"{above}llms.txt",
            f"{above}errors.json",
        ]


def test_links_between_the_pages_are_links_between_files(twins: dict[str, str]) -> None:
    """Every relative link leads to another page's Markdown; every place is a heading's."""
    for uri, text in twins.items():
        tree = SyntaxTreeNode(READER.parse(re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)))
        headings = {
            re.sub(r"[^\w\- ]", "", words(node).lower()).replace(" ", "-")
            for node in tree.walk()
            if node.type == "heading"
        }
        for node in (node for node in tree.walk() if node.type == "link"):
            path, _, place = str(node.attrs["href"]).partition("#")
            if path.endswith(".md"):
                assert str(Path("/", uri, "..", path).resolve())[1:] in twins, (uri, path)
            elif not path:
                assert place in headings, (uri, place)
