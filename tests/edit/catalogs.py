"""Catalogs in every form that YAML allows, for Hypothesis: the same data, written by many hands.

Each comment has a name of its own, so that it can be looked for. Some definitions have what rules
propose to mend: white space, words that YAML 1.1 takes for something else, an odd order, relations
that are not returned, misspelt fields, and comments that suppress nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

__all__ = ["MANIFEST", "Written", "catalogs"]

MANIFEST = 'errbook: 1\nname: Keys\ncode: "{group}.{name}"\n'

_LINES = [
    "Key Gone", "Key  Gone", "Key Gone ", " Key Gone", "It's gone", 'The "key" is gone', "a: b",
    "a #b", "Schlüssel fehlt", "x\ty", "Über  alles", "no", "1.5", "- a", "{key}", "C:\\keys",
]  # fmt: skip
_TEXTS = [
    "The key was deleted.", "First.\n\nSecond.\n", "- one\n- two", "  indented\nnot\n",
    "a\n\n\n", "ends with space ", "# no comment", "a: b\nc: d", "It's \"so\" # here\n",
]  # fmt: skip
_WORDS = ["no", "on", "12:30", "0o14", "014", "2026-01-31", "yes", "keys", "1_000", "=", "api"]
_SUPPRESSIONS = [
    "# errbook: ignore[EB306]", "# errbook: ignore[EB602, EB105]", "# errbook: ignore[EB306,EB777]",
    "# errbook: ignore", "# errbook: ignore[stray-space] as it is a name",
]  # fmt: skip


@dataclass
class Written:
    """A file of definitions: its text, what it says, and the comments in it."""

    text: str = ""
    values: list[dict[str, Any]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode()


@st.composite
def catalogs(draw: st.DrawFn, *, misspelt: bool = False) -> Written:
    """Return a file of one to three definitions; `misspelt` allows fields that nobody knows."""
    hand = _Hand(draw)
    count = draw(st.integers(1, 3))
    codes = [f"keys.{name}" for name in "abc"[:count]]
    for index, code in enumerate(codes):
        value = _definition(draw, code, codes, misspelt=misspelt)
        hand.made.values.append(value)
        if index or draw(st.booleans()):
            hand.comments(0)
            hand.line("---" + hand.behind())
        hand.comments(0)
        if draw(st.integers(0, 5)) == 0:
            hand.line(hand.flow(value, 0) + hand.behind())
        else:
            hand.mapping(value, 0)
        hand.comments(0)
    newline = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    end = draw(st.sampled_from([newline, newline, "", newline * 3]))
    bom = draw(st.sampled_from(["", "", "\ufeff"]))
    hand.made.text = bom + newline.join(hand.lines).replace("\0", newline) + end
    return hand.made


def _definition(draw: st.DrawFn, code: str, codes: list[str], *, misspelt: bool) -> dict[str, Any]:
    line, text = st.sampled_from(_LINES), st.sampled_from(_TEXTS)
    words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3)
    others = [other for other in codes if other != code]
    relation = st.fixed_dictionaries(
        {"code": st.sampled_from(others or codes)}, optional={"reason": line}
    )
    value: dict[str, Any] = {"code": code, "status": 404}
    value["title"] = draw(line.filter(lambda one: one != "{key}"))
    value["summary"] = draw(line)
    fields = {
        "what_happened": text,
        "scenarios": st.lists(text, min_size=1, max_size=2),
        "fixes": st.lists(st.fixed_dictionaries({"title": line, "intro": text}), max_size=2),
        "sections": st.lists(st.fixed_dictionaries({"title": line, "text": text}), max_size=2),
        "related": st.lists(relation, max_size=2),
        "since": st.sampled_from(["2026-01-31", "1.2.0", "0x1f"]),
        "tags": words,
        "x-own": st.fixed_dictionaries({"a": words, "no": st.lists(words, max_size=2)}),
    }
    chosen = draw(st.lists(st.sampled_from([*fields]), unique=True))
    for name in dict.fromkeys([*chosen, *(["related"] if others else [])]):
        value[name] = draw(fields[name])
    if misspelt and draw(st.booleans()):
        value = {{"title": "titel", "tags": "tag"}.get(name, name): value[name] for name in value}
    order = draw(st.permutations([*value])) if draw(st.booleans()) else [*value]
    return {name: value[name] for name in order}


class _Hand:
    """One who writes YAML, never twice in the same way."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.made = Written()
        self.lines: list[str] = []

    def line(self, text: str) -> None:
        self.lines.append(text)

    def comment(self) -> str:
        """Return a comment by a name that no other has, or one that suppresses findings."""
        if self.draw(st.integers(0, 4)) == 0:
            return self.draw(st.sampled_from(_SUPPRESSIONS))
        name = f"# c{len(self.made.comments)}."
        self.made.comments.append(name)
        return name

    def comments(self, indent: int) -> None:
        """Write some lines of comments, or of nothing."""
        for kind in self.draw(st.lists(st.sampled_from(["comment", "comment", ""]), max_size=2)):
            self.line(" " * indent + self.comment() if kind else "")

    def behind(self) -> str:
        """Return a comment for the end of a line, most often none."""
        return f"  {self.comment()}" if self.draw(st.integers(0, 3)) == 0 else ""

    def mapping(self, value: dict[str, Any], indent: int, first: str = "") -> None:
        """Write a mapping as a block; its first line starts with `first`."""
        for index, (key, child) in enumerate(value.items()):
            if index or not first:
                self.comments(indent)
            start = first if index == 0 and first else " " * indent
            self.entry(f"{start}{self.key(key)}:", child, indent)

    def key(self, key: str) -> str:
        return self.draw(st.sampled_from([key, key, key, f"'{key}'", json.dumps(key)]))

    def entry(self, start: str, value: Any, indent: int) -> None:
        """Write what stands behind a key or the dash of an item."""
        if isinstance(value, str):
            self.text(start, value, indent)
        elif not isinstance(value, (dict, list)):
            self.line(f"{start} {value}{self.behind()}")
        elif not value or self.draw(st.integers(0, 2)) == 0:
            self.line(f"{start} {self.flow(value, indent)}{self.behind()}")
        elif isinstance(value, dict):
            self.line(f"{start}{self.behind()}")
            self.mapping(value, indent + self.draw(st.integers(1, 4)))
        else:
            self.line(f"{start}{self.behind()}")
            below = indent + self.draw(st.sampled_from([0, 2, 3]))
            for item in value:
                self.comments(below)
                self.item(item, below)

    def item(self, item: Any, indent: int) -> None:
        """Write an item of a list."""
        dash = " " * indent + "-" + " " * self.draw(st.integers(1, 3))
        if isinstance(item, dict) and item and self.draw(st.booleans()):
            self.mapping(item, len(dash), dash)
        else:
            self.entry(dash.rstrip(" "), item, indent)

    def text(self, start: str, value: str, indent: int) -> None:
        """Write a text: plain, in quotes, on several lines, or as a block."""
        forms = ["double"]
        if "\n" not in value and "\t" not in value:
            forms += ["single", "lines"]
            if _is_plain(value):
                forms += ["plain"] * 3
        if not any(line.endswith(" ") or "\t" in line for line in value.split("\n")):
            forms += ["literal"] * 2 if not value.startswith(" ") else []
            forms += ["folded"] if "\n" not in value and not value.startswith(" ") else []
        form = self.draw(st.sampled_from(forms))
        if form in ("literal", "folded"):
            self.block(start, value, indent + self.draw(st.integers(1, 4)), form)
        elif form == "lines" and _can_be_cut(value):
            first, _, rest = value.partition(" ")
            self.line(f"{start} '{first.replace(chr(39), chr(39) * 2)}")
            self.line(f"{' ' * (indent + 2)}{rest.replace(chr(39), chr(39) * 2)}'{self.behind()}")
        else:
            self.line(f"{start} {self.scalar(value, form)}{self.behind()}")

    def block(self, start: str, value: str, indent: int, form: str) -> None:
        sign = "|" if form == "literal" else ">"
        text = value.rstrip("\n")
        ends = len(value) - len(text)
        keep = {0: "-", 1: ""}.get(ends, "+")
        self.line(f"{start} {sign}{keep}{self.behind()}")
        for line in text.split("\n") + [""] * (ends - 1):
            self.line(" " * indent + line if line else "")

    def scalar(self, value: str, form: str) -> str:
        if form == "plain":
            return value
        if form in ("single", "lines"):
            return f"'{value.replace(chr(39), chr(39) * 2)}'"
        return json.dumps(value, ensure_ascii=self.draw(st.booleans()))

    def flow(self, value: Any, indent: int) -> str:
        """Return a value in brackets, on one line or on several with comments between."""
        if isinstance(value, str):
            forms = ["single"] if "\n" not in value and "\t" not in value else []
            forms += ["plain"] if _is_plain(value) and not set(value) & set(",[]{}") else []
            return self.scalar(value, self.draw(st.sampled_from(["double", *forms])))
        if isinstance(value, dict):
            pairs = value.items()
            parts = [f"{self.key(key)}: {self.flow(child, indent + 2)}" for key, child in pairs]
            start, end = "{", "}"
        elif isinstance(value, list):
            parts, start, end = [self.flow(child, indent + 2) for child in value], "[", "]"
        else:
            return str(value)
        if not parts:
            return start + end
        comma = self.draw(st.sampled_from(["", "", ","]))
        if self.draw(st.integers(0, 3)):
            return f"{start}{', '.join(parts)}{comma}{end}"
        below = "\0" + " " * (indent + 2)
        parts = [f"{part}," for part in parts[:-1]] + [parts[-1] + comma]
        lines = "".join(f"{below}{part}{self.behind()}" for part in parts)
        return f"{start}{self.behind()}{lines}\0{' ' * (indent + 1)}{end}"


def _is_plain(value: str) -> bool:
    """Whether a text may stand without quotes in a block."""
    odd = value != value.strip() or value[:1] in "-{#=" or "\\" in value or '"' in value
    is_number = value in ("1.5", "0o14", "0x1f")
    return not odd and not is_number and ": " not in value and " #" not in value


def _can_be_cut(value: str) -> bool:
    """Whether a text in quotes may go on in the next line: at a single space inside."""
    first, _, rest = value.partition(" ")
    return bool(first and rest) and rest == rest.lstrip() and not value.endswith(" ")
