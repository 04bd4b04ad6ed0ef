"""Data: its errors.

The request named a record, from a key or a role to a project or a domain, and
that record is not in the state the operation needs: it is absent, there
already, or gone for good. A record of another workspace counts as absent, so
these errors never tell what other workspaces hold.
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
    from datetime import datetime as _datetime
    from typing import Literal as _Literal

    AnalyticsNotConfigured_variant = _Literal["workspace", "instance"]


class Error(_Parent):
    """Any error of Data."""


class AnalyticsConnectionFailed(Error, _ServerProblem):
    """Unkey could not connect to the database that holds the analytics of your
    workspace.

    - The analytics database is being restarted or moved.
    - The network between a region of Unkey and the database is disturbed. Some of
      your queries get through, others do not.
    - What Unkey has stored to log your workspace in is not accepted any more, for
      instance after analytics was set up anew. Every query fails, and others see
      nothing.

    HTTP 503 Service Unavailable. https://unkey.com/docs/errors/unkey/data/analytics_connection_failed
    """

    code = "err:unkey:data:analytics_connection_failed"
    status = 503
    title = "Service Unavailable"
    type = "https://unkey.com/docs/errors/unkey/data/analytics_connection_failed"
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
        return f"The analytics database cannot be reached for now. Try again in {_shown(self.retry_after)} seconds."

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
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":503,"title":"Service Unavailable","type":"https://unkey.com/docs/errors/unkey/data/analytics_connection_failed","retryAfter":{_json(self.retry_after)}}}}}'

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
                if len(_values) <= 16090 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The analytics database cannot be reached for now. Try again in {retry_after} seconds.","status":503,"title":"Service Unavailable","type":"https://unkey.com/docs/errors/unkey/data/analytics_connection_failed","retryAfter":{retry_after}}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class AnalyticsNotConfigured(Error, _ClientProblem):
    """Analytics has not been set up for the workspace, so there is nothing to query.

    - The workspace has never asked for analytics, and the first query is being
      tried out.
    - Analytics was set up for the workspace of production, and staging or a
      developer's workspace runs the same code.
    - The company moved to a new workspace, and the access has stayed with the old
      one.
    - You run Unkey yourselves, and gave it no ClickHouse to connect to.

    HTTP 412 Precondition Failed. https://unkey.com/docs/errors/unkey/data/analytics_not_configured
    """

    code = "err:unkey:data:analytics_not_configured"
    status = 412
    title = "Precondition Failed"
    type = "https://unkey.com/docs/errors/unkey/data/analytics_not_configured"
    retryable = False
    variants = ("workspace", "instance")
    _arguments = ("workspace_id",)
    _optional = ("workspace_id",)
    _members = (("workspaceId", "workspace_id", "string"),)

    if TYPE_CHECKING:
        workspace_id: str | None
        """The ID of the workspace that the root key acts for."""

        def __init__(
            self,
            *,
            variant: AnalyticsNotConfigured_variant,
            workspace_id: str | None = None,
            instance: str | None = None,
        ) -> None: ...

        @property
        def variant(self) -> AnalyticsNotConfigured_variant: ...
    else:
        workspace_id = None

    def _detail(self) -> str:
        if self.variant == "workspace":
            return f"Analytics is not set up for the workspace {_shown(self.workspace_id)}."
        return "This installation of Unkey runs without an analytics database."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        workspace_id = ""
        if self.workspace_id is not None:
            workspace_id = f',"workspaceId":{_json(self.workspace_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":412,"title":"Precondition Failed","type":"https://unkey.com/docs/errors/unkey/data/analytics_not_configured"{workspace_id}}}}}'


class ApiNotFound(Error, _ClientProblem):
    """The workspace of the root key has no API with the ID that the request named.

    - The name of the API was sent in place of its ID. A name such as `payments_api`
      looks enough like an ID to pass validation, and then matches nothing.
    - The API was deleted. Its keys went with it, and no longer verify either.
    - The ID comes from one workspace and the root key from another, typically after
      a deployment took over one environment variable and not the other.
    - The root key's permissions are limited to other APIs, as in
      `api.api_1234.create_key`, and the request is a `keys.createKey` for an API
      that is not among them.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/api_not_found
    """

    code = "err:unkey:data:api_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/api_not_found"
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
        return f"The API {_shown(self.api_id)} does not exist, or was deleted."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/api_not_found","apiId":{_json(self.api_id)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            api_id = _own["api_id"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(api_id) is str:
                _values = (_id + api_id).encode()
                if len(_values) <= 8094 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The API {api_id} does not exist, or was deleted.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/api_not_found","apiId":"{api_id}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class AppAlreadyExists(Error, _ClientProblem):
    """The project already has an app with the slug that this one was to get.

    - A set-up script ran again, and its first run had got as far as the app.
    - The earlier attempt created the app and then failed to connect the repository.
      An app without a repository is what it left.
    - A monorepo is split into several apps, and a template gives each the
      repository's name.
    - An app is renamed to a slug that a colleague chose last week.

    HTTP 409 Conflict. https://unkey.com/docs/errors/unkey/data/app_already_exists
    """

    code = "err:unkey:data:app_already_exists"
    status = 409
    title = "Conflicting Resource"
    type = "https://unkey.com/docs/errors/unkey/data/app_already_exists"
    retryable = False
    _arguments = ("project", "slug")
    _members = (("slug", "slug", "string"), ("project", "project", "string"))

    if TYPE_CHECKING:
        slug: str
        """The slug that another app of the project has."""

        project: str
        """The project as the request named it, by its ID or its slug."""

        def __init__(
            self,
            *,
            slug: str,
            project: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        slug = None
        project = None

        def __init__(self, /, *args, **given):
            try:
                given["slug"]
                given["project"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"An app with the slug {_shown(self.slug)} already exists in the project {_shown(self.project)}."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":409,"title":"Conflicting Resource","type":"https://unkey.com/docs/errors/unkey/data/app_already_exists","slug":{_json(self.slug)},"project":{_json(self.project)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            slug = _own["slug"]
            project = _own["project"]
            _id = _request_id.get()
            if (
                len(_own) == 2
                and type(_id) is str
                and type(slug) is str
                and type(project) is str
            ):
                _values = (_id + slug + project).encode()
                if len(_values) <= 8074 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"An app with the slug {slug} already exists in the project {project}.","status":409,"title":"Conflicting Resource","type":"https://unkey.com/docs/errors/unkey/data/app_already_exists","slug":"{slug}","project":"{project}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class AppNotFound(Error, _ClientProblem):
    """There is no app of that slug or ID in the project that the request names.

    - The slug is right, and the app is in another project. Slugs of apps count
      inside a project.
    - The name of the repository was sent. The app that is built from it has a slug
      of its own.
    - `project` has the typing error, and the error names the app.
    - The root key may deploy this app and lacks `read_app`, and the pipeline reads
      the app first.
    - The app was deleted. That takes its environments, deployments and custom
      domains along and cannot be undone.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/app_not_found
    """

    code = "err:unkey:data:app_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/app_not_found"
    retryable = False
    _arguments = ("app", "project")
    _members = (("app", "app", "string"), ("project", "project", "string"))

    if TYPE_CHECKING:
        app: str
        """The app as the request named it, by its ID or its slug."""

        project: str
        """The project as the request named it, by its ID or its slug."""

        def __init__(
            self,
            *,
            app: str,
            project: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        app = None
        project = None

        def __init__(self, /, *args, **given):
            try:
                given["app"]
                given["project"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The app {_shown(self.app)} does not exist in the project {_shown(self.project)}."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/app_not_found","app":{_json(self.app)},"project":{_json(self.project)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            app = _own["app"]
            project = _own["project"]
            _id = _request_id.get()
            if (
                len(_own) == 2
                and type(_id) is str
                and type(app) is str
                and type(project) is str
            ):
                _values = (_id + app + project).encode()
                if len(_values) <= 8089 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The app {app} does not exist in the project {project}.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/app_not_found","app":"{app}","project":"{project}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class AuditLogNotFound(Error, _ClientProblem):
    """The audit log of the workspace has no entry with that ID, or no longer.

    - A link to the entry stands in a ticket or a chat, and is older than the log
      reaches back.
    - The entry belongs to another workspace than the one that is selected.
    - The ID is that of something else: `req_…` is a request, and `key_…` the record
      that was changed.
    - The change was made seconds ago, and the log is written with a delay.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/audit_log_not_found
    """

    code = "err:unkey:data:audit_log_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/audit_log_not_found"
    retryable = False
    _arguments = ("log_id",)
    _members = (("logId", "log_id", "string"),)

    if TYPE_CHECKING:
        log_id: str
        """The ID of the entry that was asked for."""

        def __init__(self, *, log_id: str, instance: str | None = None) -> None: ...
    else:
        log_id = None

        def __init__(self, /, *args, **given):
            try:
                given["log_id"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The audit log has no entry {_shown(self.log_id)}."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/audit_log_not_found","logId":{_json(self.log_id)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            log_id = _own["log_id"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(log_id) is str:
                _values = (_id + log_id).encode()
                if len(_values) <= 8097 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The audit log has no entry {log_id}.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/audit_log_not_found","logId":"{log_id}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class DeploymentNotFound(Error, _ClientProblem):
    """No deployment of that ID is within reach of the root key.

    - A pipeline creates deployments with its root key, and its last step promotes
      one. `create_deployment` does not include `promote_deployment`.
    - `deployments.createDeployment` was to repeat a deployment of preview in
      production. The source has to be of the same app and the same environment.
    - The shell stored the whole answer, or an empty text, where the ID should be.
      `jq` prints `null` for a member that is not there.
    - The deployment belongs to an app or a project that was deleted.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/deployment_not_found
    """

    code = "err:unkey:data:deployment_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/deployment_not_found"
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
        return f"The deployment {_shown(self.deployment_id)} does not exist, or this root key may not act on it."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/deployment_not_found","deploymentId":{_json(self.deployment_id)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            deployment_id = _own["deployment_id"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(deployment_id) is str:
                _values = (_id + deployment_id).encode()
                if len(_values) <= 8074 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The deployment {deployment_id} does not exist, or this root key may not act on it.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/deployment_not_found","deploymentId":"{deployment_id}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class DomainAlreadyExists(Error, _ClientProblem):
    """The custom domain is attached to an environment of this workspace already.

    - It was attached before and is still `pending` or `failed`; the second attempt
      was meant to get verification going again.
    - The domain is to move from preview to production, or from one app to its
      successor.
    - An infrastructure script attaches all domains on every run.

    HTTP 409 Conflict. https://unkey.com/docs/errors/unkey/data/domain_already_exists
    """

    code = "err:unkey:data:domain_already_exists"
    status = 409
    title = "Conflicting Resource"
    type = "https://unkey.com/docs/errors/unkey/data/domain_already_exists"
    retryable = False
    _arguments = ("domain",)
    _members = (("domain", "domain", "string"),)

    if TYPE_CHECKING:
        domain: str
        """The custom domain in the form it is stored in, lower case and Punycode."""

        def __init__(self, *, domain: str, instance: str | None = None) -> None: ...
    else:
        domain = None

        def __init__(self, /, *args, **given):
            try:
                given["domain"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return (
            f"The domain {_shown(self.domain)} is already attached to this workspace."
        )

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":409,"title":"Conflicting Resource","type":"https://unkey.com/docs/errors/unkey/data/domain_already_exists","domain":{_json(self.domain)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            domain = _own["domain"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(domain) is str:
                _values = (_id + domain).encode()
                if len(_values) <= 8079 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The domain {domain} is already attached to this workspace.","status":409,"title":"Conflicting Resource","type":"https://unkey.com/docs/errors/unkey/data/domain_already_exists","domain":"{domain}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class DomainNotFound(Error, _ClientProblem):
    """The workspace has no custom domain of that name or ID.

    - The DNS records were moved over from another provider, and nobody has attached
      the domain here.
    - Only `example.com` is attached. It does not cover `shop.example.com`; every
      host name is a domain of its own, and there are no wildcards.
    - The name came with `https://`, a port or a path, from a variable that holds a
      URL.
    - The app that the domain led to was deleted, and the domain with it.
    - The root key has its domain permissions in preview, and the domain is attached
      to production.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/domain_not_found
    """

    code = "err:unkey:data:domain_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/domain_not_found"
    retryable = False
    _arguments = ("domain",)
    _members = (("domain", "domain", "string"),)

    if TYPE_CHECKING:
        domain: str
        """The domain as the request named it, by its host name or by its ID."""

        def __init__(self, *, domain: str, instance: str | None = None) -> None: ...
    else:
        domain = None

        def __init__(self, /, *args, **given):
            try:
                given["domain"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The domain {_shown(self.domain)} is not attached to this workspace."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/domain_not_found","domain":{_json(self.domain)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            domain = _own["domain"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(domain) is str:
                _values = (_id + domain).encode()
                if len(_values) <= 8089 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The domain {domain} is not attached to this workspace.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/domain_not_found","domain":"{domain}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class EnvironmentNotFound(Error, _ClientProblem):
    """Project, app and environment of the request do not lead to an environment
    together.

    - The pipeline deploys to `staging`, `main` or `prod`. Names of stages and
      branches from other tools are no slugs here.
    - The environment is right, and the project or the app in front of it is
      misspelled.
    - An `env_…` ID was copied from another app. All three have to belong together.
    - A domain is to be added or listed, and the root key has no permission for
      domains in this environment. These operations then hide the environment.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/environment_not_found
    """

    code = "err:unkey:data:environment_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/environment_not_found"
    retryable = False
    _arguments = ("app", "environment", "project")
    _members = (
        ("environment", "environment", "string"),
        ("app", "app", "string"),
        ("project", "project", "string"),
    )

    if TYPE_CHECKING:
        environment: str
        """The environment as the request named it, by its ID or its slug."""

        app: str
        """The app as the request named it, by its ID or its slug."""

        project: str
        """The project as the request named it, by its ID or its slug."""

        def __init__(
            self,
            *,
            environment: str,
            app: str,
            project: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        environment = None
        app = None
        project = None

        def __init__(self, /, *args, **given):
            try:
                given["environment"]
                given["app"]
                given["project"]
                if len(given) == 3 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"No environment {_shown(self.environment)} exists in the app {_shown(self.app)} of the project {_shown(self.project)}."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/environment_not_found","environment":{_json(self.environment)},"app":{_json(self.app)},"project":{_json(self.project)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            environment = _own["environment"]
            app = _own["app"]
            project = _own["project"]
            _id = _request_id.get()
            if (
                len(_own) == 3
                and type(_id) is str
                and type(environment) is str
                and type(app) is str
                and type(project) is str
            ):
                _values = (_id + environment + app + project).encode()
                if len(_values) <= 8071 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"No environment {environment} exists in the app {app} of the project {project}.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/environment_not_found","environment":"{environment}","app":"{app}","project":"{project}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class IdentityAlreadyExists(Error, _ClientProblem):
    """The workspace already has an identity with the external ID of the one to be
    created.

    - A first attempt succeeded and its answer was lost, say to a client timeout;
      the retry is the request that sees the conflict.
    - The identity came into being with a key. `keys.createKey` and `keys.updateKey`
      create the identity for an `externalId` that has none yet.
    - Two workers handle the sign-up of the same user at the same moment.
    - Two different things share one ID: user 1234 and organisation 1234 both became
      `1234`.

    HTTP 409 Conflict. https://unkey.com/docs/errors/unkey/data/identity_already_exists
    """

    code = "err:unkey:data:identity_already_exists"
    status = 409
    title = "Conflicting Resource"
    type = "https://unkey.com/docs/errors/unkey/data/identity_already_exists"
    retryable = False
    _arguments = ("external_id",)
    _members = (("externalId", "external_id", "string"),)

    if TYPE_CHECKING:
        external_id: str
        """The external ID that is taken."""

        def __init__(
            self,
            *,
            external_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        external_id = None

        def __init__(self, /, *args, **given):
            try:
                given["external_id"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"An identity with the external ID {_shown(self.external_id)} already exists."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":409,"title":"Conflicting Resource","type":"https://unkey.com/docs/errors/unkey/data/identity_already_exists","externalId":{_json(self.external_id)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            external_id = _own["external_id"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(external_id) is str:
                _values = (_id + external_id).encode()
                if len(_values) <= 8077 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"An identity with the external ID {external_id} already exists.","status":409,"title":"Conflicting Resource","type":"https://unkey.com/docs/errors/unkey/data/identity_already_exists","externalId":"{external_id}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class IdentityNotFound(Error, _ClientProblem):
    """The workspace has no identity with the ID, or the external ID, that the request
    gave.

    - The user has no identity yet. Keys that were created without an `externalId`
      belong to nobody.
    - The external ID is written otherwise than when it was created, as `User_1234`
      or `1234`.
    - The ID is of a key (`key_1234`), or of another workspace.
    - The identity was deleted, perhaps by a job that tidies up after cancelled
      accounts.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/identity_not_found
    """

    code = "err:unkey:data:identity_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/identity_not_found"
    retryable = False
    _arguments = ("identity",)
    _members = (("identity", "identity", "string"),)

    if TYPE_CHECKING:
        identity: str
        """The ID or the external ID, as the request gave it."""

        def __init__(self, *, identity: str, instance: str | None = None) -> None: ...
    else:
        identity = None

        def __init__(self, /, *args, **given):
            try:
                given["identity"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The identity {_shown(self.identity)} does not exist."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/identity_not_found","identity":{_json(self.identity)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            identity = _own["identity"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(identity) is str:
                _values = (_id + identity).encode()
                if len(_values) <= 8096 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The identity {identity} does not exist.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/identity_not_found","identity":"{identity}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class KeyAuthNotFound(Error, _ClientProblem):
    """The keyspace that a new deployment was to be tied to does not exist in the
    workspace.

    - `keyspaceId` holds the ID of the API (`api_…`) or of a key (`key_…`), since
      these are what other operations ask for.
    - The pipeline passes an empty or outdated variable along in a field that it
      does not need.
    - The keyspace is one of staging, and the root key of production creates the
      deployment.
    - The API was deleted, and its keyspace went with it.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/key_auth_not_found
    """

    code = "err:unkey:data:key_auth_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/key_auth_not_found"
    retryable = False
    _arguments = ("keyspace_id",)
    _members = (("keyspaceId", "keyspace_id", "string"),)

    if TYPE_CHECKING:
        keyspace_id: str
        """The ID of the keyspace, the store of keys that belongs to one API."""

        def __init__(
            self,
            *,
            keyspace_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        keyspace_id = None

        def __init__(self, /, *args, **given):
            try:
                given["keyspace_id"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The keyspace {_shown(self.keyspace_id)}, which the deployment was to use, does not exist."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/key_auth_not_found","keyspaceId":{_json(self.keyspace_id)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            keyspace_id = _own["keyspace_id"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(keyspace_id) is str:
                _values = (_id + keyspace_id).encode()
                if len(_values) <= 8078 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The keyspace {keyspace_id}, which the deployment was to use, does not exist.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/key_auth_not_found","keyspaceId":"{keyspace_id}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class KeyNotFound(Error, _ClientProblem):
    """No live key in the root key's workspace has the ID, or the value, that the
    request gave.

    - The key was deleted, by your code, by a colleague in the dashboard, or with
      its whole API.
    - `keyId` holds the key itself (`acme_xxx`), the value your users send, instead
      of the ID that `keys.createKey` returned next to it.
    - The root key belongs to another workspace: production code runs with the root
      key of staging, or the other way round.
    - The ID was cut off on the way, for instance by a database column that is too
      short for it.
    - A `keys.deleteKey` was sent twice, and its first attempt had already worked.
    - `keys.whoami` was asked about a key of an API that the root key may not read.
      It says "not found" there, to keep the key's existence to itself.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/key_not_found
    """

    code = "err:unkey:data:key_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/key_not_found"
    retryable = False
    _arguments = ("key_id",)

    if TYPE_CHECKING:
        key_id: str
        """The ID that the request gave, whatever it was; it goes to the logs only."""

        def __init__(self, *, key_id: str, instance: str | None = None) -> None: ...
    else:
        key_id = None

        def __init__(self, /, *args, **given):
            try:
                given["key_id"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return "The key that the request names does not exist in this workspace."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"The key that the request names does not exist in this workspace.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/key_not_found"}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16176 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The key that the request names does not exist in this workspace.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/key_not_found"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class KeySpaceNotFound(Error, _ClientProblem):
    """A gateway policy names a keyspace that does not exist where the environment
    belongs.

    - The ID of the API was put where the ID of its keyspace belongs.
    - Policies were copied from one workspace to another, as from staging to
      production, with the IDs in them.
    - The keyspace is of another project. A policy can only use keyspaces of the
      project that its environment is part of.
    - An API was deleted, and the list in your repository still has its keyspace.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/key_space_not_found
    """

    code = "err:unkey:data:key_space_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/key_space_not_found"
    retryable = False
    _arguments = ("keyspace_id",)
    _members = (("keyspaceId", "keyspace_id", "string"),)

    if TYPE_CHECKING:
        keyspace_id: str
        """The ID of the keyspace, the store of keys that belongs to one API."""

        def __init__(
            self,
            *,
            keyspace_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        keyspace_id = None

        def __init__(self, /, *args, **given):
            try:
                given["keyspace_id"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The keyspace {_shown(self.keyspace_id)}, which the policy names, does not exist."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/key_space_not_found","keyspaceId":{_json(self.keyspace_id)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            keyspace_id = _own["keyspace_id"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(keyspace_id) is str:
                _values = (_id + keyspace_id).encode()
                if len(_values) <= 8082 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The keyspace {keyspace_id}, which the policy names, does not exist.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/key_space_not_found","keyspaceId":"{keyspace_id}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class MigrationNotFound(Error, _ClientProblem):
    """Keys were to be migrated under a migration that the workspace does not have.

    - The ID was made up, or copied from an example in the documentation.
    - The migration was set up for staging, and the import runs with the root key of
      production.
    - A hyphen, a capital letter or a line break got into the ID on its way from an
      e-mail.
    - An import of last year is run again, and its migration has been closed since.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/migration_not_found
    """

    code = "err:unkey:data:migration_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/migration_not_found"
    retryable = False
    _arguments = ("migration_id",)
    _members = (("migrationId", "migration_id", "string"),)

    if TYPE_CHECKING:
        migration_id: str
        """The ID of the migration that the request named."""

        def __init__(
            self,
            *,
            migration_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        migration_id = None

        def __init__(self, /, *args, **given):
            try:
                given["migration_id"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The migration {_shown(self.migration_id)} does not exist in this workspace."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/migration_not_found","migrationId":{_json(self.migration_id)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            migration_id = _own["migration_id"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(migration_id) is str:
                _values = (_id + migration_id).encode()
                if len(_values) <= 8084 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The migration {migration_id} does not exist in this workspace.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/migration_not_found","migrationId":"{migration_id}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class PermissionAlreadyExists(Error, _ClientProblem):
    """The workspace already has a permission with the slug of the one to be created.

    - A key was given the slug before. Permissions that are unknown then are created
      along with the key, and have the slug as their name.
    - The script that sets up the workspace ran a second time.
    - Two services mean different things by one slug such as `read`.

    HTTP 409 Conflict. https://unkey.com/docs/errors/unkey/data/permission_already_exists
    """

    code = "err:unkey:data:permission_already_exists"
    status = 409
    title = "Conflicting Resource"
    type = "https://unkey.com/docs/errors/unkey/data/permission_already_exists"
    retryable = False
    _arguments = ("slug",)
    _members = (("slug", "slug", "string"),)

    if TYPE_CHECKING:
        slug: str
        """The slug that is taken."""

        def __init__(self, *, slug: str, instance: str | None = None) -> None: ...
    else:
        slug = None

        def __init__(self, /, *args, **given):
            try:
                given["slug"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"A permission with the slug {_shown(self.slug)} already exists."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":409,"title":"Conflicting Resource","type":"https://unkey.com/docs/errors/unkey/data/permission_already_exists","slug":{_json(self.slug)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            slug = _own["slug"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(slug) is str:
                _values = (_id + slug).encode()
                if len(_values) <= 8082 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"A permission with the slug {slug} already exists.","status":409,"title":"Conflicting Resource","type":"https://unkey.com/docs/errors/unkey/data/permission_already_exists","slug":"{slug}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class PermissionNotFound(Error, _ClientProblem):
    """The workspace has no permission with the ID, or the slug, that the request gave.

    - The slug has a typing error, or the `name` was sent, which is for readers
      only.
    - No key was ever given the permission, and nobody has created it by itself.
    - The permission was deleted.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/permission_not_found
    """

    code = "err:unkey:data:permission_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/permission_not_found"
    retryable = False
    _arguments = ("permission",)
    _members = (("permission", "permission", "string"),)

    if TYPE_CHECKING:
        permission: str
        """The ID or the slug of the permission, as the request gave it."""

        def __init__(self, *, permission: str, instance: str | None = None) -> None: ...
    else:
        permission = None

        def __init__(self, /, *args, **given):
            try:
                given["permission"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The permission {_shown(self.permission)} does not exist."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/permission_not_found","permission":{_json(self.permission)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            permission = _own["permission"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(permission) is str:
                _values = (_id + permission).encode()
                if len(_values) <= 8093 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The permission {permission} does not exist.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/permission_not_found","permission":"{permission}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class PolicyNotFound(Error, _ClientProblem):
    """The environment has no gateway policy with that ID at present.

    - Somebody, or a pipeline, sent `gateway.setPolicies` since the ID was noted.
      The policy is still there, under another.
    - The ID is kept in a script or in Terraform, as if it belonged to the policy
      for good.
    - The policy is one of `preview`, and the request says `production`.
    - The policy was dropped from the list, or the list was emptied.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/policy_not_found
    """

    code = "err:unkey:data:policy_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/policy_not_found"
    retryable = False
    _arguments = ("environment", "policy_id")
    _members = (
        ("policyId", "policy_id", "string"),
        ("environment", "environment", "string"),
    )

    if TYPE_CHECKING:
        policy_id: str
        """The ID of the policy that the request named."""

        environment: str
        """The environment as the request named it, by its ID or its slug."""

        def __init__(
            self,
            *,
            policy_id: str,
            environment: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        policy_id = None
        environment = None

        def __init__(self, /, *args, **given):
            try:
                given["policy_id"]
                given["environment"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The policy {_shown(self.policy_id)} does not exist in the environment {_shown(self.environment)}."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/policy_not_found","policyId":{_json(self.policy_id)},"environment":{_json(self.environment)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            policy_id = _own["policy_id"]
            environment = _own["environment"]
            _id = _request_id.get()
            if (
                len(_own) == 2
                and type(_id) is str
                and type(policy_id) is str
                and type(environment) is str
            ):
                _values = (_id + policy_id + environment).encode()
                if len(_values) <= 8079 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The policy {policy_id} does not exist in the environment {environment}.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/policy_not_found","policyId":"{policy_id}","environment":"{environment}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class PortalNotFound(Error, _ClientProblem):
    """The workspace has no portal with the ID or the slug that the request gave.

    - The slug has a typing error, an underscore or a capital letter. Slugs have
      neither.
    - The name of the app, of the project or of your company was sent, in the belief
      that it is the portal's.
    - The portal belongs to the workspace of staging, and the root key to that of
      production.
    - No portal has been made for the workspace. During early access that is done by
      Unkey.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/portal_not_found
    """

    code = "err:unkey:data:portal_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/portal_not_found"
    retryable = False
    _arguments = ("portal",)
    _members = (("portal", "portal", "string"),)

    if TYPE_CHECKING:
        portal: str
        """The portal as the request named it, by its ID or its slug."""

        def __init__(self, *, portal: str, instance: str | None = None) -> None: ...
    else:
        portal = None

        def __init__(self, /, *args, **given):
            try:
                given["portal"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The portal {_shown(self.portal)} does not exist in this workspace."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/portal_not_found","portal":{_json(self.portal)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            portal = _own["portal"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(portal) is str:
                _values = (_id + portal).encode()
                if len(_values) <= 8090 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The portal {portal} does not exist in this workspace.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/portal_not_found","portal":"{portal}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class ProjectAlreadyExists(Error, _ClientProblem):
    """Another project of the workspace has the slug that a project was to get.

    - The pipeline creates its project at the start of every run, and this is not
      the first run.
    - Two jobs of one pipeline looked for the project at the same time, found none,
      and both went on to create it. One of them was second.
    - A project is to be renamed to the slug of its predecessor, which still exists.
    - Two teams of the workspace have a project for payments each.

    HTTP 409 Conflict. https://unkey.com/docs/errors/unkey/data/project_already_exists
    """

    code = "err:unkey:data:project_already_exists"
    status = 409
    title = "Conflicting Resource"
    type = "https://unkey.com/docs/errors/unkey/data/project_already_exists"
    retryable = False
    _arguments = ("slug",)
    _members = (("slug", "slug", "string"),)

    if TYPE_CHECKING:
        slug: str
        """The slug that is taken."""

        def __init__(self, *, slug: str, instance: str | None = None) -> None: ...
    else:
        slug = None

        def __init__(self, /, *args, **given):
            try:
                given["slug"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"A project with the slug {_shown(self.slug)} already exists in this workspace."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":409,"title":"Conflicting Resource","type":"https://unkey.com/docs/errors/unkey/data/project_already_exists","slug":{_json(self.slug)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            slug = _own["slug"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(slug) is str:
                _values = (_id + slug).encode()
                if len(_values) <= 8076 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"A project with the slug {slug} already exists in this workspace.","status":409,"title":"Conflicting Resource","type":"https://unkey.com/docs/errors/unkey/data/project_already_exists","slug":"{slug}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class ProjectNotFound(Error, _ClientProblem):
    """The workspace of the root key has no project with the slug, or the ID, that was
    sent.

    - The display name was sent. A project named `Payments API` has a slug such as
      `payments`.
    - The slug was changed with `projects.updateProject`. The ID stays as it is;
      everything that stored the old slug finds nothing from that moment on.
    - `projects.deleteProject` was sent twice. It works in the background, and the
      second request came when the project was gone.
    - The root key has `read_project` on other projects only, and
      `projects.getProject` hides this one from it.
    - `deploy.createDeployment` found the project and not the app in it. This older
      operation has one answer for both.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/project_not_found
    """

    code = "err:unkey:data:project_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/project_not_found"
    retryable = False
    _arguments = ("project",)
    _members = (("project", "project", "string"),)

    if TYPE_CHECKING:
        project: str
        """The project as the request named it, by its ID or its slug."""

        def __init__(self, *, project: str, instance: str | None = None) -> None: ...
    else:
        project = None

        def __init__(self, /, *args, **given):
            try:
                given["project"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The project {_shown(self.project)} does not exist."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/project_not_found","project":{_json(self.project)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            project = _own["project"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(project) is str:
                _values = (_id + project).encode()
                if len(_values) <= 8097 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The project {project} does not exist.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/project_not_found","project":"{project}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class RatelimitNamespaceGone(Error, _ClientProblem):
    """The rate limit namespace was deleted, and its name stays reserved.

    - Somebody tidied up namespaces in the dashboard and took one along that a
      service still counts in.
    - A namespace was deleted to reset its counters, in the belief that the next
      request would create it again.
    - An old release was rolled back into production, and counts under a name that
      was retired since.
    - The deletion was an error, and the overrides in the namespace are needed.

    HTTP 410 Gone. https://unkey.com/docs/errors/unkey/data/ratelimit_namespace_gone
    """

    code = "err:unkey:data:ratelimit_namespace_gone"
    status = 410
    title = "Resource Gone"
    type = "https://unkey.com/docs/errors/unkey/data/ratelimit_namespace_gone"
    retryable = False
    _arguments = ("deleted_at", "namespace")
    _members = (
        ("namespace", "namespace", "string"),
        ("deletedAt", "deleted_at", "date-time"),
    )

    if TYPE_CHECKING:
        namespace: str
        """The name or the ID of the namespace, as the request gave it."""

        deleted_at: _datetime
        """When the namespace was deleted."""

        def __init__(
            self,
            *,
            namespace: str,
            deleted_at: _datetime,
            instance: str | None = None,
        ) -> None: ...
    else:
        namespace = None
        deleted_at = None

        def __init__(self, /, *args, **given):
            try:
                given["namespace"]
                given["deleted_at"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The rate limit namespace {_shown(self.namespace)} was deleted at {_shown(self.deleted_at)}; its name is not free again."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":410,"title":"Resource Gone","type":"https://unkey.com/docs/errors/unkey/data/ratelimit_namespace_gone","namespace":{_json(self.namespace)},"deletedAt":{_json(self.deleted_at)}}}}}'


class RatelimitNamespaceNotFound(Error, _ClientProblem):
    """The workspace has no rate limit namespace with the name, or the ID, that the
    request gave.

    - Overrides are set at deployment, before the first request was counted in the
      namespace.
    - The name differs from the one that is counted in, by case or by a hyphen.
    - The root key belongs to another workspace than that of the service that
      counts.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/ratelimit_namespace_not_found
    """

    code = "err:unkey:data:ratelimit_namespace_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/ratelimit_namespace_not_found"
    retryable = False
    _arguments = ("namespace",)
    _members = (("namespace", "namespace", "string"),)

    if TYPE_CHECKING:
        namespace: str
        """The name or the ID of the namespace, as the request gave it."""

        def __init__(self, *, namespace: str, instance: str | None = None) -> None: ...
    else:
        namespace = None

        def __init__(self, /, *args, **given):
            try:
                given["namespace"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The rate limit namespace {_shown(self.namespace)} does not exist."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/ratelimit_namespace_not_found","namespace":{_json(self.namespace)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            namespace = _own["namespace"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(namespace) is str:
                _values = (_id + namespace).encode()
                if len(_values) <= 8084 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The rate limit namespace {namespace} does not exist.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/ratelimit_namespace_not_found","namespace":"{namespace}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class RatelimitOverrideNotFound(Error, _ClientProblem):
    """The namespace exists, and no override is set in it for the identifier.

    - The code asks for the override of every user, and most have none.
    - The override was set in another namespace, or for the identifier in another
      spelling.
    - The override was deleted when the contract ended.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/ratelimit_override_not_found
    """

    code = "err:unkey:data:ratelimit_override_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/ratelimit_override_not_found"
    retryable = False
    _arguments = ("identifier", "namespace")
    _members = (
        ("namespace", "namespace", "string"),
        ("identifier", "identifier", "string"),
    )

    if TYPE_CHECKING:
        namespace: str
        """The name or the ID of the namespace, as the request gave it."""

        identifier: str
        """The identifier that the request gave."""

        def __init__(
            self,
            *,
            namespace: str,
            identifier: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        namespace = None
        identifier = None

        def __init__(self, /, *args, **given):
            try:
                given["namespace"]
                given["identifier"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The rate limit namespace {_shown(self.namespace)} has no override for {_shown(self.identifier)}."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/ratelimit_override_not_found","namespace":{_json(self.namespace)},"identifier":{_json(self.identifier)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            namespace = _own["namespace"]
            identifier = _own["identifier"]
            _id = _request_id.get()
            if (
                len(_own) == 2
                and type(_id) is str
                and type(namespace) is str
                and type(identifier) is str
            ):
                _values = (_id + namespace + identifier).encode()
                if len(_values) <= 8073 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The rate limit namespace {namespace} has no override for {identifier}.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/ratelimit_override_not_found","namespace":"{namespace}","identifier":"{identifier}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class RoleAlreadyExists(Error, _ClientProblem):
    """The workspace already has a role with the name of the one to be created.

    - The script that sets up the workspace ran a second time, after an update or in
      a new job.
    - The first attempt succeeded and its answer got lost; this is the retry.
    - Two teams share the workspace, and each calls something else `reader`.

    HTTP 409 Conflict. https://unkey.com/docs/errors/unkey/data/role_already_exists
    """

    code = "err:unkey:data:role_already_exists"
    status = 409
    title = "Conflicting Resource"
    type = "https://unkey.com/docs/errors/unkey/data/role_already_exists"
    retryable = False
    _arguments = ("role",)
    _members = (("role", "role", "string"),)

    if TYPE_CHECKING:
        role: str
        """The name that is taken."""

        def __init__(self, *, role: str, instance: str | None = None) -> None: ...
    else:
        role = None

        def __init__(self, /, *args, **given):
            try:
                given["role"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"A role with the name {_shown(self.role)} already exists."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":409,"title":"Conflicting Resource","type":"https://unkey.com/docs/errors/unkey/data/role_already_exists","role":{_json(self.role)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            role = _own["role"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(role) is str:
                _values = (_id + role).encode()
                if len(_values) <= 8088 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"A role with the name {role} already exists.","status":409,"title":"Conflicting Resource","type":"https://unkey.com/docs/errors/unkey/data/role_already_exists","role":"{role}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class RoleNotFound(Error, _ClientProblem):
    """The request gives a key a role, or asks for one, that the workspace does not
    have.

    - The name has a typing error, or is written in another case than the role's.
    - The role was created in the workspace of staging only.
    - The role was deleted, while the code that gives it to new keys was left as it
      is.
    - A permission stands in `roles`. It belongs into `permissions`.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/role_not_found
    """

    code = "err:unkey:data:role_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/role_not_found"
    retryable = False
    _arguments = ("role",)
    _members = (("role", "role", "string"),)

    if TYPE_CHECKING:
        role: str
        """The name or the ID of the role, as the request gave it."""

        def __init__(self, *, role: str, instance: str | None = None) -> None: ...
    else:
        role = None

        def __init__(self, /, *args, **given):
            try:
                given["role"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The role {_shown(self.role)} does not exist."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/role_not_found","role":{_json(self.role)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            role = _own["role"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(role) is str:
                _values = (_id + role).encode()
                if len(_values) <= 8102 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The role {role} does not exist.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/role_not_found","role":"{role}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class WorkspaceNotFound(Error, _ClientProblem):
    """The root key is real, and the workspace it acts for no longer exists.

    - The workspace was deleted, and a service that nobody thought of still runs
      with its root key.
    - Workspaces were merged or recreated, and the root key of the old one is still
      in a secret store, a CI variable or a container image.
    - The workspace should exist. Colleagues see it in the dashboard, or nobody
      deleted it.

    HTTP 404 Not Found. https://unkey.com/docs/errors/unkey/data/workspace_not_found
    """

    code = "err:unkey:data:workspace_not_found"
    status = 404
    title = "Not Found"
    type = "https://unkey.com/docs/errors/unkey/data/workspace_not_found"
    retryable = False
    _arguments = ("root_key_id", "workspace_id")
    _members = (("workspaceId", "workspace_id", "string"),)

    if TYPE_CHECKING:
        workspace_id: str
        """The ID of the workspace that the root key acts for."""

        root_key_id: str
        """The ID of the root key that sent the request, for the service's own logs."""

        def __init__(
            self,
            *,
            workspace_id: str,
            root_key_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        workspace_id = None
        root_key_id = None

        def __init__(self, /, *args, **given):
            try:
                given["workspace_id"]
                given["root_key_id"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The workspace {_shown(self.workspace_id)}, for which this root key acts, does not exist."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/workspace_not_found","workspaceId":{_json(self.workspace_id)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            workspace_id = _own["workspace_id"]
            _id = _request_id.get()
            if len(_own) == 2 and type(_id) is str and type(workspace_id) is str:
                _values = (_id + workspace_id).encode()
                if len(_values) <= 8078 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The workspace {workspace_id}, for which this root key acts, does not exist.","status":404,"title":"Not Found","type":"https://unkey.com/docs/errors/unkey/data/workspace_not_found","workspaceId":"{workspace_id}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)
