"""Code schemes: `err:{system}:{category}:{name}` parses, formats and derives all other names.

A scheme is text with fields. The last field names the error, those before it are the levels of its
groups, and a group is written as its codes start: `err:unkey`, `err:unkey:data`.
"""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from errbook.detail import Mistake, Placeholder, scan

__all__ = ["Code", "CodeScheme", "SchemeError", "class_name", "module_name", "unsafe"]

_FIELD = "A-Za-z0-9._~-"
_RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in "123456789")}
_LONGEST = 100


class SchemeError(ValueError):
    """A template that cannot tell codes apart. The message says why."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code, taken apart: its text, the values of its fields, its groups, outermost first."""

    text: str
    values: dict[str, str]
    groups: tuple[str, ...]

    def __str__(self) -> str:
        return self.text

    @property
    def name(self) -> str:
        """The value of the last field: the error within its group."""
        return list(self.values.values())[-1]

    @property
    def levels(self) -> tuple[str, ...]:
        """The values of the fields before the last."""
        return tuple(self.values.values())[:-1]

    @property
    def path(self) -> str:
        """The place of its page below the errors folder, without an ending: `unkey/data/gone`."""
        return "/".join(self.values.values())


@dataclass(frozen=True)
class CodeScheme:
    """A template for codes."""

    template: str

    def __post_init__(self) -> None:
        parts = list(scan(self.template))
        for part in parts:
            if isinstance(part, Mistake):
                raise SchemeError(f"is no template: {part}")
        if not self.fields:
            raise SchemeError(
                "names no field; the last field names the error, as in `err:{group}:{name}`"
            )
        if len(set(self.fields)) < len(self.fields):
            raise SchemeError("names a field twice")
        for one, two in pairwise(parts):
            if isinstance(one, Placeholder) and isinstance(two, Placeholder) and two != "number":
                raise SchemeError(
                    f"has nothing between `{{{one}}}` and `{{{two}}}`;"
                    " only `{number}` may follow directly"
                )

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Literals and `Placeholder`s, in order."""
        return tuple(scan(self.template))

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(str(part) for part in self.parts if isinstance(part, Placeholder))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("".join(self._regex(index) for index in range(len(self.parts))))

    def _regex(self, index: int) -> str:
        part = self.parts[index]
        if not isinstance(part, Placeholder):
            return re.escape(part)
        if part == "number":
            return "(?P<number>[0-9]+)"
        after = self.parts[index + 1] if index + 1 < len(self.parts) else ""
        if isinstance(after, Placeholder):
            return f"(?P<{part}>[A-Za-z._~-]+)"
        stop = re.escape(after[:1])
        return f"(?P<{part}>(?:(?!{stop})[{_FIELD}])+)" if stop else f"(?P<{part}>[{_FIELD}]+)"

    def parse(self, text: str) -> Code | None:
        """Take the code `text` apart; None if it does not fit the scheme."""
        if text not in self._parsed:
            found = self._pattern.fullmatch(text)
            values = found.groupdict() if found else {}
            self._parsed[text] = Code(text, values, self._groups(values)) if found else None
        return self._parsed[text]

    @cached_property
    def _parsed(self) -> dict[str, Code | None]:
        """The codes taken apart so far: each is asked for several times."""
        return {}

    def format(self, **values: str) -> str:
        """Return the code with these field values. Raises KeyError for one that is not given."""
        return "".join(
            values[part] if isinstance(part, Placeholder) else part for part in self.parts
        )

    def fill(self, template: str, code: Code) -> str:
        """Fill `template`, which may name any field of the scheme, from `code`."""
        return "".join(
            code.values.get(part, "") if isinstance(part, Placeholder) else part
            for part in _scanned(template)
        )

    def _groups(self, values: dict[str, str]) -> tuple[str, ...]:
        groups, text = [], ""
        for part in self.parts:
            text += values[part] if isinstance(part, Placeholder) else part
            if isinstance(part, Placeholder):
                groups.append(text)
        return tuple(groups[:-1])

    @cached_property
    def group_forms(self) -> tuple[str, ...]:
        """How groups are written, outermost first: `err:{system}`, `err:{system}:{category}`."""
        return self._groups({name: f"{{{name}}}" for name in self.fields})

    def group(self, text: str) -> tuple[str, ...] | None:
        """Return the field values of the group written `text`; None if no code starts so."""
        pattern = ""
        for index, part in enumerate(self.parts):
            pattern += self._regex(index)
            if isinstance(part, Placeholder) and part != self.fields[-1]:
                found = re.fullmatch(pattern, text)
                if found:
                    return tuple(found.groupdict().values())
        return None


@lru_cache(maxsize=64)
def _scanned(template: str) -> tuple[str, ...]:
    """Return the parts of a template of the manifest, which every code is put into."""
    return tuple(scan(template))


def unsafe(code: Code) -> str | None:
    """Tell why the page of `code` cannot be a file on every system; None if it can."""
    for value in code.values.values():
        stem = value.partition(".")[0].casefold()
        if value.startswith("."):
            return f"`{value}` starts with a dot: its page would be hidden, or leave its folder"
        if value.endswith("."):
            return f"`{value}` ends with a dot, which Windows drops"
        if stem in _RESERVED:
            return f"`{value}` is a reserved file name on Windows"
        if len(value) > _LONGEST:
            return f"`{value[:20]}…` has more than {_LONGEST} characters"
    if code.name.casefold() == "index":
        return "`index` is the name of the group's own page"
    return None


def class_name(code: Code, template: str | None, scheme: CodeScheme) -> str:
    """Return the Python class of `code`: its last field, or the template, in CamelCase."""
    text = scheme.fill(template, code) if template else code.name
    words = re.split(r"[^A-Za-z0-9]+", text)
    name = "".join(word[:1].upper() + word[1:] for word in words)
    if not name or name[0].isdigit():
        before = "".join(part for part in scheme.parts if not isinstance(part, Placeholder))
        letters = re.sub(r"[^A-Za-z]", "", before) or "E"
        name = f"{letters[:1].upper()}{letters[1:]}{name}"
    return f"{name}_" if keyword.iskeyword(name) or name == "Error" else name


def module_name(value: str) -> str:
    """Return the Python module of the level `value`."""
    name = re.sub(r"[^A-Za-z0-9]+", "_", value).casefold()
    if not name or name[0].isdigit():
        name = f"_{name}"
    return f"{name}_" if keyword.iskeyword(name) else name
