"""Body templates: the tree that they are, and what is wrong with them."""

from typing import Any

import pytest

from errbook.catalog.body import (
    RFC9457,
    Array,
    Constant,
    Object,
    Splice,
    Variable,
    parse,
    walk,
)


def test_a_template_becomes_a_tree() -> None:
    """Leaves are constants and variables, `...` is a splice, and the order stays."""
    tree, mistakes = parse(
        {
            "ok": False,
            "error": {"detail": "$detail", "price": "$$5", "...": "$params"},
            "list": ["$code", 1],
        }
    )
    assert mistakes == []
    error = Object((("detail", Variable("detail")), ("price", Constant("$5")), ("...", Splice())))
    assert tree == Object(
        (
            ("ok", Constant(False)),
            ("error", error),
            ("list", Array((Variable("code"), Constant(1)))),
        )
    )


def test_the_plain_body_has_what_rfc_9457_names() -> None:
    """Without a template the five members of the RFC, the code and the params are there."""
    tree, mistakes = parse(RFC9457)
    assert mistakes == []
    names = ["type", "title", "status", "detail", "instance", "code", "..."]
    assert [name for name, _ in tree.members] == names


def test_every_node_is_walked() -> None:
    """Objects and arrays at any depth."""
    tree, _ = parse({"a": [{"b": "$code"}, ["$title"]], "c": {"d": {"...": "$params"}}})
    assert {Variable("code"), Variable("title"), Splice()} <= {
        node for node in walk(tree) if isinstance(node, Variable | Splice)
    }


@pytest.mark.parametrize(
    ("template", "path", "message"),
    [
        ({"a": ["$detial"]}, ("a", 0), "`$detial` is no variable, did you mean `$detail`?"),
        ({"a": "$x"}, ("a",), "`$x` is no variable; there are $code, $detail, "),
        ({"...": "$param"}, ("...",), "`...` splices the params in; write `...: $params`"),
        ({"...": "$params", "a": {"...": "$params"}}, ("a", "..."), "`...` stands twice"),
    ],
)
def test_a_mistake_leads_to_its_place(
    template: dict[str, Any], path: tuple[str | int, ...], message: str
) -> None:
    """Its path names the entry, its message what to write."""
    _, (mistake,) = parse(template)
    assert mistake.path == path
    assert str(mistake).startswith(message)
