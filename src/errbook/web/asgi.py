"""Problems in any ASGI app: for frameworks that have no module here, and for apps without one.

```python
from errbook.web.asgi import install

app = install(app, errors)
```

What such a framework makes of its own exceptions can be told by its look alone: an error response
that is plain text, HTML or of no type is replaced by the catalog's answer to its status, and keeps
its headers. JSON of the app's own stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from errbook.problem import Problem
from errbook.problems import Problems
from errbook.web._asgi import Answered, App, Identified, Scope
from errbook.web._raises import declared
from errbook.web._respond import Responder, Undeclared

__all__ = ["install"]


def install(
    app: App,
    errors: ModuleType | Problems,
    *,
    everywhere: Iterable[type[Problem]] = (),
    undeclared: Undeclared = "ignore",
) -> Identified:
    """Return `app`, answering with the errors of `errors`: a generated package or loaded catalog.

    The app that is returned has `responder`. `everywhere` names the errors that any operation can
    return; `undeclared` says what happens when one raises what its `raises` does not name, where
    the framework puts the handler into the scope, as `endpoint`. Raises `UsageError` if `errors` is
    no catalog.
    """
    responder = Responder(errors, everywhere, undeclared)
    return Identified(Answered(app, responder, _operation), responder, _is_foreign)


def _operation(scope: Scope) -> tuple[tuple[type[Problem], ...], str] | None:
    if "endpoint" not in scope:
        return None
    return declared(scope["endpoint"]), f"{scope.get('method', 'WEBSOCKET')} {scope['path']}"


def _is_foreign(status: int, content_type: bytes) -> bool:
    kind = content_type.partition(b";")[0].strip().lower()
    return status < 600 and kind in (b"", b"text/plain", b"text/html")
