"""Two towers: the run time loads nothing but the standard library, and little of that."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import errbook
from errbook.catalog import load
from errbook.package import files
from errbook.targets.output import write_folder

ROOT = Path(errbook.__file__).parent
CATALOG = ROOT.parents[1] / "catalog"
RUN_TIME = {
    "errbook",
    *("errbook.about", "errbook.client", "errbook.detail", "errbook.encode", "errbook.exceptions"),
    *("errbook.inverse", "errbook.logs", "errbook.openapi", "errbook.problem", "errbook.problems"),
    *("errbook.response", "errbook.web"),
    *(
        f"errbook.{path.parent.name}.{path.stem}"
        for path in (*ROOT.glob("openapi/*.py"), *ROOT.glob("web/*.py"))
        if path.stem != "__init__"
    ),
}
FRAMEWORKS = {
    "starlette": {"starlette"},
    "fastapi": {"fastapi", "starlette"},
    "flask": {"flask", "werkzeug"},
    "django": {"asgiref", "django", "rest_framework"},
    "litestar": {"litestar", "msgspec"},
}
"""What the modules of `errbook.web` that are called after a framework import."""
DOOR = {
    *("errbook", "errbook.problem", "errbook.encode"),
    *("__future__", "_contextvars", "_json", "contextvars"),
}
"""All that `import errbook` loads."""

RAISING = """
from errors.unkey import data
try:
    raise data.ApiNotFound(api_id="api_1")
except data.Error as problem:
    assert problem.status == 404
    assert b"api_1" in problem.to_json()
    assert problem.headers and problem.to_dict() and problem.detail
"""


def _loaded(script: str, *paths: Path) -> set[str]:
    """Return the modules that `script` loads in a fresh interpreter without site-packages."""
    program = (
        f"import sys; sys.path[:0] = {[str(path) for path in (ROOT.parent, *paths)]!r}\n"
        f"before = set(sys.modules)\n{script}\nprint(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_the_door_is_light() -> None:
    """`import errbook` loads no `json`, `re`, `logging` or `typing`, and nothing from elsewhere."""
    assert _loaded("import errbook") <= DOOR


def test_generated_errors_need_nothing_else(tmp_path: Path) -> None:
    """A generated package is imported, raised, caught and answered with by the run time alone."""
    write_folder(tmp_path / "errors", files(load(CATALOG)))
    own = {name for name in _loaded(RAISING, tmp_path) if name.split(".")[0] != "errors"}
    assert own <= DOOR


def test_what_is_said_of_a_problem_loads_what_masks_secrets(tmp_path: Path) -> None:
    """And that needs next to nothing of the standard library."""
    write_folder(tmp_path / "errors", files(load(CATALOG)))
    script = f"{RAISING}\nstr(data.ApiNotFound(api_id='a'))"
    own = {name for name in _loaded(script, tmp_path) if name.split(".")[0] != "errors"}
    assert own <= {*DOOR, "errbook.logs", "itertools", "operator", "_operator"}


def test_a_wrong_argument_loads_the_log() -> None:
    """`logging` is loaded when there is something to say, and not before."""
    script = "import errbook; errbook.Problem(unknown=1)"
    assert "logging" in _loaded(script)


@pytest.mark.parametrize("name", sorted(RUN_TIME))
def test_the_run_time_imports_the_standard_library_alone(name: str) -> None:
    """And other modules of the run time; but for `load`, the one stair to the build tower."""
    beyond = {
        (where, module)
        for where, module in _imports(_tree(name))
        if module.split(".")[0] not in sys.stdlib_module_names | _framework(name)
        and module not in RUN_TIME
    }
    assert beyond == ({("load", "errbook.package")} if name == "errbook" else set())


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in ROOT.glob("web/*.py") if path.stem[0] != "_")
)
def test_a_framework_knows_no_other_framework(name: str) -> None:
    """What they share is in the modules that start with `_`; FastAPI is made on Starlette."""
    own = [module for _, module in _imports(_tree(f"errbook.web.{name}"))]
    others = {module for module in own if re.match(r"errbook\.web\.[^_]", module)}
    assert others == ({"errbook.web.starlette"} if name == "fastapi" else set())


def _framework(name: str) -> set[str]:
    """Return what the module `name` may import, as `errbook.web._fastapi_openapi` may FastAPI."""
    package, _, module = name.rpartition(".")
    own = module.lstrip("_").partition("_")[0]
    return FRAMEWORKS.get(own, set()) if package == "errbook.web" else set()


def _tree(name: str) -> ast.Module:
    path = ROOT.joinpath(*name.split(".")[1:])
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(path.read_text("utf-8"))


def _imports(node: ast.AST, where: str = "") -> Iterator[tuple[str, str]]:
    """Yield each import below `node` with the function it is in, those for type checkers apart."""
    if isinstance(node, ast.Import):
        yield from ((where, alias.name) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, "imports name the whole path"
        yield where, node.module or ""
    elif not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
        inside = node.name if isinstance(node, ast.FunctionDef) else where
        for child in ast.iter_child_nodes(node):
            yield from _imports(child, inside)
