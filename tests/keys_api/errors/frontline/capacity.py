"""Capacity: its errors.

The host name leads to a deployment, and at the moment none of its instances can
take the request: they are not up yet, were stopped, or are paused by a budget.
"""

# Made by `errbook build python`. To change it, change the catalog, and build it again.

from __future__ import annotations

from errbook.encode import json_text as _json
from errbook.encode import shown as _shown
from errbook.problem import PLAIN as _PLAIN
from errbook.problem import ClientProblem as _ClientProblem
from errbook.problem import Problem as _Problem
from errbook.problem import ServerProblem as _ServerProblem
from errbook.problem import request_id as _request_id

from . import Error as _Parent

TYPE_CHECKING = False


class Error(_Parent):
    """Any error of Capacity."""


class DeploymentOffline(Error, _ServerProblem):
    """The host name leads to a deployment that was stopped, and that nothing will
    start by itself.

    - A preview deployment was stopped, by `deployments.stopDeployment` or because
      nobody had used it for a while.
    - The address contains a commit or the ID of a deployment. Such a name is tied
      to one version for good, and that version was stopped some time after its
      successor went live.
    - The link is from a pull request that was merged long ago.
    - The workspace gave up its plan for Compute, and all of its deployments were
      taken down.

    HTTP 503 Service Unavailable. https://unkey.com/docs/errors/frontline/capacity/deployment_offline
    """

    code = "err:frontline:capacity:deployment_offline"
    status = 503
    title = "Service Unavailable"
    type = "https://unkey.com/docs/errors/frontline/capacity/deployment_offline"
    retryable = False
    _arguments = ("deployment_id", "hostname")
    _members = (("hostname", "hostname", "string"),)

    if TYPE_CHECKING:
        hostname: str
        """The host name that the request was sent to."""

        deployment_id: str
        """The ID of the deployment, for the customer and the operator; it goes to the logs
        only.
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
        return f"The deployment behind {_shown(self.hostname)} is stopped."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":503,"title":"Service Unavailable","type":"https://unkey.com/docs/errors/frontline/capacity/deployment_offline","hostname":{_json(self.hostname)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            hostname = _own["hostname"]
            _id = _request_id.get()
            if len(_own) == 2 and type(_id) is str and type(hostname) is str:
                _values = (_id + hostname).encode()
                if len(_values) <= 8084 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The deployment behind {hostname} is stopped.","status":503,"title":"Service Unavailable","type":"https://unkey.com/docs/errors/frontline/capacity/deployment_offline","hostname":"{hostname}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class NoRunningInstances(Error, _ServerProblem):
    """The deployment is meant to run, and at this moment not one of its instances is
    up in any region.

    - The deployment has just been created or started, and its first instance is
      still coming up.
    - The only instance is being replaced, and there is no second one to take over
      meanwhile.
    - The process ends right after its start: a variable of the environment is
      missing, a migration fails, the image is for another processor.
    - The health check never passes. It asks for a path that does not exist, or for
      a database that the instance cannot reach.
    - Each instance needs more memory than it may have, and is killed with exit code
      137.

    HTTP 503 Service Unavailable. https://unkey.com/docs/errors/frontline/capacity/no_running_instances
    """

    code = "err:frontline:capacity:no_running_instances"
    status = 503
    title = "Service Unavailable"
    type = "https://unkey.com/docs/errors/frontline/capacity/no_running_instances"
    retryable = True
    _arguments = ("deployment_id", "hostname")
    _members = (("hostname", "hostname", "string"),)

    if TYPE_CHECKING:
        hostname: str
        """The host name that the request was sent to."""

        deployment_id: str
        """Which deployment the host name led to; the customer finds it under this ID.
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
        return (
            f"No instance of the deployment behind {_shown(self.hostname)} is running."
        )

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":503,"title":"Service Unavailable","type":"https://unkey.com/docs/errors/frontline/capacity/no_running_instances","hostname":{_json(self.hostname)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            hostname = _own["hostname"]
            _id = _request_id.get()
            if len(_own) == 2 and type(_id) is str and type(hostname) is str:
                _values = (_id + hostname).encode()
                if len(_values) <= 8076 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"No instance of the deployment behind {hostname} is running.","status":503,"title":"Service Unavailable","type":"https://unkey.com/docs/errors/frontline/capacity/no_running_instances","hostname":"{hostname}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class SpendLimitReached(Error, _ClientProblem):
    """The owner of the deployment has set a monthly budget that stops everything, and
    it is spent.

    - Traffic grew, and the budget is still the one of the first month.
    - One app used up what was meant for all: a loop, a crawler, or a preview that
      nobody switched off.
    - The budget is as intended, and the month is not over.
    - A client takes the 402 for a bill of its own and sends its user to a payment
      page.

    HTTP 402 Payment Required. https://unkey.com/docs/errors/frontline/capacity/spend_limit_reached
    """

    code = "err:frontline:capacity:spend_limit_reached"
    status = 402
    title = "Payment Required"
    type = "https://unkey.com/docs/errors/frontline/capacity/spend_limit_reached"
    retryable = False
    _arguments = ("hostname", "workspace_id")
    _members = (("hostname", "hostname", "string"),)

    if TYPE_CHECKING:
        hostname: str
        """The host name that the request was sent to."""

        workspace_id: str
        """The workspace whose budget is spent. Callers are not told."""

        def __init__(
            self,
            *,
            hostname: str,
            workspace_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        hostname = None
        workspace_id = None

        def __init__(self, /, *args, **given):
            try:
                given["hostname"]
                given["workspace_id"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The deployment behind {_shown(self.hostname)} is paused: its owner's spend limit is reached."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":402,"title":"Payment Required","type":"https://unkey.com/docs/errors/frontline/capacity/spend_limit_reached","hostname":{_json(self.hostname)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            hostname = _own["hostname"]
            _id = _request_id.get()
            if len(_own) == 2 and type(_id) is str and type(hostname) is str:
                _values = (_id + hostname).encode()
                if len(_values) <= 8068 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The deployment behind {hostname} is paused: its owner\'s spend limit is reached.","status":402,"title":"Payment Required","type":"https://unkey.com/docs/errors/frontline/capacity/spend_limit_reached","hostname":"{hostname}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)
