"""Platform: its errors.

The gateway itself failed, before or while it decided where the request goes.
That is for the operator to end. Caller and customer can tell how far it
reaches, and repeat the request.
"""

# Made by `errbook build python`. To change it, change the catalog, and build it again.

from __future__ import annotations

from errbook.encode import json_text as _json
from errbook.encode import shown as _shown
from errbook.problem import PLAIN as _PLAIN
from errbook.problem import Problem as _Problem
from errbook.problem import ServerProblem as _ServerProblem
from errbook.problem import request_id as _request_id

from . import Error as _Parent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal as _Literal

    ConfigLoadFailed_part = _Literal["route", "instances", "openapi"]


class Error(_Parent):
    """Any error of Platform."""


class ConfigLoadFailed(Error, _ServerProblem):
    """The gateway could not fetch what it needs to know about the host name before it
    can route.

    - The store is disturbed. Names that the gateway has at hand go on working,
      others fail.
    - The host name is new, or seldom called, so a gateway had to fetch it in the
      wrong second.
    - One region is cut off from the store. Callers elsewhere notice nothing.

    HTTP 500 Internal Server Error. https://unkey.com/docs/errors/frontline/platform/config_load_failed
    """

    code = "err:frontline:platform:config_load_failed"
    status = 500
    title = "Internal Server Error"
    type = "https://unkey.com/docs/errors/frontline/platform/config_load_failed"
    retryable = True
    _arguments = ("hostname", "part")
    _members = (("hostname", "hostname", "string"),)

    if TYPE_CHECKING:
        hostname: str
        """The host name that the request was sent to."""

        part: ConfigLoadFailed_part
        """What could not be loaded, for the operator."""

        def __init__(
            self,
            *,
            hostname: str,
            part: ConfigLoadFailed_part,
            instance: str | None = None,
        ) -> None: ...
    else:
        hostname = None
        part = None

        def __init__(self, /, *args, **given):
            try:
                given["hostname"]
                given["part"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"What is configured for {_shown(self.hostname)} could not be loaded."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":500,"title":"Internal Server Error","type":"https://unkey.com/docs/errors/frontline/platform/config_load_failed","hostname":{_json(self.hostname)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            hostname = _own["hostname"]
            _id = _request_id.get()
            if len(_own) == 2 and type(_id) is str and type(hostname) is str:
                _values = (_id + hostname).encode()
                if len(_values) <= 8078 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"What is configured for {hostname} could not be loaded.","status":500,"title":"Internal Server Error","type":"https://unkey.com/docs/errors/frontline/platform/config_load_failed","hostname":"{hostname}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class DeploymentSelectionFailed(Error, _ServerProblem):
    """The gateway knew the deployment and its instances, and could not decide on one
    of them.

    - A log that is searched reaches back to a gateway that used the code.
    - A dashboard or an alert counts this code, has shown nothing for a long time,
      and is trusted.
    - A mock of the gateway in your tests answers with it.
    - A gateway does answer with it, now.

    HTTP 500 Internal Server Error. https://unkey.com/docs/errors/frontline/platform/deployment_selection_failed
    """

    code = "err:frontline:platform:deployment_selection_failed"
    status = 500
    title = "Internal Server Error"
    type = (
        "https://unkey.com/docs/errors/frontline/platform/deployment_selection_failed"
    )
    retryable = True
    _arguments = ("deployment_id", "hostname")
    _members = (("hostname", "hostname", "string"),)

    if TYPE_CHECKING:
        hostname: str
        """The host name that the request was sent to."""

        deployment_id: str
        """The deployment among whose instances the choice was to be made. For the
        operator.
        """

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
        return f"No instance could be selected for {_shown(self.hostname)}."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":500,"title":"Internal Server Error","type":"https://unkey.com/docs/errors/frontline/platform/deployment_selection_failed","hostname":{_json(self.hostname)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            hostname = _own["hostname"]
            _id = _request_id.get()
            if len(_own) == 2 and type(_id) is str and type(hostname) is str:
                _values = (_id + hostname).encode()
                if len(_values) <= 8078 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"No instance could be selected for {hostname}.","status":500,"title":"Internal Server Error","type":"https://unkey.com/docs/errors/frontline/platform/deployment_selection_failed","hostname":"{hostname}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class InternalServerError(Error, _ServerProblem):
    """The gateway failed while it worked on the request, most often while it checked a
    policy.

    - Keys cannot be verified for a moment, as the gateway does not reach the
      service that does it.
    - The service that counts rate limits does not answer.
    - An API key policy names a rate limit that the key does not have, without
      saying how large it is. Keys that have it pass, all others get this error,
      every time.
    - A defect in the gateway, often from its last release.

    HTTP 500 Internal Server Error. https://unkey.com/docs/errors/frontline/platform/internal_server_error
    """

    code = "err:frontline:platform:internal_server_error"
    status = 500
    title = "Internal Server Error"
    type = "https://unkey.com/docs/errors/frontline/platform/internal_server_error"
    retryable = True

    if TYPE_CHECKING:

        def __init__(self, *, instance: str | None = None) -> None: ...
    else:

        def __init__(self, /, *args, **given):
            if args or given:
                self._take(args, given)

    def _detail(self) -> str:
        return "Something went wrong in the gateway."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"Something went wrong in the gateway.","status":500,"title":"Internal Server Error","type":"https://unkey.com/docs/errors/frontline/platform/internal_server_error"}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 0 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16176 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"Something went wrong in the gateway.","status":500,"title":"Internal Server Error","type":"https://unkey.com/docs/errors/frontline/platform/internal_server_error"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)
