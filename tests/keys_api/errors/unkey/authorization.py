"""Authorization: its errors.

The root key is known, and may not do what the request asks for: it is switched
off or has expired, its workspace is switched off, or its permissions do not
cover the operation. All of that is set in the dashboard; the state of your
users' keys plays no part here.
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
    from datetime import datetime as _datetime


class Error(_Parent):
    """Any error of Authorization."""


class Forbidden(Error, _ClientProblem):
    """The root key is known, and the date until which it was valid has passed.

    - The root key was made for a trial, a contractor or a migration that went on
      for longer.
    - A job rotates root keys, and has failed to do so, unnoticed, since some time.
    - A container or a function still runs with the value that it was started with
      months ago.

    HTTP 403 Forbidden. https://unkey.com/docs/errors/unkey/authorization/forbidden
    """

    code = "err:unkey:authorization:forbidden"
    status = 403
    title = "Forbidden"
    type = "https://unkey.com/docs/errors/unkey/authorization/forbidden"
    retryable = False
    _arguments = ("expired_at", "root_key_id")
    _members = (("expiredAt", "expired_at", "date-time"),)

    if TYPE_CHECKING:
        expired_at: _datetime
        """Until when the root key was valid."""

        root_key_id: str
        """The ID of the root key that sent the request, for the service's own logs."""

        def __init__(
            self,
            *,
            expired_at: _datetime,
            root_key_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        expired_at = None
        root_key_id = None

        def __init__(self, /, *args, **given):
            try:
                given["expired_at"]
                given["root_key_id"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The root key in the Authorization header expired at {_shown(self.expired_at)}."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":403,"title":"Forbidden","type":"https://unkey.com/docs/errors/unkey/authorization/forbidden","expiredAt":{_json(self.expired_at)}}}}}'


class InsufficientPermissions(Error, _ClientProblem):
    """The root key is valid, and none of its permissions covers the operation.

    - The root key was made for verifying keys, and now the same service creates or
      deletes them.
    - The permission is limited to one API, as in `api.api_1234.update_key`, and the
      key to be updated is in another.
    - The request asks for more than its plain form does: `decrypt: true` takes
      `decrypt_key`, and `recoverable: true` takes `encrypt_key`.
    - A job runs with the root key of another job that happened to be in the
      environment.

    HTTP 403 Forbidden. https://unkey.com/docs/errors/unkey/authorization/insufficient_permissions
    """

    code = "err:unkey:authorization:insufficient_permissions"
    status = 403
    title = "Insufficient Permissions"
    type = "https://unkey.com/docs/errors/unkey/authorization/insufficient_permissions"
    retryable = False
    _arguments = ("required_permissions", "root_key_id")
    _members = (("requiredPermissions", "required_permissions", ["string"]),)

    if TYPE_CHECKING:
        required_permissions: list[str]
        """The permissions of which one would have been enough."""

        root_key_id: str
        """The ID of the root key that sent the request, for the service's own logs."""

        def __init__(
            self,
            *,
            required_permissions: list[str],
            root_key_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        required_permissions = None
        root_key_id = None

        def __init__(self, /, *args, **given):
            try:
                given["required_permissions"]
                given["root_key_id"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The root key needs one of these permissions: {_shown(self.required_permissions)}."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":403,"title":"Insufficient Permissions","type":"https://unkey.com/docs/errors/unkey/authorization/insufficient_permissions","requiredPermissions":{_json(self.required_permissions)}}}}}'


class KeyDisabled(Error, _ClientProblem):
    """The root key is known, and somebody has switched it off.

    - The root key was rotated. The old one was disabled as a test, and this service
      still uses it.
    - Somebody feared that the root key had leaked, and disabled it at once.
    - It was taken for one that nobody uses any more, or was mixed up with another.

    HTTP 403 Forbidden. https://unkey.com/docs/errors/unkey/authorization/key_disabled
    """

    code = "err:unkey:authorization:key_disabled"
    status = 403
    title = "Key is disabled"
    type = "https://unkey.com/docs/errors/unkey/authorization/key_disabled"
    retryable = False
    _arguments = ("root_key_id",)

    if TYPE_CHECKING:
        root_key_id: str
        """The ID of the root key that sent the request, for the service's own logs."""

        def __init__(
            self,
            *,
            root_key_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        root_key_id = None

        def __init__(self, /, *args, **given):
            try:
                given["root_key_id"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return "The root key in the Authorization header is disabled."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"The root key in the Authorization header is disabled.","status":403,"title":"Key is disabled","type":"https://unkey.com/docs/errors/unkey/authorization/key_disabled"}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16173 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The root key in the Authorization header is disabled.","status":403,"title":"Key is disabled","type":"https://unkey.com/docs/errors/unkey/authorization/key_disabled"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class WorkspaceDisabled(Error, _ClientProblem):
    """The root key is valid, and the workspace it acts for is switched off.

    - An invoice is still open after several reminders.
    - The owner of the workspace had it closed, for instance after moving to another
      one.
    - Unkey stopped it, since its traffic endangered others or broke the terms of
      use.

    HTTP 403 Forbidden. https://unkey.com/docs/errors/unkey/authorization/workspace_disabled
    """

    code = "err:unkey:authorization:workspace_disabled"
    status = 403
    title = "Workspace is disabled"
    type = "https://unkey.com/docs/errors/unkey/authorization/workspace_disabled"
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
        return f"The workspace {_shown(self.workspace_id)} is disabled."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":403,"title":"Workspace is disabled","type":"https://unkey.com/docs/errors/unkey/authorization/workspace_disabled","workspaceId":{_json(self.workspace_id)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            workspace_id = _own["workspace_id"]
            _id = _request_id.get()
            if len(_own) == 2 and type(_id) is str and type(workspace_id) is str:
                _values = (_id + workspace_id).encode()
                if len(_values) <= 8085 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The workspace {workspace_id} is disabled.","status":403,"title":"Workspace is disabled","type":"https://unkey.com/docs/errors/unkey/authorization/workspace_disabled","workspaceId":"{workspace_id}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)
