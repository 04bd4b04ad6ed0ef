"""The targets themselves: pages as Markdown, and as a site."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Protocol

import pytest

from errbook.catalog import load
from errbook.exceptions import UsageError
from errbook.settings import Settings
from errbook.targets import target

BARE = "{{code: {}, status: 404, title: Missing, summary: It is missing.}}"


class Write(Protocol):
    """Writes a catalog."""

    def __call__(self, definitions: str, manifest: str = ...) -> Path:
        """Return its folder."""


def manifest(scheme: str) -> str:
    """Return a manifest with that scheme for codes."""
    return f'{{errbook: 1, name: Test API, code: "{scheme}"}}'


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., tuple[str, Path]]:
    """A function that builds a target and returns what it says, and where it is."""

    def run(name: str, catalog: Path, settings: Settings | None = None) -> tuple[str, Path]:
        job = target.Job(load(catalog), settings or Settings(), tmp_path / "out")
        return target.find(name).build(job), tmp_path / "out"

    return run


def test_a_module_beside_the_others_is_a_target() -> None:
    """There is no list: the folder is the list, and each says in a line what it makes."""
    assert {"markdown", "site"} <= set(target.names())
    assert not {"target", "output"} & set(target.names())
    for name in target.names():
        found = target.find(name)
        assert (found.__doc__ or "").splitlines()[0].endswith(".")
        assert not found.OUTPUT.is_absolute()


def test_markdown_has_a_file_for_every_page_and_every_former_code(
    write: Write, build: Callable[..., tuple[str, Path]]
) -> None:
    """Links between them lead to files that are there."""
    definitions = """
        {code: "err:a:one", status: 404, title: T, summary: S., aliases: ["err:a:zero"]}
        ---
        {code: "err:a:two", status: 404, title: T, summary: "S.", related: [{code: "err:a:one"}]}
        """
    said, out = build("markdown", write(definitions, manifest("err:{area}:{name}")))
    assert said == f"{out}: 9 written"
    files = {path.relative_to(out / "errors").as_posix(): path for path in out.rglob("*.md")}
    assert set(files) == {"index.md", "a/index.md", "a/one.md", "a/two.md", "a/zero.md"}
    for path in files.values():
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
            assert (path.parent / link).is_file(), (path, link)


def test_markdown_tells_of_its_progress(write: Write, tmp_path: Path) -> None:
    """Done and total, page by page."""
    told: list[tuple[int, int]] = []
    catalog = load(write(BARE.format("a.b")))
    job = target.Job(catalog, Settings(), tmp_path / "out", lambda *numbers: told.append(numbers))
    target.find("markdown").build(job)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_site_tells_of_its_progress(write: Write, tmp_path: Path) -> None:
    """Each page counts twice: read, and written. The home page is one of them."""
    told: list[tuple[int, int]] = []
    catalog = load(write(BARE.format("a.b")))
    job = target.Job(catalog, Settings(), tmp_path / "out", lambda *numbers: told.append(numbers))
    target.find("site").build(job)
    assert told == [(done, 8) for done in range(1, 9)]


@pytest.mark.parametrize(
    ("scheme", "code", "page", "name"),
    [("{name}", "missing", "errors/missing", "missing"), ("E{number}", "E7", "errors/7", "E7")],
)
def test_a_site_without_groups_has_all_in_its_navigation(
    write: Write,
    build: Callable[..., tuple[str, Path]],
    scheme: str,
    code: str,
    page: str,
    name: str,
) -> None:
    """The errors stand below the index, by name, or by code where the name is a number."""
    said, out = build("site", write(BARE.format(code), manifest(scheme)))
    assert said == f"{out}: 2 pages of errors"
    html = (out / page / "index.html").read_text("utf-8")
    nav = html[html.index("md-nav--primary") : html.index("md-content")]
    words = re.findall(r'<span class="md-ellipsis">\s*(.*?)\s*</span>', nav, re.DOTALL)
    assert words[:2] == ["Home", "Errors"]
    assert name in words
    home = (out / "index.html").read_text("utf-8")
    assert "Browse the error" in home
    assert 'href="errors/"' in home


def test_a_home_page_of_ones_own_goes_before_ours(
    write: Write, build: Callable[..., tuple[str, Path]], tmp_path: Path
) -> None:
    """`site` and `markdown` below the templates folder replace what is in ours."""
    (tmp_path / "mine/site").mkdir(parents=True)
    (tmp_path / "mine/site/index.md.j2").write_text("# Welcome to {{ name }}\n", "utf-8")
    settings = Settings(templates=tmp_path / "mine")
    _, out = build("site", write(BARE.format("a.b"), manifest("{area}.{name}")), settings)
    assert "Welcome to Test API" in (out / "index.html").read_text("utf-8")


def test_what_mkdocs_says_is_told(
    write: Write, build: Callable[..., tuple[str, Path]], tmp_path: Path
) -> None:
    """Warnings come with the result; what stops it is an error in words."""
    catalog = write(BARE.format("a.b"))
    config = tmp_path / "mkdocs.yml"
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n\n[gone](gone.md)\n", "utf-8")
    config.write_text(f"site_name: x\nplugins: [{{errbook: {{catalog: {catalog}}}}}]\n", "utf-8")
    said, _ = build("site", catalog, Settings(mkdocs=config))
    assert "MkDocs: warning: Doc file 'index.md' contains a link 'gone.md'" in said
    config.write_text("site_name: x\ntheme: no-such-theme\n", "utf-8")
    with pytest.raises(UsageError, match="MkDocs:"):
        build("site", catalog, Settings(mkdocs=config))
    with pytest.raises(UsageError, match="does not exist"):
        build("site", catalog, Settings(mkdocs=tmp_path / "none.yml"))


def test_texts_of_the_catalog_are_text_all_over_the_site(
    write: Write, build: Callable[..., tuple[str, Path]]
) -> None:
    """Names, titles and summaries stand in the heads and the navigation of pages too."""
    odd = "</title>\"'<script>smuggled</script>\\\\ : {x}"
    line = json.dumps(odd)
    definitions = f"""
        code: err:a:one
        status: 404
        title: {line}
        summary: {line}
        """
    head = f"""
        errbook: 1
        name: {line}
        summary: {line}
        code: err:{{area}}:{{name}}
        groups: {{"err:a": {{title: {line}, description: {line}}}}}
        """
    _, out = build("site", write(definitions, head))
    pages = list(out.rglob("*.html"))
    assert len(pages) >= 4
    for path in pages:
        text = path.read_text("utf-8")
        assert "smuggled" in text or path.name == "404.html"
        assert "<script>smuggled" not in text, path
        attributes = Attributes()
        attributes.feed(text)
        assert not [name for name in attributes.names if "smuggled" in name or '"' in name], path


class Attributes(HTMLParser):
    """The names of all attributes on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {name for name, _ in attrs}
