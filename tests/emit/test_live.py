"""A loaded catalog: a mapping from codes to classes, made when asked for."""

from __future__ import annotations

import gc
import inspect
import pickle
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from errbook.catalog import load as load_catalog
from errbook.emit.live import LoadedProblems
from errbook.exceptions import UnknownCode
from errbook.pages.example import sample

Load = Callable[..., LoadedProblems]

MANIFEST = """
errbook: 1
name: The API!
code: err:{system}:{category}:{name}
"""

DEFINITIONS = """
code: err:a:data:key_not_found
status: 404
title: T
summary: S.
aliases: [err:a:data:no_key]
---
code: err:a:data:gone
status: 410
title: T
summary: S.
---
code: err:a:auth:denied
status: 403
title: T
summary: S.
---
code: err:b:other:thing
status: 500
title: T
summary: S.
"""


@pytest.fixture
def problems(load: Load) -> LoadedProblems:
    """A catalog of four errors in three groups."""
    return load(DEFINITIONS, MANIFEST)


def _executed(problems: LoadedProblems) -> list[str]:
    root = next(cls for cls in problems["err:a:data:gone"].__mro__[::-1] if cls.__name__ == "Error")
    return sorted(
        name.removeprefix(root.__module__)
        for name in sys.modules
        if name.startswith(root.__module__)
    )


def test_it_is_a_mapping(problems: LoadedProblems) -> None:
    """Codes in order, a length, and `in`, for any object."""
    assert list(problems) == [
        "err:a:auth:denied",
        "err:a:data:gone",
        "err:a:data:key_not_found",
        "err:b:other:thing",
    ]
    assert len(problems) == 4
    assert "err:a:data:gone" in problems
    assert "err:a:data" not in problems
    assert 7 not in problems  # type: ignore[comparison-overlap]
    assert {problem.status for problem in problems.values()} == {403, 404, 410, 500}
    assert repr(problems) == "<4 problems of The API!>"


def test_an_unknown_code_names_the_nearest(problems: LoadedProblems) -> None:
    """It is a KeyError, with words."""
    with pytest.raises(UnknownCode, match="did you mean `err:a:data:gone`") as caught:
        problems["err:a:data:gon"]
    assert isinstance(caught.value, KeyError)
    assert problems.get("err:a:data:gon") is None


def test_a_former_code_gives_the_present_class(problems: LoadedProblems) -> None:
    """An alias and its code are one class."""
    assert problems["err:a:data:no_key"] is problems["err:a:data:key_not_found"]


def test_asking_for_a_code_executes_its_group_and_those_above(problems: LoadedProblems) -> None:
    """Nothing else: a service pays for what it raises."""
    problems["err:a:data:gone"]
    assert _executed(problems) == ["", ".a", ".a.data"]
    problems["err:a:auth:denied"]
    assert _executed(problems) == ["", ".a", ".a.auth", ".a.data"]


def test_many_threads_get_one_class(problems: LoadedProblems) -> None:
    """An `except` in one thread catches what another made."""
    found: set[type] = set()
    start = threading.Barrier(8)

    def ask() -> None:
        start.wait()
        found.update(problems[code] for code in reversed(list(problems)))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4


def test_two_loads_are_two_catalogs(load: Load) -> None:
    """Their classes have nothing to do with each other, and both can be pickled."""
    one, two = (load(DEFINITIONS, MANIFEST)["err:a:data:gone"] for _ in range(2))
    assert not issubclass(one, two)
    for cls in (one, two):
        assert type(pickle.loads(pickle.dumps(cls()))) is cls


def test_a_catalog_that_is_read_anew_can_be_forgotten(load: Load) -> None:
    """Its modules do not stay; a problem that is on its way still answers."""
    problems = load(DEFINITIONS, MANIFEST)
    problem = problems["err:a:data:gone"]()
    name = type(problem).__module__
    assert name in sys.modules
    problems.forget()
    del problems
    gc.collect()
    assert not [module for module in sys.modules if module.startswith(name.rpartition(".a")[0])]
    assert problem.to_json().startswith(b'{"type":"/errors/a/data/gone"')


def test_its_source_can_be_seen(problems: LoadedProblems) -> None:
    """Tracebacks and debuggers show the lines."""
    cls = problems["err:a:data:gone"]
    assert inspect.getsource(cls).startswith("class Gone(Error, _ClientProblem):")
    problem = cls()
    with pytest.raises(AttributeError) as caught:
        cls._body(object(), None)  # type: ignore[arg-type]
    told = traceback.extract_tb(caught.value.__traceback__)
    assert told[-1].line == "if self.instance is not None:"
    assert problem.to_json()


def test_in_brief_every_error_answers_the_same() -> None:
    """The classes that pages are made with send what those of a service send."""
    catalog = load_catalog(Path(__file__).parents[2] / "catalog")
    full, brief = LoadedProblems(catalog), LoadedProblems(catalog, brief=True)
    for entry in catalog:
        for variant in entry.definition.variants or ("",):
            one, two = (sample(entry, made[entry.code.text], variant) for made in (full, brief))
            assert one.to_json() == two.to_json()
            assert one.headers == two.headers
    for name in full.modules:
        assert len(brief.source(name)) <= len(full.source(name))
