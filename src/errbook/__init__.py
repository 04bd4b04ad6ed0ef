"""errbook: declare an API's errors once, as data; raise, document and lint them from there.

The map of the package, from the run time (standard library only) to the build time:

- `Problem`, `ClientProblem`, `ServerProblem`: one occurrence of a declared error.
- `load`: a catalog folder as problem classes, without generated files. Needs `errbook[build]`.
- `errbook.problems`: the classes of a catalog by code, loaded or generated.
- `errbook.web.<framework>`: problems as responses of FastAPI, Starlette, Flask, Django, Litestar
  and any ASGI app. `errbook.openapi`: problems in an OpenAPI document.
- `errbook.client`: a response as the problem that it carries.
- `errbook.about`: page, examples and schema of a class. `errbook.logs`: a problem for the log.
- `errbook.testing`: the pytest plugin.
- `errbook.exceptions`: what errbook itself raises.
- `errbook.mkdocs`: the MkDocs plugin; `python -m errbook` or `errbook`: the commands.
"""

from __future__ import annotations

from errbook.problem import ClientProblem, Problem, ServerProblem

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os

    from errbook.emit.live import LoadedProblems

__all__ = ["ClientProblem", "Problem", "ServerProblem", "__version__", "load"]
__version__ = "0.1.0"


def load(catalog: str | os.PathLike[str]) -> LoadedProblems:
    """Read the catalog in the folder `catalog` and return its problem classes, by code.

    Raises `errbook.exceptions.CatalogError` if the catalog has mistakes, with every one of them in
    `findings`; `errbook.exceptions.MissingExtra` if `errbook[build]` is not installed.
    """
    from errbook.exceptions import MissingExtra

    MissingExtra.check("pydantic", "yaml", "jinja2")
    from errbook.package import load as load_package

    return load_package(catalog)
