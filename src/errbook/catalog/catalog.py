"""The catalog in memory: definitions with what they inherit and what follows from their code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from errbook.catalog.body import Object
from errbook.catalog.definition import Definition, FixableBy, Note
from errbook.catalog.document import Document
from errbook.catalog.manifest import Group, Manifest
from errbook.catalog.param import Param
from errbook.catalog.scheme import Code, CodeScheme

__all__ = ["Catalog", "Entry", "GroupEntry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A definition at its place in a catalog."""

    definition: Definition
    document: Document
    code: Code
    type: str
    params: dict[str, Param]
    headers: dict[str, str]
    retryable: bool | None
    fixable_by: FixableBy | None
    notes: tuple[Note, ...]
    module: tuple[str, ...]
    class_name: str

    @property
    def group(self) -> str:
        """The innermost group, written as its codes start; empty where the scheme has no levels."""
        return self.code.groups[-1] if self.code.groups else ""

    @property
    def exposed(self) -> dict[str, Param]:
        """The params that clients see."""
        return {name: param for name, param in self.params.items() if param.expose}

    @property
    def arguments(self) -> dict[str, Param]:
        """The params that a raiser gives: all but the constants."""
        return {name: param for name, param in self.params.items() if not param.is_const}


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A group at its place: its codes' common start, its levels, what the manifest says of it."""

    prefix: str
    levels: tuple[str, ...]
    declared: Group
    entries: tuple[Entry, ...]
    """Members of this very group."""
    below: tuple[str, ...]
    """Groups one level further in."""

    @property
    def title(self) -> str:
        """Its title, or one made from its last level."""
        return (
            self.declared.title or self.levels[-1].replace("_", " ").replace("-", " ").capitalize()
        )

    @property
    def path(self) -> str:
        """The place of its pages below the errors folder."""
        return "/".join(self.levels)


@dataclass
class Catalog:
    """All definitions of a folder, by code."""

    root: Path
    manifest: Manifest
    document: Document
    scheme: CodeScheme
    body: Object
    entries: dict[str, Entry] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    claimed: set[str] = field(default_factory=set)
    """Every code and former code of some document, in use or not."""
    returned_by: dict[str, list[str]] = field(default_factory=dict)
    """The operations that the OpenAPI documents give to a code or type."""
    documented: dict[str, set[str]] = field(default_factory=dict)
    """The methods of every path that the OpenAPI documents have, if all of them can be read."""
    unusable: list[Document] = field(default_factory=list)
    """The documents that gave no entry. What they hold, nobody knows."""

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def find(self, code: str) -> Entry | None:
        """Return the entry of `code`, which may be a former one."""
        return self.entries.get(self.aliases.get(code, code))

    def operations(self, entry: Entry) -> list[str]:
        """Return the operations that return an error: declared ones, then those of OpenAPI."""
        named = [*self.returned_by.get(entry.code.text, ()), *self.returned_by.get(entry.type, ())]
        return list(dict.fromkeys([*entry.definition.operations, *named]))

    @cached_property
    def by_path(self) -> dict[str, Entry]:
        """Every definition by the place of its page below the errors folder."""
        return {entry.code.path: entry for entry in self}

    @cached_property
    def by_type(self) -> dict[str, Entry]:
        """Every definition by its type."""
        return {entry.type: entry for entry in self}

    @cached_property
    def groups(self) -> dict[str, GroupEntry]:
        """Every group that has members, outermost first, in the manifest's order, then by name."""
        members: dict[str, list[Entry]] = {}
        levels: dict[str, tuple[str, ...]] = {}
        for entry in self:
            for depth, prefix in enumerate(entry.code.groups, start=1):
                members.setdefault(prefix, [])
                levels[prefix] = entry.code.levels[:depth]
            if entry.group:
                members[entry.group].append(entry)
        order = {prefix: index for index, prefix in enumerate(self.manifest.groups)}
        ranked = sorted(
            members,
            key=lambda prefix: (len(levels[prefix]), order.get(prefix, len(order)), levels[prefix]),
        )
        below: dict[tuple[str, ...], list[str]] = {}
        for prefix in ranked:
            below.setdefault(levels[prefix][:-1], []).append(prefix)
        return {
            prefix: GroupEntry(
                prefix,
                levels[prefix],
                self.manifest.groups.get(prefix) or Group.model_validate({}),
                tuple(members[prefix]),
                tuple(below.get(levels[prefix], ())),
            )
            for prefix in ranked
        }

    @cached_property
    def top_groups(self) -> tuple[GroupEntry, ...]:
        """The outermost groups."""
        return tuple(group for group in self.groups.values() if len(group.levels) == 1)
