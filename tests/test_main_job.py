"""The main job, end to end, on catalogs of other kinds than the reference: lint, build, raise."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

import errbook
from errbook.cli.app import run

REST = """\
title: Out of Stock
summary: The shelf is empty.
detail: "No {item} is left."
params: {item: {type: string, description: What was asked for., example: teapot}}
what_happened: The warehouse counted, and found none.
scenarios: [Somebody was faster.]
fixes: [{intro: Ask for another item.}]
"""

BARE = {
    "type": "https://shop.example/errors/out_of_stock",
    "title": "Out of Stock",
    "status": 409,
    "detail": "No teapot is left.",
    "code": "out_of_stock",
    "item": "teapot",
}
NUMBERED = {**BARE, "type": "https://x.example/e/0042", "code": "E0042"}
ENVELOPE = {
    "ok": False,
    "error": {
        "code": "stock.out_of_stock",
        "message": "No teapot is left.",
        "data": {"item": "teapot"},
    },
}

CATALOGS = {
    "a scheme of names alone, and no response": (
        'code: "{name}"\ntype: "https://shop.example/errors/{name}"\n',
        "out_of_stock",
        "out_of_stock",
        BARE,
    ),
    "a scheme of numbers": (
        'code: "E{number}"\ntype: "https://x.example/e/{number}"\n',
        "E0042",
        "0042",
        NUMBERED,
    ),
    "an envelope of its own": (
        'code: "{area}.{name}"\n'
        "response:\n"
        "  body: {ok: false, error: {code: $code, message: $detail, data: $params}}\n",
        "stock.out_of_stock",
        "stock/out_of_stock",
        ENVELOPE,
    ),
}


@pytest.mark.parametrize("name", CATALOGS)
def test_a_catalog_is_linted_built_and_raised(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Lint finds nothing, the page shows the body that the raised problem has, in its order."""
    manifest, code, path, body = CATALOGS[name]
    monkeypatch.chdir(tmp_path)
    catalog = tmp_path / "catalog"
    catalog.mkdir()
    (catalog / "catalog.yaml").write_text(f"errbook: 1\nname: Shop\n{manifest}", "utf-8")
    (catalog / "one.yaml").write_text(f"code: {code}\nstatus: 409\n{REST}", "utf-8")

    assert run(["lint", "--strict"]) == 0
    assert run(["build", "site"]) == 0
    assert "warning" not in capfd.readouterr().err.lower()

    page = (tmp_path / "build" / "site" / "errors" / path / "index.html").read_text("utf-8")
    blocks = re.findall(r"<code>(.*?)</code>", page, re.DOTALL)
    texts = [html.unescape(re.sub("<[^>]*>", "", block)) for block in blocks]
    assert json.dumps(body, indent=2) in [text.strip() for text in texts]

    problem = errbook.load(catalog)[code]
    with pytest.raises(errbook.ClientProblem) as caught:
        raise problem(item="teapot")
    assert caught.value.to_json().decode() == json.dumps(body, separators=(",", ":"))
