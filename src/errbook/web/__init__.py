"""Problems as responses of a web service.

`errbook.web.<framework>.install` puts them into an app: `starlette`, `fastapi`, `flask`, `django`,
`litestar`, and `asgi` for the rest. What stands here is what handlers need of it: `raises` says
which errors they raise, `Invalid` what is wrong with their input. `answer` is for whoever catches
exceptions at an edge of another kind, such as a worker.
"""

from errbook.web._failures import Failure, Invalid
from errbook.web._raises import declared, raises
from errbook.web._respond import answer

__all__ = ["Failure", "Invalid", "answer", "declared", "raises"]
