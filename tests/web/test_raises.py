"""What handlers and dependencies say that they raise."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable
from typing import Any, assert_type

import pytest

from errbook import ClientProblem, Problem
from errbook.problems import Problems
from errbook.web._raises import declared, raises

MANIFEST = """
errbook: 1
name: Shop
code: "{group}.{name}"
"""

DEFINITIONS = """
{code: shop.not_found, status: 404, title: Not Found, summary: S.}
---
{code: shop.sold_out, status: 409, title: Sold Out, summary: S.}
---
{code: shop.closed, status: 503, title: Closed, summary: S.}
"""

Class = type[Problem]


@pytest.fixture(scope="module")
def shop(load: Callable[..., Problems]) -> tuple[Class, Class, Class]:
    """Three classes."""
    problems = load(DEFINITIONS, MANIFEST)
    return problems["shop.not_found"], problems["shop.sold_out"], problems["shop.closed"]


def plain(name: str, *, times: int = 1) -> str:
    """Be a function that is decorated."""
    return name * times


def test_what_is_decorated_stays_the_same_object(shop: tuple[Class, Class, Class]) -> None:
    """Pickle, which looks functions up by name, would tell; and so would a checker."""
    made = raises(shop[0])(plain)
    assert made is plain
    assert pickle.loads(pickle.dumps(made)) is plain
    text: str = made("x", times=2)
    assert_type(text, str)
    assert text == "xx"


def test_nothing_is_declared_where_nothing_was_said() -> None:
    """Whatever it is."""
    for one in (len, print, object(), Problem, lambda: None, 7, None, functools.partial(len)):
        assert declared(one) == ()


def test_several_decorators_are_one(shop: tuple[Class, Class, Class]) -> None:
    """In the order of the source, each class once."""
    first, second, third = shop

    @raises(first, second)
    @raises(second, third)
    def handler() -> None: ...

    assert declared(handler) == (first, second, third)


class Limit:
    """Objects and classes that are dependencies."""

    def __init__(self, most: int = 1) -> None:
        self.most = most

    def __call__(self) -> int:
        return self.most

    def check(self) -> int:
        return self.most

    @staticmethod
    def fixed() -> int:
        return 1

    @classmethod
    def made(cls) -> Limit:
        return cls()


def marked(raised: Class, name: str) -> type[Limit]:
    """Return a class whose member `name` is decorated as it would be in a class's body."""
    return type("Marked", (Limit,), {name: raises(raised)(Limit.__dict__[name])})


KINDS: dict[str, Callable[[Class], Any]] = {
    "a class": lambda raised: raises(raised)(type("Marked", (Limit,), {})),
    "a class whose constructor raises": lambda raised: marked(raised, "__init__"),
    "an object": lambda raised: raises(raised)(Limit(2)),
    "an object whose call raises": lambda raised: marked(raised, "__call__")(),
    "a bound method": lambda raised: marked(raised, "check")().check,
    "a function of a class": lambda raised: marked(raised, "check").check,
    "a static method": lambda raised: marked(raised, "fixed").fixed,
    "a class method": lambda raised: marked(raised, "made").made,
    "a partial": lambda raised: raises(raised)(functools.partial(lambda x: x, 1)),
    "a partial of a function": lambda raised: functools.partial(raises(raised)(lambda x: x), 1),
    "a partial of a partial of a method": lambda raised: functools.partial(
        functools.partial(marked(raised, "check")().check)
    ),
    "a wrapper": lambda raised: functools.wraps(raises(raised)(lambda: 1))(lambda: 2),
    "a wrapper that copies no attributes": lambda raised: functools.wraps(
        raises(raised)(lambda: 1), updated=()
    )(lambda: 2),
    "a cached function": lambda raised: functools.lru_cache(raises(raised)(lambda: 1)),
    "a subclass": lambda raised: type("Below", (marked(raised, "__init__"),), {}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_declared_is_found_on(kind: str, shop: tuple[Class, Class, Class]) -> None:
    """Everything that frameworks take as a handler or as a dependency."""
    assert declared(KINDS[kind](shop[0])) == (shop[0],)


def test_a_wrapper_declares_its_own_and_those_of_what_it_wraps(
    shop: tuple[Class, Class, Class],
) -> None:
    """And the function that is wrapped learns nothing of it."""
    inner = raises(shop[0])(lambda: 1)
    outer = raises(shop[1])(functools.wraps(inner)(lambda: 2))
    assert declared(outer) == (shop[1], shop[0])
    assert declared(inner) == (shop[0],)


def test_a_subclass_says_nothing_for_the_class_above(shop: tuple[Class, Class, Class]) -> None:
    """It has what that one declares, and its own."""
    above = raises(shop[0])(type("Above", (Limit,), {}))
    below = raises(shop[1])(type("Below", (above,), {}))
    assert declared(below) == (shop[1], shop[0])
    assert declared(above) == (shop[0],)


def test_a_function_that_wraps_itself_ends(shop: tuple[Class, Class, Class]) -> None:
    """Which is a mistake, and none of ours."""

    @raises(shop[0])
    def handler() -> None: ...

    handler.__wrapped__ = handler  # type: ignore[attr-defined]
    assert declared(handler) == (shop[0],)


def test_a_class_of_the_services_own_may_be_declared(shop: tuple[Class, Class, Class]) -> None:
    """It is the error of the class that it inherits from."""
    own = type("Own", (shop[0],), {})
    assert declared(raises(own)(lambda: 1)) == (own,)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (plain, "not plain"),
        (ValueError, "not ValueError"),
        (Problem, "not Problem"),
        (ClientProblem, "not ClientProblem"),
        ("shop.not_found", "not 'shop.not_found'"),
        (None, "not None"),
    ],
)
def test_what_is_no_declared_error_is_refused(given: Any, said: str) -> None:
    """Where the decorator stands; also without parentheses, and for the root of all problems."""
    with pytest.raises(TypeError, match=f"classes of declared errors, as in .*{said}"):
        raises(given)


def test_a_group_is_refused(shop: tuple[Class, Class, Class]) -> None:
    """It would declare errors that the handler cannot raise."""
    group = shop[0].__mro__[1]
    assert group.__name__ == "Error"
    with pytest.raises(TypeError, match="not Error"):
        raises(group)


def test_an_occurrence_is_refused(shop: tuple[Class, Class, Class]) -> None:
    """The class is meant."""
    with pytest.raises(TypeError, match=r"not NotFound\(\)"):
        raises(shop[0]())  # type: ignore[arg-type]


@pytest.mark.parametrize("what", [len, Limit().check, 7])
def test_what_cannot_be_marked_is_refused(what: object, shop: tuple[Class, Class, Class]) -> None:
    """Instead of being forgotten."""
    with pytest.raises(TypeError, match="decorate the function that it calls"):
        raises(shop[0])(what)
