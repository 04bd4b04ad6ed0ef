"""Params as Python types: what a checker holds the arguments of a class against."""

from __future__ import annotations

import keyword
from dataclasses import dataclass, field
from typing import Any

from errbook.catalog.param import Schema
from errbook.emit.layout import WIDTH, literal

__all__ = ["Types", "kind"]

_PLAIN = {"integer": "int", "number": "float", "boolean": "bool", "string": "str"}
_FORMATS = {"date-time": "_datetime", "uuid": "_UUID"}
_IMPORTS = {
    "_datetime": "from datetime import datetime as _datetime",
    "_UUID": "from uuid import UUID as _UUID",
    "_Any": "from typing import Any as _Any",
    "_Literal": "from typing import Literal as _Literal",
    "_NotRequired": "from typing import NotRequired as _NotRequired",
    "_TypedDict": "from typing import TypedDict as _TypedDict",
    "_builtins": "import builtins as _builtins",
    "_deprecated": "from typing_extensions import deprecated as _deprecated",
}
_BUILTINS = {*_PLAIN.values(), "list", "dict", "property"}


def kind(schema: Schema) -> Any:
    """Return what a parser makes of the value: see `errbook.client`."""
    if schema.type == "array":
        return [kind(schema.items) if schema.items else None]
    if schema.type == "object":
        if not schema.properties:
            return {}
        return {name: kind(member) for name, member in schema.properties.items()}
    if schema.type == "string" and schema.format in _FORMATS:
        return schema.format
    return schema.type


@dataclass(slots=True)
class Types:
    """The types of one module: declarations of those that have a name, and what they import."""

    declarations: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    """The params of the class at hand: one called `list` hides the built-in type in its body."""
    _names: set[str] = field(default_factory=set)

    @property
    def imports(self) -> list[str]:
        """The import statements that the types need, in the order that linters want."""
        return sorted(
            (_IMPORTS[name] for name in self.used), key=lambda line: line.replace("import", " ")
        )

    def use(self, name: str) -> str:
        """Note that `name`, an alias of this module, is needed, and return it."""
        self.used.add(name)
        return name

    def builtin(self, name: str) -> str:
        """Return how the built-in `name` is written where params of the class may hide it."""
        return f"{self.use('_builtins')}.{name}" if name in self.taken else name

    def of(self, schema: Schema, path: str) -> str:
        """Return the type of the param that `path` names."""
        if schema.is_const:
            return self._value(schema.const)
        if schema.enum and all(value is None or _is_literal(value) for value in schema.enum):
            return self._literal([*schema.enum], path)
        if schema.type == "array":
            inside = self.of(schema.items, path) if schema.items else self.use("_Any")
            return f"{self.builtin('list')}[{inside}]"
        if schema.type == "object" and schema.properties:
            return self._typed_dict(schema.properties, path)
        if schema.type == "object":
            return f"{self.builtin('dict')}[{self.builtin('str')}, {self.use('_Any')}]"
        if schema.type == "string" and schema.format in _FORMATS:
            return self.use(_FORMATS[schema.format])
        return self.builtin(_PLAIN[schema.type]) if schema.type else self.use("_Any")

    def variants(self, names: tuple[str, ...], path: str) -> str:
        """Return the type of the argument `variant`."""
        return self._literal([*names], path)

    def _value(self, value: Any) -> str:
        if isinstance(value, (list, dict)):
            any_value, name = self.use("_Any"), self.builtin(type(value).__name__)
            inside = f"{self.builtin('str')}, {any_value}" if isinstance(value, dict) else any_value
            return f"{name}[{inside}]"
        return "None" if value is None else self.builtin(type(value).__name__)

    def _literal(self, values: list[Any], path: str) -> str:
        name = self.use("_Literal")
        items = [literal(value) if isinstance(value, str) else repr(value) for value in values]
        alias = self._name(path)
        one_line = f"{alias} = {name}[{', '.join(items)}]"
        if len(one_line) + 4 > WIDTH:
            comma = "," if len(items) > 1 else ""
            inside = ",\n        ".join(items)
            one_line = f"{alias} = {name}[\n        {inside}{comma}\n    ]"
        self.declarations.append(one_line)
        return alias

    def _typed_dict(self, properties: dict[str, Schema], path: str) -> str:
        base, alias = self.use("_TypedDict"), self._name(path)
        members = []
        for name, schema in properties.items():
            made = self.of(schema, f"{path}_{_word(name)}")
            made = f"{self.use('_NotRequired')}[{made}]" if schema.optional else made
            members.append((name, made))
        fit = all(
            name.isascii() and name.isidentifier() and not keyword.iskeyword(name)
            and not name.startswith("__") and name not in _BUILTINS
            for name, _ in members
        )  # fmt: skip
        if fit:
            lines = [f"class {alias}({base}):", *(f"    {name}: {made}" for name, made in members)]
        else:
            pairs = (f"        {literal(name)}: {made}," for name, made in members)
            lines = [f"{alias} = {base}(", f"    {literal(alias)},", "    {", *pairs, "    },", ")"]
        self.declarations.append("\n    ".join(lines))
        return alias

    def _name(self, path: str) -> str:
        name, count = path, 2
        while name in self._names:
            name, count = f"{path}_{count}", count + 1
        self._names.add(name)
        return name


def _word(name: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in name)


def _is_literal(value: Any) -> bool:
    return isinstance(value, (str, int, bool))
