"""Text as a YAML scalar."""

from __future__ import annotations

import json
import re

from errbook.catalog.reader import resolve

__all__ = ["escaped", "scalar"]

_PLAIN = re.compile(r"(?=[A-Za-z_/])[A-Za-z0-9_./~-]+(?:[: ][A-Za-z0-9_./~-]+)*")
"""What is text without quotes to every YAML reader, in blocks and in `{…}` alike."""

_WORDS = {"yes", "no", "on", "off", "y", "n"}
"""Text to us, booleans to readers of YAML 1.1."""


def scalar(text: str, like: str = "") -> str:
    """Write `text` in the quotes that `like` is in; without quotes only where that is safe."""
    quote = like[:1] if like.startswith(("'", '"')) else ""
    if not quote and not _is_plain(text):
        quote = '"'
    return f"{quote}{escaped(text, quote)}{quote}"


def escaped(text: str, like: str) -> str:
    """Write `text` as it stands inside the quotes that `like` starts with, if it does."""
    if like.startswith("'"):
        return text.replace("'", "''")
    if like.startswith('"'):
        return json.dumps(text, ensure_ascii=False)[1:-1]
    return text


def _is_plain(text: str) -> bool:
    fits = _PLAIN.fullmatch(text) is not None and text.casefold() not in _WORDS
    return fits and resolve(text) == text
