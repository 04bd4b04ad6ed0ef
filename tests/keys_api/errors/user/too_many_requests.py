"""Too many requests: its errors.

An allowance of the workspace is used up for now. The response says after how
many seconds it is worth asking again.
"""

# Made by `errbook build python`. To change it, change the catalog, and build it again.

from __future__ import annotations

from errbook.encode import json_text as _json
from errbook.encode import shown as _shown
from errbook.problem import PLAIN as _PLAIN
from errbook.problem import ClientProblem as _ClientProblem
from errbook.problem import Problem as _Problem
from errbook.problem import header_value as _header
from errbook.problem import request_id as _request_id

from . import Error as _Parent

TYPE_CHECKING = False


class Error(_Parent):
    """Any error of Too many requests."""


class QueryQuotaExceeded(Error, _ClientProblem):
    """The workspace has used up its analytics queries, or their working time, for this
    hour.

    - A dashboard runs a query for each of its charts, each of its viewers and each
      refresh.
    - A report asks for one customer at a time, in a loop over all of them.
    - Few queries, but slow ones: over the events of a month, for twenty seconds
      each. 90 of those are half an hour.
    - A job that fails is started again every minute, and begins from the front.
    - A developer tries out queries in the workspace that production reports from.

    HTTP 429 Too Many Requests. https://unkey.com/docs/errors/user/too_many_requests/query_quota_exceeded
    """

    code = "err:user:too_many_requests:query_quota_exceeded"
    status = 429
    title = "Too Many Requests"
    type = "https://unkey.com/docs/errors/user/too_many_requests/query_quota_exceeded"
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
        return f"The quota of analytics queries is used up. Try again in {_shown(self.retry_after)} seconds."

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
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":429,"title":"Too Many Requests","type":"https://unkey.com/docs/errors/user/too_many_requests/query_quota_exceeded","retryAfter":{_json(self.retry_after)}}}}}'

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
                if len(_values) <= 16094 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The quota of analytics queries is used up. Try again in {retry_after} seconds.","status":429,"title":"Too Many Requests","type":"https://unkey.com/docs/errors/user/too_many_requests/query_quota_exceeded","retryAfter":{retry_after}}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class WorkspaceRateLimited(Error, _ClientProblem):
    """Your workspace has sent more requests to Unkey than it may in the current
    window.

    - A script creates, updates or lists thousands of keys as fast as it can.
    - A page or a health check reads the same key or API again for every visitor.
    - Many instances restart together, and each loads what it needs from Unkey in
      its first second.
    - A retry loop without a pause repeats requests that can never succeed.
    - The workspace has outgrown its allowance, or `limit` is 0, which blocks it
      altogether.

    HTTP 429 Too Many Requests. https://unkey.com/docs/errors/user/too_many_requests/workspace_rate_limited
    """

    code = "err:user:too_many_requests:workspace_rate_limited"
    status = 429
    title = "Too Many Requests"
    type = "https://unkey.com/docs/errors/user/too_many_requests/workspace_rate_limited"
    retryable = True
    _arguments = ("limit", "retry_after", "window_seconds", "workspace_id")
    _members = (
        ("workspaceId", "workspace_id", "string"),
        ("limit", "limit", "integer"),
        ("windowSeconds", "window_seconds", "integer"),
        ("retryAfter", "retry_after", "integer"),
    )
    _declared_headers = ("Retry-After",)

    if TYPE_CHECKING:
        workspace_id: str
        """The ID of the workspace that the root key acts for."""

        limit: int
        """How many requests the workspace may send in one window; 0 if it may send none.
        """

        window_seconds: int
        """The length of the window in seconds."""

        retry_after: int
        """In how many seconds a request can succeed again."""

        def __init__(
            self,
            *,
            workspace_id: str,
            limit: int,
            window_seconds: int,
            retry_after: int,
            instance: str | None = None,
        ) -> None: ...
    else:
        workspace_id = None
        limit = None
        window_seconds = None
        retry_after = None

        def __init__(self, /, *args, **given):
            try:
                given["workspace_id"]
                given["limit"]
                given["window_seconds"]
                given["retry_after"]
                if len(given) == 4 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The workspace {_shown(self.workspace_id)} may send {_shown(self.limit)} requests in {_shown(self.window_seconds)} seconds. Try again in {_shown(self.retry_after)} seconds."

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
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":429,"title":"Too Many Requests","type":"https://unkey.com/docs/errors/user/too_many_requests/workspace_rate_limited","workspaceId":{_json(self.workspace_id)},"limit":{_json(self.limit)},"windowSeconds":{_json(self.window_seconds)},"retryAfter":{_json(self.retry_after)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            workspace_id = _own["workspace_id"]
            limit = _own["limit"]
            window_seconds = _own["window_seconds"]
            retry_after = _own["retry_after"]
            _id = _request_id.get()
            if (
                len(_own) == 4
                and type(_id) is str
                and type(workspace_id) is str
                and type(limit) is int
                and limit.bit_length() < 64
                and type(window_seconds) is int
                and window_seconds.bit_length() < 64
                and type(retry_after) is int
                and retry_after.bit_length() < 64
            ):
                _values = (_id + workspace_id).encode()
                if len(_values) <= 7982 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The workspace {workspace_id} may send {limit} requests in {window_seconds} seconds. Try again in {retry_after} seconds.","status":429,"title":"Too Many Requests","type":"https://unkey.com/docs/errors/user/too_many_requests/workspace_rate_limited","workspaceId":"{workspace_id}","limit":{limit},"windowSeconds":{window_seconds},"retryAfter":{retry_after}}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)
