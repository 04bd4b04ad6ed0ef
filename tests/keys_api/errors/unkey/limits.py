"""Limits: its errors.

The workspace holds as many of something as its plan includes, and the request
would have added one more. Nothing is used up by asking and nothing frees itself
with time: a place has to be cleared, or the plan has to grow.
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
    """Any error of Limits."""


class CustomDomainLimitExceeded(Error, _ClientProblem):
    """The workspace has as many custom domains as its plan includes, and no place for
    one more.

    - Failed attempts fill the plan: names with a typing error, or domains whose DNS
      records were never created.
    - Preview environments got domains of their own, and the plan is used up before
      production.
    - Every customer of yours is to get a domain, and the plan was made for one or a
      few.

    HTTP 403 Forbidden. https://unkey.com/docs/errors/unkey/limits/custom_domain_limit_exceeded
    """

    code = "err:unkey:limits:custom_domain_limit_exceeded"
    status = 403
    title = "Forbidden"
    type = "https://unkey.com/docs/errors/unkey/limits/custom_domain_limit_exceeded"
    retryable = False
    _arguments = ("domain", "workspace_id")
    _members = (
        ("domain", "domain", "string"),
        ("workspaceId", "workspace_id", "string"),
    )

    if TYPE_CHECKING:
        domain: str
        """The custom domain in the form it is stored in, lower case and Punycode."""

        workspace_id: str
        """The ID of the workspace that the root key acts for."""

        def __init__(
            self,
            *,
            domain: str,
            workspace_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        domain = None
        workspace_id = None

        def __init__(self, /, *args, **given):
            try:
                given["domain"]
                given["workspace_id"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The plan of this workspace includes no further custom domain, so {_shown(self.domain)} was not attached."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":403,"title":"Forbidden","type":"https://unkey.com/docs/errors/unkey/limits/custom_domain_limit_exceeded","domain":{_json(self.domain)},"workspaceId":{_json(self.workspace_id)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            domain = _own["domain"]
            workspace_id = _own["workspace_id"]
            _id = _request_id.get()
            if (
                len(_own) == 2
                and type(_id) is str
                and type(domain) is str
                and type(workspace_id) is str
            ):
                _values = (_id + domain + workspace_id).encode()
                if len(_values) <= 8055 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The plan of this workspace includes no further custom domain, so {domain} was not attached.","status":403,"title":"Forbidden","type":"https://unkey.com/docs/errors/unkey/limits/custom_domain_limit_exceeded","domain":"{domain}","workspaceId":"{workspace_id}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)
