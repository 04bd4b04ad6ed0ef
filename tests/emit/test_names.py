"""Where a class is, and what it is called."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from errbook import Problem
from errbook.emit.live import LoadedProblems

Load = Callable[..., LoadedProblems]

MANIFEST = """
errbook: 1
name: Names
code: "{code}"
python: {python}
"""


def _place(cls: type[Problem]) -> str:
    """Return module and name of `cls`, below the catalog's own root."""
    return ".".join((*cls.__module__.split(".")[3:], cls.__name__))


def _load(load: Load, code: str, scheme: str, python: str = "{}") -> type[Problem]:
    definition = f'code: "{code}"\nstatus: 404\ntitle: T\nsummary: S.'
    return load(definition, MANIFEST.replace("{code}", scheme).replace("{python}", python))[code]


@pytest.mark.parametrize(
    ("scheme", "code", "place"),
    [
        ("err:{system}:{category}:{name}", "err:a:data:key_not_found", "a.data.KeyNotFound"),
        ("err:{system}:{category}:{name}", "err:a:auth:key_not_found", "a.auth.KeyNotFound"),
        ("{name}", "key-not-found", "KeyNotFound"),
        ("{name}", "KEY_NOT_FOUND", "KEYNOTFOUND"),
        ("{name}", "keyNotFound", "KeyNotFound"),
        ("{name}", "none", "None_"),
        ("{name}", "true", "True_"),
        ("{name}", "error", "Error_"),
        ("{name}", "404", "E404"),
        ("err-{name}", "err-404", "Err404"),
        ("E{number}", "E1042", "E1042"),
        ("{group}{number}", "E1042", "e.E1042"),
        ("{group}.{name}", "class.import", "class_.Import"),
        ("{group}.{name}", "2fa.expired", "_2fa.Expired"),
        ("{group}.{name}", "too-many.x", "too_many.X"),
        ("{group}/{name}", "frozenset/filter", "frozenset.Filter"),
    ],
)
def test_modules_are_the_levels_and_classes_the_names(
    load: Load, scheme: str, code: str, place: str
) -> None:
    """Whatever a code is made of, its place is a Python name."""
    assert _place(_load(load, code, scheme)) == place


@pytest.mark.parametrize(
    ("python", "place"),
    [
        ('{module: "{category}"}', "data.KeyNotFound"),
        ('{module: "api.{category}.v2"}', "api.data.v2.KeyNotFound"),
        ('{module: "{system}", class: "{category}_{name}"}', "a.DataKeyNotFound"),
        ('{module: errors, class: "{name}_error"}', "errors.KeyNotFoundError"),
    ],
)
def test_the_manifest_can_place_them_elsewhere(load: Load, python: str, place: str) -> None:
    """Templates for module and class may name any field of the scheme."""
    cls = _load(load, "err:a:data:key_not_found", "err:{system}:{category}:{name}", python)
    assert _place(cls) == place


def test_equal_names_in_two_groups_are_two_classes(load: Load) -> None:
    """A `key_not_found` of the one group is none of the other."""
    problems = load(
        """
        code: data.key_not_found
        status: 404
        title: T
        summary: S.
        ---
        code: authentication.key_not_found
        status: 401
        title: T
        summary: S.
        """
    )
    data, auth = problems["data.key_not_found"], problems["authentication.key_not_found"]
    assert data.__name__ == auth.__name__ == "KeyNotFound"
    assert (data.status, auth.status) == (404, 401)
    assert not issubclass(data, auth.__mro__[1])


@pytest.mark.parametrize(
    ("python", "docs"),
    [
        ("{}", ["The sister: its errors.", "Any error of The sister."]),
        ('{module: "{category}"}', ["The sister: its errors.", "Any error of The sister."]),
        ('{module: "{system}"}', ["Systems: its errors.", "Any error of Systems."]),
        ('{module: "x{system}y"}', ["Systems: its errors.", "Any error of Systems."]),
    ],
)
def test_a_module_is_told_of_the_group_it_holds(load: Load, python: str, docs: list[str]) -> None:
    """Also where the manifest places modules otherwise than groups."""
    problems = load(
        "\n---\n".join(
            f"code: a.{category}.x{index}\nstatus: 404\ntitle: T\nsummary: S."
            for index, category in enumerate(("brother", "sister"))
        ),
        MANIFEST.replace("{code}", "{system}.{category}.{name}").replace("{python}", python)
        + "groups: {a: {title: Systems}, a.sister: {title: The sister}}",
    )
    cls = problems["a.sister.x1"]
    module = __import__(cls.__module__, fromlist=["Error"])
    assert [module.__doc__, module.Error.__doc__] == docs


def test_a_param_may_be_called_like_a_builtin(load: Load) -> None:
    """Names that generated code uses are not those of the params."""
    names = ("frozenset", "filter", "str", "None_", "request_id", "cls", "Error", "classmethod")
    params = "".join(f"  {name}: {{const: x}}\n  {name}2: {{type: string}}\n" for name in names)
    text = f"code: n.one\nstatus: 404\ntitle: T\nsummary: S.\nparams:\n{params}"
    cls = load(text)["n.one"]
    made = cls(**{f"{name}2": name for name in names})
    assert {name: made.to_dict()[f"{name}2"] for name in names} == dict(
        zip(names, names, strict=True)
    )
    assert made.to_dict()["frozenset"] == "x"
