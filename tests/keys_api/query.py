"""The language of `keys.verifyKey`'s permissions: `documents.read AND (a OR b)`."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Literal, NoReturn

from tests.keys_api.errors.user import bad_request

__all__ = ["Query"]

_Expected = Literal["a permission", "AND or OR", "a closing parenthesis"]

_TOKEN = re.compile(r"\s*(?:(?P<sign>[()])|(?P<word>[A-Za-z0-9._:*/-]+)|(?P<end>\Z))")
_RANKS = {"AND": 2, "OR": 1, "(": 0}


class Query:
    """A permissions query. `AND` binds more tightly than `OR`."""

    def __init__(self, text: str) -> None:
        """Raises `PermissionsQuerySyntaxError` for what is no query."""
        self._text = text
        self._steps: list[str] = []
        """Permissions and operators, an operator behind the two that it joins."""
        self._parse()

    def allows(self, permissions: Container[str]) -> bool:
        """Tell whether who has `permissions` is what the query asks for."""
        stack: list[bool] = []
        for step in self._steps:
            if step in _RANKS:
                right, left = stack.pop(), stack.pop()
                stack.append(left and right if step == "AND" else left or right)
            else:
                stack.append(step in permissions)
        return stack.pop()

    def _parse(self) -> None:
        # With two stacks rather than by recursion: nobody may nest deeper than Python does.
        waiting: list[str] = []
        at, wants_permission = 0, True
        while True:
            found = _TOKEN.match(self._text, at)
            if found is None:
                self._fail(self._solid(at), wants_permission, waiting)
            token, start, at = found[0].strip(), found.end() - len(found[0].strip()), found.end()
            if wants_permission and token == "(":
                waiting.append(token)
            elif wants_permission and found["word"] and token not in _RANKS:
                self._steps.append(token)
                wants_permission = False
            elif not wants_permission and found["word"] and token in _RANKS:
                while waiting and _RANKS[waiting[-1]] >= _RANKS[token]:
                    self._steps.append(waiting.pop())
                waiting.append(token)
                wants_permission = True
            elif not wants_permission and token == ")" and "(" in waiting:
                while (operator := waiting.pop()) != "(":
                    self._steps.append(operator)
            elif not wants_permission and not token and "(" not in waiting:
                self._steps += reversed(waiting)
                return
            else:
                self._fail(start, wants_permission, waiting, at_end=not token)

    def _solid(self, at: int) -> int:
        """Return the place of the first character from `at` that is no space."""
        return len(self._text) - len(self._text[at:].lstrip())

    def _fail(
        self, at: int, wants_permission: bool, waiting: list[str], at_end: bool = False
    ) -> NoReturn:
        expected: _Expected = "a permission" if wants_permission else "AND or OR"
        if at_end and not wants_permission and "(" in waiting:
            expected = "a closing parenthesis"
        raise bad_request.PermissionsQuerySyntaxError(position=at + 1, expected=expected)
