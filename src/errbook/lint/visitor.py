"""One Python file gone through: what it does with the classes of a generated package.

A class counts by the name that it is imported by: `data.KeyNotFound`, where `data` comes from the
package. What cannot be told from the text of one file is said to be undecided.
"""

from __future__ import annotations

import ast
import builtins
import re

from errbook.findings import Place
from errbook.lint.project import Module
from errbook.lint.uses import How, Names, Usage, Use

__all__ = ["Visitor"]

_CATCHING = {
    "isinstance", "issubclass", "raises", "suppress", "contextlib.suppress", "pytest.raises",
    "errbook.web.raises",
}  # fmt: skip
"""What names classes and raises none of them."""

_FOREIGN = {
    "fastapi.HTTPException", "fastapi.exceptions.HTTPException",
    "starlette.exceptions.HTTPException", "flask.abort", "quart.abort", "django.http.Http404",
}  # fmt: skip
_FOREIGN_MODULES = (
    "werkzeug.exceptions.", "litestar.exceptions.", "rest_framework.exceptions.",
    "aiohttp.web.HTTP", "sanic.exceptions.", "django.core.exceptions.PermissionDenied",
)  # fmt: skip
"""The exceptions by which a framework answers, as they are imported."""


class Visitor(ast.NodeVisitor):
    """Goes through one file."""

    def __init__(self, module: Module, names: Names, found: Usage) -> None:
        self._module = module
        self._lines = re.split(r"\r\n|\n|\r", module.text)  # a form feed ends no line
        self._names = names
        self._found = found
        self._imported: dict[str, str] = {}
        self._own: set[str] = set()
        self._assigned: set[str] = set()
        self._catalogs: set[str] = set()

    def visit_Module(self, node: ast.Module) -> None:
        """Note what all names of the file stand for, before anything is looked at."""
        for child in ast.walk(node):
            if isinstance(child, ast.Import):
                for name in child.names:
                    self._imported[name.asname or name.name.partition(".")[0]] = (
                        name.name if name.asname else name.name.partition(".")[0]
                    )
            elif isinstance(child, ast.ImportFrom):
                start = "." * child.level + (child.module or "")
                for name in child.names:
                    joined = f"{start}{'' if start.endswith('.') else '.'}{name.name}"
                    self._imported[name.asname or name.name] = joined
            elif isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                self._own.add(child.name)
            elif isinstance(child, ast.ExceptHandler):
                self._own.add(child.name or "")
            elif isinstance(child, ast.Assign):
                self._assign(child)
        for local, dotted in self._imported.items():
            self._check_import(node, local, dotted)
        self.generic_visit(node)

    def _assign(self, node: ast.Assign) -> None:
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        called = node.value.func if isinstance(node.value, ast.Call) else None
        if called is not None and self._dotted(called) == "errbook.load":
            self._catalogs.update(names)
        elif called is not None:
            self._assigned.update(names)

    def _check_import(self, tree: ast.Module, name: str, dotted: str) -> None:
        """Note a class that is imported from the package, and that it does not have."""
        inside = self._names.within(dotted)
        if inside and self._is_undeclared(inside):
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom) and any(
                    name == (alias.asname or alias.name) for alias in node.names
                ):
                    self._found.undeclared.append((self._place(node), dotted.rpartition(".")[2]))
                    return

    def visit_Raise(self, node: ast.Raise) -> None:
        """What is raised, and what it is made with."""
        raised = node.exc
        if raised is None:
            return
        made = raised.func if isinstance(raised, ast.Call) else raised
        if not self._note(made, "raised"):
            self._other_raise(made)
            if not isinstance(made, (ast.Name, ast.Attribute)):
                self.visit(made)
        if isinstance(raised, ast.Call):
            for child in (*raised.args, *raised.keywords):
                self.visit(child)
        if node.cause:
            self.visit(node.cause)

    def _other_raise(self, made: ast.expr) -> None:
        """Note what is raised, and is no class of the catalog, if it matters or cannot be told."""
        dotted = self._dotted(made)
        if dotted and _is_foreign(dotted):
            self._found.foreign.append((self._place(made), ast.unparse(made)))
        elif not self._is_decided(made, dotted):
            self._found.undecided.append((self._place(made), f"`{_short(made)}` is computed"))

    def _is_decided(self, made: ast.expr, dotted: str | None) -> bool:
        if dotted is not None:
            return True  # another package's
        if isinstance(made, ast.Name):
            known = self._own | self._assigned | set(dir(builtins))
            return made.id in known
        root = made
        while isinstance(root, ast.Attribute):
            root = root.value
        return isinstance(root, ast.Name) and root.id in self._own

    def visit_Call(self, node: ast.Call) -> None:
        """A class that is called is made; what is given to `isinstance` is not."""
        name = self._dotted(node.func) or (node.func.id if isinstance(node.func, ast.Name) else "")
        if name and _is_foreign(name) and name.endswith("abort"):
            self._found.foreign.append((self._place(node), ast.unparse(node.func)))
        if not self._note(node.func, "made"):
            self.visit(node.func)
        catching = name in _CATCHING or name.rpartition(".")[2] == "raises"
        for child in (*node.args, *(keyword.value for keyword in node.keywords)):
            if catching:
                self._catch(child)
            else:
                self.visit(child)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        """What is caught is not raised."""
        if node.type:
            self._catch(node.type)
        for child in node.body:
            self.visit(child)

    def visit_MatchClass(self, node: ast.MatchClass) -> None:
        """What is matched is not raised."""
        self._catch(node.cls)
        for child in (*node.patterns, *node.kwd_patterns):
            self.visit(child)

    def visit_Compare(self, node: ast.Compare) -> None:
        """What is compared with is not raised."""
        for child in (node.left, *node.comparators):
            self._catch(child)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Annotations raise nothing."""
        if node.value:
            self.visit(node.value)

    def visit_arg(self, node: ast.arg) -> None:
        """Annotations raise nothing."""

    def _visit_function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for child in (*node.decorator_list, node.args, *node.body):
            self.visit(child)

    visit_FunctionDef = _visit_function  # noqa: N815 - the names of ast
    visit_AsyncFunctionDef = _visit_function  # noqa: N815

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """A class that is named in any other place may be raised from there."""
        if not self._note(node, "passed"):
            self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        """A class that is named in any other place may be raised from there."""
        if isinstance(node.ctx, ast.Load):
            self._note(node, "passed")

    def visit_Subscript(self, node: ast.Subscript) -> None:
        """`errors["err:…"]`, of a catalog that is loaded."""
        if not self._note(node, "passed"):
            self.generic_visit(node)

    def _catch(self, node: ast.expr) -> None:
        for child in node.elts if isinstance(node, ast.Tuple) else [node]:
            if not self._note(child, "caught"):
                self.visit(child)

    def _note(self, node: ast.expr, how: How) -> bool:
        """Note the use of the class that `node` is, if it is one; tell whether it was."""
        if isinstance(node, ast.Subscript):
            return self._note_code(node, how)
        dotted = self._dotted(node)
        inside = self._names.within(dotted) if dotted else None
        if inside is None:
            return False
        found = self._names.classes.get(inside)
        if found is not None:
            entry, former = found
            use = Use(self._place(node), entry, ast.unparse(node), how, former)
            self._found.uses.append(use)
            return True
        if isinstance(node, ast.Attribute) and self._is_undeclared(inside):
            self._found.undeclared.append((self._place(node), ast.unparse(node)))
            return True
        return False

    def _note_code(self, node: ast.Subscript, how: How) -> bool:
        key = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if not isinstance(key, str):
            return False
        entry = self._names.catalog.find(key)
        if entry is not None:
            former = key if key in self._names.catalog.aliases else ""
            self._found.uses.append(Use(self._place(node), entry, ast.unparse(node), how, former))
            return True
        if isinstance(node.value, ast.Name) and node.value.id in self._catalogs:
            self._found.undeclared.append((self._place(node.slice), key))
            return True
        return False

    def _is_undeclared(self, inside: str) -> bool:
        """Whether a name in the package looks like that of a class, and is none."""
        last = inside.rpartition(".")[2]
        known = inside in self._names.classes or inside in self._names.modules
        return not known and last[:1].isupper() and last != "Error"

    def _dotted(self, node: ast.expr) -> str | None:
        """Return the name that an expression has where it comes from; None if it has none."""
        if isinstance(node, ast.Name):
            return self._imported.get(node.id)
        if isinstance(node, ast.Attribute):
            start = self._dotted(node.value)
            return f"{start}.{node.attr}" if start else None
        return None

    def _place(self, node: ast.expr | ast.stmt) -> Place:
        line = self._lines[node.lineno - 1] if node.lineno <= len(self._lines) else ""
        before = line.encode()[: node.col_offset].decode("utf-8", "replace")
        return Place(self._module.path, node.lineno, len(before) + 1)


def _is_foreign(dotted: str) -> bool:
    return dotted in _FOREIGN or dotted.startswith(_FOREIGN_MODULES)


def _short(node: ast.expr) -> str:
    text = ast.unparse(node)
    return text if len(text) <= 40 else f"{text[:39]}…"
