"""Whole pages of a hostile catalog: nothing in any field reaches the HTML but as text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](java&#x73;cript&colon;alert(1))",
    "![x](javascript:alert(1))",
    "[x]\n\n[x]: javascript:alert(1)",
    "- [x]: javascript:alert(1)\n\n[x]",
    "> [x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "words\n{: onclick=alert(1) }",
    "*em*{onclick=alert(1)}",
    "`code`{onclick=alert(1)}",
    "**b**{: onclick=alert(1) }",
    "[err:a:other]{onclick=alert(1)}",
    "# Title {: onclick=alert(1) }",
    "```js onclick=alert(1)\n<script>\n```",
    "``` {.js onclick=alert(1)}\n<script>\n```",
    "```\n<script>alert(1)</script>",
    "- ```\n  <script>alert(1)</script>\n  ```",
    "- > ```\n  > <script>alert(1)</script>\n  > ```",
    "- a `b\n- c <script>alert(1)</script>`",
    "`a\n<script>alert(1)</script>\nb`",
    "| a |\n| - |\n| `x | <script>alert(1)</script>` |",
    "| a | b |\n| - | - |\n| `x \\| <script>alert(1)</script>` | c |",
    "\\<script>alert(1)</script>",
    "\\\\{onclick=alert(1)}",
    "<!-- --><script>alert(1)</script>",
    "<?php ?><b>",
    "<div markdown='1'><script>alert(1)</script></div>",
    "&lt;script&gt; <script\n>alert(1)</script>",
    "\x02wzxhzdk:0\x03<b>",
    "a\r<script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}{{ config }}",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '=== "x"\n\n    <script>',
    '!!! danger "x" \n    <script>',
    '--8<-- "/etc/passwd"',
]

CLEAN = {"url": "https://ok.example/", "path": "/a", "operation": "GET /a", "header": "a"}


def definition(text: str, **special: str) -> dict[str, Any]:
    """Return a definition with `text` in every field that takes text."""
    said = CLEAN | special
    line = " ".join(text.split()) or "x"
    request = {
        "method": "POST",
        "path": said["path"],
        "query": {line: line},
        "headers": {"X-Note": said["header"]},
        "json": {line: [line]},
    }
    raw = {"method": "PUT", "path": "/b", "body": text}
    samples = [
        {"intro": text, "request": request},
        {"request": raw},
        {"code": [{"language": line, "text": text, "label": line}]},
        {"code": [{"language": line, "text": text}, {"language": "js", "text": text}]},
        {"code": [{"language": "js", "text": text, "label": line, "role": "wrong"}]},
    ]
    end = {"since": line, "reason": text, "replaced_by": ["err:a:other"]}
    return {
        "code": "err:a:hostile",
        "status": 499,
        "title": line,
        "summary": line,
        "detail": {line: line.replace("{", "{{").replace("}", "}}"), "other": "Other."},
        "params": {
            "one": {"description": line, "example": text, "enum": [text], "format": line},
            "two": {"type": "object", "properties": {line: {"description": line}}, "const": text},
            "three": {"type": "string", "as": line, "example": line},
        },
        "retryable": False,
        "what_happened": text,
        "scenarios": [{"text": text, "fix": "one"}, text],
        "trigger": {"intro": text, "request": request},
        "fixes": [
            {
                "id": "one",
                "title": line,
                "when": line,
                "intro": text,
                "steps": [text, {"title": line, "text": text, "samples": samples}],
                "samples": samples[:1],
            },
            {"intro": text},
        ],
        "mistakes": [{"title": line, "text": text}],
        "notes": [{"kind": "tip", "text": text}],
        "sections": [{"title": line, "text": text}],
        "related": [{"code": "err:a:other", "reason": line}],
        "links": [{"title": line, "url": said["url"]}],
        "operations": [said["operation"]],
        "type": line,
        "since": line,
        "deprecated": end,
        "retired": end,
        "aliases": [line],
        "owner": line,
        "runbook": line,
    }


def catalog(folder: Path, text: str, **special: str) -> Path:
    """Write a catalog with `text` in all fields of the manifest, a group and a definition."""
    folder.mkdir(exist_ok=True)
    line = " ".join(text.split()) or "x"
    manifest = {
        "errbook": 1,
        "name": line,
        "summary": line,
        "code": "err:{area}:{name}",
        "auth": {"prefix": line, "variable": "KEY"},
        "groups": {"err:a": {"title": line, "description": text}},
    }
    other = {"code": "err:a:other", "status": 404, "title": "Other", "summary": "Other."}
    documents = [definition(text, **special), other]
    (folder / "catalog.yaml").write_text(json.dumps(manifest), "utf-8")
    (folder / "all.yaml").write_text("\n---\n".join(map(json.dumps, documents)), "utf-8")
    return folder


def bad(
    folder: Path, pages_of: Callable[..., dict[str, str]], read: Callable[..., Any]
) -> list[tuple[str, str, str]]:
    """Return what should not be on the pages of the catalog: its flavor, its page and it."""
    return [
        (flavor, uri, it)
        for flavor in ("mkdocs", "commonmark")
        for uri, page in pages_of(folder, flavor).items()
        for it in read(page, flavor=flavor).bad
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_every_field_stays_text(
    tmp_path: Path,
    pages_of: Callable[..., dict[str, str]],
    read: Callable[..., Any],
    payload: str,
) -> None:
    """It makes no tag, handler or link: the Markdown alone lets nothing through."""
    assert bad(catalog(tmp_path / "c", payload), pages_of, read) == []


@pytest.mark.parametrize("payload", PAYLOADS[::4])
def test_the_second_wall_breaks_nothing(
    tmp_path: Path,
    pages_of: Callable[..., dict[str, str]],
    read: Callable[..., Any],
    payload: str,
) -> None:
    """With NoRawHtml, and behind other words, the same holds."""
    for uri, page in pages_of(catalog(tmp_path / "c", f"Some words.\n\n{payload}")).items():
        assert read(page, no_raw_html=True).bad == [], uri


@pytest.mark.parametrize(
    "special",
    [
        {"url": "https://ok.example/>)<script>alert(1)</script>"},
        {"url": "/a)[x](javascript:alert(1))"},
        {"url": "./{onclick=alert(1)}"},
        {"url": 'https://ok.example/"onclick="alert(1)'},
        {"operation": "GET /`<script>alert(1)</script>"},
        {"path": "/a'<script>alert(1)</script>```"},
        {"header": "```<script>alert(1)</script>"},
    ],
)
def test_addresses_operations_and_headers_stay_what_they_are(
    tmp_path: Path,
    pages_of: Callable[..., dict[str, str]],
    read: Callable[..., Any],
    special: dict[str, str],
) -> None:
    """Fields with a pattern of their own let nothing else out either."""
    assert bad(catalog(tmp_path / "c", "words", **special), pages_of, read) == []


def test_a_catalog_is_no_template(
    tmp_path: Path, pages_of: Callable[..., dict[str, str]], read: Callable[..., Any]
) -> None:
    """Braces in a catalog are shown, and never evaluated."""
    page = pages_of(catalog(tmp_path / "c", "{{ 77 * 13 }} {% if %} {# x #}"))[
        "errors/a/hostile.md"
    ]
    assert "1001" not in page
    assert read(page).text.count("{{ 77 * 13 }} {% if %} {# x #}") > 20


PIECES = st.sampled_from([*PAYLOADS, "\n", "\n\n", "- ", "    ", "`", "*", "[", "]", "word ", "|"])


@settings(max_examples=40)
@example("```js onclick=alert(1)\n<script>\n```- > ```\n  > <script>alert(1)</script>\n  > ```")
@example("```\n# *em*{onclick=alert(1)} <script>\n> [x](javascript:alert(1))")
@example("``` {\n<script>\n``````\n<script>\n```}")
@given(text=st.lists(PIECES, min_size=1, max_size=4).map("".join).filter(str.strip))
def test_payloads_together_stay_text(
    tmp_path_factory: pytest.TempPathFactory,
    pages_of: Callable[..., dict[str, str]],
    read: Callable[..., Any],
    text: str,
) -> None:
    """Combinations of payloads make no tag, handler or link either."""
    assert bad(catalog(tmp_path_factory.mktemp("hostile"), text), pages_of, read) == []
