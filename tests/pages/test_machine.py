"""The files for programs: an index, all pages in one file, and data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from errbook.catalog import Catalog, load
from errbook.pages import Pages
from errbook.pages.machine import DATA, FILES, FULL, INDEX, SCHEMA, MachineFiles

HERE = Path(__file__).parent
REFERENCE = HERE.parents[1] / "catalog"
SITE = "https://docs.example/api"
READER = MarkdownIt("commonmark").enable("table")


def made(catalog: Catalog, folder: Path, site: str = "") -> dict[str, str]:
    """Write the files of a site to `folder`, and return their text."""
    pages = Pages(catalog).in_commonmark()
    with MachineFiles(pages, folder, site) as machine:
        for page in pages:
            text = pages.markdown(page)
            machine.add(page, text, page.uri.removesuffix(".md") + "/")
            path = folder / page.uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(machine.pointed(text, page.uri), "utf-8")
    return {name: (folder / name).read_text("utf-8") for name in FILES}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The reference catalog."""
    return load(REFERENCE)


@pytest.fixture(scope="module")
def root(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with its files."""
    folder = tmp_path_factory.mktemp("root")
    made(catalog, folder)
    return folder


def links(text: str) -> list[tuple[str, str]]:
    """Return words and target of every link."""
    tree = SyntaxTreeNode(READER.parse(text))
    found = (node for node in tree.walk() if node.type == "link")
    return [
        ("".join(child.content for child in node.children), str(node.attrs["href"]))
        for node in found
    ]


def test_llms_txt_has_the_form_of_llmstxt_org(catalog: Catalog, root: Path) -> None:
    """A heading, the summary as a quotation, text without headings, and sections of links."""
    nodes = SyntaxTreeNode(READER.parse((root / INDEX).read_text("utf-8"))).children
    first, quotation, *rest = nodes
    assert (first.type, first.tag) == ("heading", "h1")
    assert quotation.type == "blockquote"
    assert catalog.manifest.summary
    assert catalog.manifest.summary in quotation.children[0].children[0].content
    start = next(at for at, node in enumerate(rest) if node.type == "heading")
    assert {node.type for node in rest[:start]} == {"paragraph", "bullet_list"}
    sections = rest[start:]
    assert [node.type for node in sections] == ["heading", "bullet_list"] * (len(sections) // 2)
    assert {node.tag for node in sections[::2]} == {"h2"}
    for item in (item for section in sections[1::2] for item in section.children):
        [paragraph] = item.children
        link, rest_of_line = paragraph.children[0].children[:2]
        assert link.type == "link"
        assert rest_of_line.content.startswith(": ")


def test_llms_txt_names_every_error_with_its_summary(catalog: Catalog, root: Path) -> None:
    """In the section of its group, with a link to its Markdown."""
    text = (root / INDEX).read_text("utf-8")
    items = {}
    for node in SyntaxTreeNode(READER.parse(text)).walk():
        if node.type == "inline" and node.children[0].type == "link":
            link, *rest = node.children
            said = "".join(child.content for child in rest)
            items[link.children[0].content] = link.attrs["href"], said.removeprefix(": ")
    for entry in Pages(catalog).entries:
        summary = re.sub(r"`([^`]+)`", r"\1", entry.definition.summary)
        end = " Retired." if entry.definition.retired else ""
        end = " Deprecated." if entry.definition.deprecated and not end else end
        assert items[entry.code.text] == (f"errors/{entry.code.path}.md", summary + end)
    heading = text.index("\n## Data\n")
    until = text.index("\n## ", heading + 1)
    assert heading < text.index("[err:unkey:data:key_not_found]") < until


def test_llms_txt_says_how_to_find_an_error_by_its_type(root: Path) -> None:
    """What it says is so: the type is in errors.json, beside the address of the page."""
    files = {name: (root / name).read_text("utf-8") for name in FILES}
    assert "find the error whose `type` is equal to it. Its `markdown` is" in files[INDEX]
    assert "`errors/{system}/{category}/{name}.md`" in files[INDEX]
    sent = "https://unkey.com/docs/errors/unkey/data/key_not_found"
    [found] = [one for one in json.loads(files[DATA])["errors"] if one["type"] == sent]
    page = (root / found["markdown"]).read_text("utf-8")
    assert "`err:unkey:data:key_not_found`" in page


@pytest.mark.parametrize("site", ["", SITE, f"{SITE}/"])
def test_every_link_leads_to_a_file(catalog: Catalog, tmp_path: Path, site: str) -> None:
    """Relative to the root of the site, or absolute where its address is known."""
    files = made(catalog, tmp_path, site)
    for name in (INDEX, FULL):
        for words, target in links(files[name]):
            path, _, _ = target.partition("#")
            if site:
                assert re.match("https?:|mailto:", path), (name, words, target)
                path = path.removeprefix(f"{SITE}/")
            if not re.match("[a-z]+:", path):
                assert (tmp_path / unquote(path)).is_file(), (name, words, target)
    data = json.loads(files[DATA])
    start = f"{SITE}/" if site else ""
    assert data["$schema"] == f"{start}{SCHEMA}"
    for one in data["errors"]:
        assert one["markdown"].startswith(f"{start}errors/")
        assert (tmp_path / one["markdown"].removeprefix(start)).is_file()
        assert one["url"] == one["markdown"].removesuffix(".md") + "/"
    page = (tmp_path / "errors/unkey/data/key_not_found.md").read_text("utf-8")
    assert (f"[llms.txt]({SITE}/llms.txt)" in page) == bool(site)


def test_llms_full_txt_has_every_page_whole(catalog: Catalog, root: Path) -> None:
    """One after the other, each below its address, and alike but for where links lead."""
    text = (root / FULL).read_text("utf-8")
    start, *parts = text.split("\n---\n\nPage: ")
    assert start.startswith("# Errors of Unkey API")
    pages = Pages(catalog).in_commonmark()
    assert [part[1 : part.index("]")] for part in parts] == [page.uri for page in pages]

    def bare(markdown: str) -> str:
        markdown = re.sub(r"\A---\n.*?\n---\n+", "", markdown, flags=re.DOTALL)
        return re.sub(r"(\]\(|\]: )[^)\s]*", r"\1", markdown)

    for page, part in zip(pages, parts, strict=True):
        assert bare(part.split("\n\n", 1)[1]) == bare(pages.markdown(page)), page.uri


def test_a_label_means_the_same_wherever_it_stands(root: Path) -> None:
    """In one file the targets of labels are read once: all pages have to agree on them."""
    text = (root / FULL).read_text("utf-8")
    targets: dict[str, set[str]] = {}
    for label, target in re.findall(r"^\[(err:[^\]]+)\]: (\S+)$", text, re.MULTILINE):
        targets.setdefault(label, set()).add(target)
    assert targets
    assert all(len(found) == 1 for found in targets.values()), targets


def test_samples_of_code_are_left_as_they_are(write: Callable[..., Path], tmp_path: Path) -> None:
    """What looks like a link in a block of code is none."""
    sample = "See [this](gone.md), [that](#there).\\n"
    catalog = load(
        write(
            "{code: a.gone, status: 404, title: T, summary: S., what_happened: '[a.gone]',"
            " fixes: [{id: there, samples: [{code: [{language: markdown, text: "
            f'"{sample}"}}]}}]}}]}}',
            "{errbook: 1, name: X, code: '{a}.{b}'}",
        )
    )
    text = made(catalog, tmp_path)[FULL]
    assert "See [this](gone.md), [that](#there).\n" in text
    assert "\n[a.gone]: errors/a/gone.md\n" in text


def test_a_catalog_without_groups_has_one_section(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    """And one without a summary has none; an ended error says so."""
    definitions = """
        {code: E1, status: 404, title: T, summary: "It [is] gone."}
        ---
        {code: E2, status: 404, title: T, summary: S., retired: {}}
        """
    catalog = load(write(definitions, "{errbook: 1, name: '*X*', code: 'E{number}'}"))
    text = made(catalog, tmp_path)[INDEX]
    assert text.startswith("# Errors of \\*X\\*\n\n2 errors. ")
    assert "\n## Errors\n\n- [E1](errors/1.md): It \\[is\\] gone.\n" in text
    assert "- [E2](errors/2.md): S. Retired.\n" in text


def test_the_same_catalog_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """However often it is loaded."""
    again = made(load(REFERENCE), tmp_path)
    assert {name: (root / name).read_text("utf-8") for name in FILES} == again


def test_errors_json_has_a_line_for_every_error(catalog: Catalog, root: Path) -> None:
    """It can be read, searched and compared line by line."""
    first, *lines, last = (root / DATA).read_text("utf-8").splitlines()
    assert json.loads(first + "]}")["name"] == "Unkey API"
    assert last == "]}"
    codes = [json.loads(line.removesuffix(","))["code"] for line in lines]
    assert codes == [entry.code.text for entry in catalog]


def test_nothing_is_left_half_open_where_a_page_fails(catalog: Catalog, tmp_path: Path) -> None:
    """The mistake comes through, and the files are closed."""
    pages = Pages(catalog).in_commonmark()

    def fail() -> None:
        with MachineFiles(pages, tmp_path) as machine:
            machine.add(pages.index, pages.markdown(pages.index))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not (tmp_path / INDEX).exists()
    assert (tmp_path / FULL).read_text("utf-8")
