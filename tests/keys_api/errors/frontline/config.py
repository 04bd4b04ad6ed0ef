"""Config: its errors.

What the customer has configured for the deployment can be loaded and cannot be
used. No request that it applies to gets through, whoever sends it.
"""

# Made by `errbook build python`. To change it, change the catalog, and build it again.

from __future__ import annotations

from errbook.encode import json_text as _json
from errbook.encode import shown as _shown
from errbook.problem import PLAIN as _PLAIN
from errbook.problem import ClientProblem as _ClientProblem
from errbook.problem import Problem as _Problem
from errbook.problem import request_id as _request_id

from . import Error as _Parent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal as _Literal

    InvalidConfiguration_part = _Literal["policies", "permission_query", "openapi"]


class Error(_Parent):
    """Any error of Config."""


class InvalidConfiguration(Error, _ClientProblem):
    """A policy of the deployment, or its OpenAPI document, is written in a way the
    gateway cannot use.

    - A `permissionQuery` has an operator without a second half, or an open
      parenthesis. Requests with a valid key fail; those without one get their 401
      as before, so it looks like a matter of keys.
    - The deployed version serves an OpenAPI document with a broken schema or a
      `$ref` that leads nowhere. Every request that comes as far as this policy
      fails, from the deployment on.
    - The policies were saved in a form that this gateway does not know. Everything
      fails, `/healthz` included.

    HTTP 422 Unprocessable Entity. https://unkey.com/docs/errors/frontline/config/invalid_configuration
    """

    code = "err:frontline:config:invalid_configuration"
    status = 422
    title = "Unprocessable Entity"
    type = "https://unkey.com/docs/errors/frontline/config/invalid_configuration"
    retryable = False
    _arguments = ("deployment_id", "hostname", "part")
    _members = (("hostname", "hostname", "string"),)

    if TYPE_CHECKING:
        hostname: str
        """The host name that the request was sent to."""

        deployment_id: str
        """The deployment whose configuration it is, for the customer."""

        part: InvalidConfiguration_part
        """Which part cannot be used. It would tell a caller how the API is guarded."""

        def __init__(
            self,
            *,
            hostname: str,
            deployment_id: str,
            part: InvalidConfiguration_part,
            instance: str | None = None,
        ) -> None: ...
    else:
        hostname = None
        deployment_id = None
        part = None

        def __init__(self, /, *args, **given):
            try:
                given["hostname"]
                given["deployment_id"]
                given["part"]
                if len(given) == 3 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The configuration of the deployment behind {_shown(self.hostname)} cannot be used."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":422,"title":"Unprocessable Entity","type":"https://unkey.com/docs/errors/frontline/config/invalid_configuration","hostname":{_json(self.hostname)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            hostname = _own["hostname"]
            _id = _request_id.get()
            if len(_own) == 3 and type(_id) is str and type(hostname) is str:
                _values = (_id + hostname).encode()
                if len(_values) <= 8071 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The configuration of the deployment behind {hostname} cannot be used.","status":422,"title":"Unprocessable Entity","type":"https://unkey.com/docs/errors/frontline/config/invalid_configuration","hostname":"{hostname}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)
