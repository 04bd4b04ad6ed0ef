"""Catalogs of every shape, for properties that hold whatever is in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeAlias

from hypothesis import strategies as st

from errbook.catalog import Catalog, read_catalog
from errbook.catalog.definition import Definition
from errbook.catalog.manifest import Manifest

__all__ = ["Made", "catalogs", "pairs", "usable", "written"]

Made: TypeAlias = tuple[dict[str, Any], dict[str, Any]]
"""A manifest, and definitions by their codes."""

_ALWAYS = ("errbook", "name", "code", "status", "title", "summary")
_NAMES = ["gone", "lost", "key-gone", "key_gone", "a", "b.c"]
_CODES = [f"{group}.{name}" for group in ("keys", "apis") for name in _NAMES]
_PARAMS = ["key_id", "limit", "errors", "reason"]
_VALUES: list[Any] = ["x", "y", 1, 1.0, True, None, [1], {"a": 1}]
_SOME = st.text(st.sampled_from("ab `*[]<>\"'é日\n"), min_size=1, max_size=12).filter(str.strip)


def _fields(
    required: dict[str, st.SearchStrategy[Any]], **optional: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


def _declaring(params: dict[str, Any]) -> dict[str, Any]:
    """Return `params` with the one that templates name."""
    return {"key_id": {"type": "string"}, **params}


def _schema(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return _fields(
        {},
        type=st.sampled_from(["string", "integer", "number", "boolean", "array", "object"]),
        description=_SOME,
        example=st.sampled_from(_VALUES),
        enum=st.lists(st.sampled_from(_VALUES), min_size=1, max_size=3),
        const=st.sampled_from(_VALUES),
        format=st.sampled_from(["date-time", "uuid", "email"]),
        minimum=st.integers(0, 2),
        maximum=st.sampled_from([1, 2.5]),
        pattern=st.sampled_from(["a", "b+"]),
        optional=st.booleans(),
        items=inner,
        properties=st.dictionaries(st.sampled_from(["type", "field", "a.b"]), inner, max_size=2),
    )


_SCHEMAS = st.recursive(_schema(st.just({})), _schema, max_leaves=4)
_PARAM = st.tuples(
    _SCHEMAS,
    _fields(
        {},
        **{
            "as": st.sampled_from(["keyId", "x"]),
            "expose": st.booleans(),
            "use": st.just("shared"),
        },
    ),
).map(lambda parts: parts[0] | parts[1])
_ENDS = _fields(
    {}, since=st.sampled_from(["1", "2"]), replaced_by=st.lists(st.sampled_from(_CODES), max_size=1)
)
_TEMPLATES = st.sampled_from(["It is so.", "None.", "No {key_id}.", "{key_id}{{}}"])
_HEADERS = st.dictionaries(st.sampled_from(["X-A", "x-a", "X-B"]), _TEMPLATES, max_size=1)
_DEFINITION = _fields(
    {"status": st.sampled_from([404, 410, 503]), "title": _SOME, "summary": _SOME},
    detail=_TEMPLATES | st.dictionaries(st.sampled_from(["one", "two"]), _TEMPLATES, min_size=1),
    params=st.dictionaries(st.sampled_from(_PARAMS), _PARAM, max_size=2).map(_declaring),
    headers=_HEADERS,
    retryable=st.booleans(),
    fixable_by=st.sampled_from(["caller", "operator"]),
    what_happened=_SOME,
    scenarios=st.lists(_SOME, max_size=2),
    fixes=st.lists(_fields({"intro": _SOME, "id": st.sampled_from(["a", "b"])}), max_size=1),
    related=st.lists(_fields({"code": st.sampled_from(_CODES)}), max_size=1),
    type=st.sampled_from(["https://e.example/a", "about:blank"]),
    deprecated=_ENDS,
    retired=st.sampled_from([None, None, {"since": "3"}]),
    aliases=st.lists(st.sampled_from(_CODES), max_size=2, unique=True),
    visibility=st.sampled_from(["public", "internal"]),
    owner=_SOME,
    **{"x-a": st.sampled_from(_VALUES)},
)
_LEAVES = st.sampled_from(
    ["$code", "$detail", "$type", "$params", "$variant", "$title", "$$", 1, []]
)
_BODIES = st.recursive(
    st.dictionaries(st.sampled_from(["a", "b", "keyId"]), _LEAVES, min_size=1, max_size=2),
    lambda inner: st.dictionaries(st.sampled_from(["error", "c"]), inner, min_size=1, max_size=2),
    max_leaves=3,
)
_MANIFEST = _fields(
    {
        "errbook": st.just(1),
        "name": st.sampled_from(["Keys", "APIs"]),
        "code": st.sampled_from(["{group}.{name}", "{name}", "{group}.{name}.{rest}"]),
        "params": st.fixed_dictionaries({"shared": _SCHEMAS}),
    },
    type=st.sampled_from(["https://e.example/{name}", "https://e.example/errors/{name}"]),
    python=_fields({}, **{"class": st.sampled_from(["{name}", "x_{name}"])}),
    groups=st.dictionaries(
        st.sampled_from(["keys", "apis"]),
        _fields({}, title=_SOME, headers=_HEADERS, retryable=st.booleans()),
        max_size=2,
    ),
    fallbacks=st.dictionaries(
        st.sampled_from(["404", "validation", "unhandled"]), st.sampled_from(_CODES), max_size=2
    ),
    response=_fields(
        {},
        media_type=st.sampled_from(["application/json", "text/json"]),
        limit=st.sampled_from([2048, 4096]),
        request_id=_fields({}, header=st.just("X-Id"), prefix=st.sampled_from(["", "r_"])),
        body=_BODIES | _BODIES.map(lambda body: body | {"...": "$params"}),
    ),
)

catalogs = st.tuples(
    _MANIFEST, st.dictionaries(st.sampled_from(_CODES), _DEFINITION, min_size=1, max_size=3)
)
"""Catalogs of which not all need be fit for use."""

_TAKEN = st.sets(st.sampled_from([*Definition.model_fields, *Manifest.model_fields, "x-a", "as"]))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Made, Made]:
    """Return a catalog and one that is like it: some fields are others, or are not there."""
    (manifest, definitions), (other, others) = draw(catalogs), draw(catalogs)
    made = {
        draw(st.sampled_from([*[code] * 30, *_CODES])): _mixed(
            rest, next(iter(others.values()), {}), draw(_TAKEN)
        )
        for code, rest in definitions.items()
    }
    return (manifest, definitions), (_mixed(manifest, other, draw(_TAKEN)), made)


def _mixed(one: dict[str, Any], other: dict[str, Any], taken: set[str]) -> dict[str, Any]:
    """Return `one` with those of the fields `taken` that `other` has, without the rest of these."""
    kept = {name: value for name, value in one.items() if name in _ALWAYS or name not in taken}
    return kept | {name: value for name, value in other.items() if name in taken}


def written(folder: Path, made: Made) -> Catalog | None:
    """Write a catalog to `folder`, and return what of it can be used."""
    manifest, definitions = made
    folder.mkdir(exist_ok=True)
    (folder / "catalog.yaml").write_text(json.dumps(manifest), "utf-8")
    documents = [json.dumps({"code": code, **rest}) for code, rest in definitions.items()]
    (folder / "errors.yaml").write_text("\n---\n".join(documents), "utf-8")
    return read_catalog(folder).catalog


def usable(folder: Path, made: Made) -> Made:
    """Return as much of a catalog as can be loaded."""
    manifest, definitions = made
    while True:
        written(folder, (manifest, definitions))
        findings = read_catalog(folder).findings
        if not findings:
            return manifest, definitions
        lines = {one.place.line for one in findings if one.place.path.name == "errors.yaml"}
        if lines:  # each definition has a line of its own, and so has each `---`
            kept = enumerate(definitions.items())
            definitions = {code: rest for at, (code, rest) in kept if 2 * at + 1 not in lines}
        else:
            manifest = {name: manifest[name] for name in ("errbook", "name", "code")}
