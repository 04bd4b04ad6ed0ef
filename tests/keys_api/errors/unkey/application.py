"""Application: its errors.

The root key is in order. What stands in the way is the content of the body, a
setting or the state of the record that the operation works on, such as a
deployment, or a fault of Unkey itself.
"""

# Made by `errbook build python`. To change it, change the catalog, and build it again.

from __future__ import annotations

from errbook.encode import json_text as _json
from errbook.encode import shown as _shown
from errbook.problem import PLAIN as _PLAIN
from errbook.problem import ClientProblem as _ClientProblem
from errbook.problem import Problem as _Problem
from errbook.problem import ServerProblem as _ServerProblem
from errbook.problem import header_value as _header
from errbook.problem import request_id as _request_id

from . import Error as _Parent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal as _Literal
    from typing import NotRequired as _NotRequired
    from typing import TypedDict as _TypedDict

    DeploymentIsProduction_variant = _Literal["stop", "start"]

    DeploymentNotReady_deployment_status = _Literal[
        "pending",
        "starting",
        "building",
        "deploying",
        "network",
        "finalizing",
        "failed",
        "skipped",
        "awaiting_approval",
        "stopped",
        "superseded",
        "cancelled",
    ]

    DeploymentNotReady_variant = _Literal["not_ready", "shutting_down"]

    class InvalidInput_errors(_TypedDict):
        location: str
        message: str
        fix: _NotRequired[str]

    PreconditionFailed_variant = _Literal[
        "encryption_not_enabled",
        "ratelimit_not_defined",
        "keys_not_enabled",
        "repository_not_connected",
    ]


class Error(_Parent):
    """Any error of Application."""


