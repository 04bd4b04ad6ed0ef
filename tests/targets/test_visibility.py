"""Nothing internal is in a public build: unique words in all that is internal, looked for in bytes.

The same words are all in an internal build, so that the search is known to find them.
"""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from errbook.catalog import Catalog, load
from errbook.catalog.definition import Definition, Fix, Trigger
from errbook.catalog.model import Model
from errbook.settings import Settings
from errbook.targets import target

pytestmark = pytest.mark.xdist_group("visibility")  # the site is built twice

WITHOUT_TEXT = {"status", "retryable", "fixable_by", "visibility"}
NOWHERE = "replay"
"""How requests are sent again is on no page of any build."""


class Canaries:
    """Words that stand nowhere else, by where they were put."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def __call__(self, place: str) -> str:
        """Return a new word for `place`, good as a name of anything."""
        self.words[place] = f"zq{len(self.words)}{re.sub('[^a-z]', '', place.lower())}qz"
        return self.words[place]


def request(at: Canaries, place: str) -> dict[str, Any]:
    """Return a request with a word in every part."""
    return {
        "method": "POST",
        "path": f"/{at(f'{place} path')}",
        "query": {at(f"{place} query"): at(f"{place} query value")},
        "headers": {"X-Note": at(f"{place} header")},
        "json": {at(f"{place} member"): at(f"{place} value")},
    }


def replay(at: Canaries, place: str) -> dict[str, Any]:
    """Return a replay with a word in every part."""
    place = f"{NOWHERE} {place}"
    before = {"request": request(at, f"{place} before"), "save": {at(f"{place} save"): "/a"}}
    return {
        "env": {at(f"{place} text"): at(f"{place} variable")},
        "fresh": [at(f"{place} fresh")],
        "before": [before],
        "auth": at(f"{place} auth"),
    }


def samples(at: Canaries, place: str) -> list[dict[str, Any]]:
    """Return samples with a word in every part."""
    code = {"language": "python", "text": at(f"{place} code"), "label": at(f"{place} label")}
    return [
        {
            "intro": at(f"{place} intro"),
            "request": request(at, place),
            "replay": replay(at, place),
        },
        {"code": [code, {**code, "text": at(f"{place} other code"), "role": "wrong"}]},
    ]


def internal(at: Canaries, code: str) -> dict[str, Any]:
    """Return an internal definition with a word in every field."""
    hidden, shown = at("param"), at("other param")
    end = {"since": at("end"), "reason": at("reason of the end"), "replaced_by": ["shop.cart.old"]}
    fix = {
        "id": at("fix id"),
        "title": at("fix title"),
        "when": at("fix when"),
        "intro": at("fix intro"),
        "steps": [
            at("step"),
            {"title": at("step title"), "text": at("step text"), "samples": samples(at, "step")},
        ],
        "samples": samples(at, "fix"),
    }
    return {
        "code": code,
        "status": 500,
        "title": at("title"),
        "summary": at("summary"),
        "detail": {at("variant"): f"{at('detail')} {{{shown}}}", "b": at("other detail")},
        "params": {
            hidden: {"use": "shared_inside", "expose": False},
            shown: {
                "type": "string",
                "description": at("param description"),
                "example": at("param example"),
                "as": at("name on the wire"),
            },
        },
        "headers": {f"X-{at('header name')}": at("header value")},
        "retryable": False,
        "fixable_by": "service",
        "what_happened": at("what happened"),
        "scenarios": [{"text": at("scenario"), "fix": at.words["fix id"]}],
        "trigger": {
            "intro": at("trigger intro"),
            "request": request(at, "trigger"),
            "replay": replay(at, "trigger"),
        },
        "fixes": [fix],
        "mistakes": [{"title": at("mistake title"), "text": at("mistake")}],
        "notes": [{"kind": "tip", "text": at("note")}],
        "sections": [{"title": at("section title"), "text": at("section")}],
        "related": [{"code": "shop.cart.empty", "reason": at("reason")}],
        "links": [{"title": at("link title"), "url": f"https://e.example/{at('link')}"}],
        "operations": [f"POST /{at('operation')}"],
        "type": f"https://shop.example/errors/{at('type')}",
        "since": at("since"),
        "deprecated": end,
        "retired": {**end, "since": at("retired since")},
        "aliases": [f"shop.cart.{at('alias')}", f"{at('alias in a group')}.{at('level')}.alias"],
        "visibility": "internal",
        "owner": at("owner"),
        "runbook": f"https://e.example/{at('runbook')}",
        "tags": [at("tag")],
        "x-team": {at("extension"): [at("value of an extension")]},
    }


def public(at: Canaries, code: str, secret: str) -> dict[str, Any]:
    """Return a public definition with a word in all that is internal of it."""
    return {
        "code": code,
        "status": 409,
        "title": "Empty",
        "summary": "The cart is empty.",
        "params": {
            "cart_id": {"type": "string", "example": "cart_1"},
            at("param for logs"): {
                "type": "string",
                "expose": False,
                "description": at("description for logs"),
                "example": at("example for logs"),
            },
            "log_only": {"use": "shared_inside", "expose": False},
        },
        "what_happened": "The cart had nothing in it.",
        "trigger": {
            "request": {"method": "GET", "path": "/carts"},
            "replay": replay(at, "public trigger"),
        },
        "fixes": [
            {
                "steps": [
                    {
                        "text": "Look.",
                        "samples": [
                            {
                                "request": {"method": "GET", "path": "/things"},
                                "replay": replay(at, "public step"),
                            }
                        ],
                    }
                ]
            }
        ],
        "related": [{"code": secret, "reason": at("reason for an internal one")}],
        "deprecated": {"replaced_by": [secret]},
        "owner": at("owner of a public one"),
        "runbook": at("runbook of a public one"),
    }


@pytest.fixture(scope="module")
def canaries() -> Canaries:
    """The words."""
    return Canaries()


@pytest.fixture(scope="module")
def catalog(canaries: Canaries, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """A catalog with public and internal definitions, the words in all that is internal."""
    at, folder = canaries, tmp_path_factory.mktemp("catalog")
    group, below = at("group"), f"shop.{at('group below a public one')}"
    secret = f"{group}.{at('level of a code')}.{at('name of a code')}"
    manifest = {
        "errbook": 1,
        "name": "Shop API",
        "code": "{system}.{area}.{name}",
        "type": "https://shop.example/errors/{system}/{area}/{name}",
        "openapi": ["openapi.json"],
        "params": {
            "shared_inside": {
                "type": "string",
                "description": at("shared description"),
                "example": at("shared example"),
            }
        },
        "groups": {
            group: {
                "title": at("group title"),
                "description": at("group description"),
                "headers": {f"X-{at('group header')}": at("group header value")},
                "notes": [{"text": at("group note")}],
            },
            below: {"title": at("title below"), "description": at("description below")},
        },
        "fallbacks": {"unhandled": f"{below}.{at('name below')}"},
    }
    definitions = [
        public(at, "shop.cart.empty", secret),
        {"code": "shop.cart.old", "status": 404, "title": "Old", "summary": "It is old."},
        internal(at, secret),
        {
            "code": manifest["fallbacks"]["unhandled"],  # type: ignore[index]
            "status": 500,
            "title": "Failed",
            "summary": at("summary below"),
            "visibility": "internal",
        },
    ]
    operations = {
        f"/{at('path of an operation')}": {
            "get": {"responses": {"500": {"example": definitions[2]["code"]}}}
        }
    }
    (folder / "catalog.yaml").write_text(json.dumps(manifest), "utf-8")
    (folder / "all.yaml").write_text("\n---\n".join(map(json.dumps, definitions)), "utf-8")
    (folder / "openapi.json").write_text(json.dumps({"paths": operations}), "utf-8")
    return load(folder)


def built(folder: Path) -> dict[str, bytes]:
    """Return what is in every file below `folder`, by its name, and the names themselves."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    data = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    unpacked = {f"{name}!": gzip.decompress(it) for name, it in data.items() if name[-3:] == ".gz"}
    return {**data, **unpacked, "(names)": "\n".join(data).encode()}


