"""Upstream: its errors.

The policies let the request pass, and between the gateway and an instance
something broke: the connection was not made, ended too early, or brought no
answer in time.
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

    ProxyForwardFailed_destination = _Literal["instance", "region"]

    ServiceUnavailable_reason = _Literal["refused", "unreachable", "unknown_host"]


class Error(_Parent):
    """Any error of Upstream."""


class BadGateway(Error, _ServerProblem):
    """An instance took the connection, and broke it off before it had answered
    properly.

    - The process died in the middle of the request: an uncaught exception ended it,
      or it was killed for using more memory than it has.
    - The server closes idle connections after a few seconds, just as the gateway
      sends the next request over one. It comes now and then, on quiet days more
      than on busy ones.
    - The setting for the protocol and the server disagree: one speaks HTTP/1.1 and
      the other HTTP/2 without TLS. No request gets through.
    - The code had booked the payment, and was killed before it could say so. The
      caller sees the same 502 as if nothing had happened.
    - An instance was stopped during a deployment, and ended at once instead of
      finishing what it had begun.

    HTTP 502 Bad Gateway. https://unkey.com/docs/errors/frontline/upstream/bad_gateway
    """

    code = "err:frontline:upstream:bad_gateway"
    status = 502
    title = "Bad Gateway"
    type = "https://unkey.com/docs/errors/frontline/upstream/bad_gateway"
    retryable = False
    _arguments = ("deployment_id", "instance_id")

    if TYPE_CHECKING:
        deployment_id: str
        """The deployment whose instance broke off; it goes to the logs."""

        instance_id: str
        """The instance that the request was sent to, for the customer."""

        def __init__(
            self,
            *,
            deployment_id: str,
            instance_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        deployment_id = None
        instance_id = None

        def __init__(self, /, *args, **given):
            try:
                given["deployment_id"]
                given["instance_id"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return "The connection to the deployment broke off before its answer had begun."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"The connection to the deployment broke off before its answer had begun.","status":502,"title":"Bad Gateway","type":"https://unkey.com/docs/errors/frontline/upstream/bad_gateway"}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 2 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16161 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The connection to the deployment broke off before its answer had begun.","status":502,"title":"Bad Gateway","type":"https://unkey.com/docs/errors/frontline/upstream/bad_gateway"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class GatewayTimeout(Error, _ServerProblem):
    """The deployment was asked, and did not answer within the time that the gateway
    waits.

    - A request does work that takes as long as it takes: an export, a migration, a
      call of a model.
    - A query waits for a lock, or a call to another service has no timeout of its
      own.
    - The instances are so busy that they do not accept connections.
      `timeoutSeconds` is 10, and it comes with load.
    - The code never ends its response, as when a handler returns in one branch
      without a word.

    HTTP 504 Gateway Timeout. https://unkey.com/docs/errors/frontline/upstream/gateway_timeout
    """

    code = "err:frontline:upstream:gateway_timeout"
    status = 504
    title = "Gateway Timeout"
    type = "https://unkey.com/docs/errors/frontline/upstream/gateway_timeout"
    retryable = False
    _arguments = ("deployment_id", "timeout_seconds")
    _members = (("timeoutSeconds", "timeout_seconds", "integer"),)

    if TYPE_CHECKING:
        timeout_seconds: int
        """How long the gateway has waited."""

        deployment_id: str
        """The deployment that did not answer. The customer's logs have it."""

        def __init__(
            self,
            *,
            timeout_seconds: int,
            deployment_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        timeout_seconds = None
        deployment_id = None

        def __init__(self, /, *args, **given):
            try:
                given["timeout_seconds"]
                given["deployment_id"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The deployment did not answer within {_shown(self.timeout_seconds)} seconds."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":504,"title":"Gateway Timeout","type":"https://unkey.com/docs/errors/frontline/upstream/gateway_timeout","timeoutSeconds":{_json(self.timeout_seconds)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            timeout_seconds = _own["timeout_seconds"]
            _id = _request_id.get()
            if (
                len(_own) == 2
                and type(_id) is str
                and type(timeout_seconds) is int
                and timeout_seconds.bit_length() < 64
            ):
                _values = (_id).encode()
                if len(_values) <= 16120 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The deployment did not answer within {timeout_seconds} seconds.","status":504,"title":"Gateway Timeout","type":"https://unkey.com/docs/errors/frontline/upstream/gateway_timeout","timeoutSeconds":{timeout_seconds}}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class ProxyForwardFailed(Error, _ServerProblem):
    """The gateway had chosen where the request goes, and did not manage to send it
    there.

    - No instance runs in the region that the request came in at, and the way to the
      next region is disturbed.
    - The gateway is being replaced, and what it was about to forward goes down with
      it.

    HTTP 502 Bad Gateway. https://unkey.com/docs/errors/frontline/upstream/proxy_forward_failed
    """

    code = "err:frontline:upstream:proxy_forward_failed"
    status = 502
    title = "Bad Gateway"
    type = "https://unkey.com/docs/errors/frontline/upstream/proxy_forward_failed"
    retryable = False
    _arguments = ("destination",)

    if TYPE_CHECKING:
        destination: ProxyForwardFailed_destination
        """What the request was to be sent to, an instance or the gateway of another
        region.
        """

        def __init__(
            self,
            *,
            destination: ProxyForwardFailed_destination,
            instance: str | None = None,
        ) -> None: ...
    else:
        destination = None

        def __init__(self, /, *args, **given):
            try:
                given["destination"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return "The gateway could not forward the request."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"The gateway could not forward the request.","status":502,"title":"Bad Gateway","type":"https://unkey.com/docs/errors/frontline/upstream/proxy_forward_failed"}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16181 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The gateway could not forward the request.","status":502,"title":"Bad Gateway","type":"https://unkey.com/docs/errors/frontline/upstream/proxy_forward_failed"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class ServiceUnavailable(Error, _ServerProblem):
    """Instances of the deployment are running, and all that were tried refused the
    connection.

    - The server listens on `127.0.0.1`. Inside the container it answers, from
      outside it does not exist.
    - It listens on 3000, because the framework does so by default, and 8080 is set.
    - There is no health check, so an instance counts as running while the server in
      it is still loading.
    - The process has just been restarted, and is back in seconds.
    - `upstreamProtocol` and port are right, and a machine below the instances is
      gone.

    HTTP 503 Service Unavailable. https://unkey.com/docs/errors/frontline/upstream/service_unavailable
    """

    code = "err:frontline:upstream:service_unavailable"
    status = 503
    title = "Service Unavailable"
    type = "https://unkey.com/docs/errors/frontline/upstream/service_unavailable"
    retryable = True
    _arguments = ("deployment_id", "reason")

    if TYPE_CHECKING:
        deployment_id: str
        """The deployment that was tried, for its owner."""

        reason: ServiceUnavailable_reason
        """How the attempts ended. The address that was tried is nobody's business but the
        owner's.
        """

        def __init__(
            self,
            *,
            deployment_id: str,
            reason: ServiceUnavailable_reason,
            instance: str | None = None,
        ) -> None: ...
    else:
        deployment_id = None
        reason = None

        def __init__(self, /, *args, **given):
            try:
                given["deployment_id"]
                given["reason"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return "The deployment refuses connections at the moment."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"The deployment refuses connections at the moment.","status":503,"title":"Service Unavailable","type":"https://unkey.com/docs/errors/frontline/upstream/service_unavailable"}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 2 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16167 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The deployment refuses connections at the moment.","status":503,"title":"Service Unavailable","type":"https://unkey.com/docs/errors/frontline/upstream/service_unavailable"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)
