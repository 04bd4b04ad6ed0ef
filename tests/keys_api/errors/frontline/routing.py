"""Routing: its errors.

The gateway knows no deployment for the host name of the request. Path, headers
and API key were not looked at.
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


class Error(_Parent):
    """Any error of Routing."""


class ConfigNotFound(Error, _ClientProblem):
    """The gateway was reached under a host name that belongs to no deployment.

    - The custom domain was added, and its records are not verified yet. `pending`
      and `verifying` do not route.
    - The verification was given up after 24 hours without the right records.
    - A letter of the host name is wrong, or a slug in it has changed since.
    - The domain, the app or the project was deleted, and the DNS records still
      point here.
    - A proxy of the customer's stands in front and passes its own host name on
      instead of the one of the deployment.

    HTTP 404 Not Found. https://unkey.com/docs/errors/frontline/routing/config_not_found
    """

    code = "err:frontline:routing:config_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/frontline/routing/config_not_found"
    retryable = False
    _arguments = ("hostname",)
    _members = (("hostname", "hostname", "string"),)

    if TYPE_CHECKING:
        hostname: str
        """The host name that the request was sent to."""

        def __init__(self, *, hostname: str, instance: str | None = None) -> None: ...
    else:
        hostname = None

        def __init__(self, /, *args, **given):
            try:
                given["hostname"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"No deployment is configured for {_shown(self.hostname)}."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/frontline/routing/config_not_found","hostname":{_json(self.hostname)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            hostname = _own["hostname"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(hostname) is str:
                _values = (_id + hostname).encode()
                if len(_values) <= 8091 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"No deployment is configured for {hostname}.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/frontline/routing/config_not_found","hostname":"{hostname}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class DeploymentNotFound(Error, _ClientProblem):
    """The host name has a route, and the deployment at the end of it is missing or
    belongs elsewhere.

    - You read it in a log or a dashboard that reaches back to an earlier gateway.
    - An alert or a test waits for this code, and stays silent, because the gateway
      now says something else.
    - An app was deleted while a request was on its way, and the route outlived the
      deployment by a moment.

    HTTP 404 Not Found. https://unkey.com/docs/errors/frontline/routing/deployment_not_found
    """

    code = "err:frontline:routing:deployment_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/frontline/routing/deployment_not_found"
    retryable = False
    _arguments = ("deployment_id", "hostname")
    _members = (("hostname", "hostname", "string"),)

    if TYPE_CHECKING:
        hostname: str
        """The host name that the request was sent to."""

        deployment_id: str
        """The ID that the route holds, as long as one is known. For the operator."""

        def __init__(
            self,
            *,
            hostname: str,
            deployment_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        hostname = None
        deployment_id = None

        def __init__(self, /, *args, **given):
            try:
                given["hostname"]
                given["deployment_id"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The deployment that {_shown(self.hostname)} leads to was not found."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/frontline/routing/deployment_not_found","hostname":{_json(self.hostname)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            hostname = _own["hostname"]
            _id = _request_id.get()
            if len(_own) == 2 and type(_id) is str and type(hostname) is str:
                _values = (_id + hostname).encode()
                if len(_values) <= 8084 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The deployment that {hostname} leads to was not found.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/frontline/routing/deployment_not_found","hostname":"{hostname}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)