def build(name: str, catalog: Catalog, folder: Path, **options: Any) -> dict[str, bytes]:
    """Build a target, and return what is in its files."""
    target.find(name).build(target.Job(catalog, Settings(), folder / name, **options))
    return built(folder / name)


def test_the_words_are_in_every_field_that_can_hold_one() -> None:
    """A field that is added to definitions has to get a word."""
    made = internal(Canaries(), "a.b.c")
    assert aliases(Definition) - {"x-…"} == set(made) - {"x-team"}
    assert aliases(Trigger) == set(made["trigger"])
    assert aliases(Fix) == set(made["fixes"][0])
    for name in set(made) - WITHOUT_TEXT:
        assert "zq" in json.dumps(made[name]) or name == "code", name


def aliases(model: type[Model]) -> set[str]:
    """Return the names of the fields of `model`, as they are written."""
    return {info.alias or name for name, info in model.model_fields.items()}


@pytest.mark.parametrize("name", ["site", "markdown", "openapi"])
def test_no_byte_of_a_public_build_is_internal(
    catalog: Catalog, canaries: Canaries, tmp_path: Path, name: str
) -> None:
    """No file, and no name of one, has a word of what is internal: packed ones neither."""
    files = build(name, catalog, tmp_path)
    assert len(files) > 1
    assert any(b"The cart is empty." in data or b"CartEmpty" in data for data in files.values())
    leaks = {
        place: [file for file, data in files.items() if word.encode() in data.lower()]
        for place, word in canaries.words.items()
    }
    assert {place: found for place, found in leaks.items() if found} == {}


@pytest.mark.parametrize("name", ["site", "markdown"])
def test_all_of_it_is_in_an_internal_build(
    catalog: Catalog, canaries: Canaries, tmp_path: Path, name: str
) -> None:
    """But for replays, which are on no page."""
    files = build(name, catalog, tmp_path, visibility="internal")
    everything = b"\n".join(files.values()).lower()
    there = {place for place, word in canaries.words.items() if word.encode() in everything}
    assert there == {place for place in canaries.words if not place.startswith(NOWHERE)}
    assert b"Internal" in files["errors/index.html" if name == "site" else "errors/index.md"]


def test_every_file_of_the_site_that_speaks_of_errors_is_looked_into(
    catalog: Catalog, canaries: Canaries, tmp_path: Path
) -> None:
    """In an internal build the words are in pages, search and data; so they would be found."""
    files = build("site", catalog, tmp_path, visibility="internal")
    word = canaries.words["summary"].encode()
    found = {name for name, data in files.items() if word in data}
    assert {
        "errors/index.html", "search/search_index.json", "errors.json", "llms.txt", "llms-full.txt",
    } <= found  # fmt: skip