class AssertionFailed(Error, _ServerProblem):
    """Unkey found its own data in a state that its code rules out, and stopped there.

    - One record is damaged. Every request that touches it fails, and all others
      work.
    - A release of Unkey expects something that older records lack. One operation
      fails for what you created long ago, and works for what is new.
    - The same operation fails for all records, since the hour of a release.

    HTTP 500 Internal Server Error. https://unkey.com/docs/errors/unkey/application/assertion_failed
    """

    code = "err:unkey:application:assertion_failed"
    status = 500
    title = "Internal Server Error"
    type = "https://unkey.com/docs/errors/unkey/application/assertion_failed"
    retryable = False

    if TYPE_CHECKING:

        def __init__(self, *, instance: str | None = None) -> None: ...
    else:

        def __init__(self, /, *args, **given):
            if args or given:
                self._take(args, given)

    def _detail(self) -> str:
        return "Unkey stopped because its data is not in a state that it expects. We have been told."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"Unkey stopped because its data is not in a state that it expects. We have been told.","status":500,"title":"Internal Server Error","type":"https://unkey.com/docs/errors/unkey/application/assertion_failed"}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 0 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16134 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"Unkey stopped because its data is not in a state that it expects. We have been told.","status":500,"title":"Internal Server Error","type":"https://unkey.com/docs/errors/unkey/application/assertion_failed"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class DeploymentIsCurrent(Error, _ClientProblem):
    """The deployment is live already, so there is nothing to promote or to roll back
    to.

    - A pipeline promotes what it has deployed. The deployment went live by itself
      when it became ready, as production deployments do.
    - The first attempt worked, its answer was lost, and this is the retry.
    - A rollback names the deployment that is to be left. `rollbackDeployment` wants
      the one to go back to.

    HTTP 412 Precondition Failed. https://unkey.com/docs/errors/unkey/application/deployment_is_current
    """

    code = "err:unkey:application:deployment_is_current"
    status = 412
    title = "Precondition Failed"
    type = "https://unkey.com/docs/errors/unkey/application/deployment_is_current"
    retryable = False
    _arguments = ("deployment_id",)
    _members = (("deploymentId", "deployment_id", "string"),)

    if TYPE_CHECKING:
        deployment_id: str
        """The ID of the deployment that the request is about."""

        def __init__(
            self,
            *,
            deployment_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        deployment_id = None

        def __init__(self, /, *args, **given):
            try:
                given["deployment_id"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The deployment {_shown(self.deployment_id)} is already the current deployment of its app."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/application/deployment_is_current","deploymentId":{_json(self.deployment_id)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            deployment_id = _own["deployment_id"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(deployment_id) is str:
                _values = (_id + deployment_id).encode()
                if len(_values) <= 8068 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The deployment {deployment_id} is already the current deployment of its app.","status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/application/deployment_is_current","deploymentId":"{deployment_id}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class DeploymentIsProduction(Error, _ClientProblem):
    """Deployments of production are not stopped or started by hand, and this is one of
    them.

    - A clean-up meant for previews went over all deployments of the app.
    - A faulty release is live and should be off at once.
    - An older version was replaced and is stopped; starting it was to bring it
      back.
    - The whole app is to go, and stopping looked like the first step.

    HTTP 412 Precondition Failed. https://unkey.com/docs/errors/unkey/application/deployment_is_production
    """

    code = "err:unkey:application:deployment_is_production"
    status = 412
    title = "Precondition Failed"
    type = "https://unkey.com/docs/errors/unkey/application/deployment_is_production"
    retryable = False
    variants = ("stop", "start")
    _arguments = ("deployment_id",)
    _members = (("deploymentId", "deployment_id", "string"),)

    if TYPE_CHECKING:
        deployment_id: str
        """The ID of the deployment that the request is about."""

        def __init__(
            self,
            *,
            variant: DeploymentIsProduction_variant,
            deployment_id: str,
            instance: str | None = None,
        ) -> None: ...

        @property
        def variant(self) -> DeploymentIsProduction_variant: ...
    else:
        deployment_id = None

    def _detail(self) -> str:
        if self.variant == "stop":
            return f"The deployment {_shown(self.deployment_id)} is in production and cannot be stopped."
        return f"The deployment {_shown(self.deployment_id)} is in production and cannot be started."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/application/deployment_is_production","deploymentId":{_json(self.deployment_id)}}}}}'


class DeploymentIsStopping(Error, _ClientProblem):
    """The deployment is being stopped already, and a second request adds nothing.

    - A retry after a timeout, though the first request had arrived.
    - Two clean-up jobs went through the same list.
    - It was picked because its status was `ready`, which it stays until the last
      instance ends.
    - You have changed your mind, and it should go on running.

    HTTP 412 Precondition Failed. https://unkey.com/docs/errors/unkey/application/deployment_is_stopping
    """

    code = "err:unkey:application:deployment_is_stopping"
    status = 412
    title = "Precondition Failed"
    type = "https://unkey.com/docs/errors/unkey/application/deployment_is_stopping"
    retryable = False
    _arguments = ("deployment_id",)
    _members = (("deploymentId", "deployment_id", "string"),)

    if TYPE_CHECKING:
        deployment_id: str
        """The ID of the deployment that the request is about."""

        def __init__(
            self,
            *,
            deployment_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        deployment_id = None

        def __init__(self, /, *args, **given):
            try:
                given["deployment_id"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The deployment {_shown(self.deployment_id)} is already stopping."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/application/deployment_is_stopping","deploymentId":{_json(self.deployment_id)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            deployment_id = _own["deployment_id"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(deployment_id) is str:
                _values = (_id + deployment_id).encode()
                if len(_values) <= 8080 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The deployment {deployment_id} is already stopping.","status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/application/deployment_is_stopping","deploymentId":"{deployment_id}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class DeploymentNoCurrent(Error, _ClientProblem):
    """The app has nothing live yet, so there is no deployment to take over from.

    - A pipeline promotes as its last step, and this is the app's first release. The
      deployment was just about to go live by itself.
    - The first deployment became ready, and its last step, in which it goes live,
      failed.

    HTTP 412 Precondition Failed. https://unkey.com/docs/errors/unkey/application/deployment_no_current
    """

    code = "err:unkey:application:deployment_no_current"
    status = 412
    title = "Precondition Failed"
    type = "https://unkey.com/docs/errors/unkey/application/deployment_no_current"
    retryable = False
    _arguments = ("app", "deployment_id")
    _members = (("app", "app", "string"), ("deploymentId", "deployment_id", "string"))

    if TYPE_CHECKING:
        app: str
        """The slug of the app that the deployment belongs to."""

        deployment_id: str
        """The ID of the deployment that the request is about."""

        def __init__(
            self,
            *,
            app: str,
            deployment_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        app = None
        deployment_id = None

        def __init__(self, /, *args, **given):
            try:
                given["app"]
                given["deployment_id"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The app {_shown(self.app)} has no current deployment that {_shown(self.deployment_id)} could replace."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/application/deployment_no_current","app":{_json(self.app)},"deploymentId":{_json(self.deployment_id)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            app = _own["app"]
            deployment_id = _own["deployment_id"]
            _id = _request_id.get()
            if (
                len(_own) == 2
                and type(_id) is str
                and type(app) is str
                and type(deployment_id) is str
            ):
                _values = (_id + app + deployment_id).encode()
                if len(_values) <= 8066 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The app {app} has no current deployment that {deployment_id} could replace.","status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/application/deployment_no_current","app":"{app}","deploymentId":"{deployment_id}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class DeploymentNotProduction(Error, _ClientProblem):
    """Only deployments of production can be promoted or rolled back to, and this is a
    preview.

    - A preview has been approved, and was to go live as it is.
    - The pipeline stores one deployment ID for both stages, and the preview came
      last.
    - The branch was pushed for production. Yet the app takes another branch as its
      default, so the push made a preview.

    HTTP 412 Precondition Failed. https://unkey.com/docs/errors/unkey/application/deployment_not_production
    """

    code = "err:unkey:application:deployment_not_production"
    status = 412
    title = "Precondition Failed"
    type = "https://unkey.com/docs/errors/unkey/application/deployment_not_production"
    retryable = False
    _arguments = ("deployment_id", "environment")
    _members = (
        ("deploymentId", "deployment_id", "string"),
        ("environment", "environment", "string"),
    )

    if TYPE_CHECKING:
        deployment_id: str
        """The ID of the deployment that the request is about."""

        environment: str
        """The slug of the environment that the deployment is in."""

        def __init__(
            self,
            *,
            deployment_id: str,
            environment: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        deployment_id = None
        environment = None

        def __init__(self, /, *args, **given):
            try:
                given["deployment_id"]
                given["environment"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The deployment {_shown(self.deployment_id)} is in the environment {_shown(self.environment)}; only production deployments can be promoted or rolled back to."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/application/deployment_not_production","deploymentId":{_json(self.deployment_id)},"environment":{_json(self.environment)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            deployment_id = _own["deployment_id"]
            environment = _own["environment"]
            _id = _request_id.get()
            if (
                len(_own) == 2
                and type(_id) is str
                and type(deployment_id) is str
                and type(environment) is str
            ):
                _values = (_id + deployment_id + environment).encode()
                if len(_values) <= 8037 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The deployment {deployment_id} is in the environment {environment}; only production deployments can be promoted or rolled back to.","status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/application/deployment_not_production","deploymentId":"{deployment_id}","environment":"{environment}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class DeploymentNotReady(Error, _ClientProblem):
    """The deployment that should take over production traffic is not able to serve
    any.

    - A pipeline promotes right after `deployments.createDeployment`. That answers
      as soon as the deployment is on record, minutes before it is built.
    - The build or the health check failed, so the deployment will never be ready.
    - A fault shows an hour after the release, and the deployment from before has
      been shut down in the meantime.
    - The version from before the fault is `stopped`, and so is everything older.
    - It waits for an approval, as deployments from forks do.

    HTTP 412 Precondition Failed. https://unkey.com/docs/errors/unkey/application/deployment_not_ready
    """

    code = "err:unkey:application:deployment_not_ready"
    status = 412
    title = "Precondition Failed"
    type = "https://unkey.com/docs/errors/unkey/application/deployment_not_ready"
    retryable = False
    variants = ("not_ready", "shutting_down")
    _arguments = ("deployment_id", "deployment_status")
    _optional = ("deployment_status",)
    _members = (
        ("deploymentId", "deployment_id", "string"),
        ("deploymentStatus", "deployment_status", "string"),
    )

    if TYPE_CHECKING:
        deployment_id: str
        """The ID of the deployment that the request is about."""

        deployment_status: DeploymentNotReady_deployment_status | None
        """How far the deployment has got."""

        def __init__(
            self,
            *,
            variant: DeploymentNotReady_variant,
            deployment_id: str,
            deployment_status: DeploymentNotReady_deployment_status | None = None,
            instance: str | None = None,
        ) -> None: ...

        @property
        def variant(self) -> DeploymentNotReady_variant: ...
    else:
        deployment_id = None
        deployment_status = None

    def _detail(self) -> str:
        if self.variant == "not_ready":
            return f"The deployment {_shown(self.deployment_id)} is {_shown(self.deployment_status)}, and has to be ready."
        return f"The deployment {_shown(self.deployment_id)} is shutting down and cannot take traffic any more."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        deployment_status = ""
        if self.deployment_status is not None:
            deployment_status = f',"deploymentStatus":{_json(self.deployment_status)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/application/deployment_not_ready","deploymentId":{_json(self.deployment_id)}{deployment_status}}}}}'


class DeploymentNotRunning(Error, _ClientProblem):
    """The deployment cannot be stopped, as it does not run.

    - It was stopped already, by an earlier run of the clean-up, or by the platform,
      which stops preview deployments that get no requests.
    - It failed and never ran. There is nothing of it that could be stopped.
    - A pull request was closed while its preview was still being built, and the
      clean-up came before the deployment was up.

    HTTP 412 Precondition Failed. https://unkey.com/docs/errors/unkey/application/deployment_not_running
    """

    code = "err:unkey:application:deployment_not_running"
    status = 412
    title = "Precondition Failed"
    type = "https://unkey.com/docs/errors/unkey/application/deployment_not_running"
    retryable = False
    _arguments = ("deployment_id", "deployment_status")
    _members = (
        ("deploymentId", "deployment_id", "string"),
        ("deploymentStatus", "deployment_status", "string"),
    )

    if TYPE_CHECKING:
        deployment_id: str
        """The ID of the deployment that the request is about."""

        deployment_status: str
        """What the deployment is instead of ready."""

        def __init__(
            self,
            *,
            deployment_id: str,
            deployment_status: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        deployment_id = None
        deployment_status = None

        def __init__(self, /, *args, **given):
            try:
                given["deployment_id"]
                given["deployment_status"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The deployment {_shown(self.deployment_id)} is {_shown(self.deployment_status)}; only a running one can be stopped."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/application/deployment_not_running","deploymentId":{_json(self.deployment_id)},"deploymentStatus":{_json(self.deployment_status)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            deployment_id = _own["deployment_id"]
            deployment_status = _own["deployment_status"]
            _id = _request_id.get()
            if (
                len(_own) == 2
                and type(_id) is str
                and type(deployment_id) is str
                and type(deployment_status) is str
            ):
                _values = (_id + deployment_id + deployment_status).encode()
                if len(_values) <= 8059 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The deployment {deployment_id} is {deployment_status}; only a running one can be stopped.","status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/application/deployment_not_running","deploymentId":"{deployment_id}","deploymentStatus":"{deployment_status}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class DeploymentNotStopped(Error, _ClientProblem):
    """The deployment cannot be started, because nobody has stopped it.

    - A visitor woke the deployment, or a colleague did, before your request
      arrived.
    - It is `ready` and answers nobody, and starting it was meant to restart it.
    - It is `failed`. A deployment that never came up was never stopped either.
    - It was created a moment ago, and is on its way without any starting.

    HTTP 412 Precondition Failed. https://unkey.com/docs/errors/unkey/application/deployment_not_stopped
    """

    code = "err:unkey:application:deployment_not_stopped"
    status = 412
    title = "Precondition Failed"
    type = "https://unkey.com/docs/errors/unkey/application/deployment_not_stopped"
    retryable = False
    _arguments = ("deployment_id",)
    _members = (("deploymentId", "deployment_id", "string"),)

    if TYPE_CHECKING:
        deployment_id: str
        """The ID of the deployment that the request is about."""

        def __init__(
            self,
            *,
            deployment_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        deployment_id = None

        def __init__(self, /, *args, **given):
            try:
                given["deployment_id"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The deployment {_shown(self.deployment_id)} is not stopped, so there is nothing to start."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/application/deployment_not_stopped","deploymentId":{_json(self.deployment_id)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            deployment_id = _own["deployment_id"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(deployment_id) is str:
                _values = (_id + deployment_id).encode()
                if len(_values) <= 8067 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The deployment {deployment_id} is not stopped, so there is nothing to start.","status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/application/deployment_not_stopped","deploymentId":"{deployment_id}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class InvalidEnvironmentSettings(Error, _ClientProblem):
    """The environment is not set up so that a deployment could run in it.

    - The environment has no region, or its only one takes no deployments any more.
    - Memory or CPU is zero, or the port is none, in settings that a script has
      written.
    - Production was set up with care, and preview never was. Each environment has
      settings of its own.

    HTTP 400 Bad Request. https://unkey.com/docs/errors/unkey/application/invalid_environment_settings
    """

    code = "err:unkey:application:invalid_environment_settings"
    status = 400
    title = "Bad Request"
    type = (
        "https://unkey.com/docs/errors/unkey/application/invalid_environment_settings"
    )
    retryable = False
    _arguments = ("environment", "problems")
    _members = (
        ("environment", "environment", "string"),
        ("problems", "problems", ["string"]),
    )

    if TYPE_CHECKING:
        environment: str
        """The slug of the environment that was to be deployed to."""

        problems: list[str]
        """Everything about the environment that stands against a deployment."""

        def __init__(
            self,
            *,
            environment: str,
            problems: list[str],
            instance: str | None = None,
        ) -> None: ...
    else:
        environment = None
        problems = None

        def __init__(self, /, *args, **given):
            try:
                given["environment"]
                given["problems"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The environment {_shown(self.environment)} cannot be deployed: {_shown(self.problems)}."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/unkey/application/invalid_environment_settings","environment":{_json(self.environment)},"problems":{_json(self.problems)}}}}}'


class InvalidInput(Error, _ClientProblem):
    """The body breaks a rule of the operation, and the error lists each field that
    does.

    - A value has the wrong type, such as `"60000"` for a number or a date where
      milliseconds go.
    - A required field is missing because a variable was undefined and JSON dropped
      it.
    - The body still has fields of version 1: `ownerId`, `remaining` and `ratelimit`
      are now `externalId`, `credits` and `ratelimits`, and unknown names are
      refused.
    - Two fields contradict or miss each other: `credits.refill` without
      `credits.remaining`, a monthly refill without its day, or an increment of
      credits without a value.
    - The body is empty, or no JSON, since the values went into the query string or
      a form.

    HTTP 400 Bad Request. https://unkey.com/docs/errors/unkey/application/invalid_input
    """

    code = "err:unkey:application:invalid_input"
    status = 400
    title = "Bad Request"
    type = "https://unkey.com/docs/errors/unkey/application/invalid_input"
    retryable = False
    _arguments = ("errors", "schema_url")
    _optional = ("schema_url",)
    _members = (
        (
            "errors",
            "errors",
            [{"location": "string", "message": "string", "fix": "string"}],
        ),
        ("schema", "schema_url", "string"),
    )

    if TYPE_CHECKING:
        errors: list[InvalidInput_errors]
        """Every rule that the body breaks, one entry for each."""

        schema_url: str | None
        """Where the schema of the body can be read."""

        def __init__(
            self,
            *,
            errors: list[InvalidInput_errors],
            schema_url: str | None = None,
            instance: str | None = None,
        ) -> None: ...
    else:
        errors = None
        schema_url = None

    def _detail(self) -> str:
        return "The body breaks the rules of this operation. The list of errors says where, and how."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        schema_url = ""
        if self.schema_url is not None:
            schema_url = f',"schema":{_json(self.schema_url)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"The body breaks the rules of this operation. The list of errors says where, and how.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/unkey/application/invalid_input","errors":{_json(self.errors)}{schema_url}}}}}'


class PreconditionFailed(Error, _ClientProblem):
    """The request is valid, and relies on a setting that has not been made.

    - `keys.createKey` with `recoverable: true`, or `keys.getKey` with `decrypt:
      true`, for an API that stores hashes only. A new API starts out like that.
    - A prototype asked for recoverable keys, and nothing in the product ever reads
      one back.
    - `keys.verifyKey` names a rate limit that the key does not have: a typing
      error, or a key created before the limit was introduced.
    - A limit is meant for one endpoint and all keys alike, so no single key defines
      it.
    - The API was made for something else and got no key space, which old APIs can
      lack.
    - `deployments.createDeployment` with `git`, for an app that was only deployed
      from images so far, or whose repository has been disconnected.

    HTTP 412 Precondition Failed. https://unkey.com/docs/errors/unkey/application/precondition_failed
    """

    code = "err:unkey:application:precondition_failed"
    status = 412
    title = "Precondition Failed"
    type = "https://unkey.com/docs/errors/unkey/application/precondition_failed"
    retryable = False
    variants = (
        "encryption_not_enabled",
        "ratelimit_not_defined",
        "keys_not_enabled",
        "repository_not_connected",
    )
    _arguments = ("api_id", "app", "key_id", "ratelimit_name")
    _optional = ("api_id", "app", "key_id", "ratelimit_name")
    _members = (
        ("apiId", "api_id", "string"),
        ("keyId", "key_id", "string"),
        ("ratelimitName", "ratelimit_name", "string"),
        ("app", "app", "string"),
    )

    if TYPE_CHECKING:
        api_id: str | None
        """The ID of the API that the request named."""

        key_id: str | None
        """The ID of the key that was being verified."""

        ratelimit_name: str | None
        """The name of the rate limit that the request asked to check."""

        app: str | None
        """The app that was to be deployed, by its slug or its ID."""

        def __init__(
            self,
            *,
            variant: PreconditionFailed_variant,
            api_id: str | None = None,
            key_id: str | None = None,
            ratelimit_name: str | None = None,
            app: str | None = None,
            instance: str | None = None,
        ) -> None: ...

        @property
        def variant(self) -> PreconditionFailed_variant: ...
    else:
        api_id = None
        key_id = None
        ratelimit_name = None
        app = None

    def _detail(self) -> str:
        if self.variant == "encryption_not_enabled":
            return f"The API {_shown(self.api_id)} does not keep its keys in recoverable form."
        if self.variant == "ratelimit_not_defined":
            return f"The key {_shown(self.key_id)} and its identity have no rate limit named {_shown(self.ratelimit_name)}."
        if self.variant == "keys_not_enabled":
            return f"The API {_shown(self.api_id)} has no key space, so it cannot hold keys."
        return f"The app {_shown(self.app)} has no connected repository to build from."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        api_id = ""
        if self.api_id is not None:
            api_id = f',"apiId":{_json(self.api_id)}'
        key_id = ""
        if self.key_id is not None:
            key_id = f',"keyId":{_json(self.key_id)}'
        ratelimit_name = ""
        if self.ratelimit_name is not None:
            ratelimit_name = f',"ratelimitName":{_json(self.ratelimit_name)}'
        app = ""
        if self.app is not None:
            app = f',"app":{_json(self.app)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/application/precondition_failed"{api_id}{key_id}{ratelimit_name}{app}}}}}'


class ProtectedResource(Error, _ClientProblem):
    """The record is protected against deletion, and was not deleted.

    - A script tidies up test APIs, and was pointed at the workspace of production.
    - The API has been replaced, its keys are gone, and nobody thought of the
      protection.
    - Only some of its keys were meant to go.

    HTTP 412 Precondition Failed. https://unkey.com/docs/errors/unkey/application/protected_resource
    """

    code = "err:unkey:application:protected_resource"
    status = 412
    title = "Resource is protected"
    type = "https://unkey.com/docs/errors/unkey/application/protected_resource"
    retryable = False
    _arguments = ("api_id",)
    _members = (("apiId", "api_id", "string"),)

    if TYPE_CHECKING:
        api_id: str
        """The ID of the API that the request named."""

        def __init__(self, *, api_id: str, instance: str | None = None) -> None: ...
    else:
        api_id = None

        def __init__(self, /, *args, **given):
            try:
                given["api_id"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The API {_shown(self.api_id)} is protected against deletion."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":412,"title":"Resource is protected","type":"https://unkey.com/docs/errors/unkey/application/protected_resource","apiId":{_json(self.api_id)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            api_id = _own["api_id"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(api_id) is str:
                _values = (_id + api_id).encode()
                if len(_values) <= 8083 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The API {api_id} is protected against deletion.","status":412,"title":"Resource is protected","type":"https://unkey.com/docs/errors/unkey/application/protected_resource","apiId":"{api_id}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class ServiceUnavailable(Error, _ServerProblem):
    """Unkey is up, and something that it needs for this operation cannot be reached
    for now.

    - The database is being moved or restarted, which takes seconds.
    - Somebody changes very many records at once, and others have to wait for it.
    - A region is disturbed. It lasts for minutes, and is announced.

    HTTP 503 Service Unavailable. https://unkey.com/docs/errors/unkey/application/service_unavailable
    """

    code = "err:unkey:application:service_unavailable"
    status = 503
    title = "Service Unavailable"
    type = "https://unkey.com/docs/errors/unkey/application/service_unavailable"
    retryable = True
    _arguments = ("retry_after",)
    _members = (("retryAfter", "retry_after", "integer"),)
    _declared_headers = ("Retry-After",)

    if TYPE_CHECKING:
        retry_after: int
        """In how many seconds a request can succeed again."""

        def __init__(
            self,
            *,
            retry_after: int,
            instance: str | None = None,
        ) -> None: ...
    else:
        retry_after = None

        def __init__(self, /, *args, **given):
            try:
                given["retry_after"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The operation cannot be carried out for now. Try again in {_shown(self.retry_after)} seconds."

    def _headers(self) -> dict[str, str]:
        _headers: dict[str, str] = {}
        if self.retry_after is not None:
            _value = f"{_shown(self.retry_after)}"
            _headers["Retry-After"] = _header(_value)
        return _headers

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":503,"title":"Service Unavailable","type":"https://unkey.com/docs/errors/unkey/application/service_unavailable","retryAfter":{_json(self.retry_after)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            retry_after = _own["retry_after"]
            _id = _request_id.get()
            if (
                len(_own) == 1
                and type(_id) is str
                and type(retry_after) is int
                and retry_after.bit_length() < 64
            ):
                _values = (_id).encode()
                if len(_values) <= 16096 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The operation cannot be carried out for now. Try again in {retry_after} seconds.","status":503,"title":"Service Unavailable","type":"https://unkey.com/docs/errors/unkey/application/service_unavailable","retryAfter":{retry_after}}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class UnexpectedError(Error, _ServerProblem):
    """Something in Unkey failed that nobody had foreseen.

    - A defect in Unkey, often one that came with a release in the last hours.
    - Two changes of the same record met in a way that the code does not provide
      for.

    HTTP 500 Internal Server Error. https://unkey.com/docs/errors/unkey/application/unexpected_error
    """

    code = "err:unkey:application:unexpected_error"
    status = 500
    title = "Internal Server Error"
    type = "https://unkey.com/docs/errors/unkey/application/unexpected_error"
    retryable = True

    if TYPE_CHECKING:

        def __init__(self, *, instance: str | None = None) -> None: ...
    else:

        def __init__(self, /, *args, **given):
            if args or given:
                self._take(args, given)

    def _detail(self) -> str:
        return "Something went wrong on our side. We can find out what with the ID of this request."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"Something went wrong on our side. We can find out what with the ID of this request.","status":500,"title":"Internal Server Error","type":"https://unkey.com/docs/errors/unkey/application/unexpected_error"}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 0 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16135 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"Something went wrong on our side. We can find out what with the ID of this request.","status":500,"title":"Internal Server Error","type":"https://unkey.com/docs/errors/unkey/application/unexpected_error"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)
